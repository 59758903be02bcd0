"""Texts are copies made to be found: they come and go, but never to a case that was removed.

Tags only come, and their ends."""

from landwaiter.storage.schema.finding import (
    case_tag,
    case_tag_end,
    evidence_reading,
    office_tag,
    office_tag_end,
    text_place,
)
from landwaiter.storage.schema.guards.kinds import (
    append_only,
    append_only_of_case,
    nothing_of_removed,
)

GUARDS = (
    nothing_of_removed(text_place.c.case_id),
    nothing_of_removed(evidence_reading.c.evidence_id),
    *append_only(office_tag),
    *append_only(office_tag_end),
    *append_only_of_case(case_tag.c.case_id),
    *append_only_of_case(case_tag_end.c.case_tag_id),
)
