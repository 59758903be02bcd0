"""The dossier of a case: everything a report says, frozen from one snapshot."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter import __version__
from landwaiter.domain.zones import zone_name
from landwaiter.i18n import _
from landwaiter.reports.dossier import AuditHead, Dossier, Table
from landwaiter.services.dossier.case_tables import (
    actions_table,
    declarations_table,
    enrichment_table,
    facts_table,
    parties_table,
)
from landwaiter.services.dossier.closing import (
    custody_table,
    editions_table,
    evidence_table,
    history_table,
    two_persons_table,
)
from landwaiter.services.dossier.decision import answer_of, decision_of
from landwaiter.services.dossier.flags import flags_table, not_evaluated_table
from landwaiter.services.dossier.goods_tables import (
    classification_table,
    items_table,
    licences_table,
)
from landwaiter.services.dossier.places import links_table, places_table
from landwaiter.services.dossier.track_tables import tracks_table
from landwaiter.services.review import not_checked
from landwaiter.services.views import CaseView, EditionRow


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


def case_dossier(view: CaseView, frame: Frame) -> Dossier:
    """The case report's dossier; every absent value says that it is not stated."""
    case = view.case
    return Dossier(
        id=frame.id,
        report_type=_("Case report"),
        reference=case.reference,
        title=case.title,
        kind=case.kind.value.replace("_", " "),
        office=frame.office,
        member_state=case.member_state,
        made_at=frame.made_at,
        language="en",
        marking=frame.marking,
        caveat=frame.caveat,
        distribution=frame.distribution,
        sample=frame.sample,
        judged_as_of=case.judged_as_of,
        time_zone=zone_name(case.member_state),
        version=__version__,
        audit_head=AuditHead(view.audit_seq, view.audit_sha256),
        answer=answer_of(view),
        decision=decision_of(view),
        tables=_present(
            tracks_table(view),
            facts_table(view),
            parties_table(view, frame.editions),
            items_table(view),
            places_table(view),
            links_table(view),
            licences_table(view),
            classification_table(view),
            flags_table(view),
        ),
        not_checked=not_checked(view, frame.editions),
        closing=_present(
            editions_table(view, frame.editions),
            enrichment_table(view),
            actions_table(view),
            not_evaluated_table(view),
            declarations_table(view),
            two_persons_table(view),
            history_table(view),
            evidence_table(view),
            custody_table(view),
        ),
    )


def _present(*tables: Table | None) -> tuple[Table, ...]:
    """Tables that have something to say."""
    return tuple(table for table in tables if table is not None)
