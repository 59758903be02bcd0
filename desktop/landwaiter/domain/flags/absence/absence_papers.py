"""Facts about documents, contract, invoice and payment that leave rules without a subject."""

from collections.abc import Callable
from datetime import date
from typing import Final

from landwaiter.domain.cases.case import ActionKind
from landwaiter.domain.flags.absence.absence import (
    NONE,
    AbsenceFact,
    Once,
    lines_of,
    none_stated,
    once,
    stated,
)
from landwaiter.domain.flags.absence.absence_goods import without_declaration
from landwaiter.domain.flags.evidence import (
    at,
    of_declaration,
    of_enrichment,
    of_register,
    of_setting,
)
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.rules.embargoed import PACKS
from landwaiter.domain.flags.rules.licensing import licence_refs
from landwaiter.domain.flags.view import View, as_date, is_true
from landwaiter.domain.intake.declaration import Role
from landwaiter.i18n import _


def carries_none(name: str, text: Callable[[], str]) -> Once:
    """No item and no header document carries a code of the set; `text` shows the codes there."""

    @once
    def looked(view: View) -> AbsenceFact | None:
        codes = view.code_set(name)
        return _carries_none(view, codes, text()) if codes is not None else None

    return looked


def _carries_none(view: View, codes: tuple[str, ...], text: str) -> AbsenceFact | None:
    lines = lines_of(view)
    if not lines or any(view.document_codes(line).intersection(codes) for line in lines):
        return None
    declared = view.declaration.documents if view.declaration else ()
    shown = ", ".join(dict.fromkeys(document.code for document in declared)) or _("none")
    return AbsenceFact(text.format(codes=shown), stated(of_declaration("documents", shown)))


LICENCE_CODES: Final = carries_none(
    "licence",
    lambda: _("No licence is declared; the document codes are: {codes}."),
)
GENERAL_CODES: Final = carries_none(
    "general",
    lambda: _("No general authorisation is declared; the document codes are: {codes}."),
)
AUTHORISATION_CODES: Final = carries_none(
    "authorisation",
    lambda: _("No authorisation is declared; the document codes are: {codes}."),
)


@once
def no_authorisation(view: View) -> AbsenceFact | None:
    """Neither a document code nor a number of an authorisation, on any item or in the header."""
    if any(licence_refs(view, line) for line in lines_of(view)):
        return None
    return AUTHORISATION_CODES(view)


@once
def no_authorisation_nor_amendment(view: View) -> AbsenceFact | None:
    return no_authorisation(view) if len(view.case.versions) == 1 else None


@once
def no_condition(view: View) -> AbsenceFact | None:
    """Every authorisation is in the register, and no condition asks for an end-use statement."""
    refs = [ref for line in lines_of(view) for ref in licence_refs(view, line)]
    licences = [view.licence(ref) for ref in refs]
    conditions = [text for one in licences if one for text in one.conditions]
    if not licences or None in licences:
        return None
    read = [view.words("end_use_statement", text) for text in conditions]
    if None in read or any(read):
        return None
    text = _("The register has no condition on an end-use statement for {refs}.")
    return AbsenceFact(
        text.format(refs=", ".join(dict.fromkeys(refs))),
        stated(*(of_register("licences", ref) for ref in refs)),
    )


@once
def public_contract(view: View) -> AbsenceFact | None:
    value = view.value("contract.public_contract")
    if not is_true(value):
        return None
    return AbsenceFact(
        _("The contract is a public contract."),
        stated(of_enrichment("contract.public_contract", str(value))),
    )


@once
def contract_after_measures(view: View) -> AbsenceFact | None:
    """The contract is dated on or after every measure that covers an item."""
    signed, signed_in = view.contract_day("contract.date")
    measures = _measures(view) if signed else ()
    if not signed or not measures or signed < max(measures):
        return None
    text = _(
        "The contract of {signed} is no older than any measure on the goods, the last of {day}."
    )
    return AbsenceFact(
        text.format(signed=signed, day=max(measures)), stated(of_enrichment(signed_in, signed))
    )


def _measures(view: View) -> tuple[date, ...]:
    """First days of the measures on the goods; none while a pack or a day is not known."""
    rows = [
        row for name in PACKS for line in view.goods for row in view.annex_rows(line, name) or ()
    ]
    days = [as_date(row.get("measure_from") or row.get("valid_from")) for row in rows]
    is_known = PACKS[0] in view.packs and None not in days
    return tuple(day for day in days if day) if is_known else ()


@once
def without_invoice(view: View) -> AbsenceFact | None:
    return none_stated(view, "invoice", _("It is stated that there is no invoice by nature."))


@once
def without_payment(view: View) -> AbsenceFact | None:
    return none_stated(view, "payment", _("It is stated that no payment takes place."))


@once
def without_bank(view: View) -> AbsenceFact | None:
    """No bank is stated, and the officer recorded that no payment passes one."""
    if view.parties(Role.BANK):
        return None
    text = _("It is recorded that no payment passes a bank.")
    return none_stated(view, "payment", text, NONE, "no bank", "no_bank", "cash")


@once
def no_request(view: View) -> AbsenceFact | None:
    if any(action.kind is ActionKind.INFORMATION_REQUEST for action in view.case.actions):
        return None
    return AbsenceFact(
        _("No information request was sent."), stated(at("actions/information_request", _("none")))
    )


@once
def no_exit(view: View) -> AbsenceFact | None:
    """No declaration whose exit could be confirmed or amended, nor a paper that shows one."""
    if len(view.case.versions) > 1 or view.value("transport_document.destination"):
        return None
    return without_declaration(view)


def no_value_threshold(view: View, rule: Rule) -> AbsenceFact | None:
    """The office answered its setting with none; no setting at all is no answer."""
    name = f"{rule.id}.value_thresholds"
    if (view.setting(name) or "").strip().casefold() != NONE:
        return None
    text = _("The office states that no value threshold of national law covers its goods.")
    return AbsenceFact(text, stated(of_setting(f"rule.{name}", NONE)))


@once
def without_identifier(view: View) -> AbsenceFact | None:
    """No declaration belongs to the case, and the exporter has no EORI number on it."""
    if any(party.identifier for party in view.parties(Role.EXPORTER)):
        return None
    return without_declaration(view)
