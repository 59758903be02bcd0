"""Views of the trade store: where it is told that somebody looked, at what and by which words."""

from collections.abc import Sequence

from landwaiter.services.warm.session import Session


def note_list_viewed(
    session: Session, rows: Sequence[int], *, through: str, asked: str = ""
) -> bool:
    """Whether a new entry tells that the person saw a list with these rows of the store."""
    return False
