"""Document codes of a declaration held against what is known of them (DOMAIN 4.3, 4.4).

A code means what the pack of document codes says and no more, with how well that is known. An
authorisation is looked up in the register of its issuer; a register that is not loaded answers
nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from landwaiter.domain.cases.case import Case, ClassificationState
from landwaiter.domain.cases.decision import current_classifications
from landwaiter.domain.flags.inputs_of_rules import Licence, Registers
from landwaiter.domain.flags.licence_cover import (
    Export,
    as_line,
    fits_consignee,
    fits_destination,
    fits_end_user,
    fits_holder,
    fits_item,
    is_enough,
    issuer_named,
    licence_named,
    line_for,
)
from landwaiter.domain.intake.declaration import Document, Item, Role
from landwaiter.domain.law.control_codes import FOREIGN
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import rows_by
from landwaiter.i18n import N_, _, joined

COMMERCIAL: Final = "N"
"""First letter of the codes of invoices and transport documents: they claim nothing in law."""
AUTHORISATION: Final = "authorisation"
"""The set of document codes that claim one, in the pack `code_sets`."""
SURE: Final = "verified"
"""Status of a meaning that was read in a source; every other status is shown as unverified."""


class RegisterAnswer(StrEnum):
    """What the register of the issuer says."""

    NOT_ASKED = "not_asked"
    NO_REFERENCE = "no_reference"
    NOT_LOADED = "not_loaded"
    UNKNOWN = "unknown"
    FOUND = "found"


ANSWERS: Final[Mapping[RegisterAnswer, str]] = {
    RegisterAnswer.NOT_ASKED: N_("no register holds such documents"),
    RegisterAnswer.NO_REFERENCE: N_("no reference is stated; not checked with the issuer"),
    RegisterAnswer.NOT_LOADED: (
        N_(
            "stated as {reference}; not checked with the issuer: the register of {issuer} is not "
            "loaded"
        )
    ),
    RegisterAnswer.UNKNOWN: N_("unknown in the register of {issuer}"),
    RegisterAnswer.FOUND: N_("found in the register of {issuer}"),
}


@dataclass(frozen=True, slots=True)
class ComparedPoint:
    """One thing that was compared; `holds` None: one side does not say."""

    name: str
    """valid, holder, consignee, end_user, destination, item or left."""
    holds: bool | None
    said: str
    """What the register states, in words."""


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """One document of one item."""

    item: int
    code: str
    """Empty: a licence number stands on the line, and no document that claims a licence does."""
    meaning: str
    """Empty: the pack of document codes does not know the code."""
    status: str
    """How well the meaning is known, as the pack says; empty where there is none."""
    reference: str
    issuer: str
    answer: RegisterAnswer
    points: tuple[ComparedPoint, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether the meaning was read in a source."""
        return self.status == SURE

    @property
    def fails(self) -> tuple[str, ...]:
        """Names of the points that do not hold."""
        return tuple(point.name for point in self.points if point.holds is False)

    @property
    def answer_said(self) -> str:
        """What the register says, as a phrase."""
        return _(ANSWERS[self.answer]).format(issuer=self.issuer, reference=self.reference)

    @property
    def claims(self) -> bool:
        """Whether an authorisation is claimed by it."""
        return self.answer is not RegisterAnswer.NOT_ASKED

    @property
    def unchecked(self) -> bool:
        """Whether an authorisation is claimed and no register answered: it is stated, no more."""
        return self.answer in {RegisterAnswer.NO_REFERENCE, RegisterAnswer.NOT_LOADED}


POINTS: Final[Mapping[str, str]] = {
    "valid": N_("in force on the day"),
    "holder": N_("holder"),
    "consignee": N_("consignee"),
    "end_user": N_("end user"),
    "destination": N_("destination"),
    "item": N_("item"),
    "left": N_("enough is left"),
}
"""Name of a point → what it is about."""


def document_checks(
    case: Case, registers: Registers, packs: Mapping[str, Pack], day: date | None = None
) -> tuple[DocumentCheck, ...]:
    """Every document that says something in law, item by item, as declared.

    `packs` are those in force: `doc_codes` says what a code means, `code_sets` which of them claim
    an authorisation; without that set any reference is looked up. `day` is the one on which a
    licence has to be in force, else that of the declaration.
    """
    declaration = case.declaration
    if declaration is None:
        return ()
    own = {item.no for item in case.items}
    on = day or case.judged_as_of
    return tuple(
        check
        for item in declaration.items
        if item.no in own
        for check in _checks(case, item, declaration.documents_of(item.no), registers, packs, on)
    )


def _checks(  # noqa: PLR0917  # the documents of one item
    case: Case,
    item: Item,
    documents: Iterable[Document],
    registers: Registers,
    packs: Mapping[str, Pack],
    day: date,
) -> Iterator[DocumentCheck]:
    """Its documents, then a licence number that stands on the line and in none of them."""
    taken = set()
    for document in documents:
        if not document.code.startswith(COMMERCIAL):
            check = _check(case, item, document, registers, packs, day)
            taken.add(check.reference)
            yield check
    if item.licence_ref and item.licence_ref not in taken:
        yield _looked_up(case, item, item.licence_ref, registers, day)


def _looked_up(
    case: Case, item: Item, reference: str, registers: Registers, day: date
) -> DocumentCheck:
    issuer = issuer_named(reference, None, case.member_state)
    licence = licence_named(registers, reference, issuer)
    return DocumentCheck(
        item=item.no,
        code="",
        meaning="",
        status="",
        reference=reference,
        issuer=licence.issuer if licence else issuer,
        answer=_answer(True, reference, issuer, licence, registers),  # it claims
        points=_points(licence, export_of(case, item, day)) if licence else (),
    )


def _check(  # noqa: PLR0917  # one document of one item
    case: Case,
    item: Item,
    document: Document,
    registers: Registers,
    packs: Mapping[str, Pack],
    day: date,
) -> DocumentCheck:
    claims = _claims_authorisation(document, packs.get("code_sets"))
    reference = document.reference or (item.licence_ref if claims else None) or ""
    issuer = issuer_named(reference, document.issuer, case.member_state)
    licence = licence_named(registers, reference, issuer)
    known = _known(document.code, packs.get("doc_codes"))
    return DocumentCheck(
        item=item.no,
        code=document.code,
        meaning=known.get("meaning", ""),
        status=known.get("status", ""),
        reference=reference,
        issuer=licence.issuer if licence else issuer,
        answer=_answer(claims, reference, issuer, licence, registers),
        points=_points(licence, export_of(case, item, day)) if licence else (),
    )


def _known(code: str, pack: Pack | None) -> Mapping[str, str]:
    """The row of the pack of document codes; empty where there is none."""
    rows = rows_by(pack, "code").get(code, ()) if pack else ()
    return rows[0] if rows else {}


def _claims_authorisation(document: Document, sets: Pack | None) -> bool:
    if sets is None:
        return bool(document.reference)
    claiming = rows_by(sets, "set").get(AUTHORISATION, ())
    return any(row["code"] == document.code for row in claiming)


def _answer(
    claims: bool, reference: str, issuer: str, licence: Licence | None, registers: Registers
) -> RegisterAnswer:
    if licence is not None:
        return RegisterAnswer.FOUND
    if not claims:
        return RegisterAnswer.NOT_ASKED
    if not reference:
        return RegisterAnswer.NO_REFERENCE
    loaded = issuer in (registers.licence_issuers or ())
    return RegisterAnswer.UNKNOWN if loaded else RegisterAnswer.NOT_LOADED


def export_of(case: Case, item: Item, day: date | None = None) -> Export:
    """What a licence for this item would be held against, on a day or that of the declaration."""
    rejected = {
        (found.list, found.code)
        for found in current_classifications(case)
        if found.item_no == item.no and found.state is ClassificationState.REJECTED
    }
    considered = [
        *((c.list, c.code) for c in case.candidates if c.item_no == item.no),
        *((f.list, f.code) for f in case.classifications if f.item_no == item.no),
    ]
    parties = [party for party in case.parties if party.item_no in (None, item.no)]
    declared = case.declaration.country_destination if case.declaration else None
    return Export(
        day=day or case.judged_as_of,
        item=item,
        codes=frozenset(
            code
            for listed, code in considered
            if (listed, code) not in rejected and listed not in FOREIGN
        ),
        exporters=tuple((p.name, p.identifier) for p in parties if p.role is Role.EXPORTER),
        consignees=tuple(p.name for p in parties if p.role is Role.CONSIGNEE),
        end_users=tuple(p.name for p in parties if p.role is Role.END_USER),
        destination=item.destination or declared,
    )


def _points(licence: Licence, export: Export) -> tuple[ComparedPoint, ...]:
    return tuple(ComparedPoint(name, *look(licence, export)) for name, look in _LOOKS.items())


_Look = Callable[[Licence, Export], tuple[bool | None, str]]


def _valid(licence: Licence, export: Export) -> tuple[bool | None, str]:
    if licence.revoked is not None and licence.revoked <= export.day:
        return False, _("revoked from {day} on").format(day=licence.revoked)
    if licence.valid_from is None and licence.valid_to is None:
        return None, ""
    said = _("{first} to {last}").format(
        first=licence.valid_from if licence.valid_from else "…",
        last=licence.valid_to if licence.valid_to else "…",
    )
    return licence.valid_on(export.day), said


def _item(licence: Licence, export: Export) -> tuple[bool | None, str]:
    codes = ", ".join(dict.fromkeys(line.code for line in licence.items))
    return fits_item(licence, export), codes


def _left(licence: Licence, export: Export) -> tuple[bool | None, str]:
    """Of the line that the item falls under, else of the licence as a whole."""
    line = line_for(licence, export) if licence.items else as_line(licence)
    if line is None:
        return None, ""
    parts = []
    if line.quantity is not None:
        left = _("{left} of {most} {unit}")
        parts.append(
            left.format(left=line.quantity - line.used, most=line.quantity, unit=line.unit).strip()
        )
    if line.value is not None:
        left = _("{left} of {most} {unit}")
        parts.append(
            left.format(left=line.value - line.used_value, most=line.value, unit=line.currency)
        )
    return is_enough(line, export.item), joined("; ", parts)


_LOOKS: Final[Mapping[str, _Look]] = {
    "valid": _valid,
    "holder": lambda one, export: (fits_holder(one, export), one.holder or ""),
    "consignee": lambda one, export: (fits_consignee(one, export), one.consignee or ""),
    "end_user": lambda one, export: (fits_end_user(one, export), one.end_user or ""),
    "destination": lambda one, export: (fits_destination(one, export), one.destination or ""),
    "item": _item,
    "left": _left,
}
