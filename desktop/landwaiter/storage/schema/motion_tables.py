"""Tables of motions, countersignatures and conflicts of interest."""

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text

from landwaiter.storage.schema.core_tables import metadata

motion = Table(
    "motion",
    metadata,
    Column("id", Text, primary_key=True),
    Column("deed", Text, nullable=False),
    Column("object", Text, nullable=False, index=True),
    Column("case_id", Text, ForeignKey("case_file.id"), index=True),
    Column("text", LargeBinary, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
)

motion_second = Table(
    "motion_second",
    metadata,
    Column("id", Text, primary_key=True),
    Column("motion_id", Text, ForeignKey("motion.id"), nullable=False, unique=True),
    Column("seconder", Text, nullable=False),
    Column("seconder_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
)

motion_end = Table(
    "motion_end",
    metadata,
    Column("motion_id", Text, ForeignKey("motion.id"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

countersignature = Table(
    "countersignature",
    metadata,
    Column("id", Text, primary_key=True),
    Column("decision_id", Text, ForeignKey("decision.id"), nullable=False, unique=True),
    Column("approver", Text, nullable=False),
    Column("approver_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
)

conflict_of_interest = Table(
    "conflict_of_interest",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("user_id", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("lifted_at", Text),
    Column("lifted_by", Text),
    Column("lift_reason", Text, nullable=False, server_default=""),
)
