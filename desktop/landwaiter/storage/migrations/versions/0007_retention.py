"""Retention, legal hold, access requests and disclosures."""

from landwaiter.storage.migrations.statements import run

revision = "0007"
down_revision = "0006"

TABLES: tuple[str, ...] = ()


def upgrade() -> None:
    run(TABLES)
