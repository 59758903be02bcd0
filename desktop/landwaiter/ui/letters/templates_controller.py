"""The dialog of templates of letters bound to the services."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Result
from landwaiter.services.letters.template_rows import (
    TemplateRow,
    sample_pages,
    template_rows,
    write_template,
)
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.letters.templates_dialog import DEEDS, TemplatesDialog


class TemplatesController(DialogController[TemplatesDialog]):
    """What letters are written with; who is asked to agree reads the lines among the motions."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, TemplatesDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.dialog.pages_asked.connect(self._draw)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(lambda: template_rows(self.session), self.dialog.show_templates, slot="templates")

    def ask(self, name: str, row: TemplateRow | None) -> None:
        """Begin the deed of a button, or write a file."""
        if row is None:
            return
        if name == "export":
            self.export(row)
            return
        given = {"kind": row.kind, "language": row.language}
        begin(self.bench, self.dialog, DEEDS[name], given, self._done, note=row.title)

    def export(self, row: TemplateRow) -> None:
        """What is used today, to begin another version from."""
        name = f"{row.kind}.{row.language}.md"
        title = _("Templates of letters")
        path = self.bench.prompts.save_file(title, str(Path.home() / name))
        if path is None:
            return
        said = _("The template is in {file}.").format(file=path.name)
        self.read(
            lambda: write_template(self.session, row, path),
            lambda _none: self.dialog.show_done(said),
        )

    def _draw(self, row: TemplateRow, holds: bool) -> None:  # a signal
        self.bench.read(
            self.dialog,
            lambda: sample_pages(self.session, row, holds=holds),
            self.dialog.show_pages,
            self.dialog.show_no_pages,
            bar=self.dialog.bar,
            slot="pages",
        )

    def _done(self, _result: Result) -> None:
        self.refresh()
