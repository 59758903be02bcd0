"""A frozen report stays as it is."""

from landwaiter.storage.schema.guards.kinds import append_only_of_case
from landwaiter.storage.schema.reports import dossier

GUARDS = (*append_only_of_case(dossier.c.case_id),)
