"""Nothing changes here."""

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """The schema stays as it is."""
