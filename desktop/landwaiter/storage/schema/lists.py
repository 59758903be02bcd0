"""Tables of watch lists: listings by what they say, editions that hold them, their indexes."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    KEY_ORDERED,
    as_json,
    by_person,
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
    text("list_id"),
    text("title"),
    text("kind"),
    text("edition"),
    text("sha256"),
    text("source"),
    text("licence"),
    text("trust"),
    number("listings"),
    text("published", null=True),
    text("imported_at"),
    text("removed_at", null=True),
    number("number", null=True),
    flag("confidential", default=0),
    UniqueConstraint("list_id", "sha256"),
    Index("list_edition_number", "number", unique=True),
)

listing_body = Table(
    "listing_body",
    metadata,
    number("id", key=True),
    text("list_id"),
    text("listing_id"),
    text("sha256"),
    as_json("body"),
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
    as_json("head"),
    *by_person(),
)
"""A removed edition that was imported again, with what was said of it this time."""

list_index = Table(
    "list_index",
    metadata,
    identity(),
    of("edition_id", "list_edition.id", index=True),
    text("engine"),
    number("format"),
    text("folder"),
    text("sha256"),
    text("made_at"),
)
"""Derived from the listings and made again at any time; the newest row of an edition counts."""
