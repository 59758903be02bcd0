"""A programme that ended is not changed, and a run stays as it was."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.guards.kinds import append_only
from landwaiter.storage.schema.monitoring import (
    monitor,
    monitor_end,
    monitor_run,
    monitor_version,
)

GUARDS = (
    *append_only(monitor),
    Guard(
        "monitor_version_of_ended",
        "monitor_version",
        "insert",
        "a programme that ended is not changed",
        "EXISTS (SELECT 1 FROM monitor_end AS e WHERE e.monitor_id = NEW.monitor_id)",
    ),
    *append_only(monitor_version),
    *append_only(monitor_end),
    *append_only(monitor_run),
)
