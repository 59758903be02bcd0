"""`list show|diff|age|rescreen|remove`: editions of watch lists, and what a change of one sets."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.domain.lists.deeds import RemoveList, Rescreen
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.services.hits.rescreening import RescreenResult
    from landwaiter.services.law.edition_row import EditionRow
    from landwaiter.services.lists.list_editions import ListComparison, ListEditions
    from landwaiter.services.warm.session import Session

_LIST = Annotated[str, typer.Argument(metavar="LIST", help="As “list show” names it.")]


def show(
    call: Call,
    list_id: Annotated[
        str | None, typer.Argument(metavar="[LIST]", help="One list with all its editions.")
    ] = None,
) -> CommandAnswer:
    """Every list screened against now, with edition, age and trust; or one list with them all."""
    from landwaiter.services.hits.rescreening import waiting
    from landwaiter.services.lists.list_editions import show_list
    from landwaiter.services.lists.list_imports import list_editions

    session = call.session()
    if list_id is not None:
        shown = show_list(session, list_id)
        return CommandAnswer(_list_object(shown), _list_lines(shown))
    answer = editions_answer(list_editions(session))
    waits = [_still(one.list) for one in waiting(session)]
    return CommandAnswer(answer.data, (*answer.text, *waits))


def _still(list_id: str) -> str:
    said = _("{list} changed: open cases are still to be screened again (“list rescreen”).")
    return said.format(list=list_id)


def editions_answer(rows: "Iterable[EditionRow]") -> CommandAnswer:
    """Editions of lists and packs, as both groups print them."""
    found = list(rows)
    header = (
        N_("Id"),
        N_("Kind"),
        N_("Edition"),
        N_("Rows"),
        N_("Trust"),
        N_("Age in days"),
        N_("Title"),
    )
    text = table(
        [_(name) for name in header],
        [(r.id, r.kind, r.edition, r.rows, r.trusted, _age(r), _title(r)) for r in found],
    )
    notes = [f"{row.id}: {row.lowered}" for row in found if row.lowered]
    return CommandAnswer([_edition_object(row) for row in found], (*text, *notes))


def _age(row: "EditionRow") -> str | int | None:
    if row.age_days is None or row.limit_days is None:
        return row.age_days
    template = _("{days} of {limit} (stale)") if row.stale else _("{days} of {limit}")
    return template.format(days=row.age_days, limit=row.limit_days)


def _title(row: "EditionRow") -> str:
    return _("{title} (confidential)").format(title=row.title) if row.confidential else row.title


def _edition_object(row: "EditionRow") -> dict[str, Any]:
    from dataclasses import fields

    return {
        **{field.name: getattr(row, field.name) for field in fields(row)},
        "stale": row.stale,
    }


def _list_object(shown: "ListEditions") -> dict[str, Any]:
    return {
        "id": shown.id,
        "title": shown.title,
        "kind": shown.kind,
        "confidential": shown.confidential,
        "waits": shown.waits,
        "editions": [
            {
                **_edition_object(one.row),
                "imported_at": one.imported_at,
                "removed": one.removed,
                "newest": one.newest,
            }
            for one in shown.editions
        ],
    }


def _list_lines(shown: "ListEditions") -> Iterator[str]:
    title = _("{title} (confidential)") if shown.confidential else "{title}"
    yield f"{shown.id}: {title.format(title=shown.title)}"
    header = (
        N_("Edition"),
        N_("Counts from"),
        N_("Imported"),
        N_("Status"),
        N_("Listings"),
        N_("Trust"),
        N_("SHA-256"),
    )
    yield from table(
        [_(name) for name in header],
        [
            (
                one.row.edition,
                one.row.dated,
                one.imported_at.date(),
                _("removed") if one.removed else _("screened against") if one.newest else "",
                one.row.rows,
                one.row.trusted,
                one.row.sha256[:12],
            )
            for one in shown.editions
        ],
    )
    newest = next((one.row for one in shown.editions if one.newest), None)
    if newest is not None:
        from landwaiter.services.lists.list_editions import limit_said

        yield limit_said(newest)
    if shown.waits:
        yield _still(shown.id)


_EDITION = "Its name, or the beginning of its SHA-256."


def diff(
    call: Call,
    list_id: _LIST,
    old: Annotated[str, typer.Argument(metavar="[OLD]", help=_EDITION)] = "",
    new: Annotated[str, typer.Argument(metavar="[NEW]", help=_EDITION)] = "",
) -> CommandAnswer:
    """Listings added, removed and changed; without editions the newest against the one before."""
    from landwaiter.services.lists.list_editions import comparison_lines, diff_lists

    found = diff_lists(call.session(), list_id, old, new)
    return CommandAnswer(_diff_object(found), comparison_lines(found))


def _diff_object(found: "ListComparison") -> dict[str, Any]:
    return {
        "list": found.list,
        **{
            name: {
                "edition": edition.edition,
                "dated": edition.dated,
                "sha256": edition.sha256,
                "listings": edition.listings,
            }
            for name, edition in (("old", found.old), ("new", found.new))
        },
        "added": found.diff.added,
        "removed": found.diff.removed,
        "changed": found.diff.changed,
        "unchanged": found.diff.unchanged,
    }


def age(
    call: Call,
    list_id: _LIST,
    days: Annotated[
        str, typer.Argument(metavar="DAYS", help="A number, or “default” for that of its kind.")
    ],
) -> CommandAnswer:
    """From how many days the office calls a list too old: reports then say so as a warning."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.lists.list_editions import age_as_setting, limit_said, newest_edition

    session = call.session()
    do(session, age_as_setting(session, list_id, days))
    row = newest_edition(session, list_id)
    return CommandAnswer(_edition_object(row), (limit_said(row),))


def rescreen(call: Call) -> CommandAnswer:
    """Screen open cases again for what lists say otherwise; goes on where it was stopped."""
    found = screened_again(call, call.session())
    lines = tuple(_said(found)) or (_("No list waits for it."),)
    return CommandAnswer(found, lines)


def screened_again(call: Call, session: "Session") -> "tuple[RescreenResult, ...]":
    """What an import sets off, with a bar."""
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.deeds.handler import untold

    call.goes_on_with("list rescreen")
    with progress_bar() as progress:
        found: tuple[RescreenResult, ...] = run(session, Rescreen(), progress or untold)
    return found


def _said(found: "Iterable[RescreenResult]") -> Iterator[str]:
    from landwaiter.services.hits.rescreening import sentences

    return sentences(found)


def said_of_import(call: Call, session: "Session") -> tuple[str, ...]:
    """Open cases screened again after an import, in sentences; none where none waits."""
    return tuple(_said(screened_again(call, session)))


def remove(
    call: Call,
    list_id: _LIST,
    *,
    edition: Annotated[
        str, typer.Option("--edition", metavar="NAME", help="Only this edition of it.")
    ] = "",
) -> CommandAnswer:
    """Screen no longer against a list, or an edition of it; what was found with it stays."""
    from landwaiter.services.deeds.engine import do

    session = call.session()
    result = do(session, RemoveList(list_id, edition))
    removed = result.done
    data = {"list": list_id, "removed": removed, **({"edition": edition} if edition else {})}
    if not removed:
        return CommandAnswer(data, result.changes.said)
    if edition:
        gone = _("The edition {edition} of {list} counts no more.")
    else:
        gone = _("Nobody is screened against {list} any more.")
    again = said_of_import(call, session)
    return CommandAnswer(data, (gone.format(list=list_id, edition=edition), *again))
