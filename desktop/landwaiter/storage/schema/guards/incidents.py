"""What is stated of incidents only comes."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.kinds import append_only
from landwaiter.storage.schema.incidents import (
    incident,
    incident_end,
    incident_statement,
)

GUARDS = (
    *append_only(incident),
    *append_only(incident_statement),
    Guard(
        "incident_end_of_something",
        "incident_end",
        "insert",
        "there is nothing of this identity to end",
        """NOT EXISTS (
    SELECT 1 FROM incident WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM incident_statement WHERE id = NEW.row_id)""",
    ),
    *append_only(incident_end),
)
