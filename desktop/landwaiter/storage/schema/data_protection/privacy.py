"""Tables of data protection: what the office states of it, its notices, its log of breaches."""

from sqlalchemy import Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    by_person,
    code,
    filled,
    identity,
    metadata,
    number,
    of,
    one_of,
    text,
)

privacy_statement = Table(
    "privacy_statement",
    metadata,
    identity(),
    code("topic"),
    filled("said", Content.OPEN),
    *by_person(),
)
"""The newest of a topic counts."""

privacy_notice = Table(
    "privacy_notice",
    metadata,
    identity(),
    number("no", unique=True),
    one_of("audience", "public", "person", "exporter"),
    filled("version", Content.OPEN),
    code("given"),
    code("since"),
    filled("place", Content.OPEN),
    filled("basis", Content.OPEN),
    text("whom", Content.PERSONAL),
    text("said", Content.OPEN),
    of("raw_file_id", "raw_file.id", null=True),
    *by_person(),
)
"""A notice to those whose data are processed: `given` is the day on which it was published or
given, `since` the day from which it counts; its text, its file, or both are kept."""

data_breach = Table(
    "data_breach",
    metadata,
    identity(),
    number("no", unique=True),
    code("known"),
    filled("what", Content.INTERNAL),
    text("persons", Content.INTERNAL),
    text("effects", Content.INTERNAL),
    *by_person(),
)
"""A breach of personal data; `known` is the instant since when the office knew of it."""

data_breach_step = Table(
    "data_breach_step",
    metadata,
    identity(),
    of("breach_id", "data_breach.id", index=True),
    code("step"),
    code("happened"),
    filled("said", Content.INTERNAL),
    *by_person(),
)
