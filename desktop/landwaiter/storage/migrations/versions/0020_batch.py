"""How far the screening of a file of names has come; swept when it is done."""

from landwaiter.storage.migrations.statements import run

revision = "0020"
down_revision = "0019"

TABLES = (
    """CREATE TABLE batch_run (
        id TEXT NOT NULL,
        author TEXT NOT NULL,
        asked TEXT NOT NULL CHECK (json_valid(asked)),
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE batch_part (
        run_id TEXT NOT NULL,
        no INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (run_id, no),
        FOREIGN KEY(run_id) REFERENCES batch_run (id)
    ) STRICT, WITHOUT ROWID""",
)


def upgrade() -> None:
    run(TABLES)
