"""When something happened: in UTC, at the precision that is known, and never at a finer one."""

import re
from datetime import date, datetime
from typing import Final

from landwaiter.domain.base.days import told_day
from landwaiter.errors import Invalid
from landwaiter.i18n import _

_MOMENT: Final = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}(?::\d{2})?)?)?)?)(Z?)")


def moment(text: str | None, name: str) -> str | None:
    """A year, month, day, hour or minute in UTC as ISO 8601 without zone; Invalid for another."""
    said = (text or "").strip().upper().replace(" ", "T").removesuffix("TUTC")
    if not said:
        return None
    found = _MOMENT.fullmatch(said)
    try:
        if found and not (found[2] and "T" not in found[1]):
            filled = f"{found[1]}{'0000-01-01T00:00'[len(found[1]) :]}"
            datetime.fromisoformat(filled)
            return found[1]
    except ValueError:
        pass
    raise Invalid(
        _("This is no day or time in UTC."),
        field=name,
        value=text,
        remedy=_("Write 2026, 2026-03 or 2026-03-27; with a time in UTC 2026-03-27T01:20Z."),
    )


def shown_moment(said: str | None) -> str:
    """As people read it: “27 Mar 2026, 01:20 UTC”; empty where nothing is known."""
    day, _sign, hour = (said or "").partition("T")
    if not hour:
        return told_day(day)
    time = hour if ":" in hour else f"{hour} h"
    return _("{day}, {time}").format(day=told_day(day), time=_("{time} UTC").format(time=time))


def shown_span(since: str | None, until: str | None) -> str:
    """From when to when, at the precision that is known."""
    first, last = shown_moment(since), shown_moment(until)
    if first and last and first != last:
        return _("{since} to {until}").format(since=first, until=last)
    return first or (_("until {until}").format(until=last) if last else "")


def day_of(said: str | None) -> date | None:
    """The day, where it is known to the day."""
    return date.fromisoformat(said[:10]) if said and len(said) >= 10 else None
