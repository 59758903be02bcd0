"""Statements on entities name the piece of evidence they rest on, and control its test."""

from landwaiter.storage.migrations.statements import run

revision = "0023"
down_revision = "0022"

COLUMNS = (
    "ALTER TABLE entity_fact ADD COLUMN evidence TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entity_link ADD COLUMN evidence TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entity_link ADD COLUMN test TEXT NOT NULL DEFAULT ''",
)


def upgrade() -> None:
    run(COLUMNS)
