"""Who works here is stated in a chain of its own, and nobody is away twice at a time."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.kinds import append_only, never_removed
from landwaiter.storage.schema.people import absence, absence_end, statement, user

GUARDS = (
    never_removed(user),
    *append_only(statement),
    Guard(
        "statement_order",
        "statement",
        "insert",
        "a statement only follows the last one",
        "NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM statement)",
    ),
    Guard(
        "absence_once",
        "absence",
        "insert",
        "a person is absent once at a time",
        """EXISTS (
    SELECT 1 FROM absence WHERE user_id = NEW.user_id
        AND first_day <= NEW.last_day AND last_day >= NEW.first_day
        AND id NOT IN (SELECT absence_id FROM absence_end))""",
    ),
    Guard(
        "user_role_of_service",
        "user_role",
        "insert",
        "a service user holds no other role",
        """EXISTS (
    SELECT 1 FROM user_role AS r
    WHERE r.user_id = NEW.user_id AND (NEW.role = 'service') <> (r.role = 'service'))""",
    ),
    Guard(
        "user_role_of_service_stays",
        "user_role",
        "update",
        "a service user stays one, and a person never becomes one",
        "(NEW.role = 'service') <> (OLD.role = 'service')",
    ),
    *append_only(absence),
    *append_only(absence_end),
)
