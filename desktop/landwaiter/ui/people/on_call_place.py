"""On call in its tab: the head releases what others held, or keeps it held, one after the other."""

from dataclasses import dataclass

from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.domain.table.on_call import HoldChoice
from landwaiter.i18n import _
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.people.on_call import OnCallHold, OnCallView, on_call_view
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.acting import CaseActs
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.people.on_call_screen import OnCallScreen

_TOPICS = {"cases", "duty", "users", "settings", "motions"}


@dataclass(frozen=True, slots=True)
class _Found:
    view: OnCallView
    case: CaseView | None
    """The case on which a form is open."""


class OnCallPlace(PlainPlace):
    """Each form is on the case as it was read when the form was asked for."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = OnCallScreen()
        super().__init__(self.screen)
        self._desk, self._every = desk, False
        self._case: CaseView | None = None
        self.acting = CaseActs(
            desk, self.screen, lambda: self._case, reload=self.reload, on_done=self._done
        )
        screen = self.screen
        screen.case_asked.connect(ways.to_case)
        screen.duty_asked.connect(ways.to_duty)
        screen.every_asked.connect(self._show_every)
        screen.release_asked.connect(lambda hold: self._begin(hold, hold.release))
        screen.keep_asked.connect(lambda hold: self._begin(hold, hold.keep))

    def reload(self) -> None:
        every = self._every
        form_on = self._case.case.reference if self._case and self.acting.form else ""

        def read(session: Session) -> _Found:
            case = case_view(session, form_on) if form_on else None
            return _Found(on_call_view(session, every=every), case)

        self._desk.read(read, self._show, slot="on call", owner=self.screen, bar=self.screen.bar)

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool(touched.topics & _TOPICS)

    def _show(self, found: _Found) -> None:
        self.screen.show_view(found.view, every=self._every)
        if found.case is not None and self.acting.form is not None:
            self._case = found.case
            self.acting.tell_theirs(found.case)

    def _show_every(self, every: bool) -> None:  # what the signal carries
        self._every = every
        self.reload()

    def _begin(self, hold: OnCallHold, choice: HoldChoice) -> None:
        """Ask for what is to be said; the case is read for its form."""

        def begin(case: CaseView) -> None:
            self._case = case
            self.acting.begin(choice.act, choice.chosen, demanded=choice.demanded)

        self._desk.read(
            lambda session: case_view(session, hold.reference),
            begin,
            slot="hold",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def _done(self, act: str) -> None:
        self._desk.say(_(ON_CASE[act].done))
