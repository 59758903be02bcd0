"""Declarations through the sift: judged outside the lock, a batch at a time, sealed as one entry.

A batch is judged on a snapshot, and says in its entry up to which entry of the audit chain that
reached. What others wrote meanwhile changes no verdict; only whether the same declaration came by
another way is asked again under the lock.
"""

import secrets
import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import nullcontext, suppress

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import SIFT, Sift
from landwaiter.domain.trade.sample_draw import Draw, commitment, drawn_text, mixed
from landwaiter.domain.trade.seal_tree import root
from landwaiter.errors import Fault, Invalid
from landwaiter.formats.base.declaration_file import ReadDeclaration
from landwaiter.i18n import _
from landwaiter.services.base.intake_fault import Progress
from landwaiter.services.base.long_run import LongRun
from landwaiter.services.base.restrictions_said import restricted_among
from landwaiter.services.intake.later_versions import (
    amends_nothing,
    odd_of_sifted,
    reasons_gone,
    take_again,
)
from landwaiter.services.intake.readings import Arrival, FileRead, Readings
from landwaiter.services.intake.same_reference import ReadPlace, odd_of_new
from landwaiter.services.intake.sifted_versions import OpenedCase
from landwaiter.services.intake.staged_files import staged_file
from landwaiter.services.intake.taking_in import (
    HELD_S,
    keep_raw,
    note_erased,
    put_in_vault,
    raw_of,
)
from landwaiter.services.intake.waiting_messages import settle_waiting
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.lists.joint_index import EVERY_LIST, JointIndex, joint_of
from landwaiter.services.trade.again_writing import keep_watched
from landwaiter.services.trade.day_knowledge import PartyAnswers
from landwaiter.services.trade.judge import SiftJudge
from landwaiter.services.trade.judging import judging_now
from landwaiter.services.trade.opening import open_by_policy
from landwaiter.services.trade.parties.names_ahead import with_names_ahead
from landwaiter.services.trade.policy import policy_of
from landwaiter.services.trade.runs.open_runs import OpenRuns
from landwaiter.services.trade.runs.sift_batch import KnownNumbers, SiftBatch, arrivals
from landwaiter.services.trade.runs.sift_file import SiftFile, SiftResult
from landwaiter.services.trade.runs.sift_messages import (
    ToldFile,
    by_content,
    keep_messages,
    note_settled,
)
from landwaiter.services.trade.sift_worker import (
    SiftQuestion,
    SiftWorker,
    judged_beside,
    worker_for,
)
from landwaiter.services.trade.trade_rows import JudgedDeclaration, all_grounds, placed, row_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake import declarations, waiting_messages
from landwaiter.storage.sqlite.engine import keep_few_pages
from landwaiter.storage.trade import batches, judging_rows, runs, sifted_rows
from landwaiter.storage.trade.batches import BatchHead, BatchSecret, TradeRow
from landwaiter.storage.trade.sifted_rows import StoreMark
from landwaiter.trust.key_output import output_in


def sift(session: Session, said: Sift, tell: Progress) -> tuple[SiftResult, ...]:
    """Judge every declaration of the files; what has a reason becomes a case while a day has room.

    A file with a refused row is left out whole, as intake leaves it out.
    """
    taken = TakeIn(said.files, said.mapping, dry_run=said.dry_run)
    files = [SiftFile(staged_file(path, taken, tell, session.today())) for path in said.files]
    whole = [one for one in files if one.staged.read and not one.staged.rejected]
    total = sum(one.staged.count + one.staged.requests for one in whole)
    if total:
        ensure_indexes(session, tell)
        joint = joint_of(session, total, tell)
        with session.rehearsed() if said.dry_run else nullcontext(session) as where:
            SiftRun(where, said, tell, total, joint).carry_out(whole)
    return tuple(one.result(is_tried=said.dry_run) for one in files)


class SiftRun:
    """One run over files: its batches, and the cases that they open.

    A dry run is the same run on a copy: it puts no file into the vault, and asks no process beside,
    which would see nothing of what is tried.
    """

    def __init__(
        self,
        session: Session,
        said: Sift,
        tell: Progress,
        total: int,
        joint: Sequence[JointIndex],
    ) -> None:
        self._session, self._said = session, said
        self._tell, self._done, self._total = tell, 0, total
        self._answers = session.references.kept(PartyAnswers)
        self._answers.joint = joint
        self._judge = SiftJudge(
            session.casebook.member_state, session.today(), session.references, self._answers
        )
        self._worker: SiftWorker | None = None
        self._run = ""
        self._again: dict[tuple[str, str], FileRead] = {}
        """What was read again of files in the vault, for cases that are amended."""
        self._by_batch: dict[int, SiftFile] = {}
        """Batch of this run → the file that it holds declarations of."""

    def carry_out(self, files: Sequence[SiftFile]) -> None:
        """Sift the files. What is told of progress may raise: what was sealed by then stays."""
        self._begin(files)
        places = tuple(one.place for one in self._answers.joint if one.place)
        if not self._said.dry_run:
            self._worker = worker_for(self._session, self._total, places)
        try:
            with LongRun() as run:
                for some in by_content(files):
                    if isinstance(some, SiftFile):
                        self._file(some, run)
                    else:
                        self._messages(some)
        except BaseException as why:
            # What broke it off is told, not that its end could not be written either. A person who
            # cancels raises no `Exception`.
            with suppress(Fault):
                self._end("aborted" if isinstance(why, Exception) else "cancelled")
            raise
        finally:
            if self._worker is not None:
                self._worker.close()
        self._end("done")

    def _file(self, file: SiftFile, run: LongRun) -> None:
        if not self._said.dry_run:
            put_in_vault(self._session, file.staged)
        file.carried = file.carried_before()
        self._waited(file, file.done())
        parts = with_names_ahead(file.parts(), self._session, self._answers, self._worker)
        for part, read in parts:
            self._batch(file, part, read)
            run.step()
        self._keep_messages([ToldFile(file, file.told())])
        with self._session.reading() as conn:
            note_erased(self._session, conn, file.staged)
        file.staged.forget()

    def _messages(self, files: Sequence[ToldFile]) -> None:
        if not self._said.dry_run:
            for one in files:
                put_in_vault(self._session, one.file.staged)
        self._keep_messages(files)
        for one in files:
            one.file.staged.forget()

    def _keep_messages(self, files: Sequence[ToldFile]) -> None:
        keep_messages(self._session, self._run, files, self._told, again=self._again)

    def _waited(self, file: SiftFile, declared: Iterable[Declaration]) -> None:
        """What waited for declarations that are in the store now."""
        numbers = [(one.mrn, one.local_reference) for one in declared]
        with self._session.reading() as conn:
            awaited = waiting_messages.known_numbers(
                conn,
                {key for mrn, _local in numbers if (key := declarations.mrn_key(mrn))},
                {local for _mrn, local in numbers if local},
            )
        due = deque(
            (mrn, local) for mrn, local in numbers if {declarations.mrn_key(mrn), local} & awaited
        )
        while due:
            with self._session.writing(SIFT.name) as work:
                readings = Readings(self._session, work, self._again)
                found, begun = 0, time.monotonic()
                while due and time.monotonic() - begun < HELD_S:
                    mrn, local = due.popleft()
                    found += settle_waiting(readings, mrns=[mrn], references=[local])
                file.messages.found += found
                note_settled(file, readings)
                if not found:
                    work.nothing_done()

    def _begin(self, files: Sequence[SiftFile]) -> None:
        hashes, opened = [one.sha256 for one in files], self._session.references.kept(OpenRuns)
        done = runs.SiftedSoFar()
        with self._session.reading() as conn:
            opened.look(conn)
            if self._said.resume:
                done = done.looked_on(conn, hashes)
        with self._session.writing(SIFT.name) as work:
            for run in opened.over(work.conn, hashes):
                runs.end_run(work, run, "aborted")
                work.audit("trade.ended", f"trade/run/{run}", {"state": "aborted"})
            if self._said.resume:
                done = done.looked_on(work.conn, hashes)
            for file in files:
                file.skipped = done.of_file.get(file.sha256, 0)
                _refuse_another_mapping(work.conn, file)
            left = opened.beside(hashes)
            named = [{"file": one.name, "sha256": one.sha256} for one in files]
            self._run = runs.add_run(work, named)
            bound = _secret_for(work, batches.newest_batch(work.conn) + 1)
            work.audit(
                "trade.begun",
                f"trade/run/{self._run}",
                {
                    "files": named,
                    "next_batch": bound.batch,
                    "commitment": bound.commitment,
                    # Others work on still, or were stopped and could say nothing of it.
                    **({"not_ended": left} if left else {}),
                },
            )

    def _end(self, state: str) -> None:
        with self._session.writing(SIFT.name) as work:
            if runs.is_ended(work.conn, self._run):
                # Somebody began the same file anew meanwhile, and said so of this run.
                work.nothing_done()
                return
            runs.end_run(work, self._run, state)
            work.audit("trade.ended", f"trade/run/{self._run}", {"state": state})

    def _batch(self, file: SiftFile, part: range, read: Sequence[ReadDeclaration]) -> None:
        """Judge some declarations of a file without a lock, then write them."""
        with self._session.reading() as conn:
            keep_few_pages(conn)
            batch = SiftBatch(file, part, chain.head(conn).seq, judging_now(conn))
            known = KnownNumbers.of(conn, [one.declaration for one in read])
            batch.came = arrivals(conn, read, known, file.sha256)
            self._told(file, len(read) - len(batch.wanted))
            self._judge_all(conn, batch, self._worker)
        with self._session.writing(SIFT.name) as work:
            keep_few_pages(work.conn)
            self._write(work, batch)
        self._waited(file, [one.read.declaration for one in batch.came])
        self._open(file)

    def _told(self, file: SiftFile, more: int) -> None:
        if more:
            self._done += more
            self._tell(self._done, self._total, file.name)

    def _judge_all(self, conn: Reader, batch: SiftBatch, worker: SiftWorker | None) -> None:
        """What is found of the declarations of a batch that are to be judged."""
        wanted, judge = batch.wanted, self._judge
        found, answers = judged_beside(
            worker,
            batch.entry,
            [SiftQuestion(one.read.declaration, one.replaces, one.case_id) for one in wanted],
            lambda one: judge.finding(
                conn, one.declared, replaces=one.replaces, case_id=one.case_id
            ),
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
                replaces=came.replaces,
                case_id=came.case_id,
                found=one,
                row=came.read.row,
            )
            for came, one in zip(wanted, found, strict=True)
        ]
        batch.rows = [row_of(one) for one in batch.judged]

    def _write(self, work: UnitOfWork, batch: SiftBatch) -> None:
        conn, file = work.conn, batch.file
        known = KnownNumbers.of(conn, [one.read.declaration for one in batch.came])
        if any(known.found(conn, one.read) != one.found for one in batch.came):
            # Somebody else took one of them in meanwhile.
            batch.came = arrivals(conn, [one.read for one in batch.came], known, file.sha256)
            self._judge_all(conn, batch, None)
        keep_raw(self._session, work, file.staged)
        number = batches.newest_batch(conn) + 1
        secret, following = _secret_for(work, number), _secret_for(work, number + 1)
        policy_no, policy = policy_of(conn)
        proof = b""
        if not self._said.dry_run:
            casebook = load_registry(conn).casebook
            proof = work.signer.prove(drawn_text(casebook, number, secret.commitment))
        # Who tries files may not learn what will be drawn of them: a rehearsal asks no key.
        output = output_in(proof) or secrets.token_bytes(64)
        draw = Draw(mixed(bytes.fromhex(secret.secret), output), policy.one_in)
        rows = [
            # What has a case already is not of the rest that a sample is drawn of.
            placed(row, None if came.case_id else draw, raw_of(file.staged, came.read))
            for row, came in zip(batch.rows, batch.wanted, strict=True)
        ]
        counts = batch.counts(rows, self._amend(work, batch, known))
        file.add(counts)
        file.carried += sum(came.read.is_told for came in batch.came)
        self._gone(conn, batch, rows)
        file.staged.days.update(row.day for row in rows if row.replaces is None)
        restricted = restricted_among(conn, rows)
        if restricted:
            counts["restricted"] = len(restricted)
            file.restricted.add(restricted)
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
        cases = ((row, one.case_id) for row, one in zip(added, batch.judged, strict=True))
        opened = [StoreMark(row, "opened", opened_case=case) for row, case in cases if case]
        sifted_rows.add_marks(work, opened)
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
                "sources": batches.sources_told(rows),
                "judging": batch.judging.digest,
                **({"every_list": True} if EVERY_LIST in batch.judging.settings else {}),
                "as_at": batch.entry,
                "policy": policy_no,
                "one_in": policy.one_in,
                "secret": secret.secret,
                "proof": proof.hex(),
                "key": work.signer.public_key,
                "commitment": following.commitment,
            },
        )
        work.changed("trade", str(number))
        file.batch = number
        self._by_batch[number] = file

    def _amend(self, work: UnitOfWork, batch: SiftBatch, known: KnownNumbers) -> list[bool]:
        """Whether each amends what is in a case or in the store; cases hear of it, and what is odd
        of any amendment is noted."""
        readings, staged = Readings(self._session, work, self._again), batch.file.staged
        amended = []
        for one in batch.came:
            declared, at = one.read.declaration, ReadPlace(batch.file.name, one.read.row)
            is_amendment = one.known is not None and not one.is_duplicate
            if one.case_id is not None:
                raw = raw_of(staged, one.read)
                came = take_again(readings, staged, one.case_id, declared, raw)
                is_amendment = is_amendment or came is Arrival.AMENDMENT
            elif one.known is not None:
                odd = () if one.is_duplicate else odd_of_sifted(work.conn, one.known, declared, at)
                staged.warnings.update(dict.fromkeys(odd))
            elif one.read.amends:
                staged.warnings.update(dict.fromkeys(amends_nothing(work.conn, declared, at)))
            elif known.knows(declared):
                staged.warnings.update(dict.fromkeys(odd_of_new(work.conn, declared, at)))
            amended.append(is_amendment)
        return amended

    def _gone(self, conn: Reader, batch: SiftBatch, rows: Sequence[TradeRow]) -> None:
        """Note what waited with a reason that its amendment has not: nobody looked at it."""
        for came, row in zip(batch.wanted, rows, strict=True):
            if came.known is None or came.case_id is not None:
                continue
            before = sifted_rows.reasons_of(conn, came.known.id)
            if not before or sifted_rows.is_set_aside(conn, came.known.id):
                continue
            if (told := self._by_batch.get(sifted_rows.batch_of(conn, came.known.id))) is not None:
                told.waiting -= 1
            gone = [one for one in before if one not in row.reasons]
            if gone:
                batch.file.staged.warnings[reasons_gone(came.read.declaration, gone)] = None

    def _open(self, file: SiftFile) -> None:
        """Cases for what has a reason, while the day has room; of earlier files too."""
        for batch, opened in open_by_policy(self._session):
            told = self._by_batch.get(batch)
            if told is None:
                file.earlier.append(opened)
            else:
                told.cases.append(OpenedCase(opened.reference, opened.reasons))
                told.waiting -= 1


def _refuse_another_mapping(conn: Reader, file: SiftFile) -> None:
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


def _secret_for(work: UnitOfWork, batch: int) -> BatchSecret:
    """The secret that is bound for a batch; made now where none is."""
    found = batches.secret_of(work.conn, batch)
    if found is None:
        secret = secrets.token_bytes(32)
        found = BatchSecret(batch, secret.hex(), commitment(secret))
        batches.add_secret(work.conn, found)
    return found
