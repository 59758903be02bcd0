"""Cases, declarations, parties, findings, decisions, lists and packs."""

from landwaiter.storage.migrations.statements import never_changed, never_deleted, run

revision = "0002"
down_revision = "0001"

TABLES = (
    """CREATE TABLE case_file (
        id TEXT NOT NULL,
        serial INTEGER NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        kind TEXT NOT NULL,
        stage TEXT NOT NULL,
        title TEXT NOT NULL,
        member_state TEXT NOT NULL,
        source TEXT NOT NULL,
        received TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL,
        assignee TEXT,
        revision INTEGER NOT NULL,
        project TEXT,
        mrn TEXT,
        exporter TEXT,
        consignee TEXT,
        end_user TEXT,
        destination TEXT,
        goods TEXT DEFAULT '{}' NOT NULL,
        tracks TEXT DEFAULT '[]' NOT NULL,
        due TEXT,
        clock TEXT,
        flags TEXT DEFAULT '{}' NOT NULL,
        not_evaluated INTEGER DEFAULT '0' NOT NULL,
        hits_open INTEGER DEFAULT '0' NOT NULL,
        proposed_by TEXT,
        next_step TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (reference)
    ) STRICT""",
    """CREATE TABLE entity (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        country TEXT,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE list_edition (
        id TEXT NOT NULL,
        list_id TEXT NOT NULL,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        edition TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        source TEXT NOT NULL,
        licence TEXT NOT NULL,
        trust TEXT NOT NULL,
        listings INTEGER NOT NULL,
        published TEXT,
        imported_at TEXT NOT NULL,
        removed_at TEXT,
        PRIMARY KEY (id),
        UNIQUE (list_id, sha256)
    ) STRICT""",
    """CREATE TABLE pack_edition (
        id TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        edition TEXT NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        licence TEXT NOT NULL,
        trust TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        rows TEXT NOT NULL,
        valid_from TEXT,
        valid_to TEXT,
        imported_at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (pack_id, sha256)
    ) STRICT""",
    """CREATE TABLE raw_file (
        id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        format TEXT NOT NULL,
        vault_name TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (sha256)
    ) STRICT""",
    """CREATE TABLE reference_counter (
        office TEXT NOT NULL,
        year INTEGER NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (office, year)
    ) STRICT""",
    """CREATE TABLE action (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        addressee TEXT NOT NULL,
        sent_at TEXT NOT NULL,
        author TEXT NOT NULL,
        due TEXT,
        question TEXT DEFAULT '' NOT NULL,
        track_id TEXT,
        answered_at TEXT,
        reply TEXT,
        answer TEXT DEFAULT '' NOT NULL,
        calendar TEXT,
        extended_at TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE classification (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        item_no INTEGER NOT NULL,
        list TEXT NOT NULL,
        code TEXT NOT NULL,
        edition TEXT NOT NULL,
        state TEXT NOT NULL,
        basis TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE decision (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        items TEXT NOT NULL,
        basis TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        author_id TEXT NOT NULL,
        at TEXT NOT NULL,
        text BLOB NOT NULL,
        text_sha256 TEXT NOT NULL,
        key TEXT NOT NULL,
        statement BLOB NOT NULL,
        signature BLOB NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, version),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE declaration (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        mrn TEXT,
        local_reference TEXT,
        declarant_eori TEXT,
        content TEXT NOT NULL,
        content_sha256 TEXT NOT NULL,
        raw_file_id TEXT,
        changes TEXT DEFAULT '[]' NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, version),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        FOREIGN KEY(raw_file_id) REFERENCES raw_file (id)
    ) STRICT""",
    """CREATE TABLE declaration_request (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        raw_file_id TEXT,
        statement TEXT NOT NULL,
        content_sha256 TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        FOREIGN KEY(raw_file_id) REFERENCES raw_file (id)
    ) STRICT""",
    """CREATE TABLE dossier (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        report_type TEXT NOT NULL,
        body BLOB NOT NULL,
        sha256 TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE enrichment (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        item_no INTEGER,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        source TEXT NOT NULL,
        date TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE entity_identifier (
        entity_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entity_id, kind, value),
        FOREIGN KEY(entity_id) REFERENCES entity (id)
    ) STRICT""",
    """CREATE TABLE evaluation (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        flags TEXT NOT NULL,
        candidates TEXT NOT NULL,
        editions TEXT NOT NULL,
        policy TEXT NOT NULL,
        engine TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE evidence (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        no INTEGER NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        received_from TEXT NOT NULL,
        vault_name TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, no),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE flag_raised (
        case_id TEXT NOT NULL,
        rule TEXT NOT NULL,
        severity TEXT NOT NULL,
        PRIMARY KEY (case_id, rule),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE flag_review (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        rule TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE goods_item (
        case_id TEXT NOT NULL,
        no INTEGER NOT NULL,
        status TEXT NOT NULL,
        since TEXT NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (case_id, no),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE listing (
        edition_id TEXT NOT NULL,
        listing_id TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (edition_id, listing_id),
        FOREIGN KEY(edition_id) REFERENCES list_edition (id)
    ) STRICT""",
    """CREATE TABLE note (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        text TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE party (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        country TEXT,
        identifier TEXT,
        address TEXT NOT NULL,
        origin TEXT NOT NULL,
        item_no INTEGER,
        at TEXT NOT NULL,
        gone_at TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE track (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        letter TEXT NOT NULL,
        basis TEXT NOT NULL,
        items TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        opened_by TEXT NOT NULL,
        ended_at TEXT,
        end_reason TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id)
    ) STRICT""",
    """CREATE TABLE approval (
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
    """CREATE TABLE decision_end (
        decision_id TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (decision_id),
        FOREIGN KEY(decision_id) REFERENCES decision (id)
    ) STRICT""",
    """CREATE TABLE hit (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        party_id TEXT NOT NULL,
        list_id TEXT NOT NULL,
        list_kind TEXT NOT NULL,
        edition TEXT NOT NULL,
        edition_sha256 TEXT NOT NULL,
        listing_id TEXT NOT NULL,
        listing TEXT NOT NULL,
        "match" TEXT NOT NULL,
        score INTEGER NOT NULL,
        threshold INTEGER NOT NULL,
        engine TEXT NOT NULL,
        found_at TEXT NOT NULL,
        lapsed_at TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES case_file (id),
        FOREIGN KEY(party_id) REFERENCES party (id)
    ) STRICT""",
    """CREATE TABLE party_link (
        id TEXT NOT NULL,
        party_id TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        basis TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        revoked_at TEXT,
        revoked_by TEXT,
        revoke_reason TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(party_id) REFERENCES party (id),
        FOREIGN KEY(entity_id) REFERENCES entity (id)
    ) STRICT""",
    """CREATE TABLE judgement (
        id TEXT NOT NULL,
        hit_id TEXT NOT NULL,
        value TEXT NOT NULL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        revoked_at TEXT,
        revoked_by TEXT,
        revoke_reason TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(hit_id) REFERENCES hit (id)
    ) STRICT""",
)

INDEXES = (
    "CREATE INDEX case_file_stage_received ON case_file (stage, received, id)",
    "CREATE INDEX case_file_destination_received ON case_file (destination, received, id)",
    "CREATE INDEX case_file_assignee_received ON case_file (assignee, received, id)",
    "CREATE INDEX case_file_stage_due ON case_file (stage, due, id)",
    "CREATE INDEX case_file_assignee_due ON case_file (assignee, due, id)",
    "CREATE INDEX case_file_assignee ON case_file (assignee, id)",
    "CREATE INDEX case_file_destination ON case_file (destination, id)",
    "CREATE INDEX case_file_due ON case_file (due, id)",
    "CREATE INDEX case_file_end_user ON case_file (end_user, id)",
    "CREATE INDEX case_file_exporter ON case_file (exporter, id)",
    "CREATE INDEX case_file_received ON case_file (received, id)",
    "CREATE INDEX case_file_reference ON case_file (reference, id)",
    "CREATE INDEX case_file_stage ON case_file (stage, id)",
    "CREATE INDEX case_file_title ON case_file (title, id)",
    "CREATE INDEX ix_entity_name ON entity (name)",
    "CREATE INDEX ix_action_case_id ON action (case_id)",
    "CREATE INDEX ix_classification_case_id ON classification (case_id)",
    "CREATE INDEX ix_decision_case_id ON decision (case_id)",
    "CREATE INDEX declaration_local ON declaration (local_reference, declarant_eori)",
    "CREATE INDEX ix_declaration_case_id ON declaration (case_id)",
    "CREATE INDEX ix_declaration_content_sha256 ON declaration (content_sha256)",
    "CREATE INDEX ix_declaration_mrn ON declaration (mrn)",
    "CREATE INDEX ix_declaration_request_case_id ON declaration_request (case_id)",
    "CREATE INDEX ix_dossier_case_id ON dossier (case_id)",
    "CREATE INDEX ix_dossier_sha256 ON dossier (sha256)",
    "CREATE INDEX ix_enrichment_case_id ON enrichment (case_id)",
    "CREATE INDEX entity_identifier_value ON entity_identifier (kind, value)",
    "CREATE INDEX ix_evaluation_case_id ON evaluation (case_id)",
    "CREATE INDEX ix_evidence_case_id ON evidence (case_id)",
    "CREATE INDEX flag_raised_rule ON flag_raised (rule, case_id)",
    "CREATE INDEX ix_flag_review_case_id ON flag_review (case_id)",
    "CREATE INDEX ix_note_case_id ON note (case_id)",
    "CREATE INDEX ix_party_case_id ON party (case_id)",
    "CREATE INDEX ix_party_identifier ON party (identifier)",
    "CREATE INDEX ix_track_case_id ON track (case_id)",
    "CREATE INDEX ix_hit_case_id ON hit (case_id)",
    "CREATE INDEX ix_hit_listing_id ON hit (listing_id)",
    "CREATE INDEX ix_party_link_entity_id ON party_link (entity_id)",
    "CREATE INDEX ix_party_link_party_id ON party_link (party_id)",
    "CREATE INDEX ix_judgement_hit_id ON judgement (hit_id)",
)

SEARCH = (
    # Three letters at a time: finds parts of words, and Chinese, which has no blanks.
    """CREATE VIRTUAL TABLE case_search USING fts5 (
        words, tokenize = 'trigram remove_diacritics 1')""",
)

NEVER_CHANGED = (
    "raw_file",
    "declaration",
    "declaration_request",
    "enrichment",
    "classification",
    "evaluation",
    "flag_review",
    "note",
    "evidence",
    "decision",
    "decision_end",
    "approval",
    "dossier",
    "listing",
    "pack_edition",
)
NEVER_DELETED = (
    "case_file",
    "goods_item",
    "party",
    "track",
    "action",
    "hit",
    "judgement",
    "party_link",
    "entity",
    "list_edition",
)

APPROVAL_IS_ANOTHERS = """
CREATE TRIGGER approval_is_anothers BEFORE INSERT ON approval
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND EXISTS (SELECT 1 FROM decision AS d WHERE d.id = NEW.decision_id
             AND (d.author_id = NEW.approver_id OR d.author = NEW.approver))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an author never approves the own proposal'); END
"""

APPROVAL_HAS_ROLE = """
CREATE TRIGGER approval_has_role BEFORE INSERT ON approval
WHEN NEW.role NOT IN ('reviewer', 'head')
  OR NOT EXISTS (SELECT 1 FROM user AS u JOIN user_role AS r ON r.user_id = u.id
                 WHERE u.id = NEW.approver_id AND u.name = NEW.approver
                   AND u.active = 1 AND r.role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an approval needs the role of a reviewer or head'); END
"""

APPROVAL_OF_THE_TEXT = """
CREATE TRIGGER approval_of_the_text BEFORE INSERT ON approval
WHEN NOT EXISTS (SELECT 1 FROM decision AS d JOIN case_file AS c ON c.id = d.case_id
                 WHERE d.id = NEW.decision_id AND c.stage = 'decision_review'
                   AND d.version = (SELECT max(version) FROM decision WHERE case_id = c.id)
                   AND json_extract(CAST(NEW.statement AS TEXT), '$.decision_sha256')
                       = d.text_sha256
                   AND json_extract(CAST(NEW.statement AS TEXT), '$.decision') = d.id)
  OR EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an approval is of the text that is proposed now'); END
"""

DECIDED_IS_APPROVED = """
CREATE TRIGGER decided_is_approved BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage IN ('decided', 'executed', 'closed') AND OLD.stage IS NOT NEW.stage
  AND NOT EXISTS (SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
                  WHERE d.case_id = NEW.id
                    AND d.version = (SELECT max(version) FROM decision WHERE case_id = NEW.id)
                    AND NOT EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = d.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is decided by an approved decision only'); END
"""

NEVER_BORN_DECIDED = """
CREATE TRIGGER case_is_born_new BEFORE INSERT ON case_file
WHEN NEW.stage IS NOT 'new'
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case begins as new'); END
"""


def upgrade() -> None:
    guards = (*never_changed(*NEVER_CHANGED), *never_deleted(*NEVER_DELETED))
    nets = (
        APPROVAL_IS_ANOTHERS,
        APPROVAL_HAS_ROLE,
        APPROVAL_OF_THE_TEXT,
        DECIDED_IS_APPROVED,
        NEVER_BORN_DECIDED,
    )
    run((*TABLES, *INDEXES, *SEARCH, *guards, *nets))
