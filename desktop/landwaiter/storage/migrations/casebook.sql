-- The casebook as it is first released. Never edited afterwards: what changes comes as a step of its own.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE user (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL,
    disabled_at TEXT
) STRICT;

CREATE TABLE user_role (
    user_id TEXT NOT NULL REFERENCES user (id),
    role TEXT NOT NULL CHECK (role IN ('analyst', 'reviewer', 'head', 'auditor', 'administrator')),
    PRIMARY KEY (user_id, role)
) STRICT;

CREATE TABLE statement (
    seq INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    signatures TEXT NOT NULL
) STRICT;

CREATE TABLE audit_entry (
    seq INTEGER PRIMARY KEY,
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    at TEXT GENERATED ALWAYS AS (entry ->> '$.at') VIRTUAL,
    actor TEXT GENERATED ALWAYS AS (entry ->> '$.actor') VIRTUAL,
    deed TEXT GENERATED ALWAYS AS (entry ->> '$.deed') VIRTUAL,
    object TEXT GENERATED ALWAYS AS (entry ->> '$.object') VIRTUAL,
    case_id TEXT GENERATED ALWAYS AS (CASE WHEN substr(entry ->> '$.object', 1, 5) = 'case/' THEN substr(entry ->> '$.object', 6, instr(substr(entry ->> '$.object', 6) || '/', '/') - 1) END) VIRTUAL
) STRICT;
CREATE INDEX audit_entry_actor ON audit_entry (actor, seq);
CREATE INDEX audit_entry_deed ON audit_entry (deed, seq);
CREATE INDEX audit_entry_object ON audit_entry (object, seq);
CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_case ON audit_entry (case_id, seq) WHERE case_id IS NOT NULL;

CREATE TABLE audit_payload (
    seq INTEGER PRIMARY KEY REFERENCES audit_entry (seq),
    salt BLOB,
    content TEXT,
    erased_at TEXT,
    erased_by TEXT
) STRICT;

CREATE TABLE seal (
    last INTEGER PRIMARY KEY REFERENCES audit_entry (seq),
    key BLOB NOT NULL CHECK (length(key) = 32),
    own INTEGER NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
CREATE INDEX seal_key ON seal (key, last);

CREATE TABLE anchor (
    id TEXT PRIMARY KEY,
    casebook_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE office_setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
    user_id TEXT NOT NULL,
    key TEXT NOT NULL,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT;

CREATE TABLE case_file (
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
    release_from TEXT,
    candidate_list TEXT,
    candidate_code TEXT,
    candidate_score INTEGER NOT NULL DEFAULT '0',
    candidate_authorised INTEGER,
    title_sort TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (reference)
) STRICT;
CREATE INDEX case_file_stage_received ON case_file (stage, received, id);
CREATE INDEX case_file_destination_received ON case_file (destination, received, id);
CREATE INDEX case_file_assignee_received ON case_file (assignee, received, id);
CREATE INDEX case_file_stage_due ON case_file (stage, due, id);
CREATE INDEX case_file_assignee_due ON case_file (assignee, due, id);
CREATE INDEX case_file_assignee ON case_file (assignee, id);
CREATE INDEX case_file_destination ON case_file (destination, id);
CREATE INDEX case_file_due ON case_file (due, id);
CREATE INDEX case_file_end_user ON case_file (end_user, id);
CREATE INDEX case_file_exporter ON case_file (exporter, id);
CREATE INDEX case_file_received ON case_file (received, id);
CREATE INDEX case_file_reference ON case_file (reference, id);
CREATE INDEX case_file_stage ON case_file (stage, id);
CREATE INDEX case_file_release_from ON case_file (release_from) WHERE release_from IS NOT NULL;
CREATE INDEX case_file_candidate_score ON case_file (candidate_score, id);
CREATE INDEX case_file_candidate_code ON case_file (candidate_code, id);
CREATE INDEX case_file_title_sort ON case_file (title_sort, id);

CREATE TABLE entity (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX ix_entity_name ON entity (name);

CREATE TABLE list_edition (
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
    number INTEGER,
    confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),
    PRIMARY KEY (id),
    UNIQUE (list_id, sha256)
) STRICT;
CREATE UNIQUE INDEX list_edition_number ON list_edition (number);

CREATE TABLE pack_edition (
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
    trust_said TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT 'shipped' CHECK (origin IN ('shipped', 'motion', 'bundle')),
    origin_id TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    UNIQUE (pack_id, sha256)
) STRICT;

CREATE TABLE raw_file (
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
) STRICT;

CREATE TABLE reference_counter (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (office, year)
) STRICT;

CREATE TABLE action (
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
    basis TEXT DEFAULT '' NOT NULL,
    remind TEXT,
    due_at TEXT,
    calendar_edits INTEGER DEFAULT 0 NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_action_case_id ON action (case_id);
CREATE INDEX action_open_due ON action (due) WHERE answered_at IS NULL;
CREATE INDEX action_open_remind ON action (remind) WHERE answered_at IS NULL;

CREATE TABLE classification (
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
) STRICT;
CREATE INDEX ix_classification_case_id ON classification (case_id);
CREATE INDEX classification_code ON classification (code, list);

CREATE TABLE decision (
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
    appeal TEXT DEFAULT '' NOT NULL,
    hearing TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (case_id, version),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_decision_case_id ON decision (case_id);

CREATE TABLE declaration (
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
    form TEXT NOT NULL DEFAULT 'declaration/1',
    mapping TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (id),
    UNIQUE (case_id, version),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(raw_file_id) REFERENCES raw_file (id)
) STRICT;
CREATE INDEX declaration_local ON declaration (local_reference, declarant_eori);
CREATE INDEX ix_declaration_case_id ON declaration (case_id);
CREATE INDEX ix_declaration_content_sha256 ON declaration (content_sha256);
CREATE INDEX ix_declaration_mrn ON declaration (mrn);

CREATE TABLE declaration_request (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    raw_file_id TEXT,
    statement TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    form TEXT NOT NULL DEFAULT 'request/1',
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(raw_file_id) REFERENCES raw_file (id)
) STRICT;
CREATE INDEX ix_declaration_request_case_id ON declaration_request (case_id);

CREATE TABLE dossier (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    report_type TEXT NOT NULL,
    body BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_dossier_case_id ON dossier (case_id);
CREATE INDEX ix_dossier_sha256 ON dossier (sha256);

CREATE TABLE enrichment (
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
) STRICT;
CREATE INDEX ix_enrichment_case_id ON enrichment (case_id);

CREATE TABLE entity_identifier (
    entity_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entity_id, kind, value),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;
CREATE INDEX entity_identifier_value ON entity_identifier (kind, value);

CREATE TABLE evaluation (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    flags TEXT NOT NULL,
    candidates TEXT NOT NULL,
    editions TEXT NOT NULL,
    policy TEXT NOT NULL,
    engine TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    as_of TEXT,
    settings TEXT,
    facts BLOB,
    form TEXT NOT NULL DEFAULT 'verdict/1',
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_evaluation_case_id ON evaluation (case_id);

CREATE TABLE evidence (
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
    redacts INTEGER,
    PRIMARY KEY (id),
    UNIQUE (case_id, no),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_evidence_case_id ON evidence (case_id);
CREATE INDEX evidence_sha256 ON evidence (sha256);
CREATE INDEX evidence_vault_name ON evidence (vault_name);

CREATE TABLE flag_raised (
    case_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    PRIMARY KEY (case_id, rule),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX flag_raised_rule ON flag_raised (rule, case_id);

CREATE TABLE flag_review (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    motion_id TEXT REFERENCES motion (id),
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_flag_review_case_id ON flag_review (case_id);

CREATE TABLE goods_item (
    case_id TEXT NOT NULL,
    no INTEGER NOT NULL,
    status TEXT NOT NULL,
    since TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    came_from TEXT,
    came_no INTEGER,
    left_to TEXT,
    PRIMARY KEY (case_id, no),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE TABLE note (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_note_case_id ON note (case_id);

CREATE TABLE party (
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
) STRICT;
CREATE INDEX ix_party_case_id ON party (case_id);
CREATE INDEX ix_party_identifier ON party (identifier);
CREATE INDEX party_name ON party (name COLLATE NOCASE);
CREATE INDEX party_street ON party (json_extract(address, '$.street') COLLATE NOCASE) WHERE gone_at IS NULL;

CREATE TABLE track (
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
) STRICT;
CREATE INDEX ix_track_case_id ON track (case_id);

CREATE TABLE approval (
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
) STRICT;

CREATE TABLE decision_end (
    decision_id TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (decision_id),
    FOREIGN KEY(decision_id) REFERENCES decision (id)
) STRICT;

CREATE TABLE hit (
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
    confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(party_id) REFERENCES party (id)
) STRICT;
CREATE INDEX ix_hit_case_id ON hit (case_id);
CREATE INDEX ix_hit_listing_id ON hit (listing_id);

CREATE TABLE party_link (
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
) STRICT;
CREATE INDEX ix_party_link_entity_id ON party_link (entity_id);
CREATE INDEX ix_party_link_party_id ON party_link (party_id);

CREATE TABLE judgement (
    id TEXT NOT NULL,
    hit_id TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    revoked_at TEXT,
    revoked_by TEXT,
    revoke_reason TEXT DEFAULT '' NOT NULL,
    motion_id TEXT REFERENCES motion (id),
    party_sha256 TEXT,
    entity_sha256 TEXT,
    listing_sha256 TEXT,
    origin_id TEXT,
    origin_reference TEXT,
    origin_author TEXT,
    origin_at TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(hit_id) REFERENCES hit (id)
) STRICT;
CREATE INDEX ix_judgement_hit_id ON judgement (hit_id);
CREATE INDEX judgement_pair ON judgement (listing_sha256, party_sha256);
CREATE INDEX judgement_origin ON judgement (origin_id);

CREATE VIRTUAL TABLE case_search USING fts5 (
words, tokenize = 'trigram remove_diacritics 1');

CREATE TABLE motion (
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
) STRICT;
CREATE INDEX ix_motion_case_id ON motion (case_id);
CREATE INDEX ix_motion_object ON motion (object);

CREATE TABLE motion_second (
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
) STRICT;

CREATE TABLE motion_end (
    motion_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('carried_out', 'declined', 'withdrawn')),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (motion_id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

CREATE TABLE countersignature (
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
) STRICT;

CREATE TABLE conflict_of_interest (
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
) STRICT;
CREATE INDEX ix_conflict_of_interest_case_id ON conflict_of_interest (case_id);

CREATE TABLE goods_event (
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
) STRICT;
CREATE INDEX ix_goods_event_case_id ON goods_event (case_id);

CREATE TABLE case_link (
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
) STRICT;
CREATE INDEX ix_case_link_case_id ON case_link (case_id);
CREATE INDEX ix_case_link_other_id ON case_link (other_id);

CREATE TABLE track_item_end (
    id TEXT NOT NULL,
    track_id TEXT NOT NULL,
    no INTEGER NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(track_id) REFERENCES track (id)
) STRICT;
CREATE INDEX ix_track_item_end_track_id ON track_item_end (track_id);

CREATE TABLE hearing_exception (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    basis TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_hearing_exception_case_id ON hearing_exception (case_id);

CREATE TABLE stay_held (
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
) STRICT;
CREATE INDEX ix_stay_held_case_id ON stay_held (case_id);

CREATE TABLE case_clock (
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
) STRICT;
CREATE INDEX ix_case_clock_case_id ON case_clock (case_id);

CREATE TABLE case_clock_end (
    clock_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (clock_id),
    FOREIGN KEY(clock_id) REFERENCES case_clock (id)
) STRICT;

CREATE TABLE calendar_edit (
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
) STRICT;

CREATE TABLE assignment (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    holder TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_assignment_case_id ON assignment (case_id);

CREATE TABLE delegation (
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
) STRICT;
CREATE INDEX ix_delegation_case_id ON delegation (case_id);
CREATE INDEX ix_delegation_deputy ON delegation (deputy);

CREATE TABLE delegation_end (
    delegation_id TEXT NOT NULL,
    why TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (delegation_id),
    FOREIGN KEY(delegation_id) REFERENCES delegation (id)
) STRICT;

CREATE TABLE absence (
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
) STRICT;
CREATE INDEX ix_absence_user_id ON absence (user_id);

CREATE TABLE absence_end (
    absence_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (absence_id),
    FOREIGN KEY(absence_id) REFERENCES absence (id)
) STRICT;

CREATE TABLE presence (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    person TEXT NOT NULL,
    since TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (id, case_id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_presence_case_id ON presence (case_id);

CREATE TABLE custody_event (
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
) STRICT;
CREATE INDEX ix_custody_event_evidence_id ON custody_event (evidence_id);

CREATE TABLE evidence_grading (
    id TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    source TEXT NOT NULL,
    information TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id)
) STRICT;
CREATE INDEX ix_evidence_grading_evidence_id ON evidence_grading (evidence_id);

CREATE TABLE evidence_confidence (
    id TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    in_confidence INTEGER NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id)
) STRICT;
CREATE INDEX ix_evidence_confidence_evidence_id ON evidence_confidence (evidence_id);

CREATE TABLE evidence_wipe (
    evidence_id TEXT NOT NULL,
    motion_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (evidence_id),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

CREATE TABLE case_regime (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('administrative', 'criminal')),
    regime TEXT NOT NULL CHECK (regime IN ('gdpr', '2016/680', '515/97')),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_case_regime_case_id ON case_regime (case_id);

CREATE TABLE proceedings_end (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    date TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_proceedings_end_case_id ON proceedings_end (case_id);

CREATE TABLE legal_hold (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    act TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_legal_hold_case_id ON legal_hold (case_id);

CREATE TABLE legal_hold_end (
    hold_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (hold_id),
    FOREIGN KEY(hold_id) REFERENCES legal_hold (id)
) STRICT;

CREATE TABLE case_removal (
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
) STRICT;

CREATE TABLE access_request (
    id TEXT NOT NULL,
    no INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    identifier TEXT,
    born TEXT,
    received TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE access_entry (
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
) STRICT;
CREATE INDEX ix_access_entry_request_id ON access_entry (request_id);
CREATE INDEX ix_access_entry_case_id ON access_entry (case_id);

CREATE TABLE access_mark (
    id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'refuse', 'redact', 'show')),
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(entry_id) REFERENCES access_entry (id)
) STRICT;
CREATE INDEX ix_access_mark_entry_id ON access_mark (entry_id);

CREATE TABLE disclosure (
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
) STRICT;
CREATE INDEX ix_disclosure_case_id ON disclosure (case_id);

CREATE TABLE entity_mark (
    id TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
    reason TEXT NOT NULL CHECK (reason <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;
CREATE INDEX ix_entity_mark_entity_id ON entity_mark (entity_id);

CREATE TABLE time_stamp (
    id TEXT NOT NULL,
    anchor_id TEXT NOT NULL,
    reply BLOB NOT NULL,
    certificates TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(anchor_id) REFERENCES anchor (id)
) STRICT;

CREATE TABLE remark (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    place TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(decision_id) REFERENCES decision (id)
) STRICT;
CREATE INDEX ix_remark_case_id ON remark (case_id);

CREATE TABLE remark_answer (
    id TEXT NOT NULL,
    remark_id TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(remark_id) REFERENCES remark (id)
) STRICT;
CREATE INDEX ix_remark_answer_remark_id ON remark_answer (remark_id);

CREATE TABLE edition_task (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    pack_id TEXT NOT NULL,
    edition TEXT NOT NULL,
    edition_sha256 TEXT NOT NULL,
    touched TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    UNIQUE (case_id, pack_id, edition_sha256)
) STRICT;

CREATE TABLE edition_task_end (
    id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'dismissed')),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(task_id) REFERENCES edition_task (id),
    UNIQUE (task_id),
    CHECK (state = 'done' OR reason <> '')
) STRICT;

CREATE TABLE register_entry (
    id TEXT NOT NULL,
    register TEXT NOT NULL CHECK (register IN ('licences', 'denials', 'informed', 'findings')),
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
) STRICT;
CREATE INDEX register_entry_key ON register_entry (register, issuer, ref);

CREATE TABLE register_load (
    id TEXT NOT NULL,
    register TEXT NOT NULL CHECK (register IN ('licences', 'denials', 'informed', 'findings')),
    issuer TEXT NOT NULL CHECK (trim(issuer) <> ''),
    as_of TEXT NOT NULL,
    loaded INTEGER NOT NULL CHECK (loaded IN (0, 1)),
    source TEXT NOT NULL,
    batch TEXT NOT NULL,
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE licence_write_off (
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
) STRICT;
CREATE INDEX licence_write_off_licence ON licence_write_off (issuer, ref);
CREATE UNIQUE INDEX licence_write_off_undone ON licence_write_off (undoes);

CREATE TABLE interview_answer (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    item_no INTEGER NOT NULL,
    parameter TEXT NOT NULL,
    value TEXT,
    given TEXT NOT NULL,
    source TEXT NOT NULL,
    document TEXT NOT NULL,
    date TEXT NOT NULL,
    evidence INTEGER,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_interview_answer_case_id ON interview_answer (case_id);

CREATE TABLE interview_revocation (
    id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (answer_id),
    FOREIGN KEY(answer_id) REFERENCES interview_answer (id)
) STRICT;

CREATE TABLE calibration_sample (
    id TEXT NOT NULL,
    seed INTEGER NOT NULL,
    population INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE sampled_case (
    id TEXT NOT NULL,
    sample_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(sample_id) REFERENCES calibration_sample (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    UNIQUE (sample_id, case_id)
) STRICT;
CREATE INDEX ix_sampled_case_case_id ON sampled_case (case_id);

CREATE TABLE sampled_verdict (
    id TEXT NOT NULL,
    sampled_id TEXT NOT NULL,
    missed TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(sampled_id) REFERENCES sampled_case (id)
) STRICT;
CREATE INDEX ix_sampled_verdict_sampled_id ON sampled_verdict (sampled_id);

CREATE TABLE record_entry (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    field TEXT NOT NULL,
    item_no INTEGER,
    value TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;
CREATE INDEX ix_record_entry_case_id ON record_entry (case_id);

CREATE TABLE monitor (
    id TEXT NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE monitor_version (
    id TEXT NOT NULL,
    monitor_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    rules TEXT NOT NULL CHECK (json_valid(rules)),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (monitor_id, version),
    FOREIGN KEY(monitor_id) REFERENCES monitor (id)
) STRICT;

CREATE TABLE monitor_end (
    monitor_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (monitor_id),
    FOREIGN KEY(monitor_id) REFERENCES monitor (id)
) STRICT;

CREATE TABLE monitor_run (
    id TEXT NOT NULL,
    monitor_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    head_seq INTEGER NOT NULL,
    head_sha256 TEXT NOT NULL,
    upto TEXT NOT NULL,
    editions TEXT NOT NULL CHECK (json_valid(editions)),
    result BLOB NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    dossier BLOB NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(monitor_id) REFERENCES monitor (id)
) STRICT;
CREATE INDEX ix_monitor_run_monitor_id ON monitor_run (monitor_id);

CREATE TABLE entity_fact (
    id TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (trim(kind) <> ''),
    value TEXT NOT NULL CHECK (json_valid(value)),
    since TEXT,
    until TEXT,
    source TEXT NOT NULL CHECK (trim(source) <> ''),
    grade TEXT NOT NULL,
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    evidence TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    CHECK (since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;
CREATE INDEX entity_fact_entity ON entity_fact (entity_id, kind);
CREATE INDEX entity_fact_address ON entity_fact (json_extract(value, '$.text')) WHERE kind = 'address';
CREATE INDEX entity_fact_number ON entity_fact (json_extract(value, '$.number')) WHERE kind = 'identifier';

CREATE TABLE entity_link (
    id TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (trim(kind) <> ''),
    percent TEXT,
    since TEXT,
    until TEXT,
    source TEXT NOT NULL CHECK (trim(source) <> ''),
    grade TEXT NOT NULL,
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    evidence TEXT NOT NULL DEFAULT '',
    test TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    CHECK (since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since),
    CHECK (from_id <> to_id),
    FOREIGN KEY(from_id) REFERENCES entity (id),
    FOREIGN KEY(to_id) REFERENCES entity (id)
) STRICT;
CREATE INDEX entity_link_from ON entity_link (from_id, kind);
CREATE INDEX entity_link_to ON entity_link (to_id, kind);

CREATE TABLE entity_merge (
    id TEXT NOT NULL,
    kept_id TEXT NOT NULL,
    gone_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (kept_id <> gone_id),
    FOREIGN KEY(kept_id) REFERENCES entity (id),
    FOREIGN KEY(gone_id) REFERENCES entity (id)
) STRICT;
CREATE INDEX entity_merge_gone ON entity_merge (gone_id);
CREATE INDEX entity_merge_kept ON entity_merge (kept_id);

CREATE TABLE entity_end (
    row_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (row_id)
) STRICT;

CREATE TABLE listing_body (
    id INTEGER PRIMARY KEY,
    list_id TEXT NOT NULL,
    listing_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    UNIQUE (list_id, listing_id, sha256)
) STRICT;

CREATE TABLE edition_listing (
    number INTEGER NOT NULL,
    body_id INTEGER NOT NULL,
    PRIMARY KEY (number, body_id),
    FOREIGN KEY(number) REFERENCES list_edition (number),
    FOREIGN KEY(body_id) REFERENCES listing_body (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE list_return (
    id TEXT NOT NULL,
    edition_id TEXT NOT NULL,
    head TEXT NOT NULL CHECK (json_valid(head)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(edition_id) REFERENCES list_edition (id)
) STRICT;

CREATE TABLE list_rescreen (
    id TEXT NOT NULL,
    list_id TEXT NOT NULL,
    known TEXT NOT NULL CHECK (json_valid(known)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE list_rescreen_step (
    id TEXT NOT NULL,
    rescreen_id TEXT NOT NULL,
    through TEXT NOT NULL,
    added INTEGER NOT NULL,
    lapsed INTEGER NOT NULL,
    ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(rescreen_id) REFERENCES list_rescreen (id)
) STRICT;
CREATE INDEX list_rescreen_step_of ON list_rescreen_step (rescreen_id, ended);

CREATE TABLE list_index (
    id TEXT NOT NULL,
    edition_id TEXT NOT NULL,
    engine TEXT NOT NULL,
    format INTEGER NOT NULL,
    folder TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(edition_id) REFERENCES list_edition (id)
) STRICT;
CREATE INDEX ix_list_index_edition_id ON list_index (edition_id);

CREATE TABLE batch_run (
    id TEXT NOT NULL,
    author TEXT NOT NULL,
    asked TEXT NOT NULL CHECK (json_valid(asked)),
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE batch_part (
    run_id TEXT NOT NULL,
    no INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (run_id, no),
    FOREIGN KEY(run_id) REFERENCES batch_run (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_import (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    format TEXT NOT NULL,
    source TEXT NOT NULL CHECK (trim(source) <> ''),
    grade TEXT NOT NULL,
    entities INTEGER NOT NULL,
    links INTEGER NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (source, sha256)
) STRICT;

CREATE TABLE entity_origin (
    source TEXT NOT NULL,
    key TEXT NOT NULL CHECK (trim(key) <> ''),
    entity_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    PRIMARY KEY (source, key),
    FOREIGN KEY(entity_id) REFERENCES entity (id),
    FOREIGN KEY(import_id) REFERENCES entity_import (id)
) STRICT;
CREATE INDEX entity_origin_entity ON entity_origin (entity_id);

CREATE TABLE entity_dossier (
    id TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    no INTEGER NOT NULL CHECK (no > 0),
    body BLOB NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (entity_id, no),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;

CREATE TABLE bundle_root (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    body BLOB NOT NULL,
    motion_id TEXT REFERENCES motion (id),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE bundle_taken (
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
) STRICT;

-- Guards: what the rows of a table may become, and who must have agreed.

CREATE TRIGGER meta_no_update BEFORE UPDATE ON meta
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of meta are never changed or removed'); END;
CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of meta are never changed or removed'); END;
CREATE TRIGGER meta_once BEFORE INSERT ON meta
WHEN EXISTS (SELECT 1 FROM meta WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'landwaiter: the identity of a casebook does not change'); END;

CREATE TRIGGER user_no_delete BEFORE DELETE ON user
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of user are never changed or removed'); END;

CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of statement are never changed or removed'); END;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of statement are never changed or removed'); END;
CREATE TRIGGER statement_order BEFORE INSERT ON statement
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM statement)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a statement only follows the last one'); END;

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of audit_entry are never changed or removed'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of audit_entry are never changed or removed'); END;
CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
  OR NEW.entry ->> '$.seq' IS NOT CAST(NEW.seq AS TEXT)
  OR NEW.entry ->> '$.prev' IS NOT coalesce(
       (SELECT sha256 FROM audit_entry ORDER BY seq DESC LIMIT 1),
       '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit entry only follows the last one'); END;
CREATE TRIGGER audit_entry_case_chain BEFORE INSERT ON audit_entry
WHEN NEW.entry ->> '$.v' IS NOT '2'
  OR NEW.entry ->> '$.case_seq' IS NOT iif(CASE WHEN substr(NEW.entry ->> '$.object', 1, 5) = 'case/' THEN substr(NEW.entry ->> '$.object', 6, instr(substr(NEW.entry ->> '$.object', 6) || '/', '/') - 1) END IS NULL, '',
       CAST(coalesce((SELECT entry ->> '$.case_seq' FROM audit_entry WHERE case_id = CASE WHEN substr(NEW.entry ->> '$.object', 1, 5) = 'case/' THEN substr(NEW.entry ->> '$.object', 6, instr(substr(NEW.entry ->> '$.object', 6) || '/', '/') - 1) END ORDER BY seq DESC LIMIT 1), 0) + 1
            AS TEXT))
  OR NEW.entry ->> '$.case_prev' IS NOT iif(CASE WHEN substr(NEW.entry ->> '$.object', 1, 5) = 'case/' THEN substr(NEW.entry ->> '$.object', 6, instr(substr(NEW.entry ->> '$.object', 6) || '/', '/') - 1) END IS NULL, '', coalesce(
       (SELECT sha256 FROM audit_entry WHERE case_id = CASE WHEN substr(NEW.entry ->> '$.object', 1, 5) = 'case/' THEN substr(NEW.entry ->> '$.object', 6, instr(substr(NEW.entry ->> '$.object', 6) || '/', '/') - 1) END ORDER BY seq DESC LIMIT 1),
       '0000000000000000000000000000000000000000000000000000000000000000'))
BEGIN
  SELECT RAISE(ABORT, 'landwaiter: an audit entry about a case only follows the last one about it');
END;

CREATE TRIGGER audit_payload_no_delete BEFORE DELETE ON audit_payload
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of audit_payload are never changed or removed'); END;
CREATE TRIGGER audit_payload_once BEFORE INSERT ON audit_payload
WHEN NEW.seq IS NOT (SELECT max(seq) FROM audit_entry)
  OR NEW.salt IS NULL OR NEW.content IS NULL
  OR EXISTS (SELECT 1 FROM audit_payload WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit payload belongs to the entry just written'); END;
CREATE TRIGGER audit_payload_erase BEFORE UPDATE ON audit_payload
WHEN NEW.seq IS NOT OLD.seq OR OLD.content IS NULL
  OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
  OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL
  OR NOT EXISTS (SELECT 1 FROM audit_entry
                 WHERE deed = 'audit.payload_erased'
                   AND object GLOB 'audit/' || OLD.seq || '/motion/*')
  OR NOT (
       EXISTS (SELECT 1 FROM motion m JOIN motion_second s ON s.motion_id = m.id
               WHERE m.deed = 'erase_payload' AND m.object = 'audit/' || OLD.seq)
       OR EXISTS (SELECT 1 FROM audit_entry AS a JOIN case_removal AS r
                    ON r.case_id = substr(a.object, 6, 36)
                  WHERE a.seq = OLD.seq AND substr(a.object, 1, 5) = 'case/'))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit payload is only ever erased under four eyes');
END;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of seal are never changed or removed'); END;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of seal are never changed or removed'); END;
CREATE TRIGGER seal_order BEFORE INSERT ON seal
WHEN NEW.last IS NOT (SELECT max(seq) FROM audit_entry)
  OR NEW.last <= (SELECT coalesce(max(last), 0) FROM seal)
  OR NEW.own IS NOT 1 + coalesce(
       (SELECT own FROM seal WHERE key = NEW.key ORDER BY last DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a seal is over the entries just written'); END;

CREATE TRIGGER anchor_no_update BEFORE UPDATE ON anchor
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of anchor are never changed or removed'); END;
CREATE TRIGGER anchor_no_delete BEFORE DELETE ON anchor
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of anchor are never changed or removed'); END;

CREATE TRIGGER policy_insert_is_seconded BEFORE INSERT ON office_setting
WHEN NEW.key LIKE 'four_eyes.%' AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.deed = 'set_policy' AND m.object = 'setting/' || NEW.key AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the table of four eyes is changed by two persons'); END;
CREATE TRIGGER policy_update_is_seconded BEFORE UPDATE ON office_setting
WHEN NEW.key LIKE 'four_eyes.%' AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.deed = 'set_policy' AND m.object = 'setting/' || NEW.key AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the table of four eyes is changed by two persons'); END;

CREATE TRIGGER case_file_no_delete BEFORE DELETE ON case_file
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_file are never changed or removed'); END;
CREATE TRIGGER decided_is_approved BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage IN ('decided', 'executed', 'closed') AND OLD.stage IS NOT NEW.stage
  AND NOT EXISTS (SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
                  WHERE d.case_id = NEW.id
                    AND d.version = (SELECT max(version) FROM decision WHERE case_id = NEW.id)
                    AND NOT EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = d.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is decided by an approved decision only'); END;
CREATE TRIGGER case_is_born_new BEFORE INSERT ON case_file
WHEN NEW.stage IS NOT 'new'
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case begins as new'); END;
CREATE TRIGGER reopened_is_seconded BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'reopened' AND OLD.stage IS NOT 'reopened'
  AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.deed = 'reopen' AND m.case_id = NEW.id AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  AND NOT EXISTS (SELECT 1 FROM audit_entry AS a
                  WHERE a.object = 'case/' || NEW.id AND a.deed = 'case.unsettled'
                    AND a.seq > (SELECT max(seq) FROM audit_entry) - 5)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is reopened by two persons'); END;
CREATE TRIGGER dismissed_past_a_flag_is_seconded BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'dismissed' AND OLD.stage IS NOT 'dismissed' AND EXISTS (
    SELECT 1 FROM flag_raised AS f WHERE f.case_id = NEW.id AND f.severity = 'critical'
      AND NOT EXISTS (
        SELECT 1 FROM flag_review AS r JOIN motion_end AS e ON e.motion_id = r.motion_id
        WHERE r.case_id = f.case_id AND r.rule = f.rule
          AND r.state = 'dismissed' AND e.state = 'carried_out')) AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.deed = 'dismiss' AND m.case_id = NEW.id AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a critical flag is left behind by two persons'); END;
CREATE TRIGGER merged_past_a_flag_is_seconded BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'merged' AND OLD.stage IS NOT 'merged' AND EXISTS (
    SELECT 1 FROM flag_raised AS f WHERE f.case_id = NEW.id AND f.severity = 'critical'
      AND NOT EXISTS (
        SELECT 1 FROM flag_review AS r JOIN motion_end AS e ON e.motion_id = r.motion_id
        WHERE r.case_id = f.case_id AND r.rule = f.rule
          AND r.state = 'dismissed' AND e.state = 'carried_out')) AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.deed = 'merge' AND m.case_id = NEW.id AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a critical flag is left behind by two persons'); END;
CREATE TRIGGER decided_is_countersigned BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage IN ('decided', 'executed', 'closed') AND OLD.stage IS NOT NEW.stage
  AND EXISTS (SELECT 1 FROM decision AS d
              WHERE d.case_id = NEW.id
                AND d.version = (SELECT max(version) FROM decision WHERE case_id = NEW.id)
                AND json_extract(CAST(d.text AS TEXT), '$.countersign') = 1
                AND NOT EXISTS (SELECT 1 FROM countersignature AS s WHERE s.decision_id = d.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: this decision needs a countersignature'); END;
CREATE TRIGGER merged_is_linked BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'merged' AND OLD.stage IS NOT NEW.stage
  AND NOT EXISTS (SELECT 1 FROM case_link AS l WHERE l.case_id = NEW.id AND l.kind = 'merged')
BEGIN SELECT RAISE(ABORT, 'landwaiter: a merged case names the case it was merged into'); END;
CREATE TRIGGER merged_stays BEFORE UPDATE OF stage ON case_file
WHEN OLD.stage = 'merged' AND NEW.stage IS NOT 'merged'
BEGIN SELECT RAISE(ABORT, 'landwaiter: a merged case stays merged'); END;

CREATE TRIGGER entity_no_delete BEFORE DELETE ON entity
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity are never changed or removed'); END;

CREATE TRIGGER list_edition_no_delete BEFORE DELETE ON list_edition
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_edition are never changed or removed'); END;
CREATE TRIGGER list_edition_stays_confidential BEFORE UPDATE ON list_edition
WHEN OLD.confidential = 1 AND NEW.confidential = 0
BEGIN SELECT RAISE(ABORT, 'landwaiter: a confidential list is not made public'); END;
CREATE TRIGGER list_edition_stays_numbered BEFORE UPDATE ON list_edition
WHEN OLD.number IS NOT NEW.number OR OLD.sha256 <> NEW.sha256 OR OLD.list_id <> NEW.list_id
BEGIN SELECT RAISE(ABORT, 'landwaiter: what an edition holds is never changed'); END;
CREATE TRIGGER list_edition_removal_is_seconded BEFORE UPDATE ON list_edition
WHEN NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.deed = 'remove_list' AND m.object = 'list/' || NEW.list_id AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_end AS e ON e.motion_id = m.id
    WHERE e.state = 'declined' AND e.author <> m.author AND m.id = (
      SELECT max(n.id) FROM motion AS n
      WHERE n.deed = 'confirm_list' AND n.object = 'list/' || NEW.list_id
        AND json_extract(CAST(n.text AS TEXT), '$.args.edition_sha256') = NEW.sha256))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a list is removed by two persons'); END;
CREATE TRIGGER list_edition_import_is_asked_about BEFORE INSERT ON list_edition
WHEN 1 AND NOT EXISTS (
    SELECT 1 FROM motion AS m WHERE m.deed = 'confirm_list' AND m.object = 'list/' || NEW.list_id
      AND json_extract(CAST(m.text AS TEXT), '$.args.edition_sha256') = NEW.sha256
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: another person is asked about a list that is taken in'); END;
CREATE TRIGGER list_edition_return_is_asked_about BEFORE UPDATE ON list_edition
WHEN NEW.removed_at IS NULL AND OLD.removed_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM motion AS m WHERE m.deed = 'confirm_list' AND m.object = 'list/' || NEW.list_id
      AND json_extract(CAST(m.text AS TEXT), '$.args.edition_sha256') = NEW.sha256
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: another person is asked about a list that is taken in'); END;

CREATE TRIGGER pack_edition_no_update BEFORE UPDATE ON pack_edition
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of pack_edition are never changed or removed'); END;
CREATE TRIGGER pack_edition_no_delete BEFORE DELETE ON pack_edition
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of pack_edition are never changed or removed'); END;
CREATE TRIGGER pack_edition_is_warranted BEFORE INSERT ON pack_edition
WHEN CASE NEW.origin
  WHEN 'motion' THEN NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.id = NEW.origin_id AND m.deed = 'import_pack'
    AND m.object = 'pack/' || NEW.pack_id
    AND json_extract(CAST(m.text AS TEXT), '$.args.edition_sha256') = NEW.sha256 AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  WHEN 'bundle' THEN NOT EXISTS (
    SELECT 1 FROM bundle_taken AS b, json_each(b.packs) AS p WHERE b.id = NEW.origin_id
      AND p.value ->> '$.pack' = NEW.pack_id AND p.value ->> '$.sha256' = NEW.sha256)
  ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'landwaiter: a pack comes by two persons or in a signed bundle'); END;
CREATE TRIGGER pack_edition_official_is_signed BEFORE INSERT ON pack_edition
WHEN NEW.trust = 'official' AND NOT EXISTS (
    SELECT 1 FROM bundle_taken AS b, json_each(b.packs) AS p
    WHERE NEW.origin = 'bundle' AND b.id = NEW.origin_id AND p.value ->> '$.pack' = NEW.pack_id
      AND p.value ->> '$.sha256' = NEW.sha256 AND p.value ->> '$.official')
BEGIN SELECT RAISE(ABORT, 'landwaiter: official only by a publisher''s signature'); END;

CREATE TRIGGER raw_file_no_update BEFORE UPDATE ON raw_file
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of raw_file are never changed or removed'); END;
CREATE TRIGGER raw_file_no_delete BEFORE DELETE ON raw_file
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r, json_each(r.raw_files) AS f
                 WHERE f.value = OLD.id)
  OR EXISTS (SELECT 1 FROM declaration AS d WHERE d.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM declaration_request AS q WHERE q.raw_file_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of raw_file are never changed or removed'); END;

CREATE TRIGGER action_no_delete BEFORE DELETE ON action
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of action are never changed or removed'); END;
CREATE TRIGGER action_not_of_removed BEFORE INSERT ON action
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER classification_no_update BEFORE UPDATE ON classification
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of classification are never changed or removed'); END;
CREATE TRIGGER classification_no_delete BEFORE DELETE ON classification
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of classification are never changed or removed'); END;
CREATE TRIGGER classification_not_of_removed BEFORE INSERT ON classification
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of decision are never changed or removed'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id AND r.keeps_decision = 0)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of decision are never changed or removed'); END;
CREATE TRIGGER decision_not_of_removed BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER declaration_no_update BEFORE UPDATE ON declaration
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of declaration are never changed or removed'); END;
CREATE TRIGGER declaration_no_delete BEFORE DELETE ON declaration
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of declaration are never changed or removed'); END;
CREATE TRIGGER declaration_not_of_removed BEFORE INSERT ON declaration
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER declaration_request_no_update BEFORE UPDATE ON declaration_request
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of declaration_request are never changed or removed'); END;
CREATE TRIGGER declaration_request_no_delete BEFORE DELETE ON declaration_request
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of declaration_request are never changed or removed'); END;
CREATE TRIGGER declaration_request_not_of_removed BEFORE INSERT ON declaration_request
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER dossier_no_update BEFORE UPDATE ON dossier
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of dossier are never changed or removed'); END;
CREATE TRIGGER dossier_no_delete BEFORE DELETE ON dossier
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of dossier are never changed or removed'); END;
CREATE TRIGGER dossier_not_of_removed BEFORE INSERT ON dossier
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER enrichment_no_update BEFORE UPDATE ON enrichment
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of enrichment are never changed or removed'); END;
CREATE TRIGGER enrichment_no_delete BEFORE DELETE ON enrichment
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of enrichment are never changed or removed'); END;
CREATE TRIGGER enrichment_not_of_removed BEFORE INSERT ON enrichment
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER evaluation_no_update BEFORE UPDATE ON evaluation
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evaluation are never changed or removed'); END;
CREATE TRIGGER evaluation_no_delete BEFORE DELETE ON evaluation
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evaluation are never changed or removed'); END;
CREATE TRIGGER evaluation_not_of_removed BEFORE INSERT ON evaluation
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence are never changed or removed'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence are never changed or removed'); END;
CREATE TRIGGER evidence_not_of_removed BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER flag_review_no_update BEFORE UPDATE ON flag_review
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of flag_review are never changed or removed'); END;
CREATE TRIGGER critical_flag_is_seconded BEFORE INSERT ON flag_review
WHEN NEW.state = 'dismissed'
  AND EXISTS (SELECT 1 FROM flag_raised AS f WHERE f.case_id = NEW.case_id
              AND f.rule = NEW.rule AND f.severity = 'critical')
  AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.id = NEW.motion_id AND m.deed = 'dismiss_flag' AND m.case_id = NEW.case_id
    AND json_extract(CAST(m.text AS TEXT), '$.facts.flag') = NEW.rule AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a critical flag is dismissed by two persons'); END;
CREATE TRIGGER flag_review_no_delete BEFORE DELETE ON flag_review
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of flag_review are never changed or removed'); END;
CREATE TRIGGER flag_review_not_of_removed BEFORE INSERT ON flag_review
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER release_past_a_flag_is_seconded BEFORE UPDATE OF status ON goods_item
WHEN NEW.status = 'released' AND OLD.status IS NOT 'released' AND EXISTS (
    SELECT 1 FROM flag_raised AS f WHERE f.case_id = NEW.case_id AND f.severity = 'critical'
      AND NOT EXISTS (
        SELECT 1 FROM flag_review AS r JOIN motion_end AS e ON e.motion_id = r.motion_id
        WHERE r.case_id = f.case_id AND r.rule = f.rule
          AND r.state = 'dismissed' AND e.state = 'carried_out'))
  AND NOT EXISTS (SELECT 1 FROM case_file AS c WHERE c.id = NEW.case_id
                  AND (c.stage IN ('decided', 'executed', 'closed') OR c.release_from IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.deed = 'release' AND m.case_id = NEW.case_id AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons release goods past a critical flag'); END;
CREATE TRIGGER goods_item_no_delete BEFORE DELETE ON goods_item
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of goods_item are never changed or removed'); END;
CREATE TRIGGER goods_item_not_of_removed BEFORE INSERT ON goods_item
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER note_no_update BEFORE UPDATE ON note
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of note are never changed or removed'); END;
CREATE TRIGGER note_no_delete BEFORE DELETE ON note
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of note are never changed or removed'); END;
CREATE TRIGGER note_not_of_removed BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER party_no_delete BEFORE DELETE ON party
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of party are never changed or removed'); END;
CREATE TRIGGER party_not_of_removed BEFORE INSERT ON party
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER track_no_delete BEFORE DELETE ON track
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of track are never changed or removed'); END;
CREATE TRIGGER track_not_of_removed BEFORE INSERT ON track
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER approval_no_update BEFORE UPDATE ON approval
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of approval are never changed or removed'); END;
CREATE TRIGGER approval_is_anothers BEFORE INSERT ON approval
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND EXISTS (SELECT 1 FROM decision AS d WHERE d.id = NEW.decision_id
             AND (d.author_id = NEW.approver_id OR d.author = NEW.approver))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an author never approves the own proposal'); END;
CREATE TRIGGER approval_has_role BEFORE INSERT ON approval
WHEN NEW.role NOT IN ('reviewer', 'head')
  OR NOT EXISTS (SELECT 1 FROM user AS u JOIN user_role AS r ON r.user_id = u.id
                 WHERE u.id = NEW.approver_id AND u.name = NEW.approver
                   AND u.active = 1 AND r.role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an approval needs the role of a reviewer or head'); END;
CREATE TRIGGER approval_of_the_text BEFORE INSERT ON approval
WHEN NOT EXISTS (SELECT 1 FROM decision AS d JOIN case_file AS c ON c.id = d.case_id
                 WHERE d.id = NEW.decision_id AND c.stage = 'decision_review'
                   AND d.version = (SELECT max(version) FROM decision WHERE case_id = c.id)
                   AND json_extract(CAST(NEW.statement AS TEXT), '$.decision_sha256')
                       = d.text_sha256
                   AND json_extract(CAST(NEW.statement AS TEXT), '$.decision') = d.id)
  OR EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an approval is of the text that is proposed now'); END;
CREATE TRIGGER approval_without_conflict BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM conflict_of_interest AS c JOIN decision AS d ON d.case_id = c.case_id
             WHERE d.id = NEW.decision_id AND c.user_id = NEW.approver_id
               AND c.lifted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'landwaiter: who has a conflict of interest decides nothing here'); END;
CREATE TRIGGER approval_no_delete BEFORE DELETE ON approval
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM decision AS p WHERE p.id = OLD.decision_id) AND r.keeps_decision = 0)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of approval are never changed or removed'); END;
CREATE TRIGGER approval_not_of_removed BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM decision AS p WHERE p.id = NEW.decision_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER decision_end_no_update BEFORE UPDATE ON decision_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of decision_end are never changed or removed'); END;
CREATE TRIGGER decision_end_no_delete BEFORE DELETE ON decision_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM decision AS p WHERE p.id = OLD.decision_id) AND r.keeps_decision = 0)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of decision_end are never changed or removed'); END;
CREATE TRIGGER decision_end_not_of_removed BEFORE INSERT ON decision_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM decision AS p WHERE p.id = NEW.decision_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER hit_no_delete BEFORE DELETE ON hit
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of hit are never changed or removed'); END;
CREATE TRIGGER hit_not_of_removed BEFORE INSERT ON hit
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER party_link_no_delete BEFORE DELETE ON party_link
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM party AS p WHERE p.id = OLD.party_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of party_link are never changed or removed'); END;
CREATE TRIGGER party_link_not_of_removed BEFORE INSERT ON party_link
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM party AS p WHERE p.id = NEW.party_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER judgement_no_delete BEFORE DELETE ON judgement
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM hit AS p WHERE p.id = OLD.hit_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of judgement are never changed or removed'); END;
CREATE TRIGGER judgement_not_of_removed BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM hit AS p WHERE p.id = NEW.hit_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;
CREATE TRIGGER near_hit_is_seconded BEFORE INSERT ON judgement
WHEN NEW.value = 'different'
  AND (SELECT h.score FROM hit AS h WHERE h.id = NEW.hit_id) >= CAST(coalesce(
      (SELECT value FROM office_setting WHERE key = 'four_eyes.different_score'), '900') AS INTEGER)
  AND NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.id = NEW.motion_id AND m.deed = 'judge'
    AND json_extract(CAST(m.text AS TEXT), '$.facts.hit') = NEW.hit_id AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id)) AND NOT EXISTS (SELECT 1 FROM judgement AS o
    JOIN motion AS m ON m.id = o.motion_id JOIN motion_second AS s ON s.motion_id = m.id
    WHERE o.id = NEW.origin_id AND m.id = NEW.motion_id AND m.deed = 'judge'
      AND json_extract(CAST(m.text AS TEXT), '$.facts.hit') = o.hit_id
      AND json_extract(CAST(m.text AS TEXT), '$.facts.listing_sha256') = o.listing_sha256)
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons judge a hit of this score different'); END;
CREATE TRIGGER judgement_sides_stay BEFORE UPDATE OF party_sha256, entity_sha256, listing_sha256, origin_id, origin_reference, origin_author, origin_at ON judgement
BEGIN SELECT RAISE(ABORT, 'landwaiter: what a judgement rests on is never changed'); END;
CREATE TRIGGER judgement_taken_over_as_judged BEFORE INSERT ON judgement
WHEN NEW.origin_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM judgement AS o
    JOIN hit AS was ON was.id = o.hit_id JOIN hit AS now ON now.id = NEW.hit_id
    WHERE o.id = NEW.origin_id AND o.origin_id IS NULL AND o.revoked_at IS NULL
      AND o.value = NEW.value AND o.reason = NEW.reason AND o.author = NEW.author
      AND o.author = NEW.origin_author AND o.at = NEW.origin_at
      AND o.motion_id IS NEW.motion_id
      AND was.list_id = now.list_id AND was.listing_id = now.listing_id
      AND o.listing_sha256 = NEW.listing_sha256
      AND (o.party_sha256 = NEW.party_sha256 OR o.entity_sha256 = NEW.entity_sha256))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a judgement is taken over as it stands elsewhere'); END;

CREATE TRIGGER motion_no_update BEFORE UPDATE ON motion
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion are never changed or removed'); END;
CREATE TRIGGER motion_no_delete BEFORE DELETE ON motion
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion are never changed or removed'); END;
CREATE TRIGGER motion_not_of_removed BEFORE INSERT ON motion
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER motion_second_no_update BEFORE UPDATE ON motion_second
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion_second are never changed or removed'); END;
CREATE TRIGGER second_is_anothers BEFORE INSERT ON motion_second
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND EXISTS (SELECT 1 FROM motion AS m WHERE m.id = NEW.motion_id
             AND (m.author_id = NEW.seconder_id OR m.author = NEW.seconder))
BEGIN SELECT RAISE(ABORT, 'landwaiter: nobody seconds the own motion'); END;
CREATE TRIGGER second_has_role BEFORE INSERT ON motion_second
WHEN NEW.role NOT IN ('reviewer', 'head', 'administrator')
  OR NOT EXISTS (SELECT 1 FROM user AS u JOIN user_role AS r ON r.user_id = u.id
                 WHERE u.id = NEW.seconder_id AND u.name = NEW.seconder
                   AND u.active = 1 AND r.role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a motion is seconded by somebody who holds the role'); END;
CREATE TRIGGER second_of_the_text BEFORE INSERT ON motion_second
WHEN NOT EXISTS (SELECT 1 FROM motion AS m WHERE m.id = NEW.motion_id
                 AND json_extract(CAST(NEW.statement AS TEXT), '$.motion') = m.id
                 AND json_extract(CAST(NEW.statement AS TEXT), '$.motion_sha256') = m.text_sha256
                 AND json_extract(CAST(NEW.statement AS TEXT), '$.deed') = 'second')
  OR EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = NEW.motion_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: what is seconded is the text of an open motion'); END;
CREATE TRIGGER motion_second_no_delete BEFORE DELETE ON motion_second
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM motion AS p WHERE p.id = OLD.motion_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion_second are never changed or removed'); END;
CREATE TRIGGER motion_second_not_of_removed BEFORE INSERT ON motion_second
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM motion AS p WHERE p.id = NEW.motion_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER motion_end_no_update BEFORE UPDATE ON motion_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion_end are never changed or removed'); END;
CREATE TRIGGER carried_out_is_seconded BEFORE INSERT ON motion_end
WHEN (NEW.state = 'carried_out') IS NOT
     EXISTS (SELECT 1 FROM motion_second AS s WHERE s.motion_id = NEW.motion_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: only a seconded motion is carried out'); END;
CREATE TRIGGER motion_end_no_delete BEFORE DELETE ON motion_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM motion AS p WHERE p.id = OLD.motion_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion_end are never changed or removed'); END;
CREATE TRIGGER motion_end_not_of_removed BEFORE INSERT ON motion_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM motion AS p WHERE p.id = NEW.motion_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER countersignature_no_update BEFORE UPDATE ON countersignature
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of countersignature are never changed or removed'); END;
CREATE TRIGGER countersignature_without_conflict BEFORE INSERT ON countersignature
WHEN EXISTS (SELECT 1 FROM conflict_of_interest AS c JOIN decision AS d ON d.case_id = c.case_id
             WHERE d.id = NEW.decision_id AND c.user_id = NEW.approver_id
               AND c.lifted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'landwaiter: who has a conflict of interest decides nothing here'); END;
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
BEGIN SELECT RAISE(ABORT, 'landwaiter: a countersignature is a third person''s, of this text'); END;
CREATE TRIGGER countersignature_no_delete BEFORE DELETE ON countersignature
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM decision AS p WHERE p.id = OLD.decision_id) AND r.keeps_decision = 0)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of countersignature are never changed or removed'); END;
CREATE TRIGGER countersignature_not_of_removed BEFORE INSERT ON countersignature
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM decision AS p WHERE p.id = NEW.decision_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER conflict_of_interest_no_delete BEFORE DELETE ON conflict_of_interest
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of conflict_of_interest are never changed or removed'); END;
CREATE TRIGGER conflict_of_interest_not_of_removed BEFORE INSERT ON conflict_of_interest
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER goods_event_no_update BEFORE UPDATE ON goods_event
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of goods_event are never changed or removed'); END;
CREATE TRIGGER goods_event_no_delete BEFORE DELETE ON goods_event
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of goods_event are never changed or removed'); END;
CREATE TRIGGER goods_event_not_of_removed BEFORE INSERT ON goods_event
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER case_link_no_update BEFORE UPDATE ON case_link
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_link are never changed or removed'); END;
CREATE TRIGGER never_into_merged BEFORE INSERT ON case_link
WHEN NEW.kind = 'merged'
  AND (SELECT stage FROM case_file WHERE id = NEW.other_id) IN ('merged', 'closed', 'dismissed')
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is merged into one that is worked on'); END;
CREATE TRIGGER case_link_no_delete BEFORE DELETE ON case_link
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_link are never changed or removed'); END;
CREATE TRIGGER case_link_not_of_removed BEFORE INSERT ON case_link
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER track_item_end_no_update BEFORE UPDATE ON track_item_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of track_item_end are never changed or removed'); END;
CREATE TRIGGER track_item_end_no_delete BEFORE DELETE ON track_item_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM track AS p WHERE p.id = OLD.track_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of track_item_end are never changed or removed'); END;
CREATE TRIGGER track_item_end_not_of_removed BEFORE INSERT ON track_item_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM track AS p WHERE p.id = NEW.track_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER hearing_exception_no_update BEFORE UPDATE ON hearing_exception
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of hearing_exception are never changed or removed'); END;
CREATE TRIGGER hearing_exception_no_delete BEFORE DELETE ON hearing_exception
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of hearing_exception are never changed or removed'); END;
CREATE TRIGGER hearing_exception_not_of_removed BEFORE INSERT ON hearing_exception
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER stay_held_no_update BEFORE UPDATE ON stay_held
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of stay_held are never changed or removed'); END;
CREATE TRIGGER stay_held_no_delete BEFORE DELETE ON stay_held
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of stay_held are never changed or removed'); END;
CREATE TRIGGER stay_held_not_of_removed BEFORE INSERT ON stay_held
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER case_clock_no_update BEFORE UPDATE ON case_clock
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_clock are never changed or removed'); END;
CREATE TRIGGER case_clock_no_delete BEFORE DELETE ON case_clock
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_clock are never changed or removed'); END;
CREATE TRIGGER case_clock_not_of_removed BEFORE INSERT ON case_clock
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER case_clock_end_no_update BEFORE UPDATE ON case_clock_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_clock_end are never changed or removed'); END;
CREATE TRIGGER case_clock_end_no_delete BEFORE DELETE ON case_clock_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM case_clock AS p WHERE p.id = OLD.clock_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_clock_end are never changed or removed'); END;
CREATE TRIGGER case_clock_end_not_of_removed BEFORE INSERT ON case_clock_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM case_clock AS p WHERE p.id = NEW.clock_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER calendar_edit_no_update BEFORE UPDATE ON calendar_edit
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of calendar_edit are never changed or removed'); END;
CREATE TRIGGER calendar_edit_no_delete BEFORE DELETE ON calendar_edit
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of calendar_edit are never changed or removed'); END;

CREATE TRIGGER assignment_no_update BEFORE UPDATE ON assignment
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of assignment are never changed or removed'); END;
CREATE TRIGGER assignment_no_delete BEFORE DELETE ON assignment
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of assignment are never changed or removed'); END;
CREATE TRIGGER assignment_not_of_removed BEFORE INSERT ON assignment
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER delegation_once BEFORE INSERT ON delegation
WHEN EXISTS (
    SELECT 1 FROM delegation WHERE case_id = NEW.case_id AND until > substr(NEW.at, 1, 10)
        AND id NOT IN (SELECT delegation_id FROM delegation_end)
)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is delegated once at a time'); END;
CREATE TRIGGER delegation_no_update BEFORE UPDATE ON delegation
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of delegation are never changed or removed'); END;
CREATE TRIGGER delegation_no_delete BEFORE DELETE ON delegation
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of delegation are never changed or removed'); END;
CREATE TRIGGER delegation_not_of_removed BEFORE INSERT ON delegation
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER delegation_end_no_update BEFORE UPDATE ON delegation_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of delegation_end are never changed or removed'); END;
CREATE TRIGGER delegation_end_no_delete BEFORE DELETE ON delegation_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM delegation AS p WHERE p.id = OLD.delegation_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of delegation_end are never changed or removed'); END;
CREATE TRIGGER delegation_end_not_of_removed BEFORE INSERT ON delegation_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM delegation AS p WHERE p.id = NEW.delegation_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER absence_once BEFORE INSERT ON absence
WHEN EXISTS (
    SELECT 1 FROM absence WHERE user_id = NEW.user_id
        AND first_day <= NEW.last_day AND last_day >= NEW.first_day
        AND id NOT IN (SELECT absence_id FROM absence_end)
)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a person is absent once at a time'); END;
CREATE TRIGGER absence_no_update BEFORE UPDATE ON absence
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of absence are never changed or removed'); END;
CREATE TRIGGER absence_no_delete BEFORE DELETE ON absence
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of absence are never changed or removed'); END;

CREATE TRIGGER absence_end_no_update BEFORE UPDATE ON absence_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of absence_end are never changed or removed'); END;
CREATE TRIGGER absence_end_no_delete BEFORE DELETE ON absence_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of absence_end are never changed or removed'); END;

CREATE TRIGGER custody_event_no_update BEFORE UPDATE ON custody_event
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of custody_event are never changed or removed'); END;
CREATE TRIGGER custody_event_no_delete BEFORE DELETE ON custody_event
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = OLD.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of custody_event are never changed or removed'); END;
CREATE TRIGGER custody_event_not_of_removed BEFORE INSERT ON custody_event
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = NEW.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER evidence_grading_no_update BEFORE UPDATE ON evidence_grading
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence_grading are never changed or removed'); END;
CREATE TRIGGER evidence_grading_no_delete BEFORE DELETE ON evidence_grading
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = OLD.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence_grading are never changed or removed'); END;
CREATE TRIGGER evidence_grading_not_of_removed BEFORE INSERT ON evidence_grading
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = NEW.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER evidence_confidence_no_update BEFORE UPDATE ON evidence_confidence
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence_confidence are never changed or removed'); END;
CREATE TRIGGER evidence_confidence_no_delete BEFORE DELETE ON evidence_confidence
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = OLD.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence_confidence are never changed or removed'); END;
CREATE TRIGGER evidence_confidence_not_of_removed BEFORE INSERT ON evidence_confidence
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = NEW.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER evidence_wipe_no_update BEFORE UPDATE ON evidence_wipe
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence_wipe are never changed or removed'); END;
CREATE TRIGGER evidence_wipe_is_seconded BEFORE INSERT ON evidence_wipe
WHEN NOT EXISTS (SELECT 1 FROM motion AS m
                 JOIN motion_second AS s ON s.motion_id = m.id
                 JOIN evidence AS e ON e.id = NEW.evidence_id
                 WHERE m.id = NEW.motion_id AND m.deed = 'wipe_evidence'
                   AND m.object = 'case/' || e.case_id || '/evidence/' || e.id
                   AND m.author = NEW.author AND s.seconder_id <> m.author_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: evidence is wiped only with a second person'); END;
CREATE TRIGGER evidence_wipe_spares_held BEFORE INSERT ON evidence_wipe
WHEN EXISTS (SELECT 1 FROM evidence AS e JOIN legal_hold AS h ON h.case_id = e.case_id
             WHERE e.id = NEW.evidence_id
               AND NOT EXISTS (SELECT 1 FROM legal_hold_end AS x WHERE x.hold_id = h.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: nothing of a case under a legal hold is wiped'); END;
CREATE TRIGGER evidence_wipe_no_delete BEFORE DELETE ON evidence_wipe
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = OLD.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence_wipe are never changed or removed'); END;
CREATE TRIGGER evidence_wipe_not_of_removed BEFORE INSERT ON evidence_wipe
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = NEW.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER case_regime_no_update BEFORE UPDATE ON case_regime
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_regime are never changed or removed'); END;
CREATE TRIGGER case_regime_no_delete BEFORE DELETE ON case_regime
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_regime are never changed or removed'); END;

CREATE TRIGGER proceedings_end_no_update BEFORE UPDATE ON proceedings_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of proceedings_end are never changed or removed'); END;
CREATE TRIGGER proceedings_end_no_delete BEFORE DELETE ON proceedings_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of proceedings_end are never changed or removed'); END;

CREATE TRIGGER legal_hold_no_update BEFORE UPDATE ON legal_hold
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of legal_hold are never changed or removed'); END;
CREATE TRIGGER legal_hold_no_delete BEFORE DELETE ON legal_hold
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of legal_hold are never changed or removed'); END;

CREATE TRIGGER legal_hold_end_no_update BEFORE UPDATE ON legal_hold_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of legal_hold_end are never changed or removed'); END;
CREATE TRIGGER legal_hold_end_no_delete BEFORE DELETE ON legal_hold_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of legal_hold_end are never changed or removed'); END;

CREATE TRIGGER case_removal_no_update BEFORE UPDATE ON case_removal
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_removal are never changed or removed'); END;
CREATE TRIGGER case_removal_no_delete BEFORE DELETE ON case_removal
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_removal are never changed or removed'); END;
CREATE TRIGGER case_removal_is_seconded BEFORE INSERT ON case_removal
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'remove_case' AND m.object = 'removal/' || NEW.case_id
      AND m.author = NEW.author AND s.seconder = NEW.seconder
      AND json_extract(CAST(m.text AS TEXT), '$.facts.sha256') = NEW.sha256
      AND json_extract(CAST(m.text AS TEXT), '$.facts.keeps_decision') = NEW.keeps_decision
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is removed by two persons'); END;
CREATE TRIGGER case_removal_is_allowed BEFORE INSERT ON case_removal
WHEN EXISTS (SELECT 1 FROM legal_hold AS h WHERE h.case_id = NEW.case_id
    AND NOT EXISTS (SELECT 1 FROM legal_hold_end AS x WHERE x.hold_id = h.id))
  OR NOT EXISTS (
    SELECT 1 FROM case_file AS c WHERE c.id = NEW.case_id AND c.reference = NEW.reference
      AND c.stage IN ('closed', 'dismissed', 'merged'))
BEGIN SELECT RAISE(ABORT, 'landwaiter: only an ended case without a legal hold is removed'); END;
CREATE TRIGGER case_removal_once BEFORE INSERT ON case_removal
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is removed once'); END;

CREATE TRIGGER access_request_no_update BEFORE UPDATE ON access_request
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of access_request are never changed or removed'); END;
CREATE TRIGGER access_request_no_delete BEFORE DELETE ON access_request
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of access_request are never changed or removed'); END;

CREATE TRIGGER access_entry_no_update BEFORE UPDATE ON access_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of access_entry are never changed or removed'); END;
CREATE TRIGGER access_entry_no_delete BEFORE DELETE ON access_entry
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of access_entry are never changed or removed'); END;
CREATE TRIGGER access_entry_not_of_removed BEFORE INSERT ON access_entry
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER access_mark_no_update BEFORE UPDATE ON access_mark
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of access_mark are never changed or removed'); END;
CREATE TRIGGER access_mark_no_delete BEFORE DELETE ON access_mark
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM access_entry AS p WHERE p.id = OLD.entry_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of access_mark are never changed or removed'); END;
CREATE TRIGGER access_mark_not_of_removed BEFORE INSERT ON access_mark
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM access_entry AS p WHERE p.id = NEW.entry_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER disclosure_no_update BEFORE UPDATE ON disclosure
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of disclosure are never changed or removed'); END;
CREATE TRIGGER disclosure_no_delete BEFORE DELETE ON disclosure
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of disclosure are never changed or removed'); END;

CREATE TRIGGER entity_mark_no_update BEFORE UPDATE ON entity_mark
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_mark are never changed or removed'); END;
CREATE TRIGGER entity_mark_no_delete BEFORE DELETE ON entity_mark
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_mark are never changed or removed'); END;

CREATE TRIGGER time_stamp_no_update BEFORE UPDATE ON time_stamp
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of time_stamp are never changed or removed'); END;
CREATE TRIGGER time_stamp_no_delete BEFORE DELETE ON time_stamp
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of time_stamp are never changed or removed'); END;

CREATE TRIGGER remark_of_its_case BEFORE INSERT ON remark
WHEN NOT EXISTS (SELECT 1 FROM decision AS d
                 WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id
                   AND d.author <> NEW.author)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a second person remarks on a decision of the case'); END;
CREATE TRIGGER remark_no_update BEFORE UPDATE ON remark
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of remark are never changed or removed'); END;
CREATE TRIGGER remark_no_delete BEFORE DELETE ON remark
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of remark are never changed or removed'); END;
CREATE TRIGGER remark_not_of_removed BEFORE INSERT ON remark
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER remark_answer_no_update BEFORE UPDATE ON remark_answer
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of remark_answer are never changed or removed'); END;
CREATE TRIGGER remark_answer_no_delete BEFORE DELETE ON remark_answer
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM remark AS p WHERE p.id = OLD.remark_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of remark_answer are never changed or removed'); END;
CREATE TRIGGER remark_answer_not_of_removed BEFORE INSERT ON remark_answer
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM remark AS p WHERE p.id = NEW.remark_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER edition_task_no_update BEFORE UPDATE ON edition_task
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of edition_task are never changed or removed'); END;
CREATE TRIGGER edition_task_no_delete BEFORE DELETE ON edition_task
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of edition_task are never changed or removed'); END;
CREATE TRIGGER edition_task_not_of_removed BEFORE INSERT ON edition_task
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER edition_task_end_no_update BEFORE UPDATE ON edition_task_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of edition_task_end are never changed or removed'); END;
CREATE TRIGGER edition_task_end_no_delete BEFORE DELETE ON edition_task_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM edition_task AS p WHERE p.id = OLD.task_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of edition_task_end are never changed or removed'); END;
CREATE TRIGGER edition_task_end_not_of_removed BEFORE INSERT ON edition_task_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM edition_task AS p WHERE p.id = NEW.task_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER register_entry_no_update BEFORE UPDATE ON register_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_entry are never changed or removed'); END;
CREATE TRIGGER register_entry_no_delete BEFORE DELETE ON register_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_entry are never changed or removed'); END;
CREATE TRIGGER register_entry_is_seconded BEFORE INSERT ON register_entry
WHEN NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.id = NEW.motion_id AND m.deed = 'change_register' AND m.object = 'register/' || NEW.register || '/' || NEW.issuer AND json_extract(CAST(m.text AS TEXT), '$.args.sha256') = NEW.batch AND m.author = NEW.author AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a register is changed by two persons'); END;

CREATE TRIGGER register_load_no_update BEFORE UPDATE ON register_load
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_load are never changed or removed'); END;
CREATE TRIGGER register_load_no_delete BEFORE DELETE ON register_load
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_load are never changed or removed'); END;
CREATE TRIGGER register_load_is_seconded BEFORE INSERT ON register_load
WHEN NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.id = NEW.motion_id AND m.deed = 'change_register' AND m.object = 'register/' || NEW.register || '/' || NEW.issuer AND json_extract(CAST(m.text AS TEXT), '$.args.sha256') = NEW.batch AND m.author = NEW.author AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a register is changed by two persons'); END;

CREATE TRIGGER licence_write_off_no_update BEFORE UPDATE ON licence_write_off
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of licence_write_off are never changed or removed'); END;
CREATE TRIGGER licence_write_off_no_delete BEFORE DELETE ON licence_write_off
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of licence_write_off are never changed or removed'); END;
CREATE TRIGGER licence_write_off_of_a_licence BEFORE INSERT ON licence_write_off
WHEN NOT EXISTS (
    SELECT 1 FROM register_entry AS e
    WHERE e.register = 'licences' AND e.issuer = NEW.issuer AND e.ref = NEW.ref)
  OR (NEW.undoes IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM licence_write_off AS w WHERE w.id = NEW.undoes AND w.undoes IS NULL
      AND w.issuer = NEW.issuer AND w.ref = NEW.ref))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a write-off is of a licence in the register'); END;

CREATE TRIGGER interview_answer_no_update BEFORE UPDATE ON interview_answer
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of interview_answer are never changed or removed'); END;
CREATE TRIGGER interview_answer_no_delete BEFORE DELETE ON interview_answer
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of interview_answer are never changed or removed'); END;
CREATE TRIGGER interview_answer_not_of_removed BEFORE INSERT ON interview_answer
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER interview_revocation_no_update BEFORE UPDATE ON interview_revocation
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of interview_revocation are never changed or removed'); END;
CREATE TRIGGER interview_revocation_no_delete BEFORE DELETE ON interview_revocation
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM interview_answer AS p WHERE p.id = OLD.answer_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of interview_revocation are never changed or removed'); END;
CREATE TRIGGER interview_revocation_not_of_removed BEFORE INSERT ON interview_revocation
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM interview_answer AS p WHERE p.id = NEW.answer_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER calibration_sample_no_update BEFORE UPDATE ON calibration_sample
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of calibration_sample are never changed or removed'); END;
CREATE TRIGGER calibration_sample_no_delete BEFORE DELETE ON calibration_sample
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of calibration_sample are never changed or removed'); END;

CREATE TRIGGER sampled_case_no_update BEFORE UPDATE ON sampled_case
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of sampled_case are never changed or removed'); END;
CREATE TRIGGER sampled_case_no_delete BEFORE DELETE ON sampled_case
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of sampled_case are never changed or removed'); END;
CREATE TRIGGER sampled_case_not_of_removed BEFORE INSERT ON sampled_case
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER sampled_verdict_no_update BEFORE UPDATE ON sampled_verdict
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of sampled_verdict are never changed or removed'); END;
CREATE TRIGGER sampled_verdict_no_delete BEFORE DELETE ON sampled_verdict
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM sampled_case AS p WHERE p.id = OLD.sampled_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of sampled_verdict are never changed or removed'); END;
CREATE TRIGGER sampled_verdict_not_of_removed BEFORE INSERT ON sampled_verdict
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM sampled_case AS p WHERE p.id = NEW.sampled_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER record_entry_no_update BEFORE UPDATE ON record_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of record_entry are never changed or removed'); END;
CREATE TRIGGER record_entry_no_delete BEFORE DELETE ON record_entry
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of record_entry are never changed or removed'); END;
CREATE TRIGGER record_entry_not_of_removed BEFORE INSERT ON record_entry
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER monitor_no_update BEFORE UPDATE ON monitor
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of monitor are never changed or removed'); END;
CREATE TRIGGER monitor_no_delete BEFORE DELETE ON monitor
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of monitor are never changed or removed'); END;

CREATE TRIGGER monitor_version_of_ended BEFORE INSERT ON monitor_version
WHEN EXISTS (SELECT 1 FROM monitor_end AS e WHERE e.monitor_id = NEW.monitor_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a programme that ended is not changed'); END;
CREATE TRIGGER monitor_version_no_update BEFORE UPDATE ON monitor_version
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of monitor_version are never changed or removed'); END;
CREATE TRIGGER monitor_version_no_delete BEFORE DELETE ON monitor_version
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of monitor_version are never changed or removed'); END;

CREATE TRIGGER monitor_end_no_update BEFORE UPDATE ON monitor_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of monitor_end are never changed or removed'); END;
CREATE TRIGGER monitor_end_no_delete BEFORE DELETE ON monitor_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of monitor_end are never changed or removed'); END;

CREATE TRIGGER monitor_run_no_update BEFORE UPDATE ON monitor_run
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of monitor_run are never changed or removed'); END;
CREATE TRIGGER monitor_run_no_delete BEFORE DELETE ON monitor_run
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of monitor_run are never changed or removed'); END;

CREATE TRIGGER entity_fact_no_update BEFORE UPDATE ON entity_fact
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_fact are never changed or removed'); END;
CREATE TRIGGER entity_fact_no_delete BEFORE DELETE ON entity_fact
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_fact are never changed or removed'); END;

CREATE TRIGGER entity_link_no_update BEFORE UPDATE ON entity_link
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_link are never changed or removed'); END;
CREATE TRIGGER entity_link_no_delete BEFORE DELETE ON entity_link
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_link are never changed or removed'); END;

CREATE TRIGGER entity_merge_gone_once BEFORE INSERT ON entity_merge
WHEN EXISTS (SELECT 1 FROM entity_merge AS m
    WHERE m.gone_id IN (NEW.gone_id, NEW.kept_id)
      AND NOT EXISTS (SELECT 1 FROM entity_end AS e WHERE e.row_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an entity that was merged is not merged again'); END;
CREATE TRIGGER entity_merge_no_update BEFORE UPDATE ON entity_merge
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_merge are never changed or removed'); END;
CREATE TRIGGER entity_merge_no_delete BEFORE DELETE ON entity_merge
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_merge are never changed or removed'); END;

CREATE TRIGGER entity_end_of_something BEFORE INSERT ON entity_end
WHEN NOT EXISTS (SELECT 1 FROM entity_fact WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM entity_link WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM entity_merge WHERE id = NEW.row_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: there is nothing of this identity to end'); END;
CREATE TRIGGER entity_end_no_update BEFORE UPDATE ON entity_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_end are never changed or removed'); END;
CREATE TRIGGER entity_end_no_delete BEFORE DELETE ON entity_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_end are never changed or removed'); END;

CREATE TRIGGER listing_body_no_update BEFORE UPDATE ON listing_body
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_body are never changed or removed'); END;
CREATE TRIGGER listing_body_no_delete BEFORE DELETE ON listing_body
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_body are never changed or removed'); END;

CREATE TRIGGER edition_listing_no_update BEFORE UPDATE ON edition_listing
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of edition_listing are never changed or removed'); END;
CREATE TRIGGER edition_listing_no_delete BEFORE DELETE ON edition_listing
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of edition_listing are never changed or removed'); END;

CREATE TRIGGER list_return_no_update BEFORE UPDATE ON list_return
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_return are never changed or removed'); END;
CREATE TRIGGER list_return_no_delete BEFORE DELETE ON list_return
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_return are never changed or removed'); END;

CREATE TRIGGER list_rescreen_no_update BEFORE UPDATE ON list_rescreen
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_rescreen are never changed or removed'); END;
CREATE TRIGGER list_rescreen_no_delete BEFORE DELETE ON list_rescreen
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_rescreen are never changed or removed'); END;

CREATE TRIGGER list_rescreen_step_no_update BEFORE UPDATE ON list_rescreen_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_rescreen_step are never changed or removed'); END;
CREATE TRIGGER list_rescreen_step_no_delete BEFORE DELETE ON list_rescreen_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_rescreen_step are never changed or removed'); END;

CREATE TRIGGER list_index_no_update BEFORE UPDATE ON list_index
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_index are never changed or removed'); END;
CREATE TRIGGER list_index_no_delete BEFORE DELETE ON list_index
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_index are never changed or removed'); END;

CREATE TRIGGER entity_import_no_update BEFORE UPDATE ON entity_import
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_import are never changed or removed'); END;
CREATE TRIGGER entity_import_no_delete BEFORE DELETE ON entity_import
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_import are never changed or removed'); END;

CREATE TRIGGER entity_origin_no_update BEFORE UPDATE ON entity_origin
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_origin are never changed or removed'); END;
CREATE TRIGGER entity_origin_no_delete BEFORE DELETE ON entity_origin
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_origin are never changed or removed'); END;

CREATE TRIGGER entity_dossier_no_update BEFORE UPDATE ON entity_dossier
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_dossier are never changed or removed'); END;
CREATE TRIGGER entity_dossier_no_delete BEFORE DELETE ON entity_dossier
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_dossier are never changed or removed'); END;

CREATE TRIGGER bundle_root_no_update BEFORE UPDATE ON bundle_root
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of bundle_root are never changed or removed'); END;
CREATE TRIGGER bundle_root_no_delete BEFORE DELETE ON bundle_root
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of bundle_root are never changed or removed'); END;
CREATE TRIGGER bundle_root_is_seconded BEFORE INSERT ON bundle_root
WHEN NOT EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id WHERE m.id = NEW.motion_id AND m.deed = 'accept_root'
    AND m.object = 'bundle/root/' || NEW.fingerprint AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id)) AND NOT (NEW.motion_id IS NULL
    AND EXISTS (SELECT 1 FROM bundle_root AS r WHERE r.version = NEW.version - 1))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the root of bundles is accepted by two persons'); END;

CREATE TRIGGER bundle_taken_no_update BEFORE UPDATE ON bundle_taken
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of bundle_taken are never changed or removed'); END;
CREATE TRIGGER bundle_taken_no_delete BEFORE DELETE ON bundle_taken
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of bundle_taken are never changed or removed'); END;
CREATE TRIGGER bundle_taken_is_newer BEFORE INSERT ON bundle_taken
WHEN EXISTS (SELECT 1 FROM bundle_taken AS b WHERE b.version > NEW.version)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a newer bundle was taken in already'); END;
