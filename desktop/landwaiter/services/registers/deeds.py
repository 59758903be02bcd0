"""Carries out the deeds on the registers; a change of one is moved for a second person."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from landwaiter.domain.registers import deeds
from landwaiter.domain.registers.deeds import (
    AddEntry,
    ImportTable,
    RevokeEntry,
    StateLoad,
    UndoWriteOff,
    WriteOffExport,
)
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import (
    Balance,
    RecordedEntry,
    RegisterContent,
    RegisterEntry,
    balances,
    checked_issuer,
)
from landwaiter.domain.registers.register_entries import WriteOff as Taken
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler, Job, Mover, Result, Tell
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.deeds.motions import moved
from landwaiter.services.registers.changes import (
    LoadStatement,
    RegisterChange,
    carry_out_change,
    change_args,
    change_facts,
    change_object,
    change_title,
    new_entry,
    revoked,
    standing_entry,
)
from landwaiter.services.registers.register_deeds import preview_import
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of


def _content(doing: Doing) -> RegisterContent:
    return doing.session.references.registers.content(doing.conn)


def added(doing: Doing, said: AddEntry, _none: None) -> Plain:
    return change_args(doing.session, new_entry(said.register, said.issuer, said.field, said.line))


def standing(doing: Doing, said: RevokeEntry) -> RecordedEntry:
    """The newest statement on the reference."""
    return standing_entry(_content(doing), said.register, said.issuer, said.ref)


def revoking(doing: Doing, said: RevokeEntry, row: RecordedEntry) -> Plain:
    return change_args(doing.session, revoked(row, said.day))


def loading(doing: Doing, said: StateLoad, _none: None) -> Plain:
    stated = _loaded(doing.session, said.as_of, said.source, loaded=said.loaded)
    change = RegisterChange(said.register, checked_issuer(said.issuer), loaded=stated)
    return change_args(doing.session, change)


def _loaded(session: Session, as_of: date, source: str, *, loaded: bool = True) -> LoadStatement:
    if as_of > session.today():
        raise Invalid(
            _("A register cannot be here as of a day to come."),
            field="as-of",
            value=as_of.isoformat(),
            remedy=_("Give the day on which its issuer drew it up."),
        )
    return LoadStatement(as_of, loaded, source.strip())


def import_table(session: Session, said: ImportTable, tell: Tell) -> Result:
    """Move the import of a file: all of it or nothing.

    With `as_of` the register of the issuer is stated to be here as it stood on that day.
    """

    def step(done: int, total: int) -> None:
        tell(done, total, _("Reading a table"))

    preview = preview_import(
        session, said.path, said.register, said.issuer, mapping=said.mapping, tell=step
    )
    if preview.read.problems:
        raise preview.read.problems[0].fault(preview.read.file)
    if said.sha256 and said.sha256 != preview.sha256:
        raise Conflict(
            _("The file says something else than when it was read."),
            remedy=_("Read it again, and look at what would change."),
        )
    loaded = None
    if said.as_of is not None:
        loaded = _loaded(session, said.as_of, said.source or preview.read.file)
    args = change_args(
        session, RegisterChange(said.register, preview.issuer, preview.read.entries, loaded)
    )
    with session.writing(deeds.IMPORT_TABLE.name) as work:
        motion_id = moved(session, work, deeds.CHANGE, args, said.reason)
    return Result(work.changes, motion_id)


def licence(doing: Doing, said: WriteOffExport) -> RecordedEntry:
    """The newest statement on the licence; NotFound too for a case, or item of it, not here."""
    found = standing_entry(_content(doing), RegisterKind.LICENCES, said.issuer, said.ref)
    _refuse_unknown(doing, said)
    return found


def _refuse_unknown(doing: Doing, said: WriteOffExport) -> None:
    """A case, or an item of it, that is not here would never be matched again."""
    if not said.case:
        return
    registry = doing.session.registry(doing.conn)
    case = load_case(doing.conn, case_id_of(doing.conn, said.case), registry)
    if said.item is not None and all(item.no != said.item for item in case.items):
        raise NotFound(
            _("The case {reference} has no such item.").format(reference=said.case),
            field="item",
            value=str(said.item),
            remedy=_("Show the case to see its items."),
        )


def write_off(doing: Doing, said: WriteOffExport, row: RecordedEntry) -> Account:
    """More than is left is refused, or marked where `over` is said."""
    content, said = _content(doing), replace(said, issuer=row.issuer, ref=row.ref)
    _check(said, row.entry, doing.session.today())
    line = _line(content, row.entry, said)
    why = line.why_not(said.quantity, said.value)
    if why and not said.over:
        raise NotAllowed(
            why, remedy=_("Correct the amount, or write it off as over-use with the reason.")
        )
    _refuse_twice(content, said)
    write_off_id = doing.work.new_id()
    content_of_row: dict[str, Any] = {
        "issuer": said.issuer,
        "ref": said.ref,
        "item": said.line,
        "quantity": said.quantity,
        "value": said.value,
        "day": said.day,
        "reference": said.case,
        "case_item": said.item,
        "mrn": said.mrn,
        "reason": said.reason.strip(),
        "over": int(bool(why)),
    }
    _add(doing.work, write_off_id, content_of_row, undoes=None)
    if why:
        doing.work.say(_("Over-use is marked: {why}").format(why=why))
    return Account(f"licence/{said.issuer}/{write_off_id}", content_of_row, (said.ref,))


def _add(work: UnitOfWork, row_id: str, row: Plain, *, undoes: str | None) -> None:
    records.add(
        work.conn,
        "licence_write_off",
        id=row_id,
        undoes=undoes,
        author=work.actor,
        at=work.now,
        **row,
    )


def _check(said: WriteOffExport, entry: RegisterEntry, today: date) -> None:
    if said.quantity is None and said.value is None:
        raise Invalid(
            _("A write-off takes a quantity or a value."),
            field="quantity",
            remedy=_("Give at least one of the two."),
        )
    if any(amount is not None and amount <= 0 for amount in (said.quantity, said.value)):
        raise Invalid(
            _("A write-off takes more than nothing."),
            field="quantity",
            remedy=_("Undo an earlier write-off instead of writing off less than nothing."),
        )
    if said.day > today:
        raise Invalid(
            _("An export of a day to come is not written off yet."),
            field="day",
            value=said.day.isoformat(),
            remedy=_("Give the day on which the goods left."),
        )
    if not 1 <= said.line <= len(entry.items):
        raise NotFound(
            _("The licence has no such line."),
            field="line",
            value=str(said.line),
            remedy=_("Show the licence to see its lines."),
        )


def _line(content: RegisterContent, entry: RegisterEntry, said: WriteOffExport) -> Balance:
    return balances(entry, content.taken(said.issuer, said.ref))[said.line - 1]


def _refuse_twice(content: RegisterContent, said: WriteOffExport) -> None:
    """One item of one case is written off once from a line."""
    for one in content.taken(said.issuer, said.ref):
        same = (one.reference, one.case_item, one.item)
        if said.case and same == (said.case, said.item, said.line):
            raise Conflict(
                _("Item {item} of {reference} is written off from this line already.").format(
                    item=said.item, reference=said.case
                ),
                remedy=_("Undo that write-off first where it was wrong."),
            )


@dataclass(frozen=True, slots=True)
class WriteOffState:
    """A write-off, and whether it holds."""

    row: Taken
    undone: bool


def written(doing: Doing, said: UndoWriteOff) -> WriteOffState:
    """The write-off that the deed names."""
    content = _content(doing)
    found = next((one for one in content.write_offs if one.id == said.write_off), None)
    if found is None or found.undoes is not None:
        raise NotFound(
            _("There is no such write-off."),
            field="write-off",
            value=said.write_off,
            remedy=_("Show the licence to see its write-offs."),
        )
    return WriteOffState(found, any(one.undoes == found.id for one in content.write_offs))


def undo_write_off(doing: Doing, said: UndoWriteOff, one: WriteOffState) -> Account:
    """The row stays, and a row undoes it."""
    found = one.row
    row: dict[str, Any] = {
        "issuer": found.issuer,
        "ref": found.ref,
        "item": found.item,
        "quantity": None,
        "value": None,
        "day": doing.session.today(),
        "reference": found.reference,
        "case_item": found.case_item,
        "mrn": found.mrn,
        "reason": said.reason.strip(),
        "over": 0,
    }
    _add(doing.work, doing.work.new_id(), row, undoes=found.id)
    return Account(f"licence/{found.issuer}/{found.id}", {"ref": found.ref, **row}, (found.ref,))


_FORM = MotionForm(change_title, change_object, change_facts, carry_out_change)
_ADD_ENTRY: Mover[AddEntry, None] = Mover(deeds.ADD_ENTRY, added, _FORM)
_REVOKE_ENTRY: Mover[RevokeEntry, RecordedEntry] = Mover(
    deeds.REVOKE_ENTRY, revoking, _FORM, standing
)
_STATE_LOADED: Mover[StateLoad, None] = Mover(deeds.STATE_LOADED, loading, _FORM)
_IMPORT_TABLE: Job[ImportTable] = Job(deeds.IMPORT_TABLE, import_table)
_WRITE_OFF: Handler[WriteOffExport, RecordedEntry] = Handler(deeds.WRITE_OFF, write_off, licence)
_UNDO_WRITE_OFF: Handler[UndoWriteOff, WriteOffState] = Handler(
    deeds.UNDO_WRITE_OFF, undo_write_off, written
)
HANDLERS = (
    _ADD_ENTRY,
    _REVOKE_ENTRY,
    _STATE_LOADED,
    _IMPORT_TABLE,
    _WRITE_OFF,
    _UNDO_WRITE_OFF,
)
