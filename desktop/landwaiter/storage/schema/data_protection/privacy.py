"""Tables of data protection: what the office states of it, and its log of breaches."""

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
