"""The interview opened from a case: reads, answers and revocations of one dialog."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from landwaiter.domain.cases.deeds_on_findings import RevokeAnswer
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do
from landwaiter.services.interviews import answering, interviews
from landwaiter.services.interviews.interviews import ItemInterview
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.changed_topics import DeedChanges
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.undo import Sequel
from landwaiter.ui.interviews.interview_dialog import InterviewDialog, TypedAnswer
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.fields import Field

_Interviews = tuple[ItemInterview, ItemInterview | None]


class InterviewController(DialogController[InterviewDialog]):
    """One dialog on one case; `on_kept` when an answer or a revocation is committed.

    `again(item, entry, what was typed)` opens another where an answer is undone once this is gone.
    """

    def __init__(
        self,
        desk: Desk,
        screen: QWidget,
        view: CaseView,
        on_kept: Callable[[], None],
        again: Callable[[int, str, TypedAnswer], None],
    ) -> None:
        numbers = [item.no for item in view.case.items]
        dialog = InterviewDialog(view.case.reference, numbers, screen)
        super().__init__(desk.known_bench, dialog)
        self._desk, self._screen, self._on_kept, self._again = desk, screen, on_kept, again
        desk.undo.show_in(dialog.strip)
        self._reference = view.case.reference
        self.dialog.entry_asked.connect(self._look)
        self.dialog.given.connect(self._answer)
        self.dialog.revoke_asked.connect(lambda _name: self._revoke())

    def begin(self, item: int, entry: str = "", typed: TypedAnswer | None = None) -> None:
        """Show it at an entry, or at the first that the item is a candidate for."""
        self.open()
        self.read(lambda: self._entries(item, entry), partial(self._begun, typed), bar=False)

    def _entries(self, item: int, entry: str) -> tuple[tuple[str, ...], _Interviews]:
        entries = interviews.entries_of(self.session, self._reference, item)
        return entries, self._interviews(item, entry or next(iter(entries), ""))

    def _interviews(self, item: int, entry: str) -> _Interviews:
        """An answer that waits counts already; the second is the one without it."""
        drafted = self._desk.undo.drafted_case(self._reference)
        on = partial(interviews.interview_on, self.session, self._reference, item, entry)
        return on(drafted=drafted), None if drafted is None else on()

    def _begun(self, typed: TypedAnswer | None, came: tuple[tuple[str, ...], _Interviews]) -> None:
        entries, (held, stands) = came
        self.dialog.show_entries(entries, held.read.entry)
        self._show(typed, (held, stands))

    def _look(self, item: int, entry: str, typed: TypedAnswer | None = None) -> None:
        self.read(
            lambda: self._interviews(item, entry),
            partial(self._show, typed),
            slot="interview",
            bar=False,
        )

    def _show(self, typed: TypedAnswer | None, came: _Interviews) -> None:
        held, stands = came
        self.dialog.outcome.forget()  # of the answer before
        self.dialog.show_interview(held, stands=stands)
        if typed is not None:
            self.dialog.show_typed(typed)

    def _answer(self, given: TypedAnswer) -> None:
        held = self.dialog.held
        if held is None:
            return
        whence = answering.AnswerSource(
            given.source, given.document, date.fromisoformat(given.date) if given.date else None
        )
        answers = {given.parameter: given.value}
        item, entry = held.item_no, held.read.entry
        self._desk.undo.begin(
            lambda _session: answering.answers_said(self._reference, item, answers, whence),
            Sequel(
                self._sealed,
                partial(self._undone, item, entry, given),
                partial(self._look_again, item, entry),
            ),
            seen=None,
            on_begun=partial(self._look_again, item, entry),
            on_fault=self._refused,
        )

    def _sealed(self, changes: DeedChanges) -> None:
        self._desk.tell(changes)
        if isValid(self.dialog):
            self.dialog.show_sealed()
            self.dialog.show_done(_("Kept."))

    def _undone(self, item: int, entry: str, given: TypedAnswer) -> None:
        if isValid(self.dialog):
            self._look(item, entry, given)
        elif isValid(self._screen):
            self._again(item, entry, given)

    def _look_again(self, item: int, entry: str) -> None:
        if isValid(self.dialog):
            self._look(item, entry)

    def _refused(self, fault: Fault) -> None:
        if isValid(self.dialog):
            self.dialog.show_fault(fault)
        else:
            self._desk.show_fault(fault)

    def _revoke(self) -> None:
        """Which answer no longer counts, and why."""
        held, standing = self.dialog.held, self.dialog.standing()
        if held is None or not standing:
            return
        labels = {
            c.parameter: c.label
            for s in held.read.subentries
            for w in s.ways
            for c in w.comparisons
        }
        choices = tuple((name, f"{labels.get(name, name)}: {given}") for name, given in standing)
        answers = self._desk.prompts.ask(
            _("Revoke an answer"),
            _("Revoke"),
            (
                Field("field", _("Answer"), choices, minimum=1),
                Field("reason", _("Reason"), minimum=SHORTEST_REASON, long=True),
            ),
            note=_("It stays on record and no longer counts."),
        )
        if answers is None:
            return
        said = RevokeAnswer(self._reference, held.item_no, answers["field"], answers["reason"])
        self._write(
            held,
            lambda session: do(session, said).changes,
            _("Revoked."),
        )

    def _write(self, held: ItemInterview, work: Callable[[Session], Any], said: str) -> None:
        self._desk.write(
            partial(self._kept, held, work),
            partial(self._show_kept, said),
            on_fault=self.dialog.show_fault,
        )

    def _kept(
        self, held: ItemInterview, work: Callable[[Session], Any], session: Session
    ) -> tuple[Any, ItemInterview]:
        """What changed, and the interview as it stands then."""
        changes = work(session)
        now = interviews.interview_on(session, self._reference, held.item_no, held.read.entry)
        return changes, now

    def _show_kept(self, said: str, came: tuple[Any, ItemInterview]) -> None:
        changes, now = came
        self._desk.tell(changes)
        self.dialog.show_interview(now, said=said)
        self._on_kept()
