"""Tables of letters: those that were issued, and what the office says in them."""

from sqlalchemy import CheckConstraint, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    blob,
    by_person,
    code,
    digest,
    filled,
    identity,
    instant,
    metadata,
    number,
    of_case,
    person,
    text,
)

letter_out = Table(
    "letter_out",
    metadata,
    identity(),
    of_case(),
    number("no", check="no > 0"),
    code("kind"),
    code("language"),
    filled("recipient", Content.PERSONAL),
    blob("body", Content.PERSONAL),
    digest("sha256"),
    digest("template_sha256"),
    digest("pdf_sha256"),
    *by_person(),
    UniqueConstraint("case_id", "no"),
)
"""As it went out: `body` is the canonical JSON of all that it says, `sha256` its hash."""

letter_template = Table(
    "letter_template",
    metadata,
    identity(),
    code("kind"),
    code("language"),
    number("number", check="number > 0"),
    text("body", Content.OPEN),
    digest("sha256"),
    code("since"),
    code("until", null=True),
    code("motion_id", unique=True),
    *by_person(),
    UniqueConstraint("kind", "language", "number"),
    CheckConstraint("until IS NULL OR until >= since"),
)
"""Versions of the office; without a body, the model is used again. Its motion says whether two
persons wanted that."""

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
