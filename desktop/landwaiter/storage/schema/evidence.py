"""Tables of evidence and of what is recorded about it beside its file; rows only come."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    by_person,
    flag,
    identity,
    metadata,
    number,
    of,
    of_case,
    text,
)

evidence = Table(
    "evidence",
    metadata,
    identity(),
    of_case(),
    number("no"),
    text("name"),
    text("sha256"),
    number("size"),
    text("media_type"),
    text("received_from"),
    text("vault_name"),
    *by_person(),
    number("redacts", null=True),
    number("attached_to", null=True),
    flag("stated_sender", default=0),
    text("mail", null=True),
    UniqueConstraint("case_id", "no"),
    Index("evidence_sha256", "sha256"),
    Index("evidence_vault_name", "vault_name"),
)

custody_event = Table(
    "custody_event",
    metadata,
    identity(),
    of("evidence_id", "evidence.id", index=True),
    text("kind"),
    text("party"),
    text("place"),
    text("seal"),
    text("note"),
    text("happened_at"),
    *by_person(),
)

evidence_grading = Table(
    "evidence_grading",
    metadata,
    identity(),
    of("evidence_id", "evidence.id", index=True),
    text("source"),
    text("information"),
    text("reason"),
    *by_person(),
)

evidence_confidence = Table(
    "evidence_confidence",
    metadata,
    identity(),
    of("evidence_id", "evidence.id", index=True),
    number("in_confidence"),
    text("reason"),
    *by_person(),
)

evidence_wipe = Table(
    "evidence_wipe",
    metadata,
    of("evidence_id", "evidence.id", key=True),
    of("motion_id", "motion.id"),
    text("reason"),
    *by_person(),
)
