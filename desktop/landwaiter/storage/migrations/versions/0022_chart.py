"""Nothing changes here."""

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """The schema stays as it is."""
