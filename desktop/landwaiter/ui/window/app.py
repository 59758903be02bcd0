"""The application: Fusion, faces, theme, filters, crash hook; then the window runs."""

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from landwaiter import __version__
from landwaiter.ui.frame.crash import CrashDialog, install_hook
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit import fonts, icons, window_language
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.style_sheet import sheet_of
from landwaiter.ui.kit.text import PlainTooltips
from landwaiter.ui.kit.theme import DARK, LIGHT, Mode, Theme, palette_of
from landwaiter.ui.kit.window_settings import Settings


def make_application(argv: Sequence[str], settings: Settings) -> QApplication:
    """The one QApplication, dressed: style, faces, palette, tooltip filter."""
    application = QApplication(list(argv))
    application.setApplicationName("landwaiter")
    application.setApplicationDisplayName("Landwaiter")
    application.setApplicationVersion(__version__)
    window_language.follow(application)
    dress(application, settings)
    PlainTooltips(application)
    return application


def dress(application: QApplication, settings: Settings) -> None:
    """Style, faces and theme of the settings; may be called again at any time."""
    application.setStyle("Fusion")
    fonts.load_faces()
    application.setFont(fonts.use_scale(fonts.system_scale() * settings.scale))
    wear(application, theme_for(settings.mode))


def wear(application: QApplication, theme: Theme) -> None:
    """Switch the theme: palette and sheet change, everything repaints, nothing is rebuilt."""
    application.setPalette(palette_of(theme))
    application.setStyleSheet(sheet_of(theme))
    application.setWindowIcon(icons.logo(theme))


def theme_for(mode: Mode) -> Theme:
    """Light or dark; the desktop's own choice where the person left it to the system."""
    if mode is Mode.SYSTEM:
        is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT
    return DARK if mode is Mode.DARK else LIGHT


class Crashes(QObject):
    """Shows a bug once at a time, with its report."""

    def __init__(self, shell: Shell, log: Callable[[BaseException], None]) -> None:
        super().__init__(shell)
        self._shell, self._log = shell, log
        self.shown: CrashDialog | None = None

    def tell(self, error: BaseException) -> None:
        self._log(error)
        if self.shown is None:
            self.shown = CrashDialog(error, self._shell)
            self.shown.finished.connect(self._forget)
            show_over(self.shown)

    def _forget(self, _result: int) -> None:
        self.shown = None


def run(
    argv: Sequence[str],
    settings: Settings,
    begin: Callable[[Shell, Jobs], object],
    *,
    log: Callable[[BaseException], None] = lambda error: None,
) -> int:
    """Open the window and run it to its end; `begin` connects it to what it shows.

    What `begin` returns is kept alive as long as the window.
    """
    application = make_application(argv or sys.argv[:1], settings)
    jobs = Jobs()
    shell = Shell(jobs)
    crashes = Crashes(shell, log)
    install_hook(crashes.tell)
    jobs.crashed.connect(crashes.tell)
    kept = begin(shell, jobs)
    shell.show()
    try:
        return application.exec()
    finally:
        jobs.close()
        sys.excepthook = sys.__excepthook__
        del kept
