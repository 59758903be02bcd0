"""What the dialog of packs asks of the services for official files."""

from dataclasses import asdict
from pathlib import Path

from landwaiter.domain.law.deeds import ImportPack
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run
from landwaiter.services.law import official_files
from landwaiter.services.law.official_files import OfficialHead
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.pack_import_dialog import ImportPackDialog


def bind_official(dialog: ImportPackDialog, bench: Bench) -> None:
    """Which kind a chosen file is, a look at it, and taking it in, each off the GUI thread."""

    def look_at(path: Path) -> None:
        bench.read(
            dialog,
            lambda: official_files.is_pack_path(path),
            dialog.show_form,
            dialog.show_fault,
            slot="official",
        )

    def preview(path: Path, head: OfficialHead | None) -> None:
        dialog.show_running()
        bench.run(
            dialog,
            _("Looking at {file}").format(file=path.name),
            lambda tell: (
                official_files.preview_pack(bench.session, path)
                if head is None
                else official_files.preview_official(bench.session, path, head, progress=tell)
            ),
            dialog.show_preview,
            dialog.show_fault,
            on_ended=dialog.show_ended,
        )

    def take_in(path: Path, head: OfficialHead) -> None:
        dialog.show_running()
        bench.run(
            dialog,
            _("Importing {file}").format(file=path.name),
            lambda tell: run(bench.session, ImportPack(path, **asdict(head)), tell),
            dialog.show_official,
            dialog.show_fault,
            topic="reference",
            on_ended=dialog.show_ended,
        )

    dialog.looked_at.connect(look_at)
    dialog.preview_asked.connect(preview)
    dialog.official_asked.connect(take_in)
