"""Tables of incidents: what is stated of each, and how that ended."""

from sqlalchemy import CheckConstraint, Index, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    code,
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
    filled("title", Content.OPEN),
    filled("kind", Content.OPEN),
    *by_person(),
    Index("incident_title", "title", "id"),
)

incident_statement = Table(
    "incident_statement",
    metadata,
    identity(),
    of("incident_id", "incident.id", index=True),
    filled("kind", Content.OPEN),
    as_json("value", Content.PERSONAL),
    of("entity_id", "entity.id", null=True, index=True),
    code("case_reference", null=True, index=True),
    code("since", null=True),
    code("until", null=True),
    filled("source", Content.OPEN),
    filled("grade", Content.OPEN),
    filled("read_on", Content.OPEN),
    one_of("certainty", "established", "assessed", "reported", "alleged"),
    text("note", Content.INTERNAL),
    text("evidence", Content.INTERNAL),
    *by_person(),
    CheckConstraint("since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since"),
)
"""`since` and `until` are UTC, ISO 8601 without zone at whatever precision is known. It names a
case by its reference alone: what is stated stays after the case itself is removed."""

incident_end = Table(
    "incident_end",
    metadata,
    code("row_id", key=True),
    filled("reason", Content.DELIBERATION),
    *by_person(),
)
