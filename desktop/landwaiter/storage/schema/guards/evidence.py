"""Evidence is wiped by two persons, and never while its case is under a legal hold."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.evidence import (
    custody_event,
    evidence,
    evidence_confidence,
    evidence_grading,
    evidence_wipe,
)
from landwaiter.storage.schema.guards.kinds import append_only_of_case

GUARDS = (
    *append_only_of_case(evidence.c.case_id),
    *append_only_of_case(custody_event.c.evidence_id),
    *append_only_of_case(evidence_grading.c.evidence_id),
    *append_only_of_case(evidence_confidence.c.evidence_id),
    Guard(
        "evidence_wipe_is_seconded",
        "evidence_wipe",
        "insert",
        "evidence is wiped only with a second person",
        """NOT EXISTS (
    SELECT 1 FROM motion AS m
    JOIN motion_second AS s ON s.motion_id = m.id
    JOIN evidence AS e ON e.id = NEW.evidence_id
    WHERE m.id = NEW.motion_id AND m.deed = 'wipe_evidence'
      AND m.object = 'case/' || e.case_id || '/evidence/' || e.id
      AND m.author = NEW.author AND s.seconder_id <> m.author_id)""",
    ),
    Guard(
        "evidence_wipe_spares_held",
        "evidence_wipe",
        "insert",
        "nothing of a case under a legal hold is wiped",
        """EXISTS (
    SELECT 1 FROM evidence AS e JOIN legal_hold AS h ON h.case_id = e.case_id
    WHERE e.id = NEW.evidence_id
      AND NOT EXISTS (SELECT 1 FROM legal_hold_end AS x WHERE x.hold_id = h.id))""",
    ),
    *append_only_of_case(evidence_wipe.c.evidence_id),
)
