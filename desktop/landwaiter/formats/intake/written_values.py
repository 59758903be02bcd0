"""Numbers and days as tables of other people write them, under each reading they may have."""

import re
from collections.abc import Iterable
from decimal import Decimal

from landwaiter.domain.intake.table_mapping import DATE_ORDERS, DECIMALS
from landwaiter.formats.base.values import UnreadableValue, read_decimal
from landwaiter.i18n import _

_BLANKS = "  \u00a0\u2007\u2009\u202f"
_DAY = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<sign>[./-])(?P<two>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})\.?"
    r"(?P<time>[ T,]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[./](?P<month>[0-9]{1,2})[./](?P<day>[0-9]{1,2})")
_LAST_MONTH, _LAST_DAY = 12, 31


class NumberCell(str):
    """The figures of a cell that holds a number: its sign is a decimal point, whatever is shown."""

    __slots__ = ()


def _written(decimal: str) -> re.Pattern[str]:
    other = "," if decimal == "." else "."
    grouped = rf"[1-9][0-9]{{0,2}}(?:(?P<group>[{re.escape(other)}'’{_BLANKS}])[0-9]{{3}})"
    more = r"(?:(?P=group)[0-9]{3})*"
    return re.compile(
        rf"(?P<whole>[0-9]{{1,20}}|{grouped}{more})?(?:{re.escape(decimal)}(?P<part>[0-9]{{0,10}}))?"
    )


_WRITTEN = {decimal: _written(decimal) for decimal in DECIMALS}


def number_under(text: str, decimal: str) -> Decimal | None:
    """The number where `decimal` is the decimal sign; None where it cannot be."""
    found = _WRITTEN[decimal].fullmatch(text)
    if found is None or not (found["whole"] or found["part"]):
        return None
    whole = re.sub(r"[^0-9]", "", found["whole"] or "0")
    return Decimal(f"{whole}.{found['part']}" if found["part"] else whole)


def signs_of(text: str) -> tuple[str, ...]:
    """The decimal signs that give the text a meaning of its own: one settles it, two do not."""
    read = {decimal: number_under(text, decimal) for decimal in DECIMALS}
    if read["."] == read[","]:
        return ()
    return tuple(decimal for decimal, number in read.items() if number is not None)


def read_written_number(text: str, decimal: str) -> Decimal:
    """A number; `decimal` is what was stated or settled, empty where neither is so.

    UnreadableValue where it has two readings then.
    """
    if isinstance(text, NumberCell):
        return read_decimal(text)
    text = text.strip(_BLANKS)
    if decimal:
        number = number_under(text, decimal)
    else:
        if len(signs_of(text)) > 1:
            raise UnreadableValue(
                _("The number has two readings: {point} and {comma}.").format(
                    point=number_under(text, "."), comma=number_under(text, ",")
                ),
                _("Say in the mapping which sign is the decimal one: decimal = “,” or “.”."),
            )
        number = next((n for sign in DECIMALS if (n := number_under(text, sign)) is not None), None)
    return read_decimal(text) if number is None else number


def settled_decimal(texts: Iterable[str]) -> str:
    """The decimal sign that some number needs and none refuses; empty where there is none."""
    needed: set[str] = set()
    for text in texts:
        signs = signs_of(text.strip(_BLANKS)) if not isinstance(text, NumberCell) else ()
        if len(signs) == 1:
            needed.update(signs)
        if len(needed) > 1:
            return ""
    return needed.pop() if needed else ""


def day_under(text: str, order: str) -> str | None:
    """The day in ISO 8601, with its time where it has one; None where the order does not fit."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    day, month = (found["one"], found["two"]) if order == "dmy" else (found["two"], found["one"])
    if not (1 <= int(month) <= _LAST_MONTH and 1 <= int(day) <= _LAST_DAY):
        return None
    written = f"{found['year']}-{int(month):02}-{int(day):02}"
    if not found["time"]:
        return written
    return f"{written}T{int(found['hour']):02}:{found['minute']}:{found['second'] or '00'}"


def orders_of(text: str) -> tuple[str, ...]:
    """The orders of day and month that give the text a meaning of its own."""
    read = {order: day_under(text.strip(), order) for order in DATE_ORDERS}
    if read["dmy"] == read["mdy"]:
        return ()
    return tuple(order for order, day in read.items() if day is not None)


def settled_order(texts: Iterable[str]) -> str:
    """The order that at least one day of a column needs and none refuses; empty where none is."""
    needed: set[str] = set()
    for text in texts:
        orders = orders_of(text)
        if len(orders) == 1:
            needed.update(orders)
        if len(needed) > 1:
            return ""
    return needed.pop() if needed else ""


def iso_day(text: str, order: str) -> str:
    """The text with its day in ISO 8601; as it is where it is written in no way known here.

    UnreadableValue where it has two readings and no order was stated or settled.
    """
    if year_first := _YEAR_FIRST.fullmatch(text):
        return "{}-{:0>2}-{:0>2}".format(*year_first.group("year", "month", "day"))
    if _DAY.fullmatch(text) is None:
        return text
    if order:
        return day_under(text, order) or _no_such_day(order)
    readings = {day for one in DATE_ORDERS if (day := day_under(text, one))}
    if len(readings) > 1:
        raise UnreadableValue(
            _("The day has two readings: {day_first} and {month_first}.").format(
                day_first=day_under(text, "dmy"), month_first=day_under(text, "mdy")
            ),
            _("Say in the mapping which comes first: date_order = dmy (day) or mdy (month)."),
        )
    return readings.pop() if readings else text


def _no_such_day(order: str) -> str:
    raise UnreadableValue(
        _("There is no such day in this order ({order}).").format(order=order),
        _("Mend the day, or say another date_order in the mapping."),
    )
