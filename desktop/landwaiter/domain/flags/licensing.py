"""Rules that read the register of licences."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from landwaiter.domain.declaration import Role
from landwaiter.domain.facts import Licence
from landwaiter.domain.flags.claims import GENERAL_AUTHORISATIONS, issuer_loaded
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.words import same_name
from landwaiter.i18n import _


def party_changed(view: View, rule: Rule) -> Finding:
    """RF-P13: against the licence, or by a later version of the declaration; one is enough."""
    found = []
    if view.facts.registers.licence_issuers is not None:
        found.append(_against_licences(view))
    if len(view.case.versions) > 1:
        found.append(_by_amendment(view))
    return any_of(found, otherwise=unknown("register:licences|amendments"))


def _against_licences(view: View) -> Finding:
    return any_of(
        _against_licence(view, line, view.licence(ref))
        for line in view.goods
        for ref in licence_refs(view, line)
    )


def licence_refs(view: View, line: Goods) -> tuple[str, ...]:
    """References of authorisations stated for a line."""
    stated = [doc.reference for doc in view.documents_of(line) if doc.code in AUTHORISATIONS]
    if line.item:
        stated.append(line.item.licence_ref)
    return tuple(dict.fromkeys(ref for ref in stated if ref))


AUTHORISATIONS: Final = frozenset(
    {"X002", *(f"X0{n}" for n in range(60, 73))},
)
"""Document codes that claim an authorisation."""


def _against_licence(view: View, line: Goods, licence: Licence | None) -> Finding:
    if licence is None or not licence.consignee:
        return Finding(False)
    if not view.consignee_names:
        return unknown("consignee.name")
    agreed = any(same_name(licence.consignee, name) for name in view.consignee_names)
    text = _("Licence {ref} names the consignee {licensed}, the declaration {declared}.")
    declared = ", ".join(view.consignee_names)
    return judge(
        {"consignee.name": not agreed},
        text.format(ref=licence.ref, licensed=licence.consignee, declared=declared),
        evidence=(f"register:licences: {licence.ref}", f"consignee.name: {declared}"),
    )


def _by_amendment(view: View) -> Finding:
    names = [
        tuple(party.name or "" for party in version.declaration.parties_in(Role.CONSIGNEE))
        for version in view.case.versions
        if version.declaration.accepted
    ]
    if len(names) < 2:
        return unknown("amendments")
    text = _("The consignee was {before} at acceptance and is {now} after an amendment.")
    return judge(
        {"amendments": names[0] != names[-1]},
        text.format(before=", ".join(names[0]), now=", ".join(names[-1])),
        evidence=(f"consignee.name: {', '.join(names[-1])}",),
    )


def exhausted_or_expired(view: View, rule: Rule) -> Finding:
    """RF-D05: validity over on the declaration's day, or more used than authorised."""
    return _each_licence(view, _exhausted)


def _each_licence(view: View, look: Callable[[View, Goods, Licence], Finding]) -> Finding:
    """`look` at every licence of the register that a declared item refers to."""
    if view.facts.registers.licence_issuers is None:
        return unknown("register:licences")
    if not any(line.item for line in view.goods):
        return unknown("items.docs")
    stated = [
        (line, ref, view.licence(ref)) for line in view.goods for ref in licence_refs(view, line)
    ]
    return any_of(
        look(view, line, licence)
        if licence
        else Finding(
            False if issuer_loaded(view, ref, None) else None, missing=("register:licences",)
        )
        for line, ref, licence in stated
    )


def _exhausted(view: View, line: Goods, licence: Licence) -> Finding:
    expired = not is_valid(licence, view.day)
    over = None if licence.quantity is not None else False
    if licence.quantity is not None and licence.used is not None:
        over = _is_over(licence.quantity, licence.used, line)
    text = _("Licence {ref}: valid to {day}, {used} of {quantity} used before this export.")
    return judge(
        {"register:licences": True if expired else over},
        text.format(
            ref=licence.ref, day=licence.valid_to, used=licence.used, quantity=licence.quantity
        ),
        evidence=(f"register:licences: {licence.ref}",),
    )


def _is_over(quantity: Decimal, used: Decimal, line: Goods) -> bool | None:
    """Whether this export exceeds the rest; units not declared count as more than nothing."""
    units = line.item.supplementary_units if line.item else None
    if used >= quantity:
        return True
    return None if units is None else used + units > quantity


def statement_missing(view: View, rule: Rule) -> Finding:
    """RF-D06: a condition of the licence demands an end-use statement and none is on file."""
    return _each_licence(view, _statement)


def _statement(view: View, line: Goods, licence: Licence) -> Finding:
    demanded = [text for text in licence.conditions if _STATEMENT.search(text)]
    return judge(
        {"register:licences": bool(demanded), "documents": "end_use_statement" not in view.sources},
        _("Licence {ref} demands an end-use statement (“{condition}”) and none is on file.").format(
            ref=licence.ref, condition="; ".join(demanded)
        ),
        evidence=(f"register:licences: {licence.ref}",),
    )


_STATEMENT: Final = re.compile(r"end[- ]?use(?:r)?[- ](?:statement|certificate)", re.IGNORECASE)


def confirmed_without_authorisation(view: View, rule: Rule) -> Finding:
    """RF-G13: confirmed in Annex I or on the military list, no valid authorisation."""
    lines = [line for line in view.goods if line.item]
    return any_of(
        (_unauthorised(view, line) for line in lines),
        otherwise=unknown("items.classification.confirmed"),
    )


def _unauthorised(view: View, line: Goods) -> Finding:
    confirmed = view.confirmed(line, "eu", "cml", "national")
    codes = ", ".join(code.code for code in confirmed)
    text = _(
        "Item {no} is confirmed as {codes}, goes to {consignee} in {country}, and no valid "
        "authorisation covers it."
    )
    return judge(
        {
            "items.classification.confirmed": True if confirmed else _ruled_out(view, line),
            "register:licences": None if (valid := authorised(view, line)) is None else not valid,
        },
        text.format(
            no=line.no,
            codes=codes,
            consignee=", ".join(view.consignee_names),
            country=view.destination_of(line),
        ),
        evidence=(
            f"items.classification: {codes}",
            f"items.docs: {', '.join(sorted(view.document_codes(line)))}",
        ),
    )


def _ruled_out(view: View, line: Goods) -> bool | None:
    """False once a person rejected every code of the line; a missing candidate proves nothing."""
    judged = any(found.item_no == line.no for found in view.case.classifications)
    return False if judged and not view.codes(line) else None


def authorised(view: View, line: Goods) -> bool | None:
    """Whether a valid authorisation covers item, destination and consignee; None: cannot tell."""
    if view.facts.registers.licence_issuers is None:
        return None
    if view.document_codes(line) & set(GENERAL_AUTHORISATIONS):
        return None
    refs = licence_refs(view, line)
    licences = [view.licence(ref) for ref in refs]
    if any(licence and _covers(view, line, licence) for licence in licences):
        return True
    unseen = [
        ref
        for ref, licence in zip(refs, licences, strict=True)
        if licence is None and not issuer_loaded(view, ref, None)
    ]
    return None if unseen else False


def _covers(view: View, line: Goods, licence: Licence) -> bool:
    agreed = not licence.consignee or any(
        same_name(licence.consignee, name) for name in view.consignee_names
    )
    there = licence.destination in (None, view.destination_of(line))
    return is_valid(licence, view.day) and agreed and there


def licensed_buyer(view: View) -> bool:
    return any(
        is_valid(licence, view.day) and same_name(licence.consignee, name)
        for licence in view.facts.registers.licences
        for name in view.buyers
    )


def is_valid(licence: Licence, day: date) -> bool:
    return licence.valid_to is None or licence.valid_to >= day
