"""The place Reports bound to the services."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from landwaiter.domain.reports.consent_deeds import RECORD_CONSENT
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.page import Page
from landwaiter.services.deeds.engine import do
from landwaiter.services.reports.files.received import Certificate
from landwaiter.services.reports.reporting import ReportRow
from landwaiter.services.reports.withheld_passages import WithheldOfReport
from landwaiter.services.warm.session import Session
from landwaiter.ui.kit.jobs import Tell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.table import Fetch, Order
from landwaiter.ui.reports.certificate_prompt import ask_certificate
from landwaiter.ui.reports.consent_prompt import ask_consent
from landwaiter.ui.reports.gists_controller import GistsController
from landwaiter.ui.reports.reports_screen import ReportsScreen

_KINDS = {"pdf": N_("PDF (*.pdf)"), "xlsx": N_("Excel (*.xlsx)")}
_REPORTS = N_("Reports (*.pdf *.xlsx)")
_SHEETS = N_("Key sheets (*.json);;All files (*)")
_VOUCHERS = N_("Key sheets and certificates (*.json *.pem *.crt *.cer *.der);;All files (*)")
VerdictFound = tuple[tuple[str, ...], bool, bool]


def reports_fetch(session: Session) -> Fetch[ReportRow]:
    """Pages of the reports made, newest first, for `ReportsScreen`."""

    def fetch(after: str | None, order: Order, wanted: Any) -> Page[ReportRow]:
        from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

        return reporting.reports_made(session, after=after)

    return fetch


class ReportsController(QObject):
    """Makes reports again from their frozen dossiers, writes the key sheet, verifies.

    Left to the caller: `case_asked` and `subject_asked`, which lead to other screens.
    """

    def __init__(self, bench: Bench, screen: ReportsScreen) -> None:
        super().__init__(screen)
        self.bench, self.screen, self.session = bench, screen, bench.session
        screen.again_asked.connect(self.make_again)
        screen.consent_asked.connect(self.ask_consent)
        screen.gists_asked.connect(self.open_gists)
        screen.key_sheet_asked.connect(self.write_key_sheet)
        screen.verify_asked.connect(self.verify)
        screen.choose_reports_asked.connect(self.choose_reports)
        screen.choose_sheet_asked.connect(self.choose_vouchers)
        screen.refresh()

    def make_again(self, row: ReportRow, kind: str) -> None:
        path = self.bench.prompts.save_file(
            _("Make the report again"), f"{row.reference}.{kind}", _(_KINDS[kind])
        )
        if path is None:
            return
        if kind == "pdf":
            self.bench.read(
                self.screen,
                partial(_certificate_path, self.session),
                partial(self._make_pdf, row, path),
                self.screen.show_fault,
            )
        else:
            self._write(row, path, partial(_rendered, self.session, row, xlsx=path))

    def ask_consent(self, row: ReportRow) -> None:
        """The passages that an owner may be asked about, then what the owner said of one."""
        screen = self.screen
        self.bench.write(
            screen,
            partial(_secrets, self.session, row),
            self._ask_owner,
            screen.show_fault,
            topics=("audit",),
        )

    def _ask_owner(self, found: WithheldOfReport) -> None:
        said = ask_consent(self.bench.prompts, found)
        if said is None:
            return
        self.bench.write(
            self.screen,
            lambda: do(self.session, said),
            lambda _result: self.screen.show_written(_(RECORD_CONSENT.done)),
            self.screen.show_fault,
            topics=RECORD_CONSENT.topics,
        )

    def open_gists(self, row: ReportRow) -> None:
        """The gists of the case of a report; one may be written for what that report withholds."""
        GistsController(self.bench, row, self.screen).open()

    def write_key_sheet(self) -> None:
        path = self.bench.prompts.save_file(
            _("Write the key sheet"),
            f"key-sheet-{self.session.casebook.office_code}.json",
            _(_SHEETS),
        )
        if path is not None:
            screen = self.screen
            self.bench.read(
                screen,
                partial(_key_sheet, self.session, path),
                partial(self._key_sheet_written, path),
                screen.show_fault,
                bar=screen.bar,
            )

    def verify(self, reports: tuple[Path, ...], vouchers: tuple[Path, ...]) -> None:
        screen = self.screen
        self.bench.read(
            screen,
            partial(_verdict, (*reports, *vouchers)),
            self._show_verdict,
            screen.show_verify_fault,
            bar=screen.bar,
            slot="verify",
        )

    def choose_reports(self) -> None:
        self.screen.add_reports(self.bench.prompts.open_files(_("Reports"), _(_REPORTS)))

    def choose_vouchers(self) -> None:
        chosen = self.bench.prompts.open_files(
            _("Key sheets of the office that signed, certificates of its authority"), _(_VOUCHERS)
        )
        if chosen:
            self.screen.add_vouchers(chosen)

    def _make_pdf(self, row: ReportRow, path: Path, certificate_file: Path | None) -> None:
        """Once more, with the office's certificate where it has one."""
        certificate = ask_certificate(self.bench.prompts, certificate_file)
        self._write(
            row, path, partial(_rendered, self.session, row, pdf=path, certificate=certificate)
        )

    def _write(self, row: ReportRow, path: Path, work: Callable[[Tell], None]) -> None:
        said = _("{reference} is written from its frozen dossier: {file}.").format(
            reference=row.reference, file=path
        )
        self.bench.run(
            self.screen,
            _("Report {reference}").format(reference=row.reference),
            work,
            lambda _none: self.screen.show_written(said),
            self.screen.show_fault,
        )

    def _key_sheet_written(self, path: Path, count: int) -> None:
        said = plural(
            count,
            ("{n} public key is written to {file}. Hand it over by another way than the reports."),
            (
                "{n} public keys are written to {file}. Hand it over by another way than the "
                "reports."
            ),
            file=path,
        )
        self.screen.show_written(said)

    def _show_verdict(self, found: VerdictFound) -> None:
        sentences, passed, proven = found
        self.screen.show_verdict(sentences, passed=passed, proven=proven)


def _secrets(session: Session, row: ReportRow) -> WithheldOfReport:
    from landwaiter.services.reports import consents  # noqa: PLC0415  # slow to import

    return consents.secrets_withheld(session, row.id)


def _certificate_path(session: Session) -> Path | None:
    from landwaiter.services.reports.files import rendering  # noqa: PLC0415  # slow to import

    return rendering.certificate_path(session)


def _rendered(
    session: Session,
    row: ReportRow,
    tell: Tell,
    *,
    pdf: Path | None = None,
    xlsx: Path | None = None,
    certificate: Certificate | None = None,
) -> None:
    from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

    tell(0, 0, row.reference)
    reporting.render_again(session, row.id, pdf=pdf, xlsx=xlsx, certificate=certificate)


def _key_sheet(session: Session, path: Path) -> int:
    from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

    return reporting.write_key_sheet(session, path)


def _verdict(paths: tuple[Path, ...]) -> VerdictFound:
    from landwaiter.services.reports import reporting  # noqa: PLC0415  # slow to import

    found = reporting.verify_received(paths)
    return found.sentences(), found.passed, found.origin.value == "proven"
