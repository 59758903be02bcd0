"""The job tray in the status bar: what runs, how far, time left, and Cancel."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from landwaiter.i18n import _, plural
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.jobs import Jobs, TrayJob
from landwaiter.ui.kit.label import MarkLabel

FULL = 1000


class JobTray(QWidget):
    """Shows the oldest running job and how many wait behind it."""

    def __init__(self, jobs: Jobs, *, cancel: ButtonKind = ButtonKind.FLAT) -> None:
        super().__init__()
        self._jobs = jobs
        self._text = MarkLabel(ground="rail")
        self._text.setMinimumWidth(fonts.px(40))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(fonts.px(120))
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = ActButton(_("Cancel"), kind=cancel, small=True)
        self.cancel.clicked.connect(self._cancel)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setLayout(across(self._text, self.bar, self.cancel))
        jobs.changed.connect(self.show_jobs, Qt.ConnectionType.DirectConnection)
        self.show_jobs()

    def words(self) -> str:
        return self._text.words()

    @property
    def busy(self) -> bool:
        """Whether something is told here: a job that can be cancelled, or a deed being written."""
        return bool(self._jobs.running or self._jobs.deeds)

    def show_jobs(self) -> None:
        running = self._jobs.running
        self.bar.setVisible(bool(running))
        self.cancel.setVisible(bool(running))
        rest = _("Being written…") if self._jobs.deeds else _("No jobs running")
        said = _job_words(running[0], len(running)) if running else rest
        self._text.show_lines((Text(said, "text2", Size.SMALL),))
        if running:
            job = running[0]
            self.bar.setRange(0, FULL if job.total else 0)
            if job.total:
                self.bar.setValue(FULL * job.done // job.total)

    def _cancel(self) -> None:
        if self._jobs.running:
            self._jobs.running[0].cancel()


def _job_words(job: TrayJob, count: int) -> str:
    parts = [job.title]
    if job.total:
        parts.append(_("{done} of {total}").format(done=job.done, total=job.total))
    left = job.seconds_left(time.monotonic())
    if left is not None:
        parts.append(time_left(left))
    if count > 1:
        parts.append(plural(count - 1, "{n} more waits", "{n} more wait"))
    return " · ".join(parts)


def time_left(seconds: float) -> str:
    """“about 2 min left”."""
    if seconds < 60:
        return _("{seconds} s left").format(seconds=max(1, round(seconds)))
    return _("about {minutes} min left").format(minutes=round(seconds / 60))
