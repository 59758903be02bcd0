"""`duty`, `handover` and `absence …`: who is here, who stands in, what is handed on."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.canonical import instant
from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.base.terms import low, within
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.people import deeds
from landwaiter.domain.people.deeds import (
    BeginAbsence,
    EndAbsence,
    EnterAbsence,
    ExportCalendar,
    TakeBackAbsence,
)
from landwaiter.i18n import _, plural
from landwaiter.services.cases.clock_words import countdown_words

if TYPE_CHECKING:
    from landwaiter.domain.cases.duty import Absence
    from landwaiter.services.cases.case_row import CaseRow
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.people.calendar_export import CalendarExport
    from landwaiter.services.people.duty import DutyView, PersonLoad
    from landwaiter.services.people.handover import HandoverSheet
    from landwaiter.services.warm.session import Session

_Lines = Iterator[str]


def register(app: typer.Typer) -> None:
    command(app, "duty")(duty)
    command(app, "handover")(handover)
    absences = group(app, "absence", "The absence calendar: who is away, who deputises.")
    command(absences, "list")(list_all)
    add_deeds(app, deeds.ENTER_ABSENCE, shown=_entered)
    add_deeds(app, deeds.TAKE_BACK_ABSENCE, shown=_taken_back)
    add_deeds(app, deeds.BEGIN_ABSENCE, shown=_begun)
    add_deeds(app, deeds.END_ABSENCE, shown=_ended)
    group(app, "calendar", "Clocks, promises and absences for other programs.")
    add_deeds(app, deeds.EXPORT_CALENDAR, shown=_calendar)


def duty(call: Call) -> CommandAnswer:
    """Who is on duty, each person's load, and what is due today with nobody on duty."""
    from landwaiter.services.people.duty import duty_view

    view = duty_view(call.session())
    return CommandAnswer(view, _duty_lines(view))


def handover(
    call: Call,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Of a user; yourself when left out.")
    ] = None,
) -> CommandAnswer:
    """The handover sheet: running clocks, promises, last calls, what waits for a second person."""
    from landwaiter.services.people.handover import handover_sheet

    sheet = handover_sheet(call.session(), name)
    return CommandAnswer(sheet, _sheet_lines(sheet))


def list_all(call: Call) -> CommandAnswer:
    """Absences that run today or begin later."""
    from landwaiter.services.people.duty import absences

    known = absences(call.session())
    return CommandAnswer(known, _absence_lines(known))


def _entered(session: "Session", said: EnterAbsence, result: "Result") -> CommandAnswer:
    from landwaiter.services.people.duty import absences

    entered = next(one for one in absences(session) if one.id == result.made)
    sentence = _("{person} is absent from {first} to {last}.").format(
        person=entered.person, first=said.first, last=said.last
    )
    besides = result.changes.said
    return CommandAnswer({"absence": entered, "said": besides}, (sentence, *besides))


def _taken_back(_session: "Session", said: TakeBackAbsence, _result: "Result") -> CommandAnswer:
    return CommandAnswer({"absence": said.absence}, (_(deeds.TAKE_BACK_ABSENCE.done),))


def _begun(_session: "Session", _said: BeginAbsence, result: "Result") -> CommandAnswer:
    return _said_of(result, _("{person} is away; roles are held by {deputies}."))


def _ended(_session: "Session", _said: EndAbsence, result: "Result") -> CommandAnswer:
    return _said_of(result, _("{person} is back; roles were held by {deputies}."))


def _calendar(_session: "Session", _said: ExportCalendar, made: "CalendarExport") -> CommandAnswer:
    said = plural(
        made.entries,
        "{n} entry was written to {file}; instants are in UTC.",
        "{n} entries were written to {file}; instants are in UTC.",
        file=made.file,
    )
    return CommandAnswer(made, (said,))


def _said_of(result: "Result", told: str) -> CommandAnswer:
    said = told.format(person=result.made, deputies=", ".join(result.outcome) or _("nobody"))
    return CommandAnswer({"person": result.made, "deputies": result.outcome}, (said,))


def _duty_lines(view: "DutyView") -> _Lines:
    yield _("{day}: on duty {people}.").format(
        day=view.day, people=", ".join(view.present) or _("nobody")
    )
    yield from (*view.standing_in, *view.warnings)
    yield ""
    header = (
        _("Person"),
        _("Cases"),
        _("Stages"),
        _("Legal clocks"),
        _("Overdue"),
        _("Second look"),
        _("Absent until"),
        _("Deputy"),
        _("Acts for"),
    )
    loads = [*view.loads, view.unheld]
    yield from table(header, [_load_cells(load) for load in loads if load.person or load.cases])
    yield ""
    if view.nobody:
        yield _("Due today or past, with nobody on duty:")
        yield from _case_lines(view.nobody)
    else:
        yield _("Nothing that is due today or past is without somebody on duty.")


def _load_cells(load: "PersonLoad") -> tuple[object, ...]:
    stages = ", ".join(
        f"{within(stage_title(stage))} {count}" for stage, count in sorted(load.stages.items())
    )
    return (
        load.person or _("nobody has it"),
        load.cases,
        stages,
        load.legal,
        load.overdue,
        load.second_look,
        load.absent_until.isoformat() if load.absent_until else "",
        load.deputy,
        ", ".join(load.acting_for),
    )


def _case_lines(rows: tuple["CaseRow", ...]) -> _Lines:
    header = (
        _("Due"),
        _("Left"),
        _("Clock"),
        _("Reference"),
        _("Stage"),
        _("Holder"),
        _("What"),
        _("Remark"),
    )
    yield from table(
        header,
        [
            (
                row.clock.due.isoformat() if row.clock else "",
                row.clock.says if row.clock else "",
                row.clock.label if row.clock else "",
                row.reference,
                stage_title(row.stage),
                row.assignee,
                row.title,
                row.remark,
            )
            for row in rows
        ],
    )


def _sheet_lines(sheet: "HandoverSheet") -> _Lines:
    yield _("Handover sheet of {person}, {day}.").format(person=sheet.person, day=sheet.day)
    if sheet.absent_until is not None:
        yield _("Absent until {day}; {deputy} deputises.").format(
            day=sheet.absent_until, deputy=sheet.deputy or _("nobody")
        )
    for title, lines in (
        (_("Running clocks"), _case_lines(sheet.clocks) if sheet.clocks else None),
        (_("Without a clock"), _case_lines(sheet.without_clock) if sheet.without_clock else None),
        (_("A deputy acts"), _case_lines(sheet.delegated) if sheet.delegated else None),
        (_("Promises"), _promise_lines(sheet) if sheet.promises else None),
        (_("Last calls"), _call_lines(sheet) if sheet.calls else None),
        (_("Waits for a second person"), _motion_lines(sheet) if sheet.motions else None),
    ):
        yield ""
        yield f"{title}:" if lines else _("{title}: none.").format(title=title)
        yield from lines or ()


def _promise_lines(sheet: "HandoverSheet") -> _Lines:
    header = (_("Due"), _("Left"), _("Reference"), _("Request"), _("To whom"), _("Question"))
    rows = [
        (
            promise.countdown.due.isoformat() if promise.countdown else "",
            countdown_words(promise.countdown) if promise.countdown else "",
            promise.reference,
            low(promise.kind),
            promise.addressee,
            promise.question,
        )
        for promise in sheet.promises
    ]
    yield from table(header, rows)


def _call_lines(sheet: "HandoverSheet") -> _Lines:
    header = (_("When"), _("Reference"), _("Who"), _("What was said"))
    yield from table(header, [(instant(c.at), c.reference, c.author, c.text) for c in sheet.calls])


def _motion_lines(sheet: "HandoverSheet") -> _Lines:
    header = (_("Since"), _("Reference"), _("What"), _("Reason"))
    yield from table(
        header, [(instant(m.at), m.reference, m.title, m.reason) for m in sheet.motions]
    )


def _absence_lines(known: tuple["Absence", ...]) -> _Lines:
    if not known:
        yield _("Nobody is entered as absent.")
        return
    header = (_("Person"), _("First day"), _("Last day"), _("Deputy"), _("Note"), _("Identity"))
    yield from table(
        header,
        [
            (a.person, a.first_day.isoformat(), a.last_day.isoformat(), a.deputy, a.note, a.id)
            for a in known
        ],
    )
