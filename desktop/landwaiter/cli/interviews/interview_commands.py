"""`interview`: what an entry turns on, what was stated, what it meets, what is asked next."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.values import date_of
from landwaiter.domain.law.control_codes import json_or_text
from landwaiter.errors import Invalid
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.interviews.interview import FigureComparison, Question
    from landwaiter.services.interviews.interviews import ItemInterview


def register(app: typer.Typer) -> None:
    command(app, "interview")(interview)


def interview(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    *,
    item: Annotated[int, typer.Option("--item", metavar="N", help="Number of the goods item.")],
    entry: Annotated[
        str, typer.Option("--entry", metavar="CODE", help="Such as 2B001, 2B001.b.2 or ML9.")
    ],
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer", metavar="NAME=VALUE", help="With its unit, such as “0.8 µm”; repeatable."
        ),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="S", help="data_sheet, exporter_answer …")
    ] = "",
    document: Annotated[
        str, typer.Option("--document", metavar="D", help="Which document says so.")
    ] = "",
    date: Annotated[
        str | None, typer.Option("--date", metavar="D", help="Of the document or answer.")
    ] = None,
    evidence: Annotated[
        int | None, typer.Option("--evidence", metavar="N", help="The evidence that holds it.")
    ] = None,
) -> CommandAnswer:
    """Ask what decides an entry: state values, see what they meet and what is asked next."""
    from landwaiter.services.interviews.answering import AnswerSource, answer_questions
    from landwaiter.services.interviews.interviews import interview_on

    session = call.session()
    if answer:
        given = AnswerSource(source, document, date_of(date, "date"), evidence)
        answer_questions(session, reference, item, _answers(answer), given)
    held = interview_on(session, reference, item, entry)
    return CommandAnswer(interview_object(held), tuple(_lines(held)))


def _answers(given: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not value.strip():
            raise Invalid(
                _("An answer names what it answers."),
                field="answer",
                value=text,
                remedy=_("Write it as travel_mm=600 mm."),
            )
        found[name.strip()] = json_or_text(value.strip())
    return found


def interview_object(held: "ItemInterview") -> dict[str, Any]:
    """The interview as JSON."""
    read = held.read
    return {
        "reference": held.reference,
        "item": held.item_no,
        "entry": read.entry,
        "title": held.title,
        "judged_as_of": held.day,
        "verdict": read.verdict,
        "said": held.sentence,
        "met": read.met,
        "presumed": read.presumed,
        "presumption": held.presumption,
        "warning": held.warning,
        "pack": read.pack,
        "editions": [{"edition": name, "dated": dated} for name, dated in read.editions],
        "course": read.course,
        "then": read.then,
        "told": [asdict(one) for one in read.told],
        "unread": read.unread,
        "subentries": [asdict(one) for one in read.subentries],
        "questions": [asdict(one) for one in read.questions],
        "next": asdict(read.next) if read.next else None,
        "answers": held.answers,
    }


def _lines(held: "ItemInterview") -> Iterator[str]:
    heading = _("{entry} {title}, item {item}, judged as of {day}")
    yield heading.format(entry=held.read.entry, title=held.title, item=held.item_no, day=held.day)
    yield held.sentence
    if held.presumption:
        yield held.presumption
    if held.warning:
        yield held.warning
    yield from _compared(held)
    yield from _asked(held.read.questions)


def _compared(held: "ItemInterview") -> Iterator[str]:
    """Verdict and comparisons of each sub-entry that something was stated for."""
    from landwaiter.services.interviews.interview_words import telling, verdict_words

    verdicts = {one.entry: verdict_words(one.verdict) for one in held.read.subentries}
    entry = ""
    for one in telling(held.read):
        if one.entry != entry:
            entry = one.entry
            yield ""
            yield f"{entry}: {verdicts[entry]}" if entry in verdicts else f"{entry}:"
        yield f"  {comparison(one)}"


def comparison(one: "FigureComparison") -> str:
    """The comparison in one line, with where the figure was read and who stated the value."""
    from landwaiter.services.interviews.interview_words import (
        comparison_words,
        figure_words,
        source_words,
    )

    parts = (comparison_words(one), figure_words(one), source_words(one))
    return " ".join(part for part in parts if part)


def _asked(questions: "tuple[Question, ...]") -> Iterator[str]:
    from landwaiter.services.interviews.interview_words import question_words

    if questions:
        yield ""
        yield _("Next to ask:")
    for number, question in enumerate(questions, 1):
        yield f"{number}. {question_words(question)}"
        yield "   " + _("--answer {name}=… ({entries})").format(
            name=question.parameter, entries=", ".join(question.entries)
        )
