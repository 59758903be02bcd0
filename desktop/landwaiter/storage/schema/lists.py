"""Tables of watch lists: listings by what they say, editions that hold them, their indexes."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    KEY_ORDERED,
    as_json,
    by_person,
    code,
    digest,
    flag,
    identity,
    metadata,
    number,
    of,
    of_number,
    text,
)

list_edition = Table(
    "list_edition",
    metadata,
    identity(),
    text("list_id", Content.OPEN, confided=True),
    text("title", Content.OPEN, confided=True),
    code("kind"),
    text("edition", Content.OPEN, confided=True),
    text("sha256", Content.OPEN, confided=True),
    text("source", Content.OPEN, confided=True),
    text("licence", Content.OPEN, confided=True),
    code("trust"),
    number("listings"),
    code("published", null=True),
    code("imported_at"),
    code("removed_at", null=True),
    number("number", null=True),
    flag("confidential", default=0),
    UniqueConstraint("list_id", "sha256"),
    Index("list_edition_number", "number", unique=True),
)

listing_body = Table(
    "listing_body",
    metadata,
    number("id", key=True),
    text("list_id", Content.OPEN, confided=True),
    text("listing_id", Content.OPEN, confided=True),
    text("sha256", Content.OPEN, confided=True),
    as_json("body", Content.PERSONAL, confided=True),
    UniqueConstraint("list_id", "listing_id", "sha256"),
)
"""One entry of a list as it was worded once; editions that do not change it share it."""

edition_listing = Table(
    "edition_listing",
    metadata,
    of_number("number", "list_edition.number", key=True),
    of_number("body_id", "listing_body.id", key=True),
    info=KEY_ORDERED,
)

list_return = Table(
    "list_return",
    metadata,
    identity(),
    of("edition_id", "list_edition.id"),
    as_json("head", Content.OPEN, confided=True),
    *by_person(),
)
"""A removed edition that was imported again, with what was said of it this time."""

list_index = Table(
    "list_index",
    metadata,
    identity(),
    of("edition_id", "list_edition.id", index=True),
    code("engine"),
    number("format"),
    code("folder"),
    code("sha256"),
    code("made_at"),
)
"""Derived from the listings and made again at any time; the newest row of an edition counts."""

joint_index = Table(
    "joint_index",
    metadata,
    identity(),
    digest("covers"),
    code("engine"),
    number("format"),
    code("folder"),
    code("sha256"),
    code("made_at"),
)
"""An index over several published lists at once; the newest row counts."""
