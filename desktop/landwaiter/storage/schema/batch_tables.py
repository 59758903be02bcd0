"""How far the screening of a file has come: no record, it is swept when the file is done."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from landwaiter.storage.schema.core_tables import metadata

batch_run = Table(
    "batch_run",
    metadata,
    Column("id", Text, primary_key=True),
    Column("author", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""`asked` is the file by its hash, with everything that its result depends on."""

batch_part = Table(
    "batch_part",
    metadata,
    Column("run_id", Text, ForeignKey("batch_run.id"), primary_key=True),
    Column("no", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""The hits of some names, in their order."""
