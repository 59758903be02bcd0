"""Tables of goods: their items, where they are, and how they were classified."""

from sqlalchemy import Index, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    by_person,
    code,
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
    code("status"),
    code("since"),
    text("note", Content.INTERNAL, default=""),
    code("came_from", null=True),
    number("came_no", null=True),
    code("left_to", null=True),
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
    code("act"),
    code("status"),
    code("track", null=True),
    *(text(name, Content.OPEN, null=True) for name in WHEREABOUTS),
    text("told", Content.PERSONAL, null=True),
    text("reason", Content.DELIBERATION, default=""),
    *by_person(),
)

classification = Table(
    "classification",
    metadata,
    identity(),
    of_case(),
    number("item_no"),
    code("list"),
    code("code"),
    code("edition"),
    code("state"),
    text("basis", Content.OPEN),
    text("reason", Content.DELIBERATION),
    *by_person(),
    Index("classification_code", "code", "list"),
)
