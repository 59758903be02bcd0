"""The embargo matrix: instrument × destination × group of goods × day → what it says, and where.

Rows come from packs (`embargo_matrix`, `item_groups`, goods annexes). What no row says is
*unstated*, never permitted. Where an instrument is read differently by each Member State the row
asks for the practice of the office's state, which is a setting and never assumed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from landwaiter.domain.control_codes import is_under
from landwaiter.domain.flags.annexes import heading_of, is_of_annex
from landwaiter.domain.flags.view import PRACTICE, Goods, View, covers
from landwaiter.domain.pack import Pack
from landwaiter.domain.pack_index import Row, rows_by
from landwaiter.i18n import _

MATRIX, GROUPS = "embargo_matrix", "item_groups"
ANYWHERE = "*"
ASKED = "asked"


class Standing(StrEnum):
    """What an instrument says; strictest first."""

    PROHIBITED = "prohibited"
    CASE_BY_CASE = "case by case"
    UNSTATED = "unstated"
    PERMITTED = "permitted"


ORDER: Final = tuple(Standing)
"""Where two speak, the earlier counts; unstated is stricter than permitted, for it is not known."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one instrument says of one group of goods to one destination on a day."""

    instrument: str
    title: str
    destination: str
    """ISO 3166-1 alpha-2; `*`: every third country."""
    way: str
    """export, or transit through the destination."""
    group: str
    group_title: str
    standing: Standing
    valid_from: date | None
    """None: the day was not read."""
    valid_to: date | None
    source: str
    trust: str
    edition: str
    note: str
    practice: str = ""
    """Key of the setting that decides it; empty where the instrument itself does."""
    is_set: bool = True
    """False: the practice is asked and the office has not answered."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of goods that an item belongs to, and why it is seen so."""

    id: str
    title: str
    why: tuple[str, ...]
    confirmed: bool = False
    """A person confirmed the code; else it is a candidate or a word."""


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """One item against the matrix: the strictest answer and every cell that speaks."""

    item_no: int
    destination: str | None
    standing: Standing
    groups: tuple[Group, ...]
    cells: tuple[Cell, ...]


_TRUST: Final = {
    "V": "transcribed",
    "S": "secondary source",
    "M": "own knowledge",
    "U": "not read",
}
"""Mark of a row of the matrix → how far it may be trusted."""


def practice_key(instrument: str, destination: str, group: str) -> str:
    """The setting with the practice of the office's state."""
    return f"{PRACTICE}{instrument}.{destination}.{group}"


def matrix(
    packs: Mapping[str, Pack], practice: Mapping[str, str], on: date | None = None
) -> tuple[Cell, ...]:
    """Every cell that speaks on the day (None: whenever), in the order of the pack."""
    pack = packs.get(MATRIX)
    rows = pack.rows if pack else ()
    titles = _titles(packs)
    cells = (_cell(row, pack, practice, titles) for row in rows) if pack else ()
    return tuple(cell for cell in cells if on is None or _speaks(cell, on))


def _titles(packs: Mapping[str, Pack]) -> Mapping[str, str]:
    pack = packs.get(GROUPS)
    return {row["item_group"]: row["title"] for row in pack.rows} if pack else {}


def _cell(row: Row, pack: Pack, practice: Mapping[str, str], titles: Mapping[str, str]) -> Cell:
    group, standing = row["item_group"], Standing(row["standing"])
    key, answer = "", ""
    if row.get("practice") == ASKED:
        key = practice_key(row["instrument"], row["destination"], group)
        answer = practice.get(key, "")
        standing = Standing(answer) if answer else Standing.UNSTATED
    return Cell(
        instrument=row["instrument"],
        title=row["title"],
        destination=row["destination"],
        way=row.get("way") or "export",
        group=group,
        group_title=titles.get(group, group),
        standing=standing,
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
        source=row["source"],
        trust=_TRUST.get(row.get("mark", ""), pack.trust.value),
        edition=f"{pack.id}@{pack.edition}",
        note=row.get("note", ""),
        practice=key,
        is_set=bool(answer) or not key,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _speaks(cell: Cell, on: date) -> bool:
    begun = cell.valid_from is None or cell.valid_from <= on
    return begun and (cell.valid_to is None or on <= cell.valid_to)


def groups_of_entry(
    packs: Mapping[str, Pack], list_id: str, codes: Iterable[str]
) -> frozenset[str]:
    """The groups of goods that a control entry itself belongs to, whatever else the goods are.

    `codes` are the entry's head and those below it that were named.
    """
    pack = packs.get(GROUPS)
    if pack is None:
        return frozenset()
    by_list = rows_by(pack, "by")
    named = tuple(codes)
    of_list = (row for row in by_list.get("list", ()) if row["value"] == list_id)
    of_code = (
        row
        for row in by_list.get("code", ())
        if list_id == "eu" and any(is_under(code, row["value"]) for code in named)
    )
    return frozenset(row["item_group"] for row in (*of_list, *of_code))


def named_cells(view: View, destination: str | None, groups: Collection[str]) -> tuple[Cell, ...]:
    """What instruments that name the destination say of these groups of goods on the day."""
    pack = view.packs.get(MATRIX)
    rows = rows_by(pack, "destination").get(destination or "", ()) if pack else ()
    titles = _titles(view.packs) if rows else {}
    cells = (
        _cell(row, pack, view.practice, titles)
        for row in rows
        if pack and row["item_group"] in groups and (row.get("way") or "export") == "export"
    )
    return tuple(cell for cell in cells if _speaks(cell, view.day))


def strictest(cells: Iterable[Cell]) -> Standing:
    """The strictest answer; unstated where nothing speaks."""
    return min((cell.standing for cell in cells), key=ORDER.index, default=Standing.UNSTATED)


def item_standings(view: View, practice: Mapping[str, str]) -> tuple[ItemStanding, ...]:
    """Every item of a case against the matrix of its day, by destination and by route."""
    cells = matrix(view.packs, practice, view.day)
    routing = set(view.declaration.country_routing) if view.declaration else set()
    return tuple(_standing(view, line, cells, routing) for line in view.goods)


def _standing(view: View, line: Goods, cells: tuple[Cell, ...], routing: set[str]) -> ItemStanding:
    groups, destination = groups_of(view, line), view.destination_of(line)
    member = {group.id for group in groups}
    places: Mapping[str, Collection[str | None]] = {
        "export": (ANYWHERE, destination),
        "transit": routing,
    }
    speaking = tuple(
        cell
        for cell in (*cells, *_annex_cells(view, line, destination))
        if cell.destination in places[cell.way] and (cell.group in member or not cell.group)
    )
    return ItemStanding(line.no, destination, strictest(speaking), groups, speaking)


def groups_of(view: View, line: Goods) -> tuple[Group, ...]:
    """The groups that an item belongs to by its codes, its heading or words of its description."""
    pack = view.packs.get(GROUPS)
    if pack is None:
        return ()
    found = (_group(view, line, rows) for rows in rows_by(pack, "item_group").values())
    return tuple(group for group in found if group.why)


def _group(view: View, line: Goods, rows: tuple[Row, ...]) -> Group:
    why: list[str] = []
    is_confirmed = False
    for row in rows:
        for said, confirmed in _TESTS[row["by"]](view, line, row["value"]):
            why.append(said)
            is_confirmed |= confirmed
    first = rows[0]
    return Group(first["item_group"], first["title"], tuple(dict.fromkeys(why)), is_confirmed)


Said = Iterable[tuple[str, bool]]


def _by_list(view: View, line: Goods, value: str) -> Said:
    return ((code.code, code.confirmed) for code in view.codes(line) if code.list == value)


def _by_code(view: View, line: Goods, value: str) -> Said:
    met = (code for code in view.codes(line) if code.list == "eu" and code.under(value))
    return ((code.code, code.confirmed) for code in met)


def _by_word(view: View, line: Goods, value: str) -> Said:
    return ((f"“{word}”", False) for word in view.words(value, line.description) or ())


def _by_pack(view: View, line: Goods, value: str) -> Said:
    if view.may_be_in_annex(line, value):
        yield f"{line.cn} · {value}", view.in_annex(line, value) is True


def _by_annex(view: View, line: Goods, value: str) -> Said:
    for pack in _annex_packs(view):
        rows = view.annex_rows(line, pack.id) or ()
        met = [row for row in rows if is_of_annex(pack, row, value)]
        if met:
            yield f"{line.cn} · {value}", any(view.stands_in(row, line) for row in met)


_TESTS: Final[Mapping[str, Callable[[View, Goods, str], Said]]] = {
    "list": _by_list,
    "code": _by_code,
    "word": _by_word,
    "pack": _by_pack,
    "annex": _by_annex,
}
"""How a row of `item_groups` is met."""


def _annex_packs(view: View) -> Iterable[Pack]:
    return (pack for pack in view.packs.values() if pack.kind == "goods_annex")


def _annex_cells(view: View, line: Goods, destination: str | None) -> Iterable[Cell]:
    """An imported goods annex that names the heading speaks, but which way its article decides."""
    for pack in _annex_packs(view):
        for row in pack.rows:
            place = row.get("destination")
            if place and place == destination and line.cn and covers(row, line):
                cell = _annex_cell(row, pack, place)
                if _speaks(cell, view.day):
                    yield cell if view.stands_in(row, line) else _of_a_part(cell, row)


def _of_a_part(cell: Cell, row: Row) -> Cell:
    """What an act says of a part of a heading is not said of these goods until a person knows."""
    note = _("Only a part of heading {heading}; of that part the act says: {standing}. {part}")
    said = note.format(heading=heading_of(row), standing=cell.standing.value, part=cell.note)
    return replace(cell, standing=Standing.UNSTATED, note=said.rstrip())


def _annex_cell(row: Row, pack: Pack, place: str) -> Cell:
    said = row.get("standing")
    return Cell(
        instrument=row.get("instrument") or pack.id,
        title=pack.title,
        destination=place,
        way="export",
        group="",
        group_title=row.get("annex") or row.get("description") or pack.title,
        standing=Standing(said) if said else Standing.UNSTATED,
        valid_from=_day(row.get("valid_from")) or pack.valid_from,
        valid_to=_day(row.get("valid_to")) or pack.valid_to,
        source=row.get("source") or pack.source,
        trust=pack.trust.value,
        edition=f"{pack.id}@{pack.edition}",
        note=row.get("description", ""),
    )
