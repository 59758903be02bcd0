"""`entity …`: who is sensitive, so that every view of them is recorded."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.options import command, group
from landwaiter.cli.output import table
from landwaiter.i18n import _

_NAME = Annotated[str, typer.Argument(metavar="NAME", help="Name or identity of the entity.")]
_REASON = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, as a sentence.")]


def register(app: typer.Typer) -> None:
    entity = group(app, "entity", "Entities behind parties, and whose views are recorded.")
    command(entity, "list")(list_all)
    command(entity, "sensitive")(sensitive)
    command(entity, "ordinary")(ordinary)


def list_all(
    call: Call,
    *,
    text: Annotated[str, typer.Option("--query", metavar="Q", help="Part of the name.")] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=10_000)] = 256,
) -> Answer:
    """Entities by name, and why views of one are recorded."""
    from landwaiter.services.entities import list_entities

    rows = list_entities(call.session(), text=text, limit=limit).rows
    data = [
        {
            "id": row.id,
            "name": row.name,
            "kind": row.kind,
            "country": row.country,
            "cases": row.cases,
            "sensitive": row.sensitive,
        }
        for row in rows
    ]
    header = (_("Name"), _("Kind"), _("Country"), _("Cases"), _("Views recorded because"))
    cells = [(r.name, r.kind, r.country, r.cases, r.sensitive) for r in rows]
    return Answer(data, table(header, cells))


def sensitive(call: Call, name: _NAME, *, reason: _REASON) -> Answer:
    """From now on each view of this entity is recorded."""
    return _marked(call, name, sensitive=True, reason=reason)


def ordinary(call: Call, name: _NAME, *, reason: _REASON) -> Answer:
    """From now on views of this entity are not recorded, whatever it is."""
    return _marked(call, name, sensitive=False, reason=reason)


def _marked(call: Call, name: str, *, sensitive: bool, reason: str) -> Answer:
    from landwaiter.services.viewing import mark_entity

    known = mark_entity(call.session(), name, sensitive=sensitive, reason=reason)
    said = (
        _("{name} is sensitive: each view is recorded.")
        if sensitive
        else _("{name} is ordinary: views are not recorded.")
    )
    return Answer({"name": known, "sensitive": sensitive}, (said.format(name=known),))
