"""`deeds`: the table of all deeds, who may do them, who seconds them, and what they ask for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds.shape import Argument, Deed, arguments
from landwaiter.i18n import _, joined


def register(app: typer.Typer) -> None:
    command(app, "deeds")(deeds)


def deeds(
    call: Call,
    *,
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="R", help="Say of each whether this role may do it."),
    ] = None,
) -> CommandAnswer:
    """Every deed there is: who may do it, who seconds it, its command, what it asks for.

    No casebook is opened.
    """
    from landwaiter.domain.table.deeds import DEEDS  # noqa: PLC0415  # help starts fast

    actor = _somebody(role) if role is not None else None
    rows = [_row(deed, actor) for deed in DEEDS]
    head = (_("Subject"), _("Deed"), _("Command"), _("Roles"), _("Four eyes"))
    lines = table((*head, _("Allowed")) if actor else head, _lines(rows))
    return CommandAnswer(rows, lines)


def _lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """One line for each command: where it does two deeds, both are said, and what differs of them
    in the order of their titles."""
    by_command: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_command.setdefault(row["command"], []).append(row)
    for command_said, same in by_command.items():
        cells = tuple(zip(*map(_cells, same), strict=True))
        subject, title, *others = (joined("; ", dict.fromkeys(column)) for column in cells)
        yield subject, title, command_said, *others


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What a line says of a deed, its command left out."""
    allowed = [_("yes") if row["allowed"] else _("no")] if "allowed" in row else []
    needs_two = row["four_eyes"]["condition"] if row["four_eyes"] else "–"
    return (row["subject"], row["title"], joined(", ", row["roles"]), needs_two, *allowed)


def _somebody(role: str) -> Actor:
    try:
        return Actor("", "", frozenset({UserRole(role)}))
    except ValueError:
        raise WrongUsage(
            _("--role: there is no {role}; use one of {roles}.").format(
                role=role, roles=", ".join(UserRole)
            )
        ) from None


def _row(deed: Deed[Any, Any], actor: Actor | None) -> dict[str, Any]:
    said = {
        "name": deed.name,
        "title": _(deed.title),
        "subject": deed.subject,
        "command": deed.command,
        "roles": sorted(deed.roles),
        "four_eyes": _four_eyes(deed),
        "undo": isinstance(deed, CaseDeed) and deed.undo,
        "arguments": [_argument(one) for one in arguments(deed.args) if not one.ask.seen],
    }
    return {**said, "allowed": not deed.why_no_role(actor)} if actor else said


def _four_eyes(deed: Deed[Any, Any]) -> dict[str, Any] | None:
    if not deed.second:
        return None
    roles = frozenset[UserRole]().union(*(line.roles for line in deed.second))
    conditions = [
        _(line.condition).format(value=_("as {key} says").format(key=line.setting))
        for line in deed.second
    ]
    return {"condition": joined(_("; or "), conditions), "roles": sorted(roles)}


def _argument(one: Argument) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": _(one.ask.title),
        "required": one.needed,
        "choices": [str(choice) for choice in one.choices()],
        "unit": one.ask.unit,
    }
