"""The dialog of watch lists bound to the services, each off the GUI thread."""

from dataclasses import asdict
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.deeds import IMPORT_LIST, ImportList, KeepMapping, Rescreen
from landwaiter.i18n import N_, _
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.hits import rescreening
from landwaiter.services.lists import column_mappings, list_imports
from landwaiter.services.lists.column_mappings import ColumnLook
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.lists.list_files import ListResult
from landwaiter.services.lists.list_imports import ListHead
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs import Cancellation, Tell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.lists.list_import_dialog import ImportListDialog

_FILES = N_("Watch lists (*.csv *.txt *.xml *.json *.jsonl *.xlsx *.gz *.zip);;All files (*)")
ColumnsFound = tuple[ColumnLook, tuple[str, ...], str]


class ListImportController(DialogController[ImportListDialog]):
    """The dialog with its forms told, columns proposed, previews and imports as jobs."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, ImportListDialog(parent))
        self.dialog.choose_asked.connect(self.choose)
        self.dialog.looked_at.connect(self.look_at)
        self.dialog.columns_asked.connect(self.propose_columns)
        self.dialog.preview_asked.connect(self.preview)
        self.dialog.import_asked.connect(self.take_in)
        self.dialog.cancel_asked.connect(self.cancel)
        self.read_actor(lambda actor: self.dialog.show_refused(IMPORT_LIST.why_no_role(actor)))

    def choose(self) -> None:
        chosen = self.bench.prompts.open_files(_("The files of a watch list"), _(_FILES))
        if chosen:
            self.dialog.show_files(chosen)

    def look_at(self, path: Path) -> None:
        """Which form a chosen file has."""
        self.read(
            lambda: column_mappings.form_title(path),
            self.dialog.show_form,
            slot="list_form",
            bar=False,
        )

    def propose_columns(self, path: Path, name: str, encoding: str) -> None:
        self.read(
            lambda: self._columns(path, name, encoding),
            lambda found: self.dialog.show_columns(*found),
            slot="list_columns",
        )

    def preview(self, paths: tuple[Path, ...], head: ListHead) -> None:
        mapping = self.dialog.mapping()
        self.dialog.show_running()
        self.run(
            _("Looking at {list}").format(list=head.list_id),
            lambda tell: list_imports.preview_list_files(
                self.session, paths, head, mapping=mapping, tell=tell
            ),
            self.dialog.show_preview,
            on_step=self.dialog.show_progress,
            on_ended=self.dialog.show_ended,
        )

    def take_in(self, paths: tuple[Path, ...], head: ListHead, *, sure: bool = False) -> None:
        wanted = ImportList(paths, **asdict(head), mapping=self.dialog.mapping(), sure=sure)
        self.dialog.show_running()
        self.run(
            _("Importing {list}").format(list=head.list_id),
            partial(_taken_in, self.bench, wanted, self.dialog.keep_as()),
            partial(self._imported, paths, head),
            topics=("reference",),
            on_step=self.dialog.show_progress,
            on_ended=self.dialog.show_ended,
        )

    def _columns(self, path: Path, name: str, encoding: str) -> ColumnsFound:
        kept = column_mappings.mappings(self.session)
        look = column_mappings.look_at_columns(path, kept.get(name), encoding)
        return look, tuple(kept), name

    def _imported(
        self, paths: tuple[Path, ...], head: ListHead, results: tuple[ListResult, ...]
    ) -> None:
        self.dialog.show_results(results)
        doubts = results[0].doubts
        if doubts and self.bench.prompts.confirm(
            _("Import {list}").format(list=head.list_id),
            "\n".join(doubts),
            _("It is whole, import"),
        ):
            self.take_in(paths, head, sure=True)
        if rescreening.waiting(self.session):
            self._rescreen()

    def _rescreen(self) -> None:
        """Beside the import: it is no part of the dialog, and goes on when that is cancelled."""
        self.bench.run(
            self.dialog,
            _("Screening open cases again"),
            lambda tell: run(self.session, Rescreen(), tell),
            self.dialog.show_rescreened,
            self.dialog.show_fault,
            topics=("cases",),
        )


def _taken_in(bench: Bench, wanted: ImportList, name: str, tell: Tell) -> tuple[ListResult, ...]:
    """The import, and after it the mapping under its name, where one is given."""
    results: tuple[ListResult, ...] = run(bench.session, wanted, tell)
    if results[0].doubts:
        return results
    mapping: ColumnMapping | None = wanted.mapping
    if mapping is not None and name and not any(result.rejected for result in results):
        do(bench.session, KeepMapping(name, mapping))
    try:
        ensure_indexes(bench.session, tell)
    except Cancellation:
        said = _("The list is kept; its index is made when names are screened the next time.")
        bench.session.notices.append(said)
    return results
