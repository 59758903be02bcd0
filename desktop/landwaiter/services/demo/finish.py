"""The papers of the case that was decided: report as PDF and Excel, key sheet, verification."""

from dataclasses import dataclass
from pathlib import Path

from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.warm.session import Session

SHEET = "key sheet.json"


@dataclass(frozen=True, slots=True)
class Papers:
    """Files for a recipient, and what verifying them said."""

    reference: str
    pdf: Path
    xlsx: Path
    keys: Path
    without_keys: tuple[str, ...]
    with_keys: tuple[str, ...]


def make_papers(session: Session, reference: str, folder: Path) -> Papers:
    """Report the case, write the office's key sheet, verify both files without and with it.

    Unavailable where the reports just written do not verify.
    """
    reports = folder / "reports"
    reports.mkdir(exist_ok=True)
    pdf, xlsx = reports / f"{reference}.pdf", reports / f"{reference}.xlsx"
    run(session, ReportCase(CaseReport.CASE, reference, pdf, xlsx))
    keys = folder / SHEET
    reporting.write_key_sheet(session, keys)
    found = [reporting.verify_reports([pdf, xlsx], sheet) for sheet in (None, keys)]
    for one in found:
        if not one.passed:
            raise Unavailable(
                _("The reports that were just written do not verify: {closing}").format(
                    closing=one.closing
                ),
                file=str(pdf),
            )
    without, with_sheet = (one.sentences() for one in found)
    return Papers(reference, pdf, xlsx, keys, without, with_sheet)
