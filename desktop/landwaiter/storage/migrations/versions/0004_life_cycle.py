"""Where goods are and who was told, merged and split cases, what is owed before a decision."""

from landwaiter.storage.migrations.statements import (
    CRITICAL_STANDS,
    never_changed,
    run,
    seconded,
)

revision = "0004"
down_revision = "0003"

TABLES = (
    """CREATE TABLE goods_event (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        no INTEGER NOT NULL,
        act TEXT NOT NULL,
        status TEXT NOT NULL,
        track TEXT,
        office TEXT,
        location TEXT,
        container TEXT,
        seal TEXT,
        presented_at TEXT,
        cut_off TEXT,
        storage_cost TEXT,
        told TEXT,
        reason TEXT DEFAULT '' NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE case_link (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        other_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        items TEXT DEFAULT '{}' NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        FOREIGN KEY(other_id) REFERENCES case_file (id),
        CHECK (case_id <> other_id)
    ) STRICT""",
    """CREATE TABLE track_item_end (
        id TEXT NOT NULL,
        track_id TEXT NOT NULL,
        no INTEGER NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(track_id) REFERENCES track (id)
    ) STRICT""",
    """CREATE TABLE hearing_exception (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        basis TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE stay_held (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        no INTEGER NOT NULL,
        track_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        FOREIGN KEY(track_id) REFERENCES track (id)
    ) STRICT""",
    """CREATE TABLE case_clock (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        track_id TEXT,
        basis TEXT NOT NULL,
        length INTEGER NOT NULL,
        unit TEXT NOT NULL,
        start_at TEXT NOT NULL,
        calendar TEXT NOT NULL,
        calendar_edits INTEGER NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        FOREIGN KEY(track_id) REFERENCES track (id)
    ) STRICT""",
    """CREATE TABLE case_clock_end (
        clock_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (clock_id),
        FOREIGN KEY(clock_id) REFERENCES case_clock (id)
    ) STRICT""",
    """CREATE TABLE calendar_edit (
        id TEXT NOT NULL,
        state TEXT NOT NULL,
        number INTEGER NOT NULL,
        day TEXT NOT NULL,
        change TEXT NOT NULL,
        name TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (state, number),
        CHECK (change IN ('add', 'remove'))
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX ix_goods_event_case_id ON goods_event (case_id)",
    "CREATE INDEX ix_case_link_case_id ON case_link (case_id)",
    "CREATE INDEX ix_case_link_other_id ON case_link (other_id)",
    "CREATE INDEX ix_track_item_end_track_id ON track_item_end (track_id)",
    "CREATE INDEX ix_hearing_exception_case_id ON hearing_exception (case_id)",
    "CREATE INDEX ix_stay_held_case_id ON stay_held (case_id)",
    "CREATE INDEX ix_case_clock_case_id ON case_clock (case_id)",
    "CREATE INDEX action_open_due ON action (due) WHERE answered_at IS NULL",
    "CREATE INDEX action_open_remind ON action (remind) WHERE answered_at IS NULL",
    "CREATE INDEX case_file_release_from ON case_file (release_from)"
    " WHERE release_from IS NOT NULL",
)

COLUMNS = (
    "ALTER TABLE action ADD COLUMN basis TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE action ADD COLUMN remind TEXT",
    "ALTER TABLE action ADD COLUMN due_at TEXT",
    "ALTER TABLE action ADD COLUMN calendar_edits INTEGER DEFAULT 0 NOT NULL",
    "ALTER TABLE goods_item ADD COLUMN came_from TEXT",
    "ALTER TABLE goods_item ADD COLUMN came_no INTEGER",
    "ALTER TABLE goods_item ADD COLUMN left_to TEXT",
    "ALTER TABLE decision ADD COLUMN appeal TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE decision ADD COLUMN hearing TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE case_file ADD COLUMN release_from TEXT",
)

NEVER_CHANGED = (
    "goods_event",
    "case_link",
    "track_item_end",
    "hearing_exception",
    "stay_held",
    "case_clock",
    "case_clock_end",
    "calendar_edit",
)

MERGED_IS_LINKED = """
CREATE TRIGGER merged_is_linked BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'merged' AND OLD.stage IS NOT NEW.stage
  AND NOT EXISTS (SELECT 1 FROM case_link AS l WHERE l.case_id = NEW.id AND l.kind = 'merged')
BEGIN SELECT RAISE(ABORT, 'landwaiter: a merged case names the case it was merged into'); END
"""

MERGED_STAYS = """
CREATE TRIGGER merged_stays BEFORE UPDATE OF stage ON case_file
WHEN OLD.stage = 'merged' AND NEW.stage IS NOT 'merged'
BEGIN SELECT RAISE(ABORT, 'landwaiter: a merged case stays merged'); END
"""

NEVER_INTO_MERGED = """
CREATE TRIGGER never_into_merged BEFORE INSERT ON case_link
WHEN NEW.kind = 'merged'
  AND (SELECT stage FROM case_file WHERE id = NEW.other_id) IN ('merged', 'closed', 'dismissed')
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is merged into one that is worked on'); END
"""


LET_GO = """
CREATE TRIGGER release_past_a_flag_is_seconded BEFORE UPDATE OF status ON goods_item
WHEN NEW.status = 'released' AND OLD.status IS NOT 'released' AND {stands}
  AND NOT EXISTS (SELECT 1 FROM case_file AS c WHERE c.id = NEW.case_id
                  AND (c.stage IN ('decided', 'executed', 'closed') OR c.release_from IS NOT NULL))
  AND NOT {seconded}
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons release goods past a critical flag'); END
"""


def upgrade() -> None:
    let_go = LET_GO.format(
        stands=CRITICAL_STANDS.format(case="NEW.case_id"),
        seconded=seconded("m.deed = 'release' AND m.case_id = NEW.case_id"),
    )
    guards = (
        *never_changed(*NEVER_CHANGED),
        MERGED_IS_LINKED,
        MERGED_STAYS,
        NEVER_INTO_MERGED,
        let_go,
    )
    run((*TABLES, *COLUMNS, *INDEXES, *guards))
