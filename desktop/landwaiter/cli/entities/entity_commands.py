"""`entity …`: who stands behind parties, what is stated of them, which are one."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.entities.entity_text import entity_data, entity_lines
from landwaiter.errors import Invalid
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.entities.deeds import EntityDeedResult
    from landwaiter.services.entities.entity_duplicates import Duplicate

_NAME = Annotated[str, typer.Argument(metavar="NAME", help="Name or identity of the entity.")]
_OTHER = Annotated[str, typer.Argument(metavar="OTHER", help="Name or identity of the other one.")]
_REASON = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, as a sentence.")]
_SOURCE = Annotated[
    str, typer.Option("--source", metavar="TEXT", help="Where it comes from: register, paper …")
]
_GRADE = Annotated[
    str, typer.Option("--grade", metavar="A1", help="Source A to F, information 1 to 6.")
]
_SINCE = Annotated[
    str | None, typer.Option("--since", metavar="D", help="First day: 2026-03-27, 2026-03 or 2026.")
]
_UNTIL = Annotated[
    str | None, typer.Option("--until", metavar="D", help="Last day, as exactly as it is known.")
]
_NOTE = Annotated[str, typer.Option("--note", metavar="TEXT", help="What else should be known.")]
_EVIDENCE = Annotated[
    str,
    typer.Option("--evidence", metavar="REF/E-01", help="The piece of evidence it rests on."),
]


def register(app: typer.Typer) -> None:
    entity = group(app, "entity", "Entities behind parties: what is stated of them, who is one.")
    command(entity, "list")(list_all)
    command(entity, "show")(show)
    command(entity, "kinds")(kinds)
    command(entity, "add")(add)
    command(entity, "state")(state)
    command(entity, "link")(link)
    command(entity, "end")(end)
    command(entity, "merge")(merge)
    command(entity, "unmerge")(unmerge)
    command(entity, "duplicates")(duplicates)
    command(entity, "distinct")(distinct)
    command(entity, "sensitive")(sensitive)
    command(entity, "ordinary")(ordinary)


def list_all(
    call: Call,
    *,
    text: Annotated[
        str, typer.Option("--query", metavar="Q", help="Part of a name or identifier.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=10_000)] = 256,
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
        }
        for one in FACT_KINDS.values()
        if not one.by_deed_only
    ]
    links = [
        {"kind": one.name, "percent": one.has_percent, "test": one.has_test}
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
        (_("Statement"), _("Needs"), _("May have")),
        [(one["kind"], ", ".join(one["needs"]), ", ".join(one["may"])) for one in facts],
    )
    yield ""
    yield _("Links: {kinds}").format(kinds=", ".join(one["kind"] for one in links))


def add(
    call: Call,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    *,
    kind: Annotated[str, typer.Option("--kind", metavar="K", help="See `entity kinds`.")],
    source: _SOURCE,
    country: Annotated[str | None, typer.Option("--country", metavar="XX")] = None,
) -> CommandAnswer:
    """A new entity beside all cases."""
    from landwaiter.services.entities.deeds import make_entity

    made = make_entity(call.session(), name, kind=kind, country=country, source=source)
    return _answer(made, _("{name} is an entity now: {id}."))


def state(
    call: Call,
    name: _NAME,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="See `entity kinds`.")],
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="Its main field.")] = None,
    *,
    source: _SOURCE,
    fields: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="NAME=VALUE", help="Another field; repeatable."),
    ] = None,
    grade: _GRADE = "",
    since: _SINCE = None,
    until: _UNTIL = None,
    note: _NOTE = "",
    evidence: _EVIDENCE = "",
) -> CommandAnswer:
    """State one thing of an entity, with source and grading: a name, number, address, flag …"""
    from landwaiter.domain.entities.entity import TypedStatement
    from landwaiter.services.entities.deeds import state_fact

    given = dict(_pair(text) for text in fields or ())
    if value is not None:
        given[_main_field(kind)] = value
    carried = TypedStatement(source, grade, since, until, note, evidence)
    made = state_fact(call.screening_session(), name, kind, given, carried)
    return _answer(made, _("Stated of {name}: {id}."))


def _main_field(kind: str) -> str:
    """The field that a bare value fills: the last one that the kind needs."""
    from landwaiter.domain.entities.entity import FACT_KINDS

    return FACT_KINDS[kind].needs[-1] if kind in FACT_KINDS else "text"


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise Invalid(
            _("A field is written NAME=VALUE."),
            field="field",
            value=text,
            remedy=_("For example {example}.").format(example="country=NO"),
        )
    return name.strip(), value


def link(
    call: Call,
    name: _NAME,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="owns, directs …: `entity kinds`.")],
    other: _OTHER,
    *,
    source: _SOURCE,
    percent: Annotated[
        str | None,
        typer.Option(
            "--percent", metavar="P", help="With `owns`: 51, 25-50, “at least 25”, “over 50” …"
        ),
    ] = None,
    test: Annotated[
        str,
        typer.Option("--test", metavar="TEXT", help="With `controls` …: board majority, veto …"),
    ] = "",
    grade: _GRADE = "",
    since: _SINCE = None,
    until: _UNTIL = None,
    note: _NOTE = "",
    evidence: _EVIDENCE = "",
) -> CommandAnswer:
    """State that an entity owns, controls, directs, manages … another."""
    from landwaiter.domain.entities.entity import TypedStatement
    from landwaiter.services.entities.deeds import link_entities

    carried = TypedStatement(source, grade, since, until, note, evidence)
    made = link_entities(
        call.screening_session(), name, kind, other, carried, percent=percent, test=test
    )
    return _answer(made, _("Stated of {name}: {id}."))


def end(
    call: Call,
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="Its identity, as `entity show` has it.")
    ],
    *,
    reason: _REASON,
) -> CommandAnswer:
    """End a statement or a link; it stays readable with the reason."""
    from landwaiter.services.entities.deeds import end_statement

    made = end_statement(call.screening_session(), statement, reason=reason)
    return _answer(made, _("Ended, of {name}: {id}."))


def merge(
    call: Call,
    name: Annotated[str, typer.Argument(metavar="KEPT", help="Stands for both from now on.")],
    gone: Annotated[str, typer.Argument(metavar="GONE", help="Is the same as the first.")],
    *,
    reason: _REASON,
) -> CommandAnswer:
    """Say that two entities are one; nothing is moved, and it can be taken back."""
    from landwaiter.services.entities.deeds import merge_entities

    made = merge_entities(call.screening_session(), name, gone, reason=reason)
    return _answer(made, _("{name} stands for both now; the merge is {id}."))


def unmerge(
    call: Call,
    gone: Annotated[
        str, typer.Argument(metavar="GONE", help="The merged entity, or the merge, by identity.")
    ],
    *,
    reason: _REASON,
) -> CommandAnswer:
    """Take a merge back: the entity stands for itself again, exactly as it was."""
    from landwaiter.services.entities.deeds import unmerge_entity

    made = unmerge_entity(call.screening_session(), gone, reason=reason)
    return _answer(made, _("{name} stands for itself again; the merge {id} is taken back."))


def distinct(call: Call, name: _NAME, other: _OTHER, *, reason: _REASON) -> CommandAnswer:
    """State that two alike entities are two; they are proposed as duplicates no more."""
    from landwaiter.services.entities.deeds import tell_apart

    made = tell_apart(call.session(), name, other, reason=reason)
    return _answer(made, _("Told apart from {name}: {id}."))


def duplicates(
    call: Call,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Of one entity.")] = None,
    *,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=10_000)] = 100,
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
        yield f"{one.score / 1000:.3f}  {one.one.name}  =  {one.other.name}"
        yield f"       {one.one.id}  {one.other.id}"
        yield from (f"    +  {reason}" for reason in one.reasons)
        yield from (f"    -  {reason}" for reason in one.against)


def _answer(done: "EntityDeedResult", said: str) -> CommandAnswer:
    data = {
        "id": done.id,
        "entity": done.entity_id,
        "name": done.name,
        "warnings": done.warnings,
        "screened": done.screened,
    }
    return CommandAnswer(data, _done_lines(done, said))


def _done_lines(done: "EntityDeedResult", said: str) -> Iterator[str]:
    yield said.format(name=done.name, id=done.id)
    yield from done.warnings
    if done.screened:
        yield _("Screened anew: {cases}.").format(cases=", ".join(done.screened))


def sensitive(call: Call, name: _NAME, *, reason: _REASON) -> CommandAnswer:
    """From now on each view of this entity is recorded."""
    return _marked(call, name, sensitive=True, reason=reason)


def ordinary(call: Call, name: _NAME, *, reason: _REASON) -> CommandAnswer:
    """From now on views of this entity are not recorded, whatever it is."""
    return _marked(call, name, sensitive=False, reason=reason)


def _marked(call: Call, name: str, *, sensitive: bool, reason: str) -> CommandAnswer:
    from landwaiter.services.audit.viewing import mark_entity

    known = mark_entity(call.session(), name, sensitive=sensitive, reason=reason)
    said = (
        _("{name} is sensitive: each view is recorded.")
        if sensitive
        else _("{name} is ordinary: views are not recorded.")
    )
    return CommandAnswer({"name": known, "sensitive": sensitive}, (said.format(name=known),))
