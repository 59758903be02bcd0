"""The dossier of a case: everything a report says, frozen from one snapshot."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from landwaiter import __version__
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.zones import zone_name
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.flags.denial_comparison import ComparedDenials
from landwaiter.domain.intake.case_kind import kind_word
from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.i18n import Words, _, language
from landwaiter.reports.dossier.dossier import (
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.incidents.incident_views import IncidentView
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.reports.dossier.case_tables import (
    actions_table,
    declarations_table,
    enrichment_table,
    facts_table,
    letters_table,
    parties_table,
)
from landwaiter.services.reports.dossier.chart_tables import chart_table
from landwaiter.services.reports.dossier.closing import (
    custody_table,
    editions_table,
    evidence_table,
    history_table,
    two_persons_table,
)
from landwaiter.services.reports.dossier.decision import SigningContext, answer_of, decision_of
from landwaiter.services.reports.dossier.declared_tables import declared_tables
from landwaiter.services.reports.dossier.document_tables import catch_all_table, documents_table
from landwaiter.services.reports.dossier.embargo_tables import embargo_table, exemptions_table
from landwaiter.services.reports.dossier.flags import flags_table, not_evaluated_table
from landwaiter.services.reports.dossier.goods_tables import (
    classification_table,
    control_results_table,
    items_table,
    licences_table,
)
from landwaiter.services.reports.dossier.ground_tables import grounds_table, relations_table
from landwaiter.services.reports.dossier.incident_tables import (
    incident_tables,
)
from landwaiter.services.reports.dossier.interview_tables import interviews_table
from landwaiter.services.reports.dossier.kind_tables import kind_tables
from landwaiter.services.reports.dossier.office_tables import office_table
from landwaiter.services.reports.dossier.owner_tables import holders_table, ownership_table
from landwaiter.services.reports.dossier.places import links_table, places_table
from landwaiter.services.reports.dossier.route_tables import strip_table
from landwaiter.services.reports.dossier.track_tables import proceedings_table, tracks_table
from landwaiter.services.reports.kinds.ministry_body import unchecked_in_brief
from landwaiter.services.reports.office_statements import OfficeSetting
from landwaiter.services.review.review_view import not_checked


@dataclass(frozen=True, slots=True)
class IssuedSlip:
    """A slip of an item that was made before."""

    item: int
    kind: SlipKind
    number: int
    """Among the slips of its item."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the case in a report."""

    id: str
    office: str
    marking: str
    caveat: str
    distribution: str
    sample: bool
    made_at: datetime
    editions: tuple[EditionRow, ...]
    regime: str = ""
    """Data regime of the case, in words."""
    settings: tuple[OfficeSetting, ...] = ()
    """What the office itself has set."""
    disclosed: tuple[tuple[str, str, str, str], ...] = ()
    """Recipient, basis, what and instant of each earlier disclosure of the case."""
    chart: Chart | None = None
    """What is joined on the case; None: this type of report draws no chart."""
    signing: SigningContext = field(default_factory=SigningContext)
    telephone: str = ""
    """Of the office, day and night."""
    slips: tuple[IssuedSlip, ...] = ()
    """Those that were made of the case, in their order."""
    denials: ComparedDenials = field(default_factory=ComparedDenials)
    """What of the register may be of the same transaction; read for a consultation alone."""
    incidents: tuple[IncidentView, ...] = ()
    """Those that a case on an incident refers to or rests on; read for their record alone."""


@dataclass(frozen=True, slots=True)
class DossierContents:
    """What one type of report says of a case, before it is framed; None: nothing to say."""

    title: str
    tables: tuple[Table | None, ...]
    closing: tuple[Table | None, ...]
    asked: str = ""
    """What this type asks of its reader; empty: what the case's requests ask."""
    has_annexes: bool = False
    """Its body is two pages: what a person wrote stands there in brief, and whole in an annex."""
    is_form: bool = False
    """It is a form: its tables, and nothing of the case beside them."""
    subtitle: str = ""
    """Of a form or a letter, in place of the title of the case."""
    unchecked: tuple[Words, ...] | None = None
    """It is a letter, which holds its tables and says of itself what was not checked: nothing else
    of the case stands in it. None: a report."""


def case_dossier(view: CaseView, frame: Frame) -> Dossier:
    """The case report's dossier; every absent value says that it is not stated."""
    return dossier_of(view, frame, case_contents(view, frame))


def dossier_of(view: CaseView, frame: Frame, contents: DossierContents) -> Dossier:
    """The dossier of any type of report; what the kind of case leaves out is left out."""
    if contents.is_form:
        return replace(
            framed(view, frame, contents.title),
            title=contents.subtitle,
            is_form=True,
            case_head=None,
            tables=_present(contents.tables, frozenset()),
        )
    if contents.unchecked is not None:
        return replace(
            framed(view, frame, contents.title),
            title=contents.subtitle,
            tables=_present(contents.tables, frozenset()),
            not_checked=contents.unchecked,
        )
    left_out = view.case.of_kind.without_tables if view.case.of_kind else frozenset()
    unchecked = not_checked(view, frame.editions)
    brief = contents.has_annexes
    return replace(
        framed(view, frame, contents.title),
        answer=answer_of(view, contents.asked, is_brief=brief),
        decision=decision_of(view, frame.office, frame.signing),
        tables=_present(contents.tables, left_out),
        not_checked=unchecked_in_brief(unchecked) if brief else unchecked,
        closing=_present(contents.closing, left_out),
        has_annexes=brief,
    )


def framed(view: CaseView, frame: Frame, report_type: str) -> Dossier:
    """A dossier that says which case it is of, and when and by whom it is made; nothing else."""
    case = view.case
    blank = blank_dossier(
        frame,
        report_type,
        reference=case.reference,
        title=case.title,
        kind=kind_word(case.kind),
        member_state=case.member_state,
        head=ChainHead(view.audit_seq, view.audit_sha256),
    )
    head = ChainHead(view.case_head.seq, view.case_head.sha256)
    return replace(blank, judged_as_of=case.judged_as_of, case_head=head)


def blank_dossier(
    frame: Frame,
    report_type: str,
    *,
    reference: str,
    title: str,
    kind: str,
    member_state: str,
    head: ChainHead,
) -> Dossier:
    """What it is of, and when, where and by whom it is made; nothing else."""
    return Dossier(
        id=frame.id,
        report_type=report_type,
        reference=reference,
        title=title,
        kind=kind,
        office=frame.office,
        member_state=member_state,
        made_at=frame.made_at,
        language=language(),
        marking=frame.marking,
        caveat=frame.caveat,
        distribution=frame.distribution,
        sample=frame.sample,
        time_zone=zone_name(member_state),
        version=__version__,
        audit_head=head,
        casebook=frame.signing.registry.casebook,
        founded_by_one=frame.signing.registry.is_alone,
    )


def case_contents(view: CaseView, frame: Frame) -> DossierContents:
    """Everything the office knows of the case."""
    return DossierContents(
        _("Case report"),
        (
            tracks_table(view),
            proceedings_table(view),
            facts_table(view),
            *kind_tables(view),
            parties_table(view, frame.editions),
            holders_table(view),
            ownership_table(view),
            items_table(view),
            places_table(view),
            control_results_table(view),
            links_table(view),
            licences_table(view),
            documents_table(view),
            catch_all_table(view),
            classification_table(view),
            interviews_table(view),
            strip_table(view),
            embargo_table(view),
            exemptions_table(view),
            grounds_table(view),
            relations_table(view),
            *incident_tables(view),
            flags_table(view),
            chart_table(frame.chart),
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


def _present(tables: tuple[Table | None, ...], left_out: frozenset[str]) -> tuple[Table, ...]:
    """Tables that have something to say and are not left out."""
    return tuple(t for t in tables if t is not None and t.id not in left_out)


def key_facts(*rows: tuple[str, str]) -> Table:
    """What a report on figures of the office counts, before its tables: title and value."""
    return Table(
        id="facts",
        title=_("Key facts"),
        columns=(
            DossierColumn("fact", _("Fact"), Content.OPEN, width=34),
            DossierColumn("value", _("Value"), Content.INTERNAL, width=50),
        ),
        rows=rows,
        form=TableForm.FACTS,
    )
