"""Tables of seizure records and of monitoring programmes."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text, UniqueConstraint

from landwaiter.storage.schema.core_tables import metadata

record_entry = Table(
    "record_entry",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("item_no", Integer),
    Column("value", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

monitor = Table(
    "monitor",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text(collation="NOCASE"), nullable=False, unique=True),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

monitor_version = Table(
    "monitor_version",
    metadata,
    Column("id", Text, primary_key=True),
    Column("monitor_id", Text, ForeignKey("monitor.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("rules", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("monitor_id", "version"),
)

monitor_end = Table(
    "monitor_end",
    metadata,
    Column("monitor_id", Text, ForeignKey("monitor.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

monitor_run = Table(
    "monitor_run",
    metadata,
    Column("id", Text, primary_key=True),
    Column("monitor_id", Text, ForeignKey("monitor.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("head_seq", Integer, nullable=False),
    Column("head_sha256", Text, nullable=False),
    Column("upto", Text, nullable=False),
    Column("editions", Text, nullable=False),
    Column("result", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("dossier", LargeBinary, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
