"""Write-offs: what each export takes from a licence. An error is undone by a row of its own."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from landwaiter.domain.cases.case import Case, GoodsStatus
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.flags.licence_cover import is_licensed, taken_by, value_of
from landwaiter.domain.intake.declaration import Item
from landwaiter.domain.registers.document_checks import RegisterAnswer, document_checks, export_of
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import (
    Balance,
    RegisterContent,
    RegisterEntry,
    balances,
)
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.registers.changes import standing_entry
from landwaiter.services.warm.registers_read import registers_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of

WRITTEN_OFF, UNDONE = "licence.written_off", "licence.write_off_undone"
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


def write_off(
    session: Session, taken: WriteOffAmount, *, reason: str, over: bool = False
) -> Changes:
    """State what an export took. More than is left is refused, or marked where `over` is said."""
    _reasoned(reason)
    with session.writing("write_off") as work:
        _refuse_unknown(session, work.conn, taken)
        _take(session, work, taken, reason.strip(), over=over)
    return work.changes


def _refuse_unknown(session: Session, conn: Reader, taken: WriteOffAmount) -> None:
    """NotFound for a case, or an item of it, that is not here: it would never be matched again."""
    if not taken.reference:
        return
    case = load_case(conn, case_id_of(conn, taken.reference), session.registry(conn))
    if taken.case_item is not None and all(item.no != taken.case_item for item in case.items):
        raise NotFound(
            _("The case {reference} has no such item.").format(reference=taken.reference),
            field="item",
            value=str(taken.case_item),
            remedy=_("Show the case to see its items."),
        )


def write_off_due(
    session: Session, reference: str, *, reason: str
) -> tuple["WriteOffProposal", ...]:
    """Write off all that the released items of a case take, or none of it; what that was."""
    _reasoned(reason)
    with session.writing("write_off") as work:
        found = _proposals(session, work.conn, reference)
        for one in found:
            _take(session, work, one.taken, reason.strip(), over=False)
        if not found:
            work.quiet()
    return found


def _take(
    session: Session, work: UnitOfWork, taken: WriteOffAmount, reason: str, *, over: bool
) -> None:
    content = session.references.registers.content(work.conn)
    licence = standing_entry(content, RegisterKind.LICENCES, taken.issuer, taken.ref)
    taken = replace(taken, issuer=licence.issuer, ref=licence.ref)
    _check(taken, licence.entry, session.today())
    line = _line(content, licence.entry, taken)
    why = line.why_not(taken.quantity, taken.value)
    if why and not over:
        raise NotAllowed(
            why, remedy=_("Correct the amount, or write it off as over-use with the reason.")
        )
    _refuse_twice(content, taken)
    write_off_id = work.new_id()
    row: dict[str, Any] = {
        "issuer": taken.issuer,
        "ref": taken.ref,
        "item": taken.item,
        "quantity": taken.quantity,
        "value": taken.value,
        "day": taken.day,
        "reference": taken.reference,
        "case_item": taken.case_item,
        "mrn": taken.mrn,
        "reason": reason,
        "over": int(bool(why)),
    }
    _add(work, write_off_id, row, undoes=None)
    work.audit(WRITTEN_OFF, f"licence/{taken.issuer}/{write_off_id}", row)
    if why:
        work.say(_("Over-use is marked: {why}").format(why=why))


def _add(work: UnitOfWork, row_id: str, row: dict[str, Any], *, undoes: str | None) -> None:
    records.add(
        work.conn,
        "licence_write_off",
        id=row_id,
        undoes=undoes,
        author=work.actor,
        at=work.now,
        **row,
    )
    work.changed("registers", str(row["ref"]))


def _check(taken: WriteOffAmount, entry: RegisterEntry, today: date) -> None:
    if taken.quantity is None and taken.value is None:
        raise Invalid(
            _("A write-off takes a quantity or a value."),
            field="quantity",
            remedy=_("Give at least one of the two."),
        )
    if any(amount is not None and amount <= 0 for amount in (taken.quantity, taken.value)):
        raise Invalid(
            _("A write-off takes more than nothing."),
            field="quantity",
            remedy=_("Undo an earlier write-off instead of writing off less than nothing."),
        )
    if taken.day > today:
        raise Invalid(
            _("An export of a day to come is not written off yet."),
            field="day",
            value=taken.day.isoformat(),
            remedy=_("Give the day on which the goods left."),
        )
    if not 1 <= taken.item <= len(entry.items):
        raise NotFound(
            _("The licence has no such line."),
            field="line",
            value=str(taken.item),
            remedy=_("Show the licence to see its lines."),
        )


def _line(content: RegisterContent, entry: RegisterEntry, taken: WriteOffAmount) -> Balance:
    return balances(entry, content.taken(taken.issuer, taken.ref))[taken.item - 1]


def _refuse_twice(content: RegisterContent, taken: WriteOffAmount) -> None:
    """One item of one case is written off once from a line."""
    for one in content.taken(taken.issuer, taken.ref):
        same = (one.reference, one.case_item, one.item)
        if taken.reference and same == (taken.reference, taken.case_item, taken.item):
            raise Conflict(
                _("Item {item} of {reference} is written off from this line already.").format(
                    item=taken.case_item, reference=taken.reference
                ),
                remedy=_("Undo that write-off first where it was wrong."),
            )


def undo_write_off(session: Session, write_off_id: str, *, reason: str) -> Changes:
    """Say that a write-off does not hold; the row stays, and a row undoes it."""
    _reasoned(reason)
    with session.writing("undo_write_off") as work:
        content = session.references.registers.content(work.conn)
        found = next((one for one in content.write_offs if one.id == write_off_id), None)
        if found is None or found.undoes is not None:
            raise NotFound(
                _("There is no such write-off."),
                field="write-off",
                value=write_off_id,
                remedy=_("Show the licence to see its write-offs."),
            )
        if any(one.undoes == found.id for one in content.write_offs):
            raise Conflict(
                _("This write-off is undone already."), remedy=_("Nothing needs to be done.")
            )
        row: dict[str, Any] = {
            "issuer": found.issuer,
            "ref": found.ref,
            "item": found.item,
            "quantity": None,
            "value": None,
            "day": session.today(),
            "reference": found.reference,
            "case_item": found.case_item,
            "mrn": found.mrn,
            "reason": reason.strip(),
            "over": 0,
        }
        _add(work, work.new_id(), row, undoes=found.id)
        work.audit(UNDONE, f"licence/{found.issuer}/{found.id}", {"ref": found.ref, **row})
    return work.changes


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
    mrn = (case.declaration.mrn if case.declaration else None) or ""
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


def _reasoned(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Invalid(
            _("The reason has fewer than {least} characters.").format(least=SHORTEST_REASON),
            field="reason",
            value=reason,
            remedy=_("Say which export it was, or why the write-off was wrong."),
        )
