"""Draws each screen with fictional rows, light and dark, 1440 × 900, into a folder.

QT_QPA_PLATFORM=offscreen python -m tests.ui.grab FOLDER [SCREEN …]
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from tests.ui import scenes

from landwaiter.domain.people.preferences import Mode
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.theme import DARK, LIGHT
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import make_application, wear


def settle(application: QApplication, jobs: Jobs) -> None:
    """Let layouts and reads finish."""
    for _round in range(200):
        application.processEvents()
        if jobs.idle and _round > 5:
            return


def grab(
    name: str, scene: Callable[[Shell], QWidget], folder: Path, application: QApplication
) -> None:
    jobs = Jobs()
    shell = Shell(jobs)
    shown = scene(shell)
    shell.show()
    for theme in (LIGHT, DARK):
        wear(application, theme)
        settle(application, jobs)
        file = folder / f"{name}{'_dark' if theme is DARK else ''}.png"
        (shown if shown.isWindow() else shell).grab().save(str(file))
    jobs.close()
    shell.close()


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(["grab"], Settings(Mode.LIGHT))
    wanted = arguments[1:] or list(scenes.SCENES)
    for name in wanted:
        grab(name, scenes.SCENES[name], folder, application)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
