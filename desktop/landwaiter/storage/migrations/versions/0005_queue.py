"""Who works on what: assignments, absences, presence."""

from landwaiter.storage.migrations.statements import run

revision = "0005"
down_revision = "0004"

TABLES: tuple[str, ...] = ()


def upgrade() -> None:
    run(TABLES)
