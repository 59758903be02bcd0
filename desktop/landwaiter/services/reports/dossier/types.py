"""Types of report on a case (DOMAIN 5): what each says, in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from landwaiter.domain.cases.case import Stage
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.dossier.audit_tables import (
    documents_table,
    findings_table,
    pattern_table,
    scope_table,
    years_table,
)
from landwaiter.services.reports.dossier.case_tables import (
    actions_table,
    declarations_table,
    enrichment_table,
    facts_table,
    letters_table,
    parties_table,
)
from landwaiter.services.reports.dossier.closing import (
    custody_table,
    editions_table,
    evidence_table,
    history_table,
    two_persons_table,
)
from landwaiter.services.reports.dossier.compose import (
    DossierContents,
    Frame,
    case_contents,
    dossier_of,
)
from landwaiter.services.reports.dossier.declared_tables import declared_goods, declared_tables
from landwaiter.services.reports.dossier.document_tables import documents_table as documents_checked
from landwaiter.services.reports.dossier.embargo_tables import embargo_table, exemptions_table
from landwaiter.services.reports.dossier.flags import flags_table, not_evaluated_table
from landwaiter.services.reports.dossier.goods_tables import (
    classification_table,
    items_table,
    licences_table,
)
from landwaiter.services.reports.dossier.ground_tables import grounds_table, relations_table
from landwaiter.services.reports.dossier.incident_tables import (
    incident_tables,
)
from landwaiter.services.reports.dossier.interview_tables import interviews_table
from landwaiter.services.reports.dossier.kind_tables import kind_tables
from landwaiter.services.reports.dossier.ministry_tables import (
    answers_table,
    basis_table,
    disclosure_table,
    outcomes_table,
    route_table,
)
from landwaiter.services.reports.dossier.office_tables import office_table
from landwaiter.services.reports.dossier.owner_tables import holders_table, ownership_table
from landwaiter.services.reports.dossier.places import links_table
from landwaiter.services.reports.dossier.record_tables import (
    record_subtitle,
    record_tables,
    record_title,
)
from landwaiter.services.reports.dossier.referral_tables import (
    copies_table,
    parameters_table,
    question_table,
    referral_asks,
    reply_forms,
)
from landwaiter.services.reports.dossier.route_tables import strip_table
from landwaiter.services.reports.dossier.track_tables import proceedings_table, tracks_table
from landwaiter.services.reports.kinds.aes_feedback import feedback_contents
from landwaiter.services.reports.kinds.appeal_file import appeal_contents
from landwaiter.services.reports.kinds.consultation import consultation_contents
from landwaiter.services.reports.kinds.denial import denial_contents
from landwaiter.services.reports.kinds.incident_record import incident_contents
from landwaiter.services.reports.kinds.ministry_body import (
    annex,
    asked_table,
    for_and_against_table,
    unchecked_table,
    why_table,
)
from landwaiter.services.reports.kinds.paper_kinds import paper_kinds, why_no_paper
from landwaiter.services.review.review_view import not_checked


@dataclass(frozen=True, slots=True)
class ReportType:
    """One type of report: its name on the command line, its title in menus, what it says."""

    name: str
    contents: Callable[[CaseView, Frame], DossierContents]

    @property
    def title(self) -> str:
        return paper_kinds()[self.name].title

    def why_not(self, view: CaseView) -> str:
        """Why there is no such report of a case now; empty where there is."""
        return why_no_paper(self.name, view)

    def compose(self, view: CaseView, frame: Frame) -> Dossier:
        """The dossier of this type; NotAllowed where none may be made now."""
        if why_not := self.why_not(view):
            raise NotAllowed(
                why_not,
                remedy=_("`landwaiter report kinds {reference}` says what may be made now.").format(
                    reference=view.case.reference
                ),
            )
        return dossier_of(view, frame, self.contents(view, frame))


def _referral(view: CaseView, frame: Frame) -> DossierContents:
    return DossierContents(
        _("Referral to the licensing authority"),
        (
            question_table(view),
            tracks_table(view),
            facts_table(view),
            items_table(view),
            *kind_tables(view),
            parties_table(view, frame.editions),
            holders_table(view),
            ownership_table(view),
            licences_table(view),
            classification_table(view),
            parameters_table(view),
            interviews_table(view),
            documents_checked(view),
            embargo_table(view),
            exemptions_table(view),
            grounds_table(view),
            flags_table(view),
            copies_table(view),
        ),
        (
            editions_table(view, frame.editions),
            office_table(frame.settings),
            enrichment_table(view),
            actions_table(view),
            letters_table(view),
            not_evaluated_table(view),
            declared_goods(view),
            *reply_forms(view),
        ),
        asked=referral_asks(view),
    )


def _record(view: CaseView, frame: Frame) -> DossierContents:
    return DossierContents(
        record_title(view),
        record_tables(view, frame.office),
        (),
        is_form=True,
        subtitle=record_subtitle(view),
    )


def _ministry(view: CaseView, frame: Frame) -> DossierContents:
    """Two pages, and five annexes."""
    goods = (
        outcomes_table(view, frame.office),
        items_table(view),
        licences_table(view),
        classification_table(view),
        interviews_table(view),
        documents_checked(view),
        embargo_table(view),
        exemptions_table(view),
        route_table(view),
        strip_table(view),
        declarations_table(view),
        *declared_tables(view, contacts=False),
    )
    parties = (
        facts_table(view),
        *kind_tables(view),
        parties_table(view, frame.editions),
        holders_table(view),
        ownership_table(view),
        grounds_table(view),
        relations_table(view),
        *incident_tables(view),
        links_table(view),
    )
    rules = (
        not_evaluated_table(view),
        unchecked_table(not_checked(view, frame.editions)),
        flags_table(view),
        tracks_table(view),
        proceedings_table(view),
        answers_table(view),
        asked_table(view),
        actions_table(view),
        letters_table(view),
        enrichment_table(view),
        basis_table(view),
    )
    evidence = (
        evidence_table(view),
        custody_table(view),
        two_persons_table(view),
        history_table(view),
        editions_table(view, frame.editions),
        office_table(frame.settings),
    )
    return DossierContents(
        _("Report to the ministry"),
        (why_table(view), for_and_against_table(view)),
        (
            *annex("A", _("goods"), goods),
            *annex("B", _("parties"), parties),
            *annex("C", _("rules and requests"), rules),
            *annex("D", _("evidence"), evidence),
            *annex("E", _("disclosure"), (disclosure_table(frame.regime, frame.disclosed),)),
        ),
        has_annexes=True,
    )


def _audit(view: CaseView, frame: Frame) -> DossierContents:
    return DossierContents(
        _audit_title(view),
        (
            scope_table(view),
            years_table(view),
            pattern_table(view),
            documents_table(view),
            findings_table(view),
            facts_table(view),
            parties_table(view, frame.editions),
            items_table(view),
            classification_table(view),
            embargo_table(view),
        ),
        (
            editions_table(view, frame.editions),
            office_table(frame.settings),
            enrichment_table(view),
            actions_table(view),
            letters_table(view),
            not_evaluated_table(view),
            declarations_table(view),
            *declared_tables(view),
            two_persons_table(view),
            history_table(view),
            evidence_table(view),
            custody_table(view),
        ),
    )


def _audit_title(view: CaseView) -> str:
    """An audit that goes on is reported on in between."""
    ended = {Stage.CLOSED, Stage.DISMISSED}
    return _("Audit report") if view.case.stage in ended else _("Interim audit report")


REPORT_TYPES: tuple[ReportType, ...] = (
    ReportType("case", case_contents),
    ReportType("referral", _referral),
    ReportType("consultation", consultation_contents),
    ReportType("denial", denial_contents),
    ReportType("appeal", appeal_contents),
    ReportType("incident", incident_contents),
    ReportType("seizure", _record),
    ReportType("aes-feedback", feedback_contents),
    ReportType("ministry", _ministry),
    ReportType("audit", _audit),
)
BY_NAME: Mapping[str, ReportType] = {one.name: one for one in REPORT_TYPES}


def report_type(name: str) -> ReportType:
    """The type of this name, or NotFound with those there are."""
    if name not in BY_NAME:
        raise NotFound(
            _("There is no such type of report."),
            field="type",
            value=name,
            remedy=_("Use one of {names}.").format(names=", ".join(BY_NAME)),
        )
    return BY_NAME[name]
