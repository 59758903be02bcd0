"""`office …`: settings of the office, audited."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.cases import return_commands
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.cli.office import load_commands, setup_commands
from landwaiter.domain.base.zones import member_state
from landwaiter.domain.office import deeds
from landwaiter.domain.office.deeds import ChangeCalendar, ChangeSetting
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.warm.session import Session


def register(app: typer.Typer) -> None:
    office = group(app, "office", "Settings of the office: policies, thresholds, age limits.")
    command(office, "show")(show)
    command(office, "setup")(setup_commands.setup)
    command(office, "load")(load_commands.load)
    command(office, "reviewers")(return_commands.reviewers)
    add_deeds(app, deeds.CHANGE_SETTING, shown=_saved)
    calendar = group(office, "calendar", "Public holidays, regional and bridge days by state.")
    command(calendar, "show")(show_calendar)
    add_deeds(app, deeds.CHANGE_CALENDAR, shown=_changed)


def show(call: Call) -> CommandAnswer:
    """Every setting."""
    from landwaiter.services.office.office_settings import settings

    found = dict(settings(call.session()))
    return CommandAnswer(found, table((_("Setting"), _("Value")), sorted(found.items())))


def _saved(_session: "Session", said: ChangeSetting, _result: "Result") -> CommandAnswer:
    return CommandAnswer({said.key: said.value}, (f"{said.key} = {said.value}",))


def show_calendar(
    call: Call,
    state: Annotated[str, typer.Argument(metavar="STATE", help="Such as PL.")],
    year: Annotated[int | None, typer.Option("--year", metavar="Y", help="Default: this.")] = None,
) -> CommandAnswer:
    """The days on which a state's authorities do not work, and what the office changed."""
    from landwaiter.services.cases.calendars import calendar_view

    view = calendar_view(call.session(), member_state(state), year)
    lines = table(
        (_("Day"), _("Name"), _("Source"), _("By"), _("Reason")),
        [(d.day, d.name, d.source, d.author, d.reason) for d in view.days],
    )
    head = _("{state}, {year}, edition {edition}").format(
        state=view.state, year=view.year, edition=view.edition
    )
    return CommandAnswer(view, (head, *lines))


def _changed(_session: "Session", said: ChangeCalendar, result: "Result") -> CommandAnswer:
    sentence = _("The calendar of {state} has the edition {edition} now.")
    data = {"state": said.state, "edition": result.made, "day": said.day, "change": said.change}
    return CommandAnswer(data, (sentence.format(state=said.state, edition=result.made),))
