"""A case as it is now, and what surrounds it in a report."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from landwaiter.domain.cases.case import Case, Decision
from landwaiter.domain.flags.denial_comparison import ComparedDenials, compared_denials
from landwaiter.domain.flags.view import View as RuleView
from landwaiter.domain.reports.case_reports import CaseReport, SlipKind
from landwaiter.domain.retention.retention_periods import Regime
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.proof.audit_entries import UnreadableEntry, number_in
from landwaiter.services.audit.audit_history import case_history
from landwaiter.services.base.marking import marking_in
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.chart.charts import report_chart
from landwaiter.services.flags.evaluation import facts_of
from landwaiter.services.incidents.incident_page import read_incident
from landwaiter.services.incidents.incident_views import IncidentView
from landwaiter.services.law.packs import editions_used
from landwaiter.services.reports.dossier.compose import Frame, IssuedSlip
from landwaiter.services.reports.dossier.decision import SigningContext
from landwaiter.services.reports.dossier.slip import slip_of
from landwaiter.services.reports.office_statements import office_settings
from landwaiter.services.retention.disclosures import disclosures_of
from landwaiter.services.retention.retention_periods import case_retention
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.sealed_chain import StoredChain
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.reports import dossiers


def read_case(session: Session, reference: str, report_type: str) -> tuple[CaseView, Frame]:
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
        chart=report_chart(session, reference) if report_type == CaseReport.CASE else None,
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
