"""The casebook locks when the system locks its screen, beside the time without a touch."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.desk_office import PASSWORD, Hands

from landwaiter.ui.frame.system_lock import LISTENERS, escaped

Key = Qt.Key
BUS = shutil.which("dbus-run-session") or ""
AS_SYSTEM_BUS = 'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec "$0" -c "$1" "$2"'
SESSION = {"XDG_SESSION_ID": "2"}
ON_A_BUS = """
from sys import argv
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from landwaiter.ui.frame.system_lock import SystemLock

app, heard = QApplication([]), []
window = QWidget()
lock = SystemLock(window, window)
lock.locked.connect(lambda: heard.append("locked"))
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "other")
other.registerService("org.freedesktop.login1")
if argv[1] == "lock":
    for session in ("_39", "_32"):
        path = f"/org/freedesktop/login1/session/{session}"
        other.send(QDBusMessage.createSignal(path, "org.freedesktop.login1.Session", "Lock"))
for active in (False, True) if argv[1] == "screen" else ():
    name = "org.freedesktop.ScreenSaver"
    said = QDBusMessage.createSignal("/org/freedesktop/ScreenSaver", name, "ActiveChanged")
    said.setArguments([active])
    other.send(said)
lock.locked.connect(app.quit)
QTimer.singleShot(5_000, app.quit)
app.exec()
print(heard)
"""


@pytest.fixture
def at_work(hands: Hands) -> Hands:
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    return hands


def test_a_system_that_locks_its_screen_locks_the_casebook(at_work: Hands) -> None:
    at_work.room.locking.system.show_active(True)
    at_work.settle()
    assert at_work.room.desk.session is None


def test_a_login_session_that_is_locked_locks_the_casebook(at_work: Hands) -> None:
    at_work.room.locking.system.lock()
    at_work.settle()
    assert at_work.room.desk.session is None


def test_a_screen_that_comes_back_opens_and_locks_nothing(at_work: Hands) -> None:
    idle = at_work.room.locking.idle.seconds
    at_work.room.locking.system.show_active(False)
    at_work.settle()
    assert at_work.room.desk.session is not None
    assert at_work.room.locking.idle.seconds == idle > 0


def test_nothing_is_locked_while_nobody_is_signed_in(hands: Hands) -> None:
    hands.room.locking.system.lock()
    hands.settle()
    assert not hands.room.locking.covers(hands.room.desk.shell)


@pytest.mark.parametrize(("name", "path"), [("2", "_32"), ("c12", "c12"), ("a-b", "a_2db")])
def test_a_login_session_has_the_path_that_systemd_gives_it(name: str, path: str) -> None:
    assert escaped(name) == path


def test_each_platform_has_its_way() -> None:
    assert set(LISTENERS) == {"linux", "win32", "darwin"}


@pytest.mark.skipif(sys.platform != "linux" or not BUS, reason="no dbus-run-session")
@pytest.mark.parametrize("what", ["screen", "lock"])
def test_what_is_said_on_the_bus_is_heard_once(what: str) -> None:
    desktop = Path(__file__).parents[3] / "desktop"
    run = subprocess.run(
        [BUS, "--", "sh", "-c", AS_SYSTEM_BUS, sys.executable, ON_A_BUS, what],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(desktop), "QT_QPA_PLATFORM": "offscreen", **SESSION},
    )
    assert run.stdout.strip() == "['locked']", run.stderr
