"""Tables of goods: their items, where they are, and how they were classified."""

from sqlalchemy import Index, Table

from landwaiter.storage.schema.columns import (
    by_person,
    identity,
    metadata,
    number,
    of,
    of_case,
    text,
)

goods_item = Table(
    "goods_item",
    metadata,
    of("case_id", "case_file.id", key=True),
    number("no", key=True),
    text("status"),
    text("since"),
    text("note", default=""),
    text("came_from", null=True),
    number("came_no", null=True),
    text("left_to", null=True),
)

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
    identity(),
    of_case(),
    number("no"),
    text("act"),
    text("status"),
    text("track", null=True),
    *(text(name, null=True) for name in WHEREABOUTS),
    text("told", null=True),
    text("reason", default=""),
    *by_person(),
)

classification = Table(
    "classification",
    metadata,
    identity(),
    of_case(),
    number("item_no"),
    text("list"),
    text("code"),
    text("edition"),
    text("state"),
    text("basis"),
    text("reason"),
    *by_person(),
    Index("classification_code", "code", "list"),
)
