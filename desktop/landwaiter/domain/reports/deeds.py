"""Deeds on reports: made of a case, an entity or states, and logged as given out."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from landwaiter.domain.deeds.shape import EVERYBODY, KEEPERS, Ask, Deed, FileUse

SUBJECT = "reports"


class CaseReport(StrEnum):
    """The types of report on a case."""

    CASE = "case"
    REFERRAL = "referral"
    SEIZURE = "seizure"
    MINISTRY = "ministry"
    AUDIT = "audit"


Reference = Annotated[str, Ask("Case", given=True, option="ref")]
Pdf = Annotated[Path | None, Ask("PDF", file=FileUse.WRITTEN)]
Xlsx = Annotated[Path | None, Ask("Excel", file=FileUse.WRITTEN)]
CertificateFile = Annotated[
    Path | None,
    Ask(
        "Certificate",
        hint="Sign the PDF as PAdES besides; else the setting report.certificate.",
        file=FileUse.READ,
    ),
]
Password = Annotated[str, Ask("Password of the certificate", secret=True)]


@dataclass(frozen=True, slots=True)
class ReportCase:
    """A report on a case; the dossier behind it is kept in the casebook."""

    kind: Annotated[CaseReport, Ask("Report", given=True)]
    reference: Reference
    pdf: Pdf = None
    xlsx: Xlsx = None
    certificate: CertificateFile = None
    password: Password = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ReportSlip:
    """The hold slip of an item in hand, or the release slip of one that was released."""

    reference: Reference
    item: Annotated[int, Ask("Item", hint="Number of the goods item.")]
    pdf: Annotated[Path, Ask("PDF", file=FileUse.WRITTEN)]


@dataclass(frozen=True, slots=True)
class ReportEntity:
    """The dossier of an entity; it is kept in the casebook and designates nobody."""

    entity: Annotated[
        str, Ask("Entity", hint="Name or identity of the entity.", given=True, option="id")
    ]
    pdf: Pdf = None
    xlsx: Xlsx = None


@dataclass(frozen=True, slots=True)
class ReportStates:
    """What is stated of one state, or of two together; it is kept and says nothing of any party."""

    states: Annotated[
        tuple[str, ...], Ask("States", hint="One code or two: CN,RU.", given=True, parted=",")
    ]
    pdf: Pdf = None
    xlsx: Xlsx = None


@dataclass(frozen=True, slots=True)
class DiscloseReport:
    """Log that the files of a report go out to somebody."""

    reference: Reference
    to: Annotated[str, Ask("To whom", option="disclose-to")]
    basis: Annotated[str, Ask("Basis", hint="Of the disclosure.")]
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
REPORT_SLIP: Deed[ReportSlip, None] = Deed(
    ReportSlip,
    name="case.slip_made",
    subject=SUBJECT,
    title="Hold or release slip",
    done="The slip is made.",
    told="Report made",
    audited="case.report_made",
    command="report slip",
    roles=EVERYBODY,
    topics=("reports",),
)
REPORT_ENTITY: Deed[ReportEntity, None] = Deed(
    ReportEntity,
    name="entity.report_made",
    subject=SUBJECT,
    title="Report on an entity",
    done="The report is made.",
    told="Report on an entity made",
    command="report entity",
    roles=KEEPERS,
    topics=("reports",),
)
REPORT_STATES: Deed[ReportStates, None] = Deed(
    ReportStates,
    name="relation.report_made",
    subject=SUBJECT,
    title="Report on states",
    done="The report is made.",
    told="Report on states made",
    command="report states",
    roles=KEEPERS,
    topics=("reports",),
)
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
DEEDS = (REPORT_CASE, REPORT_SLIP, REPORT_ENTITY, REPORT_STATES, DISCLOSE_REPORT)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
