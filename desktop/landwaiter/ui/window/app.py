"""The application: Fusion, faces, theme, filters, crash hook; then the window runs."""

import gc
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from landwaiter import __version__
from landwaiter.domain.people.preferences import Mode
from landwaiter.i18n import spoken
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.crash import CrashDialog, install_hook
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit import fonts, icons
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.style_sheet import sheet_of
from landwaiter.ui.kit.text import PlainTooltips
from landwaiter.ui.kit.theme import DARK, LIGHT, Theme, palette_of
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window import window_language


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


class DrawnWindow:
    """The window as it is drawn now, and another in its place where the person wants another.

    `begin(drawn, session)` connects the shell to what it shows: to a casebook that is open already
    where there is a session. What it returns is kept alive as long as that shell.
    """

    def __init__(
        self,
        application: QApplication,
        jobs: Jobs,
        begin: "Begin",
        *,
        log: Callable[[BaseException], None],
        asked: str | None,
    ) -> None:
        self.application, self.jobs, self.asked = application, jobs, asked
        self._begin, self._log = begin, log
        self.settings = Settings()
        self._words = spoken()
        self.shell: Shell | None = None
        self.crashes: Crashes | None = None
        self._kept: object = None
        self._gone: list[object] = []

    def fits(self, settings: Settings) -> bool:
        """Whether it is drawn in the language and size of these, with the texts of the office."""
        wanted = window_language.understood(self.asked or settings.language)
        is_said_so = wanted.sha256 == self._words.sha256
        return is_said_so and settings.scale == self.settings.scale

    def draw(self, settings: Settings, session: Session | None = None) -> None:
        """Draw it in the language and size of these; the window before is gone afterwards."""
        old, before = self.shell, self.crashes
        self.settings = settings
        if old is not None:
            window_language.speak(self.asked or settings.language)
            window_language.follow(self.application)
            dress(self.application, settings)
        self._words = spoken()
        shell = self.shell = Shell(self.jobs)
        shell.begin_as(settings.size, maximised=settings.maximised)
        self.crashes = Crashes(shell, self._log)
        install_hook(self.crashes.tell)
        self.jobs.crashed.connect(self.crashes.tell)
        if old is not None and before is not None:
            self.jobs.crashed.disconnect(before.tell)
            shell.restoreGeometry(old.saveGeometry())
        self._gone.append(self._kept)
        self._kept = self._begin(self, shell, session)
        shell.show()
        if old is not None:
            # Only now: with its last window hidden the application would end.
            old.hide()
            old.destroyed.connect(lambda: QTimer.singleShot(0, self._let_go))
            old.deleteLater()

    def _let_go(self) -> None:
        """What belonged to the window before is given up on this thread.

        WORKAROUND(PYSIDE-cycles): Python collects cycles on whichever thread allocates, and Qt's
        objects end badly on a reader.
        """
        self._gone.clear()
        gc.collect()


Begin = Callable[[DrawnWindow, Shell, Session | None], object]


def run(
    argv: Sequence[str],
    settings: Settings,
    begin: Begin,
    *,
    log: Callable[[BaseException], None] = lambda error: None,
    asked: str | None = None,
) -> int:
    """Open the window and run it to its end; `asked` is the language that wins over settings."""
    window_language.speak(asked or settings.language)
    application = make_application(argv or sys.argv[:1], settings)
    jobs = Jobs()
    drawn = DrawnWindow(application, jobs, begin, log=log, asked=asked)
    drawn.draw(settings)
    try:
        return application.exec()
    finally:
        jobs.close()
        sys.excepthook = sys.__excepthook__
        del drawn
