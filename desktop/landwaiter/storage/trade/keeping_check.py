"""What is held, restricted and put right in the store, held against its entries.

A row goes with its declaration, or with its party, and so does what its entry says.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Select, Text, select, type_coerce

from landwaiter.domain.trade.erasure_deeds import (
    CARRY_OUT_ERASURE,
    LIFT_RESTRICTION,
    RECTIFY_TRADE,
    RESTRICT_TRADE,
)
from landwaiter.i18n import _
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.data_protection import trade_erasure as e
from landwaiter.storage.trade import erasing

_PARTY: Final = "trade/party/"
_DECLARATION: Final = "trade/declaration/"
_WHAT: Final = {
    RESTRICT_TRADE.entry: ("trade_restriction", ("effect", "basis", "reason")),
    LIFT_RESTRICTION.entry: ("trade_restriction_end", ("reason",)),
    RECTIFY_TRADE.entry: ("trade_note", ("note", "reason")),
}
"""Deed → the table that it writes, and what its entry says of a row."""


def keeping_faults(conn: Reader) -> Iterator[str]:
    """Rows that no entry tells, and entries whose row is gone though what it was on is there."""
    for deed, (table, names) in _WHAT.items():
        told = list(_told(conn, deed))
        for key, row in _rows(conn, table):
            if not any(_tells(one, row, names) for one in told if one["key"] == key):
                yield _("{table}, {object}: no entry says what stands here.").format(
                    table=table, object=key
                )
        kept = {(key, row["author"], str(row["at"])) for key, row in _rows(conn, table)}
        for one in told:
            # Of what was erased with its party: that number may be another's now.
            is_told = one["said"] is not None
            by = one["key"], one["actor"], one["at"]
            if is_told and by not in kept and _is_there(conn, one["key"]):
                yield _("{table}, {object}: what an entry says of it is gone.").format(
                    table=table, object=one["key"]
                )


def _tells(one: Mapping[str, Any], row: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    by = (one["actor"], one["at"]) == (row["author"], str(row["at"]))
    said = one["said"]
    return by and (said is None or all(said[name] == row[name] for name in names))


def _told(conn: Reader, deed: str) -> Iterator[Mapping[str, Any]]:
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(
            entry.object.label("key"),
            entry.actor,
            type_coerce(entry.at, Text).label("at"),
            payload.content,
        )
        .join(audit_payload, payload.seq == entry.seq)
        .where(entry.deed == deed)
    )
    for row in conn.execute(query):
        said = None if row.content is None else records.structure(row.content)
        yield {"key": str(row.key), "actor": row.actor, "at": str(row.at), "said": said}


def _rows(conn: Reader, table: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each with the object of its entry."""
    on, end = e.trade_restriction, e.trade_restriction_end
    queries: Mapping[str, Select[Any]] = {
        "trade_restriction": select(on),
        "trade_restriction_end": select(end, on.c.declaration_id, on.c.party_id).join(
            on, on.c.id == end.c.restriction_id
        ),
        "trade_note": select(e.trade_note),
    }
    for row in records.plain_rows(conn, queries[table]):
        party = row.get("party_id")
        about = f"{_DECLARATION}{row['declaration_id']}"
        yield (about if party is None else f"{_PARTY}{party}"), row


def _is_there(conn: Reader, about: str) -> bool:
    """Whether what a row was on has not been erased."""
    of_party = about.startswith(_PARTY)
    column = t.trade_party.c.id if of_party else t.trade_declaration.c.id
    number = int(about.removeprefix(_PARTY if of_party else _DECLARATION))
    return conn.execute(select(column).where(column == number)).first() is not None


def cell_faults(conn: Reader) -> Iterator[str]:
    """What erased declarations leave in sums, since the newest erasure ended."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(payload.content)
        .join(audit_entry, payload.seq == entry.seq)
        .where(entry.deed == CARRY_OUT_ERASURE.entry)
        .order_by(entry.seq.desc())
        .limit(1)
    )
    content = conn.execute(query).scalar()
    sealed = records.structure(content).get("cells_sha256") if content else erasing.NO_CELLS
    if sealed is not None and sealed != erasing.cells_sha256(conn):
        yield _("trade_erased_cell: it is not what the newest erasure sealed.")
