"""Tables of tasks: what a new edition of a pack asks of a case, and how that ended."""

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from landwaiter.storage.schema.core_tables import metadata

edition_task = Table(
    "edition_task",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("case_file.id"), nullable=False),
    Column("pack_id", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("edition_sha256", Text, nullable=False),
    Column("touched", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("case_id", "pack_id", "edition_sha256"),
)

edition_task_end = Table(
    "edition_task_end",
    metadata,
    Column("id", Text, primary_key=True),
    Column("task_id", Text, ForeignKey("edition_task.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("task_id"),
)
