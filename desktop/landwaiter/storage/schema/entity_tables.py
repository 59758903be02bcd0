"""Tables of what is stated of entities: facts, links, merges, and the end of each."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from landwaiter.storage.schema.core_tables import metadata


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _entity(name: str) -> Column[str]:
    return Column(name, Text, ForeignKey("entity.id"), nullable=False, index=True)


def _stated() -> tuple[Column[str], ...]:
    return (
        _text("since", null=True),
        _text("until", null=True),
        _text("source"),
        _text("grade"),
        _text("note"),
        _text("author"),
        _text("at"),
        _text("evidence"),
    )


entity_fact = Table(
    "entity_fact",
    metadata,
    Column("id", Text, primary_key=True),
    _entity("entity_id"),
    _text("kind"),
    _text("value"),
    *_stated(),
)
"""`since` and `until` are ISO 8601 at whatever precision is known; `grade` is a source grading."""

entity_link = Table(
    "entity_link",
    metadata,
    Column("id", Text, primary_key=True),
    _entity("from_id"),
    _entity("to_id"),
    _text("kind"),
    _text("percent", null=True),
    *_stated(),
    _text("test"),
)
"""`from` does to `to` what the kind says: owns, controls, directs …; `percent` is a share as the
domain keeps it, `test` says by what somebody controls."""

entity_merge = Table(
    "entity_merge",
    metadata,
    Column("id", Text, primary_key=True),
    _entity("kept_id"),
    _entity("gone_id"),
    _text("reason"),
    _text("author"),
    _text("at"),
)

entity_end = Table(
    "entity_end",
    metadata,
    Column("row_id", Text, primary_key=True),
    _text("reason"),
    _text("author"),
    _text("at"),
)

entity_dossier = Table(
    "entity_dossier",
    metadata,
    Column("id", Text, primary_key=True),
    _entity("entity_id"),
    Column("no", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    _text("sha256"),
    _text("author"),
    _text("at"),
)
"""Frozen reports on an entity, numbered by entity."""
