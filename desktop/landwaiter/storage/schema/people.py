"""Tables of who works here: users, their roles and statements, drafts, preferences, absences."""

from sqlalchemy import CheckConstraint, Table

from landwaiter.storage.schema.columns import (
    by_person,
    identity,
    instant,
    metadata,
    number,
    of,
    one_of,
    text,
    truth,
)

user = Table(
    "user",
    metadata,
    identity(),
    text("name"),
    text("name_key", unique=True),
    truth("active"),
    instant("created_at"),
    instant("disabled_at", null=True),
)

user_role = Table(
    "user_role",
    metadata,
    of("user_id", "user.id", key=True),
    one_of("role", "analyst", "reviewer", "head", "auditor", "administrator", key=True),
)

statement = Table(
    "statement",
    metadata,
    number("seq", key=True),
    text("text"),
    text("signatures"),
)

draft = Table(
    "draft",
    metadata,
    text("user_id", key=True),
    text("key", key=True),
    text("content"),
    instant("at"),
)

preference = Table(
    "preference",
    metadata,
    text("user_id", key=True),
    text("name", key=True),
    text("value"),
    instant("at"),
)

absence = Table(
    "absence",
    metadata,
    identity(),
    text("user_id", index=True),
    text("person"),
    text("first_day"),
    text("last_day"),
    text("deputy", null=True),
    text("note", default=""),
    *by_person(),
    CheckConstraint("first_day <= last_day"),
)

absence_end = Table(
    "absence_end",
    metadata,
    of("absence_id", "absence.id", key=True),
    *by_person(),
)
