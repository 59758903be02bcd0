"""Tables of what was declared: raw files, declarations, requests to change them."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    code,
    digest,
    identity,
    metadata,
    number,
    of,
    of_case,
    of_number,
    one_of,
    text,
)
from landwaiter.storage.sqlite.dialect import partial_index

raw_file = Table(
    "raw_file",
    metadata,
    identity(),
    code("sha256", unique=True),
    text("name", Content.OPEN),
    number("size"),
    code("format"),
    code("vault_name"),
    *by_person(),
)

declaration = Table(
    "declaration",
    metadata,
    identity(),
    of_case(),
    number("version"),
    code("mrn", null=True, index=True),
    code("local_reference", null=True),
    text("declarant_eori", Content.PERSONAL, null=True),
    text("content", Content.PERSONAL),
    code("content_sha256", index=True),
    of("raw_file_id", "raw_file.id", null=True),
    text("changes", Content.BUSINESS, default="[]"),
    *by_person(),
    code("form", default="declaration/1"),
    text("mapping", Content.INTERNAL, default="{}"),
    number("first_row", null=True),
    UniqueConstraint("case_id", "version"),
    Index("declaration_local", "local_reference", "declarant_eori"),
)

declaration_request = Table(
    "declaration_request",
    metadata,
    identity(),
    of_case(),
    code("kind"),
    of("raw_file_id", "raw_file.id", null=True),
    text("statement", Content.PERSONAL),
    code("content_sha256", index=True),
    *by_person(),
    code("form", default="request/1"),
    code("given_mrn", null=True, index=True),
    code("waited_as", null=True),
)

waiting_message = Table(
    "waiting_message",
    metadata,
    identity(),
    code("kind"),
    code("message"),
    code("mrn", null=True, index=True),
    code("local_reference", null=True, index=True),
    text("happened", Content.OPEN, null=True),
    text("content", Content.PERSONAL),
    code("content_sha256", unique=True),
    code("request_sha256"),
    of("raw_file_id", "raw_file.id"),
    *by_person(),
)
"""Messages on a declaration that the casebook does not have; they go when they are attached."""

trade_message = Table(
    "trade_message",
    metadata,
    identity(),
    of_number("declaration_id", "trade_declaration.id"),
    code("message"),
    code("given_mrn", null=True, index=True),
    text("content", Content.PERSONAL),
    code("content_sha256", unique=True),
    of("raw_file_id", "raw_file.id", index=True),
    *by_person(),
    Index("trade_message_of", "declaration_id"),
    code("waited_as", null=True),
)
"""Messages on a declaration of the trade store, in the version that was the newest when they came;
they stay when it becomes a case, and go with it when it is erased. `waited_as` is what it was as a
`waiting_message`, here and on cases: what the audit trail said of that goes with the message."""

for _message in (declaration_request, trade_message):
    partial_index(f"{_message.name}_waited", _message.c.waited_as, where="waited_as IS NOT NULL")

watched_file = Table(
    "watched_file",
    metadata,
    identity(),
    text("folder", Content.INTERNAL),
    text("name", Content.OPEN),
    digest("sha256"),
    one_of("state", "taken", "refused"),
    text("moved_to", Content.OPEN),
    as_json("faults", Content.PERSONAL, default="[]"),
    number("fault_count"),
    *by_person(),
    Index("watched_file_sha256", "sha256"),
    Index("watched_file_state", "state", "id"),
    Index("watched_file_place", "folder", "name", "id"),
)
"""What came of a file in a watched folder, and where it is moved to: said before it is moved.

`faults` are the first of why it was refused, `fault_count` is how many there were.
"""

watched_file_settled = Table(
    "watched_file_settled",
    metadata,
    of("file_id", "watched_file.id", key=True),
    text("reason", Content.DELIBERATION),
    *by_person(),
)
"""A refused file that a person has dealt with otherwise than by taking it in."""
