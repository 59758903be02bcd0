"""What a verdict rested on, and tasks of a new edition."""

from landwaiter.storage.migrations.removal_guards import removal_guards
from landwaiter.storage.migrations.statements import never_changed, run

revision = "0010"
down_revision = "0009"

COLUMNS = (
    "ALTER TABLE evaluation ADD COLUMN as_of TEXT",
    "ALTER TABLE evaluation ADD COLUMN settings TEXT",
    "ALTER TABLE evaluation ADD COLUMN facts BLOB",
)
TABLES = (
    """CREATE TABLE edition_task (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        edition TEXT NOT NULL,
        edition_sha256 TEXT NOT NULL,
        touched TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        UNIQUE (case_id, pack_id, edition_sha256)
    ) STRICT""",
    """CREATE TABLE edition_task_end (
        id TEXT NOT NULL,
        task_id TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'dismissed')),
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(task_id) REFERENCES edition_task (id),
        UNIQUE (task_id),
        CHECK (state = 'done' OR reason <> '')
    ) STRICT""",
)


def upgrade() -> None:
    run((*COLUMNS, *TABLES))
    run(never_changed("edition_task", "edition_task_end"))
    run(tuple(removal_guards()))
