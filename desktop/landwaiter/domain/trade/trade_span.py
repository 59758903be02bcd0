"""What of the trade store is added up: some days, and a destination or a heading of them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.i18n import _

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


def heading_asked(text: str) -> str:
    """What a person typed as a heading or a chapter; Invalid for anything else.

    The store adds up by four digits: a longer code would be told a part of the truth as the whole.
    """
    heading = text.strip()
    if not re.fullmatch(r"[0-9]{2}|[0-9]{4}", heading):
        raise Invalid(
            _("This is no heading: figures are kept by its four digits."),
            field=HEADING,
            value=text,
            remedy=_("Give four digits, such as 8482, or the two of a chapter."),
        )
    return heading


def destination_asked(text: str) -> str:
    """What a person typed as a destination; Invalid for what is no code of two letters."""
    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise Invalid(
            _("This is not a country code of two letters."),
            field=DESTINATION,
            value=text,
            remedy=_("Write the ISO 3166-1 code of the country, such as PL."),
        )
    return code
