"""Tables of the life cycle: where goods are, links of cases, tracks by item, own clocks, calendars.

Their rows only come: what a person stated is never changed, and its end is a row of its own.
"""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from landwaiter.storage.schema.core_tables import metadata
from landwaiter.storage.schema.message_columns import WordedText


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _text(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=null, server_default=default)


def _of(name: str, other: str, *, null: bool = False, index: bool = True) -> Column[str]:
    return Column(name, Text, ForeignKey(other), nullable=null, index=index)


def _stated() -> tuple[Column[str], Column[str], Column[str]]:
    return Column("reason", WordedText, nullable=False), _text("author"), _text("at")


WHEREABOUTS = (
    "office",
    "location",
    "container",
    "seal",
    "presented_at",
    "cut_off",
    "storage_cost",
)
"""What is known of where an item is; of each the newest that was stated counts."""

goods_event = Table(
    "goods_event",
    metadata,
    _id(),
    _of("case_id", "case_file.id"),
    Column("no", Integer, nullable=False),
    _text("act"),
    _text("status"),
    _text("track", null=True),
    *(_text(name, null=True) for name in WHEREABOUTS),
    _text("told", null=True),
    _text("reason", default=""),
    _text("author"),
    _text("at"),
)

case_link = Table(
    "case_link",
    metadata,
    _id(),
    _of("case_id", "case_file.id"),
    _of("other_id", "case_file.id"),
    _text("kind"),
    _text("items", default="{}"),
    *_stated(),
)
"""`case_id` was merged into `other_id`, or some of its items were split off into `other_id`."""

track_item_end = Table(
    "track_item_end",
    metadata,
    _id(),
    _of("track_id", "track.id"),
    Column("no", Integer, nullable=False),
    *_stated(),
)

hearing_exception = Table(
    "hearing_exception",
    metadata,
    _id(),
    _of("case_id", "case_file.id"),
    _text("basis"),
    *_stated(),
)

stay_held = Table(
    "stay_held",
    metadata,
    _id(),
    _of("case_id", "case_file.id"),
    Column("no", Integer, nullable=False),
    _of("track_id", "track.id", index=False),
    *_stated(),
)

case_clock = Table(
    "case_clock",
    metadata,
    _id(),
    _of("case_id", "case_file.id"),
    _of("track_id", "track.id", null=True, index=False),
    _text("basis"),
    Column("length", Integer, nullable=False),
    _text("unit"),
    _text("start_at"),
    _text("calendar"),
    Column("calendar_edits", Integer, nullable=False),
    *_stated(),
)

case_clock_end = Table(
    "case_clock_end",
    metadata,
    Column("clock_id", Text, ForeignKey("case_clock.id"), primary_key=True),
    *_stated(),
)

calendar_edit = Table(
    "calendar_edit",
    metadata,
    _id(),
    _text("state"),
    Column("number", Integer, nullable=False),
    _text("day"),
    _text("change"),
    _text("name"),
    *_stated(),
    UniqueConstraint("state", "number"),
)
"""Changes of an office to the calendar of a state; edition n holds those numbered up to n."""
