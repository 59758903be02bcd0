"""The dialog that imports a table into a register, bound to its services."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.registers.deeds import IMPORT_TABLE, ImportTable
from landwaiter.domain.registers.register_columns import TITLES, RegisterKind
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run
from landwaiter.services.deeds.handler import Result
from landwaiter.services.registers import register_deeds
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs import Tell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.registers.register_import_dialog import ImportRequest, RegisterImportDialog

_TABLES = "CSV, Excel (*.csv *.xlsx);;"


class RegisterImportController(DialogController[RegisterImportDialog]):
    """`on_moved` once the table waits for a second person."""

    def __init__(
        self, bench: Bench, kind: RegisterKind, parent: QWidget, on_moved: Callable[[], None]
    ) -> None:
        super().__init__(bench, RegisterImportDialog(kind, parent))
        self._kind, self._on_moved = kind, on_moved
        self.dialog.choose_asked.connect(self.choose)
        self.dialog.read_asked.connect(self.preview)
        self.dialog.import_asked.connect(self.move)
        self.dialog.cancel_asked.connect(self.cancel)

    def choose(self) -> None:
        title = _("Import a table: {register}").format(register=_(TITLES[self._kind]))
        files = self.bench.prompts.open_files(title, _TABLES)
        if files:
            self.dialog.show_files(files)

    def preview(self, path: Path, issuer: str) -> None:
        self.run(
            _("Reading a table"),
            lambda tell: register_deeds.preview_import(
                self.session, path, self._kind, issuer, tell=partial(_tell, tell)
            ),
            self.dialog.show_preview,
            on_step=self.dialog.show_progress,
            on_ended=self.dialog.show_ended,
        )

    def move(self, asked: ImportRequest) -> None:
        """Let a second person judge the import."""
        said = ImportTable(
            self._kind,
            asked.path,
            asked.preview.issuer,
            asked.reason,
            as_of=asked.as_of,
            source=asked.source,
            sha256=asked.preview.sha256,
        )
        self.write(lambda: run(self.session, said), self._moved, topics=IMPORT_TABLE.topics)

    def _moved(self, came: Result) -> None:
        self.dialog.show_moved(came.changes.said)
        self._on_moved()


def _tell(tell: Tell, done: int, total: int) -> None:
    tell(done, total, _("Reading a table"))
