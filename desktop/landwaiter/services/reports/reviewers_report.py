"""The report on reviewers: records with the returns behind them, frozen and kept.

The reasons of returns stay in their cases: they go with them, and a report on reviewers stays.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from landwaiter.canonical import instant
from landwaiter.domain.reports.subject_deeds import REPORT_REVIEWERS, ReportReviewers
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.domain.review.facts import RETURNED, REVIEWER
from landwaiter.domain.review.returns import return_words
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import (
    CellMark,
    ChainHead,
    Dossier,
    Table,
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
from landwaiter.services.review.returns import (
    ReviewRecords,
    became_said,
    helped_said,
    kinds_said,
    read_records,
)
from landwaiter.services.warm.session import Session

_NONE: Final = "–"


def freeze_reviewers(
    session: Session, said: ReportReviewers, reader: ReportReader | None = None
) -> Dossier:
    """The records that the person may read, of the days that are asked for."""
    with session.writing(REPORT_REVIEWERS.name) as work:
        found = read_records(
            session, work.conn, first=said.first, last=said.last, reviewer=said.reviewer
        )
        days = found.period
        about = DossierSubject(
            deed=REPORT_REVIEWERS,
            kind=SubjectReport.REVIEWERS,
            key=days_key(days.first, days.last),
            letter="R",
            said={
                "from": days.first.isoformat(),
                "to": days.last.isoformat(),
                "reviewer": said.reviewer,
            },
            reader=reader,
        )
        compose = partial(
            reviewers_dossier,
            found,
            said.reviewer,
            member_state=session.casebook.member_state,
        )
        return keep(session, work, about, compose)


def reviewers_dossier(
    found: ReviewRecords, reviewer: str, frame: Frame, head: ChainHead, *, member_state: str
) -> Dossier:
    """The frozen content of a report on reviewers, or on one of them."""
    days = days_said(found.period.first, found.period.last)
    return replace(
        blank_dossier(
            frame,
            _("Report on reviewers"),
            reference=days_printed(found.period.first, found.period.last),
            title=(
                _("Records of {reviewer}, {days}").format(reviewer=reviewer, days=days)
                if reviewer
                else _("Records of reviewers, {days}").format(days=days)
            ),
            kind=_("figures on second persons"),
            member_state=member_state,
            head=head,
        ),
        tables=(_facts(found, days), _records(found), _returns(found)),
        not_checked=tuple(_not_checked(found)),
    )


def _facts(found: ReviewRecords, days: Words) -> Table:
    return key_facts(
        (_("Period"), days),
        (_("Reviewers"), str(len(found.records))),
        (_("Approved"), str(sum(one.approved for one in found.records))),
        (_("Returned"), str(sum(one.returned for one in found.records))),
    )


def _records(found: ReviewRecords) -> Table:
    counts = {"approved": 20, "returned": 20, "kinds": 58, "approved_later": 22, "changed": 22}
    return Table(
        id="reviewers",
        title=_("Reviewers"),
        subtitle=_("what became of it since stands as it was when this was made"),
        columns=figures_of(REVIEWER, {"reviewer": 34, **counts, "reversed": 20, "feedback": 30}),
        rows=tuple(
            (
                CellMark(one.reviewer, strong=True),
                str(one.approved),
                str(one.returned),
                kinds_said(one) or _NONE,
                str(one.approved_later),
                str(one.changed),
                CellMark(str(one.reversed), strong=one.reversed > 0),
                helped_said(one),
            )
            for one in found.records
        ),
        notes=(
            _(
                "Figures are no grade: a return may be right and an approval wrong, and cases "
                "are not of one kind."
            ),
        ),
        empty=_("Nothing was approved or returned in these days: not evaluated."),
    )


def _returns(found: ReviewRecords) -> Table:
    widths = {"reference": 36, "version": 16, "author": 30, "by": 30, "at": 34, "kind": 32}
    return Table(
        id="returns",
        title=_("Returned proposals"),
        subtitle=_("in the order of time"),
        columns=figures_of(RETURNED, {**widths, "became": 50}),
        rows=tuple(
            (
                one.reference,
                str(one.version),
                one.author,
                one.returned_by,
                instant(one.at),
                return_words(one.kind),
                became_said(one),
            )
            for one in found.returned
        ),
        notes=(_("The reason of a return stands in its case and goes with it."),)
        if found.returned
        else (),
        empty=_("Nothing was returned in these days."),
    )


def _not_checked(found: ReviewRecords) -> Iterator[Words]:
    if unsaid := sum(1 for one in found.returned if not one.feedback):
        yield _("Returns of which nobody said whether they helped: {count}.").format(count=unsaid)
    if waiting := sum(1 for one in found.returned if one.approved_version is None):
        yield _("Returns after which nothing was approved yet: {count}.").format(count=waiting)
    yield _("Whether an approval was right is known only where the decision fell.")
    yield _("The reviewers were not heard on these figures.")
