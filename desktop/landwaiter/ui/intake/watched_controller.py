"""The dialog of watched folders, bound to the services."""

from functools import partial

from PySide6.QtWidgets import QWidget

from landwaiter.domain.intake.deeds import DEAL_WITH_FILE, WatchFolder
from landwaiter.i18n import _, plural
from landwaiter.services.base.page import Page
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.watched_files import RefusedFile, refused_files
from landwaiter.services.intake.watching import WatchOutcome
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.intake.watched_dialog import WatchedDialog, path_of
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class WatchedController(DialogController[WatchedDialog]):
    """Refused files page by page; a folder is looked at once, as no window stays open for weeks."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, WatchedDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.read_on(self.dialog.model, self._page, slot="watched")
        self.refresh()

    def refresh(self) -> None:
        self.read(self._page(None), self.dialog.show_files, slot="watched", model=self.dialog.model)

    def ask(self, name: str, row: RefusedFile | None) -> None:
        if name == "by_hand" and row is not None:
            self.dialog.file_asked.emit(path_of(row))
        elif name == "settle" and row is not None:
            begin(
                self.bench,
                self.dialog,
                DEAL_WITH_FILE,
                {"file": row.id},
                lambda _result: self.refresh(),
                subject=row,
            )
        elif name == "look":
            self._look_once()

    def _look_once(self) -> None:
        folder = self.bench.prompts.folder(_("The folder that a gateway drops files into"))
        if folder is None:
            return
        said = WatchFolder(folder, once=True)
        self.run(
            _("Taking in {folder}").format(folder=folder.name),
            lambda tell: run(self.session, said, tell),
            self._looked,
            topics=("cases",),
        )

    def _looked(self, outcomes: tuple[WatchOutcome, ...]) -> None:
        taken = sum(one.state == "taken" for one in outcomes)
        refused = sum(one.state == "refused" for one in outcomes)
        said = plural(taken, "{n} file is taken in.", "{n} files are taken in.")
        if refused:
            said += " " + plural(refused, "{n} was refused.", "{n} were refused.")
        self.dialog.show_done(said)
        self.refresh()

    def _page(self, after: str | None) -> "partial[Page[RefusedFile]]":
        return partial(refused_files, self.session, after)
