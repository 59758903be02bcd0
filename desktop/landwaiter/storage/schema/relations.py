"""Tables of relations of states and of shares: what was stated, of which states, how it ended."""

from typing import Final

from sqlalchemy import Column, Table

from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
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
        as_json("states"),
        filled("source"),
        one_of("certainty", *_SURE),
        filled("grade"),
        filled("read_on"),
        text("wording", default=""),
        text("note", default=""),
        text("evidence", default=""),
        *by_person(),
    )


country_relation = Table(
    "country_relation",
    metadata,
    identity(),
    text("kind"),
    text("others", default=""),
    text("from_others", default=""),
    text("name", default=""),
    text("since", null=True),
    text("until", null=True),
    text("recurring", default=""),
    text("place", default=""),
    text("service", default=""),
    text("equipment", default=""),
    text("figure", default=""),
    text("unit", default=""),
    *_carried(),
)

country_relation_state = Table(
    "country_relation_state",
    metadata,
    of("relation_id", "country_relation.id", key=True),
    text("state", key=True, index=True),
)

country_relation_end = Table(
    "country_relation_end",
    metadata,
    of("relation_id", "country_relation.id", key=True),
    filled("reason"),
    *by_person(),
)

share = Table(
    "share",
    metadata,
    identity(),
    filled("counted"),
    filled("population"),
    filled("period_from"),
    filled("period_to"),
    filled("edition"),
    filled("method"),
    one_of("computed_by", "program", "publisher"),
    text("numerator", null=True),
    text("denominator", null=True),
    text("unit", default=""),
    text("quoted", null=True),
    text("lower", null=True),
    text("upper", null=True),
    *_carried(),
)

share_state = Table(
    "share_state",
    metadata,
    of("share_id", "share.id", key=True),
    text("state", key=True, index=True),
)

share_end = Table(
    "share_end",
    metadata,
    of("share_id", "share.id", key=True),
    filled("reason"),
    *by_person(),
)
