"""What is stated of entities only comes, and an entity is merged once."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.entities import (
    entity,
    entity_end,
    entity_fact,
    entity_import,
    entity_link,
    entity_mark,
    entity_merge,
    entity_origin,
    entity_worded,
    party,
    party_link,
)
from landwaiter.storage.schema.guards.kinds import append_only, goes_with_case, never_removed

GUARDS = (
    never_removed(entity),
    *goes_with_case(party.c.case_id),
    *goes_with_case(party_link.c.party_id),
    *append_only(entity_mark),
    *append_only(entity_fact),
    *append_only(entity_link),
    Guard(
        "entity_merge_gone_once",
        "entity_merge",
        "insert",
        "an entity that was merged is not merged again",
        """EXISTS (
    SELECT 1 FROM entity_merge AS m
    WHERE m.gone_id IN (NEW.gone_id, NEW.kept_id)
      AND NOT EXISTS (SELECT 1 FROM entity_end AS e WHERE e.row_id = m.id))""",
    ),
    *append_only(entity_merge),
    Guard(
        "entity_end_of_something",
        "entity_end",
        "insert",
        "there is nothing of this identity to end",
        """NOT EXISTS (
    SELECT 1 FROM entity_fact WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM entity_link WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM entity_merge WHERE id = NEW.row_id)""",
    ),
    *append_only(entity_end),
    *append_only(entity_import),
    *append_only(entity_origin),
    *append_only(entity_worded),
)
