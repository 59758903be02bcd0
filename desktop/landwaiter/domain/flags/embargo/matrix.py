"""The embargo matrix: instrument × destination × group of goods × day → what it says, and where.

Rows come from packs (`embargo_matrix`, `item_groups`, goods annexes). What no row says is
*unstated*, never permitted. Where an instrument is read differently by each Member State the row
asks for the practice of the office's state, which is a setting and never assumed. Where it depends
on a fact (end use, recipient) the fact on file settles it (`embargo_conditions`).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Final

from landwaiter.domain.flags.view import PRACTICE
from landwaiter.domain.law.control_codes import is_under
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived_of_two, rows_by
from landwaiter.i18n import N_, _

MATRIX, GROUPS = "embargo_matrix", "item_groups"
ANYWHERE = "*"
ASKED = "asked"
EXPORT: Final = "export"
T1_TRANSIT: Final = "transit T1"
"""Way of a row on non-Union goods that pass through the Union to the destination."""


class Standing(StrEnum):
    """What an instrument says; strictest first."""

    PROHIBITED = "prohibited"
    PROHIBITED_IF = "prohibited if"
    """On a condition that nothing on file settles."""
    CASE_BY_CASE = "case by case"
    UNSTATED = "unstated"
    PERMITTED_BY_ACT = "permitted by this act"
    """The opposite of its condition is on file; other acts may say otherwise."""
    PERMITTED = "permitted"
    NOT_APPLICABLE = "not applicable"
    """It speaks of exports, and the act has a row of its own for what this case is."""


ORDER: Final = tuple(Standing)
"""Where two speak, the earlier counts; unstated is stricter than permitted, for it is not known."""
PRACTICES: Final = (Standing.PROHIBITED, Standing.CASE_BY_CASE, Standing.PERMITTED)
"""How a state may read an embargo that leaves it to the states."""
_REGULATION: Final = "REG-"
"""Begins the instruments that bind everyone; decisions of the Council bind the states."""


class GroupCertainty(StrEnum):
    """How sure it is that an item belongs to a group; surest first."""

    CONFIRMED = "confirmed"
    """A person confirmed the code, or the whole heading stands in the annex."""
    CANDIDATE = "candidate"
    MAY_BE = "may be"
    """By words alone."""


SUREST: Final = tuple(GroupCertainty)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one instrument says of one group of goods to one destination on a day."""

    instrument: str
    title: str
    destination: str
    """ISO 3166-1 alpha-2; `*`: every third country."""
    way: str
    """export; transit, through the destination; transit T1, of non-Union goods through the Union
    to the destination."""
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
    authority: str = ""
    """EU, EU+UN, OSCE or national; empty: not stated."""
    condition: str = ""
    """What it depends on, such as `end_use=military`; empty: nothing."""
    settled_by: str = ""
    """What on file settles the condition, in words; empty: nothing does."""
    absent_because: str = ""
    """Of one item: why the row is not applicable, in words; empty: it is."""
    exemptions: str = ""
    renewal_due: date | None = None
    """The day to which the instrument ran when the edition was written; it stays in force after."""
    is_renewal_open: bool = False
    """That day has passed, and no edition says that it was renewed."""
    is_regulation: bool = False
    """It binds everyone; else it binds the states, whose law decides."""
    certainty: GroupCertainty | None = None
    """Of one item: how sure it is that it belongs to the group; None: of no item."""
    met_by: tuple[str, ...] = ()
    """Of one item: the codes, headings and words by which it does."""
    row: int = 0
    """Its place in the pack, from 0."""


_TRUST: Final = {
    "V": N_("transcribed"),
    "S": N_("secondary source"),
    "M": N_("own knowledge"),
    "U": N_("not read"),
}
"""Mark of a row of the matrix → how far it may be trusted."""


def practice_key(instrument: str, destination: str, group: str) -> str:
    """The setting with the practice of the office's state."""
    return f"{PRACTICE}{instrument}.{destination}.{group}"


def matrix(
    packs: Mapping[str, Pack], practice: Mapping[str, str], on: date | None = None
) -> tuple[MatrixCell, ...]:
    """Every cell that speaks on the day (None: whenever), in the order of the pack."""
    cells = [cell for cells in _open_cells(packs).values() for cell in cells]
    cells.sort(key=attrgetter("row"))
    return _spoken(cells, practice, on)


def _open_cells(packs: Mapping[str, Pack]) -> Mapping[str, tuple[MatrixCell, ...]]:
    """Cells by destination as the pack has them: made once, as rules ask for each line of goods."""
    pack = packs.get(MATRIX)
    return derived_of_two(_cells_of, pack, packs.get(GROUPS)) if pack else {}


def _cells_of(pack: Pack, groups: Pack | None) -> Mapping[str, tuple[MatrixCell, ...]]:
    titles = {row["item_group"]: row["title"] for row in groups.rows} if groups else {}
    found: dict[str, list[MatrixCell]] = {}
    for number, row in enumerate(pack.rows):
        found.setdefault(row["destination"], []).append(_cell(number, row, pack, titles))
    return {destination: tuple(cells) for destination, cells in found.items()}


def _spoken(
    cells: Iterable[MatrixCell], practice: Mapping[str, str], on: date | None
) -> tuple[MatrixCell, ...]:
    """Those that speak on the day, with what the office answered and the state of renewals."""
    return tuple(
        _as_of(_answered(cell, practice), on) for cell in cells if on is None or speaks(cell, on)
    )


def _answered(cell: MatrixCell, practice: Mapping[str, str]) -> MatrixCell:
    answer = practice.get(cell.practice) if cell.practice else None
    return replace(cell, standing=Standing(answer), is_set=True) if answer else cell


def _as_of(cell: MatrixCell, on: date | None) -> MatrixCell:
    """A yearly renewal that nobody read ends nothing: it is told, and the standing stays."""
    is_open = bool(on and cell.renewal_due and cell.renewal_due < on)
    return replace(cell, is_renewal_open=True) if is_open else cell


def _cell(number: int, row: Row, pack: Pack, titles: Mapping[str, str]) -> MatrixCell:
    group, is_asked = row["item_group"], row.get("practice") == ASKED
    return MatrixCell(
        instrument=row["instrument"],
        title=row["title"],
        destination=row["destination"],
        way=row.get("way") or EXPORT,
        group=group,
        group_title=titles.get(group, group) or _("any goods"),
        standing=Standing.UNSTATED if is_asked else Standing(row["standing"]),
        valid_from=day_of(row.get("valid_from")),
        valid_to=day_of(row.get("valid_to")),
        source=row["source"],
        trust=_TRUST.get(row.get("mark", ""), pack.trust.value),
        edition=f"{pack.id}@{pack.edition}",
        note=row.get("note", ""),
        practice=practice_key(row["instrument"], row["destination"], group) if is_asked else "",
        is_set=not is_asked,
        authority=row.get("authority") or "",
        condition=row.get("condition") or "",
        exemptions=row.get("exemptions") or "",
        renewal_due=day_of(row.get("renewal_due")),
        is_regulation=row["instrument"].startswith(_REGULATION),
        row=number,
    )


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def speaks(cell: MatrixCell, on: date) -> bool:
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


def cells_at(
    packs: Mapping[str, Pack], practice: Mapping[str, str], places: Iterable[str | None], on: date
) -> tuple[MatrixCell, ...]:
    """Cells of these destinations (`*`: every third country) that speak on a day.

    Conditions are open in them: `item_standings` settles them for an item.
    """
    known = _open_cells(packs)
    named = [cell for place in dict.fromkeys(places) for cell in known.get(place or "", ())]
    return _spoken(named, practice, on)


def exports_to(
    packs: Mapping[str, Pack],
    practice: Mapping[str, str],
    destination: str | None,
    groups: Collection[str],
    on: date,
) -> tuple[MatrixCell, ...]:
    """What instruments that name the destination say of exporting these groups of goods."""
    found = cells_at(packs, practice, (destination,), on)
    return tuple(cell for cell in found if cell.way == EXPORT and cell.group in groups)


def strictest(cells: Iterable[MatrixCell]) -> Standing:
    """The strictest answer of what is applicable; unstated where nothing speaks."""
    found = (cell.standing for cell in cells if cell.standing is not Standing.NOT_APPLICABLE)
    return min(found, key=ORDER.index, default=Standing.UNSTATED)
