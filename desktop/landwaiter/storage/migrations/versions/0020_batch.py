"""Nothing changes here."""

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """The schema stays as it is."""
