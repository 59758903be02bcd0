"""The identity of a casebook is stated once."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.casebook import meta
from landwaiter.storage.schema.guards.kinds import append_only

GUARDS = (
    *append_only(meta),
    Guard(
        "meta_once",
        "meta",
        "insert",
        "the identity of a casebook does not change",
        "EXISTS (SELECT 1 FROM meta WHERE key = NEW.key)",
    ),
)
