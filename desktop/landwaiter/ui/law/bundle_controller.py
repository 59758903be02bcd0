"""The dialog of reference bundles: status, taking in, accepting a root, each off the GUI thread."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.law.deeds import TAKE_BUNDLE, AcceptRoot, TakeBundle
from landwaiter.i18n import N_, _
from landwaiter.services.deeds.engine import run
from landwaiter.services.law import bundles
from landwaiter.services.law.bundle_status import bundle_status
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.bundle_dialog import BundleDialog

_FILES = N_("Bundles and roots (*.zip *.json)")


class BundleController(DialogController[BundleDialog]):
    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, BundleDialog(parent))
        self.dialog.choose_asked.connect(self.choose)
        self.dialog.looked_at.connect(self.look_at)
        self.dialog.take_asked.connect(self.take_in)
        self.dialog.accept_asked.connect(self.accept)
        self.read_actor(lambda actor: self.dialog.show_refused(TAKE_BUNDLE.why_no_role(actor)))
        self.refresh()

    def refresh(self) -> None:
        self.read(lambda: bundle_status(self.session), self.dialog.show_status, slot="bundle")

    def choose(self) -> None:
        chosen = self.bench.prompts.open_files(_("A bundle or a root"), _(_FILES))
        if chosen:
            self.dialog.show_files(chosen)

    def look_at(self, path: Path) -> None:
        """Whether the file is a root, and which."""
        self.read(lambda: bundles.root_in_file(path), self.dialog.show_root, slot="root", bar=False)

    def take_in(self, path: Path) -> None:
        self.dialog.show_running()
        self.run(
            _("Taking in {file}").format(file=path.name),
            lambda tell: run(self.session, TakeBundle(path), tell),
            self._taken,
            topics=("reference",),
            on_ended=self.dialog.show_ended,
        )

    def accept(self, path: Path, fingerprint: str) -> None:
        """Accept a root, or second whoever accepted it first."""
        self.write(
            lambda: bundles.accept_or_second(self.session, AcceptRoot(path, fingerprint)),
            self._accepted,
            topics=("reference",),
        )

    def _taken(self, found: bundles.BundleIn) -> None:
        self.dialog.show_taken(found)
        self.refresh()

    def _accepted(self, asked: bundles.RootResult) -> None:
        self.dialog.show_accepted(asked.said, waits=asked.waits)
        self.refresh()
