"""A day in a sentence: in the language of whoever reads it, kept and sealed without one."""

from datetime import date
from typing import Final

from landwaiter.i18n import N_, _

MONTHS: Final = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def day_said(day: date) -> str:
    """“9 Apr 2026”."""
    return _("{day} {month} {year}").format(
        day=day.day, month=_(MONTHS[day.month - 1]), year=day.year
    )
