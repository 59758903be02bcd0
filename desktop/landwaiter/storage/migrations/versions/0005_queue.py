"""Who works on what: assignments, absences, presence."""

from landwaiter.storage.migrations.statements import never_changed, run

revision = "0005"
down_revision = "0004"

TABLES = (
    """CREATE TABLE assignment (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        holder TEXT NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE delegation (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        holder TEXT NOT NULL,
        deputy TEXT NOT NULL,
        until TEXT NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        CHECK (holder <> deputy)
    ) STRICT""",
    """CREATE TABLE delegation_end (
        delegation_id TEXT NOT NULL,
        why TEXT NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (delegation_id),
        FOREIGN KEY(delegation_id) REFERENCES delegation (id)
    ) STRICT""",
    """CREATE TABLE absence (
        id TEXT NOT NULL,
        user_id TEXT NOT NULL,
        person TEXT NOT NULL,
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        deputy TEXT,
        note TEXT DEFAULT '' NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (first_day <= last_day)
    ) STRICT""",
    """CREATE TABLE absence_end (
        absence_id TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (absence_id),
        FOREIGN KEY(absence_id) REFERENCES absence (id)
    ) STRICT""",
    """CREATE TABLE presence (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        user_id TEXT NOT NULL,
        person TEXT NOT NULL,
        since TEXT NOT NULL,
        seen TEXT NOT NULL,
        PRIMARY KEY (id, case_id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
)
INDEXES = (
    "CREATE INDEX ix_assignment_case_id ON assignment (case_id)",
    "CREATE INDEX ix_delegation_case_id ON delegation (case_id)",
    "CREATE INDEX ix_delegation_deputy ON delegation (deputy)",
    "CREATE INDEX ix_absence_user_id ON absence (user_id)",
    "CREATE INDEX ix_presence_case_id ON presence (case_id)",
)
NO_OVERLAP = """CREATE TRIGGER absence_once BEFORE INSERT ON absence
    WHEN EXISTS (
        SELECT 1 FROM absence WHERE user_id = NEW.user_id
            AND first_day <= NEW.last_day AND last_day >= NEW.first_day
            AND id NOT IN (SELECT absence_id FROM absence_end)
    )
    BEGIN SELECT RAISE(ABORT, 'landwaiter: a person is absent once at a time'); END"""
NO_CHAIN = """CREATE TRIGGER delegation_once BEFORE INSERT ON delegation
    WHEN EXISTS (
        SELECT 1 FROM delegation WHERE case_id = NEW.case_id AND until > substr(NEW.at, 1, 10)
            AND id NOT IN (SELECT delegation_id FROM delegation_end)
    )
    BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is delegated once at a time'); END"""
FACTS = ("assignment", "delegation", "delegation_end", "absence", "absence_end")


def upgrade() -> None:
    run((*TABLES, *INDEXES, NO_OVERLAP, NO_CHAIN, *never_changed(*FACTS)))
