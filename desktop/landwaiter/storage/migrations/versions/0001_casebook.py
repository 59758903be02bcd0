"""The casebook as it was first released: the statements that made it, written out."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    written = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in written.strip().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
