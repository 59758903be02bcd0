"""Tables of parties and entities: who is who, what is stated of it, and how that ended."""

from sqlalchemy import CheckConstraint, Index, Table, UniqueConstraint, collate

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    code,
    digest,
    filled,
    identity,
    instant,
    marked,
    metadata,
    number,
    of,
    of_case,
    one_of,
    person,
    text,
    truth,
)
from landwaiter.storage.sqlite.dialect import json_text, partial_index
from landwaiter.storage.sqlite.full_text import HINTS, words_table

party = Table(
    "party",
    metadata,
    identity(),
    of_case(),
    code("role"),
    text("name", Content.PERSONAL),
    code("country", null=True),
    text("identifier", Content.PERSONAL, null=True, index=True),
    text("address", Content.PERSONAL),
    code("origin"),
    number("item_no", null=True),
    code("at"),
    code("gone_at", null=True),
)
Index("party_name", collate(party.c.name, "NOCASE"))
partial_index(
    "party_street", collate(json_text(party.c.address, "street"), "NOCASE"), where="gone_at IS NULL"
)

party_link = Table(
    "party_link",
    metadata,
    identity(),
    of("party_id", "party.id", index=True),
    of("entity_id", "entity.id", index=True),
    text("basis", Content.PERSONAL),
    *by_person(),
    code("revoked_at", null=True),
    person("revoked_by", null=True),
    text("revoke_reason", Content.DELIBERATION, default=""),
)

entity = Table(
    "entity",
    metadata,
    identity(),
    text("name", Content.PERSONAL, index=True),
    code("kind"),
    code("country", null=True),
    *by_person(),
)

entity_identifier = Table(
    "entity_identifier",
    metadata,
    of("entity_id", "entity.id", key=True),
    code("kind", key=True),
    text("value", Content.PERSONAL, key=True),
    Index("entity_identifier_value", "kind", "value"),
)

entity_words = words_table("entity_words", metadata, words=HINTS, info=marked(Content.PERSONAL))
entity_worded = Table(
    "entity_worded",
    metadata,
    number("serial", key=True),
    text("name", Content.PERSONAL),
    of("entity_id", "entity.id"),
)
"""Of each name and number that was ever stated of an entity where its words stand, with the name
that lists are sorted by."""

entity_fact = Table(
    "entity_fact",
    metadata,
    identity(),
    of("entity_id", "entity.id"),
    filled("kind", Content.OPEN),
    as_json("value", Content.INTERNAL),
    code("since", null=True),
    code("until", null=True),
    filled("source", Content.OPEN),
    code("grade"),
    text("note", Content.INTERNAL),
    *by_person(),
    text("evidence", Content.INTERNAL, default=""),
    one_of("certainty", *Certainty, null=True),
    text("wording", Content.PERSONAL, default=""),
    code("read_on", default=""),
    CheckConstraint("since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since"),
    Index("entity_fact_entity", "entity_id", "kind"),
)
"""`since` and `until` are ISO 8601 at whatever precision is known; `grade` is a source grading,
`certainty` a word of the office, NULL where nobody said it."""
partial_index(
    "entity_fact_address", json_text(entity_fact.c.value, "text"), where="kind = 'address'"
)
partial_index(
    "entity_fact_number", json_text(entity_fact.c.value, "number"), where="kind = 'identifier'"
)
partial_index(
    "entity_fact_acquirer", json_text(entity_fact.c.value, "acquirer"), where="kind = 'channel'"
)
partial_index(
    "entity_fact_acquired_from",
    json_text(entity_fact.c.value, "source_entity"),
    where="kind = 'channel'",
)

entity_link = Table(
    "entity_link",
    metadata,
    identity(),
    of("from_id", "entity.id"),
    of("to_id", "entity.id"),
    filled("kind", Content.OPEN),
    text("percent", Content.BUSINESS, null=True),
    code("since", null=True),
    code("until", null=True),
    filled("source", Content.OPEN),
    code("grade"),
    text("note", Content.INTERNAL),
    *by_person(),
    text("evidence", Content.INTERNAL, default=""),
    code("test", default=""),
    one_of("certainty", *Certainty, null=True),
    text("wording", Content.PERSONAL, default=""),
    code("read_on", default=""),
    as_json("value", Content.PERSONAL, default="{}"),
    CheckConstraint("since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since"),
    CheckConstraint("from_id <> to_id"),
    Index("entity_link_from", "from_id", "kind"),
    Index("entity_link_to", "to_id", "kind"),
)
"""`from` does to `to` what the kind says: owns, controls, directs …; `percent` is a share as the
domain keeps it, `test` says by what somebody controls, `value` has what else the kind carries."""

entity_merge = Table(
    "entity_merge",
    metadata,
    identity(),
    of("kept_id", "entity.id"),
    of("gone_id", "entity.id"),
    filled("reason", Content.DELIBERATION),
    *by_person(),
    CheckConstraint("kept_id <> gone_id"),
    Index("entity_merge_gone", "gone_id"),
    Index("entity_merge_kept", "kept_id"),
)

entity_end = Table(
    "entity_end",
    metadata,
    code("row_id", key=True),
    filled("reason", Content.DELIBERATION),
    *by_person(),
)

entity_mark = Table(
    "entity_mark",
    metadata,
    identity(),
    of("entity_id", "entity.id", index=True),
    truth("sensitive"),
    text("reason", Content.DELIBERATION, check="reason <> ''"),
    person("author"),
    instant("at"),
)

entity_import = Table(
    "entity_import",
    metadata,
    identity(),
    text("name", Content.INTERNAL),
    digest("sha256"),
    code("format"),
    filled("source", Content.OPEN),
    code("grade"),
    number("entities"),
    number("links"),
    *by_person(),
    UniqueConstraint("source", "sha256"),
)

entity_origin = Table(
    "entity_origin",
    metadata,
    text("source", Content.OPEN, key=True),
    filled("key", Content.PERSONAL, key=True),
    of("entity_id", "entity.id"),
    of("import_id", "entity_import.id"),
    Index("entity_origin_entity", "entity_id"),
)
"""`key` is what the source calls the entity; the same key of the same source is the same one."""
