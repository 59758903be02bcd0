"""Tables of incidents: what is stated of each, and how that ended."""

from sqlalchemy import CheckConstraint, Index, Table

from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    filled,
    identity,
    metadata,
    of,
    one_of,
    text,
)

incident = Table(
    "incident",
    metadata,
    identity(),
    filled("title"),
    filled("kind"),
    *by_person(),
    Index("incident_title", "title", "id"),
)

incident_statement = Table(
    "incident_statement",
    metadata,
    identity(),
    of("incident_id", "incident.id", index=True),
    filled("kind"),
    as_json("value"),
    of("entity_id", "entity.id", null=True, index=True),
    text("case_reference", null=True, index=True),
    text("since", null=True),
    text("until", null=True),
    filled("source"),
    filled("grade"),
    filled("read_on"),
    one_of("certainty", "established", "assessed", "reported", "alleged"),
    text("note"),
    text("evidence"),
    *by_person(),
    CheckConstraint("since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since"),
)
"""`since` and `until` are UTC, ISO 8601 without zone at whatever precision is known. It names a
case by its reference alone: what is stated stays after the case itself is removed."""

incident_end = Table(
    "incident_end",
    metadata,
    text("row_id", key=True),
    filled("reason"),
    *by_person(),
)
