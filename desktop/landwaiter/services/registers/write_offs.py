"""What released items take from licences, and writing off all of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from landwaiter.domain.cases.case import Case, GoodsStatus
from landwaiter.domain.flags.licence_cover import is_licensed, taken_by, value_of
from landwaiter.domain.intake.declaration import Item
from landwaiter.domain.registers.deeds import WRITE_OFF, WriteOffExport
from landwaiter.domain.registers.document_checks import RegisterAnswer, document_checks, export_of
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import (
    Balance,
    RegisterContent,
    balances,
)
from landwaiter.services.deeds.engine import do_within
from landwaiter.services.warm.registers_read import registers_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of

_GONE = frozenset({GoodsStatus.RELEASED, GoodsStatus.EXITED})


@dataclass(frozen=True, slots=True)
class WriteOffAmount:
    """What one export takes from one line of a licence."""

    issuer: str
    ref: str
    day: date
    item: int = 1
    """Line of the licence, from 1."""
    quantity: Decimal | None = None
    value: Decimal | None = None
    reference: str = ""
    """Of the case; empty: an export that is no case here."""
    case_item: int | None = None
    mrn: str = ""

    def said(self, reason: str) -> WriteOffExport:
        """The deed that writes it off."""
        return WriteOffExport(
            ref=self.ref,
            issuer=self.issuer,
            day=self.day,
            reason=reason,
            line=self.item,
            quantity=self.quantity,
            value=self.value,
            case=self.reference,
            item=self.case_item,
            mrn=self.mrn,
        )


def write_off_due(
    session: Session, reference: str, *, reason: str
) -> tuple["WriteOffProposal", ...]:
    """Write off all that the released items of a case take, or none of it; what that was."""
    with session.writing(WRITE_OFF.name) as work:
        found = _proposals(session, work.conn, reference)
        for one in found:
            do_within(session, work, one.taken.said(reason))
        if not found:
            work.nothing_done()
    return found


@dataclass(frozen=True, slots=True)
class WriteOffProposal:
    """What a released item takes from the licence that it was declared under."""

    taken: WriteOffAmount
    line: Balance
    why_over: str


def proposed_write_offs(session: Session, reference: str) -> tuple[WriteOffProposal, ...]:
    """For each released item of a case that refers to a licence in the register, what it takes.

    Items that are written off already, and amounts that the declaration does not state, are left
    out: a person states those.
    """
    with session.reading() as conn:
        return _proposals(session, conn, reference)


def _proposals(session: Session, conn: Reader, reference: str) -> tuple[WriteOffProposal, ...]:
    case = load_case(conn, case_id_of(conn, reference), session.registry(conn))
    packs = session.references.packs(conn, case.judged_as_of)
    registers = registers_of(conn, packs, case.judged_as_of, cache=session.references.registers)
    content = session.references.registers.content(conn)
    checks = document_checks(case, registers, packs)
    released = {item.no: item.since.date() for item in case.items if item.status in _GONE}
    found = (
        _proposed(content, case, check.issuer, check.reference, check.item, released[check.item])
        for check in checks
        if check.answer is RegisterAnswer.FOUND and check.item in released
    )
    return tuple(one for one in dict.fromkeys(found) if one is not None)


def _proposed(  # noqa: PLR0917  # one line of a declaration held against one licence
    content: RegisterContent, case: Case, issuer: str, ref: str, no: int, day: date
) -> WriteOffProposal | None:
    versions = content.versions(RegisterKind.LICENCES, issuer, ref)
    item = _declared(case, no)
    if not versions or item is None:
        return None
    entry = versions[-1].entry
    known, export = balances(entry, content.taken(issuer, ref)), export_of(case, item)
    line = next((one for one in known if is_licensed(one.code, export)), None)
    if line is None or _is_written_off(content, issuer, ref, case.reference, no):
        return None
    quantity = taken_by(line.unit, item) if line.quantity is not None else None
    value = value_of(line.currency, item) if line.value is not None else None
    if quantity is None and value is None:
        return None
    mrn = case.mrn or ""
    taken = WriteOffAmount(issuer, ref, day, line.item, quantity, value, case.reference, no, mrn)
    return WriteOffProposal(taken, line, line.why_not(quantity, value))


def _declared(case: Case, no: int) -> Item | None:
    items = case.declaration.items if case.declaration else ()
    return next((item for item in items if item.no == no), None)


def _is_written_off(
    content: RegisterContent, issuer: str, ref: str, reference: str, no: int
) -> bool:
    taken = content.taken(issuer, ref)
    return any((one.reference, one.case_item) == (reference, no) for one in taken)
