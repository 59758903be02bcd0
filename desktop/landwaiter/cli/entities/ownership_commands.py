"""`ownership NAME`: who holds an entity, through whom, and what the 50 % rules make of it."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.domain.entities.ownership.changes import HoldingChange
    from landwaiter.domain.entities.ownership.judging import FirmStanding
    from landwaiter.domain.entities.ownership.paths import Path, PathStep
    from landwaiter.domain.entities.ownership.rules import OwnershipRule
    from landwaiter.domain.entities.ownership.stated import HolderMark, HoldingStatement
    from landwaiter.services.entities.ownership import OwnershipView

MOST_SHOWN = 12
"""Chains printed in words; `--json` gives all that were followed."""


def register(app: typer.Typer) -> None:
    command(app, "ownership")(ownership)


def ownership(
    call: Call,
    entity: Annotated[str, typer.Argument(metavar="NAME|ID", help="Name or identity.")],
    *,
    date: Annotated[
        str | None, typer.Option("--date", metavar="D", help="As it stood on a day; else today.")
    ] = None,
    rule: Annotated[
        str, typer.Option("--rule", metavar="ID", help="One rule alone: eu, us, us_affiliates.")
    ] = "",
) -> CommandAnswer:
    """Who holds an entity: chains, at least and at most, and what the 50 % rules make of it."""
    from landwaiter.services.entities.ownership import ownership as look

    view = look(call.session(), entity, on=date_of(date, "date"), rule=rule)
    return CommandAnswer(_data(view), _lines(view))


def _data(view: "OwnershipView") -> dict[str, Any]:
    return {
        "entity": {
            "id": view.entity.id,
            "name": view.entity.name,
            "kind": view.entity.kind,
            "country": view.entity.country,
        },
        "date": view.day,
        "marks": [_mark(one) for one in view.marks_on(view.entity.id)],
        "holders": [
            {
                "id": one.holder,
                "name": view.graph.name(one.holder),
                **_bounds(one.least, one.most),
                "ultimate": one.is_ultimate,
                "marks": [_mark(mark) for mark in view.marks_on(one.holder)],
            }
            for one in view.interests.holders
        ],
        "unknown": {"fraction": str(view.interests.unknown)},
        "rings": [sorted(map(view.graph.name, ring)) for ring in view.interests.rings],
        "contradictions": [
            {"firm": view.graph.name(firm), "stated": str(total)}
            for firm, total in view.graph.contradictions.items()
        ],
        "beyond": [view.graph.name(one) for one in sorted(view.graph.beyond)],
        "rules": [_rule(one) for one in view.rules],
        "standings": [_standing(view, one) for one in view.standings],
        "paths": [[_step(view, step) for step in path] for path in view.chains.paths],
        "paths_cut": view.chains.is_cut,
        "changes": [_change(view, one) for one in view.changes],
        "window_months": view.months,
        "below": [_stated(view, one) for one in view.below],
        "screened": view.screened,
    }


def _bounds(least: Any, most: Any) -> dict[str, Any]:
    from landwaiter.domain.entities.ownership.shares import ceiling_text, floor_text

    return {
        "least_percent": floor_text(least),
        "most_percent": ceiling_text(most),
        "least": str(least),
        "most": str(most),
    }


def _mark(mark: "HolderMark") -> dict[str, Any]:
    return {
        "claim": mark.claim,
        "list": mark.told_list,
        "edition": mark.told_edition,
        "listing": mark.told_id,
        "name": mark.told_name,
        "listed_on": mark.listed_on or None,
    }


def _rule(rule: "OwnershipRule") -> dict[str, Any]:
    from landwaiter.domain.entities.ownership.words import rule_text

    return {
        "id": rule.id,
        "name": rule.name,
        "operator": rule.operator or None,
        "percent": str(rule.percent * 100),
        "aggregate": rule.aggregate,
        "carries": rule.carries,
        "control_tests": None if rule.tests is None else list(rule.tests),
        "state": rule.state,
        "basis": rule.basis,
        "source": rule.source,
        "trust": rule.trust,
        "edition": rule.edition,
        "text": rule_text(rule),
    }


def _standing(view: "OwnershipView", standing: "FirmStanding") -> dict[str, Any]:
    from landwaiter.domain.entities.ownership.words import chain_text, control_text, verdict_text

    graph, firm = view.graph, view.entity.id
    return {
        "rule": standing.rule.id,
        "state": standing.rule.state,
        "claim": standing.claim.value,
        "verdict": standing.verdict.value,
        **_bounds(standing.least, standing.most),
        "owners": [_mark(mark) | {"id": mark.holder} for mark in standing.marks],
        "waits_for": list(standing.waits_for),
        "controlled": standing.is_controlled,
        "sentence": verdict_text(graph, firm, standing),
        "control_sentence": control_text(graph, firm, standing) or None,
        "paths": [
            {
                "steps": [_step(view, step) for step in path],
                "sentence": f"{chain_text(graph, path)}.",
            }
            for path in standing.chains
        ],
    }


def _step(view: "OwnershipView", step: "PathStep") -> dict[str, Any]:
    return {
        "owner": view.graph.name(step.owner),
        "owner_id": step.owner,
        "owned": view.graph.name(step.owned),
        "owned_id": step.owned,
        "what": step.told,
        "statements": [_row(row) for row in step.rows],
    }


def _row(row: "HoldingStatement") -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "percent": row.percent or None,
        "test": None if row.in_confidence else row.test or None,
        "since": row.since or None,
        "until": row.until or None,
        "source": row.source,
        "grade": row.grade or None,
        "certainty": row.certainty or None,
        "origin": row.origin,
        "certain": row.is_certain,
    }


def _stated(view: "OwnershipView", row: "HoldingStatement") -> dict[str, Any]:
    return {"name": view.below_names.get(row.owned, row.owned), **_row(row)}


def _change(view: "OwnershipView", change: "HoldingChange") -> dict[str, Any]:
    from landwaiter.domain.entities.ownership.words import change_text

    return {
        "day": change.day,
        "began": change.began,
        "sure": change.is_sure,
        "listing": _mark(change.mark),
        "sentence": change_text(view.graph, change),
    }


def _lines(view: "OwnershipView") -> tuple[str, ...]:
    return tuple(
        line
        for part in (_head(view), _judged(view), _held(view), _seen(view), _down(view))
        for line in part
    )


def _head(view: "OwnershipView") -> Iterator[str]:
    from landwaiter.domain.entities.ownership.words import mark_text

    title = _("Who is behind {name} on {day}")
    yield title.format(name=view.entity.name, day=view.day)
    for mark in view.marks_on(view.entity.id):
        yield _("  itself {what}").format(what=mark_text(mark))


def _judged(view: "OwnershipView") -> Iterator[str]:
    from landwaiter.domain.entities.ownership.words import control_text, state_text, verdict_text

    if not view.rules:
        yield ""
        yield _("No rules of ownership are loaded; import the pack “ownership_rules”.")
    for standing in view.standings:
        rule = standing.rule
        yield ""
        yield _("{name}: {state} ({source}; {trust})").format(
            name=rule.name, state=state_text(rule), source=rule.basis, trust=_(rule.trust)
        )
        yield f"  {verdict_text(view.graph, view.entity.id, standing)}"
        control = control_text(view.graph, view.entity.id, standing)
        if control:
            yield f"  {control}"
        yield from (f"  {_sentence(view, path)}" for path in standing.chains[:MOST_SHOWN])


def _sentence(view: "OwnershipView", path: "Path") -> str:
    from landwaiter.domain.entities.ownership.words import chain_text, mark_text

    marks = view.marks_on(path[-1].owner)
    said = _("{chain}.").format(chain=chain_text(view.graph, path))
    if not marks:
        return said
    who = _("{name}: {marks}.").format(
        name=view.graph.name(path[-1].owner), marks="; ".join(map(mark_text, marks))
    )
    return f"{said} {who}"


def _held(view: "OwnershipView") -> Iterator[str]:
    from landwaiter.domain.entities.ownership.shares import ceiling_text, floor_text
    from landwaiter.domain.entities.ownership.words import line_text, mark_text

    yield ""
    if not view.interests.holders:
        yield _("Nobody is stated to hold any part of it.")
        return
    rows = [
        (
            view.graph.name(one.holder),
            f"{floor_text(one.least)} %",
            f"{ceiling_text(one.most)} %",
            "; ".join(map(mark_text, view.marks_on(one.holder))),
        )
        for one in view.interests.holders
    ]
    yield from table((_("Holds in the end"), _("At least"), _("At most"), _("On lists")), rows)
    yield _("Not known to whom: {percent} %.").format(percent=ceiling_text(view.interests.unknown))
    yield ""
    yield from (line_text(view.graph, path) for path in view.chains.paths[:MOST_SHOWN])
    if view.chains.is_cut or len(view.chains.paths) > MOST_SHOWN:
        yield _("There are more chains than these; --json gives those that were followed.")
    yield from _stated_directly(view)


def _stated_directly(view: "OwnershipView") -> Iterator[str]:
    """Each statement on the firm itself that counts, with the identity by which it is ended."""
    carried = (_("Since"), _("Until"), _("Source"), _("Grade"), _("Certainty"))
    header = (_("Stated directly"), _("What"), *carried)
    yield ""
    yield from table(
        (*header, _("Statement")),
        [
            (view.graph.name(row.owner), _what(row), *_carried(row), row.id)
            for row in view.stated_of
        ],
    )


def _carried(row: "HoldingStatement") -> tuple[str, ...]:
    return row.since, row.until, row.source, row.grade, row.certainty


def _seen(view: "OwnershipView") -> Iterable[str]:
    from landwaiter.domain.entities.ownership.words import caution_texts, change_text

    cautions = caution_texts(view.graph, view.interests)
    if cautions:
        yield ""
        yield from cautions
    if view.changes:
        yield ""
        yield plural(
            view.months,
            "Changes within {n} month after a listing (a pattern, no finding):",
            "Changes within {n} months after a listing (a pattern, no finding):",
        )
        yield from (f"  {change_text(view.graph, one)}" for one in view.changes)


def _down(view: "OwnershipView") -> Iterator[str]:
    from landwaiter.domain.entities.ownership.words import source_text

    if not view.below:
        return
    yield ""
    yield _("It is itself stated to hold or control:")
    for row in view.below:
        yield _("  {name}: {what} ({source})").format(
            name=view.below_names.get(row.owned, row.owned),
            what=_what(row),
            source=source_text(row),
        )


def _what(row: "HoldingStatement") -> str:
    from landwaiter.domain.entities.ownership.shares import share_text

    return share_text(row.percent) or row.told
