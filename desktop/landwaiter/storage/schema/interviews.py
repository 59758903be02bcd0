"""Tables of parameter interviews: answers, and how an answer ended."""

from sqlalchemy import Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    by_person,
    code,
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
    code("parameter"),
    text("value", Content.BUSINESS, null=True),
    text("given", Content.BUSINESS),
    text("source", Content.OPEN),
    text("document", Content.OPEN),
    code("date"),
    number("evidence", null=True),
    *by_person(),
)

interview_revocation = Table(
    "interview_revocation",
    metadata,
    identity(),
    of("answer_id", "interview_answer.id", unique=True),
    text("reason", Content.DELIBERATION),
    *by_person(),
)
