"""Figures as a person types them, and as a field shows them again."""

from decimal import Decimal, InvalidOperation

from landwaiter.errors import Invalid
from landwaiter.i18n import _


def thousandths_of(text: str, field: str) -> int | None:
    """A part of one, such as 0.85 or 0,85, in thousandths; None where nothing is typed."""
    if not text.strip():
        return None
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        value = Decimal(-1)
    if not (value.is_finite() and 0 <= value <= 1 and value * 1000 == int(value * 1000)):
        raise Invalid(
            _("This is not a number from 0 to 1 with up to three decimals."),
            field=field,
            value=text.strip(),
            remedy=_("Write it as 0.85."),
        )
    return int(value * 1000)


def of_one(thousandths: int) -> str:
    """“0.850”."""
    return str(Decimal(thousandths).scaleb(-3))


def days_of(text: str, field: str) -> int | None:
    """A number of days, at least 1; None where nothing is typed."""
    if not text.strip():
        return None
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 5 and int(plain) > 0):
        raise Invalid(
            _("This is not a number of days."),
            field=field,
            value=plain,
            remedy=_("Write a whole number such as 90, or leave it empty for no limit."),
        )
    return int(plain)


def entries_of(text: str, field: str) -> int | None:
    """A number of entries, with or without commas; None where nothing is typed."""
    plain = text.strip().replace(",", "").replace("\u202f", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 9):
        raise Invalid(
            _("This is not a number of entries."),
            field=field,
            value=text.strip(),
            remedy=_("Write a whole number such as 14,160, or leave it empty."),
        )
    return int(plain)
