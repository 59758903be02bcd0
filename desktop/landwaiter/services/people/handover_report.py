"""The handover sheet of the office: what the next shift must see to, frozen and kept.

It names no party and quotes no question: those stand in their cases and go with them.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import low
from landwaiter.domain.reports.subject_deeds import REPORT_HANDOVER, ReportHandover
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.i18n import Words, _, capitalised, joined, plural
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import shown_date, shown_whereabouts
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.deeds.handler import Job
from landwaiter.services.people.shift import (
    GoodsAtRisk,
    ShiftClock,
    ShiftSheet,
    WaitingPerson,
    read_shift,
)
from landwaiter.services.reports.deeds import on_subject
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier
from landwaiter.services.reports.kept_dossiers import DossierSubject, keep
from landwaiter.services.warm.session import Session


def freeze_handover(session: Session) -> Dossier:
    """The sheet as of now; its day tells it from others, and they are numbered by it."""
    with session.writing(REPORT_HANDOVER.name) as work:
        sheet = read_shift(session, work.conn)
        day = sheet.duty.day.isoformat()
        about = DossierSubject(
            deed=REPORT_HANDOVER,
            kind=SubjectReport.HANDOVER,
            key=day,
            letter="H",
            said={"day": day},
        )
        state = session.casebook.member_state
        return keep(session, work, about, partial(handover_dossier, sheet, member_state=state))


HANDOVER: Job[ReportHandover] = on_subject(
    REPORT_HANDOVER, lambda session, _said, _reader: freeze_handover(session)
)


def handover_dossier(
    sheet: ShiftSheet, frame: Frame, head: ChainHead, *, member_state: str
) -> Dossier:
    """The frozen content of a handover sheet."""
    day = sheet.duty.day
    return replace(
        blank_dossier(
            frame,
            _("Handover sheet"),
            reference=day.isoformat(),
            title=_("For the next shift, {day}").format(day=shown_date(day)),
            kind=_("clocks, people and goods of the office"),
            member_state=member_state,
            head=head,
        ),
        tables=(_duty(sheet), _clocks(sheet), _goods(sheet), _waiting(sheet)),
        not_checked=tuple(_not_checked(sheet)),
    )


def _duty(sheet: ShiftSheet) -> Table:
    duty = sheet.duty
    away = tuple(one for one in duty.absences if one.covers(duty.day))
    return Table(
        id="duty",
        title=_("On duty"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=34),
            DossierColumn("who", _("Who"), Content.INTERNAL, width=120),
        ),
        rows=(
            (_("On duty"), joined(", ", duty.present) or _("nobody")),
            *(
                (
                    _("Absent until {day}").format(day=shown_date(one.last_day)),
                    _("{person}; deputy: {deputy}").format(
                        person=one.person, deputy=one.deputy or _("nobody")
                    ),
                )
                for one in away
            ),
        ),
        notes=(*duty.warnings, *duty.standing_in),
        form=TableForm.FACTS,
    )


def _clocks(sheet: ShiftSheet) -> Table:
    return Table(
        id="clocks",
        title=_("Clocks that end soon"),
        subtitle=_("ran out, or end by {day}; those of law in bold").format(
            day=shown_date(sheet.until)
        ),
        columns=(
            DossierColumn("ends", _("Ends"), Content.OPEN, width=40),
            DossierColumn("clock", _("Clock"), Content.OPEN, width=50),
            DossierColumn("case", _("Case"), Content.OPEN, CellType.CODE, width=38),
            DossierColumn("acting", _("Who acts"), Content.INTERNAL, width=36),
            DossierColumn("next", _("Next step"), Content.INTERNAL, width=76),
        ),
        rows=tuple(map(_clock, sheet.clocks)),
        notes=_more_cases(sheet),
        empty=_("No clock ends by then."),
    )


def _clock(one: ShiftClock) -> tuple[Cell, ...]:
    return (
        CellMark(capitalised(end_words(one.countdown)), strong=one.legal),
        CellMark(one.label, strong=one.legal),
        one.reference,
        one.acting or CellMark(_("nobody on duty"), strong=True),
        one.next_step,
    )


def _more_cases(sheet: ShiftSheet) -> tuple[Words, ...]:
    if not sheet.more_cases:
        return ()
    return (
        plural(
            sheet.more_cases,
            "{n} more case has a clock that ends by then and is not told here.",
            "{n} more cases have a clock that ends by then and are not told here.",
        ),
    )


def _goods(sheet: ShiftSheet) -> Table:
    return Table(
        id="goods",
        title=_("Goods at risk"),
        subtitle=_("in hand, and to be released, loaded or looked at again by then"),
        columns=(
            DossierColumn("case", _("Case"), Content.OPEN, CellType.CODE, width=38),
            DossierColumn("item", _("Item"), Content.OPEN, width=22),
            DossierColumn("goods", _("Goods"), Content.OPEN, width=50),
            DossierColumn("status", _("Goods status"), Content.OPEN, width=34),
            DossierColumn("where", _("Where"), Content.OPEN, width=40),
            DossierColumn("why", _("What threatens"), Content.OPEN, width=56),
        ),
        rows=tuple(map(_goods_row, sheet.goods)),
        notes=_more_cases(sheet),
        empty=_("No goods in hand are at risk by then."),
    )


def _goods_row(one: GoodsAtRisk) -> tuple[Cell, ...]:
    return (
        one.reference,
        _("Item {no}").format(no=one.item),
        one.goods or None,
        shown_whereabouts(one.item_row, one.state),
        joined("; ", one.where) or _("nothing is recorded of its place"),
        capitalised(joined("; ", one.why)),
    )


def _waiting(sheet: ShiftSheet) -> Table:
    return Table(
        id="waiting",
        title=_("Who waits for whom"),
        subtitle=_("requests without an answer, and what waits for a second person"),
        columns=(
            DossierColumn("who", _("Who waits"), Content.INTERNAL, width=38),
            DossierColumn("whom", _("For whom"), Content.PERSONAL, width=52),
            DossierColumn("what", _("For what"), Content.INTERNAL, width=62),
            DossierColumn("case", _("Case"), Content.OPEN, CellType.CODE, width=38),
            DossierColumn("since", _("Since"), Content.OPEN, CellType.INSTANT, width=26),
            DossierColumn("until", _("Until"), Content.OPEN, width=34),
        ),
        rows=tuple(map(_waits, sheet.waiting)),
        notes=_more_requests(sheet),
        empty=_("Nobody waits for anybody."),
    )


def _waits(one: WaitingPerson) -> tuple[Cell, ...]:
    asked, since = one.request, one.since.isoformat()
    who = one.who or CellMark(_("nobody on duty"), strong=True)
    if asked is None:
        return who, _("a second person"), one.title, one.reference or None, since, None
    until = asked.countdown
    return (
        who,
        asked.addressee,
        low(asked.kind),
        one.reference,
        since,
        CellMark(end_words(until), strong=until.ran_out) if until else _("no date is set"),
    )


def _more_requests(sheet: ShiftSheet) -> tuple[Words, ...]:
    if not sheet.more_requests:
        return ()
    return (
        plural(
            sheet.more_requests,
            "{n} more request has no answer.",
            "{n} more requests have no answer.",
        ),
    )


def _not_checked(sheet: ShiftSheet) -> Iterator[Words]:
    yield _("Clocks that end after {day} are not told.").format(day=shown_date(sheet.until))
    yield _("What was said and not noted in a case is not told.")
