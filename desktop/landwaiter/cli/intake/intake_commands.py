"""`intake`: declarations in."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import mapping_of, path_of
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.i18n import N_, _, plural

if TYPE_CHECKING:
    from landwaiter.services.intake.taking_in import IntakeResult


def register(app: typer.Typer) -> None:
    command(app, "intake")(intake)


def intake(
    call: Call,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="A folder stands for its files, sorted by name."),
    ],
    *,
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", metavar="M", help="TOML or JSON: our CSV column = theirs."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Keep the good rows of a file with bad ones.")
    ] = False,
) -> CommandAnswer:
    """Declarations in: EU AES, WCO/CDS and CSV, told apart by their content."""
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.deeds.handler import untold

    columns = mapping_of(mapping)
    said = TakeIn(tuple(files_in(files)), columns, dry_run=dry_run, partial=partial)
    session = call.session()
    with progress_bar() as tell:
        results: Sequence[IntakeResult] = run(session, said, tell or untold)
    return CommandAnswer(
        results, _lines(results, dry_run=dry_run), _complaint(results, partial=partial)
    )


def files_in(named: Iterable[str]) -> list[Path]:
    """The files named; a folder stands for its files, sorted by name."""
    return [file for name in named for file in _files_at(path_of(name))]


def _files_at(path: Path) -> list[Path]:
    # Unlike Path.is_dir this is False, not an error, for names that no system allows.
    if not os.path.isdir(path):  # noqa: PTH112
        return [path]
    try:
        found = sorted(file for file in path.iterdir() if file.is_file())
    except OSError as error:
        raise Unavailable(
            _("The folder cannot be read: {reason}.").format(reason=error.strerror or error),
            file=str(path),
        ) from error
    if not found:
        raise NotFound(
            _("There is no file in this folder."), file=str(path), remedy=_("Name another one.")
        )
    return found


def _lines(results: "Sequence[IntakeResult]", *, dry_run: bool) -> Iterable[str]:
    if dry_run:
        yield _("Nothing was saved: this is what would happen.")
    header = (
        N_("File"),
        N_("Format"),
        N_("Read"),
        N_("Created"),
        N_("Updated"),
        N_("Duplicates"),
        N_("Rejected"),
    )
    yield from table(
        [_(name) for name in header],
        [
            (r.file, r.format, r.read, r.created, r.updated, r.duplicates, len(r.rejected))
            for r in results
        ],
    )
    for result in results:
        yield from (f"{result.file}: {_('warning')}: {text}" for text in result.warnings)
        yield from rejected_lines(result.file, result.rejected)


def rejected_lines(file: str, rejected: Iterable[Any]) -> Iterable[str]:
    """Each rejected row as a sentence that names its place."""
    for row in rejected:
        yield Invalid(
            row.message,
            file=file,
            row=row.row,
            field=row.field,
            value=row.value,
            remedy=row.remedy,
        ).sentence()


def _complaint(results: "Sequence[IntakeResult]", *, partial: bool) -> str:
    bad = sum(bool(result.rejected) for result in results)
    if not bad:
        return ""
    if partial:
        return plural(
            len(results),
            "{bad} of {n} file has rejected rows, which were left out.",
            "{bad} of {n} files have rejected rows, which were left out.",
            bad=bad,
        )
    return plural(
        len(results),
        "{bad} of {n} file has rejected rows; nothing in it was saved.",
        "{bad} of {n} files have rejected rows; nothing in these files was saved.",
        bad=bad,
    )
