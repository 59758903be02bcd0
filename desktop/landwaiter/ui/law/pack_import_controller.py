"""The dialog of packs and official files bound to the services, each off the GUI thread."""

from dataclasses import asdict
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.law.deeds import IMPORT_PACK, ImportPack
from landwaiter.i18n import N_, _
from landwaiter.services.deeds.engine import run
from landwaiter.services.law import official_files
from landwaiter.services.law.official_files import OfficialHead, OfficialPreview
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs import Tell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.pack_import_dialog import ImportPackDialog

_PACKS = N_(
    "Packs and official files (*.zip *.toml *.xlsx *.csv *.json *.jsonl *.gz *.txt);;All files (*)"
)


class PackImportController(DialogController[ImportPackDialog]):
    """A pack is taken in as it is; an official file is looked at first, with what is said of it."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, ImportPackDialog(parent))
        self.dialog.choose_asked.connect(self.choose)
        self.dialog.choose_folder_asked.connect(self.choose_folder)
        self.dialog.import_asked.connect(self.take_in)
        self.dialog.looked_at.connect(self.look_at)
        self.dialog.preview_asked.connect(self.preview)
        self.dialog.official_asked.connect(self.take_in_official)
        self.read_actor(lambda actor: self.dialog.show_refused(IMPORT_PACK.why_no_role(actor)))

    def choose(self) -> None:
        chosen = self.bench.prompts.open_files(_("A pack"), _(_PACKS))
        if chosen:
            self.dialog.show_files(chosen)

    def choose_folder(self) -> None:
        path = self.bench.prompts.folder(_("The folder of a pack"))
        if path is not None:
            self.dialog.show_files((path,))

    def look_at(self, path: Path) -> None:
        """Which kind a chosen file is."""
        self.read(
            lambda: official_files.is_pack_path(path),
            self.dialog.show_form,
            slot="official",
            bar=False,
        )

    def preview(self, path: Path, head: OfficialHead | None) -> None:
        self.dialog.show_running()
        self.run(
            _("Looking at {file}").format(file=path.name),
            lambda tell: self._previewed(path, head, tell),
            self.dialog.show_preview,
            on_ended=self.dialog.show_ended,
        )

    def take_in(self, path: Path) -> None:
        self.dialog.show_running()
        self.run(
            _("Importing {file}").format(file=path.name),
            lambda tell: run(self.session, ImportPack(path), tell),
            self.dialog.show_imported,
            topics=("reference",),
            on_ended=self.dialog.show_ended,
        )

    def take_in_official(self, path: Path, head: OfficialHead) -> None:
        self.dialog.show_running()
        self.run(
            _("Importing {file}").format(file=path.name),
            lambda tell: run(self.session, ImportPack(path, **asdict(head)), tell),
            self.dialog.show_official,
            topics=("reference",),
            on_ended=self.dialog.show_ended,
        )

    def _previewed(self, path: Path, head: OfficialHead | None, tell: Tell) -> OfficialPreview:
        if head is None:
            return official_files.preview_pack(self.session, path)
        return official_files.preview_official(self.session, path, head, progress=tell)
