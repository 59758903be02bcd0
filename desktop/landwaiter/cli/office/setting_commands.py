"""`office …`: settings of the office, audited."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from datetime import date
from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of, known_state
from landwaiter.domain.base.periods import DayChange
from landwaiter.i18n import _


def register(app: typer.Typer) -> None:
    office = group(app, "office", "Settings of the office: policies, thresholds, age limits.")
    command(office, "show")(show)
    command(office, "set")(change)
    calendar = group(office, "calendar", "Public holidays, regional and bridge days by state.")
    command(calendar, "show")(show_calendar)
    command(calendar, "add")(add_day)
    command(calendar, "remove")(remove_day)


def show(call: Call) -> CommandAnswer:
    """Every setting."""
    from landwaiter.services.office.office_settings import settings

    found = dict(settings(call.session()))
    return CommandAnswer(found, table((_("Setting"), _("Value")), sorted(found.items())))


def change(
    call: Call,
    key: Annotated[str, typer.Argument(metavar="KEY")],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
) -> CommandAnswer:
    """Change one setting; a head or administrator may."""
    from landwaiter.services.office.office_settings import change_settings

    change_settings(call.session(), {key: value})
    return CommandAnswer({key: value}, (f"{key} = {value}",))


_STATE = Annotated[str, typer.Argument(metavar="STATE", help="Such as PL.")]
_DAY = Annotated[str, typer.Argument(metavar="DAY", help="Such as 2026-11-02.")]
_REASON = Annotated[str, typer.Option("--reason", metavar="T")]


def show_calendar(
    call: Call,
    state: _STATE,
    year: Annotated[int | None, typer.Option("--year", metavar="Y", help="Default: this.")] = None,
) -> CommandAnswer:
    """The days on which a state's authorities do not work, and what the office changed."""
    from landwaiter.services.cases.calendars import calendar_view

    view = calendar_view(call.session(), known_state(state) or "", year)
    lines = table(
        (_("Day"), _("Name"), _("Source"), _("By"), _("Reason")),
        [(d.day, d.name, d.source, d.author, d.reason) for d in view.days],
    )
    head = _("{state}, {year}, edition {edition}").format(
        state=view.state, year=view.year, edition=view.edition
    )
    return CommandAnswer(view, (head, *lines))


def add_day(
    call: Call,
    state: _STATE,
    day: _DAY,
    *,
    name: Annotated[str, typer.Option("--name", metavar="NAME")],
    reason: _REASON,
) -> CommandAnswer:
    """A regional holiday or a bridge day; clocks that run already keep their edition."""
    return _changed(call, state, day, DayChange.ADD, name, reason)


def remove_day(call: Call, state: _STATE, day: _DAY, *, reason: _REASON) -> CommandAnswer:
    """A holiday that is none at these authorities; clocks that run already keep their edition."""
    return _changed(call, state, day, DayChange.REMOVE, "", reason)


def _changed(  # noqa: PLR0917  # one value per part of the change
    call: Call, state: str, day: str, change: DayChange, name: str, reason: str
) -> CommandAnswer:
    from landwaiter.services.cases.calendars import change_calendar

    wanted = date_of(day, "day") or date.min
    view = change_calendar(
        call.session(), known_state(state) or "", wanted, change, name=name, reason=reason
    )
    sentence = _("The calendar of {state} has the edition {edition} now.")
    data = {"state": view.state, "edition": view.edition, "day": wanted, "change": change}
    return CommandAnswer(data, (sentence.format(state=view.state, edition=view.edition),))
