"""Tables of what was declared: raw files, declarations, requests to change them."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    by_person,
    identity,
    metadata,
    number,
    of,
    of_case,
    text,
)

raw_file = Table(
    "raw_file",
    metadata,
    identity(),
    text("sha256", unique=True),
    text("name"),
    number("size"),
    text("format"),
    text("vault_name"),
    *by_person(),
)

declaration = Table(
    "declaration",
    metadata,
    identity(),
    of_case(),
    number("version"),
    text("mrn", null=True, index=True),
    text("local_reference", null=True),
    text("declarant_eori", null=True),
    text("content"),
    text("content_sha256", index=True),
    of("raw_file_id", "raw_file.id", null=True),
    text("changes", default="[]"),
    *by_person(),
    text("form", default="declaration/1"),
    text("mapping", default="{}"),
    UniqueConstraint("case_id", "version"),
    Index("declaration_local", "local_reference", "declarant_eori"),
)

declaration_request = Table(
    "declaration_request",
    metadata,
    identity(),
    of_case(),
    text("kind"),
    of("raw_file_id", "raw_file.id", null=True),
    text("statement"),
    text("content_sha256"),
    *by_person(),
    text("form", default="request/1"),
)
