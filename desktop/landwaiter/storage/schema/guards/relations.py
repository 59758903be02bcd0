"""What is stated of states stays, and a percentage stands with what it counts or is quoted."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.kinds import append_only
from landwaiter.storage.schema.relations import (
    country_relation,
    country_relation_end,
    country_relation_state,
    share,
    share_end,
    share_state,
)

GUARDS = (
    *append_only(country_relation),
    *append_only(country_relation_state),
    *append_only(country_relation_end),
    Guard(
        "share_has_parts",
        "share",
        "insert",
        "a share is computed of its parts, or quoted from its publisher",
        """(NEW.numerator IS NULL) <> (NEW.denominator IS NULL)
  OR NEW.computed_by = 'program' AND (NEW.numerator IS NULL OR NEW.quoted IS NOT NULL)
  OR NEW.computed_by = 'publisher' AND NEW.quoted IS NULL""",
    ),
    *append_only(share),
    *append_only(share_state),
    *append_only(share_end),
)
