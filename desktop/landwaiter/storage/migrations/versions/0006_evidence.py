"""Custody, grading and wiping of evidence."""

from landwaiter.storage.migrations.statements import run

revision = "0006"
down_revision = "0005"

TABLES: tuple[str, ...] = ()


def upgrade() -> None:
    run(TABLES)
