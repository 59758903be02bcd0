"""`watch`: what is dropped into a folder comes in by itself."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.canonical import plain
from landwaiter.cli.base import bug_log
from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import complain, say, table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.intake.intake_commands import FilesOrCommand, rejected_lines
from landwaiter.cli.intake.mapping_commands import mapping_named
from landwaiter.domain.intake.deeds import WATCH_EVERY, WatchFolder
from landwaiter.i18n import ENGLISH, N_, _, in_words, plural, speaking

if TYPE_CHECKING:
    from landwaiter.services.intake.watched_files import RefusedFile
    from landwaiter.services.intake.watching import WatchOutcome

_ENDS = ("SIGTERM", "SIGINT", "SIGBREAK")
"""Signals that end a watch, as far as this system has them."""


def register(app: typer.Typer) -> None:
    made = group(
        app,
        "watch",
        "A watched folder: what a gateway drops is taken in, and moved when it is done.",
        about=watch,
        cls=FilesOrCommand,
        invoke_without_command=True,
        subcommand_metavar="",
    )
    command(made, "list")(list_refused)


def watch(
    call: Call,
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help="Where the gateway drops its files.")
    ] = None,
    *,
    sift: Annotated[
        bool, typer.Option("--sift", help="Judge without a case each, as “sift” does.")
    ] = False,
    once: Annotated[bool, typer.Option("--once", help="Take in what is there, and end.")] = False,
    every: Annotated[
        int, typer.Option("--every", metavar="SECONDS", help="Between two looks.")
    ] = WATCH_EVERY,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", metavar="M", help="A TOML or JSON file, else a mapping the office keeps."
        ),
    ] = None,
) -> CommandAnswer | None:
    """A watched folder: what a gateway drops is taken in, and moved when it is done.

    With --json a line of JSON for each file, as it comes. It ends with the batch that runs when it
    is told to (SIGTERM, Ctrl+C).
    """
    if call.subcommand is not None:
        return None
    from landwaiter.cli.base.answer import WrongUsage
    from landwaiter.services.intake.watching import FolderWatch, watch_folder

    if not folder:
        raise WrongUsage(_("No folder is named: landwaiter watch DIR."))
    session = call.session()
    told = mapping_named(session, mapping) if mapping else None
    refused: list[str] = []

    def tell(one: "WatchOutcome") -> None:
        if one.state == "refused":
            refused.append(one.file)
        say(_json_line(one) if call.json else _line(one))

    with _ended_by_signal() as stop:
        watch_folder(
            session,
            WatchFolder(path_of(folder), sift=sift, once=once, every=every, mapping=told),
            FolderWatch(
                told=tell,
                trouble=lambda fault: complain(fault.sentence()),
                mistaken=bug_log.write_down,
                stop=stop,
            ),
        )
    return CommandAnswer(None, (), _complaint(len(refused)) if once else "", raw=True)


@contextmanager
def _ended_by_signal() -> Iterator[Event]:
    """Set by a signal that ends a service; the batch that runs is finished first."""
    stop = Event()

    def end(_number: int, _frame: object) -> None:
        stop.set()

    handlers: dict[Any, Any] = {}
    for name in _ENDS:
        if number := getattr(signal, name, None):
            handlers[number] = signal.signal(number, end)
    if number := getattr(signal, "SIGIO", None):  # a writer that comes while a file is looked at
        handlers[number] = signal.signal(number, signal.SIG_IGN)
    try:
        yield stop
    finally:
        for number, before in handlers.items():
            signal.signal(number, before)


def _json_line(one: "WatchOutcome") -> str:
    with speaking(ENGLISH):
        return json.dumps(in_words(plain(one)))


def _line(one: "WatchOutcome") -> str:
    if one.state == "left":
        return _("{file}: not taken in. {why}").format(file=one.file, why=one.why)
    if one.state == "taken":
        return _("{file}: taken in, now {place}.").format(file=one.file, place=one.moved_to)
    first = next(iter(rejected_lines(one.file, one.faults[:1])), one.file)
    return _("{reason} Refused, now {place}.").format(reason=first, place=one.moved_to)


def _complaint(refused: int) -> str:
    if not refused:
        return ""
    return plural(
        refused,
        "{n} file was refused: landwaiter watch list.",
        "{n} files were refused: landwaiter watch list.",
    )


def list_refused(
    call: Call,
    *,
    all_files: Annotated[bool, typer.Option("--all", help="Also what was taken in since.")] = False,
) -> CommandAnswer:
    """Files of watched folders that were refused, and why; the newest first."""
    from landwaiter.cli.base.pages import every_row
    from landwaiter.services.intake.watched_files import refused_files

    session = call.session()
    rows = every_row(lambda after: refused_files(session, after, settled=all_files))
    return CommandAnswer(rows, _refused_lines(rows))


def _refused_lines(rows: "tuple[RefusedFile, ...]") -> Iterator[str]:
    heads = (N_("Identity"), N_("File"), N_("Since"), N_("Faults"), N_("Lies in"))
    yield from table(
        [_(head) for head in heads],
        [(one.id, one.file, one.at, one.fault_count, one.place) for one in rows],
    )
    for one in rows:
        yield from rejected_lines(one.file, one.faults)
        if one.settled:
            yield _("{file}: dealt with by {author} on {day}: {reason}").format(
                file=one.file,
                author=one.settled.author,
                day=one.settled.at[:10],
                reason=one.settled.reason,
            )
