"""Sensitive entities, time-stamps on the audit chain, and erasing only under four eyes."""

from landwaiter.storage.migrations.statements import never_changed, run

revision = "0008"
down_revision = "0007"

TABLES = (
    """CREATE TABLE entity_mark (
        id TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
        reason TEXT NOT NULL CHECK (reason <> ''),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(entity_id) REFERENCES entity (id)
    ) STRICT""",
    """CREATE TABLE time_stamp (
        id TEXT NOT NULL,
        anchor_id TEXT NOT NULL,
        reply BLOB NOT NULL,
        certificates TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(anchor_id) REFERENCES anchor (id)
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX ix_entity_mark_entity_id ON entity_mark (entity_id)",
    "CREATE INDEX audit_entry_at ON audit_entry (at)",
)

# The entry alone was enough before; now another person must have seconded exactly this erasure,
# or the removal of the whole case.
PAYLOAD_ERASE = """
CREATE TRIGGER audit_payload_erase BEFORE UPDATE ON audit_payload
WHEN NEW.seq IS NOT OLD.seq OR OLD.content IS NULL
  OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
  OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL
  OR NOT EXISTS (SELECT 1 FROM audit_entry
                 WHERE deed = 'audit.payload_erased'
                   AND object GLOB 'audit/' || OLD.seq || '/motion/*')
  OR NOT (
       EXISTS (SELECT 1 FROM motion m JOIN motion_second s ON s.motion_id = m.id
               WHERE m.deed = 'erase_payload' AND m.object = 'audit/' || OLD.seq)
       OR EXISTS (SELECT 1 FROM audit_entry AS a JOIN case_removal AS r
                    ON r.case_id = substr(a.object, 6, 36)
                  WHERE a.seq = OLD.seq AND substr(a.object, 1, 5) = 'case/'))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit payload is only ever erased under four eyes');
END
"""


def upgrade() -> None:
    guards = never_changed("entity_mark", "time_stamp")
    run((*TABLES, *INDEXES, *guards, "DROP TRIGGER audit_payload_erase", PAYLOAD_ERASE))
