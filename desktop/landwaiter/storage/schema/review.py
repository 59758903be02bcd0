"""Tables of reviews: what was read, remarks of returns, their answers, feedback on returns."""

from sqlalchemy import Table

from landwaiter.storage.schema.columns import (
    by_person,
    identity,
    metadata,
    of,
    of_case,
    text,
    truth,
)

remark = Table(
    "remark",
    metadata,
    identity(),
    of_case(),
    of("decision_id", "decision.id"),
    text("place"),
    text("text"),
    *by_person(),
)

remark_answer = Table(
    "remark_answer",
    metadata,
    identity(),
    of("remark_id", "remark.id", index=True),
    text("text"),
    *by_person(),
)

section_reading = Table(
    "section_reading",
    metadata,
    identity(),
    of_case(),
    of("decision_id", "decision.id", index=True),
    text("section"),
    text("sha256"),
    text("reader_id"),
    *by_person(),
)

return_feedback = Table(
    "return_feedback",
    metadata,
    identity(),
    of_case(),
    of("decision_id", "decision.id", index=True),
    truth("helpful"),
    text("reason"),
    *by_person(),
)
