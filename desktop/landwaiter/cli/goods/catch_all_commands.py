"""`case catch-all`: the guided form of Art. 4 at a terminal, question by question."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.errors import Invalid
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.flags.catch_all import Assessment, CatchAllQuestion
    from landwaiter.services.cases.case_view import CaseView


def catch_all(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    *,
    item: Annotated[
        int | None, typer.Option("--item", metavar="N", help="The whole case when left out.")
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="Q=A", help="Question = yes, no or unknown; repeatable."),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="S", help="Where these answers come from.")
    ] = "",
    evidence: Annotated[int | None, typer.Option("--evidence", metavar="N")] = None,
    note: Annotated[str, typer.Option("--note", metavar="T")] = "",
    anew: Annotated[
        bool, typer.Option("--anew", help="Forget the answers that stand; give all of them.")
    ] = False,
) -> CommandAnswer:
    """Show the questions with the answers that stand; with --answer, state them anew."""
    from landwaiter.domain.cases.deeds_on_findings import AssessCatchAll
    from landwaiter.services.cases.case_reads import case_view
    from landwaiter.services.deeds.engine import do

    session = call.session()
    if answer:
        before = None if anew else _standing(case_view(session, reference), item)
        given = {
            name: {"answer": said, "source": source, "evidence": evidence, "note": note}
            for name, said in map(_pair, answer)
        }
        value = {**(_kept(before) if before else {}), **given}
        do(session, AssessCatchAll(reference, value, item, source))
    view = case_view(session, reference)
    _is_there(view, item)
    found = _standing(view, item)
    data = {
        "reference": reference,
        "item": item,
        "questions": view.questions,
        "assessment": assessment_object(found) if found else None,
    }
    return CommandAnswer(data, _lines(view, found))


def _pair(text: str) -> tuple[str, str]:
    name, sign, said = text.partition("=")
    if not sign:
        raise Invalid(
            _("This is no answer to a question."),
            field="answer",
            value=text,
            remedy=_("Write it as use_military=yes."),
        )
    return name.strip(), said.strip()


def _is_there(view: "CaseView", item: int | None) -> None:
    numbers = [row.item.no for row in view.goods]
    if item is not None and item not in numbers:
        raise Invalid(
            _("The case has no item with this number."),
            field="item",
            value=str(item),
            remedy=_("It has the items {items}.").format(
                items=", ".join(map(str, numbers)) or _("none")
            ),
        )


def _standing(view: "CaseView", item: int | None) -> "Assessment | None":
    return next((one for one in view.assessments if one.item == item), None)


def _kept(before: "Assessment") -> dict[str, Any]:
    return {
        name: {
            "answer": one.reply.value,
            "source": one.source,
            "evidence": one.evidence,
            "note": one.note,
        }
        for name, one in before.answers.items()
    }


def assessment_object(one: "Assessment") -> dict[str, Any]:
    """An assessment with what follows from it."""
    return {
        "item": one.item,
        "level": one.level,
        "conclusion": one.conclusion,
        "track": one.track or None,
        "limbs": one.limbs,
        "answers": one.answers,
        "statement": one.statement,
        "author": one.author,
        "at": one.at,
        "edition": one.edition,
        "policy": one.policy or None,
        "embargo_by_law": one.is_by_law,
    }


def _lines(view: "CaseView", found: "Assessment | None") -> Iterator[str]:
    step = ""
    for question in view.questions:
        if question.step != step:
            step = question.step
            yield _(step)
        yield _question_line(question, found)
    if not view.questions:
        yield _("The questions of the assessment are not in force on the day of the case.")
    yield ""
    yield from assessment_lines(found) if found else (_("Nobody has assessed this yet."),)


def _question_line(question: "CatchAllQuestion", found: "Assessment | None") -> str:
    given = found.answers.get(question.id) if found else None
    said = _(given.reply.value) if given else "–"
    rests = f" ({given.source})" if given and given.source else ""
    return f"  {question.id:16} {said}{rests}  {_(question.text)} [{question.article}]"


def assessment_lines(one: "Assessment") -> Iterator[str]:
    """What an assessment comes to, provision by provision."""
    about = _("item {no}").format(no=one.item) if one.item else _("the case")
    yield _("{about}: {conclusion}.").format(about=about, conclusion=one.conclusion)
    for limb in one.limbs:
        missing = _("; not known: {names}").format(names=", ".join(limb.missing))
        yield _("Art. {limb}: {level}{missing}").format(
            limb=limb.name,
            level=_(limb.level.value.replace("_", " ")),
            missing=missing if limb.missing else "",
        )
    if one.policy:
        yield one.embargo_words
    if one.track:
        yield _("It gives grounds for track {track}.").format(track=one.track)
    yield _("Statement {number} by {author}, {at}.").format(
        number=one.statement, author=one.author, at=one.at
    )
