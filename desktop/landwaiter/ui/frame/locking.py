"""Locking: what was typed and which tabs are open is kept; then the process with the keys ends.

After signing in again the same tabs come back, each form with what was typed in it.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from landwaiter.i18n import _
from landwaiter.services.office import office_settings
from landwaiter.services.office.setting_table import IDLE_MINUTES
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.idle import Idle
from landwaiter.ui.frame.system_lock import SystemLock
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel

Leave = Callable[[Path | None, str], None]
"""Ends this process and lets a fresh one ask for the password; no casebook: at the start screen."""

TABS = "window.tabs"
"""Draft that holds which tabs were open, encrypted as every draft."""


class Locking(QObject):
    """By hand, with the system, or when nobody is there; `reopen` opens a tab by its key."""

    def __init__(self, desk: Desk, reopen: Callable[[str], bool], leave: Leave) -> None:
        super().__init__(desk)
        self._desk, self._reopen, self._leave = desk, reopen, leave
        self._cover: QWidget | None = None
        self._of_office = ""
        self.idle = Idle(self)
        self.idle.passed.connect(self.lock)
        self.system = SystemLock(desk.shell, self)
        self.system.locked.connect(self.lock)
        desk.signed_in.connect(self._signed_in)
        desk.signed_out.connect(self.idle.rest)
        desk.jobs.changed.connect(self._go_when_free)

    def ask(self) -> None:
        """Lock by hand; while a long job runs the person may rather stay."""
        running = self._desk.jobs.running
        if running and not self._desk.prompts.confirm(
            _("Lock the casebook"),
            _(
                "“{job}” is still running. It is finished first, and nobody sees the casebook."
            ).format(job=running[0].title),
            _("Lock when it is finished"),
        ):
            return
        self.lock()

    def lock(self) -> None:
        """Cover the window at once; the process ends once what is being done is done."""
        if self._desk.session is None or self._cover is not None:
            return
        self._desk.undo.settle()
        self._put_questions_away()
        self._cover = _cover(self._desk.shell)
        self._desk.keep_backup()
        self._go_when_free()

    def close_casebook(self) -> None:
        """Give the casebook back; a fresh process shows the start screen."""
        if self._desk.session is not None:
            self._desk.get_up()
            self._leave(None, "")

    def watch_anew(self) -> None:
        """By the time the person and the office have chosen."""
        self.watch(self._desk.preferences.lock_after, self._of_office)

    def watch(self, own_minutes: int, of_office: str = "") -> None:
        """Lock after the shorter of the person's and the office's time, in minutes."""
        self.idle.watch(60.0 * min(own_minutes, _minutes(of_office) or own_minutes))

    def covers(self, widget: QWidget | None) -> bool:
        """Whether this is what hides the casebook."""
        cover = self._cover
        return (
            cover is not None
            and widget is not None
            and (widget is cover or cover.isAncestorOf(widget))
        )

    def _go_when_free(self) -> None:
        session, jobs = self._desk.session, self._desk.jobs
        if self._cover is None or session is None or jobs.running or jobs.deeds:
            return
        folder, user = session.casebook.path, self._desk.user
        self.keep_tabs()
        self._desk.get_up()
        self._cover.deleteLater()
        self._cover = None
        self._leave(folder, user)

    def _put_questions_away(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                window.reject()

    def keep_tabs(self) -> None:
        """Let the tabs that are open now come back at the next sign-in, or in another window."""
        strip = self._desk.shell.tabs
        keys = [strip.tab(number).key for number in range(strip.count())]
        self._desk.drafts.keep(TABS, {"tabs": "\n".join(keys), "front": self._desk.shell.key_now})

    def _signed_in(self) -> None:
        self._of_office = ""
        self.watch_anew()
        self._desk.read(
            lambda session: office_settings.settings(session).get(IDLE_MINUTES, ""),
            self._show_office,
        )
        self._desk.drafts.restore(TABS, self._open_tabs, owner=self)

    def _show_office(self, minutes: str) -> None:
        self._of_office = minutes
        self.watch_anew()

    def _open_tabs(self, kept: dict[str, str]) -> None:
        for key in kept.get("tabs", "").split("\n"):
            self._reopen(key)
        self._reopen(kept.get("front", ""))
        self._desk.drafts.forget(TABS)


def _minutes(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _cover(shell: QWidget) -> QWidget:
    """Over everything there is to see, until the process ends."""
    said = (
        Glyph("lock", 18, "accent"),
        Gap(8),
        Text(_("Locked. What is still running is being finished."), size=Size.BODY),
    )
    cover = panel("page")
    cover.setParent(shell)
    cover.setLayout(column(0, across(0, MarkLabel(said), 0), 0, margins=(0, fonts.px(60), 0, 0)))
    cover.setGeometry(shell.rect())
    cover.show()
    cover.raise_()
    cover.setFocus()
    return cover
