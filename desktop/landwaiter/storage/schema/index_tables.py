"""Which folder beside the database holds the index of which edition of a list."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from landwaiter.storage.schema.core_tables import metadata

list_index = Table(
    "list_index",
    metadata,
    Column("id", Text, primary_key=True),
    Column("edition_id", Text, ForeignKey("list_edition.id"), nullable=False, index=True),
    Column("engine", Text, nullable=False),
    Column("format", Integer, nullable=False),
    Column("folder", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)
"""Derived from the listings and made again at any time; the newest row of an edition counts."""
