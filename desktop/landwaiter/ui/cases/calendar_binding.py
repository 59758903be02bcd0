"""The dialog of calendars, bound to its services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.office.mandates import may as may_do
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import calendars
from landwaiter.ui.cases.calendars_dialog import CalendarsDialog, DayRequest
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench


def open_calendars(bench: Bench, parent: QWidget) -> Pane:
    """Shows the office's own calendar of this year first."""
    dialog, session = CalendarsDialog(parent), bench.session

    def read() -> tuple[tuple[str, ...], bool]:
        may = may_do("change_calendar", casebooks.status(session).roles)
        return calendars.states_known(session), may

    def show(found: tuple[tuple[str, ...], bool]) -> None:
        states, may = found
        own, year = session.casebook.member_state, session.today().year
        dialog.show_states(states, own, year, may=may)

    def look(state: str, year: int) -> None:
        bench.read(
            dialog, lambda: calendars.calendar_view(session, state, year), dialog.show_calendar,
            dialog.show_fault, bar=dialog.bar, slot="calendar",
        )  # fmt: skip

    def change(asked: DayRequest) -> None:
        bench.write(
            dialog,
            lambda: calendars.change_calendar(
                session, asked.state, asked.day, asked.change, name=asked.name, reason=asked.reason
            ),
            dialog.show_changed,
            dialog.show_fault,
            topics=("settings",),
        )

    dialog.chosen_changed.connect(look)
    dialog.change_asked.connect(change)
    bench.read(dialog, read, show, dialog.show_fault, bar=dialog.bar, slot="calendars")
    return dialog
