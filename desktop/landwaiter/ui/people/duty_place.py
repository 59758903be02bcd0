"""Duty and handover: the unit today, absences, and the sheet of one person."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.duty import Absence
from landwaiter.domain.deeds.shape import Lookup
from landwaiter.domain.people.deeds import ENTER_ABSENCE, TAKE_BACK_ABSENCE, TakeBackAbsence
from landwaiter.domain.reports.subject_deeds import REPORT_HANDOVER
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_date
from landwaiter.services.deeds.engine import do, signed_in
from landwaiter.services.deeds.handler import Result
from landwaiter.services.people import duty, handover
from landwaiter.services.people.duty import DutyView
from landwaiter.services.people.handover import HandoverSheet
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.at_desk import begin_at
from landwaiter.ui.deeds.begin import DeskDeeds
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.people.duty_screen import DutyScreen


@dataclass(frozen=True, slots=True)
class _Found:
    view: DutyView
    sheet: HandoverSheet
    actor: Actor


class DutyPlace(PlainPlace):
    """The sheet is that of the person chosen in the list, at first one's own."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = DutyScreen()
        super().__init__(self.screen)
        self._desk, self._person = desk, desk.user
        self.screen.case_asked.connect(ways.to_case)
        self.screen.sheet_asked.connect(self._show_sheet_of)
        self.screen.on_call_asked.connect(ways.to_on_call)
        self.screen.absence_asked.connect(self._enter)
        self.screen.taken_back.connect(self._take_back)
        self.screen.print_asked.connect(desk.prompts.print_text)
        self.screen.report_asked.connect(partial(DeskDeeds(desk).begin, REPORT_HANDOVER, {}))

    def reload(self) -> None:
        person = self._person

        def read(session: Session) -> _Found:
            return _Found(
                duty.duty_view(session),
                handover.handover_sheet(session, person),
                signed_in(session),
            )

        self._desk.read(read, self._show, slot="duty", owner=self.screen, bar=self.screen.bar)

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool(touched.topics & {"cases", "duty", "users"})

    def _show(self, found: _Found) -> None:
        self.screen.show_view(found.view, found.actor)
        self.screen.show_sheet(found.sheet)

    def _show_sheet_of(self, person: str) -> None:
        if person:
            self._person = person
            self.reload()

    def _enter(self) -> None:
        """Ask who, from when to when, and who deputises."""
        people = tuple(load.person for load in self.screen.model.rows() if load.person)
        today = self._desk.known_session.today()
        begin_at(
            self._desk,
            ENTER_ABSENCE,
            {},
            self._entered,
            stands={"first": today, "last": today + timedelta(days=4), "person": self._desk.user},
            offers={Lookup.PEOPLE: tuple((one, one) for one in people)},
            button=_("Enter"),
            note=_("Your own, or as a head that of another person."),
        )

    def _entered(self, result: Result) -> None:
        self._desk.say(" ".join((_(ENTER_ABSENCE.done), *result.changes.said)))

    def _take_back(self, absence: Absence) -> None:
        said = _("{person} is then on duty from {first} to {last}.").format(
            person=absence.person,
            first=shown_date(absence.first_day),
            last=shown_date(absence.last_day),
        )
        if self._desk.prompts.confirm(_(TAKE_BACK_ABSENCE.title), said, _("Take back")):
            self._desk.write(
                lambda session: do(session, TakeBackAbsence(absence.id)),
                lambda result: self._desk.tell(result.changes),
            )
