"""An answer stays; another one takes its place."""

from landwaiter.storage.schema.guards.kinds import append_only_of_case
from landwaiter.storage.schema.interviews import interview_answer, interview_revocation

GUARDS = (
    *append_only_of_case(interview_answer.c.case_id),
    *append_only_of_case(interview_revocation.c.answer_id),
)
