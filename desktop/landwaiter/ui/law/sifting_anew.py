"""What was sifted, sifted again from the window: for which list, whom, and whether it is saved."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.domain.trade.again_deeds import SIFT_AGAIN, SiftAgain
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run
from landwaiter.services.trade.again_difference import ChangedList
from landwaiter.services.trade.again_words import changed_lists, sentences
from landwaiter.services.trade.sifting_again import AgainResult
from landwaiter.ui.deeds.form import fields_of, said_of
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.fields import Field


class SiftingAnew(QObject):
    """Asks how, runs it, and tells what came of it."""

    def __init__(self, desk: Desk, running: Callable[[bool], None], parent: QObject) -> None:
        """`running` is told when a run begins and ends."""
        super().__init__(parent)
        self._desk, self._running = desk, running

    def ask(self) -> None:
        """For the lists that anything waits for."""
        self._desk.read(changed_lists, self._ask_how, slot="sift_again", owner=self)

    def _ask_how(self, lists: Sequence[ChangedList]) -> None:
        note = _(
            "Sifted declarations are judged again where other lists, packs, rules or programmes "
            "can matter. What is new waits for a person or opens a case, as the policy says."
        )
        fields = fields_for(lists)
        answers = self._desk.prompts.ask(_(SIFT_AGAIN.title), _("Sift"), fields, note=note)
        if answers is None:
            return
        said: SiftAgain = said_of(SIFT_AGAIN, {"list_id": "", **answers})
        self._running(True)
        self._desk.run(
            _("Sifting again"),
            lambda session, tell: run(session, said, tell),
            partial(self._sifted, is_dry=said.dry_run),
            on_fault=self._not_sifted,
        )

    def _sifted(self, found: AgainResult, *, is_dry: bool) -> None:
        self._running(False)
        told = " ".join(sentences(found))
        if is_dry:
            self._desk.say(" ".join((_("Dry run, nothing was saved:"), told)))
            return
        self._desk.say(told)
        for topic in ("reference", "trade", "cases"):
            self._desk.tell_topic(topic)

    def _not_sifted(self, fault: Fault) -> None:
        self._running(False)
        self._desk.show_fault(fault)


def fields_for(lists: Sequence[ChangedList]) -> tuple[Field, ...]:
    """What the command may be told; a list only where lists changed."""
    named = tuple((one.list_id, one.list_id) for one in lists)
    every = ("", _("not named"))
    return tuple(
        replace(one, choices=(every, *named)) if one.name == "list_id" else one
        for one in fields_of(SIFT_AGAIN, None)
        if named or one.name != "list_id"
    )
