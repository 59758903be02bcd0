"""What a seizure record says beside the case, and monitoring programmes with their runs."""

from landwaiter.storage.migrations.removal_guards import removal_guards
from landwaiter.storage.migrations.statements import never_changed, run

revision = "0015"
down_revision = "0014"

TABLES = (
    """CREATE TABLE record_entry (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        field TEXT NOT NULL,
        item_no INTEGER,
        value TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE monitor (
        id TEXT NOT NULL,
        name TEXT NOT NULL COLLATE NOCASE UNIQUE,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE monitor_version (
        id TEXT NOT NULL,
        monitor_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        rules TEXT NOT NULL CHECK (json_valid(rules)),
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (monitor_id, version),
        FOREIGN KEY(monitor_id) REFERENCES monitor (id)
    ) STRICT""",
    """CREATE TABLE monitor_end (
        monitor_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (monitor_id),
        FOREIGN KEY(monitor_id) REFERENCES monitor (id)
    ) STRICT""",
    """CREATE TABLE monitor_run (
        id TEXT NOT NULL,
        monitor_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        head_seq INTEGER NOT NULL,
        head_sha256 TEXT NOT NULL,
        upto TEXT NOT NULL,
        editions TEXT NOT NULL CHECK (json_valid(editions)),
        result BLOB NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        dossier BLOB NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(monitor_id) REFERENCES monitor (id)
    ) STRICT""",
    "CREATE INDEX ix_record_entry_case_id ON record_entry (case_id)",
    "CREATE INDEX ix_monitor_run_monitor_id ON monitor_run (monitor_id)",
)

NOTHING_AFTER_THE_END = """
CREATE TRIGGER monitor_version_of_ended BEFORE INSERT ON monitor_version
WHEN EXISTS (SELECT 1 FROM monitor_end AS e WHERE e.monitor_id = NEW.monitor_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a programme that ended is not changed'); END
"""


def upgrade() -> None:
    run((*TABLES, NOTHING_AFTER_THE_END))
    run(never_changed("record_entry", "monitor", "monitor_version", "monitor_end", "monitor_run"))
    run(tuple(removal_guards()))
