"""The dialog of reference bundles: status, taking in, accepting a root, each off the GUI thread."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.law.deeds import TAKE_BUNDLE, AcceptRoot, TakeBundle
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run, signed_in
from landwaiter.services.law import bundles
from landwaiter.services.law.bundle_status import bundle_status
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.bundle_dialog import BundleDialog

_FILES = "Bundles and roots (*.zip *.json)"


def open_bundle(bench: Bench, parent: QWidget) -> BundleDialog:
    dialog = BundleDialog(parent)

    def refresh() -> None:
        bench.read(
            dialog,
            lambda: bundle_status(bench.session),
            dialog.show_status,
            dialog.show_fault,
            bar=dialog.bar,
            slot="bundle",
        )

    def choose() -> None:
        chosen = bench.prompts.open_files(_("A bundle or a root"), _(_FILES))
        if chosen:
            dialog.show_files(chosen)

    def look_at(path: Path) -> None:
        bench.read(
            dialog,
            lambda: bundles.root_in_file(path),
            dialog.show_root,
            dialog.show_fault,
            slot="root",
        )

    def taken(found: bundles.BundleIn) -> None:
        dialog.show_taken(found)
        refresh()

    def take_in(path: Path) -> None:
        dialog.show_running()
        bench.run(
            dialog,
            _("Taking in {file}").format(file=path.name),
            lambda tell: run(bench.session, TakeBundle(path), tell),
            taken,
            dialog.show_fault,
            topic="reference",
            on_ended=dialog.show_ended,
        )

    def accept(path: Path, fingerprint: str) -> None:
        def done(asked: bundles.RootResult) -> None:
            dialog.show_accepted(asked.said, waits=asked.waits)
            refresh()

        bench.write(
            dialog,
            lambda: bundles.accept_or_second(bench.session, AcceptRoot(path, fingerprint)),
            done,
            dialog.show_fault,
            topics=("reference",),
        )

    dialog.choose_asked.connect(choose)
    dialog.looked_at.connect(look_at)
    dialog.take_asked.connect(take_in)
    dialog.accept_asked.connect(accept)
    bench.read(
        dialog,
        lambda: signed_in(bench.session),
        lambda actor: dialog.show_refused(TAKE_BUNDLE.why_no_role(actor)),
        dialog.show_fault,
    )
    refresh()
    return dialog
