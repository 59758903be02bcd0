"""A second window in a process of its own: it does what it is told, line by line, and answers.

Each line of standard input is a JSON list: a step of `STEPS` and its arguments, or `begin_window`
with a casebook and a user, or `end_window`; one window at a time. Each answer is one JSON line on
standard output. Between the lines the window lives its own life. The end of the input ends it.
"""

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.desk_office import PASSWORD
from tests.ui.hands import CTRL

from landwaiter.domain.people.preferences import Mode
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.deeds.stale_save_dialog import StaleSaveDialog
from landwaiter.ui.frame import undo
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import make_application
from landwaiter.ui.window.window_opening import open_room
from landwaiter.ui.window.window_routes import Room

DEADLINE_MS = 30_000
LOOK_MS = 100


@dataclass(frozen=True, slots=True)
class Driver:
    """The person at this window."""

    room: Room

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        loop, look, deadline = QEventLoop(), QTimer(), QTimer()
        look.timeout.connect(lambda: loop.exit(0) if is_so() else None)
        deadline.timeout.connect(lambda: loop.exit(1))
        look.start(10)
        deadline.start(DEADLINE_MS)
        if not is_so() and loop.exec():
            raise AssertionError(f"it never came: {what}")

    def settle(self) -> None:
        self.wait(lambda: self.room.desk.jobs.idle, "rest")

    @property
    def tab(self) -> CaseTab:
        view = self.room.desk.view
        assert isinstance(view, CaseTab)
        return view

    @property
    def dialog(self) -> StaleSaveDialog:
        dialog = self.tab.acting.dialog
        assert dialog is not None
        return dialog

    def focus(self) -> QWidget:
        if QApplication.activeWindow() is None:
            self.room.desk.shell.activateWindow()
        self.wait(lambda: QApplication.focusWidget() is not None, "the focus")
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def sign_in(self) -> None:
        self.settle()
        QTest.keyClicks(self.focus(), PASSWORD)
        QTest.keyClick(self.focus(), Qt.Key.Key_Return)
        self.wait(lambda: self.room.desk.session is not None, "a session")
        self.room.presence.look_every(LOOK_MS)
        self.settle()

    def open(self, reference: str) -> None:
        self.room.to_case(reference)
        self.wait(lambda: self.tab.screen.view is not None, "the case")
        self.settle()

    def close_case(self) -> None:
        self.room.desk.shell.close_tab(self.room.desk.shell.key_now)
        self.settle()

    def begin(self, act: str, chosen: dict[str, str]) -> None:
        self.tab.acting.begin(act, chosen)
        self.wait(lambda: self.tab.acting.form is not None, "the form")

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def give(self) -> None:
        QTest.keyClick(self.focus(), Qt.Key.Key_Return, CTRL)
        self.settle()

    def wait_for_banner(self, words: str) -> str:
        banner = self.tab.screen.present
        self.wait(lambda: words in banner.sentence.words(), words)
        return banner.sentence.words()

    def wait_for_finding(self, author: str) -> None:
        def is_there() -> bool:
            view = self.tab.screen.view
            return bool(view and any(f.author == author for f in view.case.classifications))

        self.wait(is_there, f"a finding of {author}")

    def conflict(self) -> dict[str, Any]:
        """What the stale save shows, and what is still in the form under it."""
        form = self.tab.acting.form
        return {
            "visible": self.dialog.isVisible(),
            "rows": [[row.base, row.theirs, row.mine] for row in self.dialog.collisions],
            "typed": form.fields.answers() if form else None,
        }

    def put_mine_on_top(self) -> None:
        self.dialog.mine.click()
        self.settle()

    def notice(self) -> str:
        return self.room.desk.shell.notice.text

    def let_wait(self, second: float) -> None:
        """Deeds that can be undone wait; a second of theirs is so long."""
        undo.SECOND = second

    def wait_for_strip(self, words: str) -> str:
        """Until the strip below the screens says so of what waits; what that is."""
        strip = self.room.desk.shell.undo
        self.wait(lambda: words in strip.accessibleDescription(), words)
        return strip.text

    def leave(self) -> None:
        self.room.desk.get_up()
        self.settle()


STEPS = frozenset(name for name in vars(Driver) if not name.startswith("_"))


class Lines(QObject):
    """Standard input, handed to the thread of the window line by line."""

    came = Signal(str)
    ended = Signal()

    def read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)
        self.ended.emit()


class Place:
    """Where the windows of this process come and go: the next has nothing of the one before."""

    def __init__(self) -> None:
        self._driver: Driver | None = None

    def does(self, step: str, *args: Any) -> Any:
        if step == "begin_window":
            return self._begin(*args)
        assert self._driver is not None
        if step == "end_window":
            return self._end(self._driver)
        assert step in STEPS, step
        return getattr(self._driver, step)(*args)

    def _begin(self, folder: str, user: str) -> None:
        assert self._driver is None
        jobs = Jobs()
        shell = Shell(jobs)
        self._driver = Driver(open_room(shell, jobs, casebook=Path(folder), user=user))
        shell.show()
        shell.activateWindow()

    def _end(self, driver: Driver) -> None:
        driver.leave()
        driver.room.desk.jobs.close()
        self._driver = None
        for left in QApplication.topLevelWidgets():
            left.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def answer(place: Place, line: str) -> None:
    step, *args = json.loads(line)
    try:
        said: dict[str, Any] = {"answer": place.does(step, *args)}
    except Exception as error:  # noqa: BLE001  # told to the test, which fails by it
        said = {"error": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def main() -> int:
    undo.SECOND = 0.0
    application = make_application(["second"], Settings(Mode.LIGHT))
    application.setQuitOnLastWindowClosed(False)
    place, lines = Place(), Lines()
    lines.came.connect(lambda line: answer(place, line))
    lines.ended.connect(application.quit)
    threading.Thread(target=lines.read, daemon=True).start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
