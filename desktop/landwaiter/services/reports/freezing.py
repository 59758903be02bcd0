"""A dossier is frozen as its reader gets it, and stored with its hash in the audit chain."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import REPORT_CASE
from landwaiter.domain.reports.finds import SourceFind
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import spoken
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.hits.confidential_lists import withheld
from landwaiter.services.reports.case_frame import read_case
from landwaiter.services.reports.consents import owners_said
from landwaiter.services.reports.court_orders import standing_order
from landwaiter.services.reports.dossier.compose import Frame, case_dossier
from landwaiter.services.reports.gists import released_gists
from landwaiter.services.reports.paper_readers import (
    RedactedReport,
    ReportReader,
    addressed,
    for_reader,
)
from landwaiter.services.reports.sealed_annex import (
    ANNEX_REPORT,
    AnnexContents,
    addressed_by,
    ordered_contents,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.anchors import add_anchor
from landwaiter.storage.audit.chain import Head
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.reports.told_rows import refuse_missing

Composed = Callable[[CaseView, Frame], Dossier]
"""Makes the content of a report from a case and what surrounds it."""


Finished = Callable[[Dossier], Dossier]


class FrozenReport(NamedTuple):
    """A dossier that was frozen, and the annex under seal that it names; None: it has none."""

    report: Dossier
    annex: Dossier | None


def freeze(
    session: Session,
    reference: str,
    *,
    compose: Composed = case_dossier,
    report_type: str = CaseReport.CASE,
    reader: ReportReader | None = None,
    finish: Finished | None = None,
    noted: Mapping[str, Any] = MappingProxyType({}),
    order: int | None = None,
) -> FrozenReport:
    """The dossier of the case as it is now, stored with its hash in the audit chain; with its annex
    under seal where the `order` of a court of this number wants one.

    What the reader may not see is taken out before anything is stored or made of it; without a
    reader it is for the office itself. `finish` may say more of what was taken out; what is
    `noted` the audit entry says besides. Conflict where a find of a source is not judged.
    """
    if order is not None:
        reader = _for_court_of(session, reference, reader, order)
    view, report, contents = _composed(
        session, reference, compose, report_type, reader, order=order
    )
    report.refuse_unjudged()
    told, annex = report.dossier, None
    if contents is not None:
        annex = contents.dossier(told, session.texts)
        told = contents.named_by(told, annex)
    dossier = with_words(finish(told) if finish else told, spoken(), texts=session.texts)
    with session.writing(REPORT_CASE.name) as work:
        kept = _keep(work, view, dossier, report_type, report.kept)
        if contents is not None and annex is not None:
            sealed = {"profile": Profile.COURT.value, "addressee": reader.to if reader else ""}
            records.add(
                work.conn,
                "sealed_annex",
                dossier_id=_keep(work, view, annex, ANNEX_REPORT, sealed),
                body_id=kept,
                order_id=contents.order.id,
            )
            said = {
                "annex": annex.id,
                "annex_sha256": annex.sha256(),
                "order": contents.order.label,
            }
            noted = {**noted, **said}
        # The head printed on each page is now known outside: later changes before it show.
        printed = Head(view.audit_seq, view.audit_sha256)
        add_anchor(work, session.casebook.id, printed, kind="report", note=dossier.id)
        work.audit(
            REPORT_CASE.entry,
            f"case/{view.case.id}",
            {
                "reference": view.case.reference,
                "dossier": dossier.id,
                "sha256": dossier.sha256(),
                **addressed(reader),
                **noted,
            },
        )
        work.changed("reports", view.case.id)
    return FrozenReport(dossier, annex)


def _keep(
    work: UnitOfWork, view: CaseView, dossier: Dossier, report_type: str, kept: Mapping[str, Any]
) -> str:
    """Identity of the row."""
    made = work.new_id()
    records.add(
        work.conn,
        "dossier",
        id=made,
        case_id=view.case.id,
        report_type=report_type,
        body=dossier.canonical(),
        sha256=dossier.sha256(),
        author=work.actor,
        at=work.now,
        **kept,
    )
    return made


def _for_court_of(
    session: Session, reference: str, reader: ReportReader | None, order: int
) -> ReportReader:
    """The court of the order, to which the report goes with its annex."""
    with session.reading() as conn:
        row = standing_order(session, conn, case_id_of(conn, reference), order)
    return addressed_by(reader, row.order)


def _composed(
    session: Session,
    reference: str,
    compose: Composed,
    report_type: str,
    reader: ReportReader | None,
    *,
    order: int | None = None,
) -> tuple[CaseView, RedactedReport, AnnexContents | None]:
    """The case as it is now, its dossier as the reader gets it, and what an order of a court hands
    over of what is withheld; nothing is stored."""
    with session.snapshot() as still:
        view, frame = read_case(still, reference, report_type)
        dossier = compose(view, frame)
        with still.reading() as conn:
            if reader is not None:
                refuse_missing(conn, view.case.id)
            gists = (
                released_gists(still, conn, view.case, report_type, reader.profile)
                if reader
                else ()
            )
            owners = owners_said(conn, view.case.id, reader)
            report = for_reader(
                conn, withheld(conn, dossier), reader, view.case, gists=gists, owners=owners
            )
            if order is None:
                return view, report, None
            contents = ordered_contents(
                still, conn, view, report, report_type=report_type, number=order
            )
            return view, report, contents


def finds_in_report(
    session: Session,
    reference: str,
    *,
    compose: Composed,
    report_type: str,
    reader: ReportReader,
) -> tuple[str, tuple[SourceFind, ...]]:
    """Identity of the case, and where a report of now would name a source, judged or not."""
    view, report, _contents = _composed(session, reference, compose, report_type, reader)
    return view.case.id, report.finds
