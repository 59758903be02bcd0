"""What lists answered to the names of parties, kept for one edition of each of them.

Answers that are kept together are sealed by the entry of the audit chain that is written with
them. Whoever adds, changes or takes away one of them makes all of these count no more: they are
asked again. All of them may be taken away at any time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.sqlite.dialect import insert_or_ignore

SEALED = "answers"
"""Where the payload of an entry names the hash of answers."""

_ANSWERS = (
    select(t.trade_screening.c.query, t.trade_screening.c.matches, t.trade_screening.c.answers_no)
    .join(t.trade_scope, t.trade_scope.c.id == t.trade_screening.c.scope_id)
    .where(
        t.trade_scope.c.digest == bindparam("scope"),
        t.trade_screening.c.query.in_(bindparam("named", expanding=True)),
    )
)
_MOST_NAMED = 500
_TOGETHER = (
    select(t.trade_scope.c.digest, t.trade_screening.c.query, t.trade_screening.c.matches)
    .join(t.trade_scope, t.trade_scope.c.id == t.trade_screening.c.scope_id)
    .where(t.trade_screening.c.answers_no == bindparam("no"))
)
_SEAL = (
    select(audit_payload.c.content)
    .join(audit_entry, audit_entry.c.seq == audit_payload.c.seq)
    .join(t.trade_answers, t.trade_answers.c.sealed_by == audit_entry.c.object)
    .where(t.trade_answers.c.no == bindparam("no"))
)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was found: empty where nothing was; and with which others it was kept."""

    matches: bytes
    answers_no: int


def answers(conn: Reader, scope: str, queries: Sequence[str]) -> dict[str, KeptAnswer]:
    """Query → its answer, of those that were asked."""
    found: dict[str, KeptAnswer] = {}
    for at in range(0, len(queries), _MOST_NAMED):
        given = {"scope": scope, "named": queries[at : at + _MOST_NAMED]}
        found |= {
            str(query): KeptAnswer(bytes(matches) if matches is not None else b"", int(number))
            for query, matches, number in conn.execute(_ANSWERS, given)
        }
    return found


def are_as_sealed(conn: Reader, answers_no: int) -> bool:
    """Whether answers that were kept together are those that an entry of the chain sealed."""
    rows = ((str(scope), str(query), found) for scope, query, found in _rows(conn, answers_no))
    made = _digest(rows)
    sealed = conn.execute(_SEAL, {"no": answers_no}).scalars()
    return any(records.structure(one).get(SEALED) == made for one in sealed if one is not None)


_NEWEST = (select(func.max(t.trade_answers.c.no)), select(func.max(t.trade_screening.c.answers_no)))
"""Of both: where somebody took the one away, the other is not to be sealed anew."""


def _rows(conn: Reader, answers_no: int) -> Iterable[Any]:
    return conn.execute(_TOGETHER, {"no": answers_no})


def kept_together(conn: Reader) -> Iterable[int]:
    """Every number under which answers are there."""
    query = select(t.trade_screening.c.answers_no).distinct().order_by("answers_no")
    return (int(one) for one in conn.execute(query).scalars())


def keep(
    conn: Writer,
    sealed_by: str,
    answers: Mapping[str, Mapping[str, bytes | None]],
    grounds: Mapping[str, Mapping[str, Any]],
) -> str:
    """Keep answers by scope and query; the hash that the entry about `sealed_by` must name.

    What is there already stays: another process kept it meanwhile, or somebody changed it, and
    the check of the casebook says so.
    """
    numbers = {scope: _scope(conn, scope, grounds[scope]) for scope in answers}
    no = max(conn.execute(one).scalar() or 0 for one in _NEWEST) + 1
    records.add(conn, "trade_answers", no=no, sealed_by=sealed_by)
    names = ("scope_id", "query", "answers_no", "matches")
    rows = [
        (numbers[scope], query, no, found)
        for scope, of_scope in answers.items()
        for query, found in of_scope.items()
    ]
    conn.connection.cursor().executemany(insert_or_ignore("trade_screening", names), rows)
    return _digest((str(scope), str(query), found) for scope, query, found in _rows(conn, no))


def forget(conn: Writer, queries: Sequence[str]) -> None:
    """Without what lists answered to these, in whatever edition, and all that was kept with it: one
    alone would leave the others without their seal."""
    answer = t.trade_screening.c
    scopes = conn.execute(select(t.trade_scope.c.id)).scalars().all()
    found = select(answer.answers_no).where(answer.scope_id.in_(scopes), answer.query.in_(queries))
    numbers = conn.execute(found.distinct()).scalars().all()
    if numbers:
        conn.execute(delete(t.trade_screening).where(answer.answers_no.in_(numbers)))
        conn.execute(delete(t.trade_answers).where(t.trade_answers.c.no.in_(numbers)))


def _scope(conn: Writer, digest: str, grounds: Mapping[str, Any]) -> int:
    of = select(t.trade_scope.c.id).where(t.trade_scope.c.digest == digest)
    number = conn.execute(of).scalar()
    if number is None:
        records.add(conn, "trade_scope", digest=digest, grounds=dict(grounds))
        number = conn.execute(of).scalar()
    if number is None:
        raise AssertionError("a row that was added")
    return int(number)


def _digest(rows: Iterable[tuple[str, str, bytes | None]]) -> str:
    told = sorted([scope, query, sha256_hex(found or b"")] for scope, query, found in rows)
    return sha256_hex(canonical_bytes(told))
