"""A frozen report stays as it is; a gist in it, and an order of a court, are of two persons."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_case
from landwaiter.storage.schema.reports import (
    court_order,
    court_order_end,
    dossier,
    find_judgement,
    find_release,
    gist,
    gist_end,
    owner_consent,
    sealed_annex,
    statistic_print,
    subject_dossier,
)
from landwaiter.storage.sqlite.dialect import value_of

_ORDER = " AND ".join(
    (
        "m.id = NEW.motion_id AND m.deed = 'record_court_order' AND m.case_id = NEW.case_id",
        *(
            f"{value_of('m.text', f'args.{name}')} = NEW.{name}"
            for name in ("number", "day", "court", "classes", "evidence")
        ),
    )
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
    Guard(
        "court_order_is_seconded",
        "court_order",
        "insert",
        "an order of a court is recorded only as two persons signed it",
        not_seconded(_ORDER),
    ),
    *append_only_of_case(court_order.c.case_id),
    *append_only_of_case(court_order_end.c.order_id),
    Guard(
        "sealed_annex_is_ordered",
        "sealed_annex",
        "insert",
        "an annex under seal is made on an order that stands, of its case, beside a report of it",
        """NOT EXISTS (
    SELECT 1 FROM court_order AS o
    JOIN dossier AS a ON a.case_id = o.case_id AND a.id = NEW.dossier_id
    JOIN dossier AS b ON b.case_id = o.case_id AND b.id = NEW.body_id
    WHERE o.id = NEW.order_id AND a.id <> b.id AND a.profile = 'court' AND b.profile = 'court'
      AND NOT EXISTS (SELECT 1 FROM court_order_end AS e WHERE e.order_id = o.id))""",
    ),
    *append_only_of_case(sealed_annex.c.order_id),
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
