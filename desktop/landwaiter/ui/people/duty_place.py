"""Duty and handover: the unit today, absences, and the sheet of one person."""

from dataclasses import dataclass
from datetime import date, timedelta

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.duty import Absence
from landwaiter.i18n import _
from landwaiter.services.casebook import casebooks
from landwaiter.services.people import duty, handover
from landwaiter.services.people.duty import DutyView
from landwaiter.services.people.handover import HandoverSheet
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.changed_topics import ChangedTopics, DeedChanges
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.fields import Field, why_no_date
from landwaiter.ui.people.duty_screen import DutyScreen


@dataclass(frozen=True, slots=True)
class _Found:
    view: DutyView
    sheet: HandoverSheet
    is_head: bool


class DutyPlace(PlainPlace):
    """The sheet is that of the person chosen in the list, at first one's own."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = DutyScreen()
        super().__init__(self.screen)
        self._desk, self._person = desk, desk.user
        self.screen.case_asked.connect(ways.to_case)
        self.screen.sheet_asked.connect(self._show_sheet_of)
        self.screen.absence_asked.connect(self._enter)
        self.screen.taken_back.connect(self._take_back)
        self.screen.print_asked.connect(desk.prompts.print_text)

    def reload(self) -> None:
        person = self._person

        def read(session: Session) -> _Found:
            roles = casebooks.status(session).roles
            return _Found(
                duty.duty_view(session),
                handover.handover_sheet(session, person),
                is_head=UserRole.HEAD.value in roles,
            )

        self._desk.read(read, self._show, slot="duty", owner=self.screen, bar=self.screen.bar)

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool(touched.topics & {"cases", "duty", "users"})

    def _show(self, found: _Found) -> None:
        self.screen.show_view(found.view, user=self._desk.user, is_head=found.is_head)
        self.screen.show_sheet(found.sheet)

    def _show_sheet_of(self, person: str) -> None:
        if person:
            self._person = person
            self.reload()

    def _enter(self) -> None:
        """Ask who, from when to when, and who deputises."""
        people = tuple(load.person for load in self.screen.model.rows() if load.person)
        today = self._desk.known_session.today()
        answers = self._desk.prompts.ask(
            _("Enter an absence"),
            _("Enter"),
            (
                _people("person", _("Who"), people, self._desk.user),
                _day("first", _("First day"), today),
                _day("last", _("Last day"), today + timedelta(days=4)),
                _people("deputy", _("Deputy"), people, "", nobody=_("nobody")),
                Field("note", _("Note")),
            ),
            note=_("Your own, or as a head that of another person."),
        )
        if answers is None:
            return
        first, last = (date.fromisoformat(answers[name].strip()) for name in ("first", "last"))
        self._desk.write(
            lambda session: duty.enter_absence(
                session,
                first,
                last,
                person=answers["person"],
                deputy=answers["deputy"] or None,
                note=answers["note"],
            ),
            self._done,
        )

    def _done(self, changes: DeedChanges) -> None:
        self._desk.tell(changes)
        self._desk.say(" ".join((_("The absence is entered."), *changes.said)))

    def _take_back(self, absence: Absence) -> None:
        said = _("{person} is then on duty from {first} to {last}.").format(
            person=absence.person,
            first=absence.first_day.isoformat(),
            last=absence.last_day.isoformat(),
        )
        if self._desk.prompts.confirm(_("Take the absence back"), said, _("Take back")):
            self._desk.write(
                lambda session: duty.take_back_absence(session, absence.id), self._desk.tell
            )


def _people(
    name: str, title: str, people: tuple[str, ...], value: str, *, nobody: str = ""
) -> Field:
    none = (("", nobody),) if nobody else ()
    return Field(name, title, (*none, *((one, one) for one in people)), value=value)


def _day(name: str, title: str, value: date) -> Field:
    return Field(
        name, title, minimum=1, value=value.isoformat(), hint="2026-03-27", check=why_no_date
    )
