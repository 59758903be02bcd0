"""Tables of what is recorded about evidence beside its file; rows only come."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from landwaiter.storage.schema.core_tables import metadata


def _of_evidence() -> Column[str]:
    return Column("evidence_id", Text, ForeignKey("evidence.id"), nullable=False, index=True)


def _texts(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, Text, nullable=False) for name in names)


custody_event = Table(
    "custody_event",
    metadata,
    Column("id", Text, primary_key=True),
    _of_evidence(),
    *_texts("kind", "party", "place", "seal", "note", "happened_at", "author", "at"),
)

evidence_grading = Table(
    "evidence_grading",
    metadata,
    Column("id", Text, primary_key=True),
    _of_evidence(),
    *_texts("source", "information", "reason", "author", "at"),
)

evidence_confidence = Table(
    "evidence_confidence",
    metadata,
    Column("id", Text, primary_key=True),
    _of_evidence(),
    Column("in_confidence", Integer, nullable=False),
    *_texts("reason", "author", "at"),
)

evidence_wipe = Table(
    "evidence_wipe",
    metadata,
    Column("evidence_id", Text, ForeignKey("evidence.id"), primary_key=True),
    Column("motion_id", Text, ForeignKey("motion.id"), nullable=False),
    *_texts("reason", "author", "at"),
)
