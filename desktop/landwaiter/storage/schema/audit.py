"""Tables of what was done: the audit chain, its payloads, seals, anchors and time-stamps."""

from typing import Any

from sqlalchemy import Column, Computed, Index, Table, Text

from landwaiter.storage.schema.columns import (
    Instant,
    as_json,
    blob,
    digest,
    identity,
    instant,
    metadata,
    number,
    of,
    of_number,
    text,
)
from landwaiter.storage.sqlite.dialect import part_before, partial_index, text_of

_CASE = "case/"


def case_of(entry: str) -> str:
    """The case that an entry is about, by the path of its object: SQL, NULL where it is of none."""
    about = text_of(entry, "object")
    rest = f"substr({about}, {len(_CASE) + 1})"
    first = f"substr({about}, 1, {len(_CASE)})"
    return f"CASE WHEN {first} = '{_CASE}' THEN {part_before(rest, '/')} END"


def _read(name: str, value: str, kind: type[Text] | type[Instant] = Text) -> Column[Any]:
    """What the text of an entry says, as a column that is not kept."""
    return Column(name, kind, Computed(value, persisted=False))


audit_entry = Table(
    "audit_entry",
    metadata,
    number("seq", key=True),
    as_json("entry"),
    digest("sha256"),
    _read("at", text_of("entry", "at"), Instant),
    _read("actor", text_of("entry", "actor")),
    _read("deed", text_of("entry", "deed")),
    _read("object", text_of("entry", "object")),
    _read("case_id", case_of("entry")),
    Index("audit_entry_actor", "actor", "seq"),
    Index("audit_entry_deed", "deed", "seq"),
    Index("audit_entry_object", "object", "seq"),
    Index("audit_entry_at", "at"),
)
partial_index(
    "audit_entry_case", audit_entry.c.case_id, audit_entry.c.seq, where="case_id IS NOT NULL"
)

audit_payload = Table(
    "audit_payload",
    metadata,
    of_number("seq", "audit_entry.seq", key=True),
    blob("salt", null=True),
    text("content", null=True),
    instant("erased_at", null=True),
    text("erased_by", null=True),
)

seal = Table(
    "seal",
    metadata,
    of_number("last", "audit_entry.seq", key=True),
    blob("key", check="length(key) = 32"),
    number("own"),
    blob("signature", check="length(signature) = 64"),
    Index("seal_key", "key", "last"),
)

anchor = Table(
    "anchor",
    metadata,
    identity(),
    text("casebook_id"),
    number("seq"),
    text("sha256"),
    instant("at"),
    text("kind"),
    text("note"),
)

time_stamp = Table(
    "time_stamp",
    metadata,
    identity(),
    of("anchor_id", "anchor.id"),
    blob("reply"),
    text("certificates"),
    text("author"),
    instant("at"),
)
