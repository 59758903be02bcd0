"""`office load`: open cases, time in each stage, clocks kept."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.office.load import OfficeLoad


def load(
    call: Call,
    *,
    first: Annotated[
        str | None, typer.Option("--from", metavar="D", help="First day, such as 2026-09-01.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="D", help="Last day; without it, today.")
    ] = None,
) -> CommandAnswer:
    """Open cases per officer and stage, days in each stage, clocks kept; of 90 days without any."""
    from landwaiter.services.office.load import office_load

    found = office_load(
        call.session(),
        first=date_of(first, "from"),
        last=date_of(last, "to"),
    )
    return CommandAnswer(_object(found), _lines(found))


def _object(view: "OfficeLoad") -> dict[str, Any]:
    return {
        "from": view.first,
        "to": view.last,
        "day": view.day,
        "officers": [asdict(one) for one in view.officers],
        "stages": [{**asdict(one), "left": one.left} for one in view.stages],
        "clocks": [asdict(one) for one in view.clocks],
        "unclocked": view.unclocked,
    }


def _lines(view: "OfficeLoad") -> Iterator[str]:
    from landwaiter.domain.cases.stages import stage_title
    from landwaiter.domain.office.facts import CLOCK_COUNT, OFFICER_LOAD, STAGE_TIME
    from landwaiter.services.base.facts_shown import titles
    from landwaiter.services.office.load import (
        clock_said,
        officer_said,
        spread_said,
        stages_said,
        unclocked_said,
    )

    yield _("Open cases on {day}:").format(day=view.day)
    yield from table(
        titles(OFFICER_LOAD, "officer", "total", "stages", "legal", "overdue"),
        ((officer_said(o), o.total, stages_said(o), o.legal, o.overdue) for o in view.officers),
    )
    yield ""
    yield _("Days in a stage, of cases that left it from {first} to {last}:").format(
        first=view.first, last=view.last
    )
    yield from table(
        titles(STAGE_TIME, "stage", "now", "left", "calendar", "working"),
        (
            (stage_title(s.stage), s.now, s.left, spread_said(s.calendar), spread_said(s.working))
            for s in view.stages
        ),
    )
    yield ""
    if not view.clocks:
        yield _("Clocks: not evaluated, none ended in these days and none runs.")
    else:
        yield _("Clocks that ended in these days, and those that run now:")
        yield from table(
            titles(CLOCK_COUNT, "name", "kept", "missed", "running"),
            ((clock_said(c), c.kept, c.missed, c.running) for c in view.clocks),
        )
    yield from unclocked_said(view)
