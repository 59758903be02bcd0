"""Tables of flags: what was evaluated, raised and reviewed, and samples of cases without one."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    blob,
    by_person,
    code,
    identity,
    metadata,
    number,
    of,
    of_case,
    text,
)

evaluation = Table(
    "evaluation",
    metadata,
    identity(),
    of_case(),
    text("flags", Content.BUSINESS),
    text("candidates", Content.BUSINESS),
    code("editions"),
    text("policy", Content.INTERNAL),
    code("engine"),
    *by_person(),
    code("as_of"),
    text("settings", Content.INTERNAL),
    blob("facts", Content.INTERNAL),
    code("form", default="verdict/1"),
)

flag_raised = Table(
    "flag_raised",
    metadata,
    of("case_id", "case_file.id", key=True),
    code("rule", key=True),
    code("severity"),
    Index("flag_raised_rule", "rule", "case_id"),
)

flag_review = Table(
    "flag_review",
    metadata,
    identity(),
    of_case(),
    code("rule"),
    code("state"),
    text("reason", Content.DELIBERATION),
    *by_person(),
    of("motion_id", "motion.id", null=True),
)

calibration_sample = Table(
    "calibration_sample",
    metadata,
    identity(),
    number("seed"),
    number("population"),
    number("seq"),
    code("sha256"),
    *by_person(),
)

sampled_case = Table(
    "sampled_case",
    metadata,
    identity(),
    of("sample_id", "calibration_sample.id"),
    of_case(),
    UniqueConstraint("sample_id", "case_id"),
)

sampled_verdict = Table(
    "sampled_verdict",
    metadata,
    identity(),
    of("sampled_id", "sampled_case.id", index=True),
    code("missed"),
    text("reason", Content.DELIBERATION, check="reason <> ''"),
    *by_person(),
)
