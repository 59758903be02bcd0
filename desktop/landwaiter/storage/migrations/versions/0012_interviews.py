"""Answers of parameter interviews."""

from landwaiter.storage.migrations.removal_guards import removal_guards
from landwaiter.storage.migrations.statements import never_changed, run

revision = "0012"
down_revision = "0011"

TABLES = (
    """CREATE TABLE interview_answer (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        item_no INTEGER NOT NULL,
        parameter TEXT NOT NULL,
        value TEXT,
        given TEXT NOT NULL,
        source TEXT NOT NULL,
        document TEXT NOT NULL,
        date TEXT NOT NULL,
        evidence INTEGER,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    "CREATE INDEX ix_interview_answer_case_id ON interview_answer (case_id)",
    """CREATE TABLE interview_revocation (
        id TEXT NOT NULL,
        answer_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (answer_id),
        FOREIGN KEY(answer_id) REFERENCES interview_answer (id)
    ) STRICT""",
)


def upgrade() -> None:
    run((*TABLES, *never_changed("interview_answer", "interview_revocation")))
    run(tuple(removal_guards()))
