"""Tables of reviews: what was read, remarks of returns, their answers, feedback on returns."""

from sqlalchemy import Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    by_person,
    code,
    identity,
    metadata,
    of,
    of_case,
    person,
    text,
    truth,
)

remark = Table(
    "remark",
    metadata,
    identity(),
    of_case(),
    of("decision_id", "decision.id"),
    code("place"),
    text("text", Content.DELIBERATION),
    *by_person(),
)

remark_answer = Table(
    "remark_answer",
    metadata,
    identity(),
    of("remark_id", "remark.id", index=True),
    text("text", Content.DELIBERATION),
    *by_person(),
)

section_reading = Table(
    "section_reading",
    metadata,
    identity(),
    of_case(),
    of("decision_id", "decision.id", index=True),
    code("section"),
    code("sha256"),
    person("reader_id"),
    *by_person(),
)

return_feedback = Table(
    "return_feedback",
    metadata,
    identity(),
    of_case(),
    of("decision_id", "decision.id", index=True),
    truth("helpful"),
    text("reason", Content.DELIBERATION),
    *by_person(),
)
