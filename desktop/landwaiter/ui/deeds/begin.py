"""Beginning a deed where it is asked for: its form, its files, then it is done as a job."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from landwaiter.domain.deeds.shape import Argument, Choices, Deed, FileUse, Lookup, arguments
from landwaiter.domain.letters.field_titles import field_title
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Fault
from landwaiter.i18n import _, joined
from landwaiter.services.deeds.engine import run
from landwaiter.services.deeds.handler import Job, Result, untold
from landwaiter.services.office.reason_templates import acts_with_reason
from landwaiter.services.people.colleagues import everybody
from landwaiter.services.table.handlers import HANDLERS
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.form import Offers, fields_of, given_of, said_of
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.jobs import Tell
from landwaiter.ui.kit.jobs_of_session import Bench

_NO_OFFERS: Offers = {}
_NOTHING: Mapping[str, Any] = {}


class DeskDeeds(QObject):
    """Deeds that are begun from no screen of their own: what came of them stands below the screen.

    The form asks for everything, also for what the deed is done to.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.typed: dict[str, Mapping[str, str]] = {}
        """By form, what was typed before a refusal."""
        desk.signed_out.connect(self.typed.clear)

    def begin(self, deed: Deed[Any, Any], stands: Mapping[str, Any] = _NOTHING) -> None:
        """Ask for the arguments of a deed, and do it; what `stands` is typed over."""
        if any(one.ask.lookup is Lookup.PEOPLE for one in arguments(deed.args)):
            self._desk.read(_people, partial(self._ask, deed, stands))
        else:
            self._ask(deed, stands, ())

    def show_done(self, sentence: str) -> None:
        self._desk.say(sentence)

    def show_fault(self, fault: Fault) -> None:
        self._desk.show_fault(fault)

    def _ask(self, deed: Deed[Any, Any], stands: Mapping[str, Any], people: Choices) -> None:
        title, note = _(deed.title), _(inspect.getdoc(deed.args) or "")
        chosen = self._subject(deed, stands, title, note)
        if chosen is None:
            return
        if not arguments(deed.args) and not self._desk.prompts.confirm(title, note, title):
            return
        begin(
            self._desk.known_bench,
            self,
            deed,
            chosen,
            lambda _result: None,
            stands=stands,
            offers={
                Lookup.PEOPLE: people,
                Lookup.DEEDS: _acts(),
                Lookup.LETTER_TEXTS: tuple((one, field_title(one)) for one in LETTER_TEXTS),
            },
            note=note,
        )

    def _subject(
        self, deed: Deed[Any, Any], stands: Mapping[str, Any], title: str, note: str
    ) -> Mapping[str, Any] | None:
        """What the deed is done to, where the rest of its form depends on it; None to stop."""
        asked = arguments(deed.args)
        if not any(one.is_record for one in asked):
            return {}
        others = {one.name: None for one in asked if not one.ask.given}
        fields = fields_of(deed, None, others, stands=stands)
        if not fields:
            return {}
        answers = self._desk.prompts.ask(title, _("Next"), fields, note=note)
        return given_of(deed, answers) if answers is not None else None


def _people(session: Session) -> Choices:
    return tuple(one.choice for one in everybody(session))


def _acts() -> Choices:
    return tuple((act, _(ON_CASE[act].title)) for act in acts_with_reason())


def begin(
    bench: Bench,
    host: Pane | DeskDeeds,
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
    """Ask for what is not `chosen` yet, do the deed, and say what came of it where it was begun.

    What was typed before a refusal, or before no file was named, stands in the fields again.
    """
    answers: Mapping[str, str] | None = {}
    named = {one.name for one in arguments(deed.args)}
    chosen = {name: value for name, value in chosen.items() if name in named}
    days = [one.name for one in arguments(deed.args) if one.ask.today]
    if days:
        stands = {**dict.fromkeys(days, bench.session.today().isoformat()), **stands}
    title, form = title or _(deed.title), f"{deed.name} {title} {note}"
    if fields := fields_of(deed, subject, chosen, stands=stands, offers=offers):
        answers = bench.prompts.ask(
            title, title, _filled(fields, host.typed.get(form, {})), note=note
        )
    if answers is None:
        return
    host.typed[form] = {one.name: answers[one.name] for one in fields if not one.secret}
    files = _files(bench, deed, chosen)
    if files is None:
        return
    given = {**chosen, **files}
    answered = answers

    def done(result: Any) -> None:
        host.typed.pop(form, None)
        said = result.changes.said if isinstance(result, Result) else ()
        waits = isinstance(result, Result) and not result.done
        host.show_done(joined(" ", said if waits else (_(deed.done), *said)))
        on_done(result)

    def work(tell: Tell) -> Any:
        return run(bench.session, said_of(deed, answered, given), tell)

    _carry_out(bench, host, deed, work, done)


def _carry_out(
    bench: Bench,
    host: Pane | DeskDeeds,
    deed: Deed[Any, Any],
    work: Callable[[Tell], Any],
    done: Callable[[Any], None],
) -> None:
    """What takes long runs in the tray."""
    if isinstance(HANDLERS[deed.args], Job):
        bench.run(host, _(deed.title), work, done, host.show_fault, topics=deed.topics)
    else:
        bench.write(host, lambda: work(untold), done, host.show_fault, topics=deed.topics)


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
