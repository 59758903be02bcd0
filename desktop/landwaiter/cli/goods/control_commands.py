"""`control …`: control lists as trees, searched by words, entries with what belongs to them."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.law.control_tree import ControlNode
    from landwaiter.services.goods.controls import EntryView

_LIST = Annotated[
    str, typer.Option("--list", metavar="L", help="Default: as the code is spelled, else eu.")
]
_DAY = Annotated[str | None, typer.Option("--date", metavar="D", help="Default: today.")]


def register(app: typer.Typer) -> None:
    control = group(app, "control", "Entries of control lists: the tree, search, one entry.")
    command(control, "tree")(tree)
    command(control, "search")(search)
    command(control, "show")(show)
    command(control, "compare")(compare)


def tree(
    call: Call,
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="Default: the top.")] = "",
    *,
    name: _LIST = "",
    day: _DAY = None,
) -> CommandAnswer:
    """What stands right under a code: categories, groups, entries, paragraphs."""
    from landwaiter.services.goods.controls import level

    found = level(call.session(), name, code, on=date_of(day, "date"))
    return CommandAnswer(found, _rows(found.nodes))


def search(
    call: Call,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words, or how a code begins.")],
    *,
    name: Annotated[str | None, typer.Option("--list", metavar="L", help="Default: all.")] = None,
    day: _DAY = None,
) -> CommandAnswer:
    """Entries that a code begins, or whose title, text or notes hold every word."""
    from landwaiter.services.goods.controls import find

    found = find(call.session(), text, name=name, on=date_of(day, "date"))
    return CommandAnswer(found, _rows(found) if found else (_("Nothing was found."),))


def _rows(nodes: "Iterable[ControlNode]") -> Iterable[str]:
    head = (_("List"), _("Code"), _("Title"), _("Edition"), _("Trust"))
    return table(head, [(one.list, one.code, one.title, one.pack, _(one.trust)) for one in nodes])


def show(
    call: Call,
    code: Annotated[str, typer.Argument(metavar="CODE")],
    *,
    name: _LIST = "",
    day: _DAY = None,
) -> CommandAnswer:
    """An entry with its text, what is under it, headings, deciding values and cases."""
    from landwaiter.services.goods.controls import entry

    found = entry(call.session(), code, name=name, on=date_of(day, "date"))
    return CommandAnswer(found, list(_lines(found)))


def _lines(view: "EntryView") -> Iterable[str]:
    node = view.node
    yield f"{node.list} {node.code}  {node.title}"
    yield _("Edition {edition}, {trust}{regime}").format(
        edition=node.pack, trust=_(node.trust), regime=f", {node.regime}" if node.regime else ""
    )
    if view.asked != node.code:
        yield _("{code} itself is not in this edition.").format(code=view.asked)
    yield from node.text.splitlines()
    for note in node.notes:
        yield from _("Note: {text}").format(text=note).splitlines()
    yield from (f"  {one.code}  {one.title}" for one in view.below)
    for one in view.headings:
        said = _("Heading {heading} {goods} ({edition}, {trust}; confidence {confidence})")
        yield said.format(
            heading=one.heading,
            goods=one.goods,
            edition=one.edition,
            trust=_(one.trust),
            confidence=one.confidence or _("not stated"),
        )
    if view.questions:
        yield _("Decided by: {values}").format(values="; ".join(view.questions))
    yield from (f"{reference}: {_(state)}" for reference, state in view.cases)


def compare(
    call: Call,
    one: Annotated[str, typer.Argument(metavar="CODE1")],
    other: Annotated[str, typer.Argument(metavar="CODE2")],
    *,
    name: _LIST = "",
    other_list: Annotated[
        str | None, typer.Option("--other-list", metavar="L", help="Default: the same list.")
    ] = None,
) -> CommandAnswer:
    """Equal, prefix, head or none; codes of two lists are never the same."""
    from landwaiter.services.goods.controls import compared

    rung = compared(one, other, name=name, other_list=other_list).name.lower()
    return CommandAnswer({"code1": one, "code2": other, "likeness": rung}, (_(rung),))
