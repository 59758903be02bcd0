"""Frozen reports on entities, which hang on no case; identifiers of entities found by an index."""

from landwaiter.storage.migrations.statements import never_changed, run

revision = "0022"
down_revision = "0021"

STATEMENTS = (
    """CREATE TABLE entity_dossier (
        id TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        no INTEGER NOT NULL CHECK (no > 0),
        body BLOB NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (entity_id, no),
        FOREIGN KEY(entity_id) REFERENCES entity (id)
    ) STRICT""",
    """CREATE INDEX entity_fact_number ON entity_fact (json_extract(value, '$.number'))
        WHERE kind = 'identifier'""",
)


def upgrade() -> None:
    run(STATEMENTS)
    run(never_changed("entity_dossier"))
