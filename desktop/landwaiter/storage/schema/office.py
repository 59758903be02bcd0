"""Tables of the office: its settings, its calendars, the count of its references."""

from sqlalchemy import CheckConstraint, Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    filled,
    identity,
    instant,
    metadata,
    number,
    sentence,
    text,
)

office_setting = Table(
    "office_setting",
    metadata,
    text("key", key=True),
    text("value"),
    text("set_by"),
    instant("at"),
)

calendar_edit = Table(
    "calendar_edit",
    metadata,
    identity(),
    text("state"),
    number("number"),
    text("day"),
    text("change"),
    text("name"),
    sentence("reason"),
    *by_person(),
    UniqueConstraint("state", "number"),
    CheckConstraint("change IN ('add', 'remove')"),
)
"""Changes of an office to the calendar of a state; edition n holds those numbered up to n."""

office_texts = Table(
    "office_texts",
    metadata,
    identity(),
    text("language"),
    number("number"),
    text("edition"),
    text("sha256"),
    as_json("texts"),
    as_json("counts"),
    text("motion_id", unique=True),
    *by_person(),
    UniqueConstraint("language", "number"),
)
"""Texts of a language that the office supplies; the last number counts, and has none where they
were taken away. Its motion says whether two persons wanted that."""

reason_template = Table(
    "reason_template",
    metadata,
    text("title_key", key=True),
    filled("title"),
    filled("text"),
    text("act"),
    text("author"),
    instant("at"),
)
"""What stands now; what stood before is in the audit chain."""

reference_counter = Table(
    "reference_counter",
    metadata,
    text("office", key=True),
    number("year", key=True),
    number("last"),
)
