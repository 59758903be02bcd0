"""Tables of retention: regime, end of proceedings, legal holds, tombstones, access, disclosures."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    digest,
    filled,
    flag,
    identity,
    metadata,
    number,
    of,
    of_case,
    one_of,
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
    text("reason"),
    *by_person(),
)

proceedings_end = Table(
    "proceedings_end",
    metadata,
    identity(),
    of_case(),
    text("date"),
    text("reason"),
    *by_person(),
)

legal_hold = Table(
    "legal_hold",
    metadata,
    identity(),
    of_case(),
    text("act"),
    text("reason"),
    *by_person(),
)

legal_hold_end = Table(
    "legal_hold_end",
    metadata,
    of("hold_id", "legal_hold.id", key=True),
    text("reason"),
    *by_person(),
)

case_removal = Table(
    "case_removal",
    metadata,
    of("case_id", "case_file.id", key=True),
    text("motion_id"),
    text("reference"),
    text("purpose"),
    text("regime"),
    text("ended"),
    text("due", null=True),
    flag("keeps_decision"),
    text("sha256"),
    as_json("rows"),
    as_json("raw_files"),
    text("reason"),
    text("author"),
    text("seconder"),
    text("at"),
    Index("case_removal_at", "at", "reference"),
)
"""The tombstone of a case: `rows` holds table → key → SHA-256 of each row that was erased."""

access_request = Table(
    "access_request",
    metadata,
    identity(),
    number("no", unique=True),
    text("name"),
    text("identifier", null=True),
    text("born", null=True),
    text("received"),
    *by_person(),
)

access_entry = Table(
    "access_entry",
    metadata,
    identity(),
    of("request_id", "access_request.id", index=True),
    of_case(null=True),
    number("no"),
    text("kind"),
    text("object"),
    text("place"),
    text("text"),
    text("matched"),
    number("score"),
    sentence("how"),
    text("at"),
    UniqueConstraint("request_id", "no"),
)

access_mark = Table(
    "access_mark",
    metadata,
    identity(),
    of("entry_id", "access_entry.id", index=True),
    one_of("kind", "person", "refuse", "redact", "show"),
    text("value"),
    text("reason"),
    *by_person(),
)
"""What a person says of an entry: `person` same or different, `refuse` a ground, `redact` words."""

disclosure = Table(
    "disclosure",
    metadata,
    identity(),
    of_case(null=True),
    of("request_id", "access_request.id", null=True),
    filled("recipient"),
    filled("basis"),
    sentence("what"),
    text("file"),
    digest("sha256"),
    *by_person(),
)
