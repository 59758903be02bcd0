"""A file that goes through the sift: its declarations in parts, and what became of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import islice
from typing import Final

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.formats.base.declaration_file import ReadDeclaration, ReadRequest
from landwaiter.i18n import _
from landwaiter.services.base.restrictions_said import RestrictedDeclaration, RestrictedTally
from landwaiter.services.intake.readings import VoidedDecision
from landwaiter.services.intake.sifted_versions import OpenedCase
from landwaiter.services.intake.staged_files import DeclarationFault, StagedFile
from landwaiter.services.trade.opening import EarlierFileCase
from landwaiter.storage.intake import declarations

MOST: Final = 250
"""Declarations of a batch: judged without a lock, and written in a tenth of a second."""


@dataclass(frozen=True, slots=True)
class SiftResult:
    """What one file gave."""

    file: str
    read: int = 0
    sifted: int = 0
    """Declarations that are in the store now and were not before."""
    opened: int = 0
    sample: int = 0
    """Drawn of the rest; in a dry run by a secret of its own, so that nobody learns from it what
    will be drawn."""
    amended: int = 0
    duplicates: int = 0
    rejected: tuple[DeclarationFault, ...] = ()
    cases: tuple[OpenedCase, ...] = ()
    batch: int | None = None
    """The last batch that holds some of it."""
    waiting: int = 0
    """With a reason, and no room left on the day."""
    restricted: int = 0
    """Judged though a party of it, or an earlier version, is restricted."""
    restricted_first: tuple[RestrictedDeclaration, ...] = ()
    """The first of them, each with why."""
    messages: int = 0
    """Messages on declarations; those that were there already count with the duplicates."""
    messages_kept: int = 0
    """Of them kept with a declaration in the store."""
    messages_on_cases: int = 0
    """Of them attached to the case of their declaration; it may be in the store besides."""
    messages_waiting: int = 0
    """Of them without a declaration, for which they wait."""
    messages_found: int = 0
    """Messages that had waited for a declaration of the file, or for the number that it got."""
    warnings: tuple[str, ...] = ()
    """What is odd of it, as intake tells it, and what was erased before."""
    voided: tuple[VoidedDecision, ...] = ()
    """Decisions on cases that amended declarations ended."""
    messages_known: int = 0
    """Of the messages those that were there already: they count with the duplicates."""
    sifted_before: int = 0
    """Declarations that the run sifted which was broken off; a resumed one leaves them out."""
    opened_earlier: int = 0
    """Cases of declarations that earlier files brought, opened in this run."""
    cases_earlier: tuple[EarlierFileCase, ...] = ()
    """Each with its reasons; without one it was opened by an amendment that had waited."""

    @property
    def messages_new(self) -> int:
        """What was read is what was sifted, amended, a duplicate, a new message, or refused."""
        return self.messages - self.messages_known


@dataclass(slots=True)
class MessageTally:
    """What became of the messages of a file."""

    came: int = 0
    known: int = 0
    kept: int = 0
    on_cases: int = 0
    waiting: int = 0
    found: int = 0

    def add(self, part: "MessageTally") -> None:
        """Count some of them in."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(part, one.name))


@dataclass(slots=True)
class SiftFile:
    """A file that was read through, and what became of its declarations."""

    staged: StagedFile
    skipped: int = 0
    """Declarations that an earlier run has sifted."""
    carried: int = 0
    """Declarations that messages carried which are messages besides: each is read as both."""
    sifted: int = 0
    sample: int = 0
    amended: int = 0
    duplicates: int = 0
    waiting: int = 0
    cases: list[OpenedCase] = field(default_factory=list)
    earlier: list[EarlierFileCase] = field(default_factory=list)
    batch: int | None = None
    restricted: RestrictedTally = field(default_factory=RestrictedTally)
    messages: MessageTally = field(default_factory=MessageTally)

    @property
    def sha256(self) -> str:
        return self.staged.checked.sha256

    @property
    def name(self) -> str:
        return self.staged.path.name

    def add(self, counts: Mapping[str, int]) -> None:
        """Count a batch in."""
        self.sifted += counts["sifted"]
        self.sample += counts["sample"]
        self.amended += counts["amended"]
        self.duplicates += counts["duplicates"]
        self.waiting += counts["with_reason"]

    def parts(self) -> Iterator[tuple[range, Sequence[ReadDeclaration]]]:
        """The declarations to be sifted, at most `MOST` together, none twice among them."""
        begin, taken = self.skipped, list[ReadDeclaration]()
        seen: set[tuple[str | None, ...]] = set()
        for read in islice(self._declared(), self.skipped, None):
            numbers = _numbers(read.declaration)
            if len(taken) == MOST or (numbers | _alike(read.declaration)) & seen:
                yield range(begin, begin + len(taken)), taken
                begin, taken, seen = begin + len(taken), [], set()
            seen |= numbers | _borne(read.declaration)
            taken.append(read)
        if taken:
            yield range(begin, begin + len(taken)), taken

    def _declared(self) -> Iterator[ReadDeclaration]:
        """Its declarations, and those that a message carries whole."""
        stream = self.staged.stream()
        yield from stream.declarations()
        for one in stream.told.requests:
            whole = one.amended or one.declared
            if whole is not None:
                amends = one.amended is not None
                yield ReadDeclaration(whole, one.row, is_told=not amends, amends=amends)

    def carried_before(self) -> int:
        """Of what an earlier run has sifted, how much messages carried: each was read as both."""
        if not (self.skipped and self.staged.requests):
            return 0
        return sum(one.is_told for one in islice(self._declared(), self.skipped))

    def done(self) -> Sequence[Declaration]:
        """The last declarations that an earlier run has sifted, as many as a batch may hold."""
        begin = max(0, self.skipped - MOST)
        return [one.declaration for one in islice(self._declared(), begin, self.skipped)]

    def told(self) -> Sequence[ReadRequest]:
        """Its messages, without the corrections, which are declarations of their own."""
        told = self.staged.stream().told.requests if self.staged.requests else ()
        return [one for one in told if one.amended is None]

    def told_alone(self) -> Sequence[ReadRequest] | None:
        """Its messages where it holds nothing else, and none that is a declaration besides."""
        if self.staged.count or not self.staged.requests:
            return None
        told = self.staged.stream().told.requests
        return None if any(one.amended or one.declared for one in told) else told

    def result(self, *, is_tried: bool) -> SiftResult:
        """What it gave; what was tried has neither cases nor a batch that anybody could look at."""
        staged = self.staged
        return SiftResult(
            str(staged.path),
            staged.read + self.carried,
            self.sifted,
            len(self.cases),
            self.sample,
            self.amended,
            self.duplicates,
            tuple(map(_as_sifted, staged.rejected)),
            () if is_tried else tuple(self.cases),
            None if is_tried else self.batch,
            self.waiting,
            self.restricted.count,
            tuple(self.restricted.first),
            self.messages.came,
            self.messages.kept,
            self.messages.on_cases,
            self.messages.waiting,
            self.messages.found,
            tuple(staged.warnings),
            tuple(staged.voided),
            self.messages.known,
            self.skipped,
            len(self.earlier),
            () if is_tried else tuple(self.earlier),
        )


def _as_sifted(fault: DeclarationFault) -> DeclarationFault:
    """A fault with what helps here: nobody mends a row of thousands or lets it stand beside the
    file, as the store keeps no reason of it."""
    if not fault.may_stand:
        return replace(fault, last_time=None)
    return replace(
        fault,
        may_stand=False,
        last_time=None,
        remedy=_(
            "Have it corrected in the file. If it stands so on the paper, put its rows into a file "
            "of their own, and take that in with “intake”, which asks why (--as-stated)."
        ),
    )


def _numbers(declared: Declaration) -> set[tuple[str | None, ...]]:
    """What a declaration is found by."""
    by_mrn = ("mrn", declarations.mrn_key(declared.mrn))
    by_reference = ("reference", declared.local_reference, declared.declarant_eori)
    return {one for one in (by_mrn, by_reference) if one[1]}


def _borne(declared: Declaration) -> set[tuple[str | None, ...]]:
    """Its reference, as one that says whose it is or does not."""
    reference, eori = declared.local_reference, declared.declarant_eori
    return {("named" if eori else "nobody's", reference)} if reference else set()


def _alike(declared: Declaration) -> set[tuple[str | None, ...]]:
    """What may be of the same declaration though one of the two states no EORI."""
    reference, eori = declared.local_reference, declared.declarant_eori
    named = {("named", reference)} if eori is None else set()
    return {("nobody's", reference), *named} if reference else set()
