"""The backup that is due is made before the window goes: in sight, cancelled at will, not long."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.job_tray import JobTray
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.jobs import TrayJob
from landwaiter.ui.kit.label import MarkLabel

LONGEST_MS = 120_000
"""After so long the window goes without the backup, which is made next time."""


class QuittingBackup(QObject):
    """Asked by the window before it closes. Asked once more, it lets it go at once.

    A backup that cannot be made is noted in the audit chain, and told after the next sign-in.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: TrayJob | None = None
        self.cover: QWidget | None = None
        self.latest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self.latest.timeout.connect(self._go)
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(self._go)
        desk.jobs.changed.connect(self._look, Qt.ConnectionType.DirectConnection)
        desk.shell.may_close = self.may_close

    def may_close(self) -> bool:
        """Whether the window may go now; if not, it goes by itself once the backup has ended."""
        if self.cover is not None:
            self._cancel()
            return True
        job = self._desk.keep_backup()
        if job is None:
            return True
        self._job = job
        self._desk.undo.settle()
        self.cover = _cover(self._desk)
        self.latest.start()
        return False

    def _look(self) -> None:
        """Made, failed or cancelled: the window goes, once the job has been answered for."""
        if self._job is not None and self._job not in self._desk.jobs.running:
            self._job = None
            self._leaving.start()

    def _go(self) -> None:
        self._cancel()
        self._desk.shell.close()

    def _cancel(self) -> None:
        self.latest.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()


def _cover(desk: Desk) -> QWidget:
    """Over everything there is to see, with the progress and *Cancel*."""
    said = (
        Glyph("disk", 18, "accent"),
        Gap(8),
        Text(_("The window closes once the backup is made or cancelled."), size=Size.BODY),
    )
    tray = JobTray(desk.jobs, cancel=ButtonKind.SECONDARY)
    cover = panel("page")
    cover.setParent(desk.shell)
    middle = column(across(0, MarkLabel(said), 0), across(0, tray, 0), gap=12)
    cover.setLayout(column(0, middle, 0, margins=(0, fonts.px(60), 0, 0)))
    cover.setGeometry(desk.shell.rect())
    cover.show()
    cover.raise_()
    tray.cancel.setFocus()
    return cover
