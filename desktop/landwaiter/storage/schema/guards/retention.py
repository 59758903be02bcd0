"""A case is removed once, by two persons, when it has ended and nothing holds it."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.conditions import not_seconded
from landwaiter.storage.schema.guards.kinds import append_only, append_only_of_case
from landwaiter.storage.schema.retention import (
    access_entry,
    access_mark,
    access_request,
    case_regime,
    case_removal,
    disclosure,
    legal_hold,
    legal_hold_end,
    proceedings_end,
)
from landwaiter.storage.sqlite.dialect import value_of

_REMOVAL = f"""m.id = NEW.motion_id AND m.deed = 'remove_case'
      AND m.object = 'removal/' || NEW.case_id
      AND m.author = NEW.author AND s.seconder = NEW.seconder
      AND {value_of("m.text", "facts.sha256")} = NEW.sha256
      AND {value_of("m.text", "facts.keeps_decision")} = NEW.keeps_decision"""

GUARDS = (
    *append_only(case_regime),
    *append_only(proceedings_end),
    *append_only(legal_hold),
    *append_only(legal_hold_end),
    *append_only(case_removal),
    Guard(
        "case_removal_is_seconded",
        "case_removal",
        "insert",
        "a case is removed by two persons",
        not_seconded(_REMOVAL),
    ),
    Guard(
        "case_removal_is_allowed",
        "case_removal",
        "insert",
        "only an ended case without a legal hold is removed",
        """EXISTS (
    SELECT 1 FROM legal_hold AS h WHERE h.case_id = NEW.case_id
      AND NOT EXISTS (SELECT 1 FROM legal_hold_end AS x WHERE x.hold_id = h.id))
  OR NOT EXISTS (
    SELECT 1 FROM case_file AS c WHERE c.id = NEW.case_id AND c.reference = NEW.reference
      AND c.stage IN ('closed', 'dismissed', 'merged'))""",
    ),
    Guard(
        "case_removal_once",
        "case_removal",
        "insert",
        "a case is removed once",
        "EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)",
    ),
    *append_only(access_request),
    *append_only_of_case(access_entry.c.case_id),
    *append_only_of_case(access_mark.c.entry_id),
    *append_only(disclosure),
)
