"""Samples of cases without a flag, and what a person found in each."""

from landwaiter.storage.migrations.removal_guards import removal_guards
from landwaiter.storage.migrations.statements import never_changed, run

revision = "0013"
down_revision = "0012"

TABLES = (
    """CREATE TABLE calibration_sample (
        id TEXT NOT NULL,
        seed INTEGER NOT NULL,
        population INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE sampled_case (
        id TEXT NOT NULL,
        sample_id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(sample_id) REFERENCES calibration_sample (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        UNIQUE (sample_id, case_id)
    ) STRICT""",
    """CREATE TABLE sampled_verdict (
        id TEXT NOT NULL,
        sampled_id TEXT NOT NULL,
        missed TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason <> ''),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(sampled_id) REFERENCES sampled_case (id)
    ) STRICT""",
    "CREATE INDEX ix_sampled_case_case_id ON sampled_case (case_id)",
    "CREATE INDEX ix_sampled_verdict_sampled_id ON sampled_verdict (sampled_id)",
)


def upgrade() -> None:
    run((*TABLES, *never_changed("calibration_sample", "sampled_case", "sampled_verdict")))
    run(tuple(removal_guards()))
