"""What a customs office's country says about a figure without a currency or a time zone.

Zones are those of the capital (IANA); currencies as of the dates below: Council Decisions on
the adoption of the euro by Croatia (2023) and Bulgaria (2026).
"""

from datetime import UTC, date, tzinfo
from zoneinfo import ZoneInfo

from landwaiter.domain.base.zones import ZONES as EU_ZONES

_UK = "Europe/London"
ZONES = {**EU_ZONES, "GB": _UK, "XI": _UK}
NOT_EURO = {
    "CZ": "CZK",
    "DK": "DKK",
    "GB": "GBP",
    "HU": "HUF",
    "PL": "PLN",
    "RO": "RON",
    "SE": "SEK",
    "XI": "GBP",
}
EURO_SINCE = {"BG": ("BGN", date(2026, 1, 1)), "HR": ("HRK", date(2023, 1, 1))}
NO_CURRENCY = "XXX"
"""ISO 4217 for an amount that states none."""


def zone_of(country: str | None) -> tzinfo | None:
    """The time zone of the state, or None where it is not known."""
    name = ZONES.get(country or "")
    return ZoneInfo(name) if name else None


def zone_or_utc(country: str | None) -> tzinfo:
    return zone_of(country) or UTC


def currency_of(country: str | None, on: date | None) -> str | None:
    """The currency of the state on that day; None where the state is not known."""
    if country not in ZONES:
        return None
    if country in EURO_SINCE:
        before, since = EURO_SINCE[country]
        return before if on and on < since else "EUR"
    return NOT_EURO.get(country, "EUR")
