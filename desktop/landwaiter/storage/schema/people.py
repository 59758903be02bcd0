"""Tables of who works here: users, their roles and statements, drafts, preferences, absences."""

from sqlalchemy import CheckConstraint, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    by_person,
    code,
    identity,
    instant,
    metadata,
    number,
    of,
    one_of,
    person,
    text,
    truth,
)

user = Table(
    "user",
    metadata,
    identity(),
    person("name"),
    person("name_key", unique=True),
    truth("active"),
    instant("created_at"),
    instant("disabled_at", null=True),
)

user_role = Table(
    "user_role",
    metadata,
    of("user_id", "user.id", key=True),
    one_of("role", "analyst", "reviewer", "head", "auditor", "administrator", "service", key=True),
)

statement = Table(
    "statement",
    metadata,
    number("seq", key=True),
    text("text", Content.PERSONAL),
    text("signatures", Content.OPEN),
)

draft = Table(
    "draft",
    metadata,
    person("user_id", key=True),
    code("key", key=True),
    text("content", Content.SOURCE),
    instant("at"),
)

preference = Table(
    "preference",
    metadata,
    person("user_id", key=True),
    code("name", key=True),
    text("value", Content.INTERNAL),
    instant("at"),
)

absence = Table(
    "absence",
    metadata,
    identity(),
    person("user_id", index=True),
    person("person"),
    code("first_day"),
    code("last_day"),
    person("deputy", null=True),
    text("note", Content.INTERNAL, default=""),
    *by_person(),
    CheckConstraint("first_day <= last_day"),
)

absence_end = Table(
    "absence_end",
    metadata,
    of("absence_id", "absence.id", key=True),
    *by_person(),
)
