"""Tables of frozen reports."""

from sqlalchemy import Table, UniqueConstraint

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
    UniqueConstraint("kind", "subject", "no"),
)
"""Of what is no case. `kind` is a word of `SubjectReport`, `subject` the key of what it is about
among those of its kind: the identity of an entity, CN-RU, a period. Numbered by both."""
