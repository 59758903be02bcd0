"""`embargo …`: the matrix of instruments, the practice of the state, claims of old contracts."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.base.terms import yes_no
from landwaiter.domain.flags.deeds import SET_PRACTICE, SetPractice
from landwaiter.errors import Invalid
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.flags.embargo import MatrixView
    from landwaiter.services.warm.session import Session


def register(app: typer.Typer) -> None:
    embargo = group(app, "embargo", "What instruments say of destinations, goods and days.")
    command(embargo, "show")(show)
    add_deeds(app, SET_PRACTICE, shown=_set)
    command(embargo, "history")(history)
    command(embargo, "claim")(claim)
    command(embargo, "judge")(judge)


def show(
    call: Call,
    *,
    destination: Annotated[
        str | None, typer.Option("--destination", metavar="CC", help="Such as CN.")
    ] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="D", help="Default: today.")] = None,
    item_group: Annotated[
        str | None, typer.Option("--item-group", metavar="G", help="Such as military.")
    ] = None,
) -> CommandAnswer:
    """The matrix on a day: prohibited, case by case, permitted or unstated, with its source."""
    from landwaiter.services.flags.embargo import matrix_view
    from landwaiter.services.hits.screening_jobs import known_country

    view = matrix_view(
        call.session(),
        on=date_of(day, "date"),
        destination=known_country(destination, field="destination"),
        group=item_group,
    )
    return CommandAnswer(view, _lines(view))


def _lines(view: "MatrixView") -> list[str]:
    from landwaiter.domain.flags.embargo.embargo_words import act_name, notes, says, source_words

    nothing = _("No row of the matrix speaks of that: it is unstated, which is never permitted.")
    cells = table(
        (_("Instrument"), _("To"), _("Direction"), _("Goods"), _("Says"), _("Since"), _("Source")),
        [
            (
                one.title,
                one.destination,
                one.way,
                one.group_title,
                _("{says} (practice not set)").format(says=says(one))
                if not one.is_set
                else says(one),
                one.valid_from or _("not read"),
                source_words(one),
            )
            for one in view.cells
        ],
    )
    noted = [
        f"{act_name(one)} {one.destination} {one.group_title}: {' '.join(notes(one))}"
        for one in view.cells
        if notes(one)
    ]
    asked = table(
        (_("Practice of the state"), _("Set to")),
        [(one.key, one.value or _("not set")) for one in view.practices],
    )
    return [*(cells if view.cells else (nothing,)), "", *noted, "", *asked]


def _set(_session: "Session", said: SetPractice, result: "Result") -> CommandAnswer:
    key, value = said.key, said.value
    lines = result.changes.said or (f"{key} = {value or _('not set')}",)
    return CommandAnswer(
        {"key": key, "value": value, "motion": result.motion_id, "said": lines}, lines
    )


def history(call: Call, key: Annotated[str, typer.Argument(metavar="KEY")]) -> CommandAnswer:
    """Every change of a practice: when, by whom, from what to what, and why."""
    from landwaiter.services.flags.embargo import practice_history

    changes = practice_history(call.session(), key)
    head = (_("When"), _("Who"), _("Before"), _("After"), _("Why"))
    rows = [
        (one.at, one.by, one.before or _("not set"), one.after or _("not set"), one.reason)
        for one in changes
    ]
    never = (_("No change of this practice is on record."),)
    return CommandAnswer(changes, table(head, rows) if rows else never)


def claim(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    *,
    instrument: Annotated[str, typer.Option("--instrument", metavar="I")],
    contract_date: Annotated[str, typer.Option("--contract-date", metavar="D")],
    source: Annotated[str, typer.Option("--source", metavar="S", help="Who says so.")] = "contract",
    contract: Annotated[str, typer.Option("--contract", metavar="T", help="Its reference.")] = "",
    article: Annotated[str, typer.Option("--article", metavar="A")] = "",
    parties: Annotated[str, typer.Option("--parties", metavar="T")] = "",
    items: Annotated[str, typer.Option("--items", metavar="N[,N]")] = "",
    scope: Annotated[str, typer.Option("--scope", metavar="T")] = "",
    evidence: Annotated[str, typer.Option("--evidence", metavar="E", help="Such as E-01.")] = "",
    amended: Annotated[str, typer.Option("--amended", metavar="D")] = "",
    last_delivery: Annotated[str, typer.Option("--last-delivery", metavar="D")] = "",
    wind_down: Annotated[str, typer.Option("--wind-down", metavar="D")] = "",
) -> CommandAnswer:
    """Record an exemption that is claimed for a contract from before an embargo, and check it."""
    from landwaiter.services.cases.case_reads import case_view
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.flags.embargo import exemption_claim

    session = call.session()
    said = {
        "instrument": instrument,
        "contract_date": contract_date,
        "contract": contract,
        "article": article,
        "parties": parties,
        "items": [part.strip() for part in items.split(",") if part.strip()],
        "scope": scope,
        "evidence": evidence,
        "amended": amended,
        "last_delivery": last_delivery,
        "wind_down": wind_down,
    }
    do(session, exemption_claim(session, reference, said, source=source))
    found = next(
        one
        for one in case_view(session, reference).exemptions
        if one.stated.get("instrument") == instrument
    )
    return CommandAnswer(found, exemption_lines(found))


def exemption_lines(found: "ClaimedExemption") -> Iterator[str]:
    """What all checks of a claim come to, then each of them."""
    yield _("All checks together: {verdict}.").format(verdict=_(found.verdict.value))
    for one in found.checks:
        yield _("{answer}: {name}: {text}").format(
            answer=_(one.answer.value), name=one.name, text=one.text
        )


def judge(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    *,
    instrument: Annotated[str, typer.Option("--instrument", metavar="I")],
    condition: Annotated[
        str, typer.Option("--condition", metavar="C", help="Such as end_use=military.")
    ],
    answer: Annotated[str, typer.Option("--answer", metavar="yes|no", help="Is it so?")],
    source: Annotated[str, typer.Option("--source", metavar="S", help="Who says so.")],
    reason: Annotated[str, typer.Option("--reason", metavar="T")],
    item: Annotated[int | None, typer.Option("--item", metavar="N")] = None,
) -> CommandAnswer:
    """Answer what an embargo depends on: the row then says prohibited, or permitted by this act."""
    from landwaiter.domain.flags.embargo.embargo_words import act_name, notes, says_of_item
    from landwaiter.services.cases.case_reads import case_view
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.flags.embargo import JudgedCondition, condition_answer

    session = call.session()
    judged = JudgedCondition(instrument, condition, holds=_holds(answer), reason=reason)
    do(session, condition_answer(session, reference, judged, source=source, item=item))
    found = case_view(session, reference).embargo
    lines = [
        f"{one.item_no}: {act_name(cell)} {cell.source}: {says_of_item(cell)}. "
        + " ".join(notes(cell))
        for one in found
        for cell in one.cells
        if (cell.instrument, cell.condition) == (instrument, condition)
    ]
    return CommandAnswer(found, lines)


def _holds(answer: str) -> bool:
    said = yes_no(answer)
    if said is None:
        raise Invalid(
            _("This is no answer to the question."),
            field="answer",
            value=answer,
            remedy=_("Answer yes or no."),
        )
    return said
