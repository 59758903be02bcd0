"""Deeds on what the office has set: its settings, calendars, views, and texts of its own."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.zones import member_state
from landwaiter.domain.deeds.shape import (
    ANY_SECOND,
    HEADS,
    OFFICE,
    Ask,
    Deed,
    FileUse,
    Lookup,
    Reason,
    Second,
)
from landwaiter.domain.law.periods import DayChange

SUBJECT = "office"


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Change one setting; a head or administrator may."""

    key: Annotated[str, Ask("Setting", Content.OPEN, given=True)]
    value: Annotated[
        str, Ask("Value", Content.INTERNAL, hint="Empty: not set.", given=True, blank=True)
    ]
    seen: Annotated[str | None, Ask("What stood there", Content.INTERNAL, seen=True)] = None


@dataclass(frozen=True, slots=True)
class ChangeCalendar:
    """Add a regional holiday or a bridge day, or take out a holiday that is none at these
    authorities; clocks that run already keep their edition.
    """

    change: Annotated[DayChange, Ask("This day", given=True)]
    state: Annotated[
        str, Ask("State", Content.OPEN, hint="Such as PL.", given=True, reads=member_state)
    ]
    day: Annotated[dt.date, Ask("Day", hint="Such as 2026-11-02.", given=True)]
    reason: Reason
    name: Annotated[str, Ask("Name", Content.OPEN, hint="Of a day that is added.")] = ""


@dataclass(frozen=True, slots=True)
class KeepOfficeView:
    """Save a view of the list of cases under a name, for everybody in the office."""

    name: Annotated[str, Ask("Name", Content.INTERNAL, given=True)]
    asked: Annotated[
        str,
        Ask("Query", Content.INTERNAL, hint="Such as stage:open to:CN sort:due.", option="query"),
    ]
    columns: Annotated[
        str, Ask("Columns", Content.OPEN, hint="Such as title,stage,due; without, the usual ones.")
    ] = ""


@dataclass(frozen=True, slots=True)
class DropOfficeView:
    """Take a view of the office away; each person's own stay."""

    name: Annotated[str, Ask("Name", Content.INTERNAL, given=True)]


@dataclass(frozen=True, slots=True)
class SupplyTexts:
    """Texts of the office in a language, of some ids or of all: once another person agrees, they
    win over those of the program, and take the place of those that the office supplied before.
    """

    lang: Annotated[str, Ask("Language", Content.OPEN, hint="Such as pl.", given=True)]
    file: Annotated[
        Path,
        Ask(
            "File",
            Content.INTERNAL,
            hint="Translations of gettext, .po.",
            given=True,
            file=FileUse.READ,
        ),
    ]
    edition: Annotated[str, Ask("Edition", Content.OPEN, hint="As the office names it.")]
    reason: Reason


@dataclass(frozen=True, slots=True)
class WithdrawTexts:
    """Take the texts of the office in a language away: once another person agrees, those of the
    program are spoken again.
    """

    lang: Annotated[str, Ask("Language", Content.OPEN, hint="Such as pl.", given=True)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class KeepReasonTemplate:
    """A text that reasons begin from, in place of the one with this title. Places in braces, such
    as that of the consignee, are filled in from the case; gaps in brackets by who uses it.
    """

    title: Annotated[str, Ask("Title", Content.INTERNAL, given=True)]
    text: Annotated[str, Ask("Text", Content.INTERNAL, long=True)]
    act: Annotated[
        str,
        Ask("Deed", Content.OPEN, lookup=Lookup.DEEDS, unsaid="every deed that takes a reason"),
    ] = ""


@dataclass(frozen=True, slots=True)
class RemoveReasonTemplate:
    """Take a template off the office's list; reasons that began from it stay."""

    title: Annotated[str, Ask("Title", Content.INTERNAL, given=True)]


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
KEEP_OFFICE_VIEW: Deed[KeepOfficeView, None] = Deed(
    KeepOfficeView,
    name="cases.view_kept",
    subject=SUBJECT,
    title="Save a view for the office",
    done="Everybody sees the view.",
    told="View of the office saved",
    command="office keep-view",
    roles=HEADS,
    topics=("views",),
)
DROP_OFFICE_VIEW: Deed[DropOfficeView, None] = Deed(
    DropOfficeView,
    name="cases.view_dropped",
    subject=SUBJECT,
    title="Take a view of the office away",
    done="The view is gone.",
    told="View of the office taken away",
    command="office drop-view",
    roles=HEADS,
    topics=("views",),
)
SUPPLY_TEXTS: Deed[SupplyTexts, None] = Deed(
    SupplyTexts,
    name="supply_texts",
    subject=SUBJECT,
    title="Supply texts of the office",
    done="The texts are kept: they are spoken from the next sign-in on.",
    told="Texts of the office supplied",
    command="wording import",
    roles=OFFICE,
    topics=("settings",),
    second=(Second("Texts of the office supplied", "always", ANY_SECOND, "its mover"),),
)
WITHDRAW_TEXTS: Deed[WithdrawTexts, None] = Deed(
    WithdrawTexts,
    name="withdraw_texts",
    subject=SUBJECT,
    title="Take texts of the office away",
    done="The texts of the program are spoken again from the next sign-in on.",
    told="Texts of the office taken away",
    command="wording remove",
    roles=OFFICE,
    topics=("settings",),
    second=(Second("Texts of the office taken away", "always", ANY_SECOND, "its mover"),),
)
KEEP_REASON_TEMPLATE: Deed[KeepReasonTemplate, None] = Deed(
    KeepReasonTemplate,
    name="reason_template.kept",
    subject=SUBJECT,
    title="Save a reason template",
    done="The template is on the office's list.",
    command="reason-template save",
    roles=OFFICE,
    topics=("settings",),
)
REMOVE_REASON_TEMPLATE: Deed[RemoveReasonTemplate, None] = Deed(
    RemoveReasonTemplate,
    name="reason_template.removed",
    subject=SUBJECT,
    title="Remove a reason template",
    done="The template is off the office's list.",
    command="reason-template remove",
    roles=OFFICE,
    topics=("settings",),
)
DEEDS = (
    CHANGE_SETTING,
    CHANGE_CALENDAR,
    KEEP_OFFICE_VIEW,
    DROP_OFFICE_VIEW,
    SUPPLY_TEXTS,
    WITHDRAW_TEXTS,
    KEEP_REASON_TEMPLATE,
    REMOVE_REASON_TEMPLATE,
)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
