"""Texts are copies made to be found: they come and go, but never to a case that was removed."""

from landwaiter.storage.schema.finding import evidence_reading, text_place
from landwaiter.storage.schema.guards.kinds import nothing_of_removed

GUARDS = (
    nothing_of_removed(text_place.c.case_id),
    nothing_of_removed(evidence_reading.c.evidence_id),
)
