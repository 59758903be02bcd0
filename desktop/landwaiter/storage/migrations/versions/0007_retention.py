"""Retention, legal hold, access requests and disclosures; what is erased leaves a tombstone.

Rows of a case are never removed, except all of them by a removal that two persons decided. The
guards of every table that hangs on a case are therefore made anew here, with this one exception.
"""

from landwaiter.storage.migrations.removal_guards import removal_guards
from landwaiter.storage.migrations.statements import never_changed, run

revision = "0007"
down_revision = "0006"

TABLES: tuple[str, ...] = (
    """CREATE TABLE case_regime (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        purpose TEXT NOT NULL CHECK (purpose IN ('administrative', 'criminal')),
        regime TEXT NOT NULL CHECK (regime IN ('gdpr', '2016/680', '515/97')),
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE proceedings_end (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        date TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE legal_hold (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        act TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE legal_hold_end (
        hold_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (hold_id),
        FOREIGN KEY(hold_id) REFERENCES legal_hold (id)
    ) STRICT""",
    """CREATE TABLE case_removal (
        case_id TEXT NOT NULL,
        motion_id TEXT NOT NULL,
        reference TEXT NOT NULL,
        purpose TEXT NOT NULL,
        regime TEXT NOT NULL,
        ended TEXT NOT NULL,
        due TEXT,
        keeps_decision INTEGER NOT NULL CHECK (keeps_decision IN (0, 1)),
        sha256 TEXT NOT NULL,
        rows TEXT NOT NULL CHECK (json_valid(rows)),
        raw_files TEXT NOT NULL CHECK (json_valid(raw_files)),
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        seconder TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (case_id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE access_request (
        id TEXT NOT NULL,
        no INTEGER NOT NULL UNIQUE,
        name TEXT NOT NULL,
        identifier TEXT,
        born TEXT,
        received TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE access_entry (
        id TEXT NOT NULL,
        request_id TEXT NOT NULL,
        case_id TEXT,
        no INTEGER NOT NULL,
        kind TEXT NOT NULL,
        object TEXT NOT NULL,
        place TEXT NOT NULL,
        text TEXT NOT NULL,
        matched TEXT NOT NULL,
        score INTEGER NOT NULL,
        how TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (request_id, no),
        FOREIGN KEY(request_id) REFERENCES access_request (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE access_mark (
        id TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('person', 'refuse', 'redact', 'show')),
        value TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(entry_id) REFERENCES access_entry (id)
    ) STRICT""",
    """CREATE TABLE disclosure (
        id TEXT NOT NULL,
        case_id TEXT,
        request_id TEXT,
        recipient TEXT NOT NULL CHECK (trim(recipient) <> ''),
        basis TEXT NOT NULL CHECK (trim(basis) <> ''),
        what TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        FOREIGN KEY(request_id) REFERENCES access_request (id)
    ) STRICT""",
    "CREATE INDEX ix_case_regime_case_id ON case_regime (case_id)",
    "CREATE INDEX ix_proceedings_end_case_id ON proceedings_end (case_id)",
    "CREATE INDEX ix_legal_hold_case_id ON legal_hold (case_id)",
    "CREATE INDEX ix_access_entry_request_id ON access_entry (request_id)",
    "CREATE INDEX ix_access_entry_case_id ON access_entry (case_id)",
    "CREATE INDEX ix_access_mark_entry_id ON access_mark (entry_id)",
    "CREATE INDEX ix_disclosure_case_id ON disclosure (case_id)",
)

NEVER_CHANGED = (
    "case_regime",
    "proceedings_end",
    "legal_hold",
    "legal_hold_end",
    "case_removal",
    "access_request",
    "access_entry",
    "access_mark",
    "disclosure",
)
REMOVAL_IS_ALLOWED = """
CREATE TRIGGER case_removal_is_allowed BEFORE INSERT ON case_removal
WHEN EXISTS (SELECT 1 FROM legal_hold AS h WHERE h.case_id = NEW.case_id
    AND NOT EXISTS (SELECT 1 FROM legal_hold_end AS x WHERE x.hold_id = h.id))
  OR NOT EXISTS (
    SELECT 1 FROM case_file AS c WHERE c.id = NEW.case_id AND c.reference = NEW.reference
      AND c.stage IN ('closed', 'dismissed', 'merged'))
BEGIN SELECT RAISE(ABORT, 'landwaiter: only an ended case without a legal hold is removed'); END
"""

REMOVAL_IS_SECONDED = """
CREATE TRIGGER case_removal_is_seconded BEFORE INSERT ON case_removal
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'remove_case' AND m.object = 'removal/' || NEW.case_id
      AND m.author = NEW.author AND s.seconder = NEW.seconder
      AND json_extract(CAST(m.text AS TEXT), '$.facts.sha256') = NEW.sha256
      AND json_extract(CAST(m.text AS TEXT), '$.facts.keeps_decision') = NEW.keeps_decision
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is removed by two persons'); END
"""

REMOVAL_ONCE = """
CREATE TRIGGER case_removal_once BEFORE INSERT ON case_removal
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is removed once'); END
"""

RAW_FILE = """
CREATE TRIGGER raw_file_no_delete BEFORE DELETE ON raw_file
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r, json_each(r.raw_files) AS f
                 WHERE f.value = OLD.id)
  OR EXISTS (SELECT 1 FROM declaration AS d WHERE d.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM declaration_request AS q WHERE q.raw_file_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of raw_file are never changed or removed'); END
"""


def upgrade() -> None:
    run((*TABLES, *never_changed(*NEVER_CHANGED)))
    run((REMOVAL_IS_SECONDED, REMOVAL_IS_ALLOWED, REMOVAL_ONCE))
    run(("DROP TRIGGER raw_file_no_delete", RAW_FILE))
    run(tuple(removal_guards()))
