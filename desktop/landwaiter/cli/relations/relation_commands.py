"""`relation …`: what states do together; background that feeds no flag."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.cli.relations.share_commands import (
    arms_lines,
    arms_object,
    share_lines,
    share_object,
)
from landwaiter.domain.relations import deeds
from landwaiter.domain.relations.facts import RELATION
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.relations.relation import CountryRelation
    from landwaiter.domain.relations.share import CountryShare
    from landwaiter.services.relations.relations import PairCount
    from landwaiter.services.relations.supplier_shares import ArmsShares, DealCounts

_ID = Annotated[str, typer.Argument(metavar="ID", help="Of the statement.")]
_STATE = Annotated[str, typer.Argument(metavar="STATE", help="Two letters, such as CN.")]


def register(app: typer.Typer) -> None:
    relations = group(app, "relation", "Relations of states: background that feeds no flag.")
    add_deeds(app, deeds.STATE_RELATION, deeds.END_RELATION)
    command(relations, "list")(list_all)
    command(relations, "show")(show)
    command(relations, "pair")(pair)
    command(relations, "country")(country)
    command(relations, "matrix")(matrix)


def list_all(
    call: Call,
    *,
    state: Annotated[
        str, typer.Option("--country", metavar="CC", help="Only with this state.")
    ] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="K", help="exercise, visit …")] = "",
) -> CommandAnswer:
    """Every relation that was stated, the newest first, ended ones too."""
    from landwaiter.services.relations.relations import list_relations

    session = call.session()
    found = every_row(
        lambda after: list_relations(session, state=state, kind=kind, after=after),
    )
    return CommandAnswer([relation_object(one) for one in found], _lines(found))


def show(call: Call, statement: _ID) -> CommandAnswer:
    """One relation with everything that is stated of it."""
    from landwaiter.domain.base.facts import Audience
    from landwaiter.services.base.facts_shown import facts_said
    from landwaiter.services.relations.relations import relation_named

    one = relation_named(call.session(), statement)
    said = [
        f"{_(fact.title)}: {said}"
        for fact, said in facts_said(RELATION, one, Audience.TERMINAL)
        if said
    ]
    ended = [_("Ended: {reason}").format(reason=one.ended)] if one.ended else []
    return CommandAnswer(relation_object(one), (*said, *ended))


def pair(call: Call, one: _STATE, other: _STATE) -> CommandAnswer:
    """The page of two states: what stands between them, in order of its days, and by kind."""
    from landwaiter.services.relations.relations import pair_view

    view = pair_view(call.session(), one, other)
    data = {
        "states": [view.one, view.other],
        "by_kind": [{"kind": kind, "count": count} for kind, count in view.by_kind.items()],
        "relations": [relation_object(row) for row in view.relations],
        "shares": [share_object(row) for row in view.shares],
        "ended": [_ended_object(row) for row in view.ended],
        "register": view.register,
        "arms": [arms_object(row) for row in view.arms],
        "worth": _worth(),
    }
    lines = (
        _worth(),
        *_kinds(view.by_kind),
        *_lines(view.relations),
        *share_lines(view.shares),
        *_register(view.register),
        *_beside(view.arms),
        *_ended(view.ended),
    )
    return CommandAnswer(data, lines)


def country(call: Call, state: _STATE) -> CommandAnswer:
    """One state: with whom it has what, its shares, and what packs record of it."""
    from landwaiter.cli.entities.entity_text import background_lines, background_objects
    from landwaiter.services.relations.relations import country_view

    view = country_view(call.session(), state)
    data = {
        "state": view.state,
        "pairs": view.pairs,
        "relations": [relation_object(row) for row in view.relations],
        "shares": [share_object(row) for row in view.shares],
        "ended": [_ended_object(row) for row in view.ended],
        "background": background_objects(view.background),
        "arms": [arms_object(row) for row in view.arms],
        "worth": _worth(),
    }
    lines = (
        _worth(),
        *_pairs(view.pairs),
        *_lines(view.relations),
        *share_lines(view.shares),
        *background_lines(view.background),
        *_beside(view.arms),
        *_ended(view.ended),
    )
    return CommandAnswer(data, lines)


def matrix(call: Call) -> CommandAnswer:
    """Every pair of states between which something stands, with how much."""
    from landwaiter.services.relations.relations import matrix as read

    found = read(call.session())
    return CommandAnswer(found, _pairs(found) or (_("No relation of states is stated."),))


def relation_object(one: "CountryRelation") -> dict[str, Any]:
    """A relation as JSON."""
    return {**{f.name: getattr(one, f.name) for f in fields(one)}, "stands": one.stands}


def _ended_object(one: "CountryRelation | CountryShare") -> dict[str, Any]:
    from landwaiter.domain.relations.share import CountryShare

    return share_object(one) if isinstance(one, CountryShare) else relation_object(one)


def _worth() -> str:
    from landwaiter.services.entities.entity_background import disclaimer

    return disclaimer()


def _lines(found: "Iterable[CountryRelation]") -> Iterator[str]:
    from landwaiter.services.base.facts_shown import titles
    from landwaiter.services.relations.relation_words import relation_row

    rows = [(*relation_row(one), one.id, one.ended or None) for one in found]
    if rows:
        header = titles(RELATION, "since", "states", "kind", "name", "certainty", "source", "grade")
        yield from table((*header, _("Id"), _("Ended")), rows)


def _kinds(by_kind: Any) -> Iterator[str]:
    from landwaiter.domain.relations.relation import KIND_WORDS

    if by_kind:
        yield from table(
            (_("Kind"), _("Stated")), [(_(KIND_WORDS[k]), n) for k, n in by_kind.items()]
        )


def _pairs(found: "Iterable[PairCount]") -> tuple[str, ...]:
    rows = [(one.one, one.other or None, one.relations, one.shares) for one in found]
    header = (_("State"), _("Other state"), _("Relations"), _("Shares"))
    return tuple(table(header, rows)) if rows else ()


def _beside(found: "Iterable[ArmsShares]") -> Iterator[str]:
    for one in found:
        yield ""
        yield from arms_lines(one)


def _register(found: "Iterable[DealCounts]") -> Iterator[str]:
    from landwaiter.services.relations.relation_words import deals_said

    yield from map(deals_said, found)


def _ended(found: "Iterable[CountryRelation | CountryShare]") -> Iterator[str]:
    from landwaiter.services.relations.relation_words import statement_said

    for one in found:
        yield _("Ended: {said} ({reason})").format(said=statement_said(one), reason=one.ended)
