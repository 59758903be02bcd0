"""Deeds on reports: made of a case or of something else, and logged as given out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    EVERYBODY,
    KEEPERS,
    WORKERS,
    Ask,
    Deed,
    FileUse,
    Reason,
    Second,
)
from landwaiter.domain.reports.consent_deeds import RECORD_CONSENT
from landwaiter.domain.reports.court_orders import (
    MEANS,
    OrderedClasses,
    order_number,
    ordered_classes,
)
from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.gists import SHORTEST, gist_number
from landwaiter.domain.reports.profiles import Profile, profile_of
from landwaiter.domain.reports.statistic_tables import TABLES_OF, StatisticSet, StatisticTable
from landwaiter.domain.reports.subjects import LOAD_READERS, RECORD_READERS, STATISTICS_READERS
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _

SUBJECT = "reports"


class CaseReport(StrEnum):
    """The types of report on a case."""

    CASE = "case"
    REFERRAL = "referral"
    CONSULTATION = "consultation"
    DENIAL = "denial"
    APPEAL = "appeal"
    INCIDENT = "incident"
    SEIZURE = "seizure"
    AES_FEEDBACK = "aes-feedback"
    MINISTRY = "ministry"
    AUDIT = "audit"


class SlipKind(StrEnum):
    """What a slip orders; the word is that of its command, and kept with each."""

    HOLD = "hold-slip"
    RELEASE = "release-slip"


BUNDLE: Final = "bundle"
"""The kind of document that a court bundle is."""


class SheetSize(StrEnum):
    """What a document is printed on."""

    A4 = "A4"
    A5 = "A5"
    LABEL = "label"
    """100 × 150 mm."""


Reference = Annotated[str, Ask("Case", Content.OPEN, given=True, option="ref")]
Pdf = Annotated[Path | None, Ask("PDF", Content.INTERNAL, file=FileUse.WRITTEN)]
Xlsx = Annotated[Path | None, Ask("Excel", Content.INTERNAL, file=FileUse.WRITTEN)]
CertificateFile = Annotated[
    Path | None,
    Ask(
        "Certificate",
        Content.INTERNAL,
        hint="Sign the PDF as PAdES besides; else the setting report.certificate.",
        file=FileUse.READ,
    ),
]
Password = Annotated[str, Ask("Password of the certificate", secret=True)]
First = Annotated[dt.date | None, Ask("First day", option="from")]
Last = Annotated[dt.date | None, Ask("Last day", hint="Without it, today.", option="to")]


Reader = Annotated[
    Profile | None,
    Ask(
        "For whom",
        hint="What this reader may not see is left out; without, as the kind of report says.",
        option="for",
        reads=profile_of,
    ),
]
To = Annotated[
    str,
    Ask("Addressee", Content.PERSONAL, hint="Who gets it: what is its own is shown.", option="to"),
]

OrderOnCase = Annotated[
    int | None,
    Ask(
        "Order of the court",
        hint="By its number on the case: what it names goes into an annex under seal.",
        option="order",
        reads=order_number,
    ),
]
Annex = Annotated[
    Path | None,
    Ask(
        "Annex under seal",
        Content.INTERNAL,
        hint="PDF of its own with the passages that the order names.",
        file=FileUse.WRITTEN,
    ),
]


SecondLanguage = Annotated[
    str,
    Ask(
        "Second language",
        Content.OPEN,
        hint="Of a form: such as pl, beside the language of the program.",
        option="and",
    ),
]


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
class ReportBundle:
    """The bundle for a court: index, exhibits, chronology, the state that was decided on, and all
    audit entries of the case with the proof that they are all."""

    reference: Reference
    folder: Annotated[
        Path | None,
        Ask(
            "Folder",
            Content.INTERNAL,
            hint="A new folder: the pages, each exhibit, a manifest, what verifies them.",
            file=FileUse.WRITTEN,
        ),
    ] = None
    pdf: Annotated[
        Path | None,
        Ask(
            "PDF",
            Content.INTERNAL,
            hint="One file that has each exhibit attached.",
            file=FileUse.WRITTEN,
        ),
    ] = None
    certificate: CertificateFile = None
    password: Password = field(default="", repr=False)
    reader: Reader = None
    to: To = ""
    order: OrderOnCase = None
    annex: Annex = None


@dataclass(frozen=True, slots=True)
class ReportEntity:
    """The dossier of an entity; it is kept in the casebook and designates nobody."""

    entity: Annotated[
        str,
        Ask(
            "Entity",
            Content.PERSONAL,
            hint="Name or identity of the entity.",
            given=True,
            option="id",
        ),
    ]
    pdf: Pdf = None
    xlsx: Xlsx = None
    reader: Reader = None
    to: To = ""


@dataclass(frozen=True, slots=True)
class ReportStates:
    """What is stated of one state, or of two together; it is kept and says nothing of any party."""

    states: Annotated[
        tuple[str, ...],
        Ask("States", Content.OPEN, hint="One code or two: CN,RU.", given=True, parted=","),
    ]
    pdf: Pdf = None
    xlsx: Xlsx = None
    reader: Reader = None
    to: To = ""


@dataclass(frozen=True, slots=True)
class ReportLoad:
    """The load of the office as its maker may read it; of 90 days without any."""

    first: First = None
    last: Last = None
    pdf: Pdf = None
    xlsx: Xlsx = None
    reader: Reader = None


@dataclass(frozen=True, slots=True)
class ReportReviewers:
    """Records of reviewers, and the returns that they are made of; of a year without any days."""

    first: First = None
    last: Last = None
    reviewer: Annotated[str, Ask("Reviewer", Content.PERSONAL, hint="Of one alone.")] = ""
    pdf: Pdf = None
    xlsx: Xlsx = None
    reader: Reader = None


@dataclass(frozen=True, slots=True)
class ReportPractice:
    """How the exercises of a training casebook were worked on, as far as they are proposed."""

    reference: Annotated[
        str, Ask("Exercise", Content.OPEN, hint="Its case; without, all.", given=True, option="ref")
    ] = ""
    solution: Annotated[
        bool, Ask("Solution", hint="Tell what was expected before a proposal too.")
    ] = False
    pdf: Pdf = None
    xlsx: Xlsx = None
    reader: Reader = None
    to: To = ""


@dataclass(frozen=True, slots=True)
class ReportStatistics:
    """The statistics of a period; figures by which a case could be told are withheld."""

    first: Annotated[dt.date, Ask("First day", option="from")]
    last: Annotated[dt.date, Ask("Last day", option="to")]
    tables: Annotated[
        tuple[StatisticTable, ...],
        Ask("Tables", hint="Such as T2,T4; without, all of them.", option="table", parted=","),
    ] = ()
    chosen: Annotated[
        StatisticSet | None,
        Ask(
            "Set of tables",
            hint="annual-report: T5, T6, T7, T9, T11 of a calendar year, in place of tables.",
            option="set",
        ),
    ] = None
    cut_off: Annotated[
        dt.date | None,
        Ask("Cut-off", hint="What was recorded until the end of this day; else of the last day."),
    ] = None
    whole: Annotated[
        bool, Ask("Withhold nothing", hint="For the office alone: each figure with its cases.")
    ] = False
    pdf: Pdf = None
    xlsx: Xlsx = None


def tables_asked(said: ReportStatistics) -> tuple[StatisticTable, ...]:
    """Those that are named, or those of the set; empty: all. Invalid where both are said, or where
    a set of a year is asked for another period."""
    if said.chosen is None:
        return said.tables
    if said.tables:
        raise Invalid(
            _("A set of tables is asked for, and tables besides."),
            field="set",
            value=said.chosen.value,
            remedy=_("Name the set, or the tables."),
        )
    year = said.first.year
    if (said.first, said.last) != (dt.date(year, 1, 1), dt.date(year, 12, 31)):
        raise Invalid(
            _("The contribution to the annual report is of a calendar year."),
            field="to",
            value=said.last.isoformat(),
            remedy=_("Give {first} as the first day and {last} as the last.").format(
                first=dt.date(year, 1, 1).isoformat(), last=dt.date(year, 12, 31).isoformat()
            ),
        )
    return TABLES_OF[said.chosen]


@dataclass(frozen=True, slots=True)
class ReportRegister:
    """The register of cases that were received in a period, with what became of each."""

    first: Annotated[dt.date, Ask("First day", option="from")]
    last: Annotated[dt.date, Ask("Last day", option="to")]
    pdf: Pdf = None
    xlsx: Xlsx = None
    reader: Reader = None


@dataclass(frozen=True, slots=True)
class ReportHandover:
    """The sheet for the next shift: clocks that end soon, who waits for whom, goods at risk."""

    pdf: Pdf = None
    xlsx: Xlsx = None


@dataclass(frozen=True, slots=True)
class ReportListing:
    """An approved proposal for a listing, for whoever decides; it designates nobody."""

    proposal: Annotated[
        str,
        Ask(
            "Proposal",
            Content.PERSONAL,
            hint="Its identity, or the name of its entity.",
            given=True,
        ),
    ]
    pdf: Pdf = None
    xlsx: Xlsx = None
    reader: Reader = None
    to: To = ""


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


@dataclass(frozen=True, slots=True)
class ReleaseGist:
    """Write a sentence in place of a passage that a report withholds: once another person agrees,
    reports of its type print it for that reader as long as the passage stays the same.
    """

    dossier: Annotated[str, Ask("Report", Content.OPEN, hint="As its pages name it.", given=True)]
    place: Annotated[str, Ask("Place", Content.OPEN, hint="As the manifest names it.", given=True)]
    text: Annotated[
        str,
        Ask(
            "Gist",
            Content.INTERNAL,
            hint="One sentence that names no source.",
            least=SHORTEST,
            long=True,
        ),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class WithdrawGist:
    """Take a gist back: reports print it no more; those that did stay as they are."""

    reference: Reference
    number: Annotated[int, Ask("Its number on the case", given=True, option="n", reads=gist_number)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class JudgeFind:
    """Say whether words that may name a source in confidence do, or are another thing. It holds
    for that very text alone; until each find is judged, no report leaves the office. That it is
    another thing counts once a second person agrees.
    """

    reference: Reference
    find: Annotated[
        str, Ask("Find to judge", Content.OPEN, hint="As “report finds” names it.", given=True)
    ]
    reader: Annotated[Profile, Ask("For whom", option="for", reads=profile_of)]
    outcome: Annotated[
        FindOutcome,
        Ask(
            "Outcome",
            hint="The source, by its name or by the whole text; or another thing.",
            option="as",
            law=True,
        ),
    ]
    reason: Reason
    kind: Annotated[CaseReport, Ask("Report", option="report")] = CaseReport.CASE
    to: To = ""


def _is_another_thing(_subject: Any, said: JudgeFind, _office: Mapping[str, str]) -> bool:
    return said.outcome is FindOutcome.OTHER


@dataclass(frozen=True, slots=True)
class RecordCourtOrder:
    """Record the order by which a court wants what is withheld from it: once another person has
    read it too, reports for that court may have an annex under seal.
    """

    reference: Reference
    number: Annotated[str, Ask("Number of the order", Content.OPEN, least=1)]
    day: Annotated[dt.date, Ask("Day of the order", option="date")]
    court: Annotated[str, Ask("Court", Content.OPEN, least=1)]
    classes: Annotated[
        OrderedClasses,
        Ask("Classes that it names", law=True, means=MEANS, reads=ordered_classes),
    ]
    reason: Reason
    evidence: Annotated[
        str, Ask("Its document", Content.OPEN, hint="A piece of evidence, such as E-03.")
    ] = ""


@dataclass(frozen=True, slots=True)
class WithdrawCourtOrder:
    """Take the record of an order back: no annex is made on it any more."""

    reference: Reference
    number: Annotated[
        int, Ask("Its number on the case", given=True, option="n", reads=order_number)
    ]
    reason: Reason


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
REPORT_BUNDLE: Deed[ReportBundle, None] = Deed(
    ReportBundle,
    name="case.bundle_made",
    subject=SUBJECT,
    title="Court bundle",
    done="The bundle is made.",
    told="Report made",
    audited="case.report_made",
    command="report bundle",
    roles=EVERYBODY,
    topics=("reports",),
)
SLIPS: tuple[Deed[Any, None], ...] = (REPORT_HOLD_SLIP, REPORT_RELEASE_SLIP)
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
REPORT_LOAD: Deed[ReportLoad, None] = Deed(
    ReportLoad,
    name="load.report_made",
    subject=SUBJECT,
    title="Report on the load of the office",
    done="The report is made.",
    told="Report on the load made",
    command="report load",
    roles=LOAD_READERS,
    topics=("reports",),
)
REPORT_REVIEWERS: Deed[ReportReviewers, None] = Deed(
    ReportReviewers,
    name="reviewers.report_made",
    subject=SUBJECT,
    title="Report on reviewers",
    done="The report is made.",
    told="Report on reviewers made",
    command="report reviewers",
    roles=RECORD_READERS,
    topics=("reports",),
)
REPORT_PRACTICE: Deed[ReportPractice, None] = Deed(
    ReportPractice,
    name="practice.report_made",
    subject=SUBJECT,
    title="Report on practice",
    done="The report is made.",
    told="Report on practice made",
    command="report practice",
    roles=EVERYBODY,
    topics=("reports",),
)
REPORT_STATISTICS: Deed[ReportStatistics, None] = Deed(
    ReportStatistics,
    name="statistics.report_made",
    subject=SUBJECT,
    title="Report of statistics",
    done="The report is made.",
    told="Report of statistics made",
    command="report statistics",
    roles=STATISTICS_READERS,
    topics=("reports",),
)
REPORT_REGISTER: Deed[ReportRegister, None] = Deed(
    ReportRegister,
    name="register.report_made",
    subject=SUBJECT,
    title="Register of cases",
    done="The report is made.",
    told="Register of cases made",
    command="report register",
    roles=STATISTICS_READERS,
    topics=("reports",),
)
REPORT_HANDOVER: Deed[ReportHandover, None] = Deed(
    ReportHandover,
    name="handover.report_made",
    subject=SUBJECT,
    title="Handover sheet",
    done="The sheet is made.",
    told="Handover sheet made",
    command="report handover",
    roles=EVERYBODY,
    topics=("reports",),
)
REPORT_LISTING: Deed[ReportListing, None] = Deed(
    ReportListing,
    name="listing.report_made",
    subject=SUBJECT,
    title="Proposal for a listing",
    done="The report is made.",
    told="Proposal for a listing printed",
    command="report listing",
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
RELEASE_GIST: Deed[ReleaseGist, Any] = Deed(
    ReleaseGist,
    name="release_gist",
    subject=SUBJECT,
    title="Write a gist",
    done="The gist is released.",
    told="Gist released",
    command="report gist",
    roles=WORKERS,
    topics=("reports",),
    second=(
        Second(
            "Gist in place of a withheld passage",
            "always",
            APPROVERS,
            "its mover, and who has a conflict of interest",
        ),
    ),
)
WITHDRAW_GIST: Deed[WithdrawGist, Any] = Deed(
    WithdrawGist,
    name="gist.withdrawn",
    subject=SUBJECT,
    title="Withdraw a gist",
    done="The gist is withdrawn.",
    told="Gist withdrawn",
    command="report withdraw-gist",
    roles=WORKERS,
    topics=("reports",),
)
JUDGE_FIND: Deed[JudgeFind, None] = Deed(
    JudgeFind,
    name="find.judged",
    subject=SUBJECT,
    title="Judge a find",
    done="The find is judged.",
    told="Find judged",
    command="report judge",
    roles=WORKERS,
    topics=("reports",),
    second=(
        Second(
            "Words of a find that are another thing than a source",
            "they are to be printed",
            APPROVERS,
            "its mover, and who has a conflict of interest",
            holds=_is_another_thing,
        ),
    ),
)
RECORD_COURT_ORDER: Deed[RecordCourtOrder, Any] = Deed(
    RecordCourtOrder,
    name="record_court_order",
    subject=SUBJECT,
    title="Record an order of a court",
    done="The order is recorded.",
    told="Order of a court recorded",
    command="report order",
    roles=WORKERS,
    topics=("reports",),
    second=(
        Second(
            "Order of a court that releases what is withheld",
            "always",
            APPROVERS,
            "its mover, and who has a conflict of interest",
        ),
    ),
)
WITHDRAW_COURT_ORDER: Deed[WithdrawCourtOrder, Any] = Deed(
    WithdrawCourtOrder,
    name="court_order.withdrawn",
    subject=SUBJECT,
    title="Withdraw an order of a court",
    done="The record of the order is withdrawn.",
    told="Order of a court withdrawn",
    command="report withdraw-order",
    roles=WORKERS,
    topics=("reports",),
)
SUBJECT_REPORTS: tuple[Deed[Any, None], ...] = (
    REPORT_ENTITY,
    REPORT_STATES,
    REPORT_LOAD,
    REPORT_REVIEWERS,
    REPORT_PRACTICE,
    REPORT_STATISTICS,
    REPORT_REGISTER,
    REPORT_HANDOVER,
    REPORT_LISTING,
)
"""What is about something else than a case."""
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
