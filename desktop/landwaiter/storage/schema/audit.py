"""Tables of what was done: the audit chain, its payloads, seals, anchors and time-stamps."""

from typing import Any

from sqlalchemy import Column, Computed, Index, Table, Text

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    Instant,
    as_json,
    blob,
    code,
    derived_number,
    digest,
    identity,
    instant,
    marked,
    metadata,
    number,
    of,
    of_number,
    person,
    text,
)
from landwaiter.storage.sqlite.dialect import part_before, partial_index, text_of

STRETCH = 1_024
"""Entries side by side, of which the first and the last day are looked up by an index."""
_CASE = "case/"


def case_of(entry: str) -> str:
    """The case that an entry is about, by the path of its object: SQL, NULL where it is of none."""
    about = text_of(entry, "object")
    rest = f"substr({about}, {len(_CASE) + 1})"
    first = f"substr({about}, 1, {len(_CASE)})"
    return f"CASE WHEN {first} = '{_CASE}' THEN {part_before(rest, '/')} END"


def entity_on_case(entry: str) -> str:
    """The entity that an entry about a case is of: SQL, NULL where it is of none."""
    about, mark = text_of(entry, "object"), "/entity/"
    at = f"instr({about}, '{mark}')"
    return f"CASE WHEN {at} > 0 THEN substr({about}, {at} + {len(mark)}) END"


def _read(
    name: str, value: str, content: Content, kind: type[Text] | type[Instant] = Text
) -> Column[Any]:
    """What the text of an entry says, as a column that is not kept."""
    return Column(name, kind, Computed(value, persisted=False), info=marked(content))


audit_entry = Table(
    "audit_entry",
    metadata,
    number("seq", key=True),
    as_json("entry", Content.PERSONAL),
    digest("sha256"),
    _read("at", text_of("entry", "at"), Content.OPEN, Instant),
    _read("actor", text_of("entry", "actor"), Content.PERSONAL),
    _read("deed", text_of("entry", "deed"), Content.OPEN),
    _read("object", text_of("entry", "object"), Content.PERSONAL),
    _read("case_id", case_of("entry"), Content.OPEN),
    _read("entity_id", entity_on_case("entry"), Content.OPEN),
    derived_number("stretch", f"seq / {STRETCH}"),
    Index("audit_entry_actor", "actor", "seq"),
    Index("audit_entry_actor_deed", "actor", "deed", "seq"),
    Index("audit_entry_deed", "deed", "seq"),
    Index("audit_entry_object", "object", "seq"),
    Index("audit_entry_at", "at"),
    Index("audit_entry_stretch", "stretch", "at"),
)
partial_index(
    "audit_entry_case", audit_entry.c.case_id, audit_entry.c.seq, where="case_id IS NOT NULL"
)
partial_index(
    "audit_entry_entity",
    audit_entry.c.entity_id,
    audit_entry.c.seq,
    where="entity_id IS NOT NULL",
)

audit_payload = Table(
    "audit_payload",
    metadata,
    of_number("seq", "audit_entry.seq", key=True),
    blob("salt", Content.INTERNAL, null=True),
    text("content", Content.SOURCE, null=True),
    instant("erased_at", null=True),
    person("erased_by", null=True),
)

seal = Table(
    "seal",
    metadata,
    of_number("last", "audit_entry.seq", key=True),
    blob("key", Content.OPEN, check="length(key) = 32"),
    number("own"),
    blob("signature", Content.OPEN, check="length(signature) = 64"),
    Index("seal_key", "key", "last"),
)

anchor = Table(
    "anchor",
    metadata,
    identity(),
    code("casebook_id"),
    number("seq"),
    code("sha256"),
    instant("at"),
    code("kind"),
    text("note", Content.INTERNAL),
)

time_stamp = Table(
    "time_stamp",
    metadata,
    identity(),
    of("anchor_id", "anchor.id"),
    blob("reply", Content.OPEN),
    text("certificates", Content.OPEN),
    person("author"),
    instant("at"),
)
