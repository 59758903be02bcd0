"""`list …`: watch lists in, shown, removed."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import date_of
from landwaiter.cli.intake.intake_commands import files_in, rejected_lines
from landwaiter.cli.lists import column_commands, edition_commands, threshold_commands
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.i18n import N_, _, figure, joined, plural

if TYPE_CHECKING:
    from landwaiter.services.lists.list_imports import ListPreview


def register(app: typer.Typer) -> None:
    lists = group(app, "list", "Watch lists that parties are screened against.")
    command(lists, "import")(import_lists)
    command(lists, "columns")(column_commands.columns)
    command(lists, "mappings")(column_commands.mappings)
    command(lists, "formats")(column_commands.formats)
    command(lists, "show")(edition_commands.show)
    command(lists, "diff")(edition_commands.diff)
    command(lists, "age")(edition_commands.age)
    command(lists, "threshold")(threshold_commands.threshold)
    command(lists, "rescreen")(edition_commands.rescreen)
    command(lists, "remove")(edition_commands.remove)


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
    edition: Annotated[
        str, _text("--edition", "Edition; default: its day of publication, else today.")
    ] = "",
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="Default: as the file says.")
    ] = None,
    source: Annotated[str, _text("--source", "Who publishes it.")] = "",
    licence: Annotated[str, _text("--licence", "Terms it may be used under.")] = "",
    confidential: Annotated[
        bool,
        typer.Option("--confidential", help="No report names it; it is never indexed on the disk."),
    ] = False,
    mapping: Annotated[
        str,
        typer.Option(
            "--mapping", metavar="M", help="A kept mapping, or a TOML or JSON file: ours = theirs."
        ),
    ] = "",
    only: Annotated[str, _text("--only", "Entries of this annex, programme or list alone.")] = "",
    count: Annotated[
        int | None,
        typer.Option("--count", metavar="N", help="Entries by the publisher; others are refused."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="The files are whole, though they look cut.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Say what it would keep, and keep nothing.")
    ] = False,
) -> CommandAnswer:
    """The files together as a new edition of one list; the older editions stay."""
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.lists.index_making import ensure_indexes
    from landwaiter.services.lists.list_imports import ListHead, preview_list_files

    paths = files_in(files)
    session = call.session()
    head = ListHead(
        list_id=list_id or default_id(paths[0]),
        kind=kind.replace("-", "_"),
        title=title,
        edition=edition,
        source=source,
        licence=licence,
        published=date_of(published, "published"),
        confidential=confidential,
        only=only,
        count=count,
    )
    columns = column_commands.mapping_named(session, mapping) if mapping else None
    with progress_bar() as bar:
        tell = bar or _untold
        if preview:
            found = preview_list_files(session, paths, head, mapping=columns, tell=tell)
            return _previewed(found)
        said = ImportList(tuple(paths), **asdict(head), mapping=columns, sure=yes)
        results = run(session, said, tell)
        if results[0].doubts:
            return CommandAnswer(results, _lines(results), _question(results[0].doubts))
        call.if_cancelled = _(
            "Cancelled. The list is in the casebook; open cases are still to be screened again "
            "(“list rescreen”)."
        )
        ensure_indexes(session, tell)
    bad = sum(bool(result.rejected) for result in results)
    complaint = plural(
        len(results),
        "{bad} of {n} file has rejected rows; nothing was saved.",
        "{bad} of {n} files have rejected rows; nothing was saved.",
        bad=bad,
    )
    again = () if bad else edition_commands.said_of_import(call, session)
    return CommandAnswer(
        results,
        (*_lines(results), *again),
        complaint if bad else "",
    )


def _question(doubts: Iterable[str]) -> str:
    return " ".join(
        (*doubts, _("Nothing was saved: say --yes where it is, or --count N with its entries."))
    )


def _untold(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""


def _previewed(found: "ListPreview") -> CommandAnswer:
    bad = sum(bool(result.rejected) for result in found.results)
    if bad:
        complaint = plural(
            len(found.results),
            "{bad} of {n} file has rejected rows; nothing would be saved.",
            "{bad} of {n} files have rejected rows; nothing would be saved.",
            bad=bad,
        )
        return CommandAnswer(found, _lines(found.results), complaint)
    sentence = _("Edition {edition} of kind {kind} would name {count}: {schemas}.").format(
        edition=found.edition,
        kind=found.kind,
        count=figure(found.listings),
        schemas=joined(
            ", ",
            (
                _("{count} {kind}").format(count=figure(count), kind=name)
                for name, count in found.schemas
            ),
        ),
    )
    warnings = (_("Warning: {text}").format(text=text) for text in found.warnings)
    asked = (_("To be answered when it is imported: {text}").format(text=t) for t in found.doubts)
    rows = [column_commands.listing_row(one) for one in found.first]
    return CommandAnswer(
        found, (sentence, *warnings, *asked, *table(column_commands.listing_header(), rows))
    )


def default_id(path: Path) -> str:
    """From the name of the file; of its folder where the publisher names all files alike."""
    stem = path.name.partition(".")[0]
    if stem in {"targets", "entities"} and path.absolute().parent.name:
        stem = path.absolute().parent.name
    return re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_") or "list"


def _lines(results: Iterable[Any]) -> Iterable[str]:
    rows = list(results)
    header = (N_("File"), N_("Format"), N_("List"), N_("Edition"), N_("Listings"), N_("Rejected"))
    yield from table(
        [_(name) for name in header],
        [(r.file, r.format, r.list, r.edition, r.listings, len(r.rejected)) for r in rows],
    )
    for row in rows:
        warning = _("{file}: warning: {text}")
        yield from (warning.format(file=row.file, text=text) for text in row.warnings)
        yield from rejected_lines(row.file, row.rejected)
    yield from dict.fromkeys(sentence for row in rows for sentence in row.said)
