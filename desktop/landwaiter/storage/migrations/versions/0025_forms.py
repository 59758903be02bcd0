"""Content names the form in which it was hashed, and a declaration how its file was read."""

from landwaiter.storage.migrations.statements import run

revision = "0025"
down_revision = "0024"

COLUMNS = (
    "ALTER TABLE declaration ADD COLUMN form TEXT NOT NULL DEFAULT 'declaration/1'",
    "ALTER TABLE declaration ADD COLUMN mapping TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE declaration_request ADD COLUMN form TEXT NOT NULL DEFAULT 'request/1'",
    "ALTER TABLE evaluation ADD COLUMN form TEXT NOT NULL DEFAULT 'verdict/1'",
)


def upgrade() -> None:
    run(COLUMNS)
