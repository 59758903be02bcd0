"""Deeds that wait for a second person, countersignatures, conflicts of interest."""

from landwaiter.storage.migrations.statements import (
    CRITICAL_STANDS,
    never_changed,
    never_deleted,
    run,
    seconded,
)

revision = "0003"
down_revision = "0002"

TABLES = (
    """CREATE TABLE motion (
        id TEXT NOT NULL,
        deed TEXT NOT NULL,
        object TEXT NOT NULL,
        case_id TEXT,
        text BLOB NOT NULL,
        text_sha256 TEXT NOT NULL,
        author TEXT NOT NULL,
        author_id TEXT NOT NULL,
        "key" TEXT NOT NULL,
        statement BLOB NOT NULL,
        signature BLOB NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE motion_second (
        id TEXT NOT NULL,
        motion_id TEXT NOT NULL,
        seconder TEXT NOT NULL,
        seconder_id TEXT NOT NULL,
        role TEXT NOT NULL,
        "key" TEXT NOT NULL,
        statement BLOB NOT NULL,
        signature BLOB NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (motion_id),
        FOREIGN KEY(motion_id) REFERENCES motion (id)
    ) STRICT""",
    """CREATE TABLE motion_end (
        motion_id TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('carried_out', 'declined', 'withdrawn')),
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (motion_id),
        FOREIGN KEY(motion_id) REFERENCES motion (id)
    ) STRICT""",
    """CREATE TABLE countersignature (
        id TEXT NOT NULL,
        decision_id TEXT NOT NULL,
        approver TEXT NOT NULL,
        approver_id TEXT NOT NULL,
        role TEXT NOT NULL,
        "key" TEXT NOT NULL,
        statement BLOB NOT NULL,
        signature BLOB NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (decision_id),
        FOREIGN KEY(decision_id) REFERENCES decision (id)
    ) STRICT""",
    """CREATE TABLE conflict_of_interest (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        user_id TEXT NOT NULL,
        user TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        lifted_at TEXT,
        lifted_by TEXT,
        lift_reason TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    "CREATE INDEX ix_motion_case_id ON motion (case_id)",
    "CREATE INDEX ix_conflict_of_interest_case_id ON conflict_of_interest (case_id)",
    "ALTER TABLE flag_review ADD COLUMN motion_id TEXT REFERENCES motion (id)",
    "ALTER TABLE judgement ADD COLUMN motion_id TEXT REFERENCES motion (id)",
)

SECOND_IS_ANOTHERS = """
CREATE TRIGGER second_is_anothers BEFORE INSERT ON motion_second
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND EXISTS (SELECT 1 FROM motion AS m WHERE m.id = NEW.motion_id
             AND (m.author_id = NEW.seconder_id OR m.author = NEW.seconder))
BEGIN SELECT RAISE(ABORT, 'landwaiter: nobody seconds the own motion'); END
"""

SECOND_HAS_ROLE = """
CREATE TRIGGER second_has_role BEFORE INSERT ON motion_second
WHEN NEW.role NOT IN ('reviewer', 'head', 'administrator')
  OR NOT EXISTS (SELECT 1 FROM user AS u JOIN user_role AS r ON r.user_id = u.id
                 WHERE u.id = NEW.seconder_id AND u.name = NEW.seconder
                   AND u.active = 1 AND r.role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a motion is seconded by somebody who holds the role'); END
"""

SECOND_OF_THE_TEXT = """
CREATE TRIGGER second_of_the_text BEFORE INSERT ON motion_second
WHEN NOT EXISTS (SELECT 1 FROM motion AS m WHERE m.id = NEW.motion_id
                 AND json_extract(CAST(NEW.statement AS TEXT), '$.motion') = m.id
                 AND json_extract(CAST(NEW.statement AS TEXT), '$.motion_sha256') = m.text_sha256
                 AND json_extract(CAST(NEW.statement AS TEXT), '$.deed') = 'second')
  OR EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = NEW.motion_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: what is seconded is the text of an open motion'); END
"""

CARRIED_OUT_IS_SECONDED = """
CREATE TRIGGER carried_out_is_seconded BEFORE INSERT ON motion_end
WHEN (NEW.state = 'carried_out') IS NOT
     EXISTS (SELECT 1 FROM motion_second AS s WHERE s.motion_id = NEW.motion_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: only a seconded motion is carried out'); END
"""

CRITICAL_FLAG = """
CREATE TRIGGER critical_flag_is_seconded BEFORE INSERT ON flag_review
WHEN NEW.state = 'dismissed'
  AND EXISTS (SELECT 1 FROM flag_raised AS f WHERE f.case_id = NEW.case_id
              AND f.rule = NEW.rule AND f.severity = 'critical')
  AND NOT %s
BEGIN SELECT RAISE(ABORT, 'landwaiter: a critical flag is dismissed by two persons'); END
"""
OF_THE_FLAG = """m.id = NEW.motion_id AND m.deed = 'dismiss_flag' AND m.case_id = NEW.case_id
    AND json_extract(CAST(m.text AS TEXT), '$.facts.flag') = NEW.rule"""

NEAR_HIT = """
CREATE TRIGGER near_hit_is_seconded BEFORE INSERT ON judgement
WHEN NEW.value = 'different'
  AND (SELECT h.score FROM hit AS h WHERE h.id = NEW.hit_id) >= CAST(coalesce(
      (SELECT value FROM office_setting WHERE key = 'four_eyes.different_score'), '900') AS INTEGER)
  AND NOT %s
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons judge a hit of this score different'); END
"""
OF_THE_HIT = """m.id = NEW.motion_id AND m.deed = 'judge'
    AND json_extract(CAST(m.text AS TEXT), '$.facts.hit') = NEW.hit_id"""

REOPENED = """
CREATE TRIGGER reopened_is_seconded BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'reopened' AND OLD.stage IS NOT 'reopened'
  AND NOT %s
  AND NOT EXISTS (SELECT 1 FROM audit_entry AS a
                  WHERE a.object = 'case/' || NEW.id AND a.deed = 'case.unsettled'
                    AND a.seq > (SELECT max(seq) FROM audit_entry) - 5)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is reopened by two persons'); END
"""
OF_THE_CASE = "m.deed = 'reopen' AND m.case_id = NEW.id"

LEFT_BEHIND = """
CREATE TRIGGER {stage}_past_a_flag_is_seconded BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = '{stage}' AND OLD.stage IS NOT '{stage}' AND {stands} AND NOT {seconded}
BEGIN SELECT RAISE(ABORT, 'landwaiter: a critical flag is left behind by two persons'); END
"""

LEAVING = (("dismissed", "dismiss"), ("merged", "merge"))

POLICY_ROW = """
CREATE TRIGGER policy_{act}_is_seconded BEFORE {act_sql} ON office_setting
WHEN NEW.key LIKE 'four_eyes.%' AND NOT {seconded}
BEGIN SELECT RAISE(ABORT, 'landwaiter: the table of four eyes is changed by two persons'); END
"""

IMPORTED = """
CREATE TRIGGER {table}_{act}_is_seconded BEFORE {sql} ON {table}
WHEN (SELECT value FROM office_setting WHERE key = 'four_eyes.{setting}') = 'true'
  AND NOT {seconded}
BEGIN SELECT RAISE(ABORT, 'landwaiter: this office imports lists and packs by two persons'); END
"""
IMPORTS = (
    ("list_edition", "import", "INSERT", "list_import", "m.object = 'list/' || NEW.list_id"),
    ("list_edition", "removal", "UPDATE", "list_import", "m.object = 'list/' || NEW.list_id"),
    ("pack_edition", "import", "INSERT", "pack_import", "m.object = 'pack/' || NEW.pack_id"),
)

CONFLICTED = """
CREATE TRIGGER {table}_without_conflict BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM conflict_of_interest AS c JOIN decision AS d ON d.case_id = c.case_id
             WHERE d.id = NEW.decision_id AND c.user_id = NEW.approver_id
               AND c.lifted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'landwaiter: who has a conflict of interest decides nothing here'); END
"""

COUNTERSIGNATURE_IS_ANOTHERS = """
CREATE TRIGGER countersignature_is_anothers BEFORE INSERT ON countersignature
WHEN NEW.role IS NOT 'head'
  OR NOT EXISTS (SELECT 1 FROM user AS u JOIN user_role AS r ON r.user_id = u.id
                 WHERE u.id = NEW.approver_id AND u.name = NEW.approver
                   AND u.active = 1 AND r.role = 'head')
  OR NOT EXISTS (SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
                 WHERE d.id = NEW.decision_id
                   AND d.author_id IS NOT NEW.approver_id AND d.author IS NOT NEW.approver
                   AND a.approver_id IS NOT NEW.approver_id AND a.approver IS NOT NEW.approver
                   AND json_extract(CAST(NEW.statement AS TEXT), '$.decision_sha256')
                       = d.text_sha256
                   AND json_extract(CAST(NEW.statement AS TEXT), '$.decision') = d.id)
  OR EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a countersignature is a third person''s, of this text'); END
"""

DECIDED_IS_COUNTERSIGNED = """
CREATE TRIGGER decided_is_countersigned BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage IN ('decided', 'executed', 'closed') AND OLD.stage IS NOT NEW.stage
  AND EXISTS (SELECT 1 FROM decision AS d
              WHERE d.case_id = NEW.id
                AND d.version = (SELECT max(version) FROM decision WHERE case_id = NEW.id)
                AND json_extract(CAST(d.text AS TEXT), '$.countersign') = 1
                AND NOT EXISTS (SELECT 1 FROM countersignature AS s WHERE s.decision_id = d.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: this decision needs a countersignature'); END
"""


def upgrade() -> None:
    policy = seconded("m.deed = 'set_policy' AND m.object = 'setting/' || NEW.key")
    guards = (
        *never_changed("motion", "motion_second", "motion_end", "countersignature"),
        *never_deleted("conflict_of_interest"),
    )
    nets = (
        SECOND_IS_ANOTHERS,
        SECOND_HAS_ROLE,
        SECOND_OF_THE_TEXT,
        CARRIED_OUT_IS_SECONDED,
        CRITICAL_FLAG % (seconded(OF_THE_FLAG)),
        NEAR_HIT % (seconded(OF_THE_HIT)),
        REOPENED % (seconded(OF_THE_CASE)),
        *(
            LEFT_BEHIND.format(
                stage=stage,
                stands=CRITICAL_STANDS.format(case="NEW.id"),
                seconded=seconded(f"m.deed = '{act}' AND m.case_id = NEW.id"),
            )
            for stage, act in LEAVING
        ),
        POLICY_ROW.format(act="insert", act_sql="INSERT", seconded=policy),
        POLICY_ROW.format(act="update", act_sql="UPDATE", seconded=policy),
        *(
            IMPORTED.format(
                table=table,
                act=act,
                sql=sql,
                setting=setting,
                seconded=seconded(f"m.deed = 'import_{table[:4]}' AND {about}"),
            )
            for table, act, sql, setting, about in IMPORTS
        ),
        *(CONFLICTED.format(table=table) for table in ("approval", "countersignature")),
        COUNTERSIGNATURE_IS_ANOTHERS,
        DECIDED_IS_COUNTERSIGNED,
    )
    run((*TABLES, *guards, *nets))
