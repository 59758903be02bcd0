"""What a verdict rested on, and tasks of a new edition."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing yet."""
