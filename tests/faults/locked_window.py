"""A window of its own: signs in, opens a case tab, types, and locks. Run as a program.

Arguments: casebook, user, password file, and whether the process after it is started beforehand.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from landwaiter.process import shield
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.fresh_process import Successor
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.window.app import DrawnWindow, run
from landwaiter.ui.window.window_opening import open_room
from landwaiter.ui.window.window_routes import Room

DRAFT_KEY = "act-note"


class Person:
    """Does one step after the other, as soon as the window is ready for it."""

    def __init__(self, room: Room, password: str, draft: str) -> None:
        self._room, self._password, self._draft = room, password, draft
        self._timer = QTimer()
        self._timer.setInterval(50)
        self._timer.timeout.connect(self._step)
        self._timer.start()
        self._steps = iter((self._sign_in, self._work, self._lock))
        self._next = next(self._steps)

    def _step(self) -> None:
        if self._room.desk.jobs.idle and self._next():
            following = next(self._steps, None)
            if following is None:
                self._timer.stop()
            else:
                self._next = following

    def _sign_in(self) -> bool:
        screen = self._room.desk.shell.current
        if not isinstance(screen, SignInScreen):
            return False
        screen.password.setText(self._password)
        screen.enter.click()
        return True

    def _work(self) -> bool:
        if self._room.desk.session is None:
            return False
        self._room.to_place("entities")
        self._room.desk.drafts.keep(DRAFT_KEY, {"text": self._draft})
        sys.stdout.write("working\n")
        sys.stdout.flush()
        sys.stdin.readline()
        return True

    def _lock(self) -> bool:
        self._room.locking.idle.passed.emit()
        return True


def main(casebook: Path, user: str, password: str, draft: str, *, stands_by: bool) -> int:
    shield()
    people: list[Person] = []
    successor = Successor(after_ms=0)

    def begin(drawn: DrawnWindow, shell: Shell, _session: Session | None) -> Room:
        room = open_room(
            shell,
            drawn.jobs,
            casebook=casebook,
            user=user,
            leave=successor.take_over,
            stand_by=successor.stand_by if stands_by else None,
        )
        people.append(Person(room, password, draft))
        return room

    return run(sys.argv[:1], Settings(), begin)


if __name__ == "__main__":
    path, name, secrets, beforehand = sys.argv[1:]
    words, typed = Path(secrets).read_text(encoding="utf-8").split("\n")[:2]
    sys.exit(main(Path(path), name, words, typed, stands_by=beforehand == "yes"))
