"""`backup …`: the backup that is made by itself, and how old the newest one is."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.progress import progress_bar
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.services.casebook.kept_backups import BackupState, KeptBackup


def register(app: typer.Typer) -> None:
    backups = group(app, "backup", "Backups that are made by themselves.")
    command(backups, "auto")(auto)
    command(backups, "show")(show)


def auto(
    call: Call,
    *,
    now: Annotated[bool, typer.Option("--now", help="Also where none is due yet.")] = False,
) -> CommandAnswer:
    """Make the backup that is due where the office wants it, and remove older ones of its own."""
    from landwaiter.services.casebook.kept_backups import keep_backup

    with progress_bar() as tell:
        kept = keep_backup(call.session(), tell, now=now)
    data = {"file": kept.file or None, "removed": kept.removed, "refusal": kept.refusal or None}
    return CommandAnswer(data, tuple(_kept_lines(kept)), kept.refusal)


def show(call: Call) -> CommandAnswer:
    """Where backups go by themselves, how often, how many stay, and how old the newest one is."""
    from landwaiter.services.casebook.kept_backups import backup_state, told_age

    session = call.session()
    state = backup_state(session)
    age = told_age(state.made_at, session.now())
    return CommandAnswer({**_data(state), "age": age}, tuple(_state_lines(state, age)))


def _data(state: "BackupState") -> dict[str, object]:
    return {
        "folder": state.folder or None,
        "hours": state.hours,
        "keep": state.keep,
        "made_at": state.made_at,
        "due": state.due,
        "overdue": state.overdue,
        "failed": state.failed or None,
    }


def _kept_lines(kept: "KeptBackup") -> Iterator[str]:
    if kept.refusal:
        return
    if not kept.file:
        yield _("No backup is due, or none is made by itself: “office set backup.folder PATH”.")
        return
    yield _("The backup is written to {file} and verified.").format(file=kept.file)
    if kept.removed:
        yield plural(
            len(kept.removed),
            "{n} older one was removed: {names}.",
            "{n} older ones were removed: {names}.",
            names=", ".join(kept.removed),
        )


def _state_lines(state: "BackupState", age: str) -> Iterator[str]:
    yield f"{age}."
    if not state.folder:
        yield _("None is made by itself: “office set backup.folder PATH”.")
        return
    yield _("Made by itself in {folder} every {hours} hours; {keep} are kept.").format(
        folder=state.folder, hours=state.hours, keep=state.keep
    )
    if state.failed:
        yield _("The last one could not be made: {reason}").format(reason=state.failed)
