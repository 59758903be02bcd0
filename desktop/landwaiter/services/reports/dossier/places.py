"""Tables of a case report on where goods are, and on the cases that the case is tied to."""

from datetime import datetime

from landwaiter.canonical import instant
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.life_cycle import CaseLinkKind
from landwaiter.domain.cases.stages import stage_title
from landwaiter.i18n import N_, _, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, CellType, DossierColumn, Table
from landwaiter.services.cases.case_view import CaseView, GoodsRow, LinkedCase


def places_table(view: CaseView) -> Table | None:
    """Items of whose place something was recorded; None where nothing was."""
    rows = [row for row in view.goods if any(_place(row)[1:])]
    if not rows:
        return None
    return Table(
        id="places",
        title=_("Where the goods are"),
        subtitle=_("the newest that was recorded of each"),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, width=14),
            DossierColumn("office", _("Office, location"), Content.OPEN, width=30),
            DossierColumn("container", _("Container, seal"), Content.OPEN, width=24),
            DossierColumn("presented", _("Presented"), Content.OPEN, CellType.INSTANT, width=18),
            DossierColumn("cut_off", _("Vessel cut-off"), Content.OPEN, CellType.INSTANT, width=18),
            DossierColumn("told", _("Who was told"), Content.PERSONAL, width=30),
        ),
        rows=tuple(_place(row) for row in rows),
    )


def _place(row: GoodsRow) -> tuple[Cell, ...]:
    where = row.where
    told = "; ".join(one.who for one in row.told)
    return (
        CellMark(_("item {no}").format(no=row.item.no), strong=True),
        _joined(where.office, where.location, row.origin),
        _joined(where.container, where.seal),
        _instant(where.presented_at),
        _instant(where.cut_off),
        told or None,
    )


def _joined(*parts: str | None) -> Cell:
    return joined(", ", (part for part in parts if part)) or None


def _instant(moment: datetime | None) -> Cell:
    return instant(moment) if moment else None


_TIED = {
    (CaseLinkKind.MERGED, True): N_("merged into"),
    (CaseLinkKind.MERGED, False): N_("merged into this case"),
    (CaseLinkKind.SPLIT, True): N_("took items of this case"),
    (CaseLinkKind.SPLIT, False): N_("this case took its items"),
}


def links_table(view: CaseView) -> Table | None:
    """Cases that were merged or split with this one; None where there are none."""
    if not view.linked:
        return None
    return Table(
        id="links",
        title=_("Other cases"),
        columns=(
            DossierColumn("case", _("Case"), Content.OPEN, CellType.CODE, width=22),
            DossierColumn("how", _("How it is tied"), Content.OPEN, width=26),
            DossierColumn("stage", _("Stage"), Content.OPEN, width=14),
            DossierColumn("items", _("Items"), Content.OPEN, width=44),
            DossierColumn("reason", _("Reason"), Content.DELIBERATION, width=34),
        ),
        rows=tuple(_link(one) for one in view.linked),
    )


def _link(one: LinkedCase) -> tuple[Cell, ...]:
    items = joined(
        "; ",
        (
            _("{no} {goods}, {status}").format(no=no, goods=goods, status=low(status))
            for no, goods, status in one.items
        ),
    )
    link = one.link
    return (
        link.other,
        _(_TIED[link.kind, link.outgoing]),
        stage_title(one.stage),
        items or None,
        link.reason,
    )
