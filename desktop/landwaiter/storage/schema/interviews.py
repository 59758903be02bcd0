"""Tables of parameter interviews: answers, and how an answer ended."""

from sqlalchemy import Table

from landwaiter.storage.schema.columns import (
    by_person,
    identity,
    metadata,
    number,
    of,
    of_case,
    text,
)

interview_answer = Table(
    "interview_answer",
    metadata,
    identity(),
    of_case(),
    number("item_no"),
    text("parameter"),
    text("value", null=True),
    text("given"),
    text("source"),
    text("document"),
    text("date"),
    number("evidence", null=True),
    *by_person(),
)

interview_revocation = Table(
    "interview_revocation",
    metadata,
    identity(),
    of("answer_id", "interview_answer.id", unique=True),
    text("reason"),
    *by_person(),
)
