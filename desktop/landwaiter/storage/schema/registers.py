"""Tables of the office's registers: entries as stated, what is loaded, what was written off."""

from sqlalchemy import CheckConstraint, Index, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    code,
    digest,
    filled,
    flag,
    identity,
    marked,
    metadata,
    number,
    of,
    one_of,
    text,
)
from landwaiter.storage.sqlite.full_text import HINTS, words_table

register_entry = Table(
    "register_entry",
    metadata,
    identity(),
    one_of("register", "licences", "denials", "informed", "findings"),
    filled("issuer", Content.OPEN),
    filled("ref", Content.OPEN),
    as_json("content", Content.INTERNAL),
    digest("sha256"),
    text("reason", Content.DELIBERATION),
    code("batch"),
    code("motion_id"),
    *by_person(),
    Index("register_entry_key", "register", "issuer", "ref", "id"),
)
"""The newest row of a register, issuer and reference counts; `batch` is the hash of the change."""

register_words = words_table("register_words", metadata, words=HINTS, info=marked(Content.BUSINESS))
register_worded = Table(
    "register_worded",
    metadata,
    number("serial", key=True),
    one_of("register", "licences", "denials", "informed", "findings"),
    filled("issuer", Content.OPEN),
    filled("ref", Content.OPEN),
)
"""Of each entry where its words stand, and by what lists are sorted."""

register_load = Table(
    "register_load",
    metadata,
    identity(),
    one_of("register", "licences", "denials", "informed", "findings"),
    filled("issuer", Content.OPEN),
    code("as_of"),
    flag("loaded"),
    text("source", Content.OPEN),
    code("batch"),
    code("motion_id"),
    *by_person(),
)

licence_write_off = Table(
    "licence_write_off",
    metadata,
    identity(),
    text("issuer", Content.OPEN),
    text("ref", Content.OPEN),
    number("item", check="item > 0"),
    text("quantity", Content.BUSINESS, null=True),
    text("value", Content.BUSINESS, null=True),
    code("day"),
    code("reference"),
    number("case_item", null=True),
    code("mrn"),
    text("reason", Content.DELIBERATION),
    flag("over"),
    of("undoes", "licence_write_off.id", null=True),
    *by_person(),
    CheckConstraint("undoes IS NOT NULL OR quantity IS NOT NULL OR value IS NOT NULL"),
    Index("licence_write_off_licence", "issuer", "ref", "id"),
    Index("licence_write_off_undone", "undoes", unique=True),
)
"""It names a case by its reference alone: what left counts after the case itself is removed."""
