"""The report on the load of the office: what its maker may read of it, frozen and kept."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.office.facts import CLOCK_COUNT, OFFICER_LOAD, STAGE_TIME
from landwaiter.domain.reports.subject_deeds import REPORT_LOAD, ReportLoad
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import (
    CellMark,
    ChainHead,
    Dossier,
    Table,
)
from landwaiter.services.base.wording import shown_date
from landwaiter.services.office.load import (
    OfficeLoad,
    clock_said,
    officer_said,
    read_load,
    spread_said,
    stages_said,
    unclocked_said,
)
from landwaiter.services.reports.dossier.columns import figures_of
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier, key_facts
from landwaiter.services.reports.kept_dossiers import (
    DossierSubject,
    days_key,
    days_printed,
    days_said,
    keep,
)
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.warm.session import Session


def freeze_load(session: Session, said: ReportLoad, reader: ReportReader | None = None) -> Dossier:
    """The load as it is now, of the days that are asked for."""
    with session.writing(REPORT_LOAD.name) as work:
        view = read_load(session, work.conn, first=said.first, last=said.last)
        about = DossierSubject(
            deed=REPORT_LOAD,
            kind=SubjectReport.LOAD,
            key=days_key(view.first, view.last),
            letter="L",
            said={"from": view.first.isoformat(), "to": view.last.isoformat()},
            reader=reader,
        )
        state = session.casebook.member_state
        return keep(session, work, about, partial(load_dossier, view, member_state=state))


def load_dossier(view: OfficeLoad, frame: Frame, head: ChainHead, *, member_state: str) -> Dossier:
    """The frozen content of a report on the load."""
    days = days_said(view.first, view.last)
    return replace(
        blank_dossier(
            frame,
            _("Report on the load of the office"),
            reference=days_printed(view.first, view.last),
            title=_("Load of the office, {days}").format(days=days),
            kind=_("figures on the work of the office"),
            member_state=member_state,
            head=head,
        ),
        tables=(_facts(view, days), _officers(view), _stages(view), _clocks(view)),
        not_checked=tuple(_not_checked(view)),
    )


def _facts(view: OfficeLoad, days: Words) -> Table:
    return key_facts(
        (_("Period"), days),
        (_("Counted on"), shown_date(view.day)),
        (_("Open cases"), str(sum(one.total for one in view.officers))),
        (_("Of them past due"), str(sum(one.overdue for one in view.officers))),
        (_("Clocks kept"), str(sum(one.kept for one in view.clocks))),
        (_("Clocks missed"), str(sum(one.missed for one in view.clocks))),
    )


def _officers(view: OfficeLoad) -> Table:
    hidden = any(one.officer is None for one in view.officers)
    return Table(
        id="officers",
        title=_("Open cases"),
        subtitle=_("on {day}").format(day=shown_date(view.day)),
        columns=figures_of(
            OFFICER_LOAD, {"officer": 34, "total": 18, "stages": 84, "legal": 20, "overdue": 16}
        ),
        rows=tuple(
            (
                CellMark(officer_said(one), strong=True),
                str(one.total),
                stages_said(one),
                str(one.legal),
                CellMark(str(one.overdue), strong=one.overdue > 0),
            )
            for one in view.officers
        ),
        notes=(_("Colleagues are not named to who made this report."),) if hidden else (),
        empty=_("No case is open."),
    )


def _stages(view: OfficeLoad) -> Table:
    return Table(
        id="stages",
        title=_("Days in a stage"),
        subtitle=_("of cases that left it from {days}").format(
            days=days_said(view.first, view.last)
        ),
        columns=figures_of(
            STAGE_TIME, {"stage": 30, "now": 18, "left": 16, "calendar": 54, "working": 54}
        ),
        rows=tuple(
            (
                stage_title(one.stage),
                str(one.now),
                str(one.left),
                spread_said(one.calendar),
                spread_said(one.working),
            )
            for one in view.stages
        ),
        empty=_("No case is here, and none left a stage in these days: not evaluated."),
    )


def _clocks(view: OfficeLoad) -> Table:
    return Table(
        id="clocks",
        title=_("Clocks"),
        subtitle=_("kept and missed in these days, and those that run now"),
        columns=figures_of(CLOCK_COUNT, {"name": 90, "kept": 26, "missed": 26, "running": 30}),
        rows=tuple(
            (
                CellMark(clock_said(one), strong=one.legal),
                str(one.kept),
                CellMark(str(one.missed), strong=one.missed > 0),
                str(one.running),
            )
            for one in view.clocks
        ),
        notes=tuple(unclocked_said(view)),
        empty=_("Not evaluated: no clock ended in these days and none runs."),
    )


def _not_checked(view: OfficeLoad) -> Iterator[Words]:
    if few := sum(1 for one in view.stages if one.calendar and one.calendar.p90 is None):
        yield _("Stages of which too few cases are known for a 90th percentile: {count}.").format(
            count=few
        )
    yield _("Cases that were removed are counted no more.")
    yield _("How much work a case is was not weighed.")
