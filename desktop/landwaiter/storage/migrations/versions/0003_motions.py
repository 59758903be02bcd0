"""Deeds that wait for a second person, countersignatures, conflicts of interest."""

from landwaiter.storage.migrations.statements import run

revision = "0003"
down_revision = "0002"

TABLES: tuple[str, ...] = ()


def upgrade() -> None:
    run(TABLES)
