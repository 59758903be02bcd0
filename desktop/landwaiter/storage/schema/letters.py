"""Tables of letters: what the office says in them."""

from sqlalchemy import CheckConstraint, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import code, filled, instant, metadata, person

letter_text = Table(
    "letter_text",
    metadata,
    code("field", key=True),
    code("language", key=True),
    filled("text", Content.OPEN),
    filled("source", Content.OPEN),
    code("since"),
    code("until", null=True),
    person("author"),
    instant("at"),
    CheckConstraint("until IS NULL OR until >= since"),
)
"""What stands now; what stood before is in the audit chain."""
