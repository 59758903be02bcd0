"""Nothing changes here."""

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """The schema stays as it is."""
