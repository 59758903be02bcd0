"""Declarations in: read outside the lock, saved in one unit of work, all of it or nothing."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.identifiers import check
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import TAKE_IN, TakeIn
from landwaiter.domain.intake.table_mapping import (
    Mend,
    TableInstructions,
    TableMapping,
    check_reasons,
)
from landwaiter.errors import Fault
from landwaiter.formats.base.declaration_file import (
    DeclarationFile,
    ReadDeclaration,
    ReadRequest,
    RejectedRow,
    RowOut,
)
from landwaiter.formats.intake.csv_draft import TABLE_FORMATS
from landwaiter.formats.intake.guesses import guess_of
from landwaiter.i18n import _
from landwaiter.services.base.intake_fault import IntakeFault, Progress
from landwaiter.services.intake.amendments import VoidedDecision, attach_request, take_version
from landwaiter.services.intake.openings import CaseOrigin, RawFile, open_from_declaration
from landwaiter.services.intake.readings import Arrival, Readings
from landwaiter.services.intake.table_files import read_file
from landwaiter.services.intake.waiting_messages import (
    attach_waiting,
    case_of,
    keep_waiting,
    odd_of,
)
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.cases import case_rows
from landwaiter.storage.intake import declarations
from landwaiter.user_file import file_bytes

LARGEST_FILE = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DeclarationFault(IntakeFault):
    """A fault of a row of declarations."""

    guess: str | None = None
    """What may be meant, for a person to say; never taken by itself."""
    declaration: str | None = None
    """The number of the declaration, where the row of a table states one."""
    may_stand: bool = False
    """Whether a person may take the value as it stands, with a reason."""
    last_time: str | None = None
    """What a person read instead of the same value of this sender; never taken by itself."""


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What one file gave."""

    file: str
    format: str | None
    read: int = 0
    created: int = 0
    updated: int = 0
    duplicates: int = 0
    rejected: tuple[DeclarationFault, ...] = ()
    warnings: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    out: tuple[RowOut, ...] = ()
    """Rows of a table that are in no declaration that was read."""
    mended: tuple[Mend, ...] = ()
    """Values that a person put beside those of the file, each with what stands there."""
    voided: tuple[VoidedDecision, ...] = ()
    waiting: int = 0
    """Messages whose declaration is not in the casebook: they wait for it."""
    attached: int = 0
    """Messages that waited for a declaration of this file, and are attached to it now."""


@dataclass(slots=True)
class _Staged:
    """A file that was read; its result grows while it is saved."""

    path: Path
    data: bytes
    content: DeclarationFile
    read: int = 0
    created: int = 0
    updated: int = 0
    duplicates: int = 0
    waiting: int = 0
    attached: int = 0
    rejected: list[DeclarationFault] = field(default_factory=list)
    voided: list[VoidedDecision] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    raw: RawFile | None = None

    def result(self) -> IntakeResult:
        return IntakeResult(
            str(self.path),
            self.content.format or None,
            self.read,
            self.created,
            self.updated,
            self.duplicates,
            tuple(self.rejected),
            tuple(dict.fromkeys(self.warnings)),
            tuple(dict.fromkeys(self.cases)),
            self.content.out,
            tuple(mend for one in self.content.declarations for mend in one.mends),
            tuple(dict.fromkeys(self.voided)),
            self.waiting,
            self.attached,
        )


class _DryRun(Exception):
    """Ends a rehearsal: the unit of work is rolled back."""


def take_in(session: Session, said: TakeIn, tell: Progress) -> tuple[IntakeResult, ...]:
    """Read and save the files; results in their order.

    Declarations of all files come before messages, which attach to their declaration and never open
    a case; one whose declaration is not in the casebook waits for it. A file with a rejected row
    saves nothing unless `partial`.
    """
    check_reasons(said.mends)
    staged = [_stage(path, said) for path in said.files]
    writable = [one for one in staged if said.partial or not one.rejected]
    total = sum(len(s.content.declarations) + len(s.content.requests) for s in writable)
    if total:
        ensure_indexes(session, tell)
        _save(session, writable, said, _counted(tell, total))
    return tuple(one.result() for one in staged)


def _counted(tell: Progress, total: int) -> Callable[[str], None]:
    done = iter(range(1, total + 1))
    return lambda what: tell(next(done), total, what)


def _stage(path: Path, options: TakeIn) -> _Staged:
    try:
        data = _bytes_of(path)
        content = read_file(data, path.name, instructions_of(options))
    except Fault as fault:
        staged = _Staged(path, b"", DeclarationFile(""))
        staged.rejected.append(
            DeclarationFault(fault.row, fault.field, fault.value, fault.message, fault.remedy)
        )
        return staged
    staged = _Staged(path, data, content)
    staged.read = len(content.declarations) + len(content.requests) + _refused(content.rejected)
    staged.rejected += [fault_of(one, options.mapping) for one in content.rejected]
    staged.warnings += content.warnings
    for one in content.declarations:
        staged.warnings += [*one.warnings, *_number_warnings(one.declaration)]
    return staged


def instructions_of(options: TakeIn) -> TableInstructions:
    """How tables are read when this is taken in."""
    mapping = options.mapping
    return TableInstructions(mapping and mapping.without_corrections(), options.mends)


def fault_of(rejected: RejectedRow, mapping: TableMapping | None = None) -> DeclarationFault:
    """The fault with what may be meant instead, and what was read instead the last time."""
    field, value = rejected.field, rejected.value
    return DeclarationFault(
        rejected.row,
        rejected.field,
        rejected.value,
        rejected.message,
        rejected.remedy,
        guess_of(rejected.field, rejected.value),
        rejected.declaration,
        rejected.may_stand,
        mapping.correction_of(field, value) if mapping and field and value else None,
    )


def _refused(rejected: tuple[RejectedRow, ...]) -> int:
    return len({row.row for row in rejected})


def _bytes_of(path: Path) -> bytes:
    return file_bytes(
        path,
        most=LARGEST_FILE,
        refused=_("The file is larger than {most} MiB.").format(most=LARGEST_FILE >> 20),
        remedy=_("Split it and take in the parts."),
    )


def _number_warnings(declaration: Declaration) -> Iterator[str]:
    """What is odd about containers: a table refuses a wrong check digit unless somebody took it."""
    for container in declaration.containers:
        checked = check("CONTAINER", container.identifier)
        if checked.problem:
            yield f"{container.identifier}: {checked.problem}"


def _save(
    session: Session, staged: list[_Staged], options: TakeIn, tell: Callable[[str], None]
) -> None:
    try:
        with session.writing(TAKE_IN.name) as work:
            readings = Readings(session, work)
            for one in staged:
                _keep_raw(session, work, one, options)
            for one in staged:
                for read in one.content.declarations:
                    tell(one.path.name)
                    _take(readings, one, read, options)
            for one in staged:
                for request in one.content.requests:
                    tell(one.path.name)
                    _attach(readings, one, request, options)
            _audit(work, staged)
            if options.dry_run:
                raise _DryRun
    except _DryRun:
        return


def _audit(work: UnitOfWork, staged: list[_Staged]) -> None:
    work.audit(
        TAKE_IN.entry,
        "intake",
        {
            "files": [
                {
                    "file": one.path.name,
                    "sha256": one.raw.sha256 if one.raw else "",
                    "created": one.created,
                    "updated": one.updated,
                    "duplicates": one.duplicates,
                    **({"waiting": one.waiting} if one.waiting else {}),
                    **_read_so(one),
                }
                for one in staged
            ]
        },
    )
    work.changed("cases", *(reference for one in staged for reference in one.cases))


def _read_so(one: _Staged) -> dict[str, Any]:
    """By which mapping a table was read, where it was read by one."""
    mapping = one.raw.instructions.mapping if one.raw else None
    return {"mapping": mapping.as_json()} if mapping else {}


def _keep_raw(session: Session, work: UnitOfWork, one: _Staged, options: TakeIn) -> None:
    """The file as it came, in the vault under its hash; kept once however often it comes."""
    digest = sha256_hex(one.data)
    found = declarations.raw_file_id(work.conn, digest)
    known = found or work.new_id()
    if found is None:
        vault = session.casebook.vault
        name = vault.name_of(digest) if options.dry_run else vault.put(io.BytesIO(one.data)).name
        records.add(
            work.conn,
            "raw_file",
            id=known,
            sha256=digest,
            name=one.path.name,
            size=len(one.data),
            format=one.content.format,
            vault_name=name,
            author=work.actor,
            at=work.now,
        )
    is_table = one.content.format in TABLE_FORMATS
    read_so = TableInstructions(instructions_of(options).mapping if is_table else None)
    one.raw = RawFile(known, one.path.name, digest, read_so, is_known=found is not None)


def _take(readings: Readings, one: _Staged, read: ReadDeclaration, options: TakeIn) -> None:
    session, work, declaration = readings.session, readings.work, read.declaration
    raw = _raw_of(one, read)
    case_id = _case_with(work, one, declaration, raw)
    if case_id is None:
        received = options.received or session.today()
        origin = CaseOrigin(_kind_of(declaration, options.kind), options.source, received)
        case = open_from_declaration(session, work, declaration, origin, raw)
        one.created += 1
        one.cases.append(case.reference)
        one.attached += _waited(readings, case.id, declaration)
        return
    one.cases.append(case_rows.reference_of(work.conn, case_id))
    before = declarations.current_version(work.conn, case_id).declaration
    arrival, ended = take_version(readings, case_id, declaration, raw)
    one.voided += ended
    one.attached += _waited(readings, case_id, declaration)
    if arrival is Arrival.AMENDMENT:
        one.warnings += _amendment_warnings(before, declaration)
        one.updated += 1
        return
    one.duplicates += 1
    if arrival is Arrival.REREADING:
        one.warnings.append(_reread(declaration))


def _waited(readings: Readings, case_id: str, declaration: Declaration) -> int:
    """How many messages had waited for it, and are attached."""
    return attach_waiting(
        readings, case_id, mrn=declaration.mrn, local_reference=declaration.local_reference
    )


def _kind_of(declaration: Declaration, said: CaseKind) -> CaseKind:
    """Non-Union goods in transit are no export (Art. 7), unless another kind was said."""
    return CaseKind.TRANSIT if declaration.has_t1 and said is CaseKind.EXPORT else said


def _raw_of(one: _Staged, read: ReadDeclaration) -> RawFile:
    """The file as the declaration was read from it: with the mends of its own rows alone."""
    raw = _raw(one)
    return replace(raw, instructions=replace(raw.instructions, mends=read.mends))


def _case_with(
    work: UnitOfWork, one: _Staged, declaration: Declaration, raw: RawFile
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
    if found or not raw.is_known or len(one.content.declarations) != 1:
        return found
    return declarations.case_of_file(work.conn, raw_file=raw.id, instructions=raw.instructions)


def _reread(declaration: Declaration) -> str:
    return _(
        "{name}: this version of the program reads the declaration otherwise than it was kept. "
        "The declaration is the same: it is noted in the history, and nothing was reopened."
    ).format(name=declaration.mrn or declaration.local_reference or "")


def _amendment_warnings(before: Declaration, after: Declaration) -> Iterator[str]:
    """What is odd of a later version: another declarant, or an acceptance that came earlier."""
    name = after.mrn or after.local_reference or ""
    if before.declarant_eori != after.declarant_eori:
        yield _("{name}: the declarant is {now}, and was {before} in the version before.").format(
            name=name,
            now=after.declarant_eori or _("not stated"),
            before=before.declarant_eori or _("not stated"),
        )
    if before.accepted and after.accepted and after.accepted < before.accepted:
        yield _("{name}: this version was accepted before the one that is current.").format(
            name=name
        )


def _raw(one: _Staged) -> RawFile:
    if one.raw is None:
        raise AssertionError("the raw file is kept before its declarations")
    return one.raw


def _attach(readings: Readings, one: _Staged, read: ReadRequest, options: TakeIn) -> None:
    case_id = case_of(readings.work.conn, read)
    if case_id is None and read.declared is not None:
        _take(readings, one, ReadDeclaration(read.declared, read.row), options)
        case_id = case_of(readings.work.conn, read)
    if case_id is None:
        one.warnings += odd_of(readings.work.conn, "", read)
        new = keep_waiting(readings, read, _raw(one))
        one.waiting += new
        one.duplicates += not new
        return
    one.warnings += odd_of(readings.work.conn, case_id, read)
    reference, new = attach_request(readings, case_id, read, _raw(one))
    one.cases.append(reference)
    one.updated += new
    one.duplicates += not new
    one.attached += attach_waiting(readings, case_id, mrn=read.request.given_mrn)
