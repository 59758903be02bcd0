"""The dialog of entities from another system, bound to the services."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.entities.deeds import ImportEntities
from landwaiter.i18n import N_, _
from landwaiter.services.deeds.engine import run
from landwaiter.services.entities.exchange_in import (
    ExchangeOrigin,
    ExchangePreview,
    preview_entities,
)
from landwaiter.ui.entities.exchange_dialog import ExchangeDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs import Tell
from landwaiter.ui.kit.jobs_of_session import Bench

_FILES = N_("FollowTheMoney (*.json *.jsonl *.ftm *.gz);;All files (*)")


class ExchangeController(DialogController[ExchangeDialog]):
    """A look and the import as jobs that can be cancelled."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, ExchangeDialog(parent))
        self.dialog.choose_asked.connect(self.choose)
        self.dialog.preview_asked.connect(self.look)
        self.dialog.import_asked.connect(self.bring_in)
        self.dialog.stopped.connect(self.cancel)

    def choose(self) -> None:
        chosen = self.bench.prompts.open_files(_("A file of entities and links"), _(_FILES))
        if chosen:
            self.dialog.show_file(chosen[0])

    def look(self, path: Path, origin: ExchangeOrigin) -> None:
        self.dialog.show_running()
        self.run(
            _("Looking at {file}").format(file=path.name),
            lambda tell: preview_entities(self.session, path, origin, tell=tell),
            self.dialog.show_preview,
            on_step=self.dialog.show_step,
            on_ended=self.dialog.show_ended,
        )

    def bring_in(self, path: Path, origin: ExchangeOrigin) -> None:
        self.dialog.show_running()
        self.run(
            _("Importing {file}").format(file=path.name),
            partial(self._imported, ImportEntities(path, origin.source, origin.grade)),
            self.dialog.show_imported,
            topics=("entities",),
            on_step=self.dialog.show_step,
            on_ended=self.dialog.show_ended,
        )

    def _imported(self, said: ImportEntities, tell: Tell) -> ExchangePreview:
        seen: ExchangePreview = run(self.session, said, tell)
        return seen
