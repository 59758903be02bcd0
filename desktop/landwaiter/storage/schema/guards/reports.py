"""A frozen report stays as it is; a gist in it is of two persons."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_case
from landwaiter.storage.schema.reports import (
    dossier,
    find_judgement,
    find_release,
    gist,
    gist_end,
    owner_consent,
    statistic_print,
    subject_dossier,
)

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
    Guard(
        "gist_is_seconded",
        "gist",
        "insert",
        "a gist is released only by a second person",
        """NOT EXISTS (
    SELECT 1 FROM motion AS m
    JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'release_gist' AND m.case_id = NEW.case_id
      AND m.author = NEW.author AND s.seconder_id <> m.author_id)""",
    ),
    *append_only_of_case(gist.c.case_id),
    *append_only_of_case(gist_end.c.gist_id),
    *append_only_of_case(owner_consent.c.case_id),
    *append_only_of_case(find_judgement.c.case_id),
    Guard(
        "find_release_is_seconded",
        "find_release",
        "insert",
        "words that may name a source are released only by a second person",
        """NOT EXISTS (
    SELECT 1 FROM motion AS m
    JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'find.judged' AND m.case_id = NEW.case_id
      AND m.author = NEW.author AND s.seconder_id <> m.author_id)""",
    ),
    *append_only_of_case(find_release.c.case_id),
)
