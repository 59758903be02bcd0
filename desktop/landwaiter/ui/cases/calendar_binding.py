"""The dialog of calendars, bound to its services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.office.deeds import CHANGE_CALENDAR, ChangeCalendar
from landwaiter.services.cases import calendars
from landwaiter.services.cases.calendars import CalendarView
from landwaiter.services.deeds.engine import do, signed_in
from landwaiter.ui.cases.calendars_dialog import CalendarsDialog
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench


def open_calendars(bench: Bench, parent: QWidget) -> Pane:
    """Shows the office's own calendar of this year first."""
    dialog, session = CalendarsDialog(parent), bench.session

    def read() -> tuple[tuple[str, ...], Actor]:
        return calendars.states_known(session), signed_in(session)

    def show(found: tuple[tuple[str, ...], Actor]) -> None:
        states, actor = found
        own, year = session.casebook.member_state, session.today().year
        dialog.show_states(states, own, year, refused=CHANGE_CALENDAR.why_not(actor, None))

    def look(state: str, year: int) -> None:
        bench.read(
            dialog, lambda: calendars.calendar_view(session, state, year), dialog.show_calendar,
            dialog.show_fault, bar=dialog.bar, slot="calendar",
        )  # fmt: skip

    def change(asked: ChangeCalendar) -> None:
        def work() -> CalendarView:
            do(session, asked)
            return calendars.calendar_view(session, asked.state, asked.day.year)

        bench.write(
            dialog, work, dialog.show_changed, dialog.show_fault, topics=CHANGE_CALENDAR.topics
        )

    dialog.chosen_changed.connect(look)
    dialog.change_asked.connect(change)
    bench.read(dialog, read, show, dialog.show_fault, bar=dialog.bar, slot="calendars")
    return dialog
