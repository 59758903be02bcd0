"""`entity …`: who stands behind parties, what is stated of them, which are one."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import Limit, command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import of_one
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.cli.entities.entity_text import entity_data, entity_lines
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.entities import deeds
from landwaiter.domain.entities.deeds import Mark, MarkEntity
from landwaiter.i18n import N_, _, figure

if TYPE_CHECKING:
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.entities.deeds import EntityDeedResult
    from landwaiter.services.entities.entity_duplicates import Duplicate
    from landwaiter.services.warm.session import Session

_NAME = Annotated[str, typer.Argument(metavar="NAME", help="Name or identity of the entity.")]
_STATED = N_("Stated of {name}: {id}.")
_SCREENED: tuple[tuple[Deed[Any, Any], str], ...] = (
    (deeds.STATE_FACT, _STATED),
    (deeds.LINK_ENTITIES, _STATED),
    (deeds.END_STATEMENT, N_("Ended, of {name}: {id}.")),
    (deeds.MERGE_ENTITIES, N_("{name} stands for both now; the merge is {id}.")),
    (deeds.UNMERGE_ENTITY, N_("{name} stands for itself again; the merge {id} is taken back.")),
)
"""Deeds that screen cases anew, and what is said of them."""
_PLAIN: tuple[tuple[Deed[Any, Any], str], ...] = (
    (deeds.MAKE_ENTITY, N_("{name} is an entity now: {id}.")),
    (deeds.TELL_APART, N_("Told apart from {name}: {id}.")),
)


def register(app: typer.Typer) -> None:
    entity = group(app, "entity", "Entities behind parties: what is stated of them, who is one.")
    command(entity, "list")(list_all)
    command(entity, "show")(show)
    command(entity, "kinds")(kinds)
    command(entity, "duplicates")(duplicates)
    for deed, said in _SCREENED:
        add_deeds(app, deed, shown=_answer(said), screens=True)
    for deed, said in _PLAIN:
        add_deeds(app, deed, shown=_answer(said))
    add_deeds(app, deeds.MARK_ENTITY, shown=_marked)


def list_all(
    call: Call,
    *,
    text: Annotated[
        str, typer.Option("--query", metavar="Q", help="Part of a name or identifier.")
    ] = "",
    limit: Limit = 256,
) -> CommandAnswer:
    """Entities by name, and why views of one are recorded."""
    from landwaiter.services.entities.party_entities import list_entities

    rows = list_entities(call.session(), text=text, limit=limit).rows
    data = [
        {
            "id": row.id,
            "name": row.name,
            "kind": row.kind,
            "country": row.country,
            "names": row.names,
            "identifiers": [list(pair) for pair in row.identifiers],
            "cases": row.cases,
            "stands_for": row.stands_for,
            "sensitive": row.sensitive,
        }
        for row in rows
    ]
    header = (_("Name"), _("Kind"), _("Country"), _("Cases"), _("Views recorded because"))
    cells = [(r.name, r.kind, r.country, r.cases, r.sensitive) for r in rows]
    return CommandAnswer(data, table(header, cells))


def show(call: Call, name: _NAME) -> CommandAnswer:
    """One entity: names, numbers, what is stated, timeline, cases, hits, evidence."""
    from landwaiter.services.audit.viewing import note_entity_opened
    from landwaiter.services.entities.entity_page import entity_view

    session = call.session()
    view = entity_view(session, name)
    note_entity_opened(session, view.id, through="command")
    return CommandAnswer(entity_data(view), entity_lines(view))


def kinds(call: Call) -> CommandAnswer:
    """Kinds of entity, of statement and of link, and what each needs."""
    from landwaiter.domain.entities.entity import ENTITY_KINDS, FACT_KINDS, LINK_KINDS

    facts = [
        {
            "kind": one.name,
            "needs": one.needs,
            "may": one.may,
            "of": one.of,
            "choices": {name: list(said) for name, said in one.choices.items()},
            "certainty": one.needs_certainty,
        }
        for one in FACT_KINDS.values()
        if not one.by_deed_only
    ]
    links = [
        {
            "kind": one.name,
            "forth": _(one.forth),
            "back": _(one.back),
            "percent": one.has_percent,
            "test": one.has_test,
            "may": one.may,
            "certainty": one.needs_certainty,
            "ones": one.ones,
            "others": one.others,
        }
        for one in LINK_KINDS.values()
    ]
    data = {"entities": ENTITY_KINDS, "statements": facts, "links": links}
    return CommandAnswer(data, _kind_lines(facts, links, ENTITY_KINDS))


def _kind_lines(
    facts: list[dict[str, Any]], links: list[dict[str, Any]], entities: tuple[str, ...]
) -> Iterator[str]:
    yield _("Entities: {kinds}").format(kinds=", ".join(entities))
    yield ""
    yield from table(
        (_("Statement"), _("Needs"), _("May have"), _("Certainty")),
        [
            (one["kind"], ", ".join(one["needs"]), ", ".join(one["may"]), _asked(one))
            for one in facts
        ],
    )
    yield ""
    yield from table(
        (_("Link"), _("It"), _("Of the other"), _("May have"), _("Certainty")),
        [
            (one["kind"], one["forth"], one["back"], ", ".join(_carries(one)), _asked(one))
            for one in links
        ],
    )


def _carries(link: dict[str, Any]) -> Iterator[str]:
    yield from (name for name in ("percent", "test") if link[name])
    yield from link["may"]


def _asked(kind: dict[str, Any]) -> str:
    return _("asked for") if kind["certainty"] else ""


def duplicates(
    call: Call,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Of one entity.")] = None,
    *,
    limit: Limit = 100,
) -> CommandAnswer:
    """Entities that may be one, with what speaks for it and against it."""
    from landwaiter.cli.base.progress import progress_bar
    from landwaiter.services.entities.entity_duplicates import duplicates as proposed

    with progress_bar() as tell:
        found = proposed(call.session(), name, limit=limit, tell=tell)
    return CommandAnswer(found, _duplicate_lines(found))


def _duplicate_lines(found: "tuple[Duplicate, ...]") -> Iterator[str]:
    if not found:
        yield _("No two entities look like one.")
    for one in found:
        yield f"{figure(of_one(one.score))}  {one.one.name}  =  {one.other.name}"
        yield f"       {one.one.id}  {one.other.id}"
        yield from (f"    +  {reason}" for reason in one.reasons)
        yield from (f"    -  {reason}" for reason in one.against)


def _answer(said: str) -> Callable[["Session", Any, "Result"], CommandAnswer]:
    def answer(_session: "Session", _said: Any, result: "Result") -> CommandAnswer:
        done = result.outcome
        data = {
            "id": done.id,
            "entity": done.entity_id,
            "name": done.name,
            "warnings": done.warnings,
            "screened": done.screened,
        }
        return CommandAnswer(data, _done_lines(done, _(said)))

    return answer


def _done_lines(done: "EntityDeedResult", said: str) -> Iterator[str]:
    yield said.format(name=done.name, id=done.id)
    yield from done.warnings
    if done.screened:
        yield _("Screened anew: {cases}.").format(cases=", ".join(done.screened))


def _marked(_session: "Session", said: MarkEntity, result: "Result") -> CommandAnswer:
    sensitive, name = said.mark is Mark.SENSITIVE, result.outcome.name
    sentence = (
        _("{name} is sensitive: each view is recorded.")
        if sensitive
        else _("{name} is ordinary: views are not recorded.")
    )
    return CommandAnswer({"name": name, "sensitive": sensitive}, (sentence.format(name=name),))
