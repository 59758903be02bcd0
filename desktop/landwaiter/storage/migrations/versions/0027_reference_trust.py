"""Reference data that may be trusted: where editions come from, bundles, what nobody seconded yet.

A pack edition names what lets it in: that it came with the program, the motion that two persons
agreed to, or the bundle it was signed in. A list judges as soon as one person took it in, but never
without the motion in which another is asked about it.
"""

from landwaiter.storage.migrations.statements import never_changed, run, seconded

revision = "0027"
down_revision = "0026"

COLUMNS = (
    "ALTER TABLE pack_edition ADD COLUMN trust_said TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE pack_edition ADD COLUMN origin TEXT NOT NULL DEFAULT 'shipped' "
    "CHECK (origin IN ('shipped', 'motion', 'bundle'))",
    "ALTER TABLE pack_edition ADD COLUMN origin_id TEXT NOT NULL DEFAULT ''",
)
TABLES = (
    """CREATE TABLE bundle_root (
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        body BLOB NOT NULL,
        motion_id TEXT REFERENCES motion (id),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE bundle_taken (
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        expired INTEGER NOT NULL CHECK (expired IN (0, 1)),
        sha256 TEXT NOT NULL,
        root_id TEXT NOT NULL,
        metadata TEXT NOT NULL CHECK (json_valid(metadata)),
        packs TEXT NOT NULL CHECK (json_valid(packs)),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(root_id) REFERENCES bundle_root (id)
    ) STRICT""",
)
INDEX = "CREATE INDEX ix_motion_object ON motion (object)"
"""Who agreed to an edition is asked wherever it is listed."""
OLD_GUARDS = (
    "list_edition_import_is_seconded",
    "list_edition_removal_is_seconded",
    "pack_edition_import_is_seconded",
    "edition_listing_is_seconded",
)
OF_THE_PACK = """m.id = NEW.origin_id AND m.deed = 'import_pack'
    AND m.object = 'pack/' || NEW.pack_id
    AND json_extract(CAST(m.text AS TEXT), '$.args.edition_sha256') = NEW.sha256"""
OF_THE_REMOVAL = "m.deed = 'remove_list' AND m.object = 'list/' || NEW.list_id"
OF_THE_ROOT = """m.id = NEW.motion_id AND m.deed = 'accept_root'
    AND m.object = 'bundle/root/' || NEW.fingerprint"""
PACK_IS_WARRANTED = """
CREATE TRIGGER pack_edition_is_warranted BEFORE INSERT ON pack_edition
WHEN CASE NEW.origin
  WHEN 'motion' THEN NOT {seconded}
  WHEN 'bundle' THEN NOT EXISTS (
    SELECT 1 FROM bundle_taken AS b, json_each(b.packs) AS p WHERE b.id = NEW.origin_id
      AND p.value ->> '$.pack' = NEW.pack_id AND p.value ->> '$.sha256' = NEW.sha256)
  ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'landwaiter: a pack comes by two persons or in a signed bundle'); END
"""
OFFICIAL_IS_SIGNED = """
CREATE TRIGGER pack_edition_official_is_signed BEFORE INSERT ON pack_edition
WHEN NEW.trust = 'official' AND NOT EXISTS (
    SELECT 1 FROM bundle_taken AS b, json_each(b.packs) AS p
    WHERE NEW.origin = 'bundle' AND b.id = NEW.origin_id AND p.value ->> '$.pack' = NEW.pack_id
      AND p.value ->> '$.sha256' = NEW.sha256 AND p.value ->> '$.official')
BEGIN SELECT RAISE(ABORT, 'landwaiter: official only by a publisher''s signature'); END
"""
LIST_IS_ASKED_ABOUT = """
CREATE TRIGGER list_edition_{name}_is_asked_about BEFORE {act} ON list_edition
WHEN {comes} AND NOT EXISTS (
    SELECT 1 FROM motion AS m WHERE m.deed = 'confirm_list' AND m.object = 'list/' || NEW.list_id
      AND json_extract(CAST(m.text AS TEXT), '$.args.edition_sha256') = NEW.sha256
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: another person is asked about a list that is taken in'); END
"""
REMOVED_BY_TWO = """
CREATE TRIGGER list_edition_removal_is_seconded BEFORE UPDATE ON list_edition
WHEN NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL
  AND NOT {seconded}
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_end AS e ON e.motion_id = m.id
    WHERE e.state = 'declined' AND e.author <> m.author AND m.id = (
      SELECT max(n.id) FROM motion AS n
      WHERE n.deed = 'confirm_list' AND n.object = 'list/' || NEW.list_id
        AND json_extract(CAST(n.text AS TEXT), '$.args.edition_sha256') = NEW.sha256))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a list is removed by two persons'); END
"""
ROOT_BY_TWO = """
CREATE TRIGGER bundle_root_is_seconded BEFORE INSERT ON bundle_root
WHEN NOT {seconded} AND NOT (NEW.motion_id IS NULL
    AND EXISTS (SELECT 1 FROM bundle_root AS r WHERE r.version = NEW.version - 1))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the root of bundles is accepted by two persons'); END
"""
NEVER_OLDER = """
CREATE TRIGGER bundle_taken_is_newer BEFORE INSERT ON bundle_taken
WHEN EXISTS (SELECT 1 FROM bundle_taken AS b WHERE b.version > NEW.version)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a newer bundle was taken in already'); END
"""


def upgrade() -> None:
    run(f"DROP TRIGGER {name}" for name in OLD_GUARDS)
    run((*COLUMNS, *TABLES, INDEX, *never_changed("bundle_root", "bundle_taken")))
    run(
        (
            PACK_IS_WARRANTED.format(seconded=seconded(OF_THE_PACK)),
            OFFICIAL_IS_SIGNED,
            REMOVED_BY_TWO.format(seconded=seconded(OF_THE_REMOVAL)),
            ROOT_BY_TWO.format(seconded=seconded(OF_THE_ROOT)),
            NEVER_OLDER,
        )
    )
    run(
        LIST_IS_ASKED_ABOUT.format(name=name, act=act, comes=comes)
        for name, act, comes in (
            ("import", "INSERT", "1"),
            ("return", "UPDATE", "NEW.removed_at IS NULL AND OLD.removed_at IS NOT NULL"),
        )
    )
