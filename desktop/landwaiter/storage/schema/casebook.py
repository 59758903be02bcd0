"""Tables of the casebook itself."""

from sqlalchemy import Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    code,
    metadata,
    text,
)

meta = Table(
    "meta",
    metadata,
    code("key", key=True),
    text("value", Content.INTERNAL),
)
