"""Tables of flags: what was evaluated, raised and reviewed, and samples of cases without one."""

from sqlalchemy import Index, Table, UniqueConstraint

from landwaiter.storage.schema.columns import (
    blob,
    by_person,
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
    text("flags"),
    text("candidates"),
    text("editions"),
    text("policy"),
    text("engine"),
    *by_person(),
    text("as_of", null=True),
    text("settings", null=True),
    blob("facts", null=True),
    text("form", default="verdict/1"),
)

flag_raised = Table(
    "flag_raised",
    metadata,
    of("case_id", "case_file.id", key=True),
    text("rule", key=True),
    text("severity"),
    Index("flag_raised_rule", "rule", "case_id"),
)

flag_review = Table(
    "flag_review",
    metadata,
    identity(),
    of_case(),
    text("rule"),
    text("state"),
    text("reason"),
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
    text("sha256"),
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
    text("missed"),
    text("reason", check="reason <> ''"),
    *by_person(),
)
