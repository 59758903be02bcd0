"""Long lists by words: an index says which rows may have them, and who asks looks at these alone.

Letters are folded by Python both times (`folded`), so that the index leaves out no row in which a
plain look finds the words, whichever letters that takes for the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Select, Table, func, select

from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.sqlite.dialect import together
from landwaiter.storage.sqlite.full_text import hints_of, may_have

MOST = 10_000
"""Rows that are gathered and put in order at once."""
WAY = 2_000
"""Rows of a list that are looked at for words of more: they are soon met, or stand far off."""


@dataclass(frozen=True, slots=True)
class WordHints:
    """The words of a list: numbered, and of each number what it stands for."""

    words: Table
    worded: Table
    group: str = ""
    """Column of `worded` by which the list is parted."""
    times: int = 1
    """So often `MOST` are gathered, where a look at rows of the list on the way is dearer."""
    order: str = ""
    """Column of `worded` by which the list is sorted: numbers follow how its texts begin, so that
    the index gives the first rows of a word first, wherever they stand and however many have it."""

    def add(self, conn: Writer, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """More words, each with the key of its row; what was said before stays."""
        numbered = sorted(self._numbered(conn, rows), key=itemgetter(0))
        if numbered:
            said = [
                {"serial": no, "words": hints_of(folded(words), key.get(self.group, ""))}
                for no, (words, key) in numbered
            ]
            conn.execute(self.words.insert(), said)
            keys = [{"serial": no, **key} for no, (_words, key) in numbered]
            conn.execute(self.worded.insert(), keys)

    def _numbered(
        self, conn: Reader, rows: Iterable[tuple[str, Mapping[str, Any]]]
    ) -> Iterator[tuple[int, tuple[str, Mapping[str, Any]]]]:
        serial, last = self.worded.c.serial, dict[int, int]()
        for row in rows:
            place = place_of(str(row[1][self.order])) if self.order else 0
            if place not in last:
                mine = serial.between(place, end_of(place)) if self.order else serial > 0
                found = conn.execute(select(func.max(serial)).where(mine)).scalar()
                last[place] = int(found or place)
            last[place] += 1
            yield last[place], row

    def among(self, conn: Reader, words: Sequence[str], group: str = "") -> str | None:
        """Numbers of all rows that may have each of the words, as `in_numbers` takes them.

        None for more than `times` `MOST`.
        """
        return few_of(conn, self.numbers(words, group), most=MOST * self.times)

    def numbers(self, words: Sequence[str], group: str = "") -> Select[Any]:
        """The same of however many."""
        match = may_have(self.words, [folded(word) for word in words], group)
        return select(self.words.c.serial).where(match)


_BEGINNING: Final = 5
"""Bytes of a text, of which all but two bits are its place: the rest of a number tells those apart
that begin so, up to 33 million."""
_APART: Final = 25


def place_of(text: str) -> int:
    """Beneath the numbers of all texts that begin so; in the order of the texts' bytes."""
    begins = text.encode()[:_BEGINNING].ljust(_BEGINNING, b"\0")
    return int.from_bytes(begins, "big") >> 2 << _APART


def end_of(number: int) -> int:
    """The last number of those that share the place of one."""
    return number | (1 << _APART) - 1


def few_of(conn: Reader, numbers: Select[Any], *, most: int | None = None) -> str | None:
    """What the query finds, as one value; None for more than `most`, or `MOST`."""
    bound = MOST if most is None else most
    count, found = conn.execute(together(numbers.limit(bound + 1))).one()
    return str(found) if count <= bound else None


def folded(text: str) -> str:
    return text.casefold()
