"""Tables of retention: regime, end of proceedings, legal holds, tombstones, access, disclosures."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from landwaiter.storage.schema.core_tables import metadata
from landwaiter.storage.schema.message_columns import WordedText


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _sentence(name: str) -> Column[str]:
    """A text that a person typed, or a message."""
    return Column(name, WordedText, nullable=False)


def _of_case(*, null: bool = False) -> Column[str]:
    return Column("case_id", Text, ForeignKey("case_file.id"), nullable=null)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


case_regime = Table(
    "case_regime",
    metadata,
    _id(),
    _of_case(),
    _text("purpose"),
    _text("regime"),
    _text("reason"),
    _text("author"),
    _text("at"),
)

proceedings_end = Table(
    "proceedings_end",
    metadata,
    _id(),
    _of_case(),
    _text("date"),
    _text("reason"),
    _text("author"),
    _text("at"),
)

legal_hold = Table(
    "legal_hold",
    metadata,
    _id(),
    _of_case(),
    _text("act"),
    _text("reason"),
    _text("author"),
    _text("at"),
)

legal_hold_end = Table(
    "legal_hold_end",
    metadata,
    Column("hold_id", Text, ForeignKey("legal_hold.id"), primary_key=True),
    _text("reason"),
    _text("author"),
    _text("at"),
)

case_removal = Table(
    "case_removal",
    metadata,
    Column("case_id", Text, ForeignKey("case_file.id"), primary_key=True),
    _text("motion_id"),
    _text("reference"),
    _text("purpose"),
    _text("regime"),
    _text("ended"),
    _text("due", null=True),
    Column("keeps_decision", Integer, nullable=False),
    _text("sha256"),
    _text("rows"),
    _text("raw_files"),
    _text("reason"),
    _text("author"),
    _text("seconder"),
    _text("at"),
)
"""The tombstone of a case: `rows` holds table → key → SHA-256 of each row that was erased."""

access_request = Table(
    "access_request",
    metadata,
    _id(),
    Column("no", Integer, nullable=False, unique=True),
    _text("name"),
    _text("identifier", null=True),
    _text("born", null=True),
    _text("received"),
    _text("author"),
    _text("at"),
)

access_entry = Table(
    "access_entry",
    metadata,
    _id(),
    Column("request_id", Text, ForeignKey("access_request.id"), nullable=False, index=True),
    _of_case(null=True),
    Column("no", Integer, nullable=False),
    _text("kind"),
    _text("object"),
    _text("place"),
    _text("text"),
    _text("matched"),
    Column("score", Integer, nullable=False),
    _sentence("how"),
    _text("at"),
)

access_mark = Table(
    "access_mark",
    metadata,
    _id(),
    Column("entry_id", Text, ForeignKey("access_entry.id"), nullable=False, index=True),
    _text("kind"),
    _text("value"),
    _text("reason"),
    _text("author"),
    _text("at"),
)
"""What a person says of an entry: `person` same or different, `refuse` a ground, `redact` words."""

disclosure = Table(
    "disclosure",
    metadata,
    _id(),
    _of_case(null=True),
    Column("request_id", Text, ForeignKey("access_request.id"), nullable=True),
    _text("recipient"),
    _text("basis"),
    _sentence("what"),
    _text("file"),
    _text("sha256"),
    _text("author"),
    _text("at"),
)
