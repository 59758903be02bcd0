"""Batches of the trade store: written whole in one unit of work, and read again to be proved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, func, select

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.intake.table_mapping import TableInstructions
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.intake.declarations import kept
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.dialect import in_numbers
from landwaiter.storage.trade import queue_words, standings
from landwaiter.storage.trade.stored_lines import StoredLine, add_up, item_columns, role_columns


def identity_of(name: str, country: str | None, identifier: str | None, address: str) -> str:
    """What a party is told apart by, with its address as JSON."""
    return sha256_hex(canonical_bytes([name, country, identifier, address]))


@dataclass(frozen=True, slots=True)
class TradeParty:
    """A party in a role, and what it is told apart by."""

    identity: str
    role: str
    name: str
    country: str | None
    identifier: str | None
    address: str
    street: str | None

    @classmethod
    def of(cls, party: CaseParty) -> "TradeParty":
        address = records.to_json(party.address)
        return cls(
            identity_of(party.name, party.country, party.identifier, address),
            party.role.value,
            party.name,
            party.country,
            party.identifier,
            address,
            party.address.street,
        )


@dataclass(frozen=True, slots=True)
class TradeRow:
    """A declaration as it enters the store: all that can be made without the lock is made."""

    mrn: str | None
    local_reference: str | None
    declarant_eori: str | None
    day: str
    month: int
    destination: str | None
    exporter: str | None
    consignee: str | None
    value: int | None
    content: bytes
    """Packed, as the verdict and its bases are."""
    content_sha256: str
    form: str
    verdict: bytes
    verdict_sha256: str
    bases: bytes
    outcome: str
    """Sealed beside the verdict, as JSON."""
    salt: bytes
    leaf: bytes
    replaces: int | None
    parties: tuple[TradeParty, ...]
    lines: tuple[StoredLine, ...]
    findings: tuple[tuple[str, str, int], ...]
    """Kind, code and weight."""
    reasons: tuple[str, ...]
    drawn: bool = False
    """Of the sample; known under the lock, as what follows is."""
    raw_file: str | None = None
    instructions: TableInstructions = field(default_factory=TableInstructions)
    raw_row: int | None = None


@dataclass(frozen=True, slots=True)
class BatchHead:
    """What is said of a batch as a whole."""

    run: str
    files: Sequence[Mapping[str, Any]]
    counts: Mapping[str, int]
    grounds: Mapping[str, Any]
    policy: int
    root: str


@dataclass(frozen=True, slots=True)
class BatchSecret:
    """What the sample of a batch is drawn with."""

    batch: int
    secret: str
    commitment: str


def newest_batch(conn: Reader) -> int:
    """The number of the newest batch; 0 before the first."""
    return int(conn.execute(select(func.max(t.trade_batch.c.no))).scalar() or 0)


def newest_row(conn: Reader) -> int:
    """The number of the newest declaration; 0 before the first."""
    return int(conn.execute(select(func.max(t.trade_leaf.c.id))).scalar() or 0)


def secret_of(conn: Reader, batch: int) -> BatchSecret | None:
    """The secret of a batch that is or will be."""
    row = conn.execute(select(t.trade_secret).where(t.trade_secret.c.batch == batch)).first()
    return BatchSecret(int(row.batch), str(row.secret), str(row.commitment)) if row else None


def add_secret(conn: Writer, secret: BatchSecret) -> None:
    records.add(
        conn,
        "trade_secret",
        batch=secret.batch,
        secret=secret.secret,
        commitment=secret.commitment,
    )


def add_batch(work: UnitOfWork, no: int, head: BatchHead, rows: Sequence[TradeRow]) -> range:
    """Keep a batch with all that belongs to it; the numbers of its declarations."""
    conn = work.conn
    add_head(work, no, head)
    begin = newest_row(conn) + 1
    numbers = range(begin, begin + len(rows))
    numbered = tuple(zip(numbers, rows, strict=True))
    _many(conn, t.trade_leaf, ({"id": n, "batch": no, "leaf": row.leaf} for n, row in numbered))
    sources = _source_ids(conn, rows)
    told = (_declaration(n, row, sources[_source_of(row)]) for n, row in numbered)
    _many(conn, t.trade_declaration, told)
    ids = _party_ids(conn, [party for row in rows for party in row.parties])
    _many(conn, t.trade_role, _roles(numbered, ids))
    _many(conn, t.trade_item, _items(numbered))
    _many(
        conn,
        t.trade_finding,
        (
            {"kind": kind, "code": code, "declaration_id": n, "weight": weight}
            for n, row in numbered
            for kind, code, weight in row.findings
        ),
    )
    _many(
        conn,
        t.trade_reason,
        ({"reason": reason, "declaration_id": n} for n, row in numbered for reason in row.reasons),
    )
    queue_words.keep(conn, [n for n, row in numbered if row.reasons or row.drawn])
    replaced = [row.replaces for row in rows if row.replaces is not None]
    add_up(conn, ((row.month, row.lines) for row in rows), replaced)
    standings.add(conn, standings.by_year(row.day for row in rows))
    standings.keep(conn, [*(n for n, row in numbered if row.reasons or row.drawn), *replaced])
    return numbers


def add_head(work: UnitOfWork, no: int, head: BatchHead) -> None:
    """Keep what is said of a batch as a whole."""
    records.add(
        work.conn,
        "trade_batch",
        no=no,
        run_id=head.run,
        files=list(head.files),
        counts=dict(head.counts),
        grounds=dict(head.grounds),
        policy=head.policy,
        root=head.root,
        author=work.actor,
        at=work.now,
    )
    standings.add(work.conn, {standings.READ: int(head.counts["read"])})


def _many(conn: Writer, table: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    values = list(rows)
    if values:
        conn.execute(table.insert(), values)


def _declaration(number: int, row: TradeRow, source: int) -> dict[str, Any]:
    return {
        "id": number,
        "mrn": row.mrn,
        "local_reference": row.local_reference,
        "declarant_eori": row.declarant_eori,
        "day": row.day,
        "destination": row.destination,
        "exporter": row.exporter,
        "consignee": row.consignee,
        "value": row.value,
        "content": row.content,
        "content_sha256": row.content_sha256,
        "verdict": row.verdict,
        "verdict_sha256": row.verdict_sha256,
        "bases": row.bases,
        "outcome": row.outcome,
        "salt": row.salt,
        "replaces": row.replaces,
        "source_id": source,
        "raw_row": row.raw_row,
        "drawn": int(row.drawn),
    }


def _roles(
    numbered: Iterable[tuple[int, TradeRow]], ids: Mapping[str, int]
) -> Iterator[Mapping[str, Any]]:
    """Each party in each role once, in the order of the table."""
    added = dict[tuple[int, int, str], Mapping[str, Any]]()
    for number, row in numbered:
        sums = role_columns(date.fromisoformat(row.day), row.lines)
        for party in row.parties:
            added[ids[party.identity], number, party.role] = sums
    for (party_id, number, role), sums in sorted(added.items(), key=itemgetter(0)):
        yield {"party_id": party_id, "declaration_id": number, "role": role, **sums}


def _items(numbered: Iterable[tuple[int, TradeRow]]) -> Iterator[Mapping[str, Any]]:
    for number, row in numbered:
        day = date.fromisoformat(row.day)
        for line in row.lines:
            yield item_columns(number, row.month, day, line)


def _source_of(row: TradeRow) -> tuple[str | None, str, str]:
    """What it was read from, how, and in which form its content was hashed."""
    return row.raw_file, kept(row.instructions), row.form


def sources_told(rows: Iterable[TradeRow]) -> list[dict[str, str]]:
    """How the declarations of a batch were read, and in which forms: its entry seals it."""
    told = sorted({(sha256_hex(kept(row.instructions).encode()), row.form) for row in rows})
    return [{"mapping": mapping, "form": form} for mapping, form in told]


def _source_ids(
    conn: Writer, rows: Iterable[TradeRow]
) -> Mapping[tuple[str | None, str, str], int]:
    """Source → number; those that are not there yet are added."""
    found, source = {}, t.trade_source.c
    for one in dict.fromkeys(_source_of(row) for row in rows):
        raw_file, mapping, form = one
        known = select(source.id).where(
            source.raw_file_id.is_not_distinct_from(raw_file),
            source.mapping == mapping,
            source.form == form,
        )
        number = conn.execute(known).scalar()
        if number is None:
            number = int(conn.execute(select(func.max(source.id))).scalar() or 0) + 1
            added = {"id": number, "raw_file_id": raw_file, "mapping": mapping, "form": form}
            conn.execute(t.trade_source.insert(), added)
        found[one] = int(number)
    return found


_PARTIES_BY_IDENTITY = select(t.trade_party.c.identity, t.trade_party.c.id).where(
    t.trade_party.c.identity.in_(bindparam("named", expanding=True))
)
_MOST_NAMED = 500


def _party_ids(conn: Writer, parties: Iterable[TradeParty]) -> Mapping[str, int]:
    """Identity → number; those that were never declared so before are added."""
    wanted = {party.identity: party for party in parties}
    known = _known(conn, list(wanted))
    missing = {one: party for one, party in wanted.items() if one not in known}
    begin = int(conn.execute(select(func.max(t.trade_party.c.id))).scalar() or 0) + 1
    added = dict(zip(missing, range(begin, begin + len(missing)), strict=True))
    _many(
        conn,
        t.trade_party,
        (
            {
                "id": added[one],
                "identity": one,
                "name": party.name,
                "country": party.country,
                "identifier": party.identifier,
                "address": party.address,
                "street": party.street,
            }
            for one, party in missing.items()
        ),
    )
    return {**known, **added}


def _known(conn: Reader, identities: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at in range(0, len(identities), _MOST_NAMED):
        rows = conn.execute(_PARTIES_BY_IDENTITY, {"named": identities[at : at + _MOST_NAMED]})
        found |= {str(one): int(number) for one, number in rows}
    return found


def leaves_of(conn: Reader, batch: int) -> Sequence[tuple[int, bytes]]:
    """The declarations of a batch in their order, each with its leaf."""
    leaf = t.trade_leaf.c
    query = select(leaf.id, leaf.leaf).where(leaf.batch == batch).order_by(leaf.id)
    return [(int(number), bytes(node)) for number, node in conn.execute(query)]


def batch_named(conn: Reader, no: int) -> Mapping[str, Any] | None:
    """A batch as it is kept."""
    query = select(t.trade_batch).where(t.trade_batch.c.no == no)
    found = records.plain_rows(conn, query, structured=("files", "counts", "grounds"))
    return found[0] if found else None


def counts_of(conn: Reader, numbers: Sequence[int]) -> Sequence[Mapping[str, int]]:
    """What was counted in these batches."""
    batch = t.trade_batch.c
    query = select(batch.counts).where(in_numbers(batch.no, numbers))
    return [records.structure(one) for one in conn.execute(query).scalars()]


def batches_of_run(conn: Reader, run: str) -> Sequence[Mapping[str, Any]]:
    """The batches of a run in their order."""
    query = select(t.trade_batch).where(t.trade_batch.c.run_id == run).order_by(t.trade_batch.c.no)
    return records.plain_rows(conn, query, structured=("files", "counts", "grounds"))
