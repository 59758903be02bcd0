"""Nothing changes here."""

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """The schema stays as it is."""
