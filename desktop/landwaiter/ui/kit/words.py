"""The words the window says for the terms of the domain."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo

from landwaiter.domain.base.terms import capital
from landwaiter.domain.cases.case import Severity
from landwaiter.i18n import MONTHS, N_, _
from landwaiter.services.base.wording import shown_date
from landwaiter.services.people.today_said import day_title

SEVERITY_WORDS: dict[Severity | None, str] = {
    Severity.CRITICAL: N_("Critical"),
    Severity.HIGH: N_("High"),
    Severity.MEDIUM: N_("Medium"),
    Severity.LOW: N_("Low"),
    None: N_("Not evaluated"),
}


def not_stated() -> str:
    """What stands where nothing is stated."""
    return _("not stated")


def word(term: str) -> str:
    """A term of the domain as a reader sees it: `decision_draft` → “Decision draft”."""
    return capital(term)


def day(on: date, *, today: date | None = None) -> str:
    """“9 Apr 2026”; the year falls away where it is that of `today`."""
    if today and on.year == today.year:
        return _("{day} {month}").format(day=on.day, month=_(MONTHS[on.month - 1]))
    return shown_date(on)


class _Office:
    """Where the office is: instants are shown on its clock."""

    zone: tzinfo = UTC
    today: Callable[[], date] = staticmethod(date.today)


def use_zone(zone: tzinfo) -> None:
    """Show instants in this zone from now on: that of the open casebook's Member State."""
    _Office.zone = zone


def reckon(today: Callable[[], date]) -> None:
    """Count days from this one from now on: the present day of the open casebook."""
    _Office.today = staticmethod(today)


def day_head(on: date) -> str:
    """“Today”, “Yesterday”, “Tuesday, 24 November 2026”."""
    ago = (_Office.today() - on).days
    return {0: _("Today"), 1: _("Yesterday")}.get(ago) or day_title(on)


def local_day(at: datetime) -> date:
    """The calendar day of an instant where the office is."""
    return at.astimezone(_Office.zone).date()


def clock_time(at: datetime) -> str:
    """“08:14” where the office is."""
    return at.astimezone(_Office.zone).strftime("%H:%M")


def audit_number(seq: int) -> str:
    """“#18 197” with a no-break space."""
    return "#" + f"{seq:,}".replace(",", "\u00a0")


def short_hash(value: str) -> str:
    """The first and last four figures: “7c1e…a90f”."""
    return f"{value[:4]}…{value[-4:]}" if len(value) > 9 else value
