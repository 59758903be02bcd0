"""When a denial is to be reviewed: within three years, and every three years (Art. 16 of Reg. (EU)
2021/821). Without a review it stays valid all the same.
"""

from datetime import date
from typing import Final

from landwaiter.domain.law.periods import add_months

REVIEW_MONTHS: Final = 36


def review_due(notified: date | None, reviewed: date | None = None) -> date | None:
    """The last day of the review that comes next; None where no day is known to count from."""
    known = [day for day in (notified, reviewed) if day is not None]
    return add_months(max(known), REVIEW_MONTHS) if known else None
