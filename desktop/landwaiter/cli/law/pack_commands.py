"""`pack …`: reference data in, shown and compared; tasks that a new edition set."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.cli.law.official_commands import import_pack, kinds, template
from landwaiter.cli.lists.edition_commands import editions_answer
from landwaiter.domain.law.deeds import END_TASK, EndTask
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.domain.law.pack import Stretch
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.law.packs import PackComparison, PackEditions
    from landwaiter.services.warm.session import Session


def register(app: typer.Typer) -> None:
    packs = group(app, "pack", "Reference packs: control lists, correlations, calendars, rules.")
    command(packs, "import")(import_pack)
    command(packs, "kinds")(kinds)
    command(packs, "template")(template)
    command(packs, "show")(show)
    command(packs, "diff")(diff)
    command(packs, "tasks")(tasks)
    add_deeds(app, END_TASK, shown=_task_ended)


def _fields(row: Any) -> dict[str, Any]:
    from dataclasses import fields

    return {field.name: getattr(row, field.name) for field in fields(row)}


def show(
    call: Call,
    pack_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One pack with all its editions.")
    ] = None,
) -> CommandAnswer:
    """Every pack in force today, with edition, age and trust; or one with all its editions."""
    from landwaiter.services.law.packs import editions, show_pack
    from landwaiter.services.lists.list_imports import KINDS

    if pack_id is None:
        return editions_answer(row for row in editions(call.session()) if row.kind not in KINDS)
    shown = show_pack(call.session(), pack_id)
    return CommandAnswer(_pack_object(shown), _pack_lines(shown))


def _pack_object(shown: "PackEditions") -> dict[str, Any]:
    return {
        "id": shown.id,
        "title": shown.title,
        "kind": shown.kind,
        "editions": [
            {
                **_fields(one.row),
                "stale": one.row.stale,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "imported_at": one.imported_at,
                "in_force": one.in_force,
            }
            for one in shown.editions
        ],
        "timeline": shown.timeline,
    }


def _pack_lines(shown: "PackEditions") -> Iterable[str]:
    yield f"{shown.id}: {shown.title}"
    header = (
        N_("Edition"),
        N_("Valid from"),
        N_("Valid to"),
        N_("Counts today"),
        N_("Rows"),
        N_("Trust"),
        N_("SHA-256"),
    )
    yield from table(
        [_(name) for name in header],
        [
            (
                one.row.edition,
                one.valid_from or _("not dated"),
                one.valid_to,
                _("yes") if one.in_force else "",
                one.row.rows,
                one.row.trusted,
                one.row.sha256[:12],
            )
            for one in shown.editions
        ],
    )
    yield from (
        f"{one.row.edition}: {one.row.lowered}" for one in shown.editions if one.row.lowered
    )
    yield from (_stretch_said(one) for one in shown.timeline)


def _stretch_said(one: "Stretch") -> str:
    days = _("{first} to {last}").format(
        first=one.first or _("the beginning"), last=one.last or _("further notice")
    )
    if one.edition is None:
        return _("{days}: no edition is in force; rules that need it are not evaluated.").format(
            days=days
        )
    if one.also:
        return _("{days}: {edition}, imported last; {others} would be valid too.").format(
            days=days, edition=one.edition, others=", ".join(one.also)
        )
    return _("{days}: {edition}").format(days=days, edition=one.edition)


_EDITION = "ID@EDITION, ID@ and the beginning of its SHA-256, or a folder or zip."


def diff(
    call: Call,
    old: Annotated[str, typer.Argument(metavar="OLD", help=_EDITION)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_EDITION)],
) -> CommandAnswer:
    """Entries added, removed, renumbered and changed, and the open cases they touch."""
    from landwaiter.services.law.packs import compare_packs, comparison_lines

    found = compare_packs(call.session(), old, new)
    return CommandAnswer(_diff_object(found), comparison_lines(found))


def _diff_object(found: "PackComparison") -> dict[str, Any]:
    return {
        "pack": found.new.id,
        **{
            name: {"edition": pack.edition, "sha256": pack.sha256, "rows": len(pack.rows)}
            for name, pack in (("old", found.old), ("new", found.new))
        },
        "added": found.diff.added,
        "removed": found.diff.removed,
        "renumbered": found.diff.renumbered,
        "changed": found.diff.changed,
        "unchanged": found.diff.unchanged,
        "cases": [{"reference": one.reference, "touched": one.met} for one in found.cases],
    }


def tasks(
    call: Call,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Those that are ended too.")] = False,
    mine: Annotated[bool, typer.Option("--mine", help="On my cases and those of nobody.")] = False,
) -> CommandAnswer:
    """Open cases that a new edition touches, a task each."""
    from landwaiter.services.law.edition_tasks import list_tasks

    rows = list_tasks(call.session(), ended=everything, mine=mine)
    header = (
        N_("Task"),
        N_("Case"),
        N_("Pack"),
        N_("Edition"),
        N_("Touched"),
        N_("Status"),
        N_("Assignee"),
    )
    text = table(
        [_(name) for name in header],
        [
            (
                one.id,
                one.reference,
                one.pack_id,
                one.edition,
                ", ".join(one.touched),
                one.state,
                one.assignee,
            )
            for one in rows
        ],
    )
    return CommandAnswer(rows, text)


def _task_ended(_session: "Session", said: EndTask, _result: "Result") -> CommandAnswer:
    sentence = _("The task is {state}.").format(state=said.state)
    return CommandAnswer({"task": said.task, "state": said.state}, (sentence,))
