"""Beginning a deed from a dialog: its form is asked for, then it is done as a job."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from landwaiter.domain.deeds.shape import Argument, Deed, FileUse, arguments
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Result
from landwaiter.services.table.engine import do
from landwaiter.ui.deeds.form import Offers, fields_of, said_of
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench

_NO_OFFERS: Offers = {}
_NOTHING: Mapping[str, Any] = {}


def begin(
    bench: Bench,
    pane: Pane,
    deed: Deed[Any, Any],
    chosen: Mapping[str, Any],
    on_done: Callable[[Result], None],
    *,
    subject: Any = None,
    stands: Mapping[str, Any] = _NOTHING,
    offers: Offers = _NO_OFFERS,
    note: str = "",
) -> None:
    """Ask for what is not `chosen` yet, do the deed, and say what came of it in the dialog."""
    answers: Mapping[str, str] | None = {}
    named = {one.name for one in arguments(deed.args)}
    chosen = {name: value for name, value in chosen.items() if name in named}
    title = _(deed.title)
    if fields := fields_of(deed, subject, chosen, stands=stands, offers=offers):
        answers = bench.prompts.ask(title, title, fields, note=note)
    if answers is None:
        return
    files = _files(bench, deed, chosen)
    if files is None:
        return
    given = {**chosen, **files}
    answered = answers

    def done(result: Result) -> None:
        pane.show_done(_(deed.done) if result.done else result.changes.said[0])
        on_done(result)

    bench.write(
        pane,
        lambda: do(bench.session, said_of(deed, answered, given)),
        done,
        pane.show_fault,
        topics=deed.topics,
    )


def _files(bench: Bench, deed: Deed[Any, Any], chosen: Mapping[str, Any]) -> dict[str, Any] | None:
    """The files that the deed names, chosen one after the other; None where a person stops."""
    found: dict[str, Any] = {}
    for one in arguments(deed.args):
        if one.ask.file is None or one.name in chosen:
            continue
        paths = _chosen_files(bench, one)
        if not paths and one.needed:
            return None
        if paths:
            found[one.name] = paths if one.many else paths[0]
    return found


def _chosen_files(bench: Bench, one: Argument) -> tuple[Path, ...]:
    if one.ask.file is FileUse.READ:
        return bench.prompts.open_files(_(one.ask.title))
    path = bench.prompts.save_file(_(one.ask.title), str(Path.home()))
    return (path,) if path else ()
