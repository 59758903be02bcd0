"""Custody, grading and wiping of evidence."""

from landwaiter.storage.migrations.statements import never_changed, run

revision = "0006"
down_revision = "0005"

TABLES = (
    "ALTER TABLE evidence ADD COLUMN redacts INTEGER",
    """CREATE TABLE custody_event (
        id TEXT NOT NULL,
        evidence_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        party TEXT NOT NULL,
        place TEXT NOT NULL,
        seal TEXT NOT NULL,
        note TEXT NOT NULL,
        happened_at TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(evidence_id) REFERENCES evidence (id)
    ) STRICT""",
    """CREATE TABLE evidence_grading (
        id TEXT NOT NULL,
        evidence_id TEXT NOT NULL,
        source TEXT NOT NULL,
        information TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(evidence_id) REFERENCES evidence (id)
    ) STRICT""",
    """CREATE TABLE evidence_confidence (
        id TEXT NOT NULL,
        evidence_id TEXT NOT NULL,
        in_confidence INTEGER NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(evidence_id) REFERENCES evidence (id)
    ) STRICT""",
    """CREATE TABLE evidence_wipe (
        evidence_id TEXT NOT NULL,
        motion_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (evidence_id),
        FOREIGN KEY(evidence_id) REFERENCES evidence (id),
        FOREIGN KEY(motion_id) REFERENCES motion (id)
    ) STRICT""",
    "CREATE INDEX ix_custody_event_evidence_id ON custody_event (evidence_id)",
    "CREATE INDEX ix_evidence_grading_evidence_id ON evidence_grading (evidence_id)",
    "CREATE INDEX ix_evidence_confidence_evidence_id ON evidence_confidence (evidence_id)",
    "CREATE INDEX evidence_sha256 ON evidence (sha256)",
    "CREATE INDEX evidence_vault_name ON evidence (vault_name)",
)

WIPE_IS_SECONDED = """
CREATE TRIGGER evidence_wipe_is_seconded BEFORE INSERT ON evidence_wipe
WHEN NOT EXISTS (SELECT 1 FROM motion AS m
                 JOIN motion_second AS s ON s.motion_id = m.id
                 JOIN evidence AS e ON e.id = NEW.evidence_id
                 WHERE m.id = NEW.motion_id AND m.deed = 'wipe_evidence'
                   AND m.object = 'case/' || e.case_id || '/evidence/' || e.id
                   AND m.author = NEW.author AND s.seconder_id <> m.author_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: evidence is wiped only with a second person'); END
"""

WIPE_SPARES_HELD = """
CREATE TRIGGER evidence_wipe_spares_held BEFORE INSERT ON evidence_wipe
WHEN EXISTS (SELECT 1 FROM evidence AS e JOIN legal_hold AS h ON h.case_id = e.case_id
             WHERE e.id = NEW.evidence_id
               AND NOT EXISTS (SELECT 1 FROM legal_hold_end AS x WHERE x.hold_id = h.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: nothing of a case under a legal hold is wiped'); END
"""

GUARDS = (
    *never_changed("custody_event", "evidence_grading", "evidence_confidence", "evidence_wipe"),
    WIPE_IS_SECONDED,
    WIPE_SPARES_HELD,
)


def upgrade() -> None:
    run((*TABLES, *GUARDS))
