"""Tables of evidence and of what is recorded about it beside its file; rows only come."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    by_person,
    code,
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
    text("name", Content.OPEN, confided=True),
    text("sha256", Content.OPEN, confided=True),
    number("size"),
    code("media_type"),
    text("received_from", Content.PERSONAL, confided=True),
    code("vault_name"),
    *by_person(),
    number("redacts", null=True),
    number("attached_to", null=True),
    flag("stated_sender", default=0),
    text("mail", Content.PERSONAL, confided=True, null=True),
    UniqueConstraint("case_id", "no"),
    Index("evidence_sha256", "sha256"),
    Index("evidence_vault_name", "vault_name"),
)

custody_event = Table(
    "custody_event",
    metadata,
    identity(),
    of("evidence_id", "evidence.id", index=True),
    code("kind"),
    text("party", Content.PERSONAL, confided=True),
    text("place", Content.OPEN, confided=True),
    text("seal", Content.OPEN, confided=True),
    text("note", Content.INTERNAL, confided=True),
    code("happened_at"),
    *by_person(),
)

evidence_grading = Table(
    "evidence_grading",
    metadata,
    identity(),
    of("evidence_id", "evidence.id", index=True),
    code("source"),
    code("information"),
    text("reason", Content.DELIBERATION, confided=True),
    *by_person(),
)

evidence_confidence = Table(
    "evidence_confidence",
    metadata,
    identity(),
    of("evidence_id", "evidence.id", index=True),
    number("in_confidence"),
    text("reason", Content.SOURCE),
    *by_person(),
)

evidence_wipe = Table(
    "evidence_wipe",
    metadata,
    of("evidence_id", "evidence.id", key=True),
    of("motion_id", "motion.id"),
    text("reason", Content.DELIBERATION, confided=True),
    *by_person(),
)
