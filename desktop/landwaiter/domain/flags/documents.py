"""Rules about papers: contract, invoice, identifiers, requests, payment."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from landwaiter.domain.case import Action, ActionKind
from landwaiter.domain.declaration import Role
from landwaiter.domain.flags.finding import Finding, any_of, either, either_strict, judge, unknown
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import Goods, View, as_date, value_eur
from landwaiter.domain.identifiers import Checked, check
from landwaiter.domain.words import same_name
from landwaiter.i18n import _

CLAUSE_FROM: Final = date(2023, 12, 19)
"""Art. 12g(2)(b): contracts concluded from this day need the clause …"""
PERFORMED_FROM: Final = date(2025, 1, 1)
"""… and earlier ones when performed from this day."""
MACHINE_HEADINGS: Final = ("845710", "845811", "845891", "845961", "846693")
"""Art. 12g(2)(a): no clause for these."""
CLAUSE_ANNEXES: Final = ("XI", "XX", "XXXV", "XL")


def no_re_export_clause(view: View, rule: Rule) -> Finding:
    """RF-D01: Art. 12g of Reg. 833/2014."""
    return any_of(
        (_clause(view, line) for line in view.goods if line.item), otherwise=unknown("items.cn8")
    )


def _clause(view: View, line: Goods) -> Finding:
    signed = view.day_of("contract.date")
    clause = view.value("contract.no_re_export_clause")
    partner = view.in_set("annex_viii", view.destination_of(line))
    bound = None
    if signed is not None:
        bound = signed >= CLAUSE_FROM or view.day >= PERFORMED_FROM
    excluded = (line.cn or "").startswith(MACHINE_HEADINGS)
    return judge(
        {
            "items.cn8": _in_scope(view, line) if not excluded else False,
            "country_destination": None if partner is None else not partner,
            "contract.public_contract": not view.value("contract.public_contract"),
            "contract.date": bound,
            "contract.no_re_export_clause": None if clause is None else not clause,
        },
        _(
            "Item {no} ({cn}) is in the scope of Art. 12g; the contract of {day} for {country} has "
            "no clause against re-export to Russia."
        ).format(no=line.no, cn=line.cn, day=signed, country=view.destination_of(line)),
        evidence=(
            f"contract.date: {signed}",
            f"contract.no_re_export_clause: {clause}",
            f"items.cn8: {line.cn}",
        ),
    )


def _in_scope(view: View, line: Goods) -> bool | None:
    row = view.priority_row(line)
    since = as_date(row.get("in_annex_XL_from")) if row else None
    listed = since is None or since <= view.day if row else view.on_priority_list(line)
    return either(
        listed,
        view.in_annex(line, "eu_833_annexes", *CLAUSE_ANNEXES),
        view.in_annex(line, "annex_258_2012"),
    )


def invoice_differs(view: View, rule: Rule) -> Finding:
    """RF-D03: `invoice` {consignee, value_eur, quantity, incoterm, number}, what it states."""
    invoice = view.value("invoice")
    if not isinstance(invoice, dict) or view.declaration is None:
        return unknown("invoice")
    differing = [
        _("{what}: {invoiced} against {declared}").format(
            what=key, invoiced=invoice[key], declared=declared
        )
        for key, declared in _declared(view).items()
        if invoice.get(key) is not None
        and declared is not None
        and not _alike(invoice[key], declared)
    ]
    return judge(
        {"invoice": bool(differing)},
        _("Invoice and declaration differ: {differences}.").format(
            differences="; ".join(differing)
        ),
        evidence=tuple(f"invoice: {text}" for text in differing),
    )


def _declared(view: View) -> dict[str, Any]:
    values = [value_eur(line) for line in view.goods]
    units = [line.item.supplementary_units for line in view.goods if line.item]
    known = [value for value in values if value is not None]
    counted = [unit for unit in units if unit is not None]
    terms = view.declaration.delivery_terms if view.declaration else None
    numbers = [
        document.reference
        for document in (view.declaration.documents if view.declaration else ())
        if document.code in ("N380", "N325") and document.reference
    ]
    return {
        "consignee": ", ".join(view.consignee_names) or None,
        "value_eur": sum(known) if known and len(known) == len(values) else None,
        "quantity": sum(counted) if counted and len(counted) == len(units) else None,
        "incoterm": terms,
        "number": numbers[0] if numbers else None,
    }


def _alike(invoiced: Any, declared: Any) -> bool:
    if isinstance(declared, Decimal | int):
        try:
            return Decimal(str(invoiced)) == declared
        except InvalidOperation:
            return False
    return same_name(str(invoiced), str(declared))


def failing_identifier(view: View, rule: Rule) -> Finding:
    """RF-D04: MRN check digit and EORI pattern; licence numbers have no common pattern."""
    return any_of(
        (
            judge(
                {"mrn|exporter.eori|items.licence_ref": not one.valid},
                _("{kind} {value}: {problem}").format(
                    kind=one.kind, value=one.normalised, problem=one.problem
                ),
                evidence=(f"{one.kind.lower()}: {one.normalised}",),
            )
            for one in _identifiers(view)
        ),
        otherwise=unknown("mrn|exporter.eori|items.licence_ref"),
    )


def _identifiers(view: View) -> tuple[Checked, ...]:
    mrn = view.declaration.mrn if view.declaration else None
    eoris = (party.identifier for party in view.parties(Role.EXPORTER) if party.identifier)
    return (*((check("MRN", mrn),) if mrn else ()), *(check("EORI", eori) for eori in eoris))


def unanswered_request(view: View, rule: Rule) -> Finding:
    """RF-D07: no answer by the due date; an answer of the exporter on file in time counts."""
    requests = [
        action
        for action in view.case.actions
        if action.kind is ActionKind.INFORMATION_REQUEST and action.due
    ]
    return any_of(
        (_request(view, action) for action in requests),
        otherwise=unknown("actions.information_request.due"),
    )


def _request(view: View, action: Action) -> Finding:
    due = action.due or date.max
    sent = action.sent_at.date()
    answers = [row.date for row in view.case.enrichment if row.source == "exporter_answer"]
    if action.answered_at:
        answers.append(action.answered_at.date())
    in_time = any(sent <= day <= due for day in answers)
    text = _("The information request of {sent} to {addressee} was due on {due} and not answered.")
    return judge(
        {"actions.information_request.due": not in_time and view.facts.today > due},
        text.format(sent=sent, addressee=action.addressee, due=due),
        evidence=(f"actions.information_request.due: {due}",),
    )


def third_country_payment(view: View, rule: Rule) -> Finding:
    """RF-D08: payer elsewhere than export state or destination, or not the buyer."""
    country, payer = view.value("payment.country"), view.value("payment.payer")
    home = view.declaration.country_export if view.declaration else None
    usual = {view.case.member_state, home, view.destination}
    buyers = view.buyers + tuple(party.name for party in view.parties(Role.BUYER))
    strange = None if country is None else str(country) not in usual
    other = (
        None
        if payer is None or not buyers
        else not any(same_name(str(payer), buyer) for buyer in buyers)
    )
    return judge(
        {"payment.payer|payment.country": either_strict(strange, other)},
        _(
            "{payer} pays from {country}; the buyer is {buyers}, the destination {destination}."
        ).format(
            payer=payer or _("An unnamed payer"),
            country=country or _("an unnamed country"),
            buyers=", ".join(buyers),
            destination=view.destination,
        ),
        evidence=(f"payment.payer: {payer}", f"payment.country: {country}"),
    )
