"""What the dialog of watch lists asks of the services, each off the GUI thread."""

from dataclasses import asdict
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.deeds import ImportList, KeepMapping, Rescreen
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.hits import rescreening
from landwaiter.services.lists import column_mappings, list_imports
from landwaiter.services.lists.column_mappings import ColumnLook
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.lists.list_files import ListResult
from landwaiter.services.lists.list_imports import ListHead
from landwaiter.ui.kit.jobs import Cancellation, Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.lists.list_import_dialog import ImportListDialog

_FILES = "Watch lists (*.csv *.txt *.xml *.json *.jsonl *.xlsx *.gz *.zip);;All files (*)"
Looked = tuple[ColumnLook, tuple[str, ...], str]


def open_list_import(bench: Bench, parent: QWidget) -> ImportListDialog:
    """The dialog with its forms told, columns proposed, previews and imports as jobs."""
    dialog = ImportListDialog(parent)
    running: list[TrayJob] = []

    def choose() -> None:
        chosen = bench.prompts.open_files(_("The files of a watch list"), _(_FILES))
        if chosen:
            dialog.show_files(chosen)

    def look_at(path: Path) -> None:
        bench.read(
            dialog,
            lambda: column_mappings.form_title(path),
            dialog.show_form,
            dialog.show_fault,
            slot="list_form",
        )

    def columns(path: Path, name: str) -> None:
        bench.read(
            dialog,
            lambda: _looked(bench, path, name),
            lambda found: dialog.show_columns(*found),
            dialog.show_fault,
            bar=dialog.bar,
            slot="list_columns",
        )

    def preview(paths: tuple[Path, ...], head: ListHead) -> None:
        mapping = dialog.mapping()
        dialog.show_running()
        job = bench.run(
            dialog,
            _("Looking at {list}").format(list=head.list_id),
            lambda tell: list_imports.preview_list_files(
                bench.session, paths, head, mapping=mapping, tell=tell
            ),
            dialog.show_preview,
            dialog.show_fault,
            on_step=dialog.show_progress,
            on_ended=dialog.show_ended,
        )
        running[:] = [job]

    def imported(paths: tuple[Path, ...], head: ListHead, results: tuple[ListResult, ...]) -> None:
        dialog.show_results(results)
        doubts = results[0].doubts
        if doubts and bench.prompts.confirm(
            _("Import {list}").format(list=head.list_id),
            "\n".join(doubts),
            _("It is whole, import"),
        ):
            take_in(paths, head, sure=True)
        if rescreening.waiting(bench.session):
            bench.run(
                dialog,
                _("Screening open cases again"),
                lambda tell: run(bench.session, Rescreen(), tell),
                dialog.show_rescreened,
                dialog.show_fault,
                topic="cases",
            )

    def take_in(paths: tuple[Path, ...], head: ListHead, *, sure: bool = False) -> None:
        mapping, name = dialog.mapping(), dialog.keep_as()
        dialog.show_running()
        job = bench.run(
            dialog,
            _("Importing {list}").format(list=head.list_id),
            lambda tell: _taken_in(bench, paths, head, (mapping, name), tell, sure=sure),
            partial(imported, paths, head),
            dialog.show_fault,
            topic="reference",
            on_step=dialog.show_progress,
            on_ended=dialog.show_ended,
        )
        running[:] = [job]

    def cancel() -> None:
        for job in running:
            job.cancel()

    dialog.choose_asked.connect(choose)
    dialog.looked_at.connect(look_at)
    dialog.columns_asked.connect(columns)
    dialog.preview_asked.connect(preview)
    dialog.import_asked.connect(take_in)
    dialog.cancel_asked.connect(cancel)
    return dialog


def _looked(bench: Bench, path: Path, name: str) -> Looked:
    kept = column_mappings.mappings(bench.session)
    mapping = kept.get(name)
    return column_mappings.look_at_columns(path, mapping), tuple(kept), name


def _taken_in(
    bench: Bench,
    paths: tuple[Path, ...],
    head: ListHead,
    told: tuple[ColumnMapping | None, str],
    tell: Tell,
    *,
    sure: bool,
) -> tuple[ListResult, ...]:
    """The import, and after it the mapping under its name, where one is given."""
    mapping, name = told
    wanted = ImportList(paths, **asdict(head), mapping=mapping, sure=sure)
    results: tuple[ListResult, ...] = run(bench.session, wanted, tell)
    if results[0].doubts:
        return results
    if mapping is not None and name and not any(result.rejected for result in results):
        do(bench.session, KeepMapping(name, mapping))
    try:
        ensure_indexes(bench.session, tell)
    except Cancellation:
        said = _("The list is kept; its index is made when names are screened the next time.")
        bench.session.notices.append(said)
    return results
