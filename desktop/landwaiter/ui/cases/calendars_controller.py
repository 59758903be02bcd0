"""The dialog of calendars, bound to its services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.office.deeds import CHANGE_CALENDAR, ChangeCalendar
from landwaiter.services.cases import calendars
from landwaiter.services.cases.calendars import CalendarView
from landwaiter.services.deeds.engine import do, signed_in
from landwaiter.ui.cases.calendars_dialog import CalendarsDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class CalendarsController(DialogController[CalendarsDialog]):
    """Shows the office's own calendar of this year first."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, CalendarsDialog(parent))
        self.dialog.chosen_changed.connect(self.look)
        self.dialog.change_asked.connect(self.change)
        self.read(self._states, self._show, slot="calendars")

    def look(self, state: str, year: int) -> None:
        self.read(
            lambda: calendars.calendar_view(self.session, state, year),
            self.dialog.show_calendar,
            slot="calendar",
        )

    def change(self, asked: ChangeCalendar) -> None:
        self.write(
            lambda: self._changed(asked), self.dialog.show_changed, topics=CHANGE_CALENDAR.topics
        )

    def _changed(self, asked: ChangeCalendar) -> CalendarView:
        do(self.session, asked)
        return calendars.calendar_view(self.session, asked.state, asked.day.year)

    def _states(self) -> tuple[tuple[str, ...], Actor]:
        return calendars.states_known(self.session), signed_in(self.session)

    def _show(self, found: tuple[tuple[str, ...], Actor]) -> None:
        states, actor = found
        own, year = self.session.casebook.member_state, self.session.today().year
        self.dialog.show_states(states, own, year, refused=CHANGE_CALENDAR.why_not(actor, None))
