"""Evaluations as they were kept, with the facts they judged and the editions they name."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import Candidate, FlagResult
from landwaiter.domain.flags.verdict_basis import Verdict
from landwaiter.domain.law.pack import UsedEdition
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.schema import tables as t


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A stored evaluation: the verdict, who made it when, and the facts it judged."""

    id: str
    verdict: Verdict
    author: str
    at: datetime
    facts: bytes
    form: str = "verdict/1"
    """In which it is hashed and compared."""


def newest_verdict(conn: Reader, case_id: str) -> StoredVerdict | None:
    """The evaluation that counts on a case, with its grounds; None before the first."""
    query = (
        select(t.evaluation)
        .where(t.evaluation.c.case_id == case_id)
        .order_by(t.evaluation.c.id.desc())
        .limit(1)
    )
    named = ("flags", "candidates", "editions", "policy", "settings")
    rows = plain_rows(conn, query, structured=named)
    return _kept(conn, rows[0]) if rows else None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the evaluation that counts on a case rests on beside the facts."""

    editions: tuple[UsedEdition, ...] = ()
    policy: Mapping[str, bool | None] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    """Every threshold that counted."""


def newest_grounds(conn: Reader, case_id: str) -> Grounds:
    """Editions, policies and thresholds of the newest evaluation; nothing before the first."""
    named = ("editions", "policy", "settings")
    query = (
        select(*(t.evaluation.c[name] for name in named))
        .where(t.evaluation.c.case_id == case_id)
        .order_by(t.evaluation.c.id.desc())
        .limit(1)
    )
    rows = plain_rows(conn, query, structured=named)
    if not rows:
        return Grounds()
    editions = from_plain(rows[0]["editions"], tuple[UsedEdition, ...])
    return Grounds(editions, rows[0]["policy"], rows[0]["settings"])


def _kept(conn: Reader, row: Mapping[str, Any]) -> StoredVerdict:
    facts = zlib.decompress(row["facts"])
    verdict = Verdict(
        as_of=date.fromisoformat(row["as_of"]),
        engine=row["engine"],
        editions=from_plain(row["editions"], tuple[UsedEdition, ...]),
        settings=row["settings"],
        policy=row["policy"],
        facts=sha256_hex(facts),
        candidates=from_plain(row["candidates"], tuple[Candidate, ...]),
        flags=from_plain(row["flags"], tuple[FlagResult, ...]),
    )
    at = from_plain(row["at"], datetime)
    return StoredVerdict(row["id"], verdict, row["author"], at, facts, row["form"])


def pack_editions(conn: Reader, used: Iterable[UsedEdition]) -> dict[tuple[str, str], str]:
    """(id, sha256) → row, for those of the editions that stand in the casebook as packs."""
    pack = t.pack_edition.c
    wanted = {one.sha256 for one in used}
    query = select(pack.pack_id, pack.sha256, pack.id).where(pack.sha256.in_(wanted))
    return {(str(name), str(sha)): str(row) for name, sha, row in conn.execute(query)}
