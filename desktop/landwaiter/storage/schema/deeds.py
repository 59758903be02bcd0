"""Tables of what two persons do: motions, decisions, approvals, conflicts of interest."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    blob,
    by_person,
    identity,
    metadata,
    number,
    of,
    of_case,
    one_of,
    sentence,
    text,
)

motion = Table(
    "motion",
    metadata,
    identity(),
    text("deed"),
    text("object", index=True),
    of_case(null=True),
    blob("text"),
    text("text_sha256"),
    text("author"),
    text("author_id"),
    text("key"),
    blob("statement"),
    blob("signature"),
    text("at"),
    Index("motion_at", "at", "id"),
)

motion_second = Table(
    "motion_second",
    metadata,
    identity(),
    of("motion_id", "motion.id", unique=True),
    text("seconder"),
    text("seconder_id"),
    text("role"),
    text("key"),
    blob("statement"),
    blob("signature"),
    text("at"),
)

motion_end = Table(
    "motion_end",
    metadata,
    of("motion_id", "motion.id", key=True),
    one_of("state", "carried_out", "declined", "withdrawn"),
    text("reason"),
    *by_person(),
)

conflict_of_interest = Table(
    "conflict_of_interest",
    metadata,
    identity(),
    of_case(),
    text("user_id"),
    text("user"),
    text("reason"),
    *by_person(),
    text("lifted_at", null=True),
    text("lifted_by", null=True),
    text("lift_reason", default=""),
)

decision = Table(
    "decision",
    metadata,
    identity(),
    of_case(),
    number("version"),
    text("outcome"),
    text("items"),
    text("bases"),
    sentence("basis"),
    sentence("reason"),
    text("author"),
    text("author_id"),
    text("at"),
    blob("text"),
    text("text_sha256"),
    text("key"),
    blob("statement"),
    blob("signature"),
    sentence("appeal", default=""),
    sentence("hearing", default=""),
    UniqueConstraint("case_id", "version"),
)

decision_end = Table(
    "decision_end",
    metadata,
    of("decision_id", "decision.id", key=True),
    text("state"),
    text("kind", default=""),
    sentence("reason"),
    *by_person(),
)

approval = Table(
    "approval",
    metadata,
    identity(),
    of("decision_id", "decision.id", unique=True),
    text("approver"),
    text("approver_id"),
    text("role"),
    text("key"),
    blob("statement"),
    blob("signature"),
    text("at"),
)

countersignature = Table(
    "countersignature",
    metadata,
    identity(),
    of("decision_id", "decision.id", unique=True),
    text("approver"),
    text("approver_id"),
    text("role"),
    text("key"),
    blob("statement"),
    blob("signature"),
    text("at"),
)
