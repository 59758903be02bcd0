"""Declarations in: each file read through first, then saved in units of work of a few each.

A unit holds the lock of the writer for less than half a second. Killed or cancelled between two of
them or within one, what was saved stays, and the same command goes on: what is there is known.
"""

import contextlib
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import TAKE_IN, TakeIn
from landwaiter.domain.intake.table_mapping import check_reasons
from landwaiter.formats.base.declaration_file import ReadDeclaration, ReadRequest
from landwaiter.formats.base.marked_file import PieceReader, changed
from landwaiter.i18n import _
from landwaiter.services.base.intake_fault import Progress
from landwaiter.services.base.restrictions_said import restricted_declaration
from landwaiter.services.intake.erased_before import came_again
from landwaiter.services.intake.first_verdict import FirstVerdict
from landwaiter.services.intake.later_versions import odd_of_amendment, odd_of_sifted, take_again
from landwaiter.services.intake.openings import CaseOrigin, RawFile, parties_of
from landwaiter.services.intake.readings import Arrival, FileRead, Readings
from landwaiter.services.intake.same_reference import ReadPlace, odd_of_new
from landwaiter.services.intake.sifted_versions import is_older, open_from_arrival
from landwaiter.services.intake.staged_files import (
    DeclarationFault,
    IntakeResult,
    StagedFile,
    fault_of,
    instructions_of,
    staged_file,
)
from landwaiter.services.intake.waiting_messages import (
    amended_in_store,
    attach_kept,
    case_of,
    odd_of,
    place_message,
    settle_waiting,
)
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, taking_in_cases
from landwaiter.storage.cases import case_rows
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade import sifted_rows
from landwaiter.storage.trade.sifted_rows import KnownRow

__all__ = ["DeclarationFault", "IntakeResult", "fault_of", "instructions_of", "take_in"]

FIRST_BATCH: Final = 25
"""Declarations of the first unit of work; how many follow in one, the time says that they take."""
LEAST: Final = 10
"""However slow the machine is: each unit ends with a commit and a seal."""
MOST: Final = 500
HELD_S: Final = 0.35
"""How long a unit of work shall hold the lock, without its commit."""
_OTHERS_TURN_S: Final = 0.03
"""Between two units: who waits for the lock asks for it now and then, and would never find it free
for the moment between them."""
Requests = tuple[ReadRequest, ...]
IntakeStep = tuple[StagedFile, ReadDeclaration | Requests | None]
"""A declaration of a file, or all its messages; None: it begins."""


class _DryRun(Exception):
    """Ends a rehearsal: the unit of work is rolled back."""


def take_in(session: Session, said: TakeIn, tell: Progress) -> tuple[IntakeResult, ...]:
    """Read and save the files; results in their order.

    Declarations of all files come before messages, which attach to their declaration and never open
    a case; one whose declaration is not in the casebook waits for it. A file with a rejected row
    saves nothing unless `partial`. Cancelled before the first unit of work is saved nothing is;
    later it ends with what was.
    """
    check_reasons(said.mends)
    staged = [staged_file(path, said, tell, session.today()) for path in said.files]
    readable = [one for one in staged if one.file is not None]
    writable = [one for one in readable if said.partial or not one.rejected]
    total = sum(one.count + one.requests for one in writable)
    if total:
        ensure_indexes(session, tell)
        try:
            intake = _Intake(session, writable, said, tell)
            if said.dry_run:
                intake.rehearse()
            else:
                intake.run()
        finally:
            for one in staged:
                one.forget()
    return tuple(one.result() for one in staged)


@dataclass(slots=True)
class _Part:
    """What one unit of work does of a file: what the file's counts were before it."""

    one: StagedFile
    before: tuple[int, int, int, int, int]
    rows: list[int] = field(default_factory=list)
    begins: bool = False
    """Whether the file begins with it."""


@dataclass(slots=True)
class _Intake:
    """The files on their way into the casebook."""

    session: Session
    staged: Sequence[StagedFile]
    options: TakeIn
    tell: Progress
    done: int = 0
    number: int = 0
    """Of the unit of work, counted from 1."""
    size: int = field(default_factory=lambda: FIRST_BATCH)
    ahead: deque[IntakeStep] = field(default_factory=deque)
    parts: dict[int, _Part] = field(default_factory=dict)
    """Of the unit of work in progress."""
    references: dict[str, None] = field(default_factory=dict)
    """Cases that it touches."""
    again: dict[tuple[str, str], FileRead] = field(default_factory=dict)
    """What was read again of files in the vault."""

    def run(self) -> None:
        total = sum(one.count + one.requests for one in self.staged)
        steps = self._steps()
        while self._read_ahead(steps):
            if self._is_cancelled(total):
                break
            self._judge_first()
            self._save_some()
            if self.ahead:
                time.sleep(_OTHERS_TURN_S)
        with self.session.reading() as conn:
            self._note_erased(conn)

    def rehearse(self) -> None:
        """All of it in one unit of work, which is rolled back: so it tells what taking in would."""
        total = sum(one.count + one.requests for one in self.staged)
        with (
            contextlib.suppress(_DryRun),
            self.session.writing(TAKE_IN.name) as work,
            taking_in_cases(work.conn),
        ):
            readings = Readings(self.session, work, self.again)
            for one in self.staged:
                self._begin(work, one)
            for one, read in self._steps():
                self.tell(self.done, total, one.path.name)
                self._carry_out(readings, one, read)
            self._audit(work)
            self._note_erased(work.conn)
            raise _DryRun

    def _note_erased(self, conn: Reader) -> None:
        """What was erased before, of files whose declarations are new now."""
        for one in self.staged:
            note_erased(self.session, conn, one)

    def _steps(self) -> Iterator[IntakeStep]:
        for one in self.staged:
            yield one, None
            for read in one.stream().declarations():
                yield one, read
            one.forget()
        for one in self.staged:
            if one.requests:
                yield one, one.stream().told.requests

    def _read_ahead(self, steps: Iterator[IntakeStep]) -> bool:
        """Before the lock is taken: what the next unit saves, and its raw files in the vault."""
        count = sum(read is not None for _one, read in self.ahead)
        while count < self.size and (step := next(steps, None)):
            one, read = step
            if read is None:
                put_in_vault(self.session, one)
            count += read is not None
            self.ahead.append(step)
        return bool(self.ahead)

    def _judge_first(self) -> None:
        first = self.session.references.kept(FirstVerdict)
        declared = (read for _one, read in self.ahead if isinstance(read, ReadDeclaration))
        if not first.is_made and (read := next(declared, None)):
            with self.session.reading() as conn:
                first.make(self.session, conn, read.declaration)

    def _save_some(self) -> None:
        self.number += 1
        self.parts.clear()
        self.references.clear()
        with self.session.writing(TAKE_IN.name) as work, taking_in_cases(work.conn):
            begun = time.monotonic()
            readings = Readings(self.session, work, self.again)
            for one, read in self.ahead:
                if read is None:
                    self._begin(work, one)
            self.ahead = deque(step for step in self.ahead if step[1] is not None)
            count = 0
            while self.ahead and not self._is_long(time.monotonic() - begun, count):
                one, read = self.ahead.popleft()
                self._carry_out(readings, one, read)
                count += 1
            took = time.monotonic() - begun
            self._audit(work)
        if count:
            self.size = max(LEAST, min(MOST, int(count * HELD_S / max(took, 0.001))))

    def _is_long(self, held: float, count: int) -> bool:
        """Whether others waited long enough; the first unit is always of as many."""
        return count >= LEAST and held > HELD_S and self.number > 1

    def _begin(self, work: UnitOfWork, one: StagedFile) -> None:
        keep_raw(self.session, work, one)
        self._part(one).begins = True

    def _part(self, one: StagedFile) -> _Part:
        counts = (one.created, one.updated, one.duplicates, one.waiting, one.kept)
        return self.parts.setdefault(id(one), _Part(one, counts))

    def _carry_out(
        self, readings: Readings, one: StagedFile, read: ReadDeclaration | Requests | None
    ) -> None:
        if read is None:
            return
        part = self._part(one)
        for said in (read,) if isinstance(read, ReadDeclaration) else read:
            if said.row is not None:
                part.rows.append(said.row)
            reference = (
                _take(readings, one, said, self.options)
                if isinstance(said, ReadDeclaration)
                else _attach(readings, one, said, self.options)
            )
            if reference:
                one.cases[reference] = self.references[reference] = None
            for opened in readings.opened:
                one.cases[opened.reference] = self.references[opened.reference] = None
            one.voided.update(dict.fromkeys(readings.voided))
            one.warnings.update(dict.fromkeys(readings.odd))
            readings.odd.clear()
            readings.opened.clear()
            readings.voided.clear()
            one.left -= 1
            self.done += 1

    def _audit(self, work: UnitOfWork) -> None:
        files = [self._said(part) for part in self.parts.values()]
        work.audit(TAKE_IN.entry, "intake", {"files": files})
        work.changed("cases", *self.references)

    def _said(self, part: _Part) -> dict[str, Any]:
        one = part.one
        created, updated, duplicates, waiting, kept = part.before
        return {
            "file": one.path.name,
            "sha256": one.raw.sha256 if one.raw else "",
            "created": one.created - created,
            "updated": one.updated - updated,
            "duplicates": one.duplicates - duplicates,
            **({"waiting": one.waiting - waiting} if one.waiting > waiting else {}),
            **({"kept": one.kept - kept} if one.kept > kept else {}),
            **_read_so(one),
            **({} if part.begins and not one.left else self._which(part)),
        }

    def _which(self, part: _Part) -> dict[str, Any]:
        """Of a file that is saved in several units: which of them it is, and of which rows."""
        rows = (min(part.rows), max(part.rows)) if part.rows else ()
        return {"batch": self.number, "rows": rows}

    def _is_cancelled(self, total: int) -> bool:
        """Nothing is saved yet: whoever cancels is let through. Later what is saved is told."""
        what = self.ahead[0][0].path.name
        if not self.done:
            self.tell(0, total, what)
            return False
        try:
            self.tell(self.done, total, what)
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException:  # noqa: BLE001  # of the window, which names it nowhere here
            self.session.notices.append(cancelled(self.done, total))
            return True
        return False


def cancelled(done: int, total: int) -> str:
    """What is told of an intake that ended between two units of work."""
    return _(
        "Cancelled: of {total} declarations and messages {done} are taken in. The same files taken "
        "in again go on from there."
    ).format(total=total, done=done)


def _read_so(one: StagedFile) -> dict[str, Any]:
    """By which mapping a table was read, where it was read by one."""
    mapping = one.raw.instructions.mapping if one.raw else None
    return {"mapping": mapping.as_json()} if mapping else {}


def put_in_vault(session: Session, one: StagedFile) -> None:
    """The file as it came into the vault, which keeps it once however often it comes."""
    one.is_in_vault = True
    with session.reading() as conn:
        if declarations.raw_file_id(conn, one.checked.sha256) is None:
            _put(session, one)


def _put(session: Session, one: StagedFile) -> None:
    file, vault = one.checked, session.casebook.vault
    vault.require_room(file.size)
    if vault.put(PieceReader(file)).sha256 != file.sha256:
        raise changed(file.file)


def note_erased(session: Session, conn: Reader, one: StagedFile) -> None:
    """Note of a file that declarations of it were erased once, where some are new now."""
    if one.days:
        name = session.casebook.vault.name_of(one.checked.sha256)
        one.warnings.update(dict.fromkeys(came_again(conn, name, one.days)))


def keep_raw(session: Session, work: UnitOfWork, one: StagedFile) -> None:
    """The row of the file that lies in the vault as it came; one however often it comes."""
    file = one.checked
    found = declarations.raw_file_id(work.conn, file.sha256)
    known = found or work.new_id()
    if found is None:
        name = session.casebook.vault.name_of(file.sha256)
        if one.is_in_vault and not session.casebook.vault.has(name):
            # It went meanwhile with the last declaration that came in it.
            _put(session, one)
        records.add(
            work.conn,
            "raw_file",
            id=known,
            sha256=file.sha256,
            name=one.path.name,
            size=file.size,
            format=one.format,
            vault_name=name,
            author=work.actor,
            at=work.now,
        )
    one.raw = RawFile(known, one.path.name, file.sha256, one.read_by, is_known=found is not None)


def _take(
    readings: Readings,
    one: StagedFile,
    read: ReadDeclaration,
    options: TakeIn,
    *,
    stored: KnownRow | None = None,
) -> str:
    """The reference of its case; `stored` is what it amends in the trade store, where known."""
    session, work, declaration = readings.session, readings.work, read.declaration
    raw = raw_of(one, read)
    case_id = _case_with(work, one, declaration, raw)
    if case_id is None:
        received = options.received or session.today()
        origin = CaseOrigin(_kind_of(declaration, options.kind), options.source, received)
        known = stored or sifted_rows.newest_version(
            work.conn,
            mrn=declaration.mrn,
            local_reference=declaration.local_reference,
            eori=declaration.declarant_eori,
        )
        at = ReadPlace(raw.name, raw.row)
        if known is None:
            one.warnings.update(dict.fromkeys(odd_of_new(work.conn, declaration, at)))
        case = open_from_arrival(session, work, declaration, origin, raw, known=known)
        one.created += 1
        if known is None:
            one.days[case.judged_as_of.isoformat()] += 1
        elif not is_older(work.conn, known, declaration, raw):
            one.warnings.update(dict.fromkeys(odd_of_sifted(work.conn, known, declaration, at)))
        one.restricted.add(restricted_declaration(work.conn, declaration, case.parties))
        one.attached += _waited(readings, declaration)
        # What came while the declaration was in the trade store alone.
        one.attached += attach_kept(readings, case.id, known.id) if known else 0
        return case.reference
    arrival = take_again(readings, one, case_id, declaration, raw)
    one.attached += _waited(readings, declaration)
    if arrival is Arrival.AMENDMENT:
        one.updated += 1
        parties = parties_of(declaration, lambda: "")
        one.restricted.add(restricted_declaration(work.conn, declaration, parties))
    else:
        one.duplicates += 1
    return case_rows.reference_of(work.conn, case_id)


def _waited(readings: Readings, declaration: Declaration) -> int:
    """How many messages had waited for it, and are attached."""
    return settle_waiting(
        readings, mrns=[declaration.mrn], references=[declaration.local_reference]
    )


def _kind_of(declaration: Declaration, said: CaseKind) -> CaseKind:
    """Non-Union goods in transit are no export (Art. 7), unless another kind was said."""
    return CaseKind.TRANSIT if declaration.has_t1 and said is CaseKind.EXPORT else said


def raw_of(one: StagedFile, read: ReadDeclaration | ReadRequest) -> RawFile:
    """The file as one thing was read from it: with the mends of its own rows alone."""
    raw = _raw(one)
    mends = read.mends if isinstance(read, ReadDeclaration) else ()
    return replace(raw, instructions=replace(raw.instructions, mends=mends), row=read.row)


def _raw(one: StagedFile) -> RawFile:
    if one.raw is None:
        raise AssertionError("the raw file is kept before its declarations")
    return one.raw


def _case_with(
    work: UnitOfWork, one: StagedFile, declaration: Declaration, raw: RawFile
) -> str | None:
    """The case by the numbers of the declaration; else by the bytes of a file that holds one alone.

    Another version of the program may read other numbers from the same bytes.
    """
    found = declarations.find_declaration(
        work.conn,
        mrn=declaration.mrn,
        local_reference=declaration.local_reference,
        eori=declaration.declarant_eori,
    )
    if found or not raw.is_known or one.count != 1:
        return found
    return declarations.case_of_file(work.conn, raw_file=raw.id, instructions=raw.instructions)


def _attach(readings: Readings, one: StagedFile, read: ReadRequest, options: TakeIn) -> str:
    """The reference of its case; empty where there is none, for which it waits.

    What amends a declaration of the trade store opens a case of it, as its next version in a table
    would: kept beside it, it would be judged nowhere.
    """
    conn, raw = readings.work.conn, raw_of(one, read)
    case_id = case_of(conn, read)
    stored = amended_in_store(conn, case_id, read)
    whole = read.amended if stored else read.declared
    if case_id is None and whole is not None:
        _take(readings, one, ReadDeclaration(whole, read.row), options, stored=stored)
        case_id = case_of(conn, read)
    one.warnings.update(dict.fromkeys(odd_of(conn, case_id or "", read)))
    if stored is None:
        one.warnings.update(dict.fromkeys(odd_of_amendment(conn, case_id, read, raw.name)))
    placed = place_message(readings, read, raw)
    one.voided.update(dict.fromkeys(placed.voided))
    one.duplicates += not placed.is_new
    if placed.is_new:
        one.waiting += placed.waits
        one.kept += placed.is_kept and not placed.case
        one.updated += bool(placed.case) and stored is None
    one.attached += placed.attached
    return placed.case
