"""Deeds on reports: made of a case, logged as given out; and all of this subject."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    EVERYBODY,
    Ask,
    Deed,
    FileUse,
)
from landwaiter.domain.reports.bundle_deeds import REPORT_BUNDLE
from landwaiter.domain.reports.case_reports import CaseReport, SheetSize
from landwaiter.domain.reports.consent_deeds import RECORD_CONSENT
from landwaiter.domain.reports.find_deeds import JUDGE_FIND
from landwaiter.domain.reports.gist_deeds import RELEASE_GIST, WITHDRAW_GIST
from landwaiter.domain.reports.order_deeds import RECORD_COURT_ORDER, WITHDRAW_COURT_ORDER
from landwaiter.domain.reports.report_fields import (
    SUBJECT,
    Annex,
    CertificateFile,
    OrderOnCase,
    Password,
    Pdf,
    Reader,
    Reference,
    SecondLanguage,
    To,
    Xlsx,
)
from landwaiter.domain.reports.subject_deeds import SUBJECT_REPORTS
from landwaiter.i18n import N_


@dataclass(frozen=True, slots=True)
class ReportCase:
    """A report on a case; the dossier behind it is kept in the casebook."""

    kind: Annotated[CaseReport, Ask("Report", given=True)]
    reference: Reference
    pdf: Pdf = None
    xlsx: Xlsx = None
    certificate: CertificateFile = None
    password: Password = field(default="", repr=False)
    reader: Reader = None
    to: To = ""
    second: SecondLanguage = ""
    order: OrderOnCase = None
    annex: Annex = None


@dataclass(frozen=True, slots=True)
class ItemSlip:
    """What is said of every slip."""

    reference: Reference
    item: Annotated[int, Ask("Item", hint="Number of the goods item.")]
    pdf: Annotated[Path, Ask("PDF", Content.INTERNAL, file=FileUse.WRITTEN)]
    sheet: Annotated[SheetSize, Ask("Sheet", hint="A label is 100 × 150 mm.")] = SheetSize.A4
    reader: Reader = None
    to: To = ""
    second: SecondLanguage = ""


@dataclass(frozen=True, slots=True)
class ReportHoldSlip(ItemSlip):
    """The hold slip of an item that is held or seized, for the terminal; it gives no reasons."""


@dataclass(frozen=True, slots=True)
class ReportReleaseSlip(ItemSlip):
    """The release slip of an item that is released; it names the hold slip that it ends."""


@dataclass(frozen=True, slots=True)
class ExportCases:
    """The list of cases as a table, as it is shown: CSV, Excel or PDF, by the name of the file."""

    file: Annotated[
        Path,
        Ask(
            "File",
            Content.INTERNAL,
            hint="Ends in .csv, .xlsx or .pdf.",
            given=True,
            file=FileUse.WRITTEN,
        ),
    ]
    asked: Annotated[
        str, Ask("Query", Content.INTERNAL, hint="Such as stage:open to:CN.", option="query")
    ] = ""
    columns: Annotated[
        str, Ask("Columns", Content.OPEN, hint="Such as title,stage,due; without, the usual ones.")
    ] = ""
    references: Annotated[
        tuple[str, ...], Ask("Cases", Content.OPEN, hint="These alone.", option="ref", parted=",")
    ] = ()


@dataclass(frozen=True, slots=True)
class DiscloseReport:
    """Log that the files of a report go out to somebody."""

    reference: Reference
    to: Annotated[str, Ask("To whom", Content.PERSONAL, option="disclose-to")]
    basis: Annotated[str, Ask("Basis", Content.OPEN, hint="Of the disclosure.")]
    pdf: Pdf = None
    xlsx: Xlsx = None


REPORT_CASE: Deed[ReportCase, None] = Deed(
    ReportCase,
    name="case.report_made",
    subject=SUBJECT,
    title="Make a report",
    done="The report is made.",
    told="Report made",
    command="report {kind}",
    roles=EVERYBODY,
    topics=("reports",),
)


EXPORT_CASES: Deed[ExportCases, None] = Deed(
    ExportCases,
    name="cases.exported",
    subject=SUBJECT,
    title="Export the list of cases",
    done="The list is written.",
    told="List of cases exported",
    command="case export",
    roles=EVERYBODY,
    topics=("audit",),
)


REPORT_HOLD_SLIP: Deed[ReportHoldSlip, None] = Deed(
    ReportHoldSlip,
    name="case.hold_slip_made",
    subject=SUBJECT,
    title="Hold slip",
    done="The slip is made.",
    told="Report made",
    audited="case.report_made",
    command="report hold-slip",
    roles=EVERYBODY,
    topics=("reports",),
)


REPORT_RELEASE_SLIP: Deed[ReportReleaseSlip, None] = Deed(
    ReportReleaseSlip,
    name="case.release_slip_made",
    subject=SUBJECT,
    title="Release slip",
    done="The slip is made.",
    told="Report made",
    audited="case.report_made",
    command="report release-slip",
    roles=EVERYBODY,
    topics=("reports",),
)


SLIPS: tuple[Deed[Any, None], ...] = (REPORT_HOLD_SLIP, REPORT_RELEASE_SLIP)


DISCLOSE_REPORT: Deed[DiscloseReport, None] = Deed(
    DiscloseReport,
    name="disclosure.made",
    subject=SUBJECT,
    title="Log a disclosure",
    done="The disclosure is logged.",
    told="Disclosure logged",
    command="report case",
    roles=EVERYBODY,
    topics=("disclosures",),
)


DEEDS = (
    REPORT_CASE,
    *SLIPS,
    REPORT_BUNDLE,
    *SUBJECT_REPORTS,
    DISCLOSE_REPORT,
    EXPORT_CASES,
    RELEASE_GIST,
    WITHDRAW_GIST,
    JUDGE_FIND,
    RECORD_COURT_ORDER,
    WITHDRAW_COURT_ORDER,
    RECORD_CONSENT,
)


WITHHELD_READ: Final = "report.withheld_read"


EVENTS = {WITHHELD_READ: N_("What a report withholds was read")}
"""What else stands in the audit trail of this subject, and its title."""
