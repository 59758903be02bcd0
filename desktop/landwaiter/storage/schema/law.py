"""Tables of reference data: packs, the bundles they came in, and what an edition asks of a case."""

from sqlalchemy import CheckConstraint, Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    as_json,
    blob,
    by_person,
    flag,
    identity,
    metadata,
    number,
    of,
    of_case,
    one_of,
    text,
)

pack_edition = Table(
    "pack_edition",
    metadata,
    identity(),
    text("pack_id"),
    text("kind"),
    text("edition"),
    text("title"),
    text("source"),
    text("licence"),
    text("trust"),
    text("sha256"),
    text("rows"),
    text("valid_from", null=True),
    text("valid_to", null=True),
    text("imported_at"),
    text("trust_said", default=""),
    one_of("origin", "shipped", "motion", "bundle", default="shipped"),
    text("origin_id", default=""),
    UniqueConstraint("pack_id", "sha256"),
)

bundle_root = Table(
    "bundle_root",
    metadata,
    identity(),
    number("version"),
    text("fingerprint"),
    blob("body"),
    of("motion_id", "motion.id", null=True),
    *by_person(),
)
"""Accepted by two persons, or, without a motion, signed by the keys of the one before."""

bundle_taken = Table(
    "bundle_taken",
    metadata,
    identity(),
    number("version"),
    text("made_at"),
    text("expires_at"),
    flag("expired"),
    text("sha256"),
    of("root_id", "bundle_root.id"),
    as_json("metadata"),
    as_json("packs"),
    *by_person(),
)
"""With everything that was signed but the packs, so that the signatures can be verified again."""

edition_task = Table(
    "edition_task",
    metadata,
    identity(),
    of_case(index=False),
    text("pack_id"),
    text("edition"),
    text("edition_sha256"),
    text("touched"),
    *by_person(),
    UniqueConstraint("case_id", "pack_id", "edition_sha256"),
)

edition_task_end = Table(
    "edition_task_end",
    metadata,
    identity(),
    of("task_id", "edition_task.id", unique=True),
    one_of("state", "done", "dismissed"),
    text("reason"),
    *by_person(),
    CheckConstraint("state = 'done' OR reason <> ''"),
)
