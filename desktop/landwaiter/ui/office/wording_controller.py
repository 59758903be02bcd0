"""The dialog of the texts of the office bound to the services."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _, plural
from landwaiter.services.deeds.handler import Result
from landwaiter.services.office.office_texts import (
    LanguageRow,
    TextsImport,
    export_texts,
    language_rows,
    same_said,
)
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.office.wording_dialog import DEEDS, WordingDialog


class WordingController(DialogController[WordingDialog]):
    """What the office supplies in each language."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, WordingDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(lambda: language_rows(self.session), self.dialog.show_languages, slot="languages")

    def ask(self, name: str, row: LanguageRow | None) -> None:
        """Begin the deed of a button, or write a file."""
        if row is None:
            return
        if name == "export":
            self.export(row)
            return
        given = {"lang": row.language}
        begin(self.bench, self.dialog, DEEDS[name], given, self._done, note=row.language)

    def export(self, row: LanguageRow) -> None:
        """The texts of the office where it has some, else all that are spoken, to begin from."""
        name = f"landwaiter-{row.language}.po"
        path = self.bench.prompts.save_file(_("Texts of the office"), str(Path.home() / name))
        if path is None:
            return

        def said(count: int) -> None:
            told = plural(count, "{n} text is in {file}.", "{n} texts are in {file}.", file=path)
            self.dialog.show_done(told)

        every = row.texts is None
        self.read(lambda: export_texts(self.session, row.language, path, every=every), said)

    def _done(self, result: Result) -> None:
        made = result.outcome
        if isinstance(made, TextsImport) and made.same:
            self.dialog.show_done(f"{self.dialog.outcome.words()} {same_said(made)}")
        self.refresh()
