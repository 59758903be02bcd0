"""What was issued stays as it is."""

from landwaiter.storage.schema.guards.kinds import append_only_of_case
from landwaiter.storage.schema.letters import letter_out

GUARDS = (*append_only_of_case(letter_out.c.case_id),)
