"""Tables of parameter interviews: answers, and how an answer ended."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from landwaiter.storage.schema.core_tables import metadata

interview_answer = Table(
    "interview_answer",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", Text, ForeignKey("case_file.id"), nullable=False, index=True),
    Column("item_no", Integer, nullable=False),
    Column("parameter", Text, nullable=False),
    Column("value", Text),
    Column("given", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("evidence", Integer),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

interview_revocation = Table(
    "interview_revocation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("answer_id", Text, ForeignKey("interview_answer.id"), nullable=False, unique=True),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
