"""`intake`: declarations in."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.restricted import restricted_lines
from landwaiter.cli.base.values import path_of
from landwaiter.cli.intake import mapping_commands, message_commands
from landwaiter.cli.intake.mapping_commands import kept_name, mapping_named
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.intake.table_mapping import as_stated_from, joined_mends, mend_from
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.i18n import N_, _, plural

if TYPE_CHECKING:
    from landwaiter.services.deeds.handler import Tell
    from landwaiter.services.intake.taking_in import IntakeResult


class FilesOrCommand(TyperGroup):
    """A first word that is no command of the group is a file, or folder, that is taken in."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        first = next((word for word in args if word != "--json"), "")
        ctx.meta[_IS_COMMAND] = first in self.commands
        ctx.allow_interspersed_args = first not in self.commands
        rest = super().parse_args(ctx, args)
        if first in self.commands:
            given = (param for param in self.params if param.name in _GIVEN)
            ctx.params |= {param.name: [] if param.nargs < 0 else None for param in given}
        return rest

    def get_params(self, ctx: Any) -> list[Any]:
        params = super().get_params(ctx)
        if ctx.meta.get(_IS_COMMAND):
            return [param for param in params if param.name not in _GIVEN]
        return params


_IS_COMMAND = "intake.is_command"
_GIVEN = ("files", "folder")
"""What such a group takes in the place of a command."""


def register(app: typer.Typer) -> None:
    made = group(
        app,
        "intake",
        "Declarations in: EU AES and NCTS, WCO/CDS and tables, told apart by content.",
        about=intake,
        cls=FilesOrCommand,
        invoke_without_command=True,
        subcommand_metavar="",
    )
    mapping_commands.register(made)
    message_commands.register(made)


def intake(
    call: Call,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="A folder stands for its files, sorted by name."),
    ],
    *,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", metavar="M", help="A TOML or JSON file, else a mapping the office keeps."
        ),
    ] = None,
    mend: Annotated[
        list[str] | None,
        typer.Option(
            "--mend",
            metavar="ROW:FIELD=VALUE",
            help="Read this value instead, such as 17:cn8=84821090; repeatable.",
        ),
    ] = None,
    as_stated: Annotated[
        list[str] | None,
        typer.Option(
            "--as-stated",
            metavar="ROW:FIELD=REASON",
            help="Take an MRN or container with a wrong check digit as it stands, and say why.",
        ),
    ] = None,
    left_out: Annotated[
        str | None,
        typer.Option("--left-out", metavar="FILE", help="Write the rows that stay out, with why."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Keep the good rows of a file with bad ones.")
    ] = False,
) -> CommandAnswer | None:
    """Declarations in: EU AES and NCTS, WCO/CDS and tables, told apart by content."""
    if call.subcommand is not None:
        return None
    from landwaiter.services.deeds.handler import untold
    from landwaiter.services.intake.senders import take_in_of_sender

    paths = tuple(files_in(files))
    mends = joined_mends(
        (*map(mend_from, mend or ()), *map(as_stated_from, as_stated or ())),
    )
    if len(paths) != 1 and (mends or left_out):
        raise Invalid(
            _("Rows are those of one file."),
            field="mend" if mends else "left-out",
            remedy=_("Name one file, and take in the others by themselves."),
        )
    session = call.session()
    told = mapping_named(session, mapping) if mapping else None
    said = TakeIn(paths, told, mends=mends, dry_run=dry_run, partial=partial)
    with progress_bar() as shown:
        tell = _told_if_cancelled(call, shown or untold, dry_run=dry_run)
        results = take_in_of_sender(session, said, tell, sender=kept_name(mapping))
    lines = [*_lines(results, dry_run=dry_run)]
    if left_out:
        lines.append(_written(paths[0], path_of(left_out), said, results[0]))
    return CommandAnswer(results, lines, _complaint(results, partial=partial))


def _told_if_cancelled(call: Call, tell: "Tell", *, dry_run: bool) -> "Tell":
    """The same; whoever interrupts the command is told what is saved by then."""
    from landwaiter.services.intake.taking_in import cancelled

    def told(done: int, total: int, what: str) -> None:
        if done and not dry_run:
            call.if_cancelled = cancelled(done, total)
        tell(done, total, what)

    return told


def _written(path: Path, to: Path, said: TakeIn, result: "IntakeResult") -> str:
    from landwaiter.services.intake.table_mappings import write_left_out

    count = write_left_out(path, to, said.mapping, result.out)
    return plural(count, "{n} row is in {file}.", "{n} rows are in {file}.", file=to.name)


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
    from landwaiter.services.intake.later_versions import ended_said

    if dry_run:
        yield _("Nothing was saved: this is what would happen.")
    header = (
        N_("File"),
        N_("Format"),
        N_("Rows read"),
        N_("Created"),
        N_("Updated"),
        N_("Duplicates"),
        N_("Waiting"),
        N_("Rejected"),
        N_("Left out"),
    )
    yield from table(
        [_(name) for name in header],
        [
            (
                r.file,
                r.format,
                r.read,
                r.created,
                r.updated,
                r.duplicates,
                r.waiting,
                len(r.rejected),
                len(r.out),
            )
            for r in results
        ],
    )
    for result in results:
        if result.attached:
            yield _attached(result)
        if result.kept:
            yield _kept(result)
        yield from (ended_said(one, dry_run=dry_run) for one in result.voided)
        yield from (f"{result.file}: {_('warning')}: {text}" for text in result.warnings)
        yield from restricted_lines(result.restricted, result.restricted_first)
        yield from rejected_lines(result.file, result.rejected)


def _attached(result: "IntakeResult") -> str:
    """That messages which came before were waiting for a declaration of the file."""
    return plural(
        result.attached,
        "{file}: {n} message had waited for its declaration.",
        "{file}: {n} messages had waited for their declarations.",
        file=result.file,
    )


def _kept(result: "IntakeResult") -> str:
    """That messages of the file are on declarations of the trade store."""
    return plural(
        result.kept,
        "{file}: {n} message is kept with its declaration in the trade store.",
        "{file}: {n} messages are kept with their declarations in the trade store.",
        file=result.file,
    )


def rejected_lines(file: str, rejected: Iterable[Any]) -> Iterable[str]:
    """Each rejected row as a sentence that names its place, with what may be meant."""
    for row in rejected:
        said = Invalid(
            row.message,
            file=file,
            row=row.row,
            field=row.field,
            value=row.value,
            remedy=row.remedy,
        ).sentence()
        if last := getattr(row, "last_time", None):
            said += " " + _(
                "The last time it was read as {value} (--mend {place}={value})."
            ).format(value=last, place=f"{row.row}:{row.field}")
        guess = getattr(row, "guess", None)
        yield f"{said} {_('Likely {guess}.').format(guess=guess)}" if guess else said


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
