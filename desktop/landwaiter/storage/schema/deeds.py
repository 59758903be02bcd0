"""Tables of what two persons do: motions, decisions, approvals, conflicts of interest."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    blob,
    by_person,
    by_signature,
    code,
    identity,
    metadata,
    number,
    of,
    of_case,
    one_of,
    person,
    sentence,
    text,
)

motion = Table(
    "motion",
    metadata,
    identity(),
    code("deed"),
    text("object", Content.PERSONAL, index=True),
    of_case(null=True),
    blob("text", Content.SOURCE),
    code("text_sha256"),
    person("author"),
    person("author_id"),
    *by_signature(),
    code("at"),
    Index("motion_at", "at", "id"),
)

motion_second = Table(
    "motion_second",
    metadata,
    identity(),
    of("motion_id", "motion.id", unique=True),
    person("seconder"),
    person("seconder_id"),
    code("role"),
    *by_signature(),
    code("at"),
)

motion_end = Table(
    "motion_end",
    metadata,
    of("motion_id", "motion.id", key=True),
    one_of("state", "carried_out", "declined", "withdrawn"),
    text("reason", Content.DELIBERATION),
    *by_person(),
)

conflict_of_interest = Table(
    "conflict_of_interest",
    metadata,
    identity(),
    of_case(),
    person("user_id"),
    person("user"),
    text("reason", Content.INTERNAL),
    *by_person(),
    code("lifted_at", null=True),
    person("lifted_by", null=True),
    text("lift_reason", Content.DELIBERATION, default=""),
)

decision = Table(
    "decision",
    metadata,
    identity(),
    of_case(),
    number("version"),
    code("outcome"),
    code("items"),
    text("bases", Content.OPEN),
    sentence("basis", Content.OPEN),
    sentence("reason", Content.DELIBERATION),
    person("author"),
    person("author_id"),
    code("at"),
    blob("text", Content.DELIBERATION),
    code("text_sha256"),
    *by_signature(),
    sentence("appeal", Content.OPEN, default=""),
    sentence("hearing", Content.DELIBERATION, default=""),
    UniqueConstraint("case_id", "version"),
)

decision_end = Table(
    "decision_end",
    metadata,
    of("decision_id", "decision.id", key=True),
    code("state"),
    code("kind", default=""),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

approval = Table(
    "approval",
    metadata,
    identity(),
    of("decision_id", "decision.id", unique=True),
    person("approver"),
    person("approver_id"),
    code("role"),
    *by_signature(),
    code("at"),
)

countersignature = Table(
    "countersignature",
    metadata,
    identity(),
    of("decision_id", "decision.id", unique=True),
    person("approver"),
    person("approver_id"),
    code("role"),
    *by_signature(),
    code("at"),
)
