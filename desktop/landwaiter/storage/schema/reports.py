"""Tables of frozen reports."""

from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    blob,
    by_person,
    code,
    digest,
    filled,
    identity,
    metadata,
    number,
    of_case,
    sentence,
    text,
)


def _for_reader() -> tuple[Column[Any], ...]:
    """The profile it was redacted for, and to whom it goes; empty for the office itself. What was
    withheld stays here with the salts of the commitments that the report holds."""
    return (
        code("profile", default="''"),
        text("addressee", Content.PERSONAL, default="''"),
        blob("withheld", Content.SOURCE, null=True),
    )


dossier = Table(
    "dossier",
    metadata,
    identity(),
    of_case(),
    code("report_type"),
    blob("body", Content.SOURCE),
    code("sha256", index=True),
    *by_person(),
    *_for_reader(),
)

subject_dossier = Table(
    "subject_dossier",
    metadata,
    identity(),
    filled("kind", Content.OPEN),
    filled("subject", Content.PERSONAL),
    sentence("title", Content.PERSONAL),
    number("no", check="no > 0"),
    blob("body", Content.SOURCE),
    digest("sha256"),
    *by_person(),
    *_for_reader(),
    UniqueConstraint("kind", "subject", "no"),
)
"""Of what is no case. `kind` is a word of `SubjectReport`, `subject` the key of what it is about
among those of its kind: the identity of an entity, CN-RU, a period. Numbered by both."""
