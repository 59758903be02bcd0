"""Files of declarations before they are saved: read through once, what is refused is known."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from landwaiter.domain.base.identifiers import check
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.intake.table_mapping import Mend, TableInstructions, TableMapping
from landwaiter.errors import Fault
from landwaiter.formats.base.declaration_file import (
    RejectedRow,
    RowOut,
)
from landwaiter.formats.base.marked_file import MarkedFile
from landwaiter.formats.intake.csv_draft import TABLE_FORMATS
from landwaiter.formats.intake.declarations import DeclarationStream
from landwaiter.formats.intake.guesses import guess_of
from landwaiter.i18n import plural
from landwaiter.services.base.intake_fault import IntakeFault, Progress
from landwaiter.services.base.restrictions_said import RestrictedDeclaration, RestrictedTally
from landwaiter.services.intake.openings import RawFile
from landwaiter.services.intake.readings import VoidedDecision
from landwaiter.services.intake.table_files import marked_file, stream_of


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
    restricted: int = 0
    """New or amended though a party of it, or itself in the trade store, is restricted."""
    restricted_first: tuple[RestrictedDeclaration, ...] = ()
    """The first of them, each with why."""
    kept: int = 0
    """Messages on a declaration of the trade store that has no case: they are kept with it."""


@dataclass(slots=True)
class StagedFile:
    """A file that was read through; its result grows while it is saved."""

    path: Path
    instructions: TableInstructions
    file: MarkedFile | None = None
    """None where it could not be read as a whole."""
    format: str = ""
    count: int = 0
    """Declarations that can be taken in."""
    requests: int = 0
    read: int = 0
    created: int = 0
    updated: int = 0
    duplicates: int = 0
    waiting: int = 0
    attached: int = 0
    kept: int = 0
    restricted: RestrictedTally = field(default_factory=RestrictedTally)
    rejected: list[DeclarationFault] = field(default_factory=list)
    voided: dict[VoidedDecision, None] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)
    cases: dict[str, None] = field(default_factory=dict)
    out: tuple[RowOut, ...] = ()
    mended: list[Mend] = field(default_factory=list)
    raw: RawFile | None = None
    days: Counter[str] = field(default_factory=Counter)
    """Day → declarations of it that are new here."""
    is_in_vault: bool = False
    """Put there to stay; what is only tried is not."""
    left: int = 0
    """Declarations and messages that are not saved yet."""
    _stream: DeclarationStream | None = None

    @property
    def checked(self) -> MarkedFile:
        if self.file is None:
            raise AssertionError("a file that cannot be read has no content")
        return self.file

    @property
    def is_table(self) -> bool:
        return self.format in TABLE_FORMATS

    @property
    def read_by(self) -> TableInstructions:
        """What is kept of how it is read: of a message nothing."""
        return TableInstructions(self.instructions.mapping if self.is_table else None)

    def stream(self) -> DeclarationStream:
        """What it holds. Of a table the marks of its rows are kept; a message is read again."""
        if self._stream is not None:
            return self._stream
        found = stream_of(self.checked, self.instructions)
        if found.told.format in TABLE_FORMATS:
            self._stream = found
        return found

    def forget(self) -> None:
        """Hold none of its content."""
        if self.file is not None:
            self.file.forget()

    def result(self) -> IntakeResult:
        return IntakeResult(
            str(self.path),
            self.format or None,
            self.read,
            self.created,
            self.updated,
            self.duplicates,
            tuple(self.rejected),
            tuple(self.warnings),
            tuple(self.cases),
            self.out,
            tuple(self.mended),
            tuple(self.voided),
            self.waiting,
            self.attached,
            self.restricted.count,
            tuple(self.restricted.first),
            self.kept,
        )


class _Pulse:
    """Tells that something is still read, a few times a second: a chance to cancel."""

    _EVERY_S: Final = 0.25

    def __init__(self, tell: Progress, what: str) -> None:
        self._tell, self._what = tell, what
        self._told = time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self._told >= self._EVERY_S:
            self._tell(0, 0, self._what)
            self._told = time.monotonic()


class _OddDays:
    """Declarations whose acceptance cannot be right or is not stated, counted for a file.

    The day decides which law counts, until when what is held and how long what is kept.
    """

    def __init__(self, today: date) -> None:
        self._last = today + timedelta(days=1) if today < date.max else today
        self._ahead: list[tuple[str, date]] = []
        self._ahead_count = self._unstated = 0

    def note(self, one: Declaration) -> None:
        if one.accepted is None:
            self._unstated += 1
        elif one.accepted.date() > self._last:
            self._ahead_count += 1
            if not self._ahead:
                self._ahead.append((one.mrn or one.local_reference or "", one.accepted.date()))

    def said(self) -> Iterator[str]:
        if self._unstated:
            yield plural(
                self._unstated,
                "{n} declaration does not state when it was accepted: the day on which it comes in "
                "counts.",
                "{n} declarations do not state when they were accepted: the day on which they come "
                "in counts.",
            )
        for name, day in self._ahead:
            yield plural(
                self._ahead_count,
                "{n} declaration says that it was accepted on a day that has not come: {name}, "
                "{day}. Ask the sender.",
                "{n} declarations say that they were accepted on a day that has not come, the "
                "first of them {name}, {day}. Ask the sender.",
                name=name,
                day=day.isoformat(),
            )


def staged_file(path: Path, options: TakeIn, tell: Progress, today: date = date.max) -> StagedFile:
    """The file read to its end, with what is refused in it; nothing of it is held but marks.

    On the last day of all no day is odd.
    """
    days = _OddDays(today)
    one = StagedFile(path, instructions_of(options))
    beat = _Pulse(tell, path.name)
    try:
        one.file = marked_file(path, beat)
        stream = one.stream()
        one.format = stream.told.format
        odd: dict[str, None] = {}
        for read in stream.declarations(beat):
            one.count += 1
            one.mended += read.mends
            days.note(read.declaration)
            odd.update(dict.fromkeys((*read.warnings, *_number_warnings(read.declaration))))
            beat()
    except Fault as fault:
        one.forget()
        refused = DeclarationFault(fault.row, fault.field, fault.value, fault.message, fault.remedy)
        return StagedFile(path, one.instructions, rejected=[refused])
    told = stream.told
    one.requests = len(told.requests)
    one.left = one.count + one.requests
    one.read = one.count + one.requests + _refused(told.rejected)
    one.rejected += [fault_of(row, options.mapping) for row in told.rejected]
    one.warnings = {**dict.fromkeys(told.warnings), **odd, **dict.fromkeys(days.said())}
    one.out = told.out
    one.forget()
    return one


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


def _number_warnings(declaration: Declaration) -> Iterator[str]:
    """What is odd about containers: a table refuses a wrong check digit unless somebody took it."""
    for container in declaration.containers:
        checked = check("CONTAINER", container.identifier)
        if checked.problem:
            yield f"{container.identifier}: {checked.problem}"
