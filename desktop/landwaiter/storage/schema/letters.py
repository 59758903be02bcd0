"""Tables of letters: those that were issued, and what the office says in them."""

from sqlalchemy import CheckConstraint, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    blob,
    by_person,
    code,
    digest,
    filled,
    identity,
    instant,
    metadata,
    number,
    of,
    of_case,
    one_of,
    person,
    sentence,
    text,
)
from landwaiter.storage.sqlite.dialect import partial_index

letter_out = Table(
    "letter_out",
    metadata,
    identity(),
    of_case(),
    number("no", check="no > 0"),
    code("kind"),
    code("language"),
    filled("recipient", Content.PERSONAL),
    code("due", null=True),
    blob("body", Content.PERSONAL),
    digest("sha256"),
    digest("template_sha256"),
    digest("pdf_sha256"),
    of("evidence_id", "evidence.id", null=True, index=True),
    of("action_id", "action.id", null=True, index=True),
    of("decision_id", "decision.id", null=True, index=True),
    *by_person(),
    UniqueConstraint("case_id", "no"),
)
"""As it went out: `body` is the canonical JSON of all that it says, `sha256` its hash. It
names the piece of evidence that it is, the request or hearing that it asks, and the decision;
`due` is the day by which it asks for an answer."""
partial_index("letter_out_due", letter_out.c.due, where="kind = 'reminder'")

letter_step = Table(
    "letter_step",
    metadata,
    identity(),
    of_case(),
    of("letter_id", "letter_out.id", index=True),
    one_of("step", "served", "reminder", "withdrawn", "replaced"),
    code("day", null=True),
    text("how", Content.PERSONAL, default=""),
    of("evidence_id", "evidence.id", null=True, index=True),
    of("successor_id", "letter_out.id", null=True, index=True),
    sentence("reason", Content.DELIBERATION, default=""),
    *by_person(),
    CheckConstraint("step <> 'served' OR day IS NOT NULL"),
    CheckConstraint("step IN ('served', 'reminder') OR day IS NULL"),
    CheckConstraint("(step = 'replaced') = (successor_id IS NOT NULL)"),
    CheckConstraint("successor_id <> letter_id"),
)
"""What became of a letter once it was issued; a reminder without a day is none any more."""
partial_index("letter_step_remind", letter_step.c.day, where="step = 'reminder'")

letter_template = Table(
    "letter_template",
    metadata,
    identity(),
    code("kind"),
    code("language"),
    number("number", check="number > 0"),
    text("body", Content.OPEN),
    digest("sha256"),
    code("since"),
    code("until", null=True),
    code("motion_id", unique=True),
    *by_person(),
    UniqueConstraint("kind", "language", "number"),
    CheckConstraint("until IS NULL OR until >= since"),
)
"""Versions of the office; without a body, the model is used again. Its motion says whether two
persons wanted that."""

letter_text = Table(
    "letter_text",
    metadata,
    code("field", key=True),
    code("language", key=True),
    filled("text", Content.OPEN),
    filled("source", Content.OPEN),
    code("since"),
    code("until", null=True),
    person("author"),
    instant("at"),
    CheckConstraint("until IS NULL OR until >= since"),
)
"""What stands now; what stood before is in the audit chain."""
