"""Tables of the office: its settings, its calendars, the count of its references."""

from sqlalchemy import CheckConstraint, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    code,
    filled,
    identity,
    instant,
    metadata,
    number,
    person,
    sentence,
    text,
)

office_setting = Table(
    "office_setting",
    metadata,
    code("key", key=True),
    text("value", Content.INTERNAL),
    person("set_by"),
    instant("at"),
)

calendar_edit = Table(
    "calendar_edit",
    metadata,
    identity(),
    code("state"),
    number("number"),
    code("day"),
    code("change"),
    text("name", Content.OPEN),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
    UniqueConstraint("state", "number"),
    CheckConstraint("change IN ('add', 'remove')"),
)
"""Changes of an office to the calendar of a state; edition n holds those numbered up to n."""

office_texts = Table(
    "office_texts",
    metadata,
    identity(),
    code("language"),
    number("number"),
    code("edition"),
    code("sha256"),
    as_json("texts", Content.OPEN),
    as_json("counts", Content.OPEN),
    code("motion_id", unique=True),
    *by_person(),
    UniqueConstraint("language", "number"),
)
"""Texts of a language that the office supplies; the last number counts, and has none where they
were taken away. Its motion says whether two persons wanted that."""

reason_template = Table(
    "reason_template",
    metadata,
    text("title_key", Content.INTERNAL, key=True),
    filled("title", Content.INTERNAL),
    filled("text", Content.INTERNAL),
    code("act"),
    person("author"),
    instant("at"),
)
"""What stands now; what stood before is in the audit chain."""

reference_counter = Table(
    "reference_counter",
    metadata,
    code("office", key=True),
    number("year", key=True),
    number("last"),
)
