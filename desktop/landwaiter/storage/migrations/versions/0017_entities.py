"""What is stated of entities: facts, links between two of them, merges, and the end of each.

Rows only come. A row that no longer counts has a row in `entity_end`; nothing is overwritten.
"""

from landwaiter.storage.migrations.statements import never_changed, run

revision = "0017"
down_revision = "0016"

STATED = """
        since TEXT,
        until TEXT,
        source TEXT NOT NULL CHECK (trim(source) <> ''),
        grade TEXT NOT NULL,
        note TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since)"""

TABLES = (
    f"""CREATE TABLE entity_fact (
        id TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (trim(kind) <> ''),
        value TEXT NOT NULL CHECK (json_valid(value)),{STATED},
        FOREIGN KEY(entity_id) REFERENCES entity (id)
    ) STRICT""",
    f"""CREATE TABLE entity_link (
        id TEXT NOT NULL,
        from_id TEXT NOT NULL,
        to_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (trim(kind) <> ''),
        percent TEXT,{STATED},
        CHECK (from_id <> to_id),
        FOREIGN KEY(from_id) REFERENCES entity (id),
        FOREIGN KEY(to_id) REFERENCES entity (id)
    ) STRICT""",
    """CREATE TABLE entity_merge (
        id TEXT NOT NULL,
        kept_id TEXT NOT NULL,
        gone_id TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (trim(reason) <> ''),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (kept_id <> gone_id),
        FOREIGN KEY(kept_id) REFERENCES entity (id),
        FOREIGN KEY(gone_id) REFERENCES entity (id)
    ) STRICT""",
    """CREATE TABLE entity_end (
        row_id TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (trim(reason) <> ''),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (row_id)
    ) STRICT""",
    "CREATE INDEX entity_fact_entity ON entity_fact (entity_id, kind)",
    "CREATE INDEX entity_link_from ON entity_link (from_id, kind)",
    "CREATE INDEX entity_link_to ON entity_link (to_id, kind)",
    "CREATE INDEX entity_merge_gone ON entity_merge (gone_id)",
    "CREATE INDEX entity_merge_kept ON entity_merge (kept_id)",
)

ENDS_SOMETHING = """
CREATE TRIGGER entity_end_of_something BEFORE INSERT ON entity_end
WHEN NOT EXISTS (SELECT 1 FROM entity_fact WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM entity_link WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM entity_merge WHERE id = NEW.row_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: there is nothing of this identity to end'); END
"""

GONE_ONCE = """
CREATE TRIGGER entity_merge_gone_once BEFORE INSERT ON entity_merge
WHEN EXISTS (SELECT 1 FROM entity_merge AS m
    WHERE m.gone_id IN (NEW.gone_id, NEW.kept_id)
      AND NOT EXISTS (SELECT 1 FROM entity_end AS e WHERE e.row_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an entity that was merged is not merged again'); END
"""


def upgrade() -> None:
    run((*TABLES, ENDS_SOMETHING, GONE_ONCE))
    run(never_changed("entity_fact", "entity_link", "entity_merge", "entity_end"))
