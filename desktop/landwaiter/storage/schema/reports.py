"""Tables of frozen reports."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
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
    truth,
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

statistic_print = Table(
    "statistic_print",
    metadata,
    code("dossier", key=True),
    code("first"),
    code("last"),
    code("cut_off"),
    truth("whole"),
    as_json("tables", Content.OPEN),
    as_json("figures", Content.INTERNAL),
    *by_person(),
    Index("statistic_print_period", "first", "last"),
)
"""The figures of statistics that were printed, with what each cell counts: a later print is held
against them. `dossier` is the identity that the print itself bears. `whole` ones withheld nothing
and are for the office alone."""
