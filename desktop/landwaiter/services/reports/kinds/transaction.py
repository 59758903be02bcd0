"""A transaction as other authorities compare it: goods with entry and parameters, and parties."""

from collections.abc import Collection, Iterator

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import low, named
from landwaiter.domain.cases.case import ClassificationState
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.goods.candidates import params_of
from landwaiter.domain.intake.declaration import Item, Role
from landwaiter.domain.law.control_codes import order_of
from landwaiter.i18n import Words, _, capitalised, joined
from landwaiter.reports.dossier.dossier import Cell, CellType, DossierColumn, Table, TableForm
from landwaiter.services.base.wording import (
    or_not_stated,
    shown_code,
    shown_country,
    shown_mass,
    shown_money,
    shown_value,
)
from landwaiter.services.cases.case_view import CaseView

_PARTIES = (
    Role.EXPORTER,
    Role.INTERMEDIARY,
    Role.CONSIGNEE,
    Role.BUYER,
    Role.PROJECT_PARTNER,
    Role.END_USER,
)


def transaction_goods(view: CaseView, numbers: Collection[int] | None = None) -> Table | None:
    """The items, or those of these numbers; None where nothing was declared."""
    items = [one for one in own_items(view.case) if numbers is None or one.no in numbers]
    if not items:
        return None
    return Table(
        id="transaction",
        title=_("Goods of the transaction"),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, width=14),
            DossierColumn("goods", _("Goods"), Content.OPEN, width=58),
            DossierColumn("cn", _("CN code"), Content.OPEN, CellType.CODE, width=21),
            DossierColumn("entry", _("Control entry"), Content.OPEN, width=28),
            DossierColumn("parameters", _("Parameters"), Content.BUSINESS, width=35),
            DossierColumn("net", _("Net mass"), Content.OPEN, width=18),
            DossierColumn("value", _("Value"), Content.BUSINESS, width=28),
        ),
        rows=tuple(_goods_row(view, item) for item in items),
    )


def _goods_row(view: CaseView, item: Item) -> tuple[Cell, ...]:
    return (
        _("Item {no}").format(no=item.no),
        or_not_stated(item.description),
        shown_code(item.cn),
        entries_said(view, item.no) or _("no entry"),
        parameters_said(view, item.no) or None,
        shown_mass(item.net_mass_kg),
        shown_money(item.statistical_value or item.invoice_value),
    )


def entries_said(view: CaseView, no: int) -> Words:
    """Each entry with whether a person confirmed it; what was rejected is left out."""
    states = {one.code: one.state for one in view.classifications if one.item_no == no}
    shown = {one.code: one.shown for one in view.case.candidates if one.item_no == no}
    codes = sorted({*states, *shown}, key=order_of)
    candidate, rejected = ClassificationState.CANDIDATE, ClassificationState.REJECTED
    return joined(
        ", ",
        (
            joined(": ", (shown.get(code, code), low(states.get(code, candidate).value)))
            for code in codes
            if states.get(code) is not rejected
        ),
    )


def parameters_said(view: CaseView, no: int) -> Words:
    """Deciding values that are known of an item."""
    known = params_of(view.case.learned, no)
    return joined(
        "; ",
        (joined(": ", (named(name), shown_value(value))) for name, value in known.items()),
    )


def transaction_parties(view: CaseView) -> Table:
    """Who sells, who gets it, who uses it, and where it goes."""
    return Table(
        id="transaction_parties",
        title=_("Parties of the transaction"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=50),
            DossierColumn("said", _("As stated"), Content.PERSONAL, width=110),
        ),
        rows=(
            *parties_said(view),
            (_("Destination"), shown_country(view.row.destination)),
        ),
        form=TableForm.FACTS,
    )


def parties_said(view: CaseView) -> Iterator[tuple[Words, Words]]:
    """Role, and name with identifier and country, of the parties that a comparison asks for."""
    for role in _PARTIES:
        for party in view.case.parties:
            if party.role is role:
                said = (
                    party.name,
                    party.identifier,
                    shown_country(party.country) if party.country else "",
                )
                told = joined(", ", (part for part in said if part))
                yield capitalised(low(role.value)), told or or_not_stated(None)
