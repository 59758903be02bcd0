"""Single values as other people write them: number, date, instant, country, commodity code."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal

from landwaiter.i18n import _, plural


class UnreadableValue(ValueError):
    """A text that is not the value it should be; the caller knows the place."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


NUMBER = re.compile(r"[0-9]{1,20}(\.[0-9]{0,10}0{0,20})?|\.[0-9]{1,10}0{0,20}")
INTEGER = re.compile(r"[0-9]{1,9}")
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})([0-9]{2})([0-9]{2})")
ISO_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ]"
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,9}))?)?"
    r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
WCO_MOMENT = re.compile(
    r"(?P<day>[0-9]{8})(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?"
    r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
"""UN/EDIFACT 2379 codes 203, 204 and 304: year to minute or second, with or without zone."""


def read_decimal(text: str) -> Decimal:
    """A number without sign, with a decimal point and no thousands separator."""
    if not NUMBER.fullmatch(text):
        raise UnreadableValue(
            _("This is not a number."),
            _("Write figures with a decimal point and without separators, such as 1250.5."),
        )
    return Decimal(text)


def read_integer(text: str) -> int:
    """A whole number; `10.0` counts as 10."""
    whole, _point, rest = text.partition(".")
    if not INTEGER.fullmatch(whole) or rest.strip("0"):
        raise UnreadableValue(
            _("This is not a whole number."), _("Write figures only, such as 12.")
        )
    return int(whole)


def read_item_number(text: str) -> int:
    """A whole number from 1."""
    number = read_integer(text)
    if number < 1:
        raise UnreadableValue(
            _("Goods items are numbered from 1."), _("Number the items of a declaration 1, 2, 3 …")
        )
    return number


def read_country(text: str) -> str:
    """ISO 3166-1 alpha-2 in upper case; whether the state exists is not asked here."""
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise UnreadableValue(
            _("This is not a country code of two letters."),
            _("Write the ISO 3166-1 code of the country, such as PL."),
        )
    return text.upper()


def read_currency(text: str) -> str:
    """ISO 4217 in upper case."""
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise UnreadableValue(
            _("This is not a currency code of three letters."),
            _("Write the ISO 4217 code of the currency, such as EUR."),
        )
    return text.upper()


def read_commodity(text: str) -> str:
    """A commodity code of 6, 8 or 10 figures; blanks and dots between them are dropped."""
    figures = re.sub(r"[\s.]", "", text)
    if not re.fullmatch(r"[0-9]{6}|[0-9]{8}|[0-9]{10}", figures):
        raise UnreadableValue(
            _("This is not a commodity code of 6, 8 or 10 figures."),
            _("Give the full code; a spreadsheet may have dropped a leading zero."),
        )
    return figures


def read_figures(text: str, *, count: int) -> str:
    """One part of a commodity code: exactly `count` figures."""
    if not (len(text) == count and text.isascii() and text.isdigit()):
        raise UnreadableValue(
            plural(
                count, "This is not a code of {n} figure.", "This is not a code of {n} figures."
            ),
            _("Give the code with all its figures and nothing else."),
        )
    return text


def read_date(text: str) -> date:
    """A calendar day, `2026-03-27` or `20260327`."""
    found = DAY.fullmatch(text)
    if not found:
        raise _not_a_date()
    year, month, day = (int(part) for part in found.groups() if part)
    return _day(year, month, day)


def read_moment(text: str, zone: tzinfo = UTC) -> datetime:
    """An instant: ISO 8601 or UN/EDIFACT 304; without an offset it is in `zone`.

    A day alone is the start of that day in `zone`.
    """
    if DAY.fullmatch(text):
        day = read_date(text)
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    found = ISO_MOMENT.fullmatch(text) or WCO_MOMENT.fullmatch(text)
    if not found:
        raise UnreadableValue(
            _("This is not a date with a time."),
            _("Write it as 2026-03-27T13:42:00+01:00."),
        )
    day = read_date(found["day"])
    try:
        return datetime(
            day.year,
            day.month,
            day.day,
            int(found["hour"]),
            int(found["minute"]),
            int(found["second"] or 0),
            int((found.groupdict().get("part") or "0").ljust(6, "0")[:6]),
            tzinfo=_offset(found["zone"]) if found["zone"] else zone,
        )
    except ValueError:
        raise UnreadableValue(
            _("There is no such time of day."), _("Write it as 2026-03-27T13:42:00+01:00.")
        ) from None


def has_offset(text: str) -> bool:
    """Whether an instant states its own offset from UTC."""
    found = ISO_MOMENT.fullmatch(text) or WCO_MOMENT.fullmatch(text)
    return bool(found and found["zone"])


def _offset(zone: str) -> tzinfo:
    if zone == "Z":
        return UTC
    figures = zone[1:].replace(":", "").ljust(4, "0")
    width = timedelta(hours=int(figures[:2]), minutes=int(figures[2:]))
    return timezone(-width if zone[0] == "-" else width)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise _not_a_date() from None
    # Outside these years an instant can leave the calendar when it is turned into UTC.
    if not 1900 <= year <= 2200:
        raise _not_a_date()
    return found


def _not_a_date() -> UnreadableValue:
    return UnreadableValue(_("There is no such date."), _("Write it as 2026-03-27."))
