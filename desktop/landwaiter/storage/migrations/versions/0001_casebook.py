"""Users, statements, the audit chain and its seals, anchors, settings and drafts."""

from landwaiter.storage.migrations.statements import never_changed, never_deleted, run

revision = "0001"
down_revision = None

TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE user (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        created_at TEXT NOT NULL, disabled_at TEXT) STRICT""",
    """CREATE TABLE user_role (
        user_id TEXT NOT NULL REFERENCES user (id),
        role TEXT NOT NULL CHECK
            (role IN ('analyst', 'reviewer', 'head', 'auditor', 'administrator')),
        PRIMARY KEY (user_id, role)) STRICT""",
    """CREATE TABLE statement (
        seq INTEGER PRIMARY KEY, text TEXT NOT NULL, signatures TEXT NOT NULL) STRICT""",
    """CREATE TABLE audit_entry (
        seq INTEGER PRIMARY KEY,
        entry TEXT NOT NULL CHECK (json_valid(entry)),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        at TEXT GENERATED ALWAYS AS (entry ->> '$.at') VIRTUAL,
        actor TEXT GENERATED ALWAYS AS (entry ->> '$.actor') VIRTUAL,
        deed TEXT GENERATED ALWAYS AS (entry ->> '$.deed') VIRTUAL,
        object TEXT GENERATED ALWAYS AS (entry ->> '$.object') VIRTUAL) STRICT""",
    "CREATE INDEX audit_entry_actor ON audit_entry (actor, seq)",
    "CREATE INDEX audit_entry_deed ON audit_entry (deed, seq)",
    "CREATE INDEX audit_entry_object ON audit_entry (object, seq)",
    """CREATE TABLE audit_payload (
        seq INTEGER PRIMARY KEY REFERENCES audit_entry (seq),
        salt BLOB, content TEXT, erased_at TEXT, erased_by TEXT) STRICT""",
    """CREATE TABLE seal (
        last INTEGER PRIMARY KEY REFERENCES audit_entry (seq),
        key BLOB NOT NULL CHECK (length(key) = 32), own INTEGER NOT NULL,
        signature BLOB NOT NULL CHECK (length(signature) = 64)) STRICT""",
    "CREATE INDEX seal_key ON seal (key, last)",
    """CREATE TABLE anchor (
        id TEXT PRIMARY KEY, casebook_id TEXT NOT NULL, seq INTEGER NOT NULL,
        sha256 TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
    """CREATE TABLE office_setting (
        key TEXT PRIMARY KEY, value TEXT NOT NULL,
        set_by TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
    """CREATE TABLE draft (
        user_id TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (user_id, key)) STRICT""",
)

APPEND_ONLY = ("meta", "statement", "audit_entry", "seal", "anchor")
NEVER_DELETED = ("user", "audit_payload")

# The chain trigger also stops INSERT OR REPLACE, which an UPDATE trigger alone would miss.
CHAIN = """
CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
  OR NEW.entry ->> '$.seq' IS NOT CAST(NEW.seq AS TEXT)
  OR NEW.entry ->> '$.prev' IS NOT coalesce(
       (SELECT sha256 FROM audit_entry ORDER BY seq DESC LIMIT 1),
       '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit entry only follows the last one'); END
"""

STATEMENT_ORDER = """
CREATE TRIGGER statement_order BEFORE INSERT ON statement
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM statement)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a statement only follows the last one'); END
"""

SEAL_ORDER = """
CREATE TRIGGER seal_order BEFORE INSERT ON seal
WHEN NEW.last IS NOT (SELECT max(seq) FROM audit_entry)
  OR NEW.last <= (SELECT coalesce(max(last), 0) FROM seal)
  OR NEW.own IS NOT 1 + coalesce(
       (SELECT own FROM seal WHERE key = NEW.key ORDER BY last DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a seal is over the entries just written'); END
"""

META_ONCE = """
CREATE TRIGGER meta_once BEFORE INSERT ON meta
WHEN EXISTS (SELECT 1 FROM meta WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'landwaiter: the identity of a casebook does not change'); END
"""

PAYLOAD_ERASE = """
CREATE TRIGGER audit_payload_erase BEFORE UPDATE ON audit_payload
WHEN NEW.seq IS NOT OLD.seq OR OLD.content IS NULL
  OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
  OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL
  OR NOT EXISTS (SELECT 1 FROM audit_entry
                 WHERE deed = 'audit.payload_erased'
                   AND object GLOB 'audit/' || OLD.seq || '/motion/*')
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit payload is only ever erased, by a recorded deed');
END
"""

PAYLOAD_ONCE = """
CREATE TRIGGER audit_payload_once BEFORE INSERT ON audit_payload
WHEN NEW.seq IS NOT (SELECT max(seq) FROM audit_entry)
  OR NEW.salt IS NULL OR NEW.content IS NULL
  OR EXISTS (SELECT 1 FROM audit_payload WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit payload belongs to the entry just written'); END
"""


def upgrade() -> None:
    guards = (*never_changed(*APPEND_ONLY), *never_deleted(*NEVER_DELETED))
    rules = (CHAIN, STATEMENT_ORDER, SEAL_ORDER, META_ONCE, PAYLOAD_ERASE, PAYLOAD_ONCE)
    run((*TABLES, *guards, *rules))
