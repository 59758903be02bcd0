"""Tables of the casebook itself."""

from sqlalchemy import Table

from landwaiter.storage.schema.columns import metadata, text

meta = Table(
    "meta",
    metadata,
    text("key", key=True),
    text("value"),
)
