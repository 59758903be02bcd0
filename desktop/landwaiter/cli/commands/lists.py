"""`list …`: watch lists in, shown, removed."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.commands.intake import files_in, rejected_lines
from landwaiter.cli.options import command, group
from landwaiter.cli.output import table
from landwaiter.cli.values import date_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.views import EditionRow


def register(app: typer.Typer) -> None:
    lists = group(app, "list", "Watch lists that parties are screened against.")
    command(lists, "import")(import_lists)
    command(lists, "show")(show)
    command(lists, "remove")(remove)


def _text(name: str, help_text: str) -> Any:
    return typer.Option(name, metavar="TEXT", help=help_text)


def import_lists(
    call: Call,
    files: Annotated[list[str], typer.Argument(metavar="FILE…")],
    *,
    list_id: Annotated[str, _text("--list-id", "Short name; default: from the file.")] = "",
    kind: Annotated[
        str, _text("--kind", "asset_freeze, export_list, vessel_list or other.")
    ] = "other",
    title: Annotated[str, _text("--title", "Title of the list.")] = "",
    edition: Annotated[str, _text("--edition", "Edition; default: today.")] = "",
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When it was published.")
    ] = None,
    source: Annotated[str, _text("--source", "Who publishes it.")] = "",
    licence: Annotated[str, _text("--licence", "Terms it may be used under.")] = "",
    confidential: Annotated[
        bool,
        typer.Option("--confidential", help="No report names it; it is never indexed on the disk."),
    ] = False,
) -> Answer:
    """The files together as a new edition of one list; the older editions stay."""
    from landwaiter.services.lists import ListHead, import_list_files

    paths = files_in(files)
    results = import_list_files(
        call.session(),
        paths,
        ListHead(
            list_id=list_id or default_id(paths[0]),
            kind=kind.replace("-", "_"),
            title=title,
            edition=edition,
            source=source,
            licence=licence,
            published=date_of(published, "published"),
            confidential=confidential,
        ),
    )
    bad = sum(bool(result.rejected) for result in results)
    complaint = _("{bad} of {all} files have rejected rows; nothing was saved.")
    return Answer(
        results, _lines(results), complaint.format(bad=bad, all=len(results)) if bad else ""
    )


def default_id(path: Path) -> str:
    """From the name of the file; of its folder where the publisher names all files alike."""
    stem = path.name.partition(".")[0]
    if stem in {"targets", "entities"} and path.absolute().parent.name:
        stem = path.absolute().parent.name
    return re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_") or "list"


def _lines(results: Iterable[Any]) -> Iterable[str]:
    rows = list(results)
    header = ("File", "Format", "List", "Edition", "Listings", "Rejected")
    yield from table(
        [_(name) for name in header],
        [(r.file, r.format, r.list, r.edition, r.listings, len(r.rejected)) for r in rows],
    )
    for row in rows:
        warning = _("{file}: warning: {text}")
        yield from (warning.format(file=row.file, text=text) for text in row.warnings)
        yield from rejected_lines(row.file, row.rejected)
    yield from dict.fromkeys(sentence for row in rows for sentence in row.said)


def show(call: Call) -> Answer:
    """Every list screened against now, with edition, age and trust."""
    from landwaiter.services.lists import list_editions

    return editions_answer(list_editions(call.session()))


def editions_answer(rows: "Iterable[EditionRow]") -> Answer:
    """Editions of lists and packs, as both groups print them."""
    found = list(rows)
    header = ("Id", "Kind", "Edition", "Rows", "Trust", "Age in days", "Title")
    text = table(
        [_(name) for name in header],
        [
            (
                r.id,
                r.kind,
                r.edition,
                r.rows,
                r.trust,
                _("{days} (stale)").format(days=r.age_days) if r.stale else r.age_days,
                r.title,
            )
            for r in found
        ],
    )
    return Answer([{**_fields(row), "stale": row.stale} for row in found], text)


def _fields(row: "EditionRow") -> dict[str, Any]:
    from dataclasses import fields

    return {field.name: getattr(row, field.name) for field in fields(row)}


def remove(
    call: Call, list_id: Annotated[str, typer.Argument(metavar="ID", help="As shown.")]
) -> Answer:
    """Screen no longer against a list; what was found with it stays."""
    from landwaiter.services.lists import remove_list

    changes = remove_list(call.session(), list_id)
    gone = _("Nobody is screened against {list} any more.").format(list=list_id)
    removed = not changes.waits
    data = {"list": list_id, "removed": removed}
    return Answer(data, (gone,) if removed else changes.said)
