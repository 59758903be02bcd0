"""Keeps the strip of practice as the audit chain has it, on every screen of a training casebook."""

from PySide6.QtCore import QObject

from landwaiter.services.practice.day_steps import DaySteps, day_steps_of_practice
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.today.today_place import to_step


class PracticeWatch(QObject):
    """Another casebook is asked once, when somebody signs in."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        super().__init__(desk)
        self._desk, self._ways = desk, ways
        self._found: DaySteps | None = None
        self._strip = desk.shell.practice
        self._strip.going.connect(self._go)
        desk.signed_in.connect(self._read)
        desk.signed_out.connect(self._end)
        desk.status_shown.connect(self._look)
        desk.shell.tab_shown.connect(lambda _key: self._place())

    def _read(self) -> None:
        self._desk.read(day_steps_of_practice, self._show, slot="practice strip")

    def _look(self) -> None:
        """After a deed: what was done may be a step."""
        if self._found is not None:
            self._read()

    def _end(self) -> None:
        self._found = None
        self._desk.skipped_steps.clear()
        self._place()

    def _show(self, found: DaySteps | None) -> None:
        self._found = found
        self._place()

    def _place(self) -> None:
        """Today tells more of the step, with what can be done with the casebook."""
        if self._found is not None:
            self._strip.show_steps(self._found, self._desk.skipped_steps)
        self._strip.setVisible(
            self._found is not None and self._desk.shell.screen_name not in {"", "today"}
        )

    def _go(self) -> None:
        step = self._found.present(self._desk.skipped_steps) if self._found else None
        if step is not None:
            to_step(self._ways, step)
