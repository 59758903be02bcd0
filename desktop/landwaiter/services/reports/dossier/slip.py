"""The goods status slip: one item, where it is and why, for warehouse, carrier and exporter."""

from dataclasses import replace
from datetime import datetime

from landwaiter.canonical import instant
from landwaiter.domain.base.facts import Content, Fact, named
from landwaiter.domain.base.terms import low
from landwaiter.domain.base.zones import local_time
from landwaiter.domain.cases.case import GoodsItem, GoodsStatus
from landwaiter.domain.cases.court import OutgoingKind
from landwaiter.domain.cases.life_cycle import GoodsEvent
from landwaiter.domain.cases.prosecution import why_no_consent
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, held_by
from landwaiter.domain.goods.facts import PLACE
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.facts_shown import fact_said
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.case_view import CaseView, GoodsRow
from landwaiter.services.reports.dossier.compose import Frame, framed

_HELD = GOODS_IN_HAND | {GoodsStatus.SEIZED}
_GONE = frozenset({GoodsStatus.RELEASED, GoodsStatus.EXITED})


def slip_dossier(view: CaseView, frame: Frame, *, item: int) -> Dossier:
    """The slip of an item as it is now; NotAllowed for an item that is neither held nor released.

    What nobody stated stands as not stated.
    """
    row = _row(view, item)
    if why_not := why_no_consent(view.case, OutgoingKind.SLIP):
        raise NotAllowed(
            why_not, remedy=_("Record the prosecutor's consent first (the act “record_consent”).")
        )
    return replace(
        framed(view, frame, slip_title(row.item)),
        title=_("Item {no}: {goods}").format(no=item, goods=row.description or _("not described")),
        tables=(_order(view, row), _place(view, row), _told(row)),
        not_checked=(
            _("The slip states what was recorded; nobody looked at the goods to print it."),
        ),
    )


def slip_title(item: GoodsItem) -> str:
    """Which slip there is for an item."""
    if item.status in _HELD:
        return _("Hold slip")
    if item.status in _GONE:
        return _("Release slip")
    raise NotAllowed(
        _("Item {no} is {status}: there is no slip for that.").format(
            no=item.no, status=low(item.status.value)
        ),
        remedy=_("Hold or release the item first."),
    )


def _row(view: CaseView, item: int) -> GoodsRow:
    for row in view.goods:
        if row.item.no == item:
            return row
    raise NotFound(
        _("The case has no item with this number."),
        field="item",
        value=str(item),
        remedy=_("It has the items {items}.").format(
            items=", ".join(str(row.item.no) for row in view.goods) or _("none")
        ),
    )


_Line = tuple[str, Cell, Content]
"""What, its value, and who may read that."""


def _facts(table_id: str, title: str, lines: list[_Line]) -> Table:
    columns = (
        DossierColumn("what", _("What"), Content.OPEN),
        DossierColumn("value", _("As recorded"), Content.OPEN),
    )
    return Table(
        table_id,
        title,
        columns,
        tuple((what, value) for what, value, _content in lines),
        form=TableForm.FACTS,
        contents=tuple((None, content) for _what, _value, content in lines),
    )


def _order(view: CaseView, row: GoodsRow) -> Table:
    item, newest = row.item, _newest(row)
    lines: list[_Line] = [
        (_("Status"), CellMark(low(item.status.value), strong=True), Content.OPEN),
        (_("Since"), _shown(view, item.since), Content.OPEN),
        *(_declared(view.case.declaration, fact) for fact in _NUMBERS),
        (_("Ordered by"), newest.author if newest else None, Content.PERSONAL),
        (_("Reason"), item.note or None, Content.INTERNAL),
    ]
    held = [track for track in view.case.tracks if item.no in held_by(track)]
    lines += [
        (_("Track {letter}").format(letter=track.letter.value), track.basis, Content.OPEN)
        for track in held
    ]
    if not held:
        lines.append((_("Track"), _("no track holds the item"), Content.OPEN))
    return _facts("order", _("What is ordered"), lines)


_NUMBERS = named(DECLARATION, "mrn", "local_reference")


def _declared(declaration: Declaration | None, fact: Fact[Declaration]) -> _Line:
    said = fact_said(fact, declaration) if declaration else ""
    return _(fact.short_title), said or None, fact.content


def _newest(row: GoodsRow) -> GoodsEvent | None:
    """The act that gave the item its status."""
    named = [event for event in row.events if event.status == row.item.status.value]
    return next((event for event in reversed(named) if event.act != "locate"), None)


def _shown(view: CaseView, fact: datetime | str | None) -> Cell:
    """An instant on the clocks of the case's authorities, as people at the quay read it."""
    if not isinstance(fact, datetime):
        return fact
    local = local_time(fact, view.case.member_state)
    return joined(" ", (shown_date(local.date()), f"{local:%H:%M}"))


def _place(view: CaseView, row: GoodsRow) -> Table:
    lines: list[_Line] = [
        (_(fact.title), _shown(view, fact.of(row.where)), fact.content) for fact in PLACE
    ]
    if row.origin:
        lines.append((_("Declared in"), row.origin, Content.OPEN))
    return _facts("place", _("Where it is"), lines)


def _told(row: GoodsRow) -> Table:
    return Table(
        "told",
        _("Who was told"),
        (
            DossierColumn("who", _("Who"), Content.PERSONAL, width=40),
            DossierColumn("what", _("Of what"), Content.OPEN, width=40),
            DossierColumn("at", _("When"), Content.OPEN, CellType.INSTANT, width=24),
        ),
        tuple((told.who, _(ON_CASE[told.what].title), instant(told.at)) for told in row.told),
        empty=_("Nobody is recorded as told."),
    )
