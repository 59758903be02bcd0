"""Tables of sensitive entities and of time-stamps on the audit chain."""

from sqlalchemy import Boolean, Column, ForeignKey, LargeBinary, Table, Text

from landwaiter.storage.schema.core_tables import Instant, metadata

entity_mark = Table(
    "entity_mark",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entity_id", Text, ForeignKey("entity.id"), nullable=False, index=True),
    Column("sensitive", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

time_stamp = Table(
    "time_stamp",
    metadata,
    Column("id", Text, primary_key=True),
    Column("anchor_id", Text, ForeignKey("anchor.id"), nullable=False),
    Column("reply", LargeBinary, nullable=False),
    Column("certificates", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
