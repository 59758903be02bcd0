"""Tables of reference data: packs, the bundles they came in, and what an edition asks of a case."""

from sqlalchemy import CheckConstraint, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    blob,
    by_person,
    code,
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
    code("pack_id"),
    code("kind"),
    code("edition"),
    text("title", Content.OPEN),
    text("source", Content.OPEN),
    text("licence", Content.OPEN),
    code("trust"),
    code("sha256"),
    text("rows", Content.OPEN),
    code("valid_from", null=True),
    code("valid_to", null=True),
    code("imported_at"),
    code("trust_said", default=""),
    one_of("origin", "shipped", "motion", "bundle", default="shipped"),
    code("origin_id", default=""),
    UniqueConstraint("pack_id", "sha256"),
)

bundle_root = Table(
    "bundle_root",
    metadata,
    identity(),
    number("version"),
    code("fingerprint"),
    blob("body", Content.OPEN),
    of("motion_id", "motion.id", null=True),
    *by_person(),
)
"""Accepted by two persons, or, without a motion, signed by the keys of the one before."""

bundle_taken = Table(
    "bundle_taken",
    metadata,
    identity(),
    number("version"),
    code("made_at"),
    code("expires_at"),
    flag("expired"),
    code("sha256"),
    of("root_id", "bundle_root.id"),
    as_json("metadata", Content.OPEN),
    as_json("packs", Content.OPEN),
    *by_person(),
)
"""With everything that was signed but the packs, so that the signatures can be verified again."""

edition_task = Table(
    "edition_task",
    metadata,
    identity(),
    of_case(index=False),
    code("pack_id"),
    code("edition"),
    code("edition_sha256"),
    code("touched"),
    *by_person(),
    UniqueConstraint("case_id", "pack_id", "edition_sha256"),
)

edition_task_end = Table(
    "edition_task_end",
    metadata,
    identity(),
    of("task_id", "edition_task.id", unique=True),
    one_of("state", "done", "dismissed"),
    text("reason", Content.DELIBERATION),
    *by_person(),
    CheckConstraint("state = 'done' OR reason <> ''"),
)
