"""Remarks bound to fields, their answers, and indexes for similar cases."""

from landwaiter.storage.migrations.removal_guards import removal_guards
from landwaiter.storage.migrations.statements import never_changed, run

revision = "0009"
down_revision = "0008"

TABLES = (
    """CREATE TABLE remark (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        decision_id TEXT NOT NULL,
        place TEXT NOT NULL,
        text TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        FOREIGN KEY(decision_id) REFERENCES decision (id)
    ) STRICT""",
    """CREATE TABLE remark_answer (
        id TEXT NOT NULL,
        remark_id TEXT NOT NULL,
        text TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(remark_id) REFERENCES remark (id)
    ) STRICT""",
    "CREATE INDEX ix_remark_case_id ON remark (case_id)",
    "CREATE INDEX ix_remark_answer_remark_id ON remark_answer (remark_id)",
    "CREATE INDEX party_name ON party (name COLLATE NOCASE)",
    "CREATE INDEX classification_code ON classification (code, list)",
)

REMARK_OF_ITS_CASE = """
CREATE TRIGGER remark_of_its_case BEFORE INSERT ON remark
WHEN NOT EXISTS (SELECT 1 FROM decision AS d
                 WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id
                   AND d.author <> NEW.author)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a second person remarks on a decision of the case'); END
"""


def upgrade() -> None:
    run((*TABLES, REMARK_OF_ITS_CASE, *never_changed("remark", "remark_answer")))
    run(tuple(removal_guards()))
