"""What the dialog of entities from another system asks of the services, off the GUI thread."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.entities.deeds import ImportEntities
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run
from landwaiter.services.entities.exchange_in import (
    ExchangeOrigin,
    ExchangePreview,
    preview_entities,
)
from landwaiter.ui.entities.exchange_dialog import ExchangeDialog
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench

_FILES = "FollowTheMoney (*.json *.jsonl *.ftm *.gz);;All files (*)"


def open_exchange(bench: Bench, parent: QWidget) -> ExchangeDialog:
    """A look and the import as jobs that can be cancelled."""
    dialog = ExchangeDialog(parent)
    running: list[TrayJob] = []

    def choose() -> None:
        chosen = bench.prompts.open_files(_("A file of entities and links"), _(_FILES))
        if chosen:
            dialog.show_file(chosen[0])

    def look(path: Path, origin: ExchangeOrigin) -> None:
        def work(tell: Tell) -> ExchangePreview:
            return preview_entities(bench.session, path, origin, tell=tell)

        dialog.show_running()
        running.append(
            bench.run(
                dialog, _("Looking at {file}").format(file=path.name), work,
                dialog.show_preview, dialog.show_fault,
                on_step=dialog.show_step, on_ended=dialog.show_ended,
            )
        )  # fmt: skip

    def bring_in(path: Path, origin: ExchangeOrigin) -> None:
        def work(tell: Tell) -> ExchangePreview:
            seen: ExchangePreview = run(
                bench.session, ImportEntities(path, origin.source, origin.grade), tell
            )
            return seen

        dialog.show_running()
        running.append(
            bench.run(
                dialog, _("Importing {file}").format(file=path.name), work,
                dialog.show_imported, dialog.show_fault,
                topic="entities", on_step=dialog.show_step, on_ended=dialog.show_ended,
            )
        )  # fmt: skip

    def stop() -> None:
        if running:
            running[-1].cancel()

    dialog.choose_asked.connect(choose)
    dialog.preview_asked.connect(look)
    dialog.import_asked.connect(bring_in)
    dialog.stopped.connect(stop)
    return dialog
