"""Every item of a case against the embargo matrix of its day: which cells speak of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from landwaiter.domain.flags.annexes import heading_of
from landwaiter.domain.flags.embargo.embargo_conditions import settled
from landwaiter.domain.flags.embargo.item_groups import ItemGroup, annex_packs, groups_of
from landwaiter.domain.flags.embargo.matrix import (
    ANYWHERE,
    EXPORT,
    SUREST,
    T1_TRANSIT,
    GroupCertainty,
    MatrixCell,
    Standing,
    cells_at,
    day_of,
    exports_to,
    speaks,
    strictest,
)
from landwaiter.domain.flags.non_union import is_t1
from landwaiter.domain.flags.view import Goods, View, covers
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """One item against the matrix: the strictest answer and every cell that speaks."""

    item_no: int
    destination: str | None
    standing: Standing
    groups: tuple[ItemGroup, ...]
    cells: tuple[MatrixCell, ...]

    @property
    def certainty(self) -> GroupCertainty:
        """How sure it is that the strictest answer is about this item."""
        strict = (c.certainty for c in self.cells if c.standing is self.standing and c.certainty)
        return min(strict, key=SUREST.index, default=GroupCertainty.CONFIRMED)


def item_standings(view: View, practice: Mapping[str, str]) -> tuple[ItemStanding, ...]:
    """Every item of a case against the matrix of its day, by destination and by route."""
    return tuple(_standing(view, line, practice) for line in view.goods)


def _standing(view: View, line: Goods, practice: Mapping[str, str]) -> ItemStanding:
    groups, destination = groups_of(view, line), view.destination_of(line)
    routing = transit_of(view, line)
    exports = _spoken(view, line, groups, practice, export=(ANYWHERE, destination))
    transits = _spoken(view, line, groups, practice, transit=routing)
    of_t1 = {T1_TRANSIT: (ANYWHERE, destination)} if is_t1(view.case) else {}
    non_union = _spoken(view, line, groups, practice, **of_t1)
    speaking = (*exports, *transits, *non_union, *_annex_cells(view, line, destination))
    return ItemStanding(line.no, destination, strictest(speaking), groups, speaking)


def transit_of(view: View, line: Goods) -> tuple[str, ...]:
    """Countries on the way of the line but its destination, where it is no transit any more."""
    routing = view.declaration.country_routing if view.declaration else ()
    return tuple(country for country in routing if country != view.destination_of(line))


def prohibitions(
    view: View, line: Goods, *, by_words: bool = False, **places: Collection[str | None]
) -> tuple[MatrixCell, ...]:
    """Cells that prohibit for the line, settled: `export=` to places, `transit=` through places.

    Of what it is or may be by a code or heading; words alone prohibit nothing and are told with
    `by_words`.
    """
    if not any(may_prohibit(view, way, named) for way, named in places.items()):
        return ()  # most destinations: the groups of the line need not be known
    groups = groups_of(view, line)
    found = (
        cell
        for way, named in places.items()
        for cell in _spoken(view, line, groups, view.practice, **{way: named})
    )
    return tuple(
        cell
        for cell in found
        if cell.standing is Standing.PROHIBITED
        and (by_words or cell.certainty is not GroupCertainty.MAY_BE)
    )


def may_prohibit(view: View, way: str, places: Collection[str | None]) -> bool:
    """Whether a cell prohibits any goods that go this way to one of the places, or may do so."""
    return any(
        cell.way == way and cell.standing in (Standing.PROHIBITED, Standing.PROHIBITED_IF)
        for cell in cells_at(view.packs, view.practice, places, view.day)
    )


def _spoken(
    view: View,
    line: Goods,
    groups: Iterable[ItemGroup],
    practice: Mapping[str, str],
    **places: Collection[str | None],
) -> tuple[MatrixCell, ...]:
    member = {group.id: group for group in groups}
    return tuple(
        _as_moved(view, settled(view, line, _of_item(cell, member.get(cell.group))))
        for way, named in places.items()
        for cell in cells_at(view.packs, practice, named, view.day)
        if cell.way == way and (cell.group in member or not cell.group)
    )


def _as_moved(view: View, cell: MatrixCell) -> MatrixCell:
    """What an act says of exports is not said of non-Union goods in transit where the act has a row
    of its own for them; every other act stays as it is."""
    if cell.way != EXPORT or not is_t1(view.case):
        return cell
    own = next((one for one in _of_t1(view, cell)), None)
    if own is None:
        return cell
    text = _(
        "{article} is about exports, and non-Union goods in transit (T1) are none: {own} is about "
        "them. {says}"
    )
    because = text.format(article=cell.source, own=own.source, says=own.note)
    return replace(
        cell,
        standing=Standing.NOT_APPLICABLE,
        absent_because=because,
        condition="",
        settled_by="",
        practice="",
        is_set=True,
    )


def _of_t1(view: View, cell: MatrixCell) -> Iterable[MatrixCell]:
    at_its_place = cells_at(view.packs, view.practice, (cell.destination,), view.day)
    return (
        one
        for one in at_its_place
        if one.way == T1_TRANSIT and (one.instrument, one.group) == (cell.instrument, cell.group)
    )


def named_cells(view: View, line: Goods, groups: Collection[str]) -> tuple[MatrixCell, ...]:
    """What instruments that name the line's destination say of exporting these groups of goods.

    As of the case's day, their conditions settled by what is on file.
    """
    cells = exports_to(view.packs, view.practice, view.destination_of(line), groups, view.day)
    return tuple(_as_moved(view, settled(view, line, cell)) for cell in cells)


def _of_item(cell: MatrixCell, group: ItemGroup | None) -> MatrixCell:
    """The cell as it speaks of an item of the group; without a group it speaks of any goods."""
    if group is None:
        return replace(cell, certainty=GroupCertainty.CONFIRMED)
    return replace(cell, certainty=group.certainty, met_by=group.why)


def _annex_cells(view: View, line: Goods, destination: str | None) -> Iterable[MatrixCell]:
    """An imported goods annex that names the heading speaks, but which way its article decides."""
    for pack in annex_packs(view):
        for row in pack.rows:
            place = row.get("destination")
            if place and place == destination and line.cn and covers(row, line):
                cell = _annex_cell(row, pack, place)
                if speaks(cell, view.day):
                    yield cell if view.stands_in(row, line) else _of_a_part(cell, row)


def _of_a_part(cell: MatrixCell, row: Row) -> MatrixCell:
    """What an act says of a part of a heading is not said of these goods until a person knows."""
    note = _("Only a part of heading {heading}; of that part the act says: {standing}. {part}")
    said = note.format(heading=heading_of(row), standing=cell.standing.value, part=cell.note)
    return replace(cell, standing=Standing.UNSTATED, note=said.rstrip())


def _annex_cell(row: Row, pack: Pack, place: str) -> MatrixCell:
    said = row.get("standing")
    return MatrixCell(
        instrument=row.get("instrument") or pack.id,
        title=pack.title,
        destination=place,
        way=EXPORT,
        group="",
        group_title=row.get("annex") or row.get("description") or pack.title,
        standing=Standing(said) if said else Standing.UNSTATED,
        valid_from=day_of(row.get("valid_from")) or pack.valid_from,
        valid_to=day_of(row.get("valid_to")) or pack.valid_to,
        source=row.get("source") or pack.source,
        trust=pack.trust.value,
        edition=f"{pack.id}@{pack.edition}",
        note=row.get("description", ""),
        is_regulation=True,
        certainty=GroupCertainty.CONFIRMED,
    )
