"""What a declaration came to in the sift beside its verdict: sealed with it in one leaf."""

from dataclasses import dataclass
from datetime import date

WatchedPlace = tuple[str, int, int]
"""A monitoring programme, its version, and the line that it watches."""


@dataclass(frozen=True, slots=True)
class SiftOutcome:
    """All that follows from neither content nor verdict alone: packs, programmes and registers of
    that day decided it, and they change."""

    day: date
    """As of which it was judged."""
    reasons: tuple[str, ...] = ()
    watched: tuple[WatchedPlace, ...] = ()
    opened_case: str | None = None
    """The case that it had already: nothing is drawn of it."""
    replaces: int | None = None
    """The number of the version before."""
    row: int | None = None
    """Where it stood in its file."""
