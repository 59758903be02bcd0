"""Declarations of the trade store that were judged again: verdicts beside the first ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, func, select

from landwaiter.canonical import sha256_hex
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased
from landwaiter.storage.sqlite.dialect import insert_or_ignore
from landwaiter.storage.trade import queue_words, standings
from landwaiter.storage.trade.packing import packed, unpacked

_MOST_NAMED: Final = 500


@dataclass(frozen=True, slots=True)
class AgainRow:
    """What another judging found of a declaration."""

    declaration: int
    verdict: bytes
    verdict_sha256: str
    salt: bytes
    leaf: bytes
    reasons: tuple[str, ...]
    told: Mapping[str, Any]
    findings: tuple[tuple[str, str, int], ...]
    """Kind, code and weight."""


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """A verdict of a declaration that was judged again."""

    again: int
    verdict: bytes
    verdict_sha256: str
    salt: bytes
    reasons: tuple[str, ...]
    told: Mapping[str, Any]
    leaf_id: int
    at: str
    author: str
    """Who judged again."""


@dataclass(frozen=True, slots=True)
class AgainHead:
    """What is said of some batches that were judged again."""

    first: int
    last: int
    before: int
    after: int
    counts: Mapping[str, int]
    policy: int
    root: str


def newest_again(conn: Reader) -> int:
    """The number of the newest; 0 before the first."""
    return int(conn.execute(select(func.max(t.trade_again.c.no))).scalar() or 0)


def add_again(work: UnitOfWork, no: int, head: AgainHead, rows: Sequence[AgainRow]) -> None:
    """Keep what came of some batches."""
    conn = work.conn
    records.add(
        conn,
        "trade_again",
        no=no,
        first=head.first,
        last=head.last,
        before=head.before,
        after=head.after,
        counts=dict(head.counts),
        policy=head.policy,
        root=head.root,
        author=work.actor,
        at=work.now,
    )
    begin = int(conn.execute(select(func.max(t.trade_again_leaf.c.id))).scalar() or 0) + 1
    numbered = tuple(zip(range(begin, begin + len(rows)), rows, strict=True))
    leaves = [
        {"id": n, "again": no, "about": row.declaration, "leaf": row.leaf} for n, row in numbered
    ]
    records.add_many(conn, "trade_again_leaf", leaves)
    records.add_many(conn, "trade_again_verdict", [_verdict(n, row) for n, row in numbered])
    _add_findings(conn, rows)


def _verdict(number: int, row: AgainRow) -> dict[str, Any]:
    return {
        "id": number,
        "declaration_id": row.declaration,
        "verdict": packed(row.verdict),
        "verdict_sha256": row.verdict_sha256,
        "salt": row.salt,
        "reasons": list(row.reasons),
        "told": dict(row.told),
    }


def _add_findings(conn: Writer, rows: Iterable[AgainRow]) -> None:
    """What is looked up by finding was found at some time: older findings stay."""
    text = insert_or_ignore("trade_finding", ("kind", "code", "declaration_id", "weight"))
    found = [
        (kind, code, row.declaration, weight) for row in rows for kind, code, weight in row.findings
    ]
    if found:
        conn.connection.cursor().executemany(text, found)


def change_reasons(
    conn: Writer, again: int, number: int, *, new: Iterable[str], gone: Iterable[str]
) -> None:
    """Reasons that hold from now on, and those that do no more."""
    change_all(conn, again, {number: (tuple(new), tuple(gone))})


def change_all(
    conn: Writer, again: int, changed: Mapping[int, tuple[Sequence[str], Sequence[str]]]
) -> None:
    """The same of many declarations: number → new ones, and ones that are gone."""
    for number, (new, gone) in changed.items():
        _change_reasons(conn, again, number, new, gone)
    queue_words.keep(conn, list(changed))
    standings.keep(conn, list(changed))


def _change_reasons(
    conn: Writer, again: int, number: int, new: Sequence[str], gone: Sequence[str]
) -> None:
    known = set(
        conn.execute(
            select(t.trade_reason.c.reason).where(t.trade_reason.c.declaration_id == number)
        ).scalars()
    )
    changes = [(one, 1) for one in new if one in known] + [(one, 0) for one in gone]
    records.add_many(
        conn,
        "trade_reason_change",
        [
            {"declaration_id": number, "reason": one, "again": again, "holds": holds}
            for one, holds in changes
        ],
    )
    records.add_many(
        conn,
        "trade_reason",
        [{"reason": one, "declaration_id": number} for one in new if one not in known],
    )


def said_sha256(reasons: Sequence[str], told: Mapping[str, Any]) -> str:
    """The hash that is sealed of what came of a later verdict."""
    return sha256_hex(records.to_json({"reasons": list(reasons), "told": dict(told)}).encode())


def verdicts_of(conn: Reader, number: int) -> Sequence[KeptVerdict]:
    """What was found of a declaration after it was sifted, the oldest first."""
    return [one for _row, one in _verdicts(conn, t.trade_again_verdict.c.declaration_id == number)]


def newest_verdicts(conn: Reader, numbers: Sequence[int]) -> Mapping[int, KeptVerdict]:
    """Declaration → the newest verdict of those that were judged again."""
    found: dict[int, KeptVerdict] = {}
    for at in range(0, len(numbers), _MOST_NAMED):
        part = list(numbers[at : at + _MOST_NAMED])
        found |= dict(_verdicts(conn, t.trade_again_verdict.c.declaration_id.in_(part)))
    return found


def verdicts_between(conn: Reader, first: int, last: int) -> Mapping[int, Sequence[KeptVerdict]]:
    """Declaration between two numbers → what was found of it later, the oldest first."""
    found: dict[int, list[KeptVerdict]] = {}
    between = t.trade_again_verdict.c.declaration_id.between(first, last)
    for number, one in _verdicts(conn, between):
        found.setdefault(number, []).append(one)
    return found


def _verdicts(conn: Reader, which: ColumnElement[bool]) -> list[tuple[int, KeptVerdict]]:
    query = (
        select(
            t.trade_again_verdict,
            t.trade_again_leaf.c.again,
            t.trade_again.c.at,
            t.trade_again.c.author,
        )
        .join(t.trade_again_leaf, t.trade_again_leaf.c.id == t.trade_again_verdict.c.id)
        .join(t.trade_again, t.trade_again.c.no == t.trade_again_leaf.c.again)
        .where(which)
        .order_by(t.trade_again_verdict.c.id)
    )
    return [
        (
            int(row["declaration_id"]),
            KeptVerdict(
                again=int(row["again"]),
                verdict=unpacked(row["verdict"]),
                verdict_sha256=row["verdict_sha256"],
                salt=bytes(row["salt"]),
                reasons=tuple(row["reasons"]),
                told=row["told"],
                leaf_id=int(row["id"]),
                at=row["at"],
                author=row["author"],
            ),
        )
        for row in records.plain_rows(conn, query, structured=("reasons", "told"))
    ]


def leaves_of(conn: Reader, again: int) -> Sequence[tuple[int, bytes]]:
    """The verdicts of one number in their order, each with its leaf."""
    leaf = t.trade_again_leaf.c
    query = select(leaf.id, leaf.leaf).where(leaf.again == again).order_by(leaf.id)
    return [(int(number), bytes(node)) for number, node in conn.execute(query)]


def about_sha256(conn: Reader, again: int) -> str:
    """The hash over what declarations the leaves of one number are about: its entry seals it."""
    leaf = t.trade_again_leaf.c
    query = select(leaf.about).where(leaf.again == again).order_by(leaf.id)
    return sha256_hex(" ".join(str(one) for one in conn.execute(query).scalars()).encode())


def missing_verdicts(conn: Reader) -> Sequence[int]:
    """Numbers of what was judged again that has lost a verdict, and nobody erased it."""
    kept, verdict, erased = t.trade_again_leaf.c, t.trade_again_verdict.c, trade_erased.c
    there = select(verdict.id).where(verdict.id == kept.id).exists()
    was_erased = select(erased.declaration_id).where(erased.declaration_id == kept.about).exists()
    query = select(kept.again).where(~there, ~was_erased).distinct().order_by(kept.again)
    return [int(one) for one in conn.execute(query).scalars()]


def heads(conn: Reader) -> Sequence[Mapping[str, Any]]:
    """Everything that was judged again, the oldest first; without counts where none stand."""
    query = select(t.trade_again).order_by(t.trade_again.c.no)
    rows = records.plain_rows(conn, query)
    return [row | {"counts": records.written(row["counts"], dict) or {}} for row in rows]


_PARTIES = (
    select(
        t.trade_party.c.id,
        t.trade_party.c.name,
        t.trade_party.c.country,
        t.trade_party.c.identifier,
    )
    .where(t.trade_party.c.id > bindparam("after"))
    .order_by(t.trade_party.c.id)
    .limit(bindparam("most"))
)


def parties_after(
    conn: Reader, after: int, most: int
) -> Sequence[tuple[int, str, str | None, str | None]]:
    """Number, name, country and identifier of the next distinct parties."""
    found = conn.execute(_PARTIES, {"after": after, "most": most})
    return [(int(row[0]), row[1], row[2], row[3]) for row in found]


def count_parties(conn: Reader) -> int:
    """The number of the last party: they are numbered from 1 on."""
    return int(conn.execute(select(func.max(t.trade_party.c.id))).scalar() or 0)


def vessels_among(conn: Reader, after: int, through: int) -> frozenset[int]:
    """Of some parties those that are declared as a vessel somewhere."""
    role = t.trade_role.c
    query = select(role.party_id).where(
        role.party_id > after, role.party_id <= through, role.role == "vessel"
    )
    return frozenset(int(one) for one in conn.execute(query).scalars())


def naming(conn: Reader, parties: Sequence[int]) -> set[int]:
    """Declarations that name one of these parties."""
    role, found = t.trade_role.c, set[int]()
    for at in range(0, len(parties), _MOST_NAMED):
        part = list(parties[at : at + _MOST_NAMED])
        query = select(role.declaration_id).where(role.party_id.in_(part))
        found.update(conn.execute(query).scalars())
    return found


def with_finding(
    conn: Reader, kind: str, codes: Sequence[str], days: Sequence[str] = ()
) -> set[int]:
    """Declarations of which this was found at some time; on these days, or on any."""
    finding, declared = t.trade_finding.c, t.trade_declaration
    query = select(finding.declaration_id).where(finding.kind == kind, finding.code.in_(codes))
    if days:
        query = query.join(declared, declared.c.id == finding.declaration_id).where(
            declared.c.day.in_(days)
        )
    return set(conn.execute(query).scalars())


def accepted_on(conn: Reader, days: Sequence[str]) -> set[int]:
    """Declarations of these days."""
    declared = t.trade_declaration.c
    found: set[int] = set()
    for at in range(0, len(days), _MOST_NAMED):
        query = select(declared.id).where(declared.day.in_(list(days[at : at + _MOST_NAMED])))
        found.update(conn.execute(query).scalars())
    return found


def every_declaration(conn: Reader) -> list[int]:
    declared = t.trade_declaration.c
    # The rows themselves lie far apart; the index of days has every number.
    return sorted(conn.execute(select(declared.id).where(declared.day >= "")).scalars())


def ranges_of_batches(conn: Reader) -> Mapping[int, tuple[int, int]]:
    """Batch → the numbers of its first and last declaration."""
    leaf = t.trade_leaf.c
    query = select(leaf.batch, func.min(leaf.id), func.max(leaf.id)).group_by(leaf.batch)
    return {int(no): (int(first), int(last)) for no, first, last in conn.execute(query)}


def still_open(conn: Reader, numbers: Sequence[int]) -> Sequence[int]:
    """Of these declarations those that are current, and have no case."""
    declared, found = t.trade_declaration, list[int]()
    newer, mark = declared.alias("newer"), t.trade_mark.c
    replaced = select(newer.c.id).where(newer.c.replaces == declared.c.id).exists()
    opened = (
        select(mark.id).where(mark.declaration_id == declared.c.id, mark.mark == "opened").exists()
    )
    for at in range(0, len(numbers), _MOST_NAMED):
        part = list(numbers[at : at + _MOST_NAMED])
        query = select(declared.c.id).where(declared.c.id.in_(part), ~replaced, ~opened)
        found += conn.execute(query.order_by(declared.c.id)).scalars()
    return found


def verdicts_in(conn: Reader, again: int) -> Iterator[tuple[str, KeptVerdict]]:
    """The verdicts of one number, each with the hash of what was declared."""
    places = [number for number, _node in leaves_of(conn, again)]
    declared = t.trade_declaration.c
    for at in range(0, len(places), _MOST_NAMED):
        part = places[at : at + _MOST_NAMED]
        found = _verdicts(conn, t.trade_again_verdict.c.id.in_(part))
        query = select(declared.id, declared.content_sha256).where(
            declared.id.in_([number for number, _one in found])
        )
        hashes = {int(number): str(digest) for number, digest in conn.execute(query)}
        yield from ((hashes.get(number, ""), one) for number, one in found)
