"""Tables of a case report on embargoes: items against the matrix, claims of old contracts."""

from collections.abc import Iterable

from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import shown_source
from landwaiter.domain.flags.embargo.embargo_words import (
    notes,
    says_of_item,
    source_words,
    standing_words,
)
from landwaiter.domain.flags.embargo.item_groups import ItemGroup
from landwaiter.domain.flags.embargo.item_standings import ItemStanding
from landwaiter.domain.flags.embargo.matrix import GROUPS, MATRIX, MatrixCell
from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, CellType, DossierColumn, Table
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.dossier.read_in import read_in


def embargo_table(view: CaseView) -> Table | None:
    """What the instruments say of each item; nothing where no item is in any group."""
    if not any(one.groups for one in view.embargo):
        return None
    return Table(
        id="embargo",
        title=_("Embargoes and controls by destination"),
        subtitle=_("as of {day}; what no instrument in the packs says is unstated").format(
            day=shown_date(view.case.judged_as_of)
        ),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, width=8),
            DossierColumn("to", _("To"), Content.OPEN, CellType.CODE, width=8),
            DossierColumn("groups", _("Group of goods"), Content.OPEN, width=34),
            DossierColumn("standing", _("Says"), Content.OPEN, width=16),
            DossierColumn("instrument", _("Instrument"), Content.OPEN, width=40),
            DossierColumn("source", _("Source, trust"), Content.OPEN, width=34),
        ),
        rows=tuple(row for one in view.embargo for row in _rows(one)),
        notes=(*_practices(view.embargo), *read_in(view, _packs_of(view))),
    )


def _rows(one: ItemStanding) -> tuple[tuple[Cell, ...], ...]:
    place: tuple[Cell, Cell] = (str(one.item_no), one.destination)
    groups = joined("; ", map(_group_said, one.groups)) or "–"
    word = CellMark(standing_words(one.standing, one.certainty), strong=True)
    whole = (*place, groups, word, _("the strictest below"), "–")
    return (whole, *((*place, cell.group_title, *_said(cell)) for cell in one.cells))


def _group_said(group: ItemGroup) -> str:
    return joined("", (group.title, " (", joined(", ", group.why), ")"))


def _said(cell: MatrixCell) -> tuple[Cell, Cell, Cell]:
    begun = shown_date(cell.valid_from) if cell.valid_from else _("a day that was not read")
    text = _("{title}, {way}, from {day}").format(title=cell.title, way=_(cell.way), day=begun)
    noted = notes(cell)
    told = joined(". ", (text, joined(" ", noted))) if noted else text
    return says_of_item(cell), told, source_words(cell)


def _packs_of(view: CaseView) -> Iterable[str]:
    """The matrix, the groups, and each goods annex that speaks."""
    annexes = (cell.edition.partition("@")[0] for one in view.embargo for cell in one.cells)
    return dict.fromkeys((MATRIX, GROUPS, *annexes))


def _practices(found: tuple[ItemStanding, ...]) -> tuple[str, ...]:
    asked = {cell.practice: cell for one in found for cell in one.cells if cell.practice}
    text = _("Practice of the state on {title}, {group}, {country}: office setting {value}.")
    return tuple(
        text.format(
            title=cell.title,
            group=cell.group_title,
            country=cell.destination,
            value=_(cell.standing.value) if cell.is_set else _("not set"),
        )
        for cell in asked.values()
    )


def exemptions_table(view: CaseView) -> Table | None:
    """Each exemption claimed for a contract, with every check."""
    if not view.exemptions:
        return None
    return Table(
        id="exemptions",
        title=_("Exemptions claimed for contracts from before an embargo"),
        columns=(
            DossierColumn("claim", _("Claimed exemption"), Content.OPEN, width=44),
            DossierColumn("check", _("Check"), Content.OPEN, width=28),
            DossierColumn("answer", _("Answer"), Content.OPEN, width=18),
            DossierColumn("text", _("Because"), Content.OPEN, width=48),
        ),
        rows=tuple(row for one in view.exemptions for row in _claim_rows(one)),
        notes=(
            _("A claim that is supported by the file is not yet an exemption: a person decides."),
        ),
    )


def _claim_rows(one: ClaimedExemption) -> tuple[tuple[Cell, ...], ...]:
    stated = one.stated
    against = f"{stated.get('instrument', '')} {stated.get('article', '')}".strip()
    said = _("{contract} of {day}, {instrument}, by {source}").format(
        contract=stated.get("contract") or _("contract"),
        day=told_day(stated.get("contract_date")) or _("no date"),
        instrument=against,
        source=shown_source(one.source),
    )
    scope = str(stated.get("scope") or "")
    first = (said, _("Together"), CellMark(_(one.verdict.value), strong=True), scope)
    rows = ((against, check.name, _(check.answer.value), check.text) for check in one.checks)
    return (first, *rows)
