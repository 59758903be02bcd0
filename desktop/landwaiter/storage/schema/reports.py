"""Tables of frozen reports."""

from typing import Any

from sqlalchemy import Column, Index, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    blob,
    by_person,
    by_signature,
    code,
    digest,
    filled,
    identity,
    metadata,
    number,
    of,
    of_case,
    one_of,
    sentence,
    text,
    truth,
)


def _for_reader() -> tuple[Column[Any], ...]:
    """The profile it was redacted for, and to whom it goes; empty for the office itself. What was
    withheld stays here with the salts of the commitments that the report holds."""
    return (
        code("profile", default=""),
        text("addressee", Content.PERSONAL, default=""),
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

gist = Table(
    "gist",
    metadata,
    identity(),
    of_case(),
    number("no", check="no > 0"),
    code("report_type"),
    code("profile"),
    code("place"),
    code("content"),
    code("salt"),
    digest("commitment"),
    digest("context"),
    filled("text", Content.OPEN),
    of("motion_id", "motion.id", unique=True),
    *by_person(),
    UniqueConstraint("case_id", "no"),
)
"""A sentence that two persons released in place of a passage that is withheld from a reader. It
stands for the passage that `commitment` is held to with `salt`, in the row that `context` is held
to, and for no other."""

gist_end = Table(
    "gist_end",
    metadata,
    of("gist_id", "gist.id", key=True),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)
"""A gist that is printed no more."""

court_order = Table(
    "court_order",
    metadata,
    identity(),
    of_case(),
    number("no", check="no > 0"),
    filled("number", Content.OPEN),
    code("day"),
    filled("court", Content.OPEN),
    code("classes"),
    number("evidence", check="evidence >= 0"),
    of("motion_id", "motion.id", unique=True),
    *by_person(),
    UniqueConstraint("case_id", "no"),
)
"""An order of a court, as two persons read it: which classes of content go to that court in an
annex under seal. `evidence` is the number of the piece that its document is; 0: none."""

court_order_end = Table(
    "court_order_end",
    metadata,
    of("order_id", "court_order.id", key=True),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)
"""An order whose record was taken back."""

sealed_annex = Table(
    "sealed_annex",
    metadata,
    of("dossier_id", "dossier.id", key=True),
    of("body_id", "dossier.id", unique=True),
    of("order_id", "court_order.id", index=True),
)
"""The dossier of an annex under seal, that of the report which names it, and the order."""

owner_consent = Table(
    "owner_consent",
    metadata,
    identity(),
    of_case(),
    number("no", check="no > 0"),
    code("report_type"),
    text("addressee", Content.PERSONAL),
    code("place"),
    code("content"),
    code("salt"),
    digest("commitment"),
    digest("context"),
    text("owner", Content.PERSONAL),
    one_of("outcome", "asked", "agreed", "refused"),
    code("day"),
    text("document", Content.INTERNAL),
    *by_person(),
    *by_signature(),
    UniqueConstraint("case_id", "no"),
)
"""What the owner of a business secret said of one passage that is withheld from another state, as
somebody recorded and signed it. It is held to that passage like a gist; of one passage and
addressee the last word counts."""

find_judgement = Table(
    "find_judgement",
    metadata,
    identity(),
    of_case(),
    digest("digest"),
    one_of("outcome", "name", "passage"),
    text("reason", Content.DELIBERATION),
    *by_person(),
    *by_signature(),
    Index("find_judgement_digest", "case_id", "digest"),
)
"""What a person said and signed of words in a text that name a source in confidence. `digest` is of
the very text and the words in it: a text that says something else is judged anew. Of this and of
releases the newest counts."""

find_release = Table(
    "find_release",
    metadata,
    identity(),
    of_case(),
    digest("digest"),
    of("motion_id", "motion.id", unique=True),
    *by_person(),
    Index("find_release_digest", "case_id", "digest"),
)
"""Words that two persons say are another thing than a source: they are printed."""
