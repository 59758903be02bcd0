"""Deeds that report on something else than a case."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    EVERYBODY,
    KEEPERS,
    Ask,
    Deed,
)
from landwaiter.domain.reports.report_fields import SUBJECT, First, Last, Pdf, Reader, To, Xlsx
from landwaiter.domain.reports.statistic_tables import TABLES_OF, StatisticSet, StatisticTable
from landwaiter.domain.reports.subjects import LOAD_READERS, RECORD_READERS, STATISTICS_READERS
from landwaiter.errors import Invalid
from landwaiter.i18n import _


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
