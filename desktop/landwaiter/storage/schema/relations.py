"""Tables of relations of states and of shares: what was stated, of which states, how it ended."""

from typing import Final

from sqlalchemy import Column, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    code,
    filled,
    identity,
    metadata,
    of,
    one_of,
    text,
)

_SURE: Final = ("established", "assessed", "reported", "alleged")


def _carried() -> tuple[Column[str], ...]:
    """What each statement carries with it."""
    return (
        as_json("states", Content.OPEN),
        filled("source", Content.OPEN),
        one_of("certainty", *_SURE),
        filled("grade", Content.OPEN),
        filled("read_on", Content.OPEN),
        text("wording", Content.PERSONAL, default=""),
        text("note", Content.INTERNAL, default=""),
        text("evidence", Content.OPEN, default=""),
        *by_person(),
    )


country_relation = Table(
    "country_relation",
    metadata,
    identity(),
    code("kind"),
    text("others", Content.OPEN, default=""),
    text("from_others", Content.OPEN, default=""),
    text("name", Content.OPEN, default=""),
    code("since", null=True),
    code("until", null=True),
    text("recurring", Content.OPEN, default=""),
    text("place", Content.OPEN, default=""),
    text("service", Content.OPEN, default=""),
    text("equipment", Content.OPEN, default=""),
    text("figure", Content.OPEN, default=""),
    code("unit", default=""),
    *_carried(),
)

country_relation_state = Table(
    "country_relation_state",
    metadata,
    of("relation_id", "country_relation.id", key=True),
    code("state", key=True, index=True),
)

country_relation_end = Table(
    "country_relation_end",
    metadata,
    of("relation_id", "country_relation.id", key=True),
    filled("reason", Content.DELIBERATION),
    *by_person(),
)

share = Table(
    "share",
    metadata,
    identity(),
    filled("counted", Content.OPEN),
    filled("population", Content.OPEN),
    filled("period_from", Content.OPEN),
    filled("period_to", Content.OPEN),
    filled("edition", Content.OPEN),
    filled("method", Content.OPEN),
    one_of("computed_by", "program", "publisher"),
    text("numerator", Content.OPEN, null=True),
    text("denominator", Content.OPEN, null=True),
    text("unit", Content.OPEN, default=""),
    text("quoted", Content.OPEN, null=True),
    text("lower", Content.OPEN, null=True),
    text("upper", Content.OPEN, null=True),
    *_carried(),
)

share_state = Table(
    "share_state",
    metadata,
    of("share_id", "share.id", key=True),
    code("state", key=True, index=True),
)

share_end = Table(
    "share_end",
    metadata,
    of("share_id", "share.id", key=True),
    filled("reason", Content.DELIBERATION),
    *by_person(),
)
