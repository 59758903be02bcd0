"""The casebook as it is first released: `casebook.sql`, as it stands there."""

from landwaiter.storage.migrations.script import run_script

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_script("casebook.sql")
