"""Tables of frozen reports."""

from sqlalchemy import Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    blob,
    by_person,
    digest,
    filled,
    identity,
    metadata,
    number,
    of_case,
    sentence,
    text,
)

dossier = Table(
    "dossier",
    metadata,
    identity(),
    of_case(),
    text("report_type"),
    blob("body"),
    text("sha256", index=True),
    *by_person(),
)

subject_dossier = Table(
    "subject_dossier",
    metadata,
    identity(),
    filled("kind"),
    filled("subject"),
    sentence("title"),
    number("no", check="no > 0"),
    blob("body"),
    digest("sha256"),
    *by_person(),
    UniqueConstraint("kind", "subject", "no"),
)
"""Of what is no case. `kind` is a word of `SubjectReport`, `subject` the key of what it is about
among those of its kind: the identity of an entity, CN-RU, a period. Numbered by both."""
