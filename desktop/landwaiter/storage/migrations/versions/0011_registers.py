"""Registers of licences, denials, informed exporters and findings.

Rows only come. Entries and loads are written while a motion for exactly this register is being
carried out, and belong to the change that was seconded by its hash.
"""

from landwaiter.storage.migrations.statements import never_changed, run, seconded

revision = "0011"
down_revision = "0010"

KINDS = "'licences', 'denials', 'informed', 'findings'"
TABLES = (
    f"""CREATE TABLE register_entry (
        id TEXT NOT NULL,
        register TEXT NOT NULL CHECK (register IN ({KINDS})),
        issuer TEXT NOT NULL CHECK (trim(issuer) <> ''),
        ref TEXT NOT NULL CHECK (trim(ref) <> ''),
        content TEXT NOT NULL CHECK (json_valid(content)),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        reason TEXT NOT NULL,
        batch TEXT NOT NULL,
        motion_id TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    f"""CREATE TABLE register_load (
        id TEXT NOT NULL,
        register TEXT NOT NULL CHECK (register IN ({KINDS})),
        issuer TEXT NOT NULL CHECK (trim(issuer) <> ''),
        as_of TEXT NOT NULL,
        loaded INTEGER NOT NULL CHECK (loaded IN (0, 1)),
        source TEXT NOT NULL,
        batch TEXT NOT NULL,
        motion_id TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE licence_write_off (
        id TEXT NOT NULL,
        issuer TEXT NOT NULL,
        ref TEXT NOT NULL,
        item INTEGER NOT NULL CHECK (item > 0),
        quantity TEXT,
        value TEXT,
        day TEXT NOT NULL,
        reference TEXT NOT NULL,
        case_item INTEGER,
        mrn TEXT NOT NULL,
        reason TEXT NOT NULL,
        over INTEGER NOT NULL CHECK (over IN (0, 1)),
        undoes TEXT,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (undoes IS NOT NULL OR quantity IS NOT NULL OR value IS NOT NULL),
        FOREIGN KEY(undoes) REFERENCES licence_write_off (id)
    ) STRICT""",
    "CREATE INDEX register_entry_key ON register_entry (register, issuer, ref)",
    "CREATE INDEX licence_write_off_licence ON licence_write_off (issuer, ref)",
    "CREATE UNIQUE INDEX licence_write_off_undone ON licence_write_off (undoes)",
)

OF_MOTION = seconded(
    "m.id = NEW.motion_id AND m.deed = 'change_register' "
    "AND m.object = 'register/' || NEW.register || '/' || NEW.issuer "
    "AND json_extract(CAST(m.text AS TEXT), '$.args.sha256') = NEW.batch "
    "AND m.author = NEW.author"
)
SECONDED = """
CREATE TRIGGER {table}_is_seconded BEFORE INSERT ON {table}
WHEN NOT {condition}
BEGIN SELECT RAISE(ABORT, 'landwaiter: a register is changed by two persons'); END
"""

OF_A_LICENCE = """
CREATE TRIGGER licence_write_off_of_a_licence BEFORE INSERT ON licence_write_off
WHEN NOT EXISTS (
    SELECT 1 FROM register_entry AS e
    WHERE e.register = 'licences' AND e.issuer = NEW.issuer AND e.ref = NEW.ref)
  OR (NEW.undoes IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM licence_write_off AS w WHERE w.id = NEW.undoes AND w.undoes IS NULL
      AND w.issuer = NEW.issuer AND w.ref = NEW.ref))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a write-off is of a licence in the register'); END
"""


def upgrade() -> None:
    tables = ("register_entry", "register_load")
    run((*TABLES, *never_changed(*tables, "licence_write_off"), OF_A_LICENCE))
    run(SECONDED.format(table=table, condition=OF_MOTION) for table in tables)
