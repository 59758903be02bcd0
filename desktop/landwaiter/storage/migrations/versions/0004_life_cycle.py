"""Where goods are and who was told, merged and split cases, what is owed before a decision."""

from landwaiter.storage.migrations.statements import run

revision = "0004"
down_revision = "0003"

TABLES: tuple[str, ...] = ()


def upgrade() -> None:
    run(TABLES)
