"""Tables of monitoring programmes: their rules by version, their runs, their end."""

from sqlalchemy import Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    blob,
    by_person,
    code,
    digest,
    identity,
    metadata,
    number,
    of,
    text,
)

monitor = Table(
    "monitor",
    metadata,
    identity(),
    text("name", Content.INTERNAL, unique=True, collation="NOCASE"),
    *by_person(),
)

monitor_version = Table(
    "monitor_version",
    metadata,
    identity(),
    of("monitor_id", "monitor.id"),
    number("version"),
    as_json("rules", Content.INTERNAL),
    text("reason", Content.DELIBERATION),
    *by_person(),
    UniqueConstraint("monitor_id", "version"),
)

monitor_end = Table(
    "monitor_end",
    metadata,
    of("monitor_id", "monitor.id", key=True),
    text("reason", Content.DELIBERATION),
    *by_person(),
)

monitor_run = Table(
    "monitor_run",
    metadata,
    identity(),
    of("monitor_id", "monitor.id", index=True),
    number("version"),
    number("head_seq"),
    code("head_sha256"),
    code("upto"),
    as_json("editions", Content.OPEN),
    blob("result", Content.BUSINESS),
    digest("sha256"),
    blob("dossier", Content.PERSONAL),
    *by_person(),
)
