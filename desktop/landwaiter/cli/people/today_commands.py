"""`today`: what the first screen tells, from the same read."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.i18n import _, figure, plural

if TYPE_CHECKING:
    from landwaiter.services.cases.case_row import CaseRow
    from landwaiter.services.people.today import TodayView
    from landwaiter.services.people.unit_today import UnitToday
    from landwaiter.services.trade.sift_desk import SiftToday

_Lines = Iterator[str]


def register(app: typer.Typer) -> None:
    command(app, "today")(today)


def today(call: Call) -> CommandAnswer:
    """What waits for you: clocks that ran out, what came back, reviews, the unit for a head."""
    from landwaiter.services.people.today import today_view
    from landwaiter.services.people.today_said import headline
    from landwaiter.services.trade.sift_desk import sift_of_today

    session = call.session()
    view, sifted = today_view(session), sift_of_today(session)
    said = headline(view)
    data = {
        "day": view.day,
        "headline": [text for text in (said.late, said.first, *said.rest) if text],
        "queue": dict(view.parts),
        "reviews": view.reviews,
        "countersign": view.countersign,
        "unheld": view.unheld_total,
        "hits_open": view.hits_open,
        "motions": (*view.motions, *view.to_second, *view.listings),
        "since": view.away_since,
        "news": view.news,
        "days": [
            {"day": one.day, "counts": one.counts, "away": one.away} for one in view.deadlines
        ],
        "absent": view.absent,
        "unit": view.unit,
        "sift": sifted,
        "tasks": [
            {
                "reference": one.reference,
                "of": one.pack_id,
                "edition": one.edition,
                "touched": [str(said) for said in one.touched],
            }
            for one in view.tasks
        ],
    }
    return CommandAnswer(data, _lines(view, sifted))


def _lines(view: "TodayView", sifted: "SiftToday | None") -> _Lines:
    from landwaiter.services.people.today_said import PART_TITLES, day_title, headline
    from landwaiter.services.trade.sift_desk import sift_said

    said = headline(view)
    pressing = " ".join(filter(None, (said.late, said.first)))
    yield f"{day_title(view.day)}. {pressing}".rstrip()
    if said.rest:
        yield " · ".join(said.rest)
    if sifted is not None:
        yield sift_said(sifted)
    if view.unit is not None:
        yield from _unit_lines(view, view.unit)
    yield from _cases(_("Awaiting my review"), view.reviews)
    yield from _cases(_("Awaiting my countersignature"), view.countersign)
    for part, rows in view.parts.items():
        yield from _cases(_(PART_TITLES[part]), rows)
    yield from _cases(_("New, nobody has them"), view.unheld, view.unheld_total)
    yield from _tasks(view)
    yield from _others(view)
    yield from _days(view)


def _cases(title: str, rows: "Iterable[CaseRow]", total: int | None = None) -> _Lines:
    from landwaiter.domain.cases.stages import stage_title

    found = tuple(rows)
    if not found:
        return
    yield ""
    yield f"{title}: {figure(len(found) if total is None else total)}"
    yield from table(
        (_("Clock"), _("Reference"), _("Stage"), _("Holder"), _("What"), _("Next act")),
        [
            (
                row.clock.says if row.clock else _("no clock"),
                row.reference,
                stage_title(row.stage),
                row.assignee or _("nobody"),
                row.title,
                ". ".join(filter(None, (str(row.remark).rstrip("."), str(row.next_step)))),
            )
            for row in found
        ],
    )


def _unit_lines(view: "TodayView", unit: "UnitToday") -> _Lines:
    yield from _cases(_("Run out by law in the unit"), unit.ran_out)
    yield ""
    yield _("The unit: {cases} open").format(cases=figure(unit.cases))
    yield from table(
        (_("Person"), _("Cases"), _("Legal clocks"), _("Overdue"), _("Second look"), _("Away")),
        [
            (
                load.person or _("nobody has it"),
                load.cases,
                load.legal,
                load.overdue,
                load.second_look,
                unit.absence_said(load.person, view.day),
            )
            for load in (*unit.loads, unit.unheld)
            if load.person or load.cases
        ],
    )
    yield from unit.warnings
    yield from unit.cautions


def _tasks(view: "TodayView") -> _Lines:
    """What a new edition changed, or found later, on my cases and on those of nobody."""
    from landwaiter.services.law.edition_tasks import task_title

    if view.tasks:
        said = plural(len(view.tasks), "{n} case to look at", "{n} cases to look at")
        yield ""
        yield f"{_('What changed for me')}: {said}"
        yield from (
            f"  {one.reference}: {task_title(one)}: {'; '.join(map(str, one.touched))}"
            for one in view.tasks
        )


def _others(view: "TodayView") -> _Lines:
    waiting = (*view.motions, *view.to_second, *view.listings)
    if waiting:
        yield ""
        yield _("Motions that wait for a second person:")
        yield from (f"  {title}" for title in waiting)
    if view.news:
        yield ""
        yield _("While you were away:") if view.away_since else _("What changed lately:")
        yield from (f"  {one.title}: {one.text}".rstrip(": ") for one in view.news)


def _days(view: "TodayView") -> _Lines:
    from landwaiter.services.base.wording import weekday
    from landwaiter.services.people.today_said import day_said

    yield ""
    yield _("Next 10 working days:")
    yield from (f"  {weekday(one.day)}: {day_said(one)}" for one in view.deadlines)
