"""Tables of who works on what: assignments, delegations, absences, and who has a case open."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text

from landwaiter.storage.schema.core_tables import metadata


def _text(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=null, server_default=default)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _of_case() -> Column[str]:
    return Column("case_id", Text, ForeignKey("case_file.id"), nullable=False, index=True)


def _by_person() -> tuple[Column[str], Column[str]]:
    return _text("author"), _text("at")


assignment = Table(
    "assignment",
    metadata,
    _id(),
    _of_case(),
    _text("holder"),
    _text("note", default=""),
    *_by_person(),
)

delegation = Table(
    "delegation",
    metadata,
    _id(),
    _of_case(),
    _text("holder"),
    Column("deputy", Text, nullable=False, index=True),
    _text("until"),
    _text("note", default=""),
    *_by_person(),
    CheckConstraint("holder <> deputy"),
)
"""`until` is the last day on which the deputy acts: after it the case is the holder's again."""

delegation_end = Table(
    "delegation_end",
    metadata,
    Column("delegation_id", Text, ForeignKey("delegation.id"), primary_key=True),
    _text("why"),
    _text("reason", default=""),
    *_by_person(),
)

absence = Table(
    "absence",
    metadata,
    _id(),
    Column("user_id", Text, nullable=False, index=True),
    _text("person"),
    _text("first_day"),
    _text("last_day"),
    _text("deputy", null=True),
    _text("note", default=""),
    *_by_person(),
    CheckConstraint("first_day <= last_day"),
)

absence_end = Table(
    "absence_end",
    metadata,
    Column("absence_id", Text, ForeignKey("absence.id"), primary_key=True),
    *_by_person(),
)

presence = Table(
    "presence",
    metadata,
    _id(),
    Column("case_id", Text, ForeignKey("case_file.id"), primary_key=True, index=True),
    _text("user_id"),
    _text("person"),
    _text("since"),
    _text("seen"),
)
"""A case open in a window (`id`), seen alive at `seen`; nobody is answerable for it: no audit."""
