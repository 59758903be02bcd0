"""Which declaration each row of a table belongs to: numbers alone, no row is held.

A table may name a declaration in rows that stand apart. So it is read through first, and of each
row only hashes of the cells are kept by which rows come together. What they cost is said in
docs/performance.md; what a hash joined wrongly is found when the rows themselves are taken.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence

from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.base.marked_file import Beat
from landwaiter.formats.intake.csv_draft import IDENTITY
from landwaiter.formats.intake.declaration_rows import Rows, keys_of
from landwaiter.formats.intake.declaration_table import PlacedRow

_NOBODY = 0
_MEASURED = ("declaration", "mrn", "lrn", "functional_reference", *IDENTITY[1:])
"""Columns by which rows come together."""
_BEAT = 1024
"""Rows between two chances to cancel."""


class RowMarks:
    """Declarations of a table in the order of their first rows, and where their rows stand."""

    def __init__(self) -> None:
        self.count = 0
        """Declarations."""
        self._run_of = array("I")
        """Of each run of rows that stand together, its declaration; 0 where they have none."""
        self._run_length = array("I")
        self._next = array("I")
        """Of each run that stands apart, the next of the same declaration; 0 where it is the last.
        """
        self._number = array("I")
        self._place = array("Q")
        self._length = array("I")
        self._first_apart = array("I", [0])
        """Of each declaration."""

    def runs(self) -> Iterator[tuple[int, int, bool]]:
        """Declaration, length, and whether the declaration begins with it, of each run."""
        begun = 0
        for owner, length in zip(self._run_of, self._run_length, strict=True):
            begins = owner > begun
            begun = max(begun, owner)
            yield owner, length, begins

    def apart(self, declaration: int) -> Iterator[tuple[int, int, int]]:
        """Number and place of the first row, and length, of each further run of a declaration."""
        at = self._first_apart[declaration]
        while at:
            yield self._number[at - 1], self._place[at - 1], self._length[at - 1]
            at = self._next[at - 1]

    def _add(self, owner: int, number: int, place: int, last_apart: "array[int]") -> None:
        if self._run_of and self._run_of[-1] == owner:
            self._run_length[-1] += 1
            if owner and (at := last_apart[owner]):
                self._length[at - 1] += 1
            return
        self._run_of.append(owner)
        self._run_length.append(1)
        if owner > self.count:
            self.count = owner
            self._first_apart.append(0)
            last_apart.append(0)
        elif owner:
            self._number.append(number)
            self._place.append(place)
            self._length.append(1)
            self._next.append(0)
            if last_apart[owner]:
                self._next[last_apart[owner] - 1] = len(self._number)
            else:
                self._first_apart[owner] = len(self._number)
            last_apart[owner] = len(self._number)


def marked(rows: Rows, beat: Beat) -> RowMarks:
    """The marks of all rows up to the first that cannot be told into cells, if there is one."""
    marks, known, last_apart = RowMarks(), _Known(), array("I", [0])
    cells_of = _CellsOf(rows)
    before: tuple[str, ...] | None = None
    owner = _NOBODY
    for count, (number, cells, place) in enumerate(_readable(rows)):
        if not count % _BEAT:
            beat()
        stated = None if rows.total(cells) else cells_of(number, cells)
        same = tuple(stated.get(name, "") for name in _MEASURED) if stated is not None else None
        if same is None or same != before:
            owner = known.owner(stated) if stated is not None else _NOBODY
        before = same
        marks._add(owner, number, place, last_apart)  # made here alone
    return marks


def _readable(rows: Rows) -> Iterator[PlacedRow]:
    try:
        yield from rows.table.placed()
    except Invalid:  # Told where the rows themselves are taken, after the faults before it.
        return


class _CellsOf:
    """What a row states by which rows come together; by our columns."""

    def __init__(self, rows: Rows) -> None:
        table, columns = rows.table, rows.writing.columns
        self._rows = Rows(table, rows.writing, Findings(table.file), rows.mends)
        self._width = len(table.names)
        self._at = tuple(
            (at, columns[name].column.name)
            for at, name in enumerate(table.names)
            if name in columns and columns[name].column.name in _MEASURED
        )
        self._is_plain = not table.source.is_workbook

    def __call__(self, number: int, cells: Sequence[str]) -> Mapping[str, str]:
        if self._is_plain and len(cells) == self._width and number not in self._rows.mends:
            return {name: text for at, name in self._at if (text := cells[at].strip())}
        self._rows.findings.rejected.clear()
        self._rows.out.clear()
        return self._rows.raw_items(number, cells)[0].cells


class _Known:
    """Declarations by the hashes of what their rows share, as `Rows` keeps them by the words."""

    def __init__(self) -> None:
        self._count = 0
        self._by_key = _Table()
        self._identity = tuple(array("q", [0]) for _name in IDENTITY)

    def owner(self, stated: Mapping[str, str]) -> int:
        """The declaration of a row, a new one if need be; 0 where the row names none."""
        keys = keys_of(stated)
        if not keys:
            return _NOBODY
        said = [hash(stated[name]) if name in stated else 0 for name in IDENTITY]
        hashes = [hash(key) for key in keys]
        found = _NOBODY
        for key, hashed in zip(keys, hashes, strict=True):
            known = self._by_key.get(hashed)
            if known and (key[0] != "reference" or self._goes_with(known, said)):
                found = known
                break
        if not found:
            self._count += 1
            found = self._count
            for kept in self._identity:
                kept.append(0)
        for kept, one in zip(self._identity, said, strict=True):
            kept[found] = kept[found] or one
        for hashed in hashes:
            self._by_key.put(hashed, found)
        return found

    def _goes_with(self, known: int, said: Sequence[int]) -> bool:
        pairs = zip(self._identity, said, strict=True)
        return all(not one or not kept[known] or kept[known] == one for kept, one in pairs)


class _Table:
    """Hash → number, in two arrays: 12 bytes a place, of which at most two thirds are taken."""

    def __init__(self) -> None:
        self._taken = 0
        self._make(1 << 10)

    def get(self, hashed: int) -> int:
        """0 where there is none."""
        return self._values[self._at(hashed)]

    def put(self, hashed: int, value: int) -> None:
        at = self._at(hashed)
        if not self._values[at]:
            self._taken += 1
            self._keys[at] = hashed
        self._values[at] = value
        if 3 * self._taken > 2 * len(self._values):
            self._grow()

    def _make(self, size: int) -> None:
        self._mask = size - 1
        self._keys = array("q", bytes(8 * size))
        self._values = array("I", bytes(4 * size))

    def _at(self, hashed: int) -> int:
        at, keys, values = hashed & self._mask, self._keys, self._values
        while values[at] and keys[at] != hashed:
            at = (at + 1) & self._mask
        return at

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._make(2 * len(values))
        for hashed, value in zip(keys, values, strict=True):
            if value:
                at = self._at(hashed)
                self._keys[at], self._values[at] = hashed, value
