"""Runs of the sift, and the policy of the office by which cases are opened."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.trade.sift_reasons import SiftPolicy
from landwaiter.storage.audit.told_rows import add_told
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.intake import raw_file


def add_run(work: UnitOfWork, files: Sequence[Mapping[str, str]]) -> str:
    """Begin a run over files, each by its name and hash; its identity."""
    run_id = work.new_id()
    records.add(
        work.conn, "trade_run", id=run_id, files=list(files), author=work.actor, at=work.now
    )
    return run_id


def end_run(work: UnitOfWork, run_id: str, state: str) -> None:
    """Say how a run ended."""
    records.add(
        work.conn, "trade_run_end", run_id=run_id, state=state, author=work.actor, at=work.now
    )


def is_ended(conn: Reader, run_id: str) -> bool:
    """Whether somebody has said how a run ended."""
    end = t.trade_run_end.c
    return conn.execute(select(end.run_id).where(end.run_id == run_id)).first() is not None


def is_there(conn: Reader, run_id: str) -> bool:
    run = t.trade_run.c.id
    return conn.execute(select(run).where(run == run_id)).first() is not None


def newest(conn: Reader) -> str:
    """The run that began last; empty before the first."""
    return str(conn.execute(select(func.max(t.trade_run.c.id))).scalar() or "")


def unended(conn: Reader, *, after: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Runs that began after one and did not end, each with the hashes of its files."""
    run = t.trade_run.c
    is_ended = select(t.trade_run_end.c.run_id).where(t.trade_run_end.c.run_id == run.id)
    query = select(run.id, run.files).where(run.id > after, ~is_ended.exists()).order_by(run.id)
    for run_id, files in conn.execute(query):
        yield str(run_id), frozenset(str(one["sha256"]) for one in records.structure(files))


@dataclass(frozen=True, slots=True)
class SiftedSoFar:
    """File by its hash → how many of its declarations batches hold, from its beginning on."""

    of_file: Mapping[str, int] = field(default_factory=dict)
    batch: int = 0
    """The last batch that was looked at."""

    def looked_on(self, conn: Reader, hashes: Collection[str]) -> "SiftedSoFar":
        """With what later batches hold of these files."""
        done, newest = {one: self.of_file.get(one, 0) for one in hashes}, self.batch
        batch = t.trade_batch.c
        query = select(batch.no, batch.files).where(batch.no > self.batch).order_by(batch.no)
        for number, text in conn.execute(query):
            newest = int(number)
            for file in records.structure(text):
                before = done.get(file["sha256"])
                if before is not None and int(file["from"]) <= before:
                    done[file["sha256"]] = max(before, int(file["to"]))
        return SiftedSoFar(done, newest)


def read_by(conn: Reader, sha256: str) -> str | None:
    """How the newest declaration of the file with this hash was read; None where it left none."""
    declared, source, raw = t.trade_declaration.c, t.trade_source.c, raw_file.c
    query = (
        select(source.mapping)
        .join(t.trade_declaration, declared.source_id == source.id)
        .join(raw_file, raw.id == source.raw_file_id)
        .where(raw.sha256 == sha256)
        .order_by(declared.id.desc())
        .limit(1)
    )
    found = conn.execute(query).scalar()
    return None if found is None else str(found)


def newest_policy(conn: Reader) -> tuple[int, SiftPolicy] | None:
    """The policy of the office with its number; None where it has set none."""
    query = select(t.trade_policy).order_by(t.trade_policy.c.no.desc()).limit(1)
    return next(_policies(conn, query), None)


def policies(conn: Reader) -> Iterator[tuple[int, SiftPolicy]]:
    """Every edition with its number, the oldest first."""
    return _policies(conn, select(t.trade_policy).order_by(t.trade_policy.c.no))


def _policies(conn: Reader, query: Select[Any]) -> Iterator[tuple[int, SiftPolicy]]:
    for row in records.plain_rows(conn, query, structured=("rules",)):
        kept = {"rules": row["rules"], "one_in": row["one_in"]}
        yield int(row["no"]), records.from_plain(kept, SiftPolicy)


def policy_sha256(policy: SiftPolicy) -> str:
    """The hash by which an entry seals an edition whole."""
    return sha256_hex(canonical_bytes(policy))


def add_policy(work: UnitOfWork, policy: SiftPolicy, motion_id: str) -> dict[str, str]:
    """Keep the policy under the next number; what its entry must tell of the row."""
    number = int(work.conn.execute(select(func.max(t.trade_policy.c.no))).scalar() or 0) + 1
    return add_told(
        work,
        "trade_policy",
        no=number,
        rules=list(policy.rules),
        one_in=policy.one_in,
        motion_id=motion_id,
    )
