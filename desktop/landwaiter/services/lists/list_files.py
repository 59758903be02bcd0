"""Files of a watch list before they are an edition: told by content, read, counted, compared.

Reading takes as much memory for a large list as for a small one: what is too much to hold is
read from the files a second time while it is saved, and must then be the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Fault, Invalid, NotFound, Unavailable
from landwaiter.formats.base.file_source import FileSource
from landwaiter.formats.base.spreadsheet import CELLS
from landwaiter.formats.law.content import workbook_content
from landwaiter.formats.lists.part import ListPart
from landwaiter.formats.lists.reading import FileGroup, groups_of, listings_of
from landwaiter.i18n import _
from landwaiter.services.base.decoding import words_of
from landwaiter.services.base.intake_fault import IntakeFault
from landwaiter.user_file import file_bytes

Tell = Callable[[int, int, str], None]
"""Done, total and what is at hand; what it raises ends the work."""
HELD: Final = 20_000
"""Listings kept in memory between reading and saving, some 40 MB; more are read twice."""
FIRST: Final = 8
"""Listings that a look at a list shows."""
_MOST_WORKBOOK = 64 << 20
_WORKBOOK_S = 120.0


def untold(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class ListResult:
    """What one file gave."""

    file: str
    format: str | None
    list: str
    edition: str = ""
    listings: int = 0
    rejected: tuple[IntakeFault, ...] = ()
    warnings: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """Who may second it; that it is an older one …"""
    published: date | None = None
    """As the file says."""
    doubts: tuple[str, ...] = ()
    """What has to be answered before: as long as it is not, nothing is saved."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be read of the files, and how."""

    list_id: str
    mapping: ColumnMapping | None
    only: str


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """Files that were read whole: what they say of themselves, and their listings."""

    results: tuple[ListResult, ...]
    groups: tuple[FileGroup, ...] = ()
    kind: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""
    published: date | None = None
    sha256: str = ""
    count: int = 0
    schemas: tuple[tuple[str, int], ...] = ()
    """Kinds of parties with how many of each, most first."""
    first: tuple[Listing, ...] = ()
    mapping: ColumnMapping | None = None
    only: str = ""
    held: tuple[Listing, ...] | None = None
    """Every listing; None where they are too many to hold."""
    is_open_ended: bool = False
    """A file of them is text that does not say where it ends."""
    cut_lines: tuple[str, ...] = ()
    """Such files whose last line has no end."""

    @property
    def is_refused(self) -> bool:
        return any(result.rejected for result in self.results)

    def listings(self, tell: Tell = untold) -> Iterator[Listing]:
        """Every listing in the order of the files.

        Invalid where a file was changed since it was read: nothing is saved then.
        """
        if self.held is not None:
            for done, listing in enumerate(self.held, start=1):
                if not done % 1_000:
                    tell(done, self.count, _("saving"))
                yield listing
            return
        count = 0
        for _group, listing in _with_group(self.groups, tell, _("saving")):
            if stands_under(listing, self.only):
                count += 1
                yield listing
        digest = _digest(self.groups, self.mapping, self.only)
        if count != self.count or digest != self.sha256:
            raise Invalid(
                _("A file of the list was changed while it was read."),
                file=self.results[0].file,
                remedy=_("Import it again once nobody writes to it."),
            )


def read_files(
    paths: Sequence[Path],
    list_id: str,
    mapping: ColumnMapping | None = None,
    tell: Tell = untold,
    *,
    only: str = "",
) -> ReadFiles:
    """Every file read from end to end; with a row that is refused there are no listings.

    `only` leaves the entries that stand under it: an annex, a programme, a list of several.
    NotFound or Unavailable for a file that cannot be opened.
    """
    opened = [_opened(path, mapping) for path in paths]
    faults = {path: fault for path, _part, fault in opened if fault}
    parts = [part for _path, part, _fault in opened if part is not None]
    if not faults:
        try:
            groups = groups_of(parts, mapping)
            files = [*zip(paths, parts, strict=True)]
            return _read(groups, files, _Asked(list_id, mapping, only), tell)
        except Invalid as fault:
            faults = {_path_of(fault, paths): fault}
    return ReadFiles(tuple(_refused(path, list_id, faults.get(path)) for path in paths))


def stands_under(listing: Listing, only: str) -> bool:
    """Whether a listing has this among its programmes and measures, or is of this data set."""
    wanted = only.casefold()
    named = (*listing.programmes, *listing.sanctions, listing.dataset)
    return not wanted or any(wanted == name.casefold() for name in named)


def part_of(path: Path, mapping: ColumnMapping | None = None) -> ListPart:
    """A file as it can be looked at; a workbook is read by the confined process alone."""
    source = FileSource.of_path(path)
    if not source.is_workbook():
        return ListPart(source)
    if source.size > _MOST_WORKBOOK:
        raise Invalid(
            _("The file is larger than {limit} MB.").format(limit=_MOST_WORKBOOK >> 20),
            file=path.name,
            remedy=_("Save its table as CSV, and read that."),
        )
    data = file_bytes(path, most=_MOST_WORKBOOK)
    text, _cut = words_of(CELLS, iter((data,)), within_s=_WORKBOOK_S)
    grids = workbook_content(text, path.name).grids
    wanted = mapping.sheet if mapping else ""
    fitting = [one for one in grids if len(one.rows) > 1 and wanted in ("", one.name)]
    if not fitting:
        raise Invalid(
            _("The workbook has no sheet with a header and rows."),
            file=path.name,
            field="sheet",
            value=wanted or None,
            remedy=_("Its sheets are: {names}.").format(names=", ".join(g.name for g in grids)),
        )
    return ListPart(source, fitting[0])


def _opened(
    path: Path, mapping: ColumnMapping | None
) -> tuple[Path, ListPart | None, Fault | None]:
    try:
        return path, part_of(path, mapping), None
    except (NotFound, Unavailable):
        raise
    except Fault as fault:
        return path, None, fault


def _read(
    groups: Sequence[FileGroup],
    files: Sequence[tuple[Path, ListPart]],
    asked: _Asked,
    tell: Tell,
) -> ReadFiles:
    counts: Counter[int] = Counter()
    schemas: Counter[str] = Counter()
    first: list[Listing] = []
    held: list[Listing] | None = []
    seen: set[int] = set()
    under: Counter[str] = Counter()
    total = 0
    for group, listing in _with_group(groups, tell, _("reading")):
        if not stands_under(listing, asked.only):
            under.update(listing.programmes)
            continue
        total += 1
        counts[id(group.main)] += 1
        schemas[listing.schema] += 1
        if len(groups) > 1:
            _refuse_repeated(listing, seen, asked.list_id, group)
        if len(first) < FIRST:
            first.append(listing)
        if held is not None:
            held.append(listing)
            held = held if total <= HELD else None
    results = _results(groups[0].form.name, files, asked.list_id, counts)
    main = groups[0].main.notes
    form = groups[0].form
    if any(result.rejected for result in results):
        return ReadFiles(results)
    if not total and under:
        raise Invalid(
            _("No entry of the list stands under this."),
            file=groups[0].main.file,
            field="only",
            value=asked.only,
            remedy=_("Entries stand under: {names}.").format(
                names=", ".join(name for name, _times in under.most_common(20))
            ),
        )
    if not total:
        raise Invalid(
            _("The list names nobody; parties screened against it would all seem clear."),
            file=groups[0].main.file,
            row=1,
            remedy=_("Give the file together with those of the same list that have entries."),
        )
    digest = _digest(groups, asked.mapping, asked.only)
    open_ended = [part for group in groups for part in group.parts if _is_open_ended(part)]
    days = [part.notes.published for group in groups for part in group.parts]
    return ReadFiles(
        results,
        tuple(groups),
        kind=_kind(groups),
        title=main.title if len(groups) == 1 else "",
        publisher=form.publisher,
        licence=form.licence,
        published=max((day for day in days if day is not None), default=None),
        sha256=digest,
        count=total,
        schemas=tuple(schemas.most_common()),
        first=tuple(first),
        mapping=asked.mapping,
        only=asked.only,
        held=tuple(held) if held is not None else None,
        is_open_ended=bool(open_ended),
        cut_lines=tuple(one.file for one in open_ended if not _ends_in_line(one.source)),
    )


def _is_open_ended(part: ListPart) -> bool:
    """CSV and JSON lines; XML, archives and workbooks are refused where their end is missing."""
    return not part.beginning.root and part.grid is None and not part.source.is_packed()


def _ends_in_line(source: FileSource) -> bool:
    return source.last_byte() in _LINE_ENDS


_LINE_ENDS = frozenset({b"\n", b"\r", b"\x1a"})
"""The last one is the sign by which files of OFAC end."""


def _with_group(
    groups: Sequence[FileGroup], tell: Tell, what: str
) -> Iterator[tuple[FileGroup, Listing]]:
    total = sum(part.source.size for group in groups for part in group.parts)
    before = 0
    for group in groups:
        at = before

        def told(done: int, _all: int, at: int = at, group: FileGroup = group) -> None:
            tell(at + min(done, group.main.source.size), total, f"{what}: {group.main.file}")

        for listing in listings_of(group, told):
            yield group, listing
        before += sum(part.source.size for part in group.parts)
    tell(total, total, what)


def _refuse_repeated(listing: Listing, seen: set[int], list_id: str, group: FileGroup) -> None:
    mark = hash(listing.listing_id)
    if mark in seen:
        raise Invalid(
            _("The files of the list {list} hold the same entry twice.").format(list=list_id),
            file=group.main.file,
            field="id",
            value=listing.listing_id,
            remedy=_("Import files together only where they are parts of one list."),
        )
    seen.add(mark)


def _results(
    form: str, files: Sequence[tuple[Path, ListPart]], list_id: str, counts: Counter[int]
) -> tuple[ListResult, ...]:
    """One for each file, in the order in which they were given."""
    results = []
    is_whole = not any(part.notes.rejected for _path, part in files)
    for path, part in files:
        notes = part.notes
        rejected = tuple(
            IntakeFault(one.row, one.field, one.value, one.message, one.remedy)
            for one in notes.rejected
        )
        results.append(
            ListResult(
                str(path),
                form,
                list_id,
                listings=counts[id(part)] if is_whole else 0,
                rejected=rejected,
                warnings=tuple(notes.warnings),
                published=notes.published,
            )
        )
    return tuple(results)


def _kind(groups: Sequence[FileGroup]) -> str:
    kinds = {
        group.main.notes.kind or group.form.kind
        for group in groups
        if group.main.notes.kind or group.form.kind
    }
    return kinds.pop() if len(kinds) == 1 else ""


def _digest(groups: Sequence[FileGroup], mapping: ColumnMapping | None, only: str) -> str:
    """Of the one file; of several, whatever their order; and of what was read of them and how."""
    digests = sorted(part.source.sha256() for group in groups for part in group.parts)
    whole = digests[0] if len(digests) == 1 else sha256_hex("".join(digests).encode())
    how: dict[str, object] = {"mapping": mapping.as_json()} if mapping else {}
    how |= {"only": only} if only else {}
    return sha256_hex(canonical_bytes({"file": whole, **how})) if how else whole


def _refused(path: Path, list_id: str, fault: Fault | None) -> ListResult:
    result = ListResult(str(path), None, list_id)
    if fault is None:
        return result
    refused = IntakeFault(fault.row, fault.field, fault.value, fault.message, fault.remedy)
    return replace(result, rejected=(refused,))


def _path_of(fault: Fault, paths: Sequence[Path]) -> Path:
    return next((path for path in paths if fault.file in (path.name, str(path))), paths[0])
