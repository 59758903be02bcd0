"""Tables of retention: regime, end of proceedings, legal holds, tombstones, access, disclosures."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    code,
    digest,
    filled,
    flag,
    identity,
    metadata,
    number,
    of,
    of_case,
    one_of,
    person,
    sentence,
    text,
)

case_regime = Table(
    "case_regime",
    metadata,
    identity(),
    of_case(),
    one_of("purpose", "administrative", "criminal"),
    one_of("regime", "gdpr", "2016/680", "515/97"),
    text("reason", Content.DELIBERATION),
    *by_person(),
)

proceedings_end = Table(
    "proceedings_end",
    metadata,
    identity(),
    of_case(),
    code("date"),
    text("reason", Content.DELIBERATION),
    *by_person(),
)

legal_hold = Table(
    "legal_hold",
    metadata,
    identity(),
    of_case(),
    text("act", Content.INTERNAL),
    text("reason", Content.DELIBERATION),
    *by_person(),
)

legal_hold_end = Table(
    "legal_hold_end",
    metadata,
    of("hold_id", "legal_hold.id", key=True),
    text("reason", Content.DELIBERATION),
    *by_person(),
)

case_removal = Table(
    "case_removal",
    metadata,
    of("case_id", "case_file.id", key=True),
    code("motion_id"),
    code("reference"),
    code("purpose"),
    code("regime"),
    code("ended"),
    code("due", null=True),
    flag("keeps_decision"),
    code("sha256"),
    as_json("rows", Content.OPEN),
    as_json("raw_files", Content.OPEN),
    text("reason", Content.DELIBERATION),
    person("author"),
    person("seconder"),
    code("at"),
    Index("case_removal_at", "at", "reference"),
)
"""The tombstone of a case: `rows` holds table → key → SHA-256 of each row that was erased."""

access_request = Table(
    "access_request",
    metadata,
    identity(),
    number("no", unique=True),
    text("name", Content.PERSONAL),
    text("identifier", Content.PERSONAL, null=True),
    text("born", Content.PERSONAL, null=True),
    code("received"),
    *by_person(),
)

access_entry = Table(
    "access_entry",
    metadata,
    identity(),
    of("request_id", "access_request.id", index=True),
    of_case(null=True),
    number("no"),
    code("kind"),
    text("object", Content.PERSONAL),
    text("place", Content.PERSONAL),
    text("text", Content.SOURCE),
    text("matched", Content.PERSONAL),
    number("score"),
    sentence("how", Content.INTERNAL),
    code("at"),
    UniqueConstraint("request_id", "no"),
)

access_mark = Table(
    "access_mark",
    metadata,
    identity(),
    of("entry_id", "access_entry.id", index=True),
    one_of("kind", "person", "refuse", "redact", "show"),
    text("value", Content.PERSONAL),
    text("reason", Content.DELIBERATION),
    *by_person(),
)
"""What a person says of an entry: `person` same or different, `refuse` a ground, `redact` words."""

disclosure = Table(
    "disclosure",
    metadata,
    identity(),
    of_case(null=True),
    of("request_id", "access_request.id", null=True),
    filled("recipient", Content.PERSONAL),
    filled("basis", Content.OPEN),
    sentence("what", Content.OPEN),
    text("file", Content.INTERNAL),
    digest("sha256"),
    *by_person(),
)
