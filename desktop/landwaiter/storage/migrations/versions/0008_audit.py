"""Time-stamps on the audit chain and erased payloads."""

from landwaiter.storage.migrations.statements import run

revision = "0008"
down_revision = "0007"

TABLES: tuple[str, ...] = ()


def upgrade() -> None:
    run(TABLES)
