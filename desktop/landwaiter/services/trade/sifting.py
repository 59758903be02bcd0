"""Declarations through the sift: judged outside the lock, a batch at a time, sealed as one entry.

A batch is judged on a snapshot, and says in its entry up to which entry of the audit chain that
reached. What others wrote meanwhile changes no verdict; only whether the same declaration came by
another way is asked again under the lock.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.view import EURO
from landwaiter.domain.intake.declaration import Declaration, Item, Role
from landwaiter.domain.intake.table_mapping import TableInstructions
from landwaiter.domain.trade.deeds import SIFT, Sift
from landwaiter.domain.trade.sample_draw import commitment, is_drawn
from landwaiter.domain.trade.seal_tree import leaf, root
from landwaiter.domain.trade.sift_reasons import SiftPolicy, reasons_of
from landwaiter.errors import Fault
from landwaiter.formats.base.declaration_file import DeclarationFile, ReadDeclaration
from landwaiter.formats.intake.csv_draft import TABLE_FORMATS
from landwaiter.services.base.content_forms import form_of, in_form
from landwaiter.services.base.intake_fault import Progress
from landwaiter.services.flags.evaluation import ENGINE as JUDGING
from landwaiter.services.intake.amendments import take_version
from landwaiter.services.intake.openings import RawFile
from landwaiter.services.intake.readings import Arrival, Readings
from landwaiter.services.intake.table_files import read_file
from landwaiter.services.intake.taking_in import DeclarationFault, bytes_of, fault_of, keep_file
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.trade.bare_verdict import BareVerdict, Rules, bare_case, bare_verdict
from landwaiter.services.trade.day_knowledge import PartyAnswers
from landwaiter.services.trade.opening import OpenedCase, open_by_policy
from landwaiter.services.trade.policy import policy_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade import batches, runs, sifted_rows
from landwaiter.storage.trade.batches import BatchHead, BatchSecret, TradeLine, TradeRow

MOST: Final = 500
"""Declarations of a batch: they are judged without a lock, and written in some hundred milliseconds."""


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


@dataclass(slots=True)
class _File:
    path: Path
    sha256: str = ""
    data: bytes = b""
    content: DeclarationFile = field(default_factory=lambda: DeclarationFile(""))
    raw: RawFile | None = None
    skipped: int = 0
    sifted: int = 0
    sample: int = 0
    amended: int = 0
    duplicates: int = 0
    waiting: int = 0
    rejected: list[DeclarationFault] = field(default_factory=list)
    cases: list[OpenedCase] = field(default_factory=list)
    batch: int | None = None

    def result(self) -> SiftResult:
        refused = len({row.row for row in self.rejected})
        return SiftResult(
            str(self.path),
            len(self.content.declarations) + refused,
            self.sifted,
            len(self.cases),
            self.sample,
            self.amended,
            self.duplicates,
            tuple(self.rejected),
            tuple(self.cases),
            self.batch,
            self.waiting,
        )


@dataclass(frozen=True, slots=True)
class _Came:
    """One declaration of a batch, and whether its like is there already."""

    file: _File
    read: ReadDeclaration
    content: bytes
    sha256: str
    case_id: str | None
    known: sifted_rows.KnownRow | None

    @property
    def is_duplicate(self) -> bool:
        return self.known is not None and self.known.content_sha256 == self.sha256


@dataclass(frozen=True, slots=True)
class _Judged:
    came: _Came
    verdict: BareVerdict
    reasons: tuple[str, ...]


def sift(session: Session, said: Sift, tell: Progress) -> tuple[SiftResult, ...]:
    """Judge every declaration of the files; what has a reason becomes a case while a day has room.

    A file with a refused row is left out whole, as intake leaves it out.
    """
    files = [_read(path, said) for path in said.files]
    whole = [one for one in files if not one.rejected and one.content.declarations]
    total = sum(len(one.content.declarations) for one in whole)
    if total:
        ensure_indexes(session, tell)
        SiftRun(session, said, tell, total).carry_out(whole)
    return tuple(one.result() for one in files)


def _read(path: Path, said: Sift) -> _File:
    one = _File(path)
    try:
        one.data = bytes_of(path)
        one.sha256 = sha256_hex(one.data)
        one.content = read_file(one.data, path.name, TableInstructions(said.mapping))
    except Fault as fault:
        one.rejected.append(
            DeclarationFault(fault.row, fault.field, fault.value, fault.message, fault.remedy)
        )
        return one
    one.rejected += [fault_of(row, said.mapping) for row in one.content.rejected]
    return one


class _DryRun(Exception):
    """Ends a rehearsal: the unit of work is rolled back."""


class SiftRun:
    """One run over files: its batches, and the cases that they open."""

    def __init__(
        self, session: Session, said: Sift, tell: Progress, total: int, rules: Rules = evaluate
    ) -> None:
        self._session, self._said, self._rules = session, said, rules
        self._tell, self._done, self._total = tell, 0, total
        self._answers = session.references.kept(PartyAnswers)
        self._answers.expected = total
        self._run = ""

    def carry_out(self, files: Sequence[_File]) -> None:
        """Sift the files. What is told of progress may raise: what was sealed by then stays."""
        self._begin(files)
        state = "cancelled"
        try:
            for file in files:
                begin = file.skipped
                while read := _part(file.content.declarations, begin):
                    self._batch(file, begin, read)
                    begin += len(read)
            state = "done"
        finally:
            self._end(state)

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
            named = [{"file": one.path.name, "sha256": one.sha256} for one in files]
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
            runs.end_run(work, self._run, state)
            work.audit("trade.ended", f"trade/run/{self._run}", {"state": state})

    def _batch(self, file: _File, begin: int, read: Sequence[ReadDeclaration]) -> None:
        """Judge some declarations of a file without a lock, then write them."""
        part = range(begin, begin + len(read))
        with self._session.reading() as conn:
            entry = chain.head(conn).seq
            came = [_came(conn, file, one) for one in read]
            judged = list(self._judged(conn, came))
        try:
            with self._session.writing(SIFT.name) as work:
                number = self._write(work, file, part, came, judged, entry)
                if self._said.dry_run:
                    raise _DryRun
        except _DryRun:
            return
        file.batch = number
        self._open(file)

    def _judged(self, conn: Reader, came: Sequence[_Came]) -> Iterator[_Judged]:
        for one in came:
            self._done += 1
            self._tell(self._done, self._total, one.file.path.name)
            if not one.is_duplicate:
                yield self._judge(conn, one)

    def _judge(self, conn: Reader, came: _Came) -> _Judged:
        session = self._session
        case = bare_case(
            came.read.declaration,
            member_state=session.casebook.member_state,
            received=session.today(),
        )
        verdict = bare_verdict(
            conn,
            case,
            session.references,
            session.today(),
            asking=self._answers.reading(conn),
            rules=self._rules,
        )
        reasons = () if came.case_id else reasons_of(verdict.facts, verdict.case, verdict.raised)
        return _Judged(came, verdict, tuple(reason.value for reason in reasons))

    def _write(
        self,
        work: UnitOfWork,
        file: _File,
        part: range,
        came: Sequence[_Came],
        judged: Sequence[_Judged],
        entry: int,
    ) -> int:
        conn = work.conn
        for at, one in enumerate(came):
            now = _came(conn, file, one.read)
            if (now.case_id, now.known) != (one.case_id, one.known):
                # Somebody else took it in meanwhile.
                came = [*came[:at], now, *came[at + 1 :]]
                kept = [it for it in judged if it.came is not one]
                judged = kept if now.is_duplicate else [*kept, self._judge(conn, now)]
        raw = keep_file(
            self._session,
            work,
            file.data,
            file.path.name,
            file.content.format,
            TableInstructions(self._said.mapping if file.content.format in TABLE_FORMATS else None),
            dry_run=self._said.dry_run,
        )
        file.raw = file.raw or raw
        number = batches.newest_batch(conn) + 1
        bound = _secret_for(work, number)
        policy_no, policy = policy_of(conn)
        rows = [
            _row(one, bytes.fromhex(bound.secret), policy, file.raw, self._session)
            for one in judged
        ]
        counts = self._counted(work, file, came, judged, rows)
        following = _secret_for(work, number + 1)
        head = BatchHead(
            run=self._run,
            files=[{"sha256": file.sha256, "from": part.start, "to": part.stop}],
            counts=counts,
            grounds=_grounds(judged),
            policy=policy_no,
            root=root([row.leaf for row in rows]).hex(),
        )
        if self._said.dry_run:
            return number
        batches.add_batch(work, number, head, rows)
        self._answers.keep(conn)
        work.audit(
            SIFT.entry,
            f"trade/batch/{number}",
            {
                "run": self._run,
                "file": file.path.name,
                "file_sha256": file.sha256,
                "from": part.start,
                "to": part.stop,
                **counts,
                "root": head.root,
                "grounds": sha256_hex(canonical_bytes(head.grounds)),
                "as_at": entry,
                "policy": policy_no,
                "one_in": policy.one_in,
                "secret": bound.secret,
                "commitment": following.commitment,
            },
        )
        work.changed("trade", str(number))
        return number

    def _counted(
        self,
        work: UnitOfWork,
        file: _File,
        came: Sequence[_Came],
        judged: Sequence[_Judged],
        rows: Sequence[TradeRow],
    ) -> dict[str, int]:
        """The figures of the batch; cases of amended declarations hear of it."""
        readings = Readings(self._session, work)
        amended = 0
        for one in came:
            if one.case_id is None:
                amended += not one.is_duplicate and one.known is not None
                continue
            raw = file.raw
            if raw is None:
                raise AssertionError("the file is kept before its declarations")
            arrival, _ended = take_version(readings, one.case_id, one.read.declaration, raw)
            amended += arrival is Arrival.AMENDMENT
        duplicates = sum(one.is_duplicate for one in came)
        drawn = sum(row.drawn for row in rows)
        waiting = sum(bool(row.reasons) for row in rows)
        new = sum(one.came.known is None for one in judged)
        file.sifted += new
        file.sample += drawn
        file.amended += amended
        file.duplicates += duplicates
        file.waiting += waiting
        return {
            "read": len(came),
            "sifted": new,
            "with_reason": waiting,
            "sample": drawn,
            "amended": amended,
            "duplicates": duplicates,
        }

    def _open(self, file: _File) -> None:
        """Cases for what has a reason, while the day has room."""
        opened = open_by_policy(self._session)
        file.cases += opened
        file.waiting -= len(opened)


def _part(read: Sequence[ReadDeclaration], begin: int) -> Sequence[ReadDeclaration]:
    """The next declarations of a file, at most `MOST`, none of which comes twice among them."""
    taken: list[ReadDeclaration] = []
    seen: set[tuple[str | None, ...]] = set()
    for one in read[begin : begin + MOST]:
        declared = one.declaration
        numbers = {
            ("mrn", declarations.mrn_key(declared.mrn)),
            ("lrn", declared.local_reference, declared.declarant_eori),
        } - {("mrn", None), ("lrn", None, declared.declarant_eori)}
        if numbers & seen:
            break
        seen |= numbers
        taken.append(one)
    return taken


def _came(conn: Reader, file: _File, read: ReadDeclaration) -> _Came:
    declared = read.declaration
    content = canonical_bytes(in_form(declared, form_of(declared)))
    numbers = {
        "mrn": declared.mrn,
        "local_reference": declared.local_reference,
        "eori": declared.declarant_eori,
    }
    return _Came(
        file,
        read,
        content,
        sha256_hex(content),
        declarations.find_declaration(conn, **numbers),
        sifted_rows.newest_version(conn, **numbers),
    )


def _secret_for(work: UnitOfWork, batch: int) -> BatchSecret:
    """The secret that is bound for a batch; made now where none is."""
    found = batches.secret_of(work.conn, batch)
    if found is None:
        secret = secrets.token_bytes(32)
        found = BatchSecret(batch, secret.hex(), commitment(secret))
        batches.add_secret(work.conn, found)
    return found


def _grounds(judged: Sequence[_Judged]) -> dict[str, Any]:
    """What the batch was judged with: packs, lists, registers, settings, each once."""
    editions = {
        (one.id, one.edition, one.sha256)
        for it in judged
        for one in (*it.verdict.facts.packs.values(), *it.verdict.facts.registers.editions)
    }
    lists = {
        (one.list_id, one.edition, one.sha256)
        for it in judged
        for one in (*it.verdict.facts.lists.values(), *it.verdict.facts.newer_lists.values())
    }
    settings = {key: value for it in judged for key, value in it.verdict.facts.settings.items()}
    return {
        "engine": JUDGING,
        "packs": sorted(editions),
        "lists": sorted(lists),
        "settings": settings,
    }


def _row(
    judged: _Judged, secret: bytes, policy: SiftPolicy, raw: RawFile, session: Session
) -> TradeRow:
    came, verdict = judged.came, judged.verdict
    declared, day = came.read.declaration, verdict.case.judged_as_of
    found = verdict.content()
    found_sha256, salt = sha256_hex(found), secrets.token_bytes(16)
    is_rest = not judged.reasons and came.case_id is None
    return TradeRow(
        mrn=declarations.mrn_key(declared.mrn),
        local_reference=declared.local_reference,
        declarant_eori=declared.declarant_eori,
        day=day.isoformat(),
        month=day.year * 12 + day.month - 1,
        destination=declared.country_destination,
        exporter=next((p.identifier for p in declared.parties_in(Role.EXPORTER)), None),
        content=came.content,
        content_sha256=came.sha256,
        form=form_of(declared),
        verdict=found,
        verdict_sha256=found_sha256,
        salt=salt,
        leaf=leaf(salt, came.sha256, found_sha256),
        drawn=is_rest and is_drawn(secret, came.sha256, policy.one_in),
        replaces=came.known.id if came.known else None,
        raw_file=raw.id,
        instructions=raw.instructions,
        parties=verdict.case.parties,
        lines=tuple(_line(declared, item) for item in declared.items),
        findings=tuple(dict.fromkeys(_findings(verdict))),
        reasons=judged.reasons,
    )


def _findings(verdict: BareVerdict) -> Iterator[tuple[str, str, int]]:
    """Each list, entry and rule once, with the greatest score."""
    best: dict[tuple[str, str], int] = {}
    for hit in verdict.case.hits:
        key = ("hit", hit.list_id)
        best[key] = max(best.get(key, 0), hit.match.score)
    for one in verdict.case.candidates:
        key = ("candidate", f"{one.list}/{one.code}")
        best[key] = max(best.get(key, 0), one.score)
    for flag in verdict.raised:
        best["flag", flag.rule] = 1000
    yield from ((kind, code, weight) for (kind, code), weight in best.items())


def _line(declared: Declaration, item: Item) -> TradeLine:
    amounts = (item.statistical_value, item.invoice_value)
    value = next((one.amount for one in amounts if one and one.currency == EURO), None)
    cn = item.cn or ""
    return TradeLine(
        no=item.no,
        destination=item.destination or declared.country_destination or "",
        heading=cn[:4],
        cn8=item.cn8 or cn[:8],
        value=_whole(value, 100),
        mass=_whole(item.net_mass_kg, 1000),
    )


def _whole(amount: Decimal | None, parts: int) -> int | None:
    return None if amount is None else int((amount * parts).to_integral_value())
