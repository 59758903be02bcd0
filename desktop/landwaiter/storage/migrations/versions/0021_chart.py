"""Imports of entities from other systems, and which entity there is which one here."""

from landwaiter.storage.migrations.statements import never_changed, run

revision = "0021"
down_revision = "0020"

STATEMENTS = (
    """CREATE TABLE entity_import (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        format TEXT NOT NULL,
        source TEXT NOT NULL CHECK (trim(source) <> ''),
        grade TEXT NOT NULL,
        entities INTEGER NOT NULL,
        links INTEGER NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (source, sha256)
    ) STRICT""",
    """CREATE TABLE entity_origin (
        source TEXT NOT NULL,
        key TEXT NOT NULL CHECK (trim(key) <> ''),
        entity_id TEXT NOT NULL,
        import_id TEXT NOT NULL,
        PRIMARY KEY (source, key),
        FOREIGN KEY(entity_id) REFERENCES entity (id),
        FOREIGN KEY(import_id) REFERENCES entity_import (id)
    ) STRICT""",
    "CREATE INDEX entity_origin_entity ON entity_origin (entity_id)",
    """CREATE INDEX entity_fact_address ON entity_fact (json_extract(value, '$.text'))
        WHERE kind = 'address'""",
)


def upgrade() -> None:
    run(STATEMENTS)
    run(never_changed("entity_import", "entity_origin"))
