"""Tables of watch lists: listings by what they say, editions that hold them, re-screening."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from landwaiter.storage.schema.core_tables import metadata

listing_body = Table(
    "listing_body",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("list_id", Text, nullable=False),
    Column("listing_id", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("list_id", "listing_id", "sha256"),
)
"""One entry of a list as it was worded once; editions that do not change it share it."""

edition_listing = Table(
    "edition_listing",
    metadata,
    Column("number", Integer, ForeignKey("list_edition.number"), primary_key=True),
    Column("body_id", Integer, ForeignKey("listing_body.id"), primary_key=True),
)

list_return = Table(
    "list_return",
    metadata,
    Column("id", Text, primary_key=True),
    Column("edition_id", Text, ForeignKey("list_edition.id"), nullable=False),
    Column("head", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""A removed edition that was imported again, with what was said of it this time."""

list_rescreen = Table(
    "list_rescreen",
    metadata,
    Column("id", Text, primary_key=True),
    Column("list_id", Text, nullable=False),
    Column("known", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""An order to screen open cases again; `known` are the rows of the editions until then."""

list_rescreen_step = Table(
    "list_rescreen_step",
    metadata,
    Column("id", Text, primary_key=True),
    Column("rescreen_id", Text, ForeignKey("list_rescreen.id"), nullable=False),
    Column("through", Text, nullable=False),
    Column("added", Integer, nullable=False),
    Column("lapsed", Integer, nullable=False),
    Column("ended", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Open cases through this one are screened; the last step ends the order."""
