"""`practice …`: the training casebook, what lies on the desk, and how it was worked on."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import say, table
from landwaiter.cli.base.values import path_of
from landwaiter.domain.base.terms import within
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.practice.day_steps import DaySteps
    from landwaiter.services.practice.grades import ExerciseGrade
    from landwaiter.services.warm.session import Session

_Case = Annotated[str, typer.Argument(metavar="[REF]", help="Of one exercise; without, all.")]


_YES = "Remove it for good."


def register(app: typer.Typer) -> None:
    practice = group(app, "practice", "Practice: twelve cases to learn on, which grade themselves.")
    command(practice, "make")(make)
    command(practice, "show")(show)
    command(practice, "grade")(grade)
    command(practice, "steps")(steps)
    command(practice, "throw-away")(throw_away)
    command(practice, "begin-anew")(begin_anew)


def make(
    call: Call,
    *,
    folder: Annotated[
        str, typer.Argument(metavar="[FOLDER]", help="Where it is made; without, your documents.")
    ] = "",
) -> CommandAnswer:
    """Make the training casebook: twelve cases taken in, with clocks that run as of now."""
    from landwaiter.services.demo.practice_making import make_practice

    place = path_of(folder) if folder else None
    made = make_practice(place, say=_say_nothing if call.json else say, now=call.clock())
    told = asdict(made)
    return CommandAnswer({**told, "folder": str(made.folder), "casebook": str(made.casebook)})


def _say_nothing(_line: str) -> None:
    """With `--json` the answer alone is printed."""


def show(call: Call, reference: _Case = "") -> CommandAnswer:
    """What lies on the desk, exercise by exercise, without any solution."""
    found = _graded(call, reference, solution=False)
    data = [
        {
            "number": one.number,
            "reference": one.reference,
            "title": one.title,
            "case": one.case_title,
            "brief": one.brief,
            "stage": one.stage,
            "proposed": one.proposed,
        }
        for one in found
    ]
    return CommandAnswer(data, _briefs(found))


def grade(
    call: Call,
    reference: _Case = "",
    *,
    solution: Annotated[
        bool, typer.Option("--solution", help="Tell what was expected before a proposal too.")
    ] = False,
) -> CommandAnswer:
    """What was done, held against what an experienced officer would have done, and why."""
    found = _graded(call, reference, solution=solution)
    return CommandAnswer([_grade_object(one) for one in found], _grade_lines(found))


def steps(call: Call) -> CommandAnswer:
    """The day in twelve steps: what is done, what comes next, and with which command."""
    from landwaiter.services.practice.day_steps import day_steps

    found = day_steps(call.session())
    present = found.present()
    data = {
        "done": found.done,
        "of": len(found.steps),
        "present": present.key if present else None,
        "steps": [asdict(one) for one in found.steps],
    }
    return CommandAnswer(data, _step_lines(found))


def _step_lines(found: "DaySteps") -> Iterator[str]:
    present = found.present()
    yield from table(
        (_("No."), _("Step"), _("Done")),
        ((one.number, one.title, _("yes") if one.done else "–") for one in found.steps),
    )
    if present is None:
        yield _("All twelve steps are done.")
        return
    yield _("Next: {title}. {text}").format(title=present.title, text=present.text)
    yield f"  {present.command.replace('REF', present.reference or 'REF')}"


def throw_away(
    call: Call, *, yes: Annotated[bool, typer.Option("--yes", help=_YES)] = False
) -> CommandAnswer:
    """Remove the training casebook with all that was done in it; never another casebook."""
    from landwaiter.services.practice.removal import throw_away as removed

    session = _said_yes(call, yes=yes)
    call.sessions.remove(session)  # nothing is kept of it afterwards
    folder = str(removed(session))
    return CommandAnswer({"folder": folder}, (_("{folder} is removed.").format(folder=folder),))


def begin_anew(
    call: Call, *, yes: Annotated[bool, typer.Option("--yes", help=_YES)] = False
) -> CommandAnswer:
    """Make a new training casebook, then remove the one that is open; never another casebook."""
    from landwaiter.services.demo.practice_making import make_beside, throw_away_whole

    session = _said_yes(call, yes=yes)
    made = make_beside(session, say=_say_nothing if call.json else say, now=call.clock())
    call.sessions.remove(session)  # nothing is kept of it afterwards
    removed = throw_away_whole(session)
    told = asdict(made)
    places = {"folder": str(made.folder), "casebook": str(made.casebook), "removed": str(removed)}
    return CommandAnswer(told | places, (_("{folder} is removed.").format(folder=removed),))


def _said_yes(call: Call, *, yes: bool) -> "Session":
    """The open training casebook, which is to be removed."""
    from landwaiter.services.practice.grades import is_practice, no_practice

    session = call.session()
    if not is_practice(session):
        raise no_practice()
    if not yes:
        raise WrongUsage(
            _(
                "The training casebook {folder} would be removed for good: say so with --yes."
            ).format(folder=session.casebook.path)
        )
    return session


def _graded(call: Call, reference: str, *, solution: bool) -> "tuple[ExerciseGrade, ...]":
    from landwaiter.services.practice.grades import grade_exercise, grade_exercises

    session = call.session()
    if reference:
        return (grade_exercise(session, reference, solution=solution),)
    return grade_exercises(session, solution=solution)


def _briefs(found: "Iterable[ExerciseGrade]") -> Iterator[str]:
    from landwaiter.domain.cases.stages import stage_title

    for one in found:
        yield _("{number}. {title} ({reference}, {stage})").format(
            number=one.number,
            title=one.title,
            reference=one.reference,
            stage=within(stage_title(one.stage)),
        )
        yield f"   {one.case_title}"
        yield f"   {one.brief}"


def _grade_object(one: "ExerciseGrade") -> dict[str, Any]:
    from landwaiter.domain.practice.grading import PointState

    return {
        "number": one.number,
        "reference": one.reference,
        "title": one.title,
        "proposed": one.proposed,
        "told": one.told,
        "marks": one.count(PointState.AS_EXPECTED) if one.told else None,
        "of": len(one.points) if one.told else None,
        "lesson": one.lesson,
        "points": [asdict(point) for point in one.points],
    }


def _grade_lines(found: "Iterable[ExerciseGrade]") -> Iterator[str]:
    from landwaiter.domain.practice.facts import POINT
    from landwaiter.domain.practice.grading import STATE_WORDS
    from landwaiter.services.base.facts_shown import titles

    for one in found:
        yield f"{one.number}. {one.title} ({one.reference}): {one.said}"
        if not one.told:
            continue
        yield from table(
            titles(POINT, "title", "done", "state", "expected"),
            ((p.title, p.done or "–", _(STATE_WORDS[p.state]), p.expected) for p in one.points),
        )
        for point in one.points:
            yield _("  {title}: {why} {sourced}").format(
                title=point.title, why=point.why, sourced=point.sourced
            )
        yield _("  What it teaches: {lesson}").format(lesson=one.lesson)
