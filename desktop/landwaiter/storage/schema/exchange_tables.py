"""Tables of entities that came from another system: each import, and whose identity is whose."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from landwaiter.storage.schema.core_tables import metadata


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


entity_import = Table(
    "entity_import",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("sha256"),
    _text("format"),
    _text("source"),
    _text("grade"),
    Column("entities", Integer, nullable=False),
    Column("links", Integer, nullable=False),
    _text("author"),
    _text("at"),
)

entity_origin = Table(
    "entity_origin",
    metadata,
    Column("source", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("entity_id", Text, ForeignKey("entity.id"), nullable=False, index=True),
    Column("import_id", Text, ForeignKey("entity_import.id"), nullable=False),
)
"""`key` is what the source calls the entity; the same key of the same source is the same one."""
