"""Tables of reviews: remarks a proposal was returned with, and their answers."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text, collate

from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.core_tables import metadata

remark = Table(
    "remark",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("decision_id", Text, ForeignKey("decision.id"), nullable=False),
    Column("place", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

remark_answer = Table(
    "remark_answer",
    metadata,
    Column("id", Text, primary_key=True),
    Column("remark_id", Text, ForeignKey("remark.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

# What earlier similar cases are found by.
Index("party_name", collate(t.party.c.name, "NOCASE"))
Index("classification_code", t.classification.c.code, t.classification.c.list)
