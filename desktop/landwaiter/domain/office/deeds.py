"""Deeds on what the office has set: its settings and the calendars it works by."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from landwaiter.domain.base.zones import member_state
from landwaiter.domain.deeds.shape import OFFICE, Ask, Deed, Reason
from landwaiter.domain.law.periods import DayChange

SUBJECT = "office"


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Change one setting; a head or administrator may."""

    key: Annotated[str, Ask("Setting", given=True)]
    value: Annotated[str, Ask("Value", hint="Empty: not set.", given=True, blank=True)]
    seen: Annotated[str | None, Ask("What stood there", seen=True)] = None


@dataclass(frozen=True, slots=True)
class ChangeCalendar:
    """Add a regional holiday or a bridge day, or take out a holiday that is none at these
    authorities; clocks that run already keep their edition.
    """

    change: Annotated[DayChange, Ask("Change", given=True)]
    state: Annotated[str, Ask("State", hint="Such as PL.", given=True, reads=member_state)]
    day: Annotated[dt.date, Ask("Day", hint="Such as 2026-11-02.", given=True)]
    reason: Reason
    name: Annotated[str, Ask("Name", hint="Of a day that is added.")] = ""


CHANGE_SETTING: Deed[ChangeSetting, None] = Deed(
    ChangeSetting,
    name="office.setting_changed",
    subject=SUBJECT,
    title="Change a setting",
    done="The setting is saved.",
    told="Setting changed",
    command="office set",
    roles=OFFICE,
    topics=("settings",),
)
CHANGE_CALENDAR: Deed[ChangeCalendar, None] = Deed(
    ChangeCalendar,
    name="calendar.changed",
    subject=SUBJECT,
    title="Change the calendar",
    done="The calendar is changed.",
    told="Calendar changed",
    command="office calendar {change}",
    roles=OFFICE,
    topics=("settings",),
)
DEEDS = (CHANGE_SETTING, CHANGE_CALENDAR)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
