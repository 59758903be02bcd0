"""Tables of the office's registers: entries as stated, what is loaded, what was written off."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from landwaiter.storage.schema.core_tables import metadata


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


register_entry = Table(
    "register_entry",
    metadata,
    _id(),
    _text("register"),
    _text("issuer"),
    _text("ref"),
    _text("content"),
    _text("sha256"),
    _text("reason"),
    _text("batch"),
    _text("motion_id"),
    _text("author"),
    _text("at"),
)
"""The newest row of a register, issuer and reference counts; `batch` is the hash of the change."""

register_load = Table(
    "register_load",
    metadata,
    _id(),
    _text("register"),
    _text("issuer"),
    _text("as_of"),
    Column("loaded", Integer, nullable=False),
    _text("source"),
    _text("batch"),
    _text("motion_id"),
    _text("author"),
    _text("at"),
)

licence_write_off = Table(
    "licence_write_off",
    metadata,
    _id(),
    _text("issuer"),
    _text("ref"),
    Column("item", Integer, nullable=False),
    _text("quantity", null=True),
    _text("value", null=True),
    _text("day"),
    _text("reference"),
    Column("case_item", Integer, nullable=True),
    _text("mrn"),
    _text("reason"),
    Column("over", Integer, nullable=False),
    Column("undoes", Text, ForeignKey("licence_write_off.id"), nullable=True),
    _text("author"),
    _text("at"),
)
"""It names a case by its reference alone: what left counts after the case itself is removed."""
