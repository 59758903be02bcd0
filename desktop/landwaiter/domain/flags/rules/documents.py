"""Rules about papers: contract, invoice, identifiers, requests, payment."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from landwaiter.domain.base.identifiers import CheckedIdentifier, check
from landwaiter.domain.cases.case import Action, ActionKind
from landwaiter.domain.flags.evidence import (
    at,
    of_cn,
    of_declaration,
    of_enrichment,
    of_item,
    of_party,
)
from landwaiter.domain.flags.finding import (
    Finding,
    alternatives,
    any_of,
    either_strict,
    judge,
    unknown,
)
from landwaiter.domain.flags.rule import Rule, day, stated
from landwaiter.domain.flags.view import Goods, View, as_date, is_true, value_eur
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.word_lists import same_name
from landwaiter.i18n import _, joined

EXTENT: Final = "information_request.answer"
"""Field of enrichment that says how far an information request was answered …"""
IN_PART: Final = "in part"
"""… where it was not answered in full."""


def no_re_export_clause(view: View, rule: Rule) -> Finding:
    """RF-D01: Art. 12g of Reg. 833/2014."""
    return any_of(
        (_clause(view, rule, line) for line in view.goods if line.item),
        otherwise=unknown("items.cn8"),
    )


def _clause(view: View, rule: Rule, line: Goods) -> Finding:
    signed, signed_in = view.contract_day("contract.date")
    clause = view.value("contract.no_re_export_clause")
    country = view.destination_of(line)
    partner = view.in_set("annex_viii", country)
    return judge(
        {
            **_in_scope(view, line),
            "country_destination": None if partner is None else not partner,
            "contract.public_contract": not is_true(view.value("contract.public_contract")),
            "contract.date": _is_bound(view, rule, signed),
            "contract.no_re_export_clause": None if clause is None else not is_true(clause),
        },
        _(
            "Item {no} ({cn}) is in the scope of Art. 12g; the contract of {day} for {country} has "
            "no clause against re-export to Russia."
        ).format(no=line.no, cn=line.cn, day=signed, country=country),
        evidence=(
            of_enrichment(signed_in, signed),
            of_enrichment(
                "contract.no_re_export_clause", _("none") if clause is not None else None
            ),
            of_cn(line),
            of_declaration("country_destination", country),
        ),
    )


def _is_bound(view: View, rule: Rule, signed: date | None) -> bool | None:
    """Concluded from the article's first contract day on, or performed from its second.

    The performance is the delivery where its day is known, else the export that is declared.
    """
    if view.day < day(rule.thresholds, "applies_from"):
        return False
    if signed is None:
        return None
    performed = view.contract_day("delivery.date")[0] or view.day
    return signed >= day(rule.thresholds, "concluded_from") or performed >= day(
        rule.thresholds, "performed_from"
    )


def _in_scope(view: View, line: Goods) -> Mapping[str, bool | None]:
    """In an annex that the article names, but not one of its machine tools."""
    exempt = view.under_heading(line, "clause_exempt_heading")
    listed = alternatives(
        ("pack:chpl", _in_annex_xl(view, line)),
        (
            view.input_of_annex("eu_833_annexes"),
            view.in_annexes(line, "eu_833_annexes", "clause_annex"),
        ),
        (view.input_of_annex("annex_258_2012"), view.in_annex(line, "annex_258_2012")),
    )
    if exempt is False or False in listed.values():
        return listed
    return {"items.cn8": False if exempt else None}


def _in_annex_xl(view: View, line: Goods) -> bool | None:
    """By the first day in Annex XL of the line's row of the high-priority list."""
    row = view.priority_row(line)
    since = as_date(row.get("in_annex_XL_from")) if row else None
    return since is None or since <= view.day if row else view.on_priority_list(line)


def invoice_differs(view: View, rule: Rule) -> Finding:
    """RF-D03: `invoice` {consignee, value_eur, quantity, incoterm, number}, what it states."""
    invoice = view.value("invoice")
    if not isinstance(invoice, dict) or view.declaration is None:
        return unknown("invoice")
    differing = {
        key: (invoice[key], declared)
        for key, declared in _declared(view).items()
        if invoice.get(key) is not None
        and declared is not None
        and not _alike(invoice[key], declared)
    }
    return judge(
        {"invoice": bool(differing)},
        _("Invoice and declaration differ: {differences}.").format(
            differences=joined(
                "; ",
                (
                    _("{what}: {invoiced} against {declared}").format(
                        what=key, invoiced=invoiced, declared=declared
                    )
                    for key, (invoiced, declared) in differing.items()
                ),
            )
        ),
        evidence=tuple(
            text
            for key, (invoiced, declared) in differing.items()
            for text in (
                of_enrichment(f"invoice.{key}", invoiced),
                _declared_at(view, key, declared),
            )
        ),
    )


def _declared(view: View) -> dict[str, Any]:
    values = [value_eur(line) for line in view.goods]
    units = [line.item.supplementary_units for line in view.goods if line.item]
    known = [value for value in values if value is not None]
    counted = [unit for unit in units if unit is not None]
    terms = view.declaration.delivery_terms if view.declaration else None
    codes = view.code_set("invoice") or ()
    numbers = [
        document.reference
        for document in (view.declaration.documents if view.declaration else ())
        if document.code in codes and document.reference
    ]
    return {
        "consignee": ", ".join(view.consignee_names) or None,
        "value_eur": sum(known) if known and len(known) == len(values) else None,
        "quantity": sum(counted) if counted and len(counted) == len(units) else None,
        "incoterm": terms,
        "number": numbers[0] if numbers else None,
    }


_PLACES: Final = {
    "consignee": "parties/consignee/name",
    "value_eur": "items/{no}/value_eur",
    "quantity": "items/{no}/supplementary_units",
    "incoterm": "declaration/delivery_terms",
    "number": "declaration/documents",
}


def _declared_at(view: View, key: str, declared: Any) -> str:
    """Where the declared value stands; a total stands at the first item."""
    first = view.goods[0].no if view.goods else 0
    return at(_PLACES[key].format(no=first), declared)


def _alike(invoiced: Any, declared: Any) -> bool:
    if isinstance(declared, Decimal | int):
        try:
            return Decimal(str(invoiced)) == declared
        except InvalidOperation:
            return False
    return same_name(str(invoiced), str(declared))


def failing_identifier(view: View, rule: Rule) -> Finding:
    """RF-D04: MRN check digit, EORI pattern, and the office's own pattern of licence numbers.

    Licence numbers have no common pattern: without one of the office's they are open. What is not
    stated cannot fail.
    """
    found = [
        judge(
            {name: not checked.valid},
            _("{kind} {value}: {problem}").format(
                kind=checked.kind, value=checked.normalised, problem=checked.problem
            ),
            evidence=(place,),
        )
        for name, place, checked in _identifiers(view)
    ]
    found += _licence_numbers(
        rule, [line for line in view.goods if line.item and line.item.licence_ref]
    )
    return any_of(found, otherwise=unknown("mrn|exporter.eori|items.licence_ref"))


def _identifiers(view: View) -> Iterator[tuple[str, str, CheckedIdentifier]]:
    mrn = view.declaration.mrn if view.declaration else None
    if mrn:
        yield "mrn", of_declaration("mrn", mrn), check("MRN", mrn)
    for party in view.parties(Role.EXPORTER):
        if party.identifier:
            place = of_party(party, "identifier", party.identifier)
            yield "exporter.eori", place, check("EORI", party.identifier)


def _licence_numbers(rule: Rule, numbered: list[Goods]) -> Iterator[Finding]:
    pattern = stated(rule.thresholds, "licence_pattern")
    text = _("The licence number {ref} of item {no} does not have the office's pattern {pattern}.")
    if numbered and not pattern:
        yield unknown("threshold:licence_pattern")
    for line in numbered if pattern else ():
        ref = (line.item.licence_ref if line.item else None) or ""
        yield judge(
            {"items.licence_ref": not re.fullmatch(pattern, ref)},
            text.format(ref=ref, no=line.no, pattern=pattern),
            evidence=(of_item(line, "licence", ref),),
        )


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
    extent = _extent(view, sent, due)
    text = (
        _("The information request of {sent} to {addressee}, due on {due}, was answered in part.")
        if extent == IN_PART
        else _("The information request of {sent} to {addressee} was due on {due}, not answered.")
    )
    return judge(
        {
            "actions.information_request.due": view.facts.today > due
            and (not in_time or extent == IN_PART)
        },
        text.format(sent=sent, addressee=action.addressee, due=due),
        evidence=(
            at(f"actions/{action.kind.value}", due),
            of_enrichment(EXTENT, extent),
        ),
    )


def _extent(view: View, sent: date, due: date) -> str | None:
    """How far the request was answered by its due date, as a person recorded it."""
    stated = [row for row in view.enriched(EXTENT) if sent <= row.date <= due]
    return str(stated[-1].value) if stated else None


def third_country_payment(view: View, rule: Rule) -> Finding:
    """RF-D08: payer elsewhere than export state or destination, or not the buyer."""
    country, payer = view.value("payment.country"), view.value("payment.payer")
    home = (view.declaration.country_export if view.declaration else None) or view.case.member_state
    usual = {home, *(view.destination_of(line) for line in view.goods), view.destination} - {None}
    parties = view.parties(Role.CONSIGNEE, Role.END_USER, Role.BUYER, Role.PROJECT_PARTNER)
    buyers = tuple(dict.fromkeys((*view.buyers, *(party.name for party in parties))))
    strange = None if country is None or view.destination is None else str(country) not in usual
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
        evidence=(
            of_enrichment("payment.payer", payer) if other else "",
            of_enrichment("payment.country", country) if strange else "",
            *(of_party(party) for party in parties if other),
            of_declaration("country_destination", view.destination) if strange else "",
        ),
    )
