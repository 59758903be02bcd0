"""The places Screening and Reports bound to the services, and their reads of pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.hits import screening_jobs, waiting_hits
from landwaiter.services.hits.batch_files import write_xlsx
from landwaiter.services.hits.name_batches import Batch, FileQuery, screen_file
from landwaiter.services.hits.screening_jobs import NamePair, NameQuery, ScreeningResult
from landwaiter.services.law import packs
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.reports.received import Certificate
from landwaiter.services.reports.reporting import ReportRow
from landwaiter.services.warm.session import Session
from landwaiter.ui.hits.name_file import FileRequest
from landwaiter.ui.hits.screening_screen import ScreeningScreen
from landwaiter.ui.kit.exports import write_results
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.table import Fetch, Order
from landwaiter.ui.office.setting_fields import LIST_KINDS
from landwaiter.ui.reports.certificate_prompt import ask_certificate
from landwaiter.ui.reports.reports_screen import ReportsScreen
from landwaiter.ui.window.dialog_table import open_dialog

_KINDS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)"}
_NAMES = "Names (*.csv *.tsv *.txt *.xlsx);;All files (*)"
MOST_SHOWN = 5_000
"""Names of a file that are all shown; of a longer one those with a hit, and all are exported."""
_REPORTS = "Reports (*.pdf *.xlsx)"
_SHEETS = "Key sheets (*.json);;All files (*)"
_VOUCHERS = "Key sheets and certificates (*.json *.pem *.crt *.cer *.der);;All files (*)"


def bind(screen: QWidget, bench: Bench) -> None:
    """Wire a place of this file to the services.

    Left to the caller: `hits_asked` and `case_asked`, which lead to other screens.
    """
    _BINDERS[type(screen)](screen, bench)


def reports_fetch(session: Session) -> Fetch[ReportRow]:
    """Pages of the reports made, newest first, for `ReportsScreen`."""

    def fetch(after: str | None, order: Order, wanted: Any) -> Page[ReportRow]:
        from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

        return reporting.reports_made(session, after=after)

    return fetch


def _bind_screening(screen: ScreeningScreen, bench: Bench) -> None:
    running: list[TrayJob] = []
    screen.screen_asked.connect(lambda query, least: _screen(screen, bench, query, least))
    screen.compare_asked.connect(lambda pair: _compare(screen, bench, pair))
    screen.choose_file_asked.connect(lambda: _choose_names(screen, bench))
    screen.file_asked.connect(lambda asked: running.append(_screen_file(screen, bench, asked)))
    screen.cancel_asked.connect(lambda: running[-1].cancel() if running else None)
    screen.export_asked.connect(lambda form: _export(screen, bench, form))
    screen.refresh_asked.connect(lambda: _read_lists(screen, bench))
    screen.import_list_asked.connect(lambda: _import_list(screen, bench))
    screen.refresh()


def _read_lists(screen: ScreeningScreen, bench: Bench) -> None:
    session = bench.session

    def read() -> tuple[tuple[EditionRow, ...], int, int]:
        rows = tuple(row for row in packs.editions(session) if row.kind in LIST_KINDS)
        mine = waiting_hits.open_hit_count(session)
        return rows, mine, waiting_hits.open_hit_count(session, mine=False)

    def show(found: tuple[tuple[EditionRow, ...], int, int]) -> None:
        rows, mine, every = found
        screen.show_lists(rows)
        screen.show_waiting(mine, every)

    bench.read(screen, read, show, bench.jobs.failed.emit, bar=screen.bar, slot="lists")


def _import_list(screen: ScreeningScreen, bench: Bench) -> None:
    """The dialog over the screen; the lists are read anew when one came in."""

    def changed(topic: str) -> None:
        bench.changed(topic)
        screen.refresh()

    open_dialog("import_list", replace(bench, changed=changed), parent=screen)


def _screen(screen: ScreeningScreen, bench: Bench, query: NameQuery, threshold: int | None) -> None:
    def work() -> ScreeningResult:
        asked = replace(query, country=screening_jobs.known_country(query.country))
        (result,) = screening_jobs.screen_names(bench.session, (asked,), threshold=threshold)
        return result

    bench.read(
        screen, work, screen.show_result, screen.show_name_fault, bar=screen.bar, slot="name"
    )


def _compare(screen: ScreeningScreen, bench: Bench, pair: NamePair) -> None:
    bench.read(
        screen,
        lambda: screening_jobs.compare_pairs((pair,))[0],
        screen.show_comparison,
        screen.show_pair_fault,
        bar=screen.bar,
        slot="pair",
    )


def _choose_names(screen: ScreeningScreen, bench: Bench) -> None:
    chosen = bench.prompts.open_files(_("A file of names"), _(_NAMES))
    if chosen:
        screen.show_file(chosen[0])


def _screen_file(screen: ScreeningScreen, bench: Bench, asked: FileRequest) -> TrayJob:
    def work(tell: Tell) -> tuple[Batch, tuple[ScreeningResult, ...]]:
        query = FileQuery(
            asked.path,
            screening_jobs.known_country(asked.country),
            asked.threshold,
            resume=True,
        )
        batch = screen_file(bench.session, query, progress=tell)
        whole = batch.names <= MOST_SHOWN
        tell(batch.names, batch.names, _("reading what was found"))
        return batch, tuple(one for one in batch.results() if whole or one.hits)

    return bench.run(
        screen,
        _("Screening {file}").format(file=asked.path.name),
        work,
        lambda found: screen.show_file_results(found[1], found[0]),
        screen.show_file_fault,
        on_step=lambda job: screen.show_file_progress(job.done, job.total),
        on_ended=screen.show_file_ended,
        beside=True,
    )


def _export(screen: ScreeningScreen, bench: Bench, form: str) -> None:
    path = bench.prompts.save_file(
        _("Export what was found"), f"screening.{form}", f"{form.upper()} (*.{form})"
    )
    if path is None:
        return
    shown, batch = screen.file_results.results, screen.file_results.batch

    def work(tell: Tell) -> int:
        if batch is None:
            return write_results(path, shown, form)
        if form == "xlsx":
            return write_xlsx(batch, path, progress=tell)
        return write_results(path, _told(batch, tell), form)

    bench.run(
        screen,
        _("Writing {file}").format(file=path.name),
        work,
        lambda _count: screen.show_exported(path),
        screen.show_export_fault,
        beside=True,
    )


def _told(batch: Batch, tell: Tell) -> Iterator[ScreeningResult]:
    """The results of a file, with how many have passed."""
    for done, result in enumerate(batch.results()):
        tell(done, batch.names, result.query.name)
        yield result


def _bind_reports(screen: ReportsScreen, bench: Bench) -> None:
    screen.again_asked.connect(lambda row, kind: _make_again(screen, bench, row, kind))
    screen.key_sheet_asked.connect(lambda: _write_key_sheet(screen, bench))
    screen.verify_asked.connect(lambda paths, by: _verify(screen, bench, (*paths, *by)))
    screen.choose_reports_asked.connect(
        lambda: screen.add_reports(bench.prompts.open_files(_("Reports"), _(_REPORTS)))
    )
    screen.choose_sheet_asked.connect(lambda: _choose_sheet(screen, bench))
    screen.refresh()


def _make_again(screen: ReportsScreen, bench: Bench, row: ReportRow, kind: str) -> None:
    path = bench.prompts.save_file(
        _("Make the report again"), f"{row.reference}.{kind}", _(_KINDS[kind])
    )
    if path is None:
        return
    if kind != "pdf":
        _write_again(screen, bench, row, xlsx=path)
        return

    def write(certificate_file: Path | None) -> None:
        certificate = ask_certificate(bench.prompts, certificate_file)
        _write_again(screen, bench, row, pdf=path, certificate=certificate)

    def certificate_of() -> Path | None:
        from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

        return reporting.certificate_path(bench.session)

    bench.read(screen, certificate_of, write, screen.show_fault)


def _write_again(
    screen: ReportsScreen,
    bench: Bench,
    row: ReportRow,
    *,
    pdf: Path | None = None,
    xlsx: Path | None = None,
    certificate: Certificate | None = None,
) -> None:
    def work(tell: Tell) -> None:
        from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

        tell(0, 0, row.reference)
        reporting.render_again(bench.session, row.id, pdf=pdf, xlsx=xlsx, certificate=certificate)

    said = _("{reference} is written from its frozen dossier: {file}.").format(
        reference=row.reference, file=pdf or xlsx
    )
    bench.run(
        screen,
        _("Report {reference}").format(reference=row.reference),
        work,
        lambda _none: screen.show_written(said),
        screen.show_fault,
    )


def _write_key_sheet(screen: ReportsScreen, bench: Bench) -> None:
    path = bench.prompts.save_file(
        _("Write the key sheet"),
        f"key-sheet-{bench.session.casebook.office_code}.json",
        _(_SHEETS),
    )
    if path is None:
        return

    def work() -> int:
        from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

        return reporting.write_key_sheet(bench.session, path)

    def say(count: int) -> None:
        said = _("{count} public keys are written to {file}. Hand it over by another way than "
                 "the reports.")  # fmt: skip
        screen.show_written(said.format(count=count, file=path))

    bench.read(screen, work, say, screen.show_fault, bar=screen.bar)


def _choose_sheet(screen: ReportsScreen, bench: Bench) -> None:
    chosen = bench.prompts.open_files(
        _("Key sheets of the office that signed, certificates of its authority"), _(_VOUCHERS)
    )
    if chosen:
        screen.add_vouchers(chosen)


def _verify(screen: ReportsScreen, bench: Bench, paths: tuple[Path, ...]) -> None:
    def work() -> tuple[tuple[str, ...], bool, bool]:
        from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

        found = reporting.verify_received(paths)
        return found.sentences(), found.passed, found.origin.value == "proven"

    def show(found: tuple[tuple[str, ...], bool, bool]) -> None:
        sentences, passed, proven = found
        screen.show_verdict(sentences, passed=passed, proven=proven)

    bench.read(screen, work, show, screen.show_verify_fault, bar=screen.bar, slot="verify")


_BINDERS: Mapping[type[QWidget], Callable[[Any, Bench], None]] = {
    ScreeningScreen: _bind_screening,
    ReportsScreen: _bind_reports,
}
