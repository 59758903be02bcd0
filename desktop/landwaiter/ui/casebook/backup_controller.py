"""The dialog of backups bound to the services."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run
from landwaiter.ui.casebook.backup_dialog import BackupDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench


class BackupController(DialogController[BackupDialog]):
    """A backup proposed in the person's own folder, named for the casebook and the day."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        session = bench.session
        name = f"{session.casebook.path.name} {session.today().isoformat()}.backup"
        super().__init__(bench, BackupDialog(str(Path.home() / name), parent))
        self.dialog.choose_asked.connect(self.choose)
        self.dialog.back_up_asked.connect(self.back_up)
        self.dialog.cancel_asked.connect(self.cancel)

    def choose(self) -> None:
        path = self.bench.prompts.save_file(_("Back up to"), self.dialog.file.text())
        if path is not None:
            self.dialog.show_file(path)

    def back_up(self, path: Path) -> None:
        self.run(
            _("Backing up"),
            partial(self._backed_up, path),
            lambda head: self.dialog.show_backed_up(path, *head),
            topics=("audit",),
            on_step=self._show_step,
            on_ended=self.dialog.show_ended,
        )

    def _backed_up(self, path: Path, tell: Tell) -> tuple[int, str]:
        anchor = run(self.session, BackUp(path), tell)
        return anchor.seq, anchor.sha256

    def _show_step(self, job: TrayJob) -> None:
        self.dialog.show_progress(job.done, job.total, job.text)
