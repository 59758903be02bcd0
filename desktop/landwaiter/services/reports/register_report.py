"""The register of cases: each case that was received in a period, and what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import capital
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.reports.subject_deeds import REPORT_REGISTER, ReportRegister
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.domain.statistics.counted import StatisticPeriod
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
)
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier, key_facts
from landwaiter.services.reports.kept_dossiers import (
    DossierSubject,
    days_key,
    days_printed,
    days_said,
    keep,
)
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.statistics.counting import period_of, refuse_reader_of_figures
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.statistics import register_lines, statistic_rows


@dataclass(frozen=True, slots=True)
class CaseRegister:
    """The rows of a period, in the order of their references."""

    period: StatisticPeriod
    rows: tuple[Mapping[str, Any], ...]
    outcomes: Mapping[str, str]
    """Case → outcome of its approved decision."""


def freeze_register(
    session: Session, said: ReportRegister, reader: ReportReader | None = None
) -> Dossier:
    """The register as it is now."""
    with session.writing(REPORT_REGISTER.name) as work:
        found = read_register(session, work.conn, said.first, said.last)
        about = DossierSubject(
            deed=REPORT_REGISTER,
            kind=SubjectReport.REGISTER,
            key=days_key(said.first, said.last),
            letter="RG",
            said={
                "from": said.first.isoformat(),
                "to": said.last.isoformat(),
                "cases": len(found.rows),
            },
            reader=reader,
        )
        state = session.casebook.member_state
        return keep(session, work, about, partial(register_dossier, found, member_state=state))


def read_register(session: Session, conn: Reader, first: date, last: date) -> CaseRegister:
    """What was received in these days; Invalid where they end before they begin."""
    refuse_reader_of_figures(session, conn)
    period, now = period_of(session, first, last, None), session.now()
    decided = statistic_rows.decisions(conn, now)
    return CaseRegister(
        period,
        tuple(register_lines.received(conn, first, last)),
        {case_id: one.outcome for case_id, one in decided.items()},
    )


def register_dossier(
    found: CaseRegister, frame: Frame, head: ChainHead, *, member_state: str
) -> Dossier:
    """The frozen content of a register."""
    period = found.period
    days = days_said(period.first, period.last)
    return replace(
        blank_dossier(
            frame,
            _("Provisional register of cases") if period.provisional else _("Register of cases"),
            reference=days_printed(period.first, period.last),
            title=_("Register of cases, {days}").format(days=days),
            kind=_("cases by reference"),
            member_state=member_state,
            head=head,
        ),
        tables=(
            key_facts((_("Period"), days), (_("Cases"), str(len(found.rows)))),
            _cases(found),
        ),
        not_checked=tuple(_not_checked(period)),
    )


def _cases(found: CaseRegister) -> Table:
    return Table(
        id="cases",
        title=_("Cases"),
        subtitle=_("by the day on which they were received, in the order of their references"),
        columns=(
            DossierColumn("case", _("Case"), Content.OPEN, CellType.CODE, width=34),
            DossierColumn("received", _("Received"), Content.OPEN, CellType.DATE, width=24),
            DossierColumn("mrn", _("MRN"), Content.OPEN, CellType.CODE, width=40),
            DossierColumn("exporter", _("Exporter"), Content.PERSONAL, width=52),
            DossierColumn("to", _("To"), Content.OPEN, CellType.CODE, width=10),
            DossierColumn("value", _("Value"), Content.BUSINESS, CellType.NUMBER, width=30),
            DossierColumn("became", _("Outcome"), Content.OPEN, width=50),
        ),
        rows=tuple(tuple(_row(one, found.outcomes)) for one in found.rows),
        empty=_("No case was received in this period."),
    )


def _row(row: Mapping[str, Any], outcomes: Mapping[str, str]) -> Iterator[Cell]:
    yield row["reference"]
    yield row["received"]
    yield row["mrn"]
    yield row["exporter"]
    yield row["destination"]
    value = row["value"]
    yield CellMark(str(value), unit=row["currency"] or "") if value is not None else None
    yield _became(row, outcomes)


def _became(row: Mapping[str, Any], outcomes: Mapping[str, str]) -> Words:
    """The outcome of the approved decision, else the stage, of a case of whatever kind."""
    outcome = outcomes.get(row["id"])
    return capital(outcome) if outcome else stage_title(row["stage"])


def _not_checked(period: StatisticPeriod) -> Iterator[Words]:
    if period.provisional:
        yield _("The last day is not over: cases may be received.")
    yield _("Cases that were removed are listed no more.")
    yield _("Exporter, value and stage are those of the day on which this was made.")
