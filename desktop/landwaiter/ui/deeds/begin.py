"""Beginning a deed from a dialog: its form is asked for, then it is done as a job."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from landwaiter.domain.deeds.shape import Argument, Deed, FileUse, arguments
from landwaiter.i18n import _, joined
from landwaiter.services.deeds.engine import run
from landwaiter.services.deeds.handler import Result
from landwaiter.ui.deeds.form import Offers, fields_of, said_of
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.jobs_of_session import Bench

_NO_OFFERS: Offers = {}
_NOTHING: Mapping[str, Any] = {}


def begin(
    bench: Bench,
    pane: Pane,
    deed: Deed[Any, Any],
    chosen: Mapping[str, Any],
    on_done: Callable[[Any], None],
    *,
    subject: Any = None,
    stands: Mapping[str, Any] = _NOTHING,
    offers: Offers = _NO_OFFERS,
    note: str = "",
    title: str = "",
) -> None:
    """Ask for what is not `chosen` yet, do the deed, and say what came of it in the dialog.

    What was typed before a refusal stands in the fields again.
    """
    answers: Mapping[str, str] | None = {}
    named = {one.name for one in arguments(deed.args)}
    chosen = {name: value for name, value in chosen.items() if name in named}
    title, form = title or _(deed.title), f"{deed.name} {title} {note}"
    if fields := fields_of(deed, subject, chosen, stands=stands, offers=offers):
        answers = bench.prompts.ask(
            title, title, _filled(fields, pane.typed.get(form, {})), note=note
        )
    if answers is None:
        return
    files = _files(bench, deed, chosen)
    if files is None:
        return
    given = {**chosen, **files}
    answered = answers
    pane.typed[form] = {one.name: answers[one.name] for one in fields if not one.secret}

    def done(result: Any) -> None:
        pane.typed.pop(form, None)
        said = result.changes.said if isinstance(result, Result) else ()
        waits = isinstance(result, Result) and not result.done
        pane.show_done(joined(" ", said if waits else (_(deed.done), *said)))
        on_done(result)

    bench.write(
        pane,
        lambda: run(bench.session, said_of(deed, answered, given)),
        done,
        pane.show_fault,
        topics=deed.topics,
    )


def _filled(fields: tuple[Field, ...], typed: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(replace(one, value=typed.get(one.name, one.value)) for one in fields)


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
