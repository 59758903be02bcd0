"""Reports out: a dossier is frozen and stored, then rendered; anybody can verify the files."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from landwaiter.domain.cases.case import Case, Decision
from landwaiter.domain.flags.denial_comparison import ComparedDenials, compared_denials
from landwaiter.domain.flags.view import View as RuleView
from landwaiter.domain.reports.deeds import REPORT_CASE, CaseReport, SlipKind
from landwaiter.domain.reports.finds import SourceFind
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.retention.retention_periods import Regime
from landwaiter.errors import Conflict, Invalid, NotFound, Unavailable
from landwaiter.i18n import Words, _, joined, plural, spoken
from landwaiter.reports.dossier.dossier import ChainHead, Dossier, Redaction
from landwaiter.reports.dossier.sections import redaction_said
from landwaiter.reports.dossier.shown import with_words
from landwaiter.reports.dossier.signing import ReportSigner
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.reports.proof import key_sheet
from landwaiter.reports.proof.audit_entries import UnreadableEntry, number_in
from landwaiter.reports.proof.certificate import OfficeCertificate, open_certificate
from landwaiter.services.audit.audit_history import case_history
from landwaiter.services.base.marking import marking_in
from landwaiter.services.base.page import Page
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.chart.charts import report_chart
from landwaiter.services.flags.evaluation import facts_of
from landwaiter.services.hits.confidential_lists import withheld
from landwaiter.services.incidents.incident_page import read_incident
from landwaiter.services.incidents.incident_views import IncidentView
from landwaiter.services.law.packs import editions_used
from landwaiter.services.monitoring.runs import frozen
from landwaiter.services.reports.consents import owners_said
from landwaiter.services.reports.court_orders import refuse_annex, standing_order
from landwaiter.services.reports.dossier.compose import Frame, IssuedSlip, case_dossier
from landwaiter.services.reports.dossier.decision import SigningContext
from landwaiter.services.reports.dossier.slip import slip_of
from landwaiter.services.reports.gists import released_gists
from landwaiter.services.reports.kept_dossiers import refuse_reader
from landwaiter.services.reports.office_statements import office_settings
from landwaiter.services.reports.paper_readers import (
    RedactedReport,
    ReportReader,
    addressed,
    for_reader,
)
from landwaiter.services.reports.received import Certificate, received
from landwaiter.services.reports.sealed_annex import (
    ANNEX_REPORT,
    AnnexContents,
    addressed_by,
    ordered_contents,
)
from landwaiter.services.retention.disclosures import disclosures_of
from landwaiter.services.retention.retention_periods import case_retention
from landwaiter.services.warm.session import Session, wall_clock
from landwaiter.storage.audit.anchors import add_anchor
from landwaiter.storage.audit.chain import Head
from landwaiter.storage.audit.sealed_chain import StoredChain
from landwaiter.storage.audit.statements import stored_statements
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.reports import dossiers
from landwaiter.trust.registry import Registry
from landwaiter.user_file import open_file
from landwaiter.whole_file import whole_file

if TYPE_CHECKING:
    from landwaiter.reports.proof.verify import Verification

CASE_REPORT = "case"
Composed = Callable[[CaseView, Frame], Dossier]
"""Makes the content of a report from a case and what surrounds it."""
Finished = Callable[[Dossier], Dossier]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A dossier that was frozen, and who made it when."""

    id: str
    reference: str
    """Of the case; else the key of what it is about, such as the codes of states."""
    title: Words
    report_type: str
    sha256: str
    author: str
    at: datetime
    profile: str = ""
    """For whom it was redacted; empty: for the office itself."""
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class MadeAnnex:
    """The annex under seal of a report."""

    dossier: str
    dossier_sha256: str
    pdf: Path


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What was made of one dossier."""

    reference: str
    dossier: str
    dossier_sha256: str
    pdf: Path | None
    xlsx: Path | None
    redaction: Redaction | None = None
    """For whom it was redacted, and what is withheld; None: for the office itself."""
    annex: "MadeAnnex | None" = None
    """Under seal, on the order of a court."""
    lapsed: tuple[str, ...] = ()
    """Places in which a gist was released for another passage than stands there now."""
    lapsed_consents: tuple[str, ...] = ()
    """The same of passages that their owner let this reader have."""

    @property
    def lapsed_said(self) -> str:
        """That gists and consents have lapsed, and where; empty where none has."""
        return joined(" ", filter(None, (self._gists_said(), self._consents_said())))

    def _consents_said(self) -> str:
        if not self.lapsed_consents:
            return ""
        return plural(
            len(self.lapsed_consents),
            "{n} consent of an owner does not count, since its passage changed: {places}.",
            "{n} consents of owners do not count, since their passages changed: {places}.",
            places=", ".join(self.lapsed_consents),
        )

    def _gists_said(self) -> str:
        if not self.lapsed:
            return ""
        return plural(
            len(self.lapsed),
            "{n} gist is not printed, since its passage changed: {places}.",
            "{n} gists are not printed, since their passages changed: {places}.",
            places=", ".join(self.lapsed),
        )

    @property
    def redaction_said(self) -> str:
        """“Redacted for party: 1 T, 3 S.”; empty: for the office itself."""
        if self.redaction is None:
            return ""
        with worded_in(spoken()):
            return redaction_said(self.redaction)


def certificate_path(session: Session) -> Path | None:
    """Where the office's certificate is, as its setting says; None: it has none."""
    with session.reading() as conn:
        path = settings_with(conn, "report.").get("certificate", "")
    return Path(path) if path else None


def opened(session: Session, certificate: Certificate | None) -> OfficeCertificate | None:
    """Opened before anything is frozen: a wrong password leaves no dossier behind.

    Nor does a key that does not count yet: no recipient could ever take its report for proven.
    """
    with session.reading() as conn:
        session.require_key(session.registry(conn))
    if certificate is None:
        return None
    return open_certificate(certificate.path, certificate.password, at=session.now())


def render(
    session: Session,
    dossier: Dossier,
    pdf: Path | None,
    xlsx: Path | None,
    certificate: OfficeCertificate | None = None,
) -> None:
    """Write the files asked for."""
    signer = signer_of(session)
    dossier = Dossier.from_bytes(dossier.canonical())  # in its own words, whoever renders it
    if pdf is not None:
        _write(pdf, _pdf(dossier, signer, certificate, session.now()))
    if xlsx is not None:
        from landwaiter.reports.workbook.xlsx import render_xlsx  # noqa: PLC0415  # slow to import

        _write(xlsx, render_xlsx(dossier, signer=signer))


def signer_of(session: Session) -> ReportSigner:
    """Who is signed in, with the newest statement: by it a recipient judges the key."""
    casebook = session.casebook
    with session.reading() as conn:
        heads = session.registry(conn).heads
    return ReportSigner(
        casebook.user.name,
        bytes.fromhex(casebook.public_key),
        casebook.sign,
        registry=ChainHead(len(heads), heads[-1].sha256),
    )


def _pdf(
    dossier: Dossier, signer: ReportSigner, certificate: OfficeCertificate | None, at: datetime
) -> bytes:
    from landwaiter.reports.paper.pdf import render_pdf  # noqa: PLC0415  # slow to import

    if certificate is None:
        return render_pdf(dossier, signer=signer)
    from landwaiter.reports.proof.pades import signed_pdf  # noqa: PLC0415  # slow to import

    signer = replace(signer, certificate=certificate.fingerprint)
    return signed_pdf(render_pdf(dossier, signer=signer), certificate, at=at)


def freeze(
    session: Session,
    reference: str,
    *,
    compose: Composed = case_dossier,
    report_type: str = CASE_REPORT,
    reader: ReportReader | None = None,
    finish: Finished | None = None,
    noted: Mapping[str, Any] = MappingProxyType({}),
) -> Dossier:
    """The dossier of the case as it is now, stored with its hash in the audit chain.

    What the reader may not see is taken out before anything is stored or made of it; without a
    reader it is for the office itself. `finish` may say more of what was taken out; what is
    `noted` the audit entry says besides. Conflict where a find of a source is not judged.
    """
    return freeze_both(
        session,
        reference,
        compose=compose,
        report_type=report_type,
        reader=reader,
        finish=finish,
        noted=noted,
    ).report


class FrozenReport(NamedTuple):
    """A dossier that was frozen, and the annex under seal that it names; None: it has none."""

    report: Dossier
    annex: Dossier | None


def freeze_both(
    session: Session,
    reference: str,
    *,
    compose: Composed = case_dossier,
    report_type: str = CASE_REPORT,
    reader: ReportReader | None = None,
    finish: Finished | None = None,
    noted: Mapping[str, Any] = MappingProxyType({}),
    order: int | None = None,
) -> FrozenReport:
    """The same, with its annex under seal where the `order` of a court of this number wants one."""
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
        view, frame = _read(still, reference, report_type)
        dossier = compose(view, frame)
        with still.reading() as conn:
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


def _read(session: Session, reference: str, report_type: str) -> tuple[CaseView, Frame]:
    """The case and what surrounds it in such a report, which the caller reads on one snapshot."""
    view = case_view(session, reference)
    case = view.case
    with session.reading() as conn:
        number = dossiers.dossier_count(conn, case.id) + 1
        wording = settings_with(conn, "report.")
        sample = settings_with(conn, SAMPLE).get("") == "true"
        whole = case_history(conn, case, limit=None)
        slips = _slips(conn, case.id)
        signing = SigningContext(session.registry(conn), _signed_entries(conn, case.decision))
        compared = report_type == CaseReport.CONSULTATION
        denials = _denials(session, conn, case) if compared else ComparedDenials()
        recorded = report_type == CaseReport.INCIDENT
        incidents = tuple(_incidents(session, conn, view)) if recorded else ()
    return replace(view, history=whole), Frame(
        id=f"{case.reference}-D{number}",
        office=wording.get("office", session.casebook.office_code),
        marking=marking_in(wording),
        caveat=wording.get("caveat", ""),
        distribution=wording.get("distribution", ""),
        sample=sample,
        made_at=session.now(),
        editions=editions_used(session, case.id),
        settings=office_settings(session, view),
        regime=_REGIMES[case_retention(session, case.reference).row.regime],
        disclosed=_disclosed(session, case.reference),
        chart=report_chart(session, reference) if report_type == CASE_REPORT else None,
        signing=signing,
        telephone=wording.get("telephone", ""),
        slips=slips,
        denials=denials,
        incidents=incidents,
    )


def _denials(session: Session, conn: Reader, case: Case) -> ComparedDenials:
    """The register of denials of the case's day, held against its transaction."""
    facts = facts_of(conn, case, session.references, session.today())
    known = replace(facts.case, candidates=case.candidates)
    return compared_denials(RuleView(replace(facts, case=known)))


def _incidents(session: Session, conn: Reader, view: CaseView) -> Iterator[IncidentView]:
    """That which a case on an incident refers to, then those that are grounds of it, each once."""
    named = (view.case.project or {}).get("incident")
    if isinstance(named, dict) and named["id"] not in {one.id for one in view.incidents}:
        yield read_incident(conn, str(named["id"]), session.today())
    yield from view.incidents


def _slips(conn: Reader, case_id: str) -> tuple[IssuedSlip, ...]:
    bodies = dossiers.bodies_of(conn, case_id, tuple(SlipKind))
    found = (slip_of(Dossier.from_bytes(body).barcode) for body in bodies)
    return tuple(one for one in found if one is not None)


def _signed_entries(conn: Reader, decision: Decision | None) -> Mapping[str, str]:
    """Each text that was signed of a decision → the audit entry after the head that it names."""
    if decision is None:
        return {}
    given = (decision, decision.approval, decision.countersignature)
    texts = (one.statement for one in given if one is not None)
    chain = StoredChain(conn)
    return {text: chain.text(_place_of(text)) or "" for text in texts}


def _place_of(signed_text: str) -> int:
    """0, where there is no entry, of a text that names no head."""
    try:
        return number_in(json.loads(signed_text)["head"]["seq"]) + 1
    except (ValueError, KeyError, TypeError, UnreadableEntry):
        return 0


_REGIMES: Mapping[Regime | None, str] = {
    Regime.GDPR: "Reg. (EU) 2016/679, Art. 23(5) and (7) Reg. (EU) 2021/821",
    Regime.LAW_ENFORCEMENT: "Directive (EU) 2016/680",
    Regime.MUTUAL_ASSISTANCE: "Reg. (EC) 515/97",
    None: "not stated",
}
"""Under which law the data of a case are kept, as a report says it."""


def _disclosed(session: Session, reference: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (one.recipient, one.basis, one.what, one.at[:10])
        for one in disclosures_of(session, reference)
    )


def reports_made(
    session: Session, *, after: str | None = None, limit: int = 256
) -> Page[ReportRow]:
    """Every dossier that was frozen, newest first."""
    with session.reading() as conn:
        rows = dossiers.dossiers(conn, before=after, limit=limit + 1)
    found = tuple(records.from_plain(row, ReportRow) for row in rows[:limit])
    return Page(found, rows[limit - 1]["id"] if len(rows) > limit else None)


def export_run(
    session: Session,
    name: str,
    *,
    head: int | None = None,
    pdf: Path | None = None,
    xlsx: Path | None = None,
    certificate: Certificate | None = None,
) -> ReportResult:
    """The files of a run of a monitoring programme, from its frozen dossier."""
    refuse_names(pdf, xlsx)
    key = opened(session, certificate)
    dossier = frozen(session, name, head=head)
    render(session, dossier, pdf, xlsx, key)
    return ReportResult(dossier.reference, dossier.id, dossier.sha256(), pdf, xlsx)


def render_again(
    session: Session,
    dossier_id: str,
    *,
    pdf: Path | None,
    xlsx: Path | None,
    certificate: Certificate | None = None,
) -> None:
    """The files of a stored dossier once more: the same bytes for the same signer.

    A PAdES signature is made anew, with the time of now. NotAllowed where it says of colleagues
    what the person may not read, or is an annex under seal whose order stands no more.
    """
    key = opened(session, certificate)
    with session.reading() as conn:
        refuse_reader(session, conn, dossier_id)
        refuse_annex(session, conn, dossier_id)
        dossier = Dossier.from_bytes(dossiers.dossier_body(conn, dossier_id))
    render(session, dossier, pdf, xlsx, key)


def write_annex(
    session: Session,
    annex: Dossier | None,
    pdf: Path | None,
    certificate: OfficeCertificate | None = None,
) -> MadeAnnex | None:
    """The annex under seal as a PDF of its own; None where there is none."""
    if annex is None or pdf is None:
        return None
    render(session, annex, pdf, None, certificate)
    return MadeAnnex(annex.id, annex.sha256(), pdf)


def refuse_annex_names(order: int | None, annex: Path | None, *others: Path | None) -> None:
    """An annex has an order and a file of its own; Invalid where one is missing."""
    if annex is not None and order is None:
        raise Invalid(
            _("An annex under seal is made on the order of a court alone."),
            field="order",
            remedy=_("Record the order: landwaiter report order; then name it with --order."),
        )
    if order is not None and annex is None:
        raise Invalid(
            _("An order of a court is named, and no file for the annex under seal."),
            field="annex",
            remedy=_("Name the file: --annex FILE.pdf."),
        )
    if annex is None:
        return
    if annex in others:
        raise Invalid(_("The annex under seal needs a name of its own."), file=str(annex))
    _refuse_other_file(annex, b"%PDF-")


def refuse_names(pdf: Path | None, xlsx: Path | None) -> None:
    """At least one file is named, and none that is another file already."""
    if pdf is None and xlsx is None:
        raise Invalid(
            _("A report is written as PDF, Excel or both."), remedy=_("Name at least one file.")
        )
    if pdf == xlsx:
        raise Invalid(_("PDF and Excel need two names."), file=str(pdf))
    _refuse_other_file(pdf, b"%PDF-")
    _refuse_other_file(xlsx, b"PK")


def _refuse_other_file(path: Path | None, head: bytes) -> None:
    """A report takes the place of an earlier report of its kind, never of another file."""
    if path is None:
        return
    try:
        with open_file(path) as file:
            there = file.read(len(head))
    except (NotFound, Unavailable):
        return  # not there, or not readable: writing says why
    if there and there != head:
        raise Conflict(
            _("Another kind of file has this name."),
            file=str(path),
            remedy=_("Choose another name; nothing was written."),
        )


def _write(path: Path, data: bytes) -> None:
    with whole_file(path) as aside:
        aside.write_bytes(data)


def verify_received(
    paths: Sequence[Path], *, now: Callable[[], datetime] = wall_clock
) -> "Verification":
    """What reports are worth, by the key sheets and certificates that lie beside them."""
    found = received(paths)
    return verify_reports(found.reports, found.sheets, authorities=found.authorities, now=now)


def verify_reports(
    paths: Sequence[Path],
    keys: Path | Sequence[Path] | None = None,
    *,
    authorities: Sequence[Path] = (),
    passages: Path | None = None,
    now: Callable[[], datetime] = wall_clock,
) -> "Verification":
    """What reports are worth; needs no casebook.

    `keys` are key sheets of offices, `authorities` certificates that a PAdES signature must chain
    to; `passages` a file of what was disclosed later, to be held against what was withheld.
    """
    from landwaiter.reports.proof import verify  # noqa: PLC0415  # slow to import

    return verify.verify_reports(
        paths, key_sheet=keys, authorities=authorities, passages=passages, today=now()
    )


SHEET_DAYS = 400
"""How long a key sheet answers for new signatures: a year, and the weeks to hand over the next."""


def write_key_sheet(session: Session, path: Path) -> int:
    """The office's statements about people and keys for recipients of reports; how many keys count.

    Signed by who writes it; NotAllowed while that person's key does not count, Conflict where the
    statements themselves do not hold.
    """
    with session.reading() as conn:
        registry = session.registry(conn)
        if registry.broken:
            raise Conflict(registry.broken, remedy=_("Check the casebook; nothing was written."))
        session.require_key(registry)
        office = settings_with(conn, "report.").get("office", session.casebook.office_code)
        statements = tuple(_sheet_statements(conn, registry))
    _refuse_other_file(path, b"{")
    sheet = key_sheet.SheetFile(
        office=office,
        casebook=registry.casebook,
        made_at=session.now(),
        expires=session.now() + timedelta(days=SHEET_DAYS),
        statements=statements,
    )
    _write(path, key_sheet.write(sheet, signer_of(session)))
    return sum(key.in_force for key in registry.keys.values())


def _sheet_statements(conn: Reader, registry: Registry) -> Iterator[key_sheet.SheetStatement]:
    """Every statement that holds, with the entry that seals it."""
    chain = StoredChain(conn)
    for one, head in zip(stored_statements(conn), registry.heads, strict=False):
        entry = chain.text(head.place) or ""
        yield key_sheet.SheetStatement(one.text.decode(), one.signatures, entry)
