"""A frozen report stays as it is."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_case
from landwaiter.storage.schema.reports import dossier, statistic_print, subject_dossier

GUARDS = (
    *append_only_of_case(dossier.c.case_id),
    Guard(
        "subject_dossier_of_entity",
        "subject_dossier",
        "insert",
        "there is no entity of this identity to report on",
        "NEW.kind = 'entity' AND NOT EXISTS (SELECT 1 FROM entity WHERE id = NEW.subject)",
    ),
    *append_only(subject_dossier),
    *append_only(statistic_print),
)
