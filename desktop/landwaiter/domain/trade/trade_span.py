"""What of the trade store is added up: some days, and a destination or a heading of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

MONTH, DESTINATION, HEADING = "month", "destination", "heading"
PLACES: Final = (MONTH, DESTINATION, HEADING)
"""What figures are told apart by, in the order of the roll-up."""


@dataclass(frozen=True, slots=True)
class TradeSpan:
    """What is added up: days, both included, and one destination, heading or both."""

    first: date
    last: date
    destination: str | None = None
    """ISO 3166-1 alpha-2; empty: of what declares none."""
    heading: str | None = None
    """Four digits, or the two of a chapter."""
