"""Declarations through the sift: judged outside the lock, a batch at a time, sealed as one entry.

A batch is judged on a snapshot, and says in its entry up to which entry of the audit chain that
reached. What others wrote meanwhile changes no verdict; only whether the same declaration came by
another way is asked again under the lock.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import SIFT, Sift
from landwaiter.domain.trade.sample_draw import Draw, commitment
from landwaiter.domain.trade.seal_tree import root
from landwaiter.errors import Fault, Invalid
from landwaiter.formats.base.declaration_file import ReadDeclaration, ReadRequest
from landwaiter.i18n import _
from landwaiter.services.base.content_forms import content_bytes
from landwaiter.services.base.intake_fault import Progress
from landwaiter.services.base.long_run import LongRun
from landwaiter.services.base.restrictions_said import (
    MOST_NAMED,
    RestrictedDeclaration,
    restricted_among,
)
from landwaiter.services.intake.amendments import attach_request, take_version
from landwaiter.services.intake.readings import Arrival, Readings
from landwaiter.services.intake.staged_files import DeclarationFault, StagedFile, staged_file
from landwaiter.services.intake.taking_in import keep_raw, put_in_vault, raw_of
from landwaiter.services.intake.waiting_messages import case_of, keep_waiting
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.lists.joint_index import joint_of
from landwaiter.services.trade.again_writing import keep_watched
from landwaiter.services.trade.day_knowledge import PartyAnswers
from landwaiter.services.trade.judge import SiftJudge
from landwaiter.services.trade.judging import JudgingGrounds, judging_now
from landwaiter.services.trade.opening import OpenedCase, open_by_policy
from landwaiter.services.trade.parties.names_ahead import with_names_ahead
from landwaiter.services.trade.policy import policy_of
from landwaiter.services.trade.sift_worker import (
    SiftQuestion,
    SiftWorker,
    judged_beside,
    worker_for,
)
from landwaiter.services.trade.trade_rows import JudgedDeclaration, all_grounds, placed, row_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake import declarations
from landwaiter.storage.sqlite.engine import keep_few_pages
from landwaiter.storage.trade import batches, judging_rows, runs, sifted_rows
from landwaiter.storage.trade.batches import BatchHead, BatchSecret, TradeRow

MOST: Final = 500
"""Declarations of a batch: judged without a lock, and written in some hundred milliseconds."""


@dataclass(frozen=True, slots=True)
class SiftResult:
    """What one file gave."""

    file: str
    read: int = 0
    sifted: int = 0
    """Declarations that are in the store now and were not before."""
    opened: int = 0
    sample: int = 0
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


@dataclass(slots=True)
class _File:
    """A file that was read through, and what became of its declarations."""

    staged: StagedFile
    skipped: int = 0
    """Declarations that an earlier run has sifted."""
    sifted: int = 0
    sample: int = 0
    amended: int = 0
    duplicates: int = 0
    waiting: int = 0
    cases: list[OpenedCase] = field(default_factory=list)
    batch: int | None = None
    restricted: int = 0
    restricted_first: list[RestrictedDeclaration] = field(default_factory=list)

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

    def add_restricted(self, found: Sequence[RestrictedDeclaration]) -> None:
        """What the sift has to say of them."""
        self.restricted += len(found)
        self.restricted_first += found[: MOST_NAMED - len(self.restricted_first)]

    def parts(self) -> Iterator[tuple[range, Sequence[ReadDeclaration]]]:
        """The declarations to be sifted, at most `MOST` together, none twice among them."""
        begin, taken = self.skipped, list[ReadDeclaration]()
        seen: set[tuple[str | None, ...]] = set()
        for read in islice(self._declared(), self.skipped, None):
            numbers = _numbers(read.declaration)
            if len(taken) == MOST or numbers & seen:
                yield range(begin, begin + len(taken)), taken
                begin, taken, seen = begin + len(taken), [], set()
            seen |= numbers
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
                yield ReadDeclaration(whole, one.row)

    def told(self) -> Sequence[ReadRequest]:
        """Messages that carry no declaration."""
        told = self.staged.stream().told.requests if self.staged.requests else ()
        return [one for one in told if one.amended is None and one.declared is None]

    def result(self) -> SiftResult:
        staged = self.staged
        return SiftResult(
            str(staged.path),
            staged.read,
            self.sifted,
            len(self.cases),
            self.sample,
            self.amended,
            self.duplicates,
            tuple(staged.rejected),
            tuple(self.cases),
            self.batch,
            self.waiting,
            self.restricted,
            tuple(self.restricted_first),
        )


def _numbers(declared: Declaration) -> set[tuple[str | None, ...]]:
    """What a declaration is found by."""
    by_mrn = ("mrn", declarations.mrn_key(declared.mrn))
    by_reference = ("reference", declared.local_reference, declared.declarant_eori)
    return {one for one in (by_mrn, by_reference) if one[1]}


@dataclass(frozen=True, slots=True)
class _Came:
    """One declaration of a batch, and whether its like is there already."""

    read: ReadDeclaration
    content: bytes
    sha256: str
    found: tuple[str | None, sifted_rows.KnownRow | None]

    @property
    def case_id(self) -> str | None:
        return self.found[0]

    @property
    def known(self) -> sifted_rows.KnownRow | None:
        return self.found[1]

    @property
    def is_duplicate(self) -> bool:
        return self.known is not None and self.known.content_sha256 == self.sha256


@dataclass(slots=True)
class _Batch:
    """Some declarations of a file in their order."""

    file: _File
    part: range
    entry: int
    """Of the audit chain, up to which it was judged."""
    judging: JudgingGrounds
    """What counted then."""
    came: list[_Came] = field(default_factory=list)
    judged: list[JudgedDeclaration] = field(default_factory=list)
    rows: list[TradeRow] = field(default_factory=list)
    """One for each that was judged."""

    @property
    def wanted(self) -> list[_Came]:
        """What is judged. What has a case and was never sifted counts there alone."""
        return [
            one for one in self.came if not one.is_duplicate and (one.known or one.case_id is None)
        ]

    grounds: list[Mapping[str, Any]] = field(default_factory=list)
    """What parts of it were judged with."""

    def counts(self, rows: Sequence[TradeRow], amended_cases: int) -> dict[str, int]:
        """The figures that its entry seals."""
        stored = [one for one in self.came if not one.is_duplicate and one.case_id is None]
        return {
            "read": len(self.came),
            "sifted": sum(one.replaces is None for one in rows),
            "with_reason": sum(bool(one.reasons) for one in rows),
            "sample": sum(one.drawn for one in rows),
            "amended": amended_cases + sum(one.known is not None for one in stored),
            "duplicates": sum(one.is_duplicate for one in self.came),
        }


def sift(session: Session, said: Sift, tell: Progress) -> tuple[SiftResult, ...]:
    """Judge every declaration of the files; what has a reason becomes a case while a day has room.

    A file with a refused row is left out whole, as intake leaves it out.
    """
    taken = TakeIn(said.files, said.mapping, dry_run=said.dry_run)
    files = [_File(staged_file(path, taken, tell)) for path in said.files]
    whole = [one for one in files if one.staged.read and not one.staged.rejected]
    total = sum(one.staged.count + one.staged.requests for one in whole)
    if total:
        ensure_indexes(session, tell)
        SiftRun(session, said, tell, total).carry_out(whole)
    return tuple(one.result() for one in files)


class _DryRun(Exception):
    """Ends a rehearsal: the unit of work is rolled back."""


class SiftRun:
    """One run over files: its batches, and the cases that they open."""

    def __init__(self, session: Session, said: Sift, tell: Progress, total: int) -> None:
        self._session, self._said = session, said
        self._tell, self._done, self._total = tell, 0, total
        self._answers = session.references.kept(PartyAnswers)
        self._answers.joint = joint_of(session, total, tell)
        self._judge = SiftJudge(
            session.casebook.member_state, session.today(), session.references, self._answers
        )
        self._worker: SiftWorker | None = None
        self._run = ""

    def carry_out(self, files: Sequence[_File]) -> None:
        """Sift the files. What is told of progress may raise: what was sealed by then stays."""
        self._begin(files)
        places = tuple(one.place for one in self._answers.joint if one.place)
        self._worker = worker_for(self._session, self._total, places)
        try:
            with LongRun() as run:
                for file in files:
                    self._file(file, run)
        except BaseException:
            # What broke it off is told, not that its end could not be written either.
            with suppress(Fault):
                self._end("cancelled")
            raise
        finally:
            if self._worker is not None:
                self._worker.close()
        self._end("done")

    def _file(self, file: _File, run: LongRun) -> None:
        if not self._said.dry_run:
            put_in_vault(self._session, file.staged)
        parts = with_names_ahead(file.parts(), self._session, self._answers, self._worker)
        for part, read in parts:
            self._batch(file, part, read)
            run.step()
        self._messages(file)
        file.staged.forget()

    def _messages(self, file: _File) -> None:
        """Messages on a declaration go to its case, or wait until it has one."""
        told = file.told()
        if not told or self._said.dry_run:
            return
        with self._session.writing(SIFT.name) as work:
            keep_raw(self._session, work, file.staged, dry_run=False)
            readings = Readings(self._session, work, {})
            for read in told:
                raw = raw_of(file.staged, read)
                case_id = case_of(work.conn, read)
                is_new = (
                    keep_waiting(readings, read, raw)
                    if case_id is None
                    else attach_request(readings, case_id, read, raw)[1]
                )
                file.duplicates += not is_new
            work.audit(SIFT.entry, f"trade/run/{self._run}", {"messages": len(told)})

    def _begin(self, files: Sequence[_File]) -> None:
        if self._said.dry_run:
            return
        with self._session.writing(SIFT.name) as work:
            for file in files:
                for run in tuple(runs.unended(work.conn, file.sha256)):
                    runs.end_run(work, run, "aborted")
                    work.audit("trade.ended", f"trade/run/{run}", {"state": "aborted"})
                if self._said.resume:
                    file.skipped = runs.done_of(work.conn, file.sha256)
                    _refuse_another_mapping(work.conn, file)
            named = [{"file": one.name, "sha256": one.sha256} for one in files]
            self._run = runs.add_run(work, named)
            bound = _secret_for(work, batches.newest_batch(work.conn) + 1)
            work.audit(
                "trade.begun",
                f"trade/run/{self._run}",
                {"files": named, "next_batch": bound.batch, "commitment": bound.commitment},
            )

    def _end(self, state: str) -> None:
        if self._said.dry_run:
            return
        with self._session.writing(SIFT.name) as work:
            if runs.is_ended(work.conn, self._run):
                # Somebody began the same file anew meanwhile, and said so of this run.
                work.nothing_done()
                return
            runs.end_run(work, self._run, state)
            work.audit("trade.ended", f"trade/run/{self._run}", {"state": state})

    def _batch(self, file: _File, part: range, read: Sequence[ReadDeclaration]) -> None:
        """Judge some declarations of a file without a lock, then write them."""
        with self._session.reading() as conn:
            keep_few_pages(conn)
            batch = _Batch(file, part, chain.head(conn).seq, judging_now(conn))
            known = _KnownNumbers.of(conn, [one.declaration for one in read])
            batch.came = [_came(conn, one, known) for one in read]
            self._told(file, len(read) - len(batch.wanted))
            self._judge_all(conn, batch, self._worker)
        try:
            with self._session.writing(SIFT.name) as work:
                keep_few_pages(work.conn)
                self._write(work, batch)
                if self._said.dry_run:
                    raise _DryRun
        except _DryRun:
            return
        self._open(file)

    def _told(self, file: _File, more: int) -> None:
        if more:
            self._done += more
            self._tell(self._done, self._total, file.name)

    def _judge_all(self, conn: Reader, batch: _Batch, worker: SiftWorker | None) -> None:
        """What is found of the declarations of a batch that are to be judged."""
        wanted, judge = batch.wanted, self._judge
        found, answers = judged_beside(
            worker,
            batch.entry,
            [SiftQuestion(one.read.declaration, bool(one.case_id)) for one in wanted],
            lambda one: judge.finding(conn, one.declared, has_case=one.has_case),
            lambda more: self._told(batch.file, more),
        )
        for answer in answers:
            self._answers.take(answer.answers, answer.scopes)
        batch.grounds = [judge.grounds(), *(answer.grounds for answer in answers)]
        batch.judged = [
            JudgedDeclaration(
                declared=came.read.declaration,
                content=came.content,
                content_sha256=came.sha256,
                replaces=came.known.id if came.known else None,
                case_id=came.case_id,
                found=one,
            )
            for came, one in zip(wanted, found, strict=True)
        ]
        batch.rows = [row_of(one) for one in batch.judged]

    def _write(self, work: UnitOfWork, batch: _Batch) -> None:
        conn, file = work.conn, batch.file
        known = _KnownNumbers.of(conn, [one.read.declaration for one in batch.came])
        if any(known.found(conn, one.read.declaration) != one.found for one in batch.came):
            # Somebody else took one of them in meanwhile.
            batch.came = [_came(conn, one.read, known) for one in batch.came]
            self._judge_all(conn, batch, None)
        keep_raw(self._session, work, file.staged, dry_run=self._said.dry_run)
        number = batches.newest_batch(conn) + 1
        secret, following = _secret_for(work, number), _secret_for(work, number + 1)
        policy_no, policy = policy_of(conn)
        draw = Draw(bytes.fromhex(secret.secret), policy.one_in)
        rows = [
            # What has a case already is not of the rest that a sample is drawn of.
            placed(row, None if came.case_id else draw, raw_of(file.staged, came.read))
            for row, came in zip(batch.rows, batch.wanted, strict=True)
        ]
        counts = batch.counts(rows, self._amended_cases(work, batch))
        file.add(counts)
        restricted = restricted_among(conn, rows)
        if restricted:
            counts["restricted"] = len(restricted)
            file.add_restricted(restricted)
        if self._said.dry_run:
            return
        head = BatchHead(
            run=self._run,
            files=[{"sha256": file.sha256, "from": batch.part.start, "to": batch.part.stop}],
            counts=counts,
            grounds=all_grounds(batch.grounds),
            policy=policy_no,
            root=root([row.leaf for row in rows]).hex(),
        )
        added = batches.add_batch(work, number, head, rows)
        judging = judging_rows.judging_id(conn, batch.judging.digest, batch.judging.grounds)
        judging_rows.add_judged(conn, [number], 0, judging)
        watched = (one.found.watched for one in batch.judged)
        keep_watched(work, zip(added, watched, strict=True))
        for row, judged in zip(added, batch.judged, strict=True):
            if judged.case_id is not None:
                sifted_rows.add_mark(work, row, "opened", opened_case=judged.case_id)
        sealed = f"trade/batch/{number}"
        work.audit(
            SIFT.entry,
            sealed,
            {
                **self._answers.keep(conn, sealed),
                "run": self._run,
                "file": file.name,
                "file_sha256": file.sha256,
                "from": batch.part.start,
                "to": batch.part.stop,
                **counts,
                "root": head.root,
                "grounds": sha256_hex(canonical_bytes(head.grounds)),
                "judging": batch.judging.digest,
                "as_at": batch.entry,
                "policy": policy_no,
                "one_in": policy.one_in,
                "secret": secret.secret,
                "commitment": following.commitment,
            },
        )
        work.changed("trade", str(number))
        file.batch = number

    def _amended_cases(self, work: UnitOfWork, batch: _Batch) -> int:
        """Cases whose declaration came again otherwise: they hear of it."""
        readings = Readings(self._session, work, {})
        staged = batch.file.staged
        arrivals = [
            take_version(readings, one.case_id, one.read.declaration, raw_of(staged, one.read))[0]
            for one in batch.came
            if one.case_id is not None
        ]
        return arrivals.count(Arrival.AMENDMENT)

    def _open(self, file: _File) -> None:
        """Cases for what has a reason, while the day has room."""
        for raw_file, opened in open_by_policy(self._session):
            if (raw := file.staged.raw) and raw_file == raw.id:
                file.cases.append(opened)
                file.waiting -= 1


def _refuse_another_mapping(conn: Reader, file: _File) -> None:
    """What is left of a file is read as its beginning was, or not at all."""
    before = runs.read_by(conn, file.sha256) if file.skipped else None
    if before is not None and before != declarations.kept(file.staged.read_by):
        raise Invalid(
            _("The beginning of {file} was sifted with another mapping.").format(file=file.name),
            field="mapping",
            remedy=_(
                "Go on with the same mapping, or sift it from the beginning, without resuming."
            ),
        )


def _came(conn: Reader, read: ReadDeclaration, known: "_KnownNumbers") -> _Came:
    declared = read.declaration
    content = content_bytes(declared)
    return _Came(read, content, sha256_hex(content), known.found(conn, declared))


@dataclass(frozen=True, slots=True)
class _KnownNumbers:
    """Numbers that the casebook knows of some declarations: most are new, and need no look-up."""

    numbers: frozenset[str]

    @classmethod
    def of(cls, conn: Reader, declared: Sequence[Declaration]) -> "_KnownNumbers":
        """Asked at once for all of them."""
        mrns = {key for one in declared if (key := declarations.mrn_key(one.mrn))}
        references = {one.local_reference for one in declared if one.local_reference}
        known = declarations.known_numbers(conn, mrns, references)
        return cls(frozenset(known | sifted_rows.known_numbers(conn, mrns, references)))

    def found(
        self, conn: Reader, declared: Declaration
    ) -> tuple[str | None, sifted_rows.KnownRow | None]:
        """The case, and the row of the store, of the same declaration."""
        mrn, local, eori = declared.mrn, declared.local_reference, declared.declarant_eori
        if not {declarations.mrn_key(mrn), local} & self.numbers:
            return None, None
        return (
            declarations.find_declaration(conn, mrn=mrn, local_reference=local, eori=eori),
            sifted_rows.newest_version(conn, mrn=mrn, local_reference=local, eori=eori),
        )


def _secret_for(work: UnitOfWork, batch: int) -> BatchSecret:
    """The secret that is bound for a batch; made now where none is."""
    found = batches.secret_of(work.conn, batch)
    if found is None:
        secret = secrets.token_bytes(32)
        found = BatchSecret(batch, secret.hex(), commitment(secret))
        batches.add_secret(work.conn, found)
    return found
