"""The place Screening bound to the services."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from landwaiter.domain.lists.list_kinds import LIST_KINDS
from landwaiter.i18n import N_, _
from landwaiter.services.hits import screening_jobs, waiting_hits
from landwaiter.services.hits.batch_files import write_xlsx
from landwaiter.services.hits.name_batches import Batch, FileQuery, screen_file
from landwaiter.services.hits.screening_jobs import NamePair, NameQuery, ScreeningResult
from landwaiter.services.law import packs
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.ui.hits.exports import write_results
from landwaiter.ui.hits.name_file import FileRequest
from landwaiter.ui.hits.screening_screen import ScreeningScreen
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.lists.list_import_controller import ListImportController

MOST_SHOWN = 5_000
"""Names of a file that are all shown; of a longer one those with a hit, and all are exported."""
_NAMES = N_("Names (*.csv *.tsv *.txt *.xlsx);;All files (*)")
FileFound = tuple[Batch, tuple[ScreeningResult, ...]]
ListsFound = tuple[tuple[EditionRow, ...], int, int]


class ScreeningController(QObject):
    """Screens names, pairs and files of names.

    Left to the caller: `hits_asked`, which leads to another screen.
    """

    def __init__(self, bench: Bench, screen: ScreeningScreen) -> None:
        super().__init__(screen)
        self.bench, self.screen, self.session = bench, screen, bench.session
        self._job: TrayJob | None = None
        screen.screen_asked.connect(self.screen_name)
        screen.compare_asked.connect(self.compare)
        screen.choose_file_asked.connect(self.choose)
        screen.file_asked.connect(self.screen_names)
        screen.cancel_asked.connect(self.cancel)
        screen.export_asked.connect(self.export)
        screen.refresh_asked.connect(self.refresh)
        screen.import_list_asked.connect(self.import_list)
        screen.refresh()

    def refresh(self) -> None:
        """The lists in force, and how many hits wait."""
        screen = self.screen
        self.bench.read(screen, self._lists, self._show_lists, bar=screen.bar, slot="lists")

    def import_list(self) -> None:
        """The dialog over the screen; the lists are read anew when one came in."""
        ListImportController(replace(self.bench, changed=self._changed), self.screen).open()

    def screen_name(self, query: NameQuery, threshold: int | None) -> None:
        screen = self.screen
        self.bench.read(
            screen,
            lambda: self._screened(query, threshold),
            screen.show_result,
            screen.show_name_fault,
            bar=screen.bar,
            slot="name",
        )

    def compare(self, pair: NamePair) -> None:
        screen = self.screen
        self.bench.read(
            screen,
            lambda: screening_jobs.compare_pairs((pair,))[0],
            screen.show_comparison,
            screen.show_pair_fault,
            bar=screen.bar,
            slot="pair",
        )

    def choose(self) -> None:
        chosen = self.bench.prompts.open_files(_("A file of names"), _(_NAMES))
        if chosen:
            self.screen.show_file(chosen[0])

    def screen_names(self, asked: FileRequest) -> None:
        """The names of a file, beside other work."""
        screen = self.screen
        self._job = self.bench.run(
            screen,
            _("Screening {file}").format(file=asked.path.name),
            partial(self._screened_file, asked),
            self._show_file,
            screen.show_file_fault,
            on_step=self._show_step,
            on_ended=screen.show_file_ended,
            beside=True,
        )

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def export(self, form: str) -> None:
        path = self.bench.prompts.save_file(
            _("Export what was found"), f"screening.{form}", f"{form.upper()} (*.{form})"
        )
        if path is None:
            return
        found = self.screen.file_results
        self.bench.run(
            self.screen,
            _("Writing {file}").format(file=path.name),
            partial(_written, path, form, found.results, found.batch),
            lambda _count: self.screen.show_exported(path),
            self.screen.show_export_fault,
            beside=True,
        )

    def _changed(self, topic: str) -> None:
        self.bench.changed(topic)
        self.screen.refresh()

    def _lists(self) -> ListsFound:
        rows = tuple(row for row in packs.editions(self.session) if row.kind in LIST_KINDS)
        mine = waiting_hits.open_hit_count(self.session)
        every = waiting_hits.open_hit_count(self.session, mine=False)
        return rows, mine, every

    def _show_lists(self, found: ListsFound) -> None:
        rows, mine, every = found
        self.screen.show_lists(rows)
        self.screen.show_waiting(mine, every)

    def _screened(self, query: NameQuery, threshold: int | None) -> ScreeningResult:
        asked = replace(query, country=screening_jobs.known_country(query.country))
        (result,) = screening_jobs.screen_names(self.session, (asked,), threshold=threshold)
        return result

    def _screened_file(self, asked: FileRequest, tell: Tell) -> FileFound:
        query = FileQuery(
            asked.path,
            screening_jobs.known_country(asked.country),
            asked.threshold,
            resume=True,
        )
        batch = screen_file(self.session, query, progress=tell)
        whole = batch.names <= MOST_SHOWN
        tell(batch.names, batch.names, _("reading what was found"))
        return batch, tuple(one for one in batch.results() if whole or one.hits)

    def _show_file(self, found: FileFound) -> None:
        batch, results = found
        self.screen.show_file_results(results, batch)

    def _show_step(self, job: TrayJob) -> None:
        self.screen.show_file_progress(job.done, job.total)


def _written(
    path: Path, form: str, shown: Sequence[ScreeningResult], batch: Batch | None, tell: Tell
) -> int:
    """How many lines stand in the file: of what is shown, or of all that a file gave."""
    if batch is None:
        return write_results(path, shown, form)
    if form == "xlsx":
        return write_xlsx(batch, path, progress=tell)
    return write_results(path, _told(batch, tell), form)


def _told(batch: Batch, tell: Tell) -> Iterator[ScreeningResult]:
    """The results of a file, with how many have passed."""
    for done, result in enumerate(batch.results()):
        tell(done, batch.names, result.query.name)
        yield result
