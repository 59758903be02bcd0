"""`retention …`: the office's periods, legal holds, the review before removal, the removal."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from landwaiter.cli.answer import Answer, WrongUsage
from landwaiter.cli.call import Call
from landwaiter.cli.options import command, group
from landwaiter.cli.output import table
from landwaiter.cli.values import date_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from enum import StrEnum

    from landwaiter.services.retention import ReviewRow

_REFERENCE = Annotated[str, typer.Argument(metavar="REF")]
_REASON = Annotated[str, typer.Option("--reason", metavar="T")]
Choice = TypeVar("Choice", bound="StrEnum")


def register(app: typer.Typer) -> None:
    retention = group(app, "retention", "How long cases are kept, and their removal.")
    command(retention, "rules")(list_rules)
    command(retention, "set")(set_rule)
    command(retention, "review")(review)
    command(retention, "show")(show)
    command(retention, "regime")(regime)
    command(retention, "proceedings")(proceedings)
    command(retention, "hold")(hold)
    command(retention, "lift")(lift)
    command(retention, "remove")(remove)
    command(retention, "removed")(removed)


def list_rules(call: Call) -> Answer:
    """The periods that the office has set; without one nothing falls due."""
    from landwaiter.services.retention import rules

    found = rules(call.session())
    header = (_("Purpose"), _("Years"), _("From"), _("Year's end"), _("Decision"), _("Source"))
    lines = table(
        header,
        [
            (
                rule.purpose,
                rule.years,
                rule.start,
                _("yes") if rule.from_year_end else _("no"),
                _("kept") if rule.keeps_decision else _("removed"),
                rule.source,
            )
            for rule in found
        ],
    )
    return Answer(found, lines if found else (_("The office has set no period."),))


def set_rule(
    call: Call,
    purpose: Annotated[
        str, typer.Argument(metavar="PURPOSE", help="administrative, criminal, entity.")
    ],
    *,
    years: Annotated[int, typer.Option("--years", metavar="N")],
    source: Annotated[
        str, typer.Option("--source", metavar="T", help="Act and article that sets the period.")
    ],
    start: Annotated[
        str,
        typer.Option("--from", metavar="E", help="case_ended, proceedings_ended, last_case_ended."),
    ],
    from_year_end: Annotated[
        bool,
        typer.Option(
            "--from-year-end/--from-day",
            help="Count from the end of the calendar year, or from the day itself.",
        ),
    ],
    keep_decision: Annotated[
        bool,
        typer.Option(
            "--keep-decision/--remove-decision",
            help="The signed decision stays, or goes with the case.",
        ),
    ],
) -> Answer:
    """Set the period of a purpose; a head or administrator may."""
    from landwaiter.domain.retention import Purpose, Rule, StartEvent
    from landwaiter.services.retention import set_rule as set_period

    chosen = _chosen(Purpose, purpose, "PURPOSE")
    event = _chosen(StartEvent, start, "--from")
    rule = Rule(chosen, years, event, source, from_year_end, keep_decision)
    set_period(call.session(), rule)
    said = _("Cases kept for the purpose {purpose} fall due after {years} years.")
    return Answer(rule, (said.format(purpose=chosen, years=years),))


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
) -> Answer:
    """Every case and entity: what is due for removal, what is held, what runs."""
    from landwaiter.domain.retention import Standing
    from landwaiter.services.retention import review as review_all

    wanted = [_chosen(Standing, one, "--standing") for one in standing or ()]
    rows = review_all(call.session(), standing=wanted)
    return Answer(rows, tuple(_listed(rows)))


def _listed(rows: "tuple[ReviewRow, ...]") -> Iterator[str]:
    if not rows:
        yield _("There is nothing to review.")
        return
    header = (_("Reference"), _("Purpose"), _("Regime"), _("Standing"), _("Due"), _("Why"))
    yield from table(
        header,
        [(r.reference, r.purpose, r.regime or "", r.standing, r.due or "", r.why) for r in rows],
    )


def show(call: Call, reference: _REFERENCE) -> Answer:
    """Where one case stands, its legal holds, and its tombstone once it is removed."""
    from landwaiter.services.retention import case_retention

    found = case_retention(call.session(), reference)
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
    return Answer(found, lines)


def regime(
    call: Call,
    reference: _REFERENCE,
    *,
    purpose: Annotated[
        str, typer.Option("--purpose", metavar="P", help="administrative, criminal.")
    ],
    regime: Annotated[str, typer.Option("--regime", metavar="R", help="gdpr, 2016/680, 515/97.")],
    reason: _REASON,
) -> Answer:
    """Say for what a case is kept and which law protects its data."""
    from landwaiter.domain.retention import Purpose, Regime
    from landwaiter.services.retention import state_regime

    state_regime(
        call.session(),
        reference,
        purpose=_chosen(Purpose, purpose, "--purpose"),
        regime=_chosen(Regime, regime, "--regime"),
        reason=reason,
    )
    return show(call, reference)


def proceedings(
    call: Call,
    reference: _REFERENCE,
    *,
    date: Annotated[str, typer.Option("--date", metavar="D")],
    reason: _REASON,
) -> Answer:
    """Record the day on which proceedings about a case ended."""
    from landwaiter.services.retention import end_proceedings

    day = date_of(date, "date")
    if day is None:
        raise WrongUsage(_("Give the day with --date."))
    end_proceedings(call.session(), reference, day=day, reason=reason)
    return show(call, reference)


def hold(
    call: Call,
    reference: _REFERENCE,
    *,
    act: Annotated[
        str, typer.Option("--act", metavar="A", help="The order or provision that demands it.")
    ],
    reason: _REASON,
) -> Answer:
    """Suspend the removal of a case; a head may."""
    from landwaiter.services.retention import place_hold

    place_hold(call.session(), reference, act=act, reason=reason)
    return show(call, reference)


def lift(
    call: Call,
    reference: _REFERENCE,
    *,
    reason: _REASON,
    hold: Annotated[str | None, typer.Option("--hold", metavar="ID")] = None,
) -> Answer:
    """End a legal hold; a head may."""
    from landwaiter.services.retention import lift_hold

    lift_hold(call.session(), reference, reason=reason, hold=hold)
    return show(call, reference)


def remove(call: Call, reference: _REFERENCE, *, reason: _REASON) -> Answer:
    """Move the removal of a case that is due; another person seconds it (`motion second`)."""
    from landwaiter.services.retention import ask_removal

    asked = ask_removal(call.session(), reference, reason=reason)
    said = _("The removal of {reference} waits for a second person, as motion {motion}.")
    data = {"reference": reference, "motion": asked.motion_id, "done": asked.done}
    return Answer(data, (said.format(reference=reference, motion=asked.motion_id),))


def removed(call: Call) -> Answer:
    """What is left of the cases that were removed."""
    from landwaiter.services.retention import tombstones

    found = tombstones(call.session())
    return Answer(found, [_stone(one) for one in found] or (_("No case was removed."),))


def _stone(stone: Any) -> str:
    return _(
        "{reference} was removed on {at}, moved by {author}, seconded by {seconder}: {rows} rows, "
        "SHA-256 {sha256}. {reason}"
    ).format(
        reference=stone.reference,
        at=stone.at,
        author=stone.author,
        seconder=stone.seconder,
        rows=stone.rows,
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
