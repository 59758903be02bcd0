"""A picture of the window on a casebook: what the self-test looks at."""

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from landwaiter.domain.people.preferences import Mode
from landwaiter.services.table import sessions
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.picture_file import write_picture
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import make_application
from landwaiter.ui.window.window_opening import open_room

LONGEST_MS = 30_000
"""A window that shows nothing by then is at fault."""
_LOOK_MS = 50


def grab(casebook: Path, user: str, password: str, file: Path, *, reference: str = "") -> Path:
    """Sign in, show Today or a case, and save the window as PNG; the file that was written.

    A fault of a read, or a bug in the window, is raised as it is.
    """
    application = QApplication.instance() or make_application(sys.argv[:1], Settings(Mode.LIGHT))
    jobs = Jobs()
    errors: list[BaseException] = []
    jobs.crashed.connect(errors.append)
    jobs.failed.connect(errors.append)
    shell = Shell(jobs)
    room = open_room(shell, jobs)
    shell.show()
    try:
        if reference:
            room.desk.signed_in.connect(lambda: room.to_case(reference))
        jobs.read(
            lambda: sessions.open_casebook(casebook, user=user, password=password),
            room.desk.sit_down,
        )
        _settle(jobs)
        if errors:
            raise errors[0]
        write_picture(file, shell.grab().toImage())
    finally:
        shell.close()
        jobs.close()
        application.processEvents()
    return file


def _settle(jobs: Jobs) -> None:
    """Run the window until nothing is asked for any more and the layouts have settled."""
    loop = QEventLoop()
    looks = QTimer()
    calm = 0

    def look() -> None:
        nonlocal calm
        calm = calm + 1 if jobs.idle else 0
        if calm > 3:
            loop.quit()

    looks.timeout.connect(look)
    looks.start(_LOOK_MS)
    QTimer.singleShot(LONGEST_MS, loop, loop.quit)
    loop.exec()
