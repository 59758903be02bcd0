"""`retention …`: the office's periods, legal holds, the review before removal, the removal."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.retention import deeds
from landwaiter.domain.retention.deeds import RemoveCase, SetPeriod
from landwaiter.domain.retention.facts import REVIEWED
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from enum import StrEnum

    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.retention.retention_periods import ReviewRow
    from landwaiter.services.warm.session import Session

_REFERENCE = Annotated[str, typer.Argument(metavar="REF")]
Choice = TypeVar("Choice", bound="StrEnum")


def register(app: typer.Typer) -> None:
    retention = group(app, "retention", "How long cases are kept, and their removal.")
    command(retention, "rules")(list_rules)
    command(retention, "review")(review)
    command(retention, "show")(show)
    command(retention, "removed")(removed)
    add_deeds(app, deeds.SET_PERIOD, shown=_set)
    on_case = (deeds.STATE_REGIME, deeds.END_PROCEEDINGS, deeds.PLACE_HOLD, deeds.LIFT_HOLD)
    add_deeds(app, *on_case, shown=_stands)
    add_deeds(app, deeds.REMOVE_CASE, shown=_moved)


def list_rules(call: Call) -> CommandAnswer:
    """The periods that the office has set; without one nothing falls due."""
    from landwaiter.services.retention.retention_periods import rules

    found = rules(call.session())
    header = (
        _("Purpose"),
        _("Years"),
        _("Counted from"),
        _("Year's end"),
        _("Decision"),
        _("Source"),
    )
    lines = table(
        header,
        [
            (
                rule.purpose,
                rule.years,
                rule.start,
                _("yes") if rule.from_year_end else _("no"),
                _("retained") if rule.keeps_decision else _("removed"),
                rule.source,
            )
            for rule in found
        ],
    )
    return CommandAnswer(found, lines if found else (_("The office has set no period."),))


def review(
    call: Call,
    *,
    standing: Annotated[
        list[str] | None,
        typer.Option(
            "--standing",
            metavar="S",
            help="due, held, running, not_started, no_rule, removed; repeatable.",
        ),
    ] = None,
) -> CommandAnswer:
    """Every case and entity: what is due for removal, what is held, what runs."""
    from landwaiter.domain.retention.retention_periods import RetentionStanding
    from landwaiter.services.retention.retention_periods import review_page

    wanted = [_chosen(RetentionStanding, one, "--standing") for one in standing or ()]
    session = call.session()
    rows = every_row(lambda after: review_page(session, standing=wanted, after=after))
    return CommandAnswer(rows, tuple(_listed(rows)))


def _listed(rows: "tuple[ReviewRow, ...]") -> Iterator[str]:
    if not rows:
        yield _("There is nothing to review.")
        return
    header = [_(fact.title) for fact in REVIEWED]
    yield from table(
        header,
        [(r.reference, r.purpose, r.regime or "", r.standing, r.due or "", r.why) for r in rows],
    )


def show(call: Call, reference: _REFERENCE) -> CommandAnswer:
    """Where one case stands, its legal holds, and its tombstone once it is removed."""
    return _shown(call.session(), reference)


def _shown(session: "Session", reference: str) -> CommandAnswer:
    from landwaiter.services.retention.retention_periods import case_retention

    found = case_retention(session, reference)
    lines = [
        _("{reference}: {purpose}, {regime}. {why}").format(
            reference=found.row.reference,
            purpose=found.row.purpose,
            regime=found.row.regime,
            why=found.row.why,
        )
    ]
    for one in found.holds:
        said = _("Hold {id} of {at} by {author}: {act}; {reason}").format(
            id=one.id, at=one.at, author=one.author, act=one.act, reason=one.reason
        )
        ended = _("lifted {at} by {author}: {reason}").format(
            at=one.ended_at, author=one.ended_by, reason=one.end_reason
        )
        lines.append(f"{said} ({ended})" if one.ended_at else said)
    if found.tombstone:
        lines.append(_stone(found.tombstone))
    return CommandAnswer(found, lines)


def _set(session: "Session", said: SetPeriod, _result: "Result") -> CommandAnswer:
    from landwaiter.services.retention.deeds import rule_of

    sentence = plural(
        said.years,
        "Cases kept for the purpose {purpose} fall due after {n} year.",
        "Cases kept for the purpose {purpose} fall due after {n} years.",
        purpose=said.purpose,
    )
    return CommandAnswer(rule_of(said), (sentence,))


def _stands(session: "Session", said: Any, _result: "Result") -> CommandAnswer:
    """Where the case of the deed stands now."""
    return _shown(session, said.reference)


def _moved(session: "Session", said: RemoveCase, result: "Result") -> CommandAnswer:
    sentence = _("The removal of {reference} waits for a second person, as motion {motion}.")
    data = {"reference": said.reference, "motion": result.motion_id, "done": result.done}
    return CommandAnswer(
        data, (sentence.format(reference=said.reference, motion=result.motion_id),)
    )


def removed(call: Call) -> CommandAnswer:
    """What is left of the cases that were removed."""
    from landwaiter.services.retention.retention_periods import tombstones_page

    session = call.session()
    found = every_row(lambda after: tombstones_page(session, after=after))
    return CommandAnswer(found, [_stone(one) for one in found] or (_("No case was removed."),))


def _stone(stone: Any) -> str:
    return plural(
        stone.rows,
        (
            "{reference} was removed on {at}, moved by {author}, seconded by {seconder}: {n} row, "
            "SHA-256 {sha256}. {reason}"
        ),
        (
            "{reference} was removed on {at}, moved by {author}, seconded by {seconder}: {n} "
            "rows, SHA-256 {sha256}. {reason}"
        ),
        reference=stone.reference,
        at=stone.at,
        author=stone.author,
        seconder=stone.seconder,
        sha256=stone.sha256,
        reason=stone.reason,
    )


def _chosen(choices: "type[Choice]", name: str, option: str) -> "Choice":
    try:
        return choices(name)
    except ValueError:
        raise WrongUsage(
            _("{option}: there is no {name}; use one of {choices}.").format(
                option=option, name=name, choices=", ".join(choices)
            )
        ) from None
