"""Carries out the deeds on reports."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from landwaiter.canonical import sha256_hex
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.reports import (
    bundle_deeds,
    deeds,
    find_deeds,
    gist_deeds,
    order_deeds,
    subject_deeds,
)
from landwaiter.domain.reports.bundle_deeds import ReportBundle
from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.domain.reports.consent_deeds import RECORD_CONSENT, RecordOwnersConsent
from landwaiter.domain.reports.court_orders import CourtOrder
from landwaiter.domain.reports.deeds import DiscloseReport, ExportCases, ReportCase
from landwaiter.domain.reports.find_deeds import JudgeFind
from landwaiter.domain.reports.gist_deeds import ReleaseGist, WithdrawGist
from landwaiter.domain.reports.gists import Gist
from landwaiter.domain.reports.order_deeds import RecordCourtOrder, WithdrawCourtOrder
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.domain.retention.access_deeds import GIVE_OUT, REPORT_ACCESS_ANSWER, GiveOut
from landwaiter.domain.retention.privacy_deeds import REPORT_PRIVACY
from landwaiter.errors import Invalid
from landwaiter.i18n import Catalogue, _, spoken
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.second_language import in_two_languages
from landwaiter.services.deeds.handler import Doing, Entries, Handler, Job, Mover, Tell
from landwaiter.services.deeds.motion_form import MotionForm
from landwaiter.services.reports import consents, court_orders, finds, freezing, gists
from landwaiter.services.reports.access_answer import freeze_open_answer, give_out
from landwaiter.services.reports.bundle.making import report_bundle
from landwaiter.services.reports.case_export import export_cases
from landwaiter.services.reports.dossier.slip import slip_dossier
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.services.reports.entity_report import freeze_entity
from landwaiter.services.reports.files import file_names, rendering
from landwaiter.services.reports.files.received import Certificate
from landwaiter.services.reports.freezing import Composed
from landwaiter.services.reports.kinds.paper_kinds import audience_of, second_language
from landwaiter.services.reports.listing_report import freeze_listing
from landwaiter.services.reports.load_report import freeze_load
from landwaiter.services.reports.paper_readers import ReportReader, reader_of
from landwaiter.services.reports.practice_report import freeze_practice
from landwaiter.services.reports.privacy_report import freeze_privacy
from landwaiter.services.reports.register_report import freeze_register
from landwaiter.services.reports.reporting import ReportResult
from landwaiter.services.reports.reviewers_report import freeze_reviewers
from landwaiter.services.reports.states_report import freeze_states
from landwaiter.services.reports.statistics_report import freeze_statistics
from landwaiter.services.reports.withheld_passages import WithheldOfCase
from landwaiter.services.retention.disclosures import disclosed
from landwaiter.services.warm.session import Session
from landwaiter.user_file import open_file

A = TypeVar("A")


def report_case(session: Session, said: ReportCase, _tell: Tell) -> ReportResult:
    """NotAllowed where the case has no such report."""
    kind = report_type(said.kind.value)
    certificate = Certificate(said.certificate, said.password) if said.certificate else None
    return _report(
        session,
        said.reference,
        (said.pdf, said.xlsx),
        certificate,
        compose=kind.compose,
        report_type=kind.name,
        reader=_reader_of_case(said, kind.name),
        second=second_language(kind.name, said.second),
        sealed=(said.order, said.annex),
    )


def _reader_of_case(said: ReportCase, kind: str) -> ReportReader | None:
    """The same; a party is one of the case, and is named."""
    reader = _reader(said, kind)
    return reader_of(kind, reader.profile, reader.to) if reader else None


def _reader(said: Any, kind: str = "") -> ReportReader | None:
    """Who is said, else for whom such a report is made; None for the office itself."""
    profile = getattr(said, "reader", None) or audience_of(kind)
    to = getattr(said, "to", "").strip()
    if profile is None:
        if to:
            raise Invalid(
                _("An addressee gets a report that is made for somebody."),
                field="to",
                value=to,
                remedy=_("Say for whom it is made: for a ministry, an authority, a party …"),
            )
        return None
    return ReportReader(profile, to)


def _slip(kind: SlipKind) -> Callable[[Session, Any, Tell], ReportResult]:
    """One page on one item, kept and signed like every report."""

    def report_slip(session: Session, said: Any, _tell: Tell) -> ReportResult:
        second = second_language(kind.value, said.second)
        compose = partial(
            slip_dossier, kind=kind, item=said.item, sheet=said.sheet, is_twofold=second is not None
        )
        return _report(
            session,
            said.reference,
            (said.pdf, None),
            None,
            compose=compose,
            report_type=kind.value,
            reader=_reader(said, kind.value),
            second=second,
        )

    return report_slip


def _report(
    session: Session,
    reference: str,
    files: tuple[Path | None, Path | None],
    certificate: Certificate | None,
    *,
    compose: Composed,
    report_type: str,
    reader: ReportReader | None,
    second: Catalogue | None,
    sealed: tuple[int | None, Path | None] = (None, None),
) -> ReportResult:
    """Freeze and store the dossier of a case, and write the files asked for; `sealed` is the order
    of a court, and the file of the annex that it wants.

    With a certificate each PDF is signed as PAdES besides; a form may have a second language.
    """
    order, annex = sealed
    file_names.refuse_names(*files)
    file_names.refuse_annex_names(order, annex, *files)
    opened = rendering.opened(session, certificate)
    frozen = freezing.freeze(
        session,
        reference,
        compose=compose,
        report_type=report_type,
        reader=reader,
        finish=partial(in_two_languages, first=spoken(), second=second) if second else None,
        noted={"second_language": second.language} if second else {},
        order=order,
    )
    dossier = frozen.report
    rendering.render(session, dossier, *files, opened)
    return ReportResult(
        reference,
        dossier.id,
        dossier.sha256(),
        *files,
        dossier.redaction,
        annex=rendering.write_annex(session, frozen.annex, annex, opened),
        lapsed=gists.lapsed_places(session, reference, report_type, dossier),
        lapsed_consents=consents.lapsed_consents(session, reference, report_type, dossier),
    )


def on_subject(
    deed: Deed[A, Any],
    freeze: Callable[[Session, A, ReportReader | None], Dossier],
    *,
    kind: str = "",
) -> Job[A]:
    """Freeze and store the dossier of what is no case, and write the files asked for."""

    def report(session: Session, said: Any, _tell: Tell) -> ReportResult:
        file_names.refuse_names(said.pdf, said.xlsx)
        rendering.opened(session, None)
        dossier = freeze(session, said, _reader(said, kind))
        rendering.render(session, dossier, said.pdf, said.xlsx)
        files = said.pdf, said.xlsx
        return ReportResult(
            dossier.reference, dossier.id, dossier.sha256(), *files, dossier.redaction
        )

    return Job(deed, report)


def disclose_report(doing: Doing, said: DiscloseReport, _none: None) -> Entries:
    for file in filter(None, (said.pdf, said.xlsx)):
        with open_file(file) as written:
            sha256 = sha256_hex(written.read())
        content = {
            "recipient": said.to.strip(),
            "basis": said.basis.strip(),
            "what": _("Report of {reference}").format(reference=said.reference),
            "file": file.name,
            "sha256": sha256,
        }
        disclosed(doing.work, content, reference=said.reference)
    return Entries()


_REPORT_CASE: Job[ReportCase] = Job(deeds.REPORT_CASE, report_case)
_SLIPS: tuple[Job[Any], ...] = (
    Job(deeds.REPORT_HOLD_SLIP, _slip(SlipKind.HOLD)),
    Job(deeds.REPORT_RELEASE_SLIP, _slip(SlipKind.RELEASE)),
)
_ON_SUBJECTS: tuple[Job[Any], ...] = (
    on_subject(
        subject_deeds.REPORT_ENTITY,
        lambda session, said, reader: freeze_entity(session, said.entity, reader),
    ),
    on_subject(
        subject_deeds.REPORT_STATES,
        lambda session, said, reader: freeze_states(session, said.states, reader),
    ),
    on_subject(
        subject_deeds.REPORT_LISTING,
        lambda session, said, reader: freeze_listing(session, said.proposal, reader),
        kind=SubjectReport.LISTING,
    ),
    on_subject(subject_deeds.REPORT_LOAD, freeze_load),
    on_subject(subject_deeds.REPORT_REVIEWERS, freeze_reviewers),
    on_subject(subject_deeds.REPORT_PRACTICE, freeze_practice),
    on_subject(
        subject_deeds.REPORT_STATISTICS,
        lambda session, said, _reader: freeze_statistics(session, said),
    ),
    on_subject(subject_deeds.REPORT_REGISTER, freeze_register),
    on_subject(
        REPORT_ACCESS_ANSWER,
        lambda session, said, _reader: freeze_open_answer(session, said.number),
    ),
    on_subject(REPORT_PRIVACY, lambda session, _said, _reader: freeze_privacy(session)),
)
_GIVE_OUT: Job[GiveOut] = Job(GIVE_OUT, give_out)
_DISCLOSE_REPORT: Handler[DiscloseReport, None] = Handler(deeds.DISCLOSE_REPORT, disclose_report)
_RELEASE_GIST: Mover[ReleaseGist, WithheldOfCase] = Mover(
    gist_deeds.RELEASE_GIST,
    gists.gist_moved,
    MotionForm(gists.gist_title, gists.gist_object, gists.gist_facts, gists.release_gist),
    gists.withheld_passage,
)
_WITHDRAW_GIST: Handler[WithdrawGist, Gist] = Handler(
    gist_deeds.WITHDRAW_GIST, gists.withdraw_gist, gists.gist_named
)
_RECORD_CONSENT: Handler[RecordOwnersConsent, WithheldOfCase] = Handler(
    RECORD_CONSENT, consents.record_consent, consents.consent_passage
)
_REPORT_BUNDLE: Job[ReportBundle] = Job(bundle_deeds.REPORT_BUNDLE, report_bundle)
_JUDGE_FIND: Job[JudgeFind] = Job(
    find_deeds.JUDGE_FIND,
    finds.judge_find,
    MotionForm(finds.release_title, finds.find_object, finds.release_facts, finds.release_words),
)
_RECORD_ORDER: Mover[RecordCourtOrder, court_orders.OrderedCase] = Mover(
    order_deeds.RECORD_COURT_ORDER,
    court_orders.order_moved,
    MotionForm(
        court_orders.order_title,
        court_orders.order_object,
        court_orders.order_facts,
        court_orders.record_order,
        at_once=True,
    ),
    court_orders.order_case,
)
_WITHDRAW_ORDER: Handler[WithdrawCourtOrder, CourtOrder] = Handler(
    order_deeds.WITHDRAW_COURT_ORDER, court_orders.withdraw_order, court_orders.order_named
)
_EXPORT_CASES: Job[ExportCases] = Job(deeds.EXPORT_CASES, export_cases)
HANDLERS = (
    _REPORT_CASE,
    *_SLIPS,
    _REPORT_BUNDLE,
    *_ON_SUBJECTS,
    _GIVE_OUT,
    _DISCLOSE_REPORT,
    _RELEASE_GIST,
    _WITHDRAW_GIST,
    _JUDGE_FIND,
    _RECORD_ORDER,
    _WITHDRAW_ORDER,
    _RECORD_CONSENT,
    _EXPORT_CASES,
)
