"""Users, signing keys, the audit chain, anchors, settings and drafts."""

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
    """CREATE TABLE user_key (
        public_key TEXT PRIMARY KEY CHECK (length(public_key) = 64),
        user_id TEXT NOT NULL REFERENCES user (id),
        origin TEXT NOT NULL CHECK (origin IN ('created', 'reset', 'recovery')),
        at TEXT NOT NULL, retired_at TEXT, confirmed_by TEXT, confirmed_at TEXT) STRICT""",
    """CREATE TABLE user_statement (
        seq INTEGER PRIMARY KEY, statement TEXT NOT NULL, signer TEXT NOT NULL,
        signature TEXT NOT NULL) STRICT""",
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

APPEND_ONLY = ("meta", "user_statement", "audit_entry", "anchor")
NEVER_DELETED = ("user", "user_key", "audit_payload")

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
CREATE TRIGGER user_statement_order BEFORE INSERT ON user_statement
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM user_statement)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a user statement only follows the last one'); END
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
                 WHERE deed = 'audit.payload_erased' AND object = 'audit/' || OLD.seq)
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

KEY_ONCE = """
CREATE TRIGGER user_key_once BEFORE INSERT ON user_key
WHEN EXISTS (SELECT 1 FROM user_key WHERE public_key = NEW.public_key)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a signing key is registered once'); END
"""

KEY_STAYS = """
CREATE TRIGGER user_key_stays BEFORE UPDATE ON user_key
WHEN NEW.public_key IS NOT OLD.public_key OR NEW.user_id IS NOT OLD.user_id
  OR NEW.origin IS NOT OLD.origin OR NEW.at IS NOT OLD.at
  OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS NOT OLD.retired_at)
  OR (OLD.confirmed_by IS NOT NULL AND (NEW.confirmed_by IS NOT OLD.confirmed_by
      OR NEW.confirmed_at IS NOT OLD.confirmed_at))
  OR NEW.confirmed_by IS NEW.user_id
BEGIN SELECT RAISE(ABORT, 'landwaiter: a signing key is only retired or confirmed by another'); END
"""


def upgrade() -> None:
    guards = (*never_changed(*APPEND_ONLY), *never_deleted(*NEVER_DELETED))
    rules = (CHAIN, STATEMENT_ORDER, META_ONCE, PAYLOAD_ERASE, PAYLOAD_ONCE, KEY_ONCE, KEY_STAYS)
    run((*TABLES, *guards, *rules))
