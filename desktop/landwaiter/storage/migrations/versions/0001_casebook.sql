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

CREATE TABLE access_request (
    id TEXT NOT NULL,
    no INTEGER NOT NULL,
    name TEXT NOT NULL,
    identifier TEXT,
    born TEXT,
    received TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (no)
) STRICT;

CREATE TABLE anchor (
    id TEXT NOT NULL,
    casebook_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE audit_entry (
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    at TEXT GENERATED ALWAYS AS (entry ->> '$.at') VIRTUAL,
    actor TEXT GENERATED ALWAYS AS (entry ->> '$.actor') VIRTUAL,
    deed TEXT GENERATED ALWAYS AS (entry ->> '$.deed') VIRTUAL,
    object TEXT GENERATED ALWAYS AS (entry ->> '$.object') VIRTUAL,
    case_id TEXT GENERATED ALWAYS AS (CASE WHEN substr(entry ->> '$.object', 1, 5) = 'case/' THEN substr(substr(entry ->> '$.object', 6), 1, instr(substr(entry ->> '$.object', 6) || '/', '/') - 1) END) VIRTUAL,
    entity_id TEXT GENERATED ALWAYS AS (CASE WHEN instr(entry ->> '$.object', '/entity/') > 0 THEN substr(entry ->> '$.object', instr(entry ->> '$.object', '/entity/') + 8) END) VIRTUAL,
    stretch INTEGER GENERATED ALWAYS AS (seq / 1024) VIRTUAL,
    PRIMARY KEY (seq)
) STRICT;

CREATE INDEX audit_entry_actor ON audit_entry (actor, seq);

CREATE INDEX audit_entry_actor_deed ON audit_entry (actor, deed, seq);

CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE INDEX audit_entry_case ON audit_entry (case_id, seq) WHERE case_id IS NOT NULL;

CREATE INDEX audit_entry_deed ON audit_entry (deed, seq);

CREATE INDEX audit_entry_entity ON audit_entry (entity_id, seq) WHERE entity_id IS NOT NULL;

CREATE INDEX audit_entry_object ON audit_entry (object, seq);

CREATE INDEX audit_entry_stretch ON audit_entry (stretch, at);

CREATE TABLE batch_run (
    id TEXT NOT NULL,
    author TEXT NOT NULL,
    asked TEXT NOT NULL CHECK (json_valid(asked)),
    at TEXT NOT NULL,
    PRIMARY KEY (id)
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

CREATE TABLE case_file (
    id TEXT NOT NULL,
    serial INTEGER NOT NULL,
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
    not_evaluated INTEGER DEFAULT 0 NOT NULL,
    hits_open INTEGER DEFAULT 0 NOT NULL,
    proposed_by TEXT,
    next_step TEXT DEFAULT '' NOT NULL,
    release_from TEXT,
    hold_review TEXT,
    candidate_list TEXT,
    candidate_code TEXT,
    candidate_score INTEGER DEFAULT 0 NOT NULL,
    candidate_authorised INTEGER,
    title_sort TEXT DEFAULT '' NOT NULL,
    codes TEXT DEFAULT '[]' NOT NULL,
    value INTEGER,
    currency TEXT,
    returned_to TEXT,
    pending TEXT,
    marks TEXT DEFAULT '' NOT NULL,
    facets INTEGER GENERATED ALWAYS AS (1 * (CASE stage WHEN 'new' THEN 1 WHEN 'triage' THEN 2 WHEN 'assessment' THEN 3 WHEN 'decision_draft' THEN 4 WHEN 'decision_review' THEN 5 WHEN 'decided' THEN 6 WHEN 'executed' THEN 7 WHEN 'closed' THEN 8 WHEN 'dismissed' THEN 9 WHEN 'reopened' THEN 10 WHEN 'merged' THEN 11 ELSE 0 END) + 16 * (CASE kind WHEN 'export' THEN 1 WHEN 'transit' THEN 2 WHEN 'brokering' THEN 3 WHEN 'technical_assistance' THEN 4 WHEN 'intangible' THEN 5 WHEN 'research' THEN 6 WHEN 'acquisition' THEN 7 WHEN 'audit' THEN 8 WHEN 'incident' THEN 9 ELSE 0 END) + 256 * iif(json_extract(goods, '$.not_presented') > 0, 1, 0) + 512 * iif(json_extract(goods, '$.held') > 0, 1, 0) + 1024 * iif(json_extract(goods, '$.sampled') > 0, 1, 0) + 2048 * iif(json_extract(goods, '$.suspended') > 0, 1, 0) + 4096 * iif(json_extract(goods, '$.released') > 0, 1, 0) + 8192 * iif(json_extract(goods, '$.exited') > 0, 1, 0) + 16384 * iif(json_extract(goods, '$.seized') > 0, 1, 0) + 32768 * iif(json_extract(goods, '$.destroyed') > 0, 1, 0) + 65536 * iif(json_extract(goods, '$.returned') > 0, 1, 0) + 131072 * iif(clock IS NOT NULL, 1, 0) + 262144 * (iif(json_extract(clock, '$.law.legal') = 1, 1, 0) OR iif(json_extract(clock, '$.legal') = 1, 1, 0)) + 524288 * iif(assignee IS NOT NULL, 1, 0) + 1048576 * iif(candidate_code IS NOT NULL AND candidate_authorised IS DISTINCT FROM 1, 1, 0)) VIRTUAL,
    live INTEGER GENERATED ALWAYS AS (iif(stage IN ('new', 'triage', 'assessment', 'decision_draft', 'decision_review', 'decided', 'reopened') OR clock IS NOT NULL, 1, 0)) VIRTUAL,
    PRIMARY KEY (id),
    UNIQUE (serial),
    UNIQUE (reference)
) STRICT;

CREATE INDEX case_file_assignee ON case_file (assignee, id, facets, destination, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_assignee_due ON case_file (assignee, due, id);

CREATE INDEX case_file_assignee_received ON case_file (assignee, received, id);

CREATE INDEX case_file_candidate_code ON case_file (candidate_code, id, facets, destination, assignee, value, candidate_score, due, received, marks);

CREATE INDEX case_file_candidate_score ON case_file (candidate_score, id, facets, destination, assignee, value, candidate_code, due, received, marks);

CREATE INDEX case_file_destination ON case_file (destination, id, facets, assignee, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_destination_received ON case_file (destination, received, id);

CREATE INDEX case_file_due ON case_file (due, id, facets, destination, assignee, value, candidate_code, candidate_score, received, marks);

CREATE INDEX case_file_end_user ON case_file (end_user, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_entry ON case_file (serial, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_exporter ON case_file (exporter, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_facets ON case_file (facets, id, destination, assignee, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_hits_waiting ON case_file (due, reference) WHERE hits_open > 0;

CREATE INDEX case_file_hold_review ON case_file (hold_review) WHERE hold_review IS NOT NULL;

CREATE INDEX case_file_live_assignee ON case_file (assignee, id, facets, destination, value, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_candidate_code ON case_file (candidate_code, id, facets, destination, assignee, value, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_candidate_score ON case_file (candidate_score, id, facets, destination, assignee, value, candidate_code, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_destination ON case_file (destination, id, facets, assignee, value, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_due ON case_file (due, id, facets, destination, assignee, value, candidate_code, candidate_score, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_end_user ON case_file (end_user, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_exporter ON case_file (exporter, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_facets ON case_file (facets, id, destination, assignee, value, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_received ON case_file (received, id, facets, destination, assignee, value, candidate_code, candidate_score, due, marks, reference) WHERE live = 1;

CREATE INDEX case_file_live_reference ON case_file (reference, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_stage ON case_file (stage, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_title_sort ON case_file (title_sort, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_live_value ON case_file (value, id, facets, destination, assignee, candidate_code, candidate_score, due, received, marks) WHERE live = 1;

CREATE INDEX case_file_load ON case_file (assignee, stage, coalesce(json_extract(clock, '$.law.legal'), json_extract(clock, '$.legal')), json_extract(clock, '$.ends_at'));

CREATE INDEX case_file_proposed ON case_file (proposed_by) WHERE proposed_by IS NOT NULL;

CREATE INDEX case_file_received ON case_file (received, id, facets, destination, assignee, value, candidate_code, candidate_score, due, marks, reference);

CREATE INDEX case_file_reference ON case_file (reference, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_release_from ON case_file (release_from) WHERE release_from IS NOT NULL;

CREATE INDEX case_file_returned ON case_file (returned_to) WHERE returned_to IS NOT NULL;

CREATE INDEX case_file_stage ON case_file (stage, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_stage_due ON case_file (stage, due, id);

CREATE INDEX case_file_stage_received ON case_file (stage, received, id);

CREATE INDEX case_file_title_sort ON case_file (title_sort, id, facets, destination, assignee, value, candidate_code, candidate_score, due, received, marks);

CREATE INDEX case_file_value ON case_file (value, id, facets, destination, assignee, candidate_code, candidate_score, due, received, marks);

CREATE VIRTUAL TABLE case_search USING fts5 (words, signs, tokenize = 'trigram remove_diacritics 1');

CREATE TABLE country_relation (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    others TEXT DEFAULT '' NOT NULL,
    from_others TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    since TEXT,
    until TEXT,
    recurring TEXT DEFAULT '' NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    service TEXT DEFAULT '' NOT NULL,
    equipment TEXT DEFAULT '' NOT NULL,
    figure TEXT DEFAULT '' NOT NULL,
    unit TEXT DEFAULT '' NOT NULL,
    states TEXT NOT NULL CHECK (json_valid(states)),
    source TEXT NOT NULL CHECK (trim(source) <> ''),
    certainty TEXT NOT NULL CHECK (certainty IN ('established', 'assessed', 'reported', 'alleged')),
    grade TEXT NOT NULL CHECK (trim(grade) <> ''),
    read_on TEXT NOT NULL CHECK (trim(read_on) <> ''),
    wording TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    evidence TEXT DEFAULT '' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE data_breach (
    id TEXT NOT NULL,
    no INTEGER NOT NULL,
    known TEXT NOT NULL,
    what TEXT NOT NULL CHECK (trim(what) <> ''),
    persons TEXT NOT NULL,
    effects TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (no)
) STRICT;

CREATE TABLE draft (
    user_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user_id, "key")
) STRICT;

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

CREATE TABLE entity_end (
    row_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (row_id)
) STRICT;

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

CREATE VIRTUAL TABLE entity_words USING fts5 (words, content = '', detail = none, prefix = '1 2', tokenize = 'ascii');

CREATE TABLE incident (
    id TEXT NOT NULL,
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    kind TEXT NOT NULL CHECK (trim(kind) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE INDEX incident_title ON incident (title, id);

CREATE TABLE incident_end (
    row_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (row_id)
) STRICT;

CREATE TABLE joint_index (
    id TEXT NOT NULL,
    part TEXT NOT NULL,
    covers TEXT NOT NULL CHECK (length(covers) = 64),
    engine TEXT NOT NULL,
    format INTEGER NOT NULL,
    folder TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE letter_template (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    since TEXT NOT NULL,
    until TEXT,
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (kind, language, number),
    CHECK (until IS NULL OR until >= since),
    UNIQUE (motion_id)
) STRICT;

CREATE TABLE letter_text (
    field TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    source TEXT NOT NULL CHECK (trim(source) <> ''),
    since TEXT NOT NULL,
    until TEXT,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (field, language),
    CHECK (until IS NULL OR until >= since)
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

CREATE INDEX licence_write_off_licence ON licence_write_off (issuer, ref, id);

CREATE UNIQUE INDEX licence_write_off_undone ON licence_write_off (undoes);

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
    confidential INTEGER DEFAULT 0 NOT NULL CHECK (confidential IN (0, 1)),
    PRIMARY KEY (id),
    UNIQUE (list_id, sha256)
) STRICT;

CREATE UNIQUE INDEX list_edition_number ON list_edition (number);

CREATE TABLE list_rescreen (
    id TEXT NOT NULL,
    list_id TEXT NOT NULL,
    known TEXT NOT NULL CHECK (json_valid(known)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE listing_body (
    id INTEGER NOT NULL,
    list_id TEXT NOT NULL,
    listing_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (id),
    UNIQUE (list_id, listing_id, sha256)
) STRICT;

CREATE TABLE meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;

CREATE TABLE monitor (
    id TEXT NOT NULL,
    name TEXT COLLATE "NOCASE" NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name)
) STRICT;

CREATE TABLE office_setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;

CREATE TABLE office_tag (
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    name_key TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE INDEX ix_office_tag_name_key ON office_tag (name_key);

CREATE TABLE office_texts (
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    number INTEGER NOT NULL,
    edition TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    texts TEXT NOT NULL CHECK (json_valid(texts)),
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (language, number),
    UNIQUE (motion_id)
) STRICT;

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
    trust_said TEXT DEFAULT '' NOT NULL,
    origin TEXT DEFAULT 'shipped' NOT NULL CHECK (origin IN ('shipped', 'motion', 'bundle')),
    origin_id TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (pack_id, sha256)
) STRICT;

CREATE TABLE preference (
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user_id, name)
) STRICT;

CREATE TABLE privacy_statement (
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    said TEXT NOT NULL CHECK (trim(said) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
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

CREATE TABLE reason_template (
    title_key TEXT NOT NULL,
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    act TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (title_key)
) STRICT;

CREATE TABLE reference_counter (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (office, year)
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

CREATE INDEX register_entry_key ON register_entry (register, issuer, ref, id);

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

CREATE TABLE register_worded (
    serial INTEGER NOT NULL,
    register TEXT NOT NULL CHECK (register IN ('licences', 'denials', 'informed', 'findings')),
    issuer TEXT NOT NULL CHECK (trim(issuer) <> ''),
    ref TEXT NOT NULL CHECK (trim(ref) <> ''),
    PRIMARY KEY (serial)
) STRICT;

CREATE VIRTUAL TABLE register_words USING fts5 (words, content = '', detail = none, prefix = '1 2', tokenize = 'ascii');

CREATE TABLE saved_search (
    user_id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    asked TEXT NOT NULL CHECK (json_valid(asked)),
    at TEXT NOT NULL,
    PRIMARY KEY (user_id, name)
) STRICT;

CREATE TABLE saved_view (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    asked TEXT NOT NULL,
    columns TEXT DEFAULT '[]' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (owner, name)
) STRICT;

CREATE TABLE share (
    id TEXT NOT NULL,
    counted TEXT NOT NULL CHECK (trim(counted) <> ''),
    population TEXT NOT NULL CHECK (trim(population) <> ''),
    period_from TEXT NOT NULL CHECK (trim(period_from) <> ''),
    period_to TEXT NOT NULL CHECK (trim(period_to) <> ''),
    edition TEXT NOT NULL CHECK (trim(edition) <> ''),
    method TEXT NOT NULL CHECK (trim(method) <> ''),
    computed_by TEXT NOT NULL CHECK (computed_by IN ('program', 'publisher')),
    numerator TEXT,
    denominator TEXT,
    unit TEXT DEFAULT '' NOT NULL,
    quoted TEXT,
    lower TEXT,
    upper TEXT,
    states TEXT NOT NULL CHECK (json_valid(states)),
    source TEXT NOT NULL CHECK (trim(source) <> ''),
    certainty TEXT NOT NULL CHECK (certainty IN ('established', 'assessed', 'reported', 'alleged')),
    grade TEXT NOT NULL CHECK (trim(grade) <> ''),
    read_on TEXT NOT NULL CHECK (trim(read_on) <> ''),
    wording TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    evidence TEXT DEFAULT '' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE statement (
    seq INTEGER NOT NULL,
    text TEXT NOT NULL,
    signatures TEXT NOT NULL,
    PRIMARY KEY (seq)
) STRICT;

CREATE TABLE statistic_print (
    dossier TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    cut_off TEXT NOT NULL,
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    tables TEXT NOT NULL CHECK (json_valid(tables)),
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (dossier)
) STRICT;

CREATE INDEX statistic_print_period ON statistic_print (first, last);

CREATE TABLE subject_dossier (
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (trim(kind) <> ''),
    subject TEXT NOT NULL CHECK (trim(subject) <> ''),
    title TEXT NOT NULL,
    no INTEGER NOT NULL CHECK (no > 0),
    body BLOB NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    profile TEXT DEFAULT '' NOT NULL,
    addressee TEXT DEFAULT '' NOT NULL,
    withheld BLOB,
    PRIMARY KEY (id),
    UNIQUE (kind, subject, no)
) STRICT;

CREATE VIRTUAL TABLE text_search USING fts5 (words, tokenize = 'ascii');

CREATE TABLE trade_answers (
    no INTEGER NOT NULL,
    sealed_by TEXT NOT NULL,
    PRIMARY KEY (no)
) STRICT;

CREATE TABLE trade_erased_cell (
    month INTEGER NOT NULL,
    destination TEXT NOT NULL,
    heading TEXT NOT NULL,
    items INTEGER NOT NULL,
    value INTEGER NOT NULL,
    mass INTEGER NOT NULL,
    valued INTEGER NOT NULL,
    weighed INTEGER NOT NULL,
    PRIMARY KEY (month, destination, heading)
) STRICT, WITHOUT ROWID;

CREATE TABLE trade_erasure (
    no INTEGER NOT NULL,
    "before" TEXT,
    wanted TEXT NOT NULL CHECK (json_valid(wanted)),
    newest INTEGER NOT NULL,
    declarations INTEGER NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (no),
    UNIQUE (motion_id)
) STRICT;

CREATE TABLE trade_judging (
    id INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    PRIMARY KEY (id)
) STRICT;

CREATE UNIQUE INDEX trade_judging_digest ON trade_judging (digest);

CREATE TABLE trade_month (
    month INTEGER NOT NULL,
    destination TEXT NOT NULL,
    items INTEGER NOT NULL,
    value INTEGER NOT NULL,
    mass INTEGER NOT NULL,
    valued INTEGER NOT NULL,
    weighed INTEGER NOT NULL,
    PRIMARY KEY (month, destination)
) STRICT, WITHOUT ROWID;

CREATE TABLE trade_party (
    id INTEGER NOT NULL,
    identity BLOB NOT NULL CHECK (length(identity) = 32),
    name TEXT COLLATE "NOCASE" NOT NULL,
    country TEXT,
    identifier TEXT,
    address TEXT NOT NULL CHECK (json_valid(address)),
    street TEXT COLLATE "NOCASE",
    PRIMARY KEY (id)
) STRICT;

CREATE INDEX trade_party_identifier ON trade_party (identifier);

CREATE UNIQUE INDEX trade_party_identity ON trade_party (identity);

CREATE INDEX trade_party_name ON trade_party (name);

CREATE INDEX trade_party_street ON trade_party (street);

CREATE TABLE trade_period (
    no INTEGER NOT NULL,
    years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 100),
    source TEXT NOT NULL CHECK (trim(source) <> ''),
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (no)
) STRICT;

CREATE TABLE trade_policy (
    no INTEGER NOT NULL,
    rules TEXT NOT NULL CHECK (json_valid(rules)),
    one_in INTEGER NOT NULL,
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (no)
) STRICT;

CREATE TABLE trade_restriction (
    id TEXT NOT NULL,
    effect TEXT NOT NULL CHECK (effect IN ('hold', 'restriction')),
    declaration_id INTEGER,
    party_id INTEGER,
    newest INTEGER NOT NULL,
    basis TEXT NOT NULL CHECK (trim(basis) <> ''),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE INDEX trade_restriction_of ON trade_restriction (declaration_id);

CREATE INDEX trade_restriction_party ON trade_restriction (party_id);

CREATE TABLE trade_rollup (
    month INTEGER NOT NULL,
    destination TEXT NOT NULL,
    heading TEXT NOT NULL,
    items INTEGER NOT NULL,
    value INTEGER NOT NULL,
    mass INTEGER NOT NULL,
    valued INTEGER NOT NULL,
    weighed INTEGER NOT NULL,
    PRIMARY KEY (month, destination, heading)
) STRICT, WITHOUT ROWID;

CREATE INDEX trade_rollup_heading ON trade_rollup (heading);

CREATE TABLE trade_run (
    id TEXT NOT NULL,
    files TEXT NOT NULL CHECK (json_valid(files)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE trade_scope (
    id INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    PRIMARY KEY (id)
) STRICT;

CREATE UNIQUE INDEX trade_scope_digest ON trade_scope (digest);

CREATE VIRTUAL TABLE trade_search USING fts5 (words, tokenize = 'trigram case_sensitive 1');

CREATE TABLE trade_secret (
    batch INTEGER NOT NULL,
    secret TEXT NOT NULL CHECK (length(secret) = 64),
    commitment TEXT NOT NULL CHECK (length(commitment) = 64),
    PRIMARY KEY (batch)
) STRICT;

CREATE TABLE trade_source (
    id INTEGER NOT NULL,
    raw_file_id TEXT,
    mapping TEXT DEFAULT '{}' NOT NULL CHECK (json_valid(mapping)),
    form TEXT DEFAULT 'declaration/1' NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE INDEX ix_trade_source_raw_file_id ON trade_source (raw_file_id);

CREATE TABLE trade_standing (
    standing TEXT NOT NULL,
    declaration_id INTEGER NOT NULL,
    PRIMARY KEY (standing, declaration_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX trade_standing_of ON trade_standing (declaration_id);

CREATE TABLE trade_tally (
    standing TEXT NOT NULL,
    declarations INTEGER NOT NULL,
    PRIMARY KEY (standing)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL,
    disabled_at TEXT,
    PRIMARY KEY (id),
    UNIQUE (name_key)
) STRICT;

CREATE TABLE watched_file (
    id TEXT NOT NULL,
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    state TEXT NOT NULL CHECK (state IN ('taken', 'refused')),
    moved_to TEXT NOT NULL,
    faults TEXT DEFAULT '[]' NOT NULL CHECK (json_valid(faults)),
    fault_count INTEGER NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE INDEX watched_file_place ON watched_file (folder, name, id);

CREATE INDEX watched_file_sha256 ON watched_file (sha256);

CREATE INDEX watched_file_state ON watched_file (state, id);

CREATE TABLE absence_end (
    absence_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (absence_id),
    FOREIGN KEY(absence_id) REFERENCES absence (id)
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

CREATE INDEX ix_access_entry_case_id ON access_entry (case_id);

CREATE INDEX ix_access_entry_request_id ON access_entry (request_id);

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
    compelled INTEGER DEFAULT 0 NOT NULL,
    law TEXT,
    period TEXT,
    served TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX action_open_due ON action (due) WHERE answered_at IS NULL;

CREATE INDEX action_open_remind ON action (remind) WHERE answered_at IS NULL;

CREATE INDEX ix_action_case_id ON action (case_id);

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

CREATE TABLE audit_payload (
    seq INTEGER NOT NULL,
    salt BLOB,
    content TEXT,
    erased_at TEXT,
    erased_by TEXT,
    PRIMARY KEY (seq),
    FOREIGN KEY(seq) REFERENCES audit_entry (seq)
) STRICT;

CREATE TABLE batch_part (
    run_id TEXT NOT NULL,
    no INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (run_id, no),
    FOREIGN KEY(run_id) REFERENCES batch_run (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_ground (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    statement_id TEXT NOT NULL,
    title TEXT NOT NULL,
    quoted TEXT NOT NULL,
    certainty TEXT NOT NULL,
    source TEXT NOT NULL,
    grade TEXT DEFAULT '' NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_case_ground_case_id ON case_ground (case_id);

CREATE INDEX ix_case_ground_statement_id ON case_ground (statement_id);

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
    CHECK (case_id <> other_id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(other_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_case_link_case_id ON case_link (case_id);

CREATE INDEX ix_case_link_other_id ON case_link (other_id);

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

CREATE INDEX case_removal_at ON case_removal (at, reference);

CREATE TABLE case_tag (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(tag_id) REFERENCES office_tag (id)
) STRICT;

CREATE INDEX ix_case_tag_case_id ON case_tag (case_id);

CREATE INDEX ix_case_tag_tag_id ON case_tag (tag_id);

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

CREATE INDEX classification_code ON classification (code, list);

CREATE INDEX ix_classification_case_id ON classification (case_id);

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

CREATE TABLE control_result (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    item_no INTEGER,
    code TEXT NOT NULL,
    words TEXT NOT NULL,
    listed TEXT NOT NULL,
    trust TEXT NOT NULL,
    controlled_at TEXT NOT NULL,
    controlled_by TEXT NOT NULL,
    found TEXT NOT NULL,
    seals TEXT NOT NULL,
    remarks TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_control_result_case_id ON control_result (case_id);

CREATE TABLE country_relation_end (
    relation_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (relation_id),
    FOREIGN KEY(relation_id) REFERENCES country_relation (id)
) STRICT;

CREATE TABLE country_relation_state (
    relation_id TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (relation_id, state),
    FOREIGN KEY(relation_id) REFERENCES country_relation (id)
) STRICT;

CREATE INDEX ix_country_relation_state_state ON country_relation_state (state);

CREATE TABLE data_breach_step (
    id TEXT NOT NULL,
    breach_id TEXT NOT NULL,
    step TEXT NOT NULL,
    happened TEXT NOT NULL,
    said TEXT NOT NULL CHECK (trim(said) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(breach_id) REFERENCES data_breach (id)
) STRICT;

CREATE INDEX ix_data_breach_step_breach_id ON data_breach_step (breach_id);

CREATE TABLE decision (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    items TEXT NOT NULL,
    bases TEXT NOT NULL,
    basis TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    author_id TEXT NOT NULL,
    at TEXT NOT NULL,
    text BLOB NOT NULL,
    text_sha256 TEXT NOT NULL,
    "key" TEXT NOT NULL,
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
    form TEXT DEFAULT 'declaration/1' NOT NULL,
    mapping TEXT DEFAULT '{}' NOT NULL,
    first_row INTEGER,
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
    form TEXT DEFAULT 'request/1' NOT NULL,
    given_mrn TEXT,
    waited_as TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(raw_file_id) REFERENCES raw_file (id)
) STRICT;

CREATE INDEX declaration_request_waited ON declaration_request (waited_as) WHERE waited_as IS NOT NULL;

CREATE INDEX ix_declaration_request_case_id ON declaration_request (case_id);

CREATE INDEX ix_declaration_request_content_sha256 ON declaration_request (content_sha256);

CREATE INDEX ix_declaration_request_given_mrn ON declaration_request (given_mrn);

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
    CHECK (holder <> deputy),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_delegation_case_id ON delegation (case_id);

CREATE INDEX ix_delegation_deputy ON delegation (deputy);

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

CREATE TABLE dossier (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    report_type TEXT NOT NULL,
    body BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    profile TEXT DEFAULT '' NOT NULL,
    addressee TEXT DEFAULT '' NOT NULL,
    withheld BLOB,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_dossier_case_id ON dossier (case_id);

CREATE INDEX ix_dossier_sha256 ON dossier (sha256);

CREATE TABLE edition_listing (
    number INTEGER NOT NULL,
    body_id INTEGER NOT NULL,
    PRIMARY KEY (number, body_id),
    FOREIGN KEY(number) REFERENCES list_edition (number),
    FOREIGN KEY(body_id) REFERENCES listing_body (id)
) STRICT, WITHOUT ROWID;

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
    UNIQUE (case_id, pack_id, edition_sha256),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

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
    evidence TEXT DEFAULT '' NOT NULL,
    certainty TEXT CHECK (certainty IN ('established', 'assessed', 'reported', 'alleged')),
    wording TEXT DEFAULT '' NOT NULL,
    read_on TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CHECK (since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;

CREATE INDEX entity_fact_acquired_from ON entity_fact (json_extract(value, '$.source_entity')) WHERE kind = 'channel';

CREATE INDEX entity_fact_acquirer ON entity_fact (json_extract(value, '$.acquirer')) WHERE kind = 'channel';

CREATE INDEX entity_fact_address ON entity_fact (json_extract(value, '$.text')) WHERE kind = 'address';

CREATE INDEX entity_fact_entity ON entity_fact (entity_id, kind);

CREATE INDEX entity_fact_number ON entity_fact (json_extract(value, '$.number')) WHERE kind = 'identifier';

CREATE TABLE entity_identifier (
    entity_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entity_id, kind, value),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;

CREATE INDEX entity_identifier_value ON entity_identifier (kind, value);

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
    evidence TEXT DEFAULT '' NOT NULL,
    test TEXT DEFAULT '' NOT NULL,
    certainty TEXT CHECK (certainty IN ('established', 'assessed', 'reported', 'alleged')),
    wording TEXT DEFAULT '' NOT NULL,
    read_on TEXT DEFAULT '' NOT NULL,
    value TEXT DEFAULT '{}' NOT NULL CHECK (json_valid(value)),
    PRIMARY KEY (id),
    CHECK (since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since),
    CHECK (from_id <> to_id),
    FOREIGN KEY(from_id) REFERENCES entity (id),
    FOREIGN KEY(to_id) REFERENCES entity (id)
) STRICT;

CREATE INDEX entity_link_from ON entity_link (from_id, kind);

CREATE INDEX entity_link_to ON entity_link (to_id, kind);

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

CREATE TABLE entity_origin (
    source TEXT NOT NULL,
    "key" TEXT NOT NULL CHECK (trim(key) <> ''),
    entity_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    PRIMARY KEY (source, "key"),
    FOREIGN KEY(entity_id) REFERENCES entity (id),
    FOREIGN KEY(import_id) REFERENCES entity_import (id)
) STRICT;

CREATE INDEX entity_origin_entity ON entity_origin (entity_id);

CREATE TABLE entity_worded (
    serial INTEGER NOT NULL,
    name TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    PRIMARY KEY (serial),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;

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
    as_of TEXT NOT NULL,
    settings TEXT NOT NULL,
    facts BLOB NOT NULL,
    form TEXT DEFAULT 'verdict/1' NOT NULL,
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
    attached_to INTEGER,
    stated_sender INTEGER DEFAULT 0 NOT NULL CHECK (stated_sender IN (0, 1)),
    mail TEXT,
    PRIMARY KEY (id),
    UNIQUE (case_id, no),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX evidence_sha256 ON evidence (sha256);

CREATE INDEX evidence_vault_name ON evidence (vault_name);

CREATE INDEX ix_evidence_case_id ON evidence (case_id);

CREATE TABLE find_judgement (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    outcome TEXT NOT NULL CHECK (outcome IN ('name', 'passage')),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    "key" TEXT NOT NULL,
    statement BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX find_judgement_digest ON find_judgement (case_id, digest);

CREATE INDEX ix_find_judgement_case_id ON find_judgement (case_id);

CREATE TABLE flag_raised (
    case_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    PRIMARY KEY (case_id, rule),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX flag_raised_rule ON flag_raised (rule, case_id);

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

CREATE TABLE incident_statement (
    id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (trim(kind) <> ''),
    value TEXT NOT NULL CHECK (json_valid(value)),
    entity_id TEXT,
    case_reference TEXT,
    since TEXT,
    until TEXT,
    source TEXT NOT NULL CHECK (trim(source) <> ''),
    grade TEXT NOT NULL CHECK (trim(grade) <> ''),
    read_on TEXT NOT NULL CHECK (trim(read_on) <> ''),
    certainty TEXT NOT NULL CHECK (certainty IN ('established', 'assessed', 'reported', 'alleged')),
    note TEXT NOT NULL,
    evidence TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (since IS NULL OR until IS NULL OR substr(until, 1, length(since)) >= since),
    FOREIGN KEY(incident_id) REFERENCES incident (id),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;

CREATE INDEX ix_incident_statement_case_reference ON incident_statement (case_reference);

CREATE INDEX ix_incident_statement_entity_id ON incident_statement (entity_id);

CREATE INDEX ix_incident_statement_incident_id ON incident_statement (incident_id);

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

CREATE TABLE list_return (
    id TEXT NOT NULL,
    edition_id TEXT NOT NULL,
    head TEXT NOT NULL CHECK (json_valid(head)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(edition_id) REFERENCES list_edition (id)
) STRICT;

CREATE TABLE listing_proposal (
    id TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    act TEXT NOT NULL CHECK (trim(act) <> ''),
    annex TEXT NOT NULL,
    criterion TEXT NOT NULL CHECK (trim(criterion) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) STRICT;

CREATE INDEX ix_listing_proposal_entity_id ON listing_proposal (entity_id);

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

CREATE INDEX motion_at ON motion (at, id);

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

CREATE TABLE office_tag_end (
    tag_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (tag_id),
    FOREIGN KEY(tag_id) REFERENCES office_tag (id)
) STRICT;

CREATE TABLE owner_consent (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    no INTEGER NOT NULL CHECK (no > 0),
    report_type TEXT NOT NULL,
    addressee TEXT NOT NULL,
    place TEXT NOT NULL,
    content TEXT NOT NULL,
    salt TEXT NOT NULL,
    commitment TEXT NOT NULL CHECK (length(commitment) = 64),
    context TEXT NOT NULL CHECK (length(context) = 64),
    owner TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('asked', 'agreed', 'refused')),
    day TEXT NOT NULL,
    document TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    "key" TEXT NOT NULL,
    statement BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (case_id, no),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_owner_consent_case_id ON owner_consent (case_id);

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

CREATE INDEX party_name ON party (name COLLATE "NOCASE");

CREATE INDEX party_street ON party (json_extract(address, '$.street') COLLATE "NOCASE") WHERE gone_at IS NULL;

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

CREATE TABLE privacy_notice (
    id TEXT NOT NULL,
    no INTEGER NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('public', 'person', 'exporter')),
    version TEXT NOT NULL CHECK (trim(version) <> ''),
    given TEXT NOT NULL,
    since TEXT NOT NULL,
    place TEXT NOT NULL CHECK (trim(place) <> ''),
    basis TEXT NOT NULL CHECK (trim(basis) <> ''),
    whom TEXT NOT NULL,
    said TEXT NOT NULL,
    raw_file_id TEXT,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (no),
    FOREIGN KEY(raw_file_id) REFERENCES raw_file (id)
) STRICT;

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

CREATE TABLE prosecutor_lead (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    prosecutor TEXT NOT NULL,
    day TEXT NOT NULL,
    number TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_prosecutor_lead_case_id ON prosecutor_lead (case_id);

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

CREATE TABLE sampled_case (
    id TEXT NOT NULL,
    sample_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (sample_id, case_id),
    FOREIGN KEY(sample_id) REFERENCES calibration_sample (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_sampled_case_case_id ON sampled_case (case_id);

CREATE TABLE seal (
    last INTEGER NOT NULL,
    "key" BLOB NOT NULL CHECK (length(key) = 32),
    own INTEGER NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (last),
    FOREIGN KEY(last) REFERENCES audit_entry (seq)
) STRICT;

CREATE INDEX seal_key ON seal ("key", last);

CREATE TABLE share_end (
    share_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (share_id),
    FOREIGN KEY(share_id) REFERENCES share (id)
) STRICT;

CREATE TABLE share_state (
    share_id TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (share_id, state),
    FOREIGN KEY(share_id) REFERENCES share (id)
) STRICT;

CREATE INDEX ix_share_state_state ON share_state (state);

CREATE TABLE stage_left (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    since TEXT NOT NULL,
    next_stage TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_stage_left_case_id ON stage_left (case_id);

CREATE INDEX stage_left_at ON stage_left (at);

CREATE TABLE text_place (
    serial INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    part TEXT DEFAULT '' NOT NULL,
    part_name TEXT DEFAULT '' NOT NULL,
    first_line INTEGER DEFAULT 1 NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (serial),
    FOREIGN KEY(case_id) REFERENCES case_file (id)
) STRICT;

CREATE INDEX ix_text_place_case_id ON text_place (case_id);

CREATE INDEX text_place_source ON text_place (source);

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

CREATE TABLE trade_again (
    no INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    "before" INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    policy INTEGER NOT NULL,
    root TEXT NOT NULL CHECK (length(root) = 64),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (no),
    FOREIGN KEY("before") REFERENCES trade_judging (id),
    FOREIGN KEY("after") REFERENCES trade_judging (id)
) STRICT;

CREATE TABLE trade_batch (
    no INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    files TEXT NOT NULL CHECK (json_valid(files)),
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    policy INTEGER NOT NULL,
    root TEXT NOT NULL CHECK (length(root) = 64),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (no),
    FOREIGN KEY(run_id) REFERENCES trade_run (id)
) STRICT;

CREATE INDEX ix_trade_batch_run_id ON trade_batch (run_id);

CREATE INDEX trade_batch_at ON trade_batch (at, no);

CREATE TABLE trade_erased_file (
    raw_file_id TEXT NOT NULL,
    vault_name TEXT NOT NULL,
    erasure INTEGER NOT NULL,
    PRIMARY KEY (raw_file_id),
    FOREIGN KEY(erasure) REFERENCES trade_erasure (no)
) STRICT;

CREATE TABLE trade_erasure_end (
    erasure INTEGER NOT NULL,
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (erasure),
    FOREIGN KEY(erasure) REFERENCES trade_erasure (no)
) STRICT;

CREATE TABLE trade_erasure_step (
    no INTEGER NOT NULL,
    erasure INTEGER NOT NULL,
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (no),
    FOREIGN KEY(erasure) REFERENCES trade_erasure (no)
) STRICT;

CREATE INDEX trade_erasure_step_of ON trade_erasure_step (erasure);

CREATE TABLE trade_restriction_end (
    restriction_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (restriction_id),
    FOREIGN KEY(restriction_id) REFERENCES trade_restriction (id)
) STRICT;

CREATE TABLE trade_run_end (
    run_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'cancelled', 'aborted')),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (run_id),
    FOREIGN KEY(run_id) REFERENCES trade_run (id)
) STRICT;

CREATE TABLE trade_screening (
    scope_id INTEGER NOT NULL,
    "query" TEXT NOT NULL,
    answers_no INTEGER NOT NULL,
    matches BLOB,
    PRIMARY KEY (scope_id, "query"),
    FOREIGN KEY(scope_id) REFERENCES trade_scope (id),
    FOREIGN KEY(answers_no) REFERENCES trade_answers (no)
) STRICT, WITHOUT ROWID;

CREATE INDEX trade_screening_answers ON trade_screening (answers_no);

CREATE TABLE user_role (
    user_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('analyst', 'reviewer', 'head', 'auditor', 'administrator', 'service')),
    PRIMARY KEY (user_id, role),
    FOREIGN KEY(user_id) REFERENCES user (id)
) STRICT;

CREATE TABLE waiting_message (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    mrn TEXT,
    local_reference TEXT,
    happened TEXT,
    content TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    raw_file_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (content_sha256),
    FOREIGN KEY(raw_file_id) REFERENCES raw_file (id)
) STRICT;

CREATE INDEX ix_waiting_message_local_reference ON waiting_message (local_reference);

CREATE INDEX ix_waiting_message_mrn ON waiting_message (mrn);

CREATE TABLE watched_file_settled (
    file_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (file_id),
    FOREIGN KEY(file_id) REFERENCES watched_file (id)
) STRICT;

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

CREATE TABLE appeal_step (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    step TEXT NOT NULL,
    day TEXT NOT NULL,
    law TEXT NOT NULL,
    who TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    days INTEGER,
    calendar_edits INTEGER DEFAULT 0 NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(decision_id) REFERENCES decision (id)
) STRICT;

CREATE INDEX ix_appeal_step_case_id ON appeal_step (case_id);

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

CREATE TABLE bundle_root (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    body BLOB NOT NULL,
    motion_id TEXT,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

CREATE TABLE call_note (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    party TEXT NOT NULL,
    said TEXT NOT NULL,
    happened_at TEXT NOT NULL,
    promised TEXT DEFAULT '' NOT NULL,
    due TEXT,
    action_id TEXT,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(action_id) REFERENCES action (id)
) STRICT;

CREATE INDEX ix_call_note_action_id ON call_note (action_id);

CREATE INDEX ix_call_note_case_id ON call_note (case_id);

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

CREATE TABLE case_ground_end (
    ground_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (ground_id),
    FOREIGN KEY(ground_id) REFERENCES case_ground (id)
) STRICT;

CREATE TABLE case_tag_end (
    case_tag_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (case_tag_id),
    FOREIGN KEY(case_tag_id) REFERENCES case_tag (id)
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

CREATE TABLE court_order (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    no INTEGER NOT NULL CHECK (no > 0),
    number TEXT NOT NULL CHECK (trim(number) <> ''),
    day TEXT NOT NULL,
    court TEXT NOT NULL CHECK (trim(court) <> ''),
    classes TEXT NOT NULL,
    evidence INTEGER NOT NULL CHECK (evidence >= 0),
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (case_id, no),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    UNIQUE (motion_id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

CREATE INDEX ix_court_order_case_id ON court_order (case_id);

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

CREATE TABLE decision_end (
    decision_id TEXT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (decision_id),
    FOREIGN KEY(decision_id) REFERENCES decision (id)
) STRICT;

CREATE TABLE delegation_end (
    delegation_id TEXT NOT NULL,
    why TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (delegation_id),
    FOREIGN KEY(delegation_id) REFERENCES delegation (id)
) STRICT;

CREATE TABLE edition_task_end (
    id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'dismissed')),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (state = 'done' OR reason <> ''),
    UNIQUE (task_id),
    FOREIGN KEY(task_id) REFERENCES edition_task (id)
) STRICT;

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

CREATE TABLE evidence_reading (
    evidence_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('read', 'in_part', 'not_read')),
    why TEXT DEFAULT '' NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (evidence_id),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id)
) STRICT;

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

CREATE TABLE find_release (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    UNIQUE (motion_id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

CREATE INDEX find_release_digest ON find_release (case_id, digest);

CREATE INDEX ix_find_release_case_id ON find_release (case_id);

CREATE TABLE flag_review (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    motion_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

CREATE INDEX ix_flag_review_case_id ON flag_review (case_id);

CREATE TABLE gist (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    no INTEGER NOT NULL CHECK (no > 0),
    report_type TEXT NOT NULL,
    profile TEXT NOT NULL,
    place TEXT NOT NULL,
    content TEXT NOT NULL,
    salt TEXT NOT NULL,
    commitment TEXT NOT NULL CHECK (length(commitment) = 64),
    context TEXT NOT NULL CHECK (length(context) = 64),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    motion_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (case_id, no),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    UNIQUE (motion_id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

CREATE INDEX ix_gist_case_id ON gist (case_id);

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
    confidential INTEGER DEFAULT 0 NOT NULL CHECK (confidential IN (0, 1)),
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(party_id) REFERENCES party (id)
) STRICT;

CREATE INDEX ix_hit_case_id ON hit (case_id);

CREATE INDEX ix_hit_listing_id ON hit (listing_id);

CREATE TABLE hold_continued (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    track_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(track_id) REFERENCES track (id)
) STRICT;

CREATE INDEX ix_hold_continued_case_id ON hold_continued (case_id);

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

CREATE TABLE legal_hold_end (
    hold_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (hold_id),
    FOREIGN KEY(hold_id) REFERENCES legal_hold (id)
) STRICT;

CREATE TABLE letter_out (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    no INTEGER NOT NULL CHECK (no > 0),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    recipient TEXT NOT NULL CHECK (trim(recipient) <> ''),
    due TEXT,
    body BLOB NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    template_sha256 TEXT NOT NULL CHECK (length(template_sha256) = 64),
    pdf_sha256 TEXT NOT NULL CHECK (length(pdf_sha256) = 64),
    evidence_id TEXT,
    action_id TEXT,
    decision_id TEXT,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (case_id, no),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id),
    FOREIGN KEY(action_id) REFERENCES action (id),
    FOREIGN KEY(decision_id) REFERENCES decision (id)
) STRICT;

CREATE INDEX ix_letter_out_action_id ON letter_out (action_id);

CREATE INDEX ix_letter_out_case_id ON letter_out (case_id);

CREATE INDEX ix_letter_out_decision_id ON letter_out (decision_id);

CREATE INDEX ix_letter_out_evidence_id ON letter_out (evidence_id);

CREATE INDEX letter_out_due ON letter_out (due) WHERE kind = 'reminder';

CREATE TABLE listing_approval (
    proposal_id TEXT NOT NULL,
    motion_id TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id),
    FOREIGN KEY(proposal_id) REFERENCES listing_proposal (id),
    UNIQUE (motion_id)
) STRICT;

CREATE TABLE listing_end (
    proposal_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id),
    FOREIGN KEY(proposal_id) REFERENCES listing_proposal (id)
) STRICT;

CREATE TABLE listing_part (
    id TEXT NOT NULL,
    proposal_id TEXT NOT NULL,
    no INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reason', 'counter', 'searched')),
    sentence TEXT NOT NULL,
    statement_id TEXT,
    certainty TEXT CHECK (certainty IN ('established', 'assessed', 'reported')),
    source TEXT NOT NULL,
    read_on TEXT,
    published TEXT,
    evidence TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    grade TEXT NOT NULL,
    releasable INTEGER NOT NULL CHECK (releasable IN (0, 1)),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (trim(sentence) <> ''),
    CHECK (sha256 = '' OR length(sha256) = 64),
    FOREIGN KEY(proposal_id) REFERENCES listing_proposal (id)
) STRICT;

CREATE INDEX ix_listing_part_proposal_id ON listing_part (proposal_id);

CREATE TABLE mail_answer (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    action_id TEXT NOT NULL,
    judgement TEXT NOT NULL CHECK (judgement IN ('in_part', 'in_full', 'nothing')),
    reason TEXT DEFAULT '' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id),
    FOREIGN KEY(action_id) REFERENCES action (id)
) STRICT;

CREATE INDEX ix_mail_answer_action_id ON mail_answer (action_id);

CREATE INDEX ix_mail_answer_case_id ON mail_answer (case_id);

CREATE INDEX ix_mail_answer_evidence_id ON mail_answer (evidence_id);

CREATE TABLE motion_end (
    motion_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('carried_out', 'declined', 'withdrawn')),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (motion_id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

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

CREATE TABLE prosecutor_consent (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    what TEXT NOT NULL,
    day TEXT NOT NULL,
    number TEXT NOT NULL,
    purpose TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(lead_id) REFERENCES prosecutor_lead (id)
) STRICT;

CREATE INDEX ix_prosecutor_consent_case_id ON prosecutor_consent (case_id);

CREATE TABLE prosecutor_lead_end (
    lead_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (lead_id),
    FOREIGN KEY(lead_id) REFERENCES prosecutor_lead (id)
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

CREATE TABLE return_feedback (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(decision_id) REFERENCES decision (id)
) STRICT;

CREATE INDEX ix_return_feedback_case_id ON return_feedback (case_id);

CREATE INDEX ix_return_feedback_decision_id ON return_feedback (decision_id);

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

CREATE TABLE section_reading (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    section TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    reader_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(decision_id) REFERENCES decision (id)
) STRICT;

CREATE INDEX ix_section_reading_case_id ON section_reading (case_id);

CREATE INDEX ix_section_reading_decision_id ON section_reading (decision_id);

CREATE TABLE stay_held (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    no INTEGER NOT NULL,
    track_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(track_id) REFERENCES track (id),
    FOREIGN KEY(other_id) REFERENCES track (id)
) STRICT;

CREATE INDEX ix_stay_held_case_id ON stay_held (case_id);

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

CREATE TABLE trade_again_leaf (
    id INTEGER NOT NULL,
    again INTEGER NOT NULL,
    about INTEGER NOT NULL,
    leaf BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(again) REFERENCES trade_again (no)
) STRICT;

CREATE INDEX trade_again_leaf_again ON trade_again_leaf (again);

CREATE TABLE trade_judged (
    batch INTEGER NOT NULL,
    again INTEGER NOT NULL,
    judging_id INTEGER NOT NULL,
    PRIMARY KEY (batch, again),
    FOREIGN KEY(batch) REFERENCES trade_batch (no),
    FOREIGN KEY(judging_id) REFERENCES trade_judging (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE trade_leaf (
    id INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    leaf BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(batch) REFERENCES trade_batch (no)
) STRICT;

CREATE INDEX trade_leaf_batch ON trade_leaf (batch);

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

CREATE TABLE case_clock_end (
    clock_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (clock_id),
    FOREIGN KEY(clock_id) REFERENCES case_clock (id)
) STRICT;

CREATE TABLE court_order_end (
    order_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (order_id),
    FOREIGN KEY(order_id) REFERENCES court_order (id)
) STRICT;

CREATE TABLE gist_end (
    gist_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (gist_id),
    FOREIGN KEY(gist_id) REFERENCES gist (id)
) STRICT;

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
    motion_id TEXT,
    party_sha256 TEXT NOT NULL,
    entity_sha256 TEXT,
    listing_sha256 TEXT NOT NULL,
    origin_id TEXT,
    origin_reference TEXT,
    origin_author TEXT,
    origin_at TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(hit_id) REFERENCES hit (id),
    FOREIGN KEY(motion_id) REFERENCES motion (id)
) STRICT;

CREATE INDEX ix_judgement_hit_id ON judgement (hit_id);

CREATE INDEX judgement_origin ON judgement (origin_id);

CREATE INDEX judgement_pair ON judgement (listing_sha256, party_sha256);

CREATE TABLE letter_step (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('served', 'reminder', 'withdrawn', 'replaced')),
    day TEXT,
    how TEXT DEFAULT '' NOT NULL,
    evidence_id TEXT,
    successor_id TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (step <> 'served' OR day IS NOT NULL),
    CHECK (step IN ('served', 'reminder') OR day IS NULL),
    CHECK ((step = 'replaced') = (successor_id IS NOT NULL)),
    CHECK (successor_id <> letter_id),
    FOREIGN KEY(case_id) REFERENCES case_file (id),
    FOREIGN KEY(letter_id) REFERENCES letter_out (id),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id),
    FOREIGN KEY(successor_id) REFERENCES letter_out (id)
) STRICT;

CREATE INDEX ix_letter_step_case_id ON letter_step (case_id);

CREATE INDEX ix_letter_step_evidence_id ON letter_step (evidence_id);

CREATE INDEX ix_letter_step_letter_id ON letter_step (letter_id);

CREATE INDEX ix_letter_step_successor_id ON letter_step (successor_id);

CREATE INDEX letter_step_remind ON letter_step (day) WHERE step = 'reminder';

CREATE TABLE listing_part_end (
    part_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (part_id),
    FOREIGN KEY(part_id) REFERENCES listing_part (id)
) STRICT;

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

CREATE TABLE sealed_annex (
    dossier_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    PRIMARY KEY (dossier_id),
    FOREIGN KEY(dossier_id) REFERENCES dossier (id),
    UNIQUE (body_id),
    FOREIGN KEY(body_id) REFERENCES dossier (id),
    FOREIGN KEY(order_id) REFERENCES court_order (id)
) STRICT;

CREATE INDEX ix_sealed_annex_order_id ON sealed_annex (order_id);

CREATE TABLE trade_declaration (
    id INTEGER NOT NULL,
    mrn TEXT,
    local_reference TEXT,
    declarant_eori TEXT,
    day TEXT NOT NULL,
    destination TEXT,
    exporter TEXT,
    consignee TEXT,
    value INTEGER,
    content BLOB NOT NULL,
    content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
    verdict BLOB NOT NULL,
    verdict_sha256 BLOB NOT NULL CHECK (length(verdict_sha256) = 32),
    bases BLOB NOT NULL,
    outcome TEXT NOT NULL CHECK (json_valid(outcome)),
    salt BLOB NOT NULL,
    replaces INTEGER,
    source_id INTEGER NOT NULL,
    raw_row INTEGER,
    drawn INTEGER DEFAULT 0 NOT NULL CHECK (drawn IN (0, 1)),
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES trade_leaf (id),
    FOREIGN KEY(source_id) REFERENCES trade_source (id)
) STRICT;

CREATE INDEX ix_trade_declaration_mrn ON trade_declaration (mrn);

CREATE INDEX trade_declaration_day ON trade_declaration (day);

CREATE INDEX trade_declaration_drawn ON trade_declaration (id) WHERE drawn = 1;

CREATE INDEX trade_declaration_local ON trade_declaration (local_reference);

CREATE INDEX trade_declaration_parties ON trade_declaration (exporter, consignee, day, destination);

CREATE INDEX trade_declaration_replaces ON trade_declaration (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE trade_erased (
    declaration_id INTEGER NOT NULL,
    erasure INTEGER NOT NULL,
    PRIMARY KEY (declaration_id),
    FOREIGN KEY(declaration_id) REFERENCES trade_leaf (id),
    FOREIGN KEY(erasure) REFERENCES trade_erasure (no)
) STRICT;

CREATE INDEX trade_erased_by ON trade_erased (erasure);

CREATE TABLE trade_again_verdict (
    id INTEGER NOT NULL,
    declaration_id INTEGER NOT NULL,
    verdict BLOB NOT NULL,
    verdict_sha256 TEXT NOT NULL CHECK (length(verdict_sha256) = 64),
    salt BLOB NOT NULL,
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    told TEXT NOT NULL CHECK (json_valid(told)),
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES trade_again_leaf (id),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id)
) STRICT;

CREATE INDEX trade_again_verdict_of ON trade_again_verdict (declaration_id);

CREATE TABLE trade_finding (
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    declaration_id INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (kind, code, declaration_id),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX trade_finding_declaration ON trade_finding (declaration_id);

CREATE TABLE trade_item (
    declaration_id INTEGER NOT NULL,
    no INTEGER NOT NULL,
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    destination TEXT NOT NULL,
    heading TEXT NOT NULL,
    cn8 TEXT NOT NULL,
    value INTEGER,
    mass INTEGER,
    units INTEGER,
    PRIMARY KEY (declaration_id, no),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX trade_item_cell ON trade_item (month, destination, heading);

CREATE INDEX trade_item_cn8 ON trade_item (cn8, declaration_id, day, destination, value, mass);

CREATE TABLE trade_mark (
    id TEXT NOT NULL,
    declaration_id INTEGER NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('opened', 'aside', 'returned')),
    reasons TEXT DEFAULT '' NOT NULL,
    opened_case TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id)
) STRICT;

CREATE INDEX ix_trade_mark_opened_case ON trade_mark (opened_case);

CREATE INDEX trade_mark_at ON trade_mark (at, mark, reasons);

CREATE INDEX trade_mark_of ON trade_mark (declaration_id, mark);

CREATE TABLE trade_message (
    id TEXT NOT NULL,
    declaration_id INTEGER NOT NULL,
    message TEXT NOT NULL,
    given_mrn TEXT,
    content TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    raw_file_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    waited_as TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id),
    UNIQUE (content_sha256),
    FOREIGN KEY(raw_file_id) REFERENCES raw_file (id)
) STRICT;

CREATE INDEX ix_trade_message_given_mrn ON trade_message (given_mrn);

CREATE INDEX ix_trade_message_raw_file_id ON trade_message (raw_file_id);

CREATE INDEX trade_message_of ON trade_message (declaration_id);

CREATE INDEX trade_message_waited ON trade_message (waited_as) WHERE waited_as IS NOT NULL;

CREATE TABLE trade_note (
    id TEXT NOT NULL,
    declaration_id INTEGER NOT NULL,
    note TEXT NOT NULL CHECK (trim(note) <> ''),
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id)
) STRICT;

CREATE INDEX trade_note_of ON trade_note (declaration_id);

CREATE TABLE trade_programme (
    monitor_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    declaration_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (monitor_id, version, declaration_id, line),
    FOREIGN KEY(monitor_id) REFERENCES monitor (id),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX trade_programme_declaration ON trade_programme (declaration_id);

CREATE TABLE trade_reason (
    reason TEXT NOT NULL,
    declaration_id INTEGER NOT NULL,
    PRIMARY KEY (reason, declaration_id),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX trade_reason_declaration ON trade_reason (declaration_id);

CREATE TABLE trade_reason_change (
    declaration_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    again INTEGER NOT NULL,
    holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
    PRIMARY KEY (declaration_id, reason, again),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id),
    FOREIGN KEY(again) REFERENCES trade_again (no)
) STRICT, WITHOUT ROWID;

CREATE TABLE trade_role (
    party_id INTEGER NOT NULL,
    declaration_id INTEGER NOT NULL,
    role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 19),
    day INTEGER NOT NULL,
    destination TEXT,
    items INTEGER NOT NULL,
    value INTEGER NOT NULL,
    valued INTEGER NOT NULL,
    mass INTEGER NOT NULL,
    weighed INTEGER NOT NULL,
    PRIMARY KEY (party_id, declaration_id, role),
    FOREIGN KEY(party_id) REFERENCES trade_party (id),
    FOREIGN KEY(declaration_id) REFERENCES trade_declaration (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX trade_role_declaration ON trade_role (declaration_id);

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
WHEN NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM statement)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a statement only follows the last one'); END;

CREATE TRIGGER absence_once BEFORE INSERT ON absence
WHEN EXISTS (
    SELECT 1 FROM absence WHERE user_id = NEW.user_id
        AND first_day <= NEW.last_day AND last_day >= NEW.first_day
        AND id NOT IN (SELECT absence_id FROM absence_end))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a person is absent once at a time'); END;

CREATE TRIGGER user_role_of_service BEFORE INSERT ON user_role
WHEN EXISTS (
    SELECT 1 FROM user_role AS r
    WHERE r.user_id = NEW.user_id AND (NEW.role = 'service') <> (r.role = 'service'))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a service user holds no other role'); END;

CREATE TRIGGER user_role_of_service_stays BEFORE UPDATE ON user_role
WHEN (NEW.role = 'service') <> (OLD.role = 'service')
BEGIN SELECT RAISE(ABORT, 'landwaiter: a service user stays one, and a person never becomes one'); END;

CREATE TRIGGER absence_no_update BEFORE UPDATE ON absence
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of absence are never changed or removed'); END;

CREATE TRIGGER absence_no_delete BEFORE DELETE ON absence
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of absence are never changed or removed'); END;

CREATE TRIGGER absence_end_no_update BEFORE UPDATE ON absence_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of absence_end are never changed or removed'); END;

CREATE TRIGGER absence_end_no_delete BEFORE DELETE ON absence_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of absence_end are never changed or removed'); END;

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of audit_entry are never changed or removed'); END;

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of audit_entry are never changed or removed'); END;

CREATE TRIGGER audit_entry_of_service BEFORE INSERT ON audit_entry
WHEN NEW.entry ->> '$.deed' NOT LIKE 'intake.%' AND NEW.entry ->> '$.deed' NOT LIKE 'trade.begun' AND NEW.entry ->> '$.deed' NOT LIKE 'trade.ended' AND NEW.entry ->> '$.deed' NOT LIKE 'trade.opened' AND NEW.entry ->> '$.deed' NOT LIKE 'trade.sifted' AND NEW.entry ->> '$.deed' NOT LIKE 'case.opened' AND NEW.entry ->> '$.deed' NOT LIKE 'case.declaration_%' AND NEW.entry ->> '$.deed' NOT LIKE 'case.merged_case_changed' AND NEW.entry ->> '$.deed' NOT LIKE 'case.%_attached' AND NEW.entry ->> '$.deed' NOT LIKE 'case.unsettled' AND NEW.entry ->> '$.deed' NOT LIKE 'user.key_made' AND NEW.entry ->> '$.deed' NOT LIKE 'casebook.keys_changed' AND NEW.entry ->> '$.deed' NOT LIKE 'user.attempts_failed'
  AND EXISTS (
    SELECT 1 FROM user_role AS r
    WHERE r.user_id = NEW.entry ->> '$.by' AND r.role = 'service')
BEGIN SELECT RAISE(ABORT, 'landwaiter: a service user takes declarations in and does nothing else'); END;

CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry
WHEN NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
  OR NEW.entry ->> '$.seq' IS DISTINCT FROM CAST(NEW.seq AS TEXT)
  OR NEW.entry ->> '$.prev' IS DISTINCT FROM coalesce(
       (SELECT sha256 FROM audit_entry ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit entry only follows the last one'); END;

CREATE TRIGGER audit_entry_case_chain BEFORE INSERT ON audit_entry
WHEN NEW.entry ->> '$.v' IS DISTINCT FROM '2'
  OR NEW.entry ->> '$.case_seq' IS DISTINCT FROM CASE WHEN CASE WHEN substr(NEW.entry ->> '$.object', 1, 5) = 'case/' THEN substr(substr(NEW.entry ->> '$.object', 6), 1, instr(substr(NEW.entry ->> '$.object', 6) || '/', '/') - 1) END IS NULL THEN '' ELSE CAST(coalesce((SELECT entry ->> '$.case_seq' FROM audit_entry WHERE case_id = CASE WHEN substr(NEW.entry ->> '$.object', 1, 5) = 'case/' THEN substr(substr(NEW.entry ->> '$.object', 6), 1, instr(substr(NEW.entry ->> '$.object', 6) || '/', '/') - 1) END ORDER BY seq DESC LIMIT 1), 0) + 1 AS TEXT) END
  OR NEW.entry ->> '$.case_prev' IS DISTINCT FROM CASE WHEN CASE WHEN substr(NEW.entry ->> '$.object', 1, 5) = 'case/' THEN substr(substr(NEW.entry ->> '$.object', 6), 1, instr(substr(NEW.entry ->> '$.object', 6) || '/', '/') - 1) END IS NULL THEN '' ELSE coalesce((SELECT sha256 FROM audit_entry WHERE case_id = CASE WHEN substr(NEW.entry ->> '$.object', 1, 5) = 'case/' THEN substr(substr(NEW.entry ->> '$.object', 6), 1, instr(substr(NEW.entry ->> '$.object', 6) || '/', '/') - 1) END ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000') END
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit entry about a case only follows the last one about it'); END;

CREATE TRIGGER audit_payload_no_delete BEFORE DELETE ON audit_payload
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of audit_payload are never changed or removed'); END;

CREATE TRIGGER audit_payload_once BEFORE INSERT ON audit_payload
WHEN NEW.seq IS DISTINCT FROM (SELECT max(seq) FROM audit_entry)
  OR NEW.salt IS NULL OR NEW.content IS NULL
  OR EXISTS (SELECT 1 FROM audit_payload WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit payload belongs to the entry just written'); END;

CREATE TRIGGER audit_payload_erase BEFORE UPDATE ON audit_payload
WHEN NEW.seq IS DISTINCT FROM OLD.seq OR OLD.content IS NULL
  OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
  OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL
  OR NOT EXISTS (
    SELECT 1 FROM audit_entry
    WHERE deed = 'audit.payload_erased' AND substr(object, 1, length('audit/' || OLD.seq || '/motion/')) = 'audit/' || OLD.seq || '/motion/')
  OR NOT (
    EXISTS (
      SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
      WHERE m.deed = 'erase_payload' AND m.object = 'audit/' || OLD.seq)
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a JOIN case_removal AS r ON r.case_id = substr(a.object, 6, 36)
      WHERE a.seq = OLD.seq AND substr(a.object, 1, 5) = 'case/')
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a JOIN trade_erased AS x
        ON x.declaration_id = CAST(substr(a.object, length('trade/declaration/') + 1) AS INTEGER)
      WHERE a.seq = OLD.seq AND substr(a.object, 1, length('trade/declaration/')) = 'trade/declaration/')
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a
      WHERE a.seq = OLD.seq AND substr(a.object, 1, length('waiting_message/')) = 'waiting_message/'
        AND (EXISTS (
      SELECT 1 FROM waiting_message AS w WHERE w.id = substr(a.object, length('waiting_message/') + 1) AND (EXISTS (
    SELECT 1 FROM trade_declaration AS t JOIN trade_erased AS x ON x.declaration_id = t.id
    WHERE t.mrn = w.mrn)
  OR EXISTS (
    SELECT 1 FROM trade_message AS k JOIN trade_erased AS x ON x.declaration_id = k.declaration_id
    WHERE k.given_mrn = w.mrn)
  OR EXISTS (
    SELECT 1 FROM trade_declaration AS t JOIN trade_erased AS x ON x.declaration_id = t.id
    WHERE t.local_reference = w.local_reference
      AND (t.mrn IS NULL OR w.mrn IS NULL)
      AND (json_extract(CAST(w.content AS TEXT), '$.request.declarant_eori') IS NULL OR json_extract(CAST(w.content AS TEXT), '$.request.declarant_eori') IS t.declarant_eori))
  AND NOT EXISTS (
    SELECT 1 FROM trade_declaration AS t
    WHERE t.local_reference = w.local_reference
      AND NOT EXISTS (SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = t.id))
  AND NOT EXISTS (
    SELECT 1 FROM declaration AS d WHERE d.local_reference = w.local_reference)))
    OR EXISTS (
      SELECT 1 FROM trade_message AS k JOIN trade_erased AS x ON x.declaration_id = k.declaration_id
      WHERE k.waited_as = substr(a.object, length('waiting_message/') + 1))
    OR EXISTS (
      SELECT 1 FROM declaration_request AS q JOIN case_removal AS r ON r.case_id = q.case_id
      WHERE q.waited_as = substr(a.object, length('waiting_message/') + 1)))
  AND NOT EXISTS (
    SELECT 1 FROM trade_message AS k WHERE k.waited_as = substr(a.object, length('waiting_message/') + 1)
      AND NOT EXISTS (SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = k.declaration_id))
  AND NOT EXISTS (
    SELECT 1 FROM declaration_request AS q WHERE q.waited_as = substr(a.object, length('waiting_message/') + 1)
      AND NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = q.case_id)))
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a
      WHERE a.seq = OLD.seq AND substr(a.object, 1, length('trade/party/')) = 'trade/party/'
        AND NOT EXISTS (
          SELECT 1 FROM trade_party AS p
          WHERE p.id = CAST(substr(a.object, length('trade/party/') + 1) AS INTEGER)))
    OR EXISTS (
      SELECT 1 FROM audit_entry AS a, json_each('["' || replace(substr(a.object, length('trade/rows/') + 1), ',', '","') || '"]') AS r JOIN trade_erased AS x
        ON x.declaration_id BETWEEN CAST(r.value AS INTEGER)
          AND CAST(substr(r.value, instr(r.value, '-') + 1) AS INTEGER)
      WHERE a.seq = OLD.seq AND a.deed = 'trade.viewed'
        AND substr(a.object, 1, length('trade/rows/')) = 'trade/rows/'))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an audit payload is only ever erased under four eyes'); END;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of seal are never changed or removed'); END;

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of seal are never changed or removed'); END;

CREATE TRIGGER seal_order BEFORE INSERT ON seal
WHEN NEW.last IS DISTINCT FROM (SELECT max(seq) FROM audit_entry)
  OR NEW.last <= (SELECT coalesce(max(last), 0) FROM seal)
  OR NEW.own IS DISTINCT FROM 1 + coalesce(
       (SELECT own FROM seal WHERE key = NEW.key ORDER BY last DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a seal is over the entries just written'); END;

CREATE TRIGGER anchor_no_update BEFORE UPDATE ON anchor
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of anchor are never changed or removed'); END;

CREATE TRIGGER anchor_no_delete BEFORE DELETE ON anchor
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of anchor are never changed or removed'); END;

CREATE TRIGGER time_stamp_no_update BEFORE UPDATE ON time_stamp
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of time_stamp are never changed or removed'); END;

CREATE TRIGGER time_stamp_no_delete BEFORE DELETE ON time_stamp
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of time_stamp are never changed or removed'); END;

CREATE TRIGGER member_state_insert_before_cases BEFORE INSERT ON office_setting
WHEN NEW.key = 'office.member_state' AND (EXISTS (SELECT 1 FROM case_file) OR EXISTS (SELECT 1 FROM case_removal))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the Member State is fixed since the first case'); END;

CREATE TRIGGER member_state_update_before_cases BEFORE UPDATE ON office_setting
WHEN NEW.key = 'office.member_state' AND (EXISTS (SELECT 1 FROM case_file) OR EXISTS (SELECT 1 FROM case_removal))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the Member State is fixed since the first case'); END;

CREATE TRIGGER policy_insert_is_seconded BEFORE INSERT ON office_setting
WHEN NEW.key LIKE 'four_eyes.%' AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.deed = 'set_policy' AND m.object = 'setting/' || NEW.key
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the table of four eyes is changed by two persons'); END;

CREATE TRIGGER policy_update_is_seconded BEFORE UPDATE ON office_setting
WHEN NEW.key LIKE 'four_eyes.%' AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.deed = 'set_policy' AND m.object = 'setting/' || NEW.key
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the table of four eyes is changed by two persons'); END;

CREATE TRIGGER calendar_edit_no_update BEFORE UPDATE ON calendar_edit
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of calendar_edit are never changed or removed'); END;

CREATE TRIGGER calendar_edit_no_delete BEFORE DELETE ON calendar_edit
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of calendar_edit are never changed or removed'); END;

CREATE TRIGGER office_texts_no_update BEFORE UPDATE ON office_texts
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of office_texts are never changed or removed'); END;

CREATE TRIGGER office_texts_no_delete BEFORE DELETE ON office_texts
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of office_texts are never changed or removed'); END;

CREATE TRIGGER office_texts_are_seconded BEFORE INSERT ON office_texts
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.object = 'texts/' || NEW.language
      AND json_extract(CAST(m.text AS TEXT), '$.args.edition') = NEW.edition
      AND json_extract(CAST(m.text AS TEXT), '$.args.sha256') = NEW.sha256
      AND (m.deed = 'supply_texts'
        OR (m.deed = 'withdraw_texts' AND NEW.texts = '{}' AND NEW.counts = '[]'))
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: texts of the office come and go by two persons'); END;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of decision are never changed or removed'); END;

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id AND r.keeps_decision = 0)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of decision are never changed or removed'); END;

CREATE TRIGGER decision_not_of_removed BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER approval_is_anothers BEFORE INSERT ON approval
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND EXISTS (
    SELECT 1 FROM decision AS d
    WHERE d.id = NEW.decision_id
      AND (d.author_id = NEW.approver_id OR d.author = NEW.approver))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an author never approves the own proposal'); END;

CREATE TRIGGER approval_has_role BEFORE INSERT ON approval
WHEN NEW.role NOT IN ('reviewer', 'head')
  OR NOT EXISTS (
    SELECT 1 FROM "user" AS u JOIN user_role AS r ON r.user_id = u.id
    WHERE u.id = NEW.approver_id AND u.name = NEW.approver AND u.active = 1 AND r.role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an approval needs the role of a reviewer or head'); END;

CREATE TRIGGER approval_of_the_text BEFORE INSERT ON approval
WHEN NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN case_file AS c ON c.id = d.case_id
    WHERE d.id = NEW.decision_id AND c.stage = 'decision_review'
      AND d.version = (SELECT max(version) FROM decision WHERE case_id = c.id)
      AND json_extract(CAST(NEW.statement AS TEXT), '$.decision_sha256') = d.text_sha256
      AND json_extract(CAST(NEW.statement AS TEXT), '$.decision') = d.id)
  OR EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an approval is of the text that is proposed now'); END;

CREATE TRIGGER approval_without_conflict BEFORE INSERT ON approval
WHEN EXISTS (
    SELECT 1 FROM conflict_of_interest AS c JOIN decision AS d ON d.case_id = c.case_id
    WHERE d.id = NEW.decision_id AND c.user_id = NEW.approver_id AND c.lifted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'landwaiter: who has a conflict of interest decides nothing here'); END;

CREATE TRIGGER approval_was_read BEFORE INSERT ON approval
WHEN (SELECT count(DISTINCT r.section) FROM section_reading AS r
    WHERE r.decision_id = NEW.decision_id AND r.reader_id = NEW.approver_id)
  < 6
BEGIN SELECT RAISE(ABORT, 'landwaiter: who signs a decision has read all of it'); END;

CREATE TRIGGER approval_no_update BEFORE UPDATE ON approval
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of approval are never changed or removed'); END;

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

CREATE TRIGGER motion_no_update BEFORE UPDATE ON motion
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion are never changed or removed'); END;

CREATE TRIGGER motion_no_delete BEFORE DELETE ON motion
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion are never changed or removed'); END;

CREATE TRIGGER motion_not_of_removed BEFORE INSERT ON motion
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER second_is_anothers BEFORE INSERT ON motion_second
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND EXISTS (
    SELECT 1 FROM motion AS m
    WHERE m.id = NEW.motion_id
      AND (m.author_id = NEW.seconder_id OR m.author = NEW.seconder))
BEGIN SELECT RAISE(ABORT, 'landwaiter: nobody seconds the own motion'); END;

CREATE TRIGGER second_is_not_barred BEFORE INSERT ON motion_second
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND EXISTS (
    SELECT 1 FROM motion AS m
    JOIN json_each(CAST(m.text AS TEXT), '$.facts.not_by') AS barred
    WHERE m.id = NEW.motion_id AND barred.value = NEW.seconder)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a motion is seconded by nobody whom its text leaves out'); END;

CREATE TRIGGER second_has_role BEFORE INSERT ON motion_second
WHEN NEW.role NOT IN ('reviewer', 'head', 'administrator')
  OR NOT EXISTS (
    SELECT 1 FROM "user" AS u JOIN user_role AS r ON r.user_id = u.id
    WHERE u.id = NEW.seconder_id AND u.name = NEW.seconder AND u.active = 1 AND r.role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a motion is seconded by somebody who holds the role'); END;

CREATE TRIGGER second_of_the_text BEFORE INSERT ON motion_second
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m
    WHERE m.id = NEW.motion_id
      AND json_extract(CAST(NEW.statement AS TEXT), '$.motion') = m.id
      AND json_extract(CAST(NEW.statement AS TEXT), '$.motion_sha256') = m.text_sha256
      AND json_extract(CAST(NEW.statement AS TEXT), '$.deed') = 'second')
  OR EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = NEW.motion_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: what is seconded is the text of an open motion'); END;

CREATE TRIGGER motion_second_no_update BEFORE UPDATE ON motion_second
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion_second are never changed or removed'); END;

CREATE TRIGGER motion_second_no_delete BEFORE DELETE ON motion_second
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM motion AS p WHERE p.id = OLD.motion_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion_second are never changed or removed'); END;

CREATE TRIGGER motion_second_not_of_removed BEFORE INSERT ON motion_second
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM motion AS p WHERE p.id = NEW.motion_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER carried_out_is_seconded BEFORE INSERT ON motion_end
WHEN (NEW.state = 'carried_out') IS DISTINCT FROM
  EXISTS (SELECT 1 FROM motion_second AS s WHERE s.motion_id = NEW.motion_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: only a seconded motion is carried out'); END;

CREATE TRIGGER motion_end_no_update BEFORE UPDATE ON motion_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion_end are never changed or removed'); END;

CREATE TRIGGER motion_end_no_delete BEFORE DELETE ON motion_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM motion AS p WHERE p.id = OLD.motion_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of motion_end are never changed or removed'); END;

CREATE TRIGGER motion_end_not_of_removed BEFORE INSERT ON motion_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM motion AS p WHERE p.id = NEW.motion_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER countersignature_without_conflict BEFORE INSERT ON countersignature
WHEN EXISTS (
    SELECT 1 FROM conflict_of_interest AS c JOIN decision AS d ON d.case_id = c.case_id
    WHERE d.id = NEW.decision_id AND c.user_id = NEW.approver_id AND c.lifted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'landwaiter: who has a conflict of interest decides nothing here'); END;

CREATE TRIGGER countersignature_was_read BEFORE INSERT ON countersignature
WHEN (SELECT count(DISTINCT r.section) FROM section_reading AS r
    WHERE r.decision_id = NEW.decision_id AND r.reader_id = NEW.approver_id)
  < 6
BEGIN SELECT RAISE(ABORT, 'landwaiter: who signs a decision has read all of it'); END;

CREATE TRIGGER countersignature_is_anothers BEFORE INSERT ON countersignature
WHEN NEW.role IS DISTINCT FROM 'head'
  OR NOT EXISTS (
    SELECT 1 FROM "user" AS u JOIN user_role AS r ON r.user_id = u.id
    WHERE u.id = NEW.approver_id AND u.name = NEW.approver AND u.active = 1 AND r.role = 'head')
  OR NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
    WHERE d.id = NEW.decision_id
      AND d.author_id IS DISTINCT FROM NEW.approver_id AND d.author IS DISTINCT FROM NEW.approver
      AND a.approver_id IS DISTINCT FROM NEW.approver_id
      AND a.approver IS DISTINCT FROM NEW.approver
      AND json_extract(CAST(NEW.statement AS TEXT), '$.decision_sha256') = d.text_sha256
      AND json_extract(CAST(NEW.statement AS TEXT), '$.decision') = d.id)
  OR EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a countersignature is a third person''s, of this text'); END;

CREATE TRIGGER countersignature_no_update BEFORE UPDATE ON countersignature
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of countersignature are never changed or removed'); END;

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

CREATE TRIGGER remark_of_its_case BEFORE INSERT ON remark
WHEN NOT EXISTS (
    SELECT 1 FROM decision AS d
    WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id AND d.author <> NEW.author)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a second person remarks on a decision of the case'); END;

CREATE TRIGGER return_feedback_by_another BEFORE INSERT ON return_feedback
WHEN NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN decision_end AS e ON e.decision_id = d.id
    WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id
      AND e.state = 'returned' AND e.author <> NEW.author)
BEGIN SELECT RAISE(ABORT, 'landwaiter: feedback is another person''s than who returned the proposal, on a return of the case'); END;

CREATE TRIGGER read_of_its_case BEFORE INSERT ON section_reading
WHEN NOT EXISTS (
    SELECT 1 FROM decision AS d WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id)
  OR EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: what is read is a proposal of the case that waits for a second person'); END;

CREATE TRIGGER section_reading_no_update BEFORE UPDATE ON section_reading
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of section_reading are never changed or removed'); END;

CREATE TRIGGER section_reading_no_delete BEFORE DELETE ON section_reading
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of section_reading are never changed or removed'); END;

CREATE TRIGGER section_reading_not_of_removed BEFORE INSERT ON section_reading
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER return_feedback_no_update BEFORE UPDATE ON return_feedback
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of return_feedback are never changed or removed'); END;

CREATE TRIGGER return_feedback_no_delete BEFORE DELETE ON return_feedback
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of return_feedback are never changed or removed'); END;

CREATE TRIGGER return_feedback_not_of_removed BEFORE INSERT ON return_feedback
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

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

CREATE TRIGGER case_file_no_delete BEFORE DELETE ON case_file
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_file are never changed or removed'); END;

CREATE TRIGGER decided_is_approved BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage IN ('decided', 'executed', 'closed') AND OLD.stage IS DISTINCT FROM NEW.stage
  AND NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
    WHERE d.case_id = NEW.id
      AND d.version = (SELECT max(version) FROM decision WHERE case_id = NEW.id)
      AND NOT EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = d.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is decided by an approved decision only'); END;

CREATE TRIGGER case_is_born_new BEFORE INSERT ON case_file
WHEN NEW.stage IS DISTINCT FROM 'new'
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case begins as new'); END;

CREATE TRIGGER reopened_is_seconded BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'reopened' AND OLD.stage IS DISTINCT FROM 'reopened'
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.deed = 'reopen' AND m.case_id = NEW.id
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  AND NOT EXISTS (
    SELECT 1 FROM audit_entry AS a
    WHERE a.object = 'case/' || NEW.id AND a.deed = 'case.unsettled'
      AND a.seq > (SELECT max(seq) FROM audit_entry) - 5)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is reopened by two persons'); END;

CREATE TRIGGER dismissed_past_a_flag_is_seconded BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'dismissed' AND OLD.stage IS DISTINCT FROM 'dismissed' AND EXISTS (
    SELECT 1 FROM flag_raised AS f WHERE f.case_id = NEW.id AND f.severity = 'critical'
      AND NOT EXISTS (
        SELECT 1 FROM flag_review AS r JOIN motion_end AS e ON e.motion_id = r.motion_id
        WHERE r.case_id = f.case_id AND r.rule = f.rule
          AND r.state = 'dismissed' AND e.state = 'carried_out')) AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.deed = 'dismiss' AND m.case_id = NEW.id
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a critical flag is left behind by two persons'); END;

CREATE TRIGGER merged_past_a_flag_is_seconded BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'merged' AND OLD.stage IS DISTINCT FROM 'merged' AND EXISTS (
    SELECT 1 FROM flag_raised AS f WHERE f.case_id = NEW.id AND f.severity = 'critical'
      AND NOT EXISTS (
        SELECT 1 FROM flag_review AS r JOIN motion_end AS e ON e.motion_id = r.motion_id
        WHERE r.case_id = f.case_id AND r.rule = f.rule
          AND r.state = 'dismissed' AND e.state = 'carried_out')) AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.deed = 'merge' AND m.case_id = NEW.id
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a critical flag is left behind by two persons'); END;

CREATE TRIGGER decided_is_countersigned BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage IN ('decided', 'executed', 'closed') AND OLD.stage IS DISTINCT FROM NEW.stage
  AND EXISTS (
    SELECT 1 FROM decision AS d
    WHERE d.case_id = NEW.id
      AND d.version = (SELECT max(version) FROM decision WHERE case_id = NEW.id)
      AND json_extract(CAST(d.text AS TEXT), '$.countersign') = 1
      AND NOT EXISTS (SELECT 1 FROM countersignature AS s WHERE s.decision_id = d.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: this decision needs a countersignature'); END;

CREATE TRIGGER merged_is_linked BEFORE UPDATE OF stage ON case_file
WHEN NEW.stage = 'merged' AND OLD.stage IS DISTINCT FROM NEW.stage
  AND NOT EXISTS (
    SELECT 1 FROM case_link AS l WHERE l.case_id = NEW.id AND l.kind = 'merged')
BEGIN SELECT RAISE(ABORT, 'landwaiter: a merged case names the case it was merged into'); END;

CREATE TRIGGER merged_stays BEFORE UPDATE OF stage ON case_file
WHEN OLD.stage = 'merged' AND NEW.stage IS DISTINCT FROM 'merged'
BEGIN SELECT RAISE(ABORT, 'landwaiter: a merged case stays merged'); END;

CREATE TRIGGER action_no_delete BEFORE DELETE ON action
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of action are never changed or removed'); END;

CREATE TRIGGER action_not_of_removed BEFORE INSERT ON action
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

CREATE TRIGGER note_no_update BEFORE UPDATE ON note
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of note are never changed or removed'); END;

CREATE TRIGGER note_no_delete BEFORE DELETE ON note
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of note are never changed or removed'); END;

CREATE TRIGGER note_not_of_removed BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER track_no_delete BEFORE DELETE ON track
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of track are never changed or removed'); END;

CREATE TRIGGER track_not_of_removed BEFORE INSERT ON track
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER never_into_merged BEFORE INSERT ON case_link
WHEN NEW.kind = 'merged'
  AND (SELECT stage FROM case_file WHERE id = NEW.other_id) IN ('merged', 'closed', 'dismissed')
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is merged into one that is worked on'); END;

CREATE TRIGGER case_link_no_update BEFORE UPDATE ON case_link
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_link are never changed or removed'); END;

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

CREATE TRIGGER call_note_no_update BEFORE UPDATE ON call_note
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of call_note are never changed or removed'); END;

CREATE TRIGGER call_note_no_delete BEFORE DELETE ON call_note
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of call_note are never changed or removed'); END;

CREATE TRIGGER call_note_not_of_removed BEFORE INSERT ON call_note
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER mail_answer_no_update BEFORE UPDATE ON mail_answer
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of mail_answer are never changed or removed'); END;

CREATE TRIGGER mail_answer_no_delete BEFORE DELETE ON mail_answer
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of mail_answer are never changed or removed'); END;

CREATE TRIGGER mail_answer_not_of_removed BEFORE INSERT ON mail_answer
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER hearing_exception_no_update BEFORE UPDATE ON hearing_exception
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of hearing_exception are never changed or removed'); END;

CREATE TRIGGER hearing_exception_no_delete BEFORE DELETE ON hearing_exception
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of hearing_exception are never changed or removed'); END;

CREATE TRIGGER hearing_exception_not_of_removed BEFORE INSERT ON hearing_exception
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER stage_left_no_update BEFORE UPDATE ON stage_left
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of stage_left are never changed or removed'); END;

CREATE TRIGGER stage_left_no_delete BEFORE DELETE ON stage_left
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of stage_left are never changed or removed'); END;

CREATE TRIGGER stage_left_not_of_removed BEFORE INSERT ON stage_left
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

CREATE TRIGGER case_ground_no_update BEFORE UPDATE ON case_ground
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_ground are never changed or removed'); END;

CREATE TRIGGER case_ground_no_delete BEFORE DELETE ON case_ground
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_ground are never changed or removed'); END;

CREATE TRIGGER case_ground_not_of_removed BEFORE INSERT ON case_ground
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER case_ground_end_no_update BEFORE UPDATE ON case_ground_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_ground_end are never changed or removed'); END;

CREATE TRIGGER case_ground_end_no_delete BEFORE DELETE ON case_ground_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM case_ground AS p WHERE p.id = OLD.ground_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_ground_end are never changed or removed'); END;

CREATE TRIGGER case_ground_end_not_of_removed BEFORE INSERT ON case_ground_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM case_ground AS p WHERE p.id = NEW.ground_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER hold_continued_no_update BEFORE UPDATE ON hold_continued
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of hold_continued are never changed or removed'); END;

CREATE TRIGGER hold_continued_no_delete BEFORE DELETE ON hold_continued
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of hold_continued are never changed or removed'); END;

CREATE TRIGGER hold_continued_not_of_removed BEFORE INSERT ON hold_continued
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER prosecutor_lead_no_update BEFORE UPDATE ON prosecutor_lead
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of prosecutor_lead are never changed or removed'); END;

CREATE TRIGGER prosecutor_lead_no_delete BEFORE DELETE ON prosecutor_lead
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of prosecutor_lead are never changed or removed'); END;

CREATE TRIGGER prosecutor_lead_not_of_removed BEFORE INSERT ON prosecutor_lead
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER prosecutor_lead_end_no_update BEFORE UPDATE ON prosecutor_lead_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of prosecutor_lead_end are never changed or removed'); END;

CREATE TRIGGER prosecutor_lead_end_no_delete BEFORE DELETE ON prosecutor_lead_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM prosecutor_lead AS p WHERE p.id = OLD.lead_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of prosecutor_lead_end are never changed or removed'); END;

CREATE TRIGGER prosecutor_lead_end_not_of_removed BEFORE INSERT ON prosecutor_lead_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM prosecutor_lead AS p WHERE p.id = NEW.lead_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER prosecutor_consent_no_update BEFORE UPDATE ON prosecutor_consent
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of prosecutor_consent are never changed or removed'); END;

CREATE TRIGGER prosecutor_consent_no_delete BEFORE DELETE ON prosecutor_consent
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of prosecutor_consent are never changed or removed'); END;

CREATE TRIGGER prosecutor_consent_not_of_removed BEFORE INSERT ON prosecutor_consent
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER led_once BEFORE INSERT ON prosecutor_lead
WHEN EXISTS (
    SELECT 1 FROM prosecutor_lead WHERE case_id = NEW.case_id
        AND id NOT IN (SELECT lead_id FROM prosecutor_lead_end))
BEGIN SELECT RAISE(ABORT, 'landwaiter: one prosecutor leads a case at a time'); END;

CREATE TRIGGER appealed_is_approved BEFORE INSERT ON appeal_step
WHEN NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
    WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: an approved decision of the case is served and appealed'); END;

CREATE TRIGGER appeal_step_no_update BEFORE UPDATE ON appeal_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of appeal_step are never changed or removed'); END;

CREATE TRIGGER appeal_step_no_delete BEFORE DELETE ON appeal_step
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of appeal_step are never changed or removed'); END;

CREATE TRIGGER appeal_step_not_of_removed BEFORE INSERT ON appeal_step
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
        AND id NOT IN (SELECT delegation_id FROM delegation_end))
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

CREATE TRIGGER record_entry_no_update BEFORE UPDATE ON record_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of record_entry are never changed or removed'); END;

CREATE TRIGGER record_entry_no_delete BEFORE DELETE ON record_entry
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of record_entry are never changed or removed'); END;

CREATE TRIGGER record_entry_not_of_removed BEFORE INSERT ON record_entry
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER control_result_no_update BEFORE UPDATE ON control_result
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of control_result are never changed or removed'); END;

CREATE TRIGGER control_result_no_delete BEFORE DELETE ON control_result
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of control_result are never changed or removed'); END;

CREATE TRIGGER control_result_not_of_removed BEFORE INSERT ON control_result
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

CREATE TRIGGER release_past_a_flag_is_seconded BEFORE UPDATE OF status ON goods_item
WHEN NEW.status = 'released' AND OLD.status IS DISTINCT FROM 'released'
  AND EXISTS (
    SELECT 1 FROM flag_raised AS f WHERE f.case_id = NEW.case_id AND f.severity = 'critical'
      AND NOT EXISTS (
        SELECT 1 FROM flag_review AS r JOIN motion_end AS e ON e.motion_id = r.motion_id
        WHERE r.case_id = f.case_id AND r.rule = f.rule
          AND r.state = 'dismissed' AND e.state = 'carried_out'))
  AND NOT EXISTS (
    SELECT 1 FROM case_file AS c WHERE c.id = NEW.case_id
      AND (c.stage IN ('decided', 'executed', 'closed') OR c.release_from IS NOT NULL))
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.deed = 'release' AND m.case_id = NEW.case_id
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons release goods past a critical flag'); END;

CREATE TRIGGER goods_item_no_delete BEFORE DELETE ON goods_item
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of goods_item are never changed or removed'); END;

CREATE TRIGGER goods_item_not_of_removed BEFORE INSERT ON goods_item
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

CREATE TRIGGER raw_file_no_update BEFORE UPDATE ON raw_file
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of raw_file are never changed or removed'); END;

CREATE TRIGGER raw_file_no_delete BEFORE DELETE ON raw_file
WHEN NOT (
    EXISTS (
      SELECT 1 FROM case_removal AS r, json_each(r.raw_files) AS f WHERE f.value = OLD.id)
    OR EXISTS (SELECT 1 FROM trade_erased_file AS x WHERE x.raw_file_id = OLD.id))
  OR EXISTS (
    SELECT 1 FROM trade_batch AS b, json_each(b.files) AS f
      JOIN trade_leaf AS l ON l.batch = b.no JOIN trade_declaration AS t ON t.id = l.id
    WHERE json_extract(f.value, '$.sha256') = OLD.sha256)
  OR EXISTS (SELECT 1 FROM declaration AS d WHERE d.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM declaration_request AS q WHERE q.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM waiting_message AS w WHERE w.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM trade_message AS k WHERE k.raw_file_id = OLD.id)
  OR EXISTS (SELECT 1 FROM privacy_notice AS n WHERE n.raw_file_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of raw_file are never changed or removed'); END;

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

CREATE TRIGGER waiting_message_no_update BEFORE UPDATE ON waiting_message
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of waiting_message are never changed or removed'); END;

CREATE TRIGGER waiting_message_no_delete BEFORE DELETE ON waiting_message
WHEN NOT EXISTS (
    SELECT 1 FROM declaration_request AS q WHERE q.content_sha256 = OLD.request_sha256)
  AND NOT EXISTS (
    SELECT 1 FROM trade_message AS k WHERE k.content_sha256 = OLD.content_sha256)
  AND NOT (EXISTS (
    SELECT 1 FROM trade_declaration AS t JOIN trade_erased AS x ON x.declaration_id = t.id
    WHERE t.mrn = OLD.mrn)
  OR EXISTS (
    SELECT 1 FROM trade_message AS k JOIN trade_erased AS x ON x.declaration_id = k.declaration_id
    WHERE k.given_mrn = OLD.mrn)
  OR EXISTS (
    SELECT 1 FROM trade_declaration AS t JOIN trade_erased AS x ON x.declaration_id = t.id
    WHERE t.local_reference = OLD.local_reference
      AND (t.mrn IS NULL OR OLD.mrn IS NULL)
      AND (json_extract(CAST(OLD.content AS TEXT), '$.request.declarant_eori') IS NULL OR json_extract(CAST(OLD.content AS TEXT), '$.request.declarant_eori') IS t.declarant_eori))
  AND NOT EXISTS (
    SELECT 1 FROM trade_declaration AS t
    WHERE t.local_reference = OLD.local_reference
      AND NOT EXISTS (SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = t.id))
  AND NOT EXISTS (
    SELECT 1 FROM declaration AS d WHERE d.local_reference = OLD.local_reference))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a message waits until it is attached to its declaration'); END;

CREATE TRIGGER trade_message_no_update BEFORE UPDATE ON trade_message
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_message are never changed or removed'); END;

CREATE TRIGGER trade_message_no_delete BEFORE DELETE ON trade_message
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_message are never changed or removed'); END;

CREATE TRIGGER watched_file_no_update BEFORE UPDATE ON watched_file
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of watched_file are never changed or removed'); END;

CREATE TRIGGER watched_file_no_delete BEFORE DELETE ON watched_file
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of watched_file are never changed or removed'); END;

CREATE TRIGGER watched_file_settled_no_update BEFORE UPDATE ON watched_file_settled
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of watched_file_settled are never changed or removed'); END;

CREATE TRIGGER watched_file_settled_no_delete BEFORE DELETE ON watched_file_settled
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of watched_file_settled are never changed or removed'); END;

CREATE TRIGGER entity_no_delete BEFORE DELETE ON entity
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity are never changed or removed'); END;

CREATE TRIGGER party_no_delete BEFORE DELETE ON party
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of party are never changed or removed'); END;

CREATE TRIGGER party_not_of_removed BEFORE INSERT ON party
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER party_link_no_delete BEFORE DELETE ON party_link
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM party AS p WHERE p.id = OLD.party_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of party_link are never changed or removed'); END;

CREATE TRIGGER party_link_not_of_removed BEFORE INSERT ON party_link
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM party AS p WHERE p.id = NEW.party_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER entity_mark_no_update BEFORE UPDATE ON entity_mark
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_mark are never changed or removed'); END;

CREATE TRIGGER entity_mark_no_delete BEFORE DELETE ON entity_mark
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_mark are never changed or removed'); END;

CREATE TRIGGER entity_fact_no_update BEFORE UPDATE ON entity_fact
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_fact are never changed or removed'); END;

CREATE TRIGGER entity_fact_no_delete BEFORE DELETE ON entity_fact
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_fact are never changed or removed'); END;

CREATE TRIGGER entity_link_no_update BEFORE UPDATE ON entity_link
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_link are never changed or removed'); END;

CREATE TRIGGER entity_link_no_delete BEFORE DELETE ON entity_link
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_link are never changed or removed'); END;

CREATE TRIGGER entity_merge_gone_once BEFORE INSERT ON entity_merge
WHEN EXISTS (
    SELECT 1 FROM entity_merge AS m
    WHERE m.gone_id IN (NEW.gone_id, NEW.kept_id)
      AND NOT EXISTS (SELECT 1 FROM entity_end AS e WHERE e.row_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an entity that was merged is not merged again'); END;

CREATE TRIGGER entity_merge_no_update BEFORE UPDATE ON entity_merge
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_merge are never changed or removed'); END;

CREATE TRIGGER entity_merge_no_delete BEFORE DELETE ON entity_merge
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_merge are never changed or removed'); END;

CREATE TRIGGER entity_end_of_something BEFORE INSERT ON entity_end
WHEN NOT EXISTS (
    SELECT 1 FROM entity_fact WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM entity_link WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM entity_merge WHERE id = NEW.row_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: there is nothing of this identity to end'); END;

CREATE TRIGGER entity_end_no_update BEFORE UPDATE ON entity_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_end are never changed or removed'); END;

CREATE TRIGGER entity_end_no_delete BEFORE DELETE ON entity_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_end are never changed or removed'); END;

CREATE TRIGGER entity_import_no_update BEFORE UPDATE ON entity_import
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_import are never changed or removed'); END;

CREATE TRIGGER entity_import_no_delete BEFORE DELETE ON entity_import
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_import are never changed or removed'); END;

CREATE TRIGGER entity_origin_no_update BEFORE UPDATE ON entity_origin
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_origin are never changed or removed'); END;

CREATE TRIGGER entity_origin_no_delete BEFORE DELETE ON entity_origin
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_origin are never changed or removed'); END;

CREATE TRIGGER entity_worded_no_update BEFORE UPDATE ON entity_worded
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_worded are never changed or removed'); END;

CREATE TRIGGER entity_worded_no_delete BEFORE DELETE ON entity_worded
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of entity_worded are never changed or removed'); END;

CREATE TRIGGER country_relation_no_update BEFORE UPDATE ON country_relation
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of country_relation are never changed or removed'); END;

CREATE TRIGGER country_relation_no_delete BEFORE DELETE ON country_relation
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of country_relation are never changed or removed'); END;

CREATE TRIGGER country_relation_state_no_update BEFORE UPDATE ON country_relation_state
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of country_relation_state are never changed or removed'); END;

CREATE TRIGGER country_relation_state_no_delete BEFORE DELETE ON country_relation_state
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of country_relation_state are never changed or removed'); END;

CREATE TRIGGER country_relation_end_no_update BEFORE UPDATE ON country_relation_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of country_relation_end are never changed or removed'); END;

CREATE TRIGGER country_relation_end_no_delete BEFORE DELETE ON country_relation_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of country_relation_end are never changed or removed'); END;

CREATE TRIGGER share_has_parts BEFORE INSERT ON share
WHEN (NEW.numerator IS NULL) <> (NEW.denominator IS NULL)
  OR NEW.computed_by = 'program' AND (NEW.numerator IS NULL OR NEW.quoted IS NOT NULL)
  OR NEW.computed_by = 'publisher' AND NEW.quoted IS NULL
BEGIN SELECT RAISE(ABORT, 'landwaiter: a share is computed of its parts, or quoted from its publisher'); END;

CREATE TRIGGER share_no_update BEFORE UPDATE ON share
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of share are never changed or removed'); END;

CREATE TRIGGER share_no_delete BEFORE DELETE ON share
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of share are never changed or removed'); END;

CREATE TRIGGER share_state_no_update BEFORE UPDATE ON share_state
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of share_state are never changed or removed'); END;

CREATE TRIGGER share_state_no_delete BEFORE DELETE ON share_state
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of share_state are never changed or removed'); END;

CREATE TRIGGER share_end_no_update BEFORE UPDATE ON share_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of share_end are never changed or removed'); END;

CREATE TRIGGER share_end_no_delete BEFORE DELETE ON share_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of share_end are never changed or removed'); END;

CREATE TRIGGER incident_no_update BEFORE UPDATE ON incident
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of incident are never changed or removed'); END;

CREATE TRIGGER incident_no_delete BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of incident are never changed or removed'); END;

CREATE TRIGGER incident_statement_no_update BEFORE UPDATE ON incident_statement
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of incident_statement are never changed or removed'); END;

CREATE TRIGGER incident_statement_no_delete BEFORE DELETE ON incident_statement
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of incident_statement are never changed or removed'); END;

CREATE TRIGGER incident_end_of_something BEFORE INSERT ON incident_end
WHEN NOT EXISTS (
    SELECT 1 FROM incident WHERE id = NEW.row_id
    UNION ALL SELECT 1 FROM incident_statement WHERE id = NEW.row_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: there is nothing of this identity to end'); END;

CREATE TRIGGER incident_end_no_update BEFORE UPDATE ON incident_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of incident_end are never changed or removed'); END;

CREATE TRIGGER incident_end_no_delete BEFORE DELETE ON incident_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of incident_end are never changed or removed'); END;

CREATE TRIGGER listing_proposal_no_update BEFORE UPDATE ON listing_proposal
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_proposal are never changed or removed'); END;

CREATE TRIGGER listing_proposal_no_delete BEFORE DELETE ON listing_proposal
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_proposal are never changed or removed'); END;

CREATE TRIGGER listing_part_no_update BEFORE UPDATE ON listing_part
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_part are never changed or removed'); END;

CREATE TRIGGER listing_part_no_delete BEFORE DELETE ON listing_part
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_part are never changed or removed'); END;

CREATE TRIGGER listing_part_only_while_draft BEFORE INSERT ON listing_part
WHEN EXISTS (
    SELECT 1 FROM motion AS m WHERE m.deed = 'approve_listing' AND m.object = 'listing/' || NEW.proposal_id
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  OR EXISTS (SELECT 1 FROM listing_approval AS a WHERE a.proposal_id = NEW.proposal_id)
  OR EXISTS (SELECT 1 FROM listing_end AS w WHERE w.proposal_id = NEW.proposal_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a proposal that is submitted, approved or withdrawn changes no more'); END;

CREATE TRIGGER listing_part_no_surer BEFORE INSERT ON listing_part
WHEN NEW.statement_id IS NOT NULL AND (
    NOT EXISTS (
      SELECT 1 FROM entity_fact AS f WHERE f.id = NEW.statement_id AND f.certainty = NEW.certainty
      UNION ALL
      SELECT 1 FROM entity_link AS l WHERE l.id = NEW.statement_id AND l.certainty = NEW.certainty)
    OR EXISTS (SELECT 1 FROM entity_end AS e WHERE e.row_id = NEW.statement_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a statement is quoted with the certainty it has, and never once it was ended'); END;

CREATE TRIGGER listing_part_end_no_update BEFORE UPDATE ON listing_part_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_part_end are never changed or removed'); END;

CREATE TRIGGER listing_part_end_no_delete BEFORE DELETE ON listing_part_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_part_end are never changed or removed'); END;

CREATE TRIGGER listing_part_end_only_while_draft BEFORE INSERT ON listing_part_end
WHEN EXISTS (
    SELECT 1 FROM motion AS m WHERE m.deed = 'approve_listing' AND m.object = 'listing/' || (SELECT p.proposal_id FROM listing_part AS p WHERE p.id = NEW.part_id)
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  OR EXISTS (SELECT 1 FROM listing_approval AS a WHERE a.proposal_id = (SELECT p.proposal_id FROM listing_part AS p WHERE p.id = NEW.part_id))
  OR EXISTS (SELECT 1 FROM listing_end AS w WHERE w.proposal_id = (SELECT p.proposal_id FROM listing_part AS p WHERE p.id = NEW.part_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a proposal that is submitted, approved or withdrawn changes no more'); END;

CREATE TRIGGER listing_end_no_update BEFORE UPDATE ON listing_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_end are never changed or removed'); END;

CREATE TRIGGER listing_end_no_delete BEFORE DELETE ON listing_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_end are never changed or removed'); END;

CREATE TRIGGER listing_end_not_while_it_waits BEFORE INSERT ON listing_end
WHEN EXISTS (
    SELECT 1 FROM motion AS m WHERE m.deed = 'approve_listing' AND m.object = 'listing/' || NEW.proposal_id
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a proposal that waits for a second person is not withdrawn'); END;

CREATE TRIGGER listing_approval_no_update BEFORE UPDATE ON listing_approval
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_approval are never changed or removed'); END;

CREATE TRIGGER listing_approval_no_delete BEFORE DELETE ON listing_approval
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of listing_approval are never changed or removed'); END;

CREATE TRIGGER listing_approval_is_seconded BEFORE INSERT ON listing_approval
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'approve_listing'
      AND m.object = 'listing/' || NEW.proposal_id
      AND json_extract(CAST(m.text AS TEXT), '$.facts.content_sha256') = NEW.sha256
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  OR EXISTS (SELECT 1 FROM listing_end AS w WHERE w.proposal_id = NEW.proposal_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a proposal for a listing is approved by two persons'); END;

CREATE TRIGGER listing_approval_is_anothers BEFORE INSERT ON listing_approval
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND EXISTS (
    SELECT 1 FROM motion_second AS s
    WHERE s.motion_id = NEW.motion_id AND (
      s.seconder IN (SELECT p.author FROM listing_part AS p WHERE p.proposal_id = NEW.proposal_id)
      OR s.seconder IN (SELECT e.author FROM listing_part_end AS e
        JOIN listing_part AS p ON p.id = e.part_id WHERE p.proposal_id = NEW.proposal_id)
      OR s.seconder IN (SELECT l.author FROM listing_proposal AS l
        WHERE l.id = NEW.proposal_id)))
BEGIN SELECT RAISE(ABORT, 'landwaiter: nobody approves a proposal of which they wrote a part'); END;

CREATE TRIGGER hit_no_delete BEFORE DELETE ON hit
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of hit are never changed or removed'); END;

CREATE TRIGGER hit_not_of_removed BEFORE INSERT ON hit
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
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
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'judge' AND json_extract(CAST(m.text AS TEXT), '$.facts.hit') = NEW.hit_id
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  AND NOT EXISTS (
    SELECT 1 FROM judgement AS o
    JOIN motion AS m ON m.id = o.motion_id JOIN motion_second AS s ON s.motion_id = m.id
    WHERE o.id = NEW.origin_id AND m.id = NEW.motion_id AND m.deed = 'judge'
      AND json_extract(CAST(m.text AS TEXT), '$.facts.hit') = o.hit_id
      AND json_extract(CAST(m.text AS TEXT), '$.facts.listing_sha256') = o.listing_sha256)
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons judge a hit of this score different'); END;

CREATE TRIGGER judgement_sides_stay BEFORE UPDATE OF party_sha256, entity_sha256, listing_sha256, origin_id, origin_reference, origin_author, origin_at ON judgement
BEGIN SELECT RAISE(ABORT, 'landwaiter: what a judgement rests on is never changed'); END;

CREATE TRIGGER judgement_taken_over_as_judged BEFORE INSERT ON judgement
WHEN NEW.origin_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM judgement AS o
    JOIN hit AS was ON was.id = o.hit_id JOIN hit AS now ON now.id = NEW.hit_id
    WHERE o.id = NEW.origin_id AND o.origin_id IS NULL AND o.revoked_at IS NULL
      AND o.value = NEW.value AND o.reason = NEW.reason AND o.author = NEW.author
      AND o.author = NEW.origin_author AND o.at = NEW.origin_at
      AND o.motion_id IS NOT DISTINCT FROM NEW.motion_id
      AND was.list_id = now.list_id AND was.listing_id = now.listing_id
      AND o.listing_sha256 = NEW.listing_sha256
      AND (o.party_sha256 = NEW.party_sha256 OR o.entity_sha256 = NEW.entity_sha256))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a judgement is taken over as it stands elsewhere'); END;

CREATE TRIGGER list_rescreen_no_update BEFORE UPDATE ON list_rescreen
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_rescreen are never changed or removed'); END;

CREATE TRIGGER list_rescreen_no_delete BEFORE DELETE ON list_rescreen
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_rescreen are never changed or removed'); END;

CREATE TRIGGER list_rescreen_step_no_update BEFORE UPDATE ON list_rescreen_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_rescreen_step are never changed or removed'); END;

CREATE TRIGGER list_rescreen_step_no_delete BEFORE DELETE ON list_rescreen_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_rescreen_step are never changed or removed'); END;

CREATE TRIGGER list_edition_no_delete BEFORE DELETE ON list_edition
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_edition are never changed or removed'); END;

CREATE TRIGGER list_edition_stays_confidential BEFORE UPDATE ON list_edition
WHEN OLD.confidential = 1 AND NEW.confidential = 0
BEGIN SELECT RAISE(ABORT, 'landwaiter: a confidential list is not made public'); END;

CREATE TRIGGER list_edition_stays_numbered BEFORE UPDATE ON list_edition
WHEN OLD.number IS DISTINCT FROM NEW.number
  OR OLD.sha256 <> NEW.sha256 OR OLD.list_id <> NEW.list_id
BEGIN SELECT RAISE(ABORT, 'landwaiter: what an edition holds is never changed'); END;

CREATE TRIGGER list_edition_removal_is_seconded BEFORE UPDATE ON list_edition
WHEN NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.deed = 'remove_list' AND m.object = 'list/' || NEW.list_id
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_end AS e ON e.motion_id = m.id
    WHERE e.state = 'declined' AND e.author <> m.author
      AND m.id = (SELECT max(n.id) FROM motion AS n WHERE n.deed = 'confirm_list' AND n.object = 'list/' || NEW.list_id
      AND json_extract(CAST(n.text AS TEXT), '$.args.edition_sha256') = NEW.sha256))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a list is removed by two persons'); END;

CREATE TRIGGER list_edition_import_is_asked_about BEFORE INSERT ON list_edition
WHEN NOT EXISTS (
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

CREATE TRIGGER list_index_no_update BEFORE UPDATE ON list_index
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_index are never changed or removed'); END;

CREATE TRIGGER list_index_no_delete BEFORE DELETE ON list_index
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of list_index are never changed or removed'); END;

CREATE TRIGGER joint_index_no_update BEFORE UPDATE ON joint_index
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of joint_index are never changed or removed'); END;

CREATE TRIGGER joint_index_no_delete BEFORE DELETE ON joint_index
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of joint_index are never changed or removed'); END;

CREATE TRIGGER pack_edition_no_update BEFORE UPDATE ON pack_edition
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of pack_edition are never changed or removed'); END;

CREATE TRIGGER pack_edition_no_delete BEFORE DELETE ON pack_edition
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of pack_edition are never changed or removed'); END;

CREATE TRIGGER pack_edition_is_warranted BEFORE INSERT ON pack_edition
WHEN CASE NEW.origin
  WHEN 'motion' THEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.origin_id AND m.deed = 'import_pack'
      AND m.object = 'pack/' || NEW.pack_id
      AND json_extract(CAST(m.text AS TEXT), '$.args.edition_sha256') = NEW.sha256
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  WHEN 'bundle' THEN NOT EXISTS (
    SELECT 1 FROM bundle_taken AS b, json_each(b.packs) AS p WHERE b.id = NEW.origin_id
      AND p.value ->> '$.pack' = NEW.pack_id
      AND p.value ->> '$.sha256' = NEW.sha256)
  ELSE FALSE END
BEGIN SELECT RAISE(ABORT, 'landwaiter: a pack comes by two persons or in a signed bundle'); END;

CREATE TRIGGER pack_edition_official_is_signed BEFORE INSERT ON pack_edition
WHEN NEW.trust = 'official' AND NOT EXISTS (
    SELECT 1 FROM bundle_taken AS b, json_each(b.packs) AS p
    WHERE NEW.origin = 'bundle' AND b.id = NEW.origin_id
      AND p.value ->> '$.pack' = NEW.pack_id
      AND p.value ->> '$.sha256' = NEW.sha256 AND p.value ->> '$.official')
BEGIN SELECT RAISE(ABORT, 'landwaiter: official only by a publisher''s signature'); END;

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

CREATE TRIGGER bundle_root_no_update BEFORE UPDATE ON bundle_root
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of bundle_root are never changed or removed'); END;

CREATE TRIGGER bundle_root_no_delete BEFORE DELETE ON bundle_root
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of bundle_root are never changed or removed'); END;

CREATE TRIGGER bundle_root_is_seconded BEFORE INSERT ON bundle_root
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'accept_root'
      AND m.object = 'bundle/root/' || NEW.fingerprint
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
  AND NOT (NEW.motion_id IS NULL
    AND EXISTS (SELECT 1 FROM bundle_root AS r WHERE r.version = NEW.version - 1))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the root of bundles is accepted by two persons'); END;

CREATE TRIGGER bundle_taken_no_update BEFORE UPDATE ON bundle_taken
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of bundle_taken are never changed or removed'); END;

CREATE TRIGGER bundle_taken_no_delete BEFORE DELETE ON bundle_taken
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of bundle_taken are never changed or removed'); END;

CREATE TRIGGER bundle_taken_is_newer BEFORE INSERT ON bundle_taken
WHEN EXISTS (SELECT 1 FROM bundle_taken AS b WHERE b.version > NEW.version)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a newer bundle was taken in already'); END;

CREATE TRIGGER evaluation_no_update BEFORE UPDATE ON evaluation
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evaluation are never changed or removed'); END;

CREATE TRIGGER evaluation_no_delete BEFORE DELETE ON evaluation
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evaluation are never changed or removed'); END;

CREATE TRIGGER evaluation_not_of_removed BEFORE INSERT ON evaluation
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER critical_flag_is_seconded BEFORE INSERT ON flag_review
WHEN NEW.state = 'dismissed'
  AND EXISTS (
    SELECT 1 FROM flag_raised AS f
    WHERE f.case_id = NEW.case_id AND f.rule = NEW.rule AND f.severity = 'critical')
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'dismiss_flag' AND m.case_id = NEW.case_id
      AND json_extract(CAST(m.text AS TEXT), '$.facts.flag') = NEW.rule
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a critical flag is dismissed by two persons'); END;

CREATE TRIGGER flag_review_no_update BEFORE UPDATE ON flag_review
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of flag_review are never changed or removed'); END;

CREATE TRIGGER flag_review_no_delete BEFORE DELETE ON flag_review
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of flag_review are never changed or removed'); END;

CREATE TRIGGER flag_review_not_of_removed BEFORE INSERT ON flag_review
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
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

CREATE TRIGGER register_entry_no_update BEFORE UPDATE ON register_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_entry are never changed or removed'); END;

CREATE TRIGGER register_entry_no_delete BEFORE DELETE ON register_entry
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_entry are never changed or removed'); END;

CREATE TRIGGER register_entry_is_seconded BEFORE INSERT ON register_entry
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'change_register'
      AND m.object = 'register/' || NEW.register || '/' || NEW.issuer
      AND json_extract(CAST(m.text AS TEXT), '$.args.sha256') = NEW.batch
      AND m.author = NEW.author
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a register is changed by two persons'); END;

CREATE TRIGGER register_worded_no_update BEFORE UPDATE ON register_worded
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_worded are never changed or removed'); END;

CREATE TRIGGER register_worded_no_delete BEFORE DELETE ON register_worded
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_worded are never changed or removed'); END;

CREATE TRIGGER register_load_no_update BEFORE UPDATE ON register_load
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_load are never changed or removed'); END;

CREATE TRIGGER register_load_no_delete BEFORE DELETE ON register_load
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of register_load are never changed or removed'); END;

CREATE TRIGGER register_load_is_seconded BEFORE INSERT ON register_load
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'change_register'
      AND m.object = 'register/' || NEW.register || '/' || NEW.issuer
      AND json_extract(CAST(m.text AS TEXT), '$.args.sha256') = NEW.batch
      AND m.author = NEW.author
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
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

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence are never changed or removed'); END;

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence are never changed or removed'); END;

CREATE TRIGGER evidence_not_of_removed BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

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

CREATE TRIGGER evidence_wipe_is_seconded BEFORE INSERT ON evidence_wipe
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m
    JOIN motion_second AS s ON s.motion_id = m.id
    JOIN evidence AS e ON e.id = NEW.evidence_id
    WHERE m.id = NEW.motion_id AND m.deed = 'wipe_evidence'
      AND m.object = 'case/' || e.case_id || '/evidence/' || e.id
      AND m.author = NEW.author AND s.seconder_id <> m.author_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: evidence is wiped only with a second person'); END;

CREATE TRIGGER evidence_wipe_spares_held BEFORE INSERT ON evidence_wipe
WHEN EXISTS (
    SELECT 1 FROM evidence AS e JOIN legal_hold AS h ON h.case_id = e.case_id
    WHERE e.id = NEW.evidence_id
      AND NOT EXISTS (SELECT 1 FROM legal_hold_end AS x WHERE x.hold_id = h.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: nothing of a case under a legal hold is wiped'); END;

CREATE TRIGGER evidence_wipe_no_update BEFORE UPDATE ON evidence_wipe
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence_wipe are never changed or removed'); END;

CREATE TRIGGER evidence_wipe_no_delete BEFORE DELETE ON evidence_wipe
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = OLD.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of evidence_wipe are never changed or removed'); END;

CREATE TRIGGER evidence_wipe_not_of_removed BEFORE INSERT ON evidence_wipe
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = NEW.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER text_place_not_of_removed BEFORE INSERT ON text_place
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER evidence_reading_not_of_removed BEFORE INSERT ON evidence_reading
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM evidence AS p WHERE p.id = NEW.evidence_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER office_tag_no_update BEFORE UPDATE ON office_tag
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of office_tag are never changed or removed'); END;

CREATE TRIGGER office_tag_no_delete BEFORE DELETE ON office_tag
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of office_tag are never changed or removed'); END;

CREATE TRIGGER office_tag_end_no_update BEFORE UPDATE ON office_tag_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of office_tag_end are never changed or removed'); END;

CREATE TRIGGER office_tag_end_no_delete BEFORE DELETE ON office_tag_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of office_tag_end are never changed or removed'); END;

CREATE TRIGGER case_tag_no_update BEFORE UPDATE ON case_tag
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_tag are never changed or removed'); END;

CREATE TRIGGER case_tag_no_delete BEFORE DELETE ON case_tag
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_tag are never changed or removed'); END;

CREATE TRIGGER case_tag_not_of_removed BEFORE INSERT ON case_tag
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER case_tag_end_no_update BEFORE UPDATE ON case_tag_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_tag_end are never changed or removed'); END;

CREATE TRIGGER case_tag_end_no_delete BEFORE DELETE ON case_tag_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM case_tag AS p WHERE p.id = OLD.case_tag_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of case_tag_end are never changed or removed'); END;

CREATE TRIGGER case_tag_end_not_of_removed BEFORE INSERT ON case_tag_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM case_tag AS p WHERE p.id = NEW.case_tag_id))
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
    WHERE m.id = NEW.motion_id AND m.deed = 'remove_case'
      AND m.object = 'removal/' || NEW.case_id
      AND m.author = NEW.author AND s.seconder = NEW.seconder
      AND json_extract(CAST(m.text AS TEXT), '$.facts.sha256') = NEW.sha256
      AND json_extract(CAST(m.text AS TEXT), '$.facts.keeps_decision') = NEW.keeps_decision
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case is removed by two persons'); END;

CREATE TRIGGER case_removal_is_allowed BEFORE INSERT ON case_removal
WHEN EXISTS (
    SELECT 1 FROM legal_hold AS h WHERE h.case_id = NEW.case_id
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

CREATE TRIGGER dossier_no_update BEFORE UPDATE ON dossier
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of dossier are never changed or removed'); END;

CREATE TRIGGER dossier_no_delete BEFORE DELETE ON dossier
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of dossier are never changed or removed'); END;

CREATE TRIGGER dossier_not_of_removed BEFORE INSERT ON dossier
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER subject_dossier_of_entity BEFORE INSERT ON subject_dossier
WHEN NEW.kind = 'entity' AND NOT EXISTS (SELECT 1 FROM entity WHERE id = NEW.subject)
BEGIN SELECT RAISE(ABORT, 'landwaiter: there is no entity of this identity to report on'); END;

CREATE TRIGGER subject_dossier_no_update BEFORE UPDATE ON subject_dossier
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of subject_dossier are never changed or removed'); END;

CREATE TRIGGER subject_dossier_no_delete BEFORE DELETE ON subject_dossier
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of subject_dossier are never changed or removed'); END;

CREATE TRIGGER statistic_print_no_update BEFORE UPDATE ON statistic_print
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of statistic_print are never changed or removed'); END;

CREATE TRIGGER statistic_print_no_delete BEFORE DELETE ON statistic_print
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of statistic_print are never changed or removed'); END;

CREATE TRIGGER gist_is_seconded BEFORE INSERT ON gist
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m
    JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'release_gist' AND m.case_id = NEW.case_id
      AND m.author = NEW.author AND s.seconder_id <> m.author_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a gist is released only by a second person'); END;

CREATE TRIGGER gist_no_update BEFORE UPDATE ON gist
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of gist are never changed or removed'); END;

CREATE TRIGGER gist_no_delete BEFORE DELETE ON gist
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of gist are never changed or removed'); END;

CREATE TRIGGER gist_not_of_removed BEFORE INSERT ON gist
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER gist_end_no_update BEFORE UPDATE ON gist_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of gist_end are never changed or removed'); END;

CREATE TRIGGER gist_end_no_delete BEFORE DELETE ON gist_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM gist AS p WHERE p.id = OLD.gist_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of gist_end are never changed or removed'); END;

CREATE TRIGGER gist_end_not_of_removed BEFORE INSERT ON gist_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM gist AS p WHERE p.id = NEW.gist_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER court_order_is_seconded BEFORE INSERT ON court_order
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'record_court_order' AND m.case_id = NEW.case_id AND json_extract(CAST(m.text AS TEXT), '$.args.number') = NEW.number AND json_extract(CAST(m.text AS TEXT), '$.args.day') = NEW.day AND json_extract(CAST(m.text AS TEXT), '$.args.court') = NEW.court AND json_extract(CAST(m.text AS TEXT), '$.args.classes') = NEW.classes AND json_extract(CAST(m.text AS TEXT), '$.args.evidence') = NEW.evidence
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an order of a court is recorded only as two persons signed it'); END;

CREATE TRIGGER court_order_no_update BEFORE UPDATE ON court_order
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of court_order are never changed or removed'); END;

CREATE TRIGGER court_order_no_delete BEFORE DELETE ON court_order
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of court_order are never changed or removed'); END;

CREATE TRIGGER court_order_not_of_removed BEFORE INSERT ON court_order
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER court_order_end_no_update BEFORE UPDATE ON court_order_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of court_order_end are never changed or removed'); END;

CREATE TRIGGER court_order_end_no_delete BEFORE DELETE ON court_order_end
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM court_order AS p WHERE p.id = OLD.order_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of court_order_end are never changed or removed'); END;

CREATE TRIGGER court_order_end_not_of_removed BEFORE INSERT ON court_order_end
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM court_order AS p WHERE p.id = NEW.order_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER sealed_annex_is_ordered BEFORE INSERT ON sealed_annex
WHEN NOT EXISTS (
    SELECT 1 FROM court_order AS o
    JOIN dossier AS a ON a.case_id = o.case_id AND a.id = NEW.dossier_id
    JOIN dossier AS b ON b.case_id = o.case_id AND b.id = NEW.body_id
    WHERE o.id = NEW.order_id AND a.id <> b.id AND a.profile = 'court' AND b.profile = 'court'
      AND NOT EXISTS (SELECT 1 FROM court_order_end AS e WHERE e.order_id = o.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: an annex under seal is made on an order that stands, of its case, beside a report of it'); END;

CREATE TRIGGER sealed_annex_no_update BEFORE UPDATE ON sealed_annex
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of sealed_annex are never changed or removed'); END;

CREATE TRIGGER sealed_annex_no_delete BEFORE DELETE ON sealed_annex
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM court_order AS p WHERE p.id = OLD.order_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of sealed_annex are never changed or removed'); END;

CREATE TRIGGER sealed_annex_not_of_removed BEFORE INSERT ON sealed_annex
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = (SELECT p.case_id FROM court_order AS p WHERE p.id = NEW.order_id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER owner_consent_no_update BEFORE UPDATE ON owner_consent
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of owner_consent are never changed or removed'); END;

CREATE TRIGGER owner_consent_no_delete BEFORE DELETE ON owner_consent
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of owner_consent are never changed or removed'); END;

CREATE TRIGGER owner_consent_not_of_removed BEFORE INSERT ON owner_consent
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER find_judgement_no_update BEFORE UPDATE ON find_judgement
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of find_judgement are never changed or removed'); END;

CREATE TRIGGER find_judgement_no_delete BEFORE DELETE ON find_judgement
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of find_judgement are never changed or removed'); END;

CREATE TRIGGER find_judgement_not_of_removed BEFORE INSERT ON find_judgement
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER find_release_is_seconded BEFORE INSERT ON find_release
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m
    JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'find.judged' AND m.case_id = NEW.case_id
      AND m.author = NEW.author AND s.seconder_id <> m.author_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: words that may name a source are released only by a second person'); END;

CREATE TRIGGER find_release_no_update BEFORE UPDATE ON find_release
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of find_release are never changed or removed'); END;

CREATE TRIGGER find_release_no_delete BEFORE DELETE ON find_release
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of find_release are never changed or removed'); END;

CREATE TRIGGER find_release_not_of_removed BEFORE INSERT ON find_release
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER letter_out_no_update BEFORE UPDATE ON letter_out
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of letter_out are never changed or removed'); END;

CREATE TRIGGER letter_out_no_delete BEFORE DELETE ON letter_out
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of letter_out are never changed or removed'); END;

CREATE TRIGGER letter_out_not_of_removed BEFORE INSERT ON letter_out
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER letter_ends_once BEFORE INSERT ON letter_step
WHEN EXISTS (
    SELECT 1 FROM letter_step AS s WHERE s.letter_id = NEW.letter_id
      AND s.step IN ('withdrawn', 'replaced'))
BEGIN SELECT RAISE(ABORT, 'landwaiter: nothing becomes of a letter that was withdrawn or replaced'); END;

CREATE TRIGGER letter_of_its_case BEFORE INSERT ON letter_step
WHEN EXISTS (
    SELECT 1 FROM letter_out AS l
    WHERE l.id IN (NEW.letter_id, NEW.successor_id) AND l.case_id <> NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a letter and the one that takes its place are of one case'); END;

CREATE TRIGGER letter_step_no_update BEFORE UPDATE ON letter_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of letter_step are never changed or removed'); END;

CREATE TRIGGER letter_step_no_delete BEFORE DELETE ON letter_step
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of letter_step are never changed or removed'); END;

CREATE TRIGGER letter_step_not_of_removed BEFORE INSERT ON letter_step
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END;

CREATE TRIGGER letter_template_no_update BEFORE UPDATE ON letter_template
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of letter_template are never changed or removed'); END;

CREATE TRIGGER letter_template_no_delete BEFORE DELETE ON letter_template
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of letter_template are never changed or removed'); END;

CREATE TRIGGER letter_template_is_seconded BEFORE INSERT ON letter_template
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id
      AND m.object = 'letter-template/' || NEW.kind || '/' || NEW.language
      AND json_extract(CAST(m.text AS TEXT), '$.args.sha256') = NEW.sha256
      AND (m.deed = 'propose_template'
        OR (m.deed = 'withdraw_template' AND NEW.body = ''))
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: templates of letters come and go by two persons'); END;

CREATE TRIGGER trade_run_no_update BEFORE UPDATE ON trade_run
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_run are never changed or removed'); END;

CREATE TRIGGER trade_run_no_delete BEFORE DELETE ON trade_run
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_run are never changed or removed'); END;

CREATE TRIGGER trade_run_end_no_update BEFORE UPDATE ON trade_run_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_run_end are never changed or removed'); END;

CREATE TRIGGER trade_run_end_no_delete BEFORE DELETE ON trade_run_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_run_end are never changed or removed'); END;

CREATE TRIGGER trade_secret_no_update BEFORE UPDATE ON trade_secret
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_secret are never changed or removed'); END;

CREATE TRIGGER trade_secret_no_delete BEFORE DELETE ON trade_secret
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_secret are never changed or removed'); END;

CREATE TRIGGER trade_policy_no_update BEFORE UPDATE ON trade_policy
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_policy are never changed or removed'); END;

CREATE TRIGGER trade_policy_no_delete BEFORE DELETE ON trade_policy
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_policy are never changed or removed'); END;

CREATE TRIGGER trade_policy_is_seconded BEFORE INSERT ON trade_policy
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'trade.policy'
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons change what opens cases'); END;

CREATE TRIGGER trade_batch_no_update BEFORE UPDATE ON trade_batch
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_batch are never changed or removed'); END;

CREATE TRIGGER trade_batch_no_delete BEFORE DELETE ON trade_batch
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_batch are never changed or removed'); END;

CREATE TRIGGER trade_leaf_no_update BEFORE UPDATE ON trade_leaf
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_leaf are never changed or removed'); END;

CREATE TRIGGER trade_leaf_no_delete BEFORE DELETE ON trade_leaf
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_leaf are never changed or removed'); END;

CREATE TRIGGER trade_source_no_update BEFORE UPDATE ON trade_source
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_source are never changed or removed'); END;

CREATE TRIGGER trade_source_no_delete BEFORE DELETE ON trade_source
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_source are never changed or removed'); END;

CREATE TRIGGER trade_declaration_no_update BEFORE UPDATE ON trade_declaration
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_declaration are never changed or removed'); END;

CREATE TRIGGER trade_declaration_no_delete BEFORE DELETE ON trade_declaration
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_declaration are never changed or removed'); END;

CREATE TRIGGER trade_party_no_update BEFORE UPDATE ON trade_party
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_party are never changed or removed'); END;

CREATE TRIGGER trade_party_no_delete BEFORE DELETE ON trade_party
WHEN EXISTS (SELECT 1 FROM trade_role AS r WHERE r.party_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_party are never changed or removed'); END;

CREATE TRIGGER trade_role_no_update BEFORE UPDATE ON trade_role
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_role are never changed or removed'); END;

CREATE TRIGGER trade_role_no_delete BEFORE DELETE ON trade_role
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_role are never changed or removed'); END;

CREATE TRIGGER trade_item_no_update BEFORE UPDATE ON trade_item
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_item are never changed or removed'); END;

CREATE TRIGGER trade_item_no_delete BEFORE DELETE ON trade_item
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_item are never changed or removed'); END;

CREATE TRIGGER trade_finding_no_update BEFORE UPDATE ON trade_finding
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_finding are never changed or removed'); END;

CREATE TRIGGER trade_finding_no_delete BEFORE DELETE ON trade_finding
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_finding are never changed or removed'); END;

CREATE TRIGGER trade_reason_no_update BEFORE UPDATE ON trade_reason
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_reason are never changed or removed'); END;

CREATE TRIGGER trade_reason_no_delete BEFORE DELETE ON trade_reason
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_reason are never changed or removed'); END;

CREATE TRIGGER trade_mark_no_update BEFORE UPDATE ON trade_mark
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_mark are never changed or removed'); END;

CREATE TRIGGER trade_mark_no_delete BEFORE DELETE ON trade_mark
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_mark are never changed or removed'); END;

CREATE TRIGGER trade_judging_no_update BEFORE UPDATE ON trade_judging
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_judging are never changed or removed'); END;

CREATE TRIGGER trade_judging_no_delete BEFORE DELETE ON trade_judging
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_judging are never changed or removed'); END;

CREATE TRIGGER trade_judged_no_update BEFORE UPDATE ON trade_judged
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_judged are never changed or removed'); END;

CREATE TRIGGER trade_judged_no_delete BEFORE DELETE ON trade_judged
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_judged are never changed or removed'); END;

CREATE TRIGGER trade_again_no_update BEFORE UPDATE ON trade_again
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_again are never changed or removed'); END;

CREATE TRIGGER trade_again_no_delete BEFORE DELETE ON trade_again
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_again are never changed or removed'); END;

CREATE TRIGGER trade_again_leaf_no_update BEFORE UPDATE ON trade_again_leaf
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_again_leaf are never changed or removed'); END;

CREATE TRIGGER trade_again_leaf_no_delete BEFORE DELETE ON trade_again_leaf
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_again_leaf are never changed or removed'); END;

CREATE TRIGGER trade_again_verdict_no_update BEFORE UPDATE ON trade_again_verdict
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_again_verdict are never changed or removed'); END;

CREATE TRIGGER trade_again_verdict_no_delete BEFORE DELETE ON trade_again_verdict
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_again_verdict are never changed or removed'); END;

CREATE TRIGGER trade_reason_change_no_update BEFORE UPDATE ON trade_reason_change
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_reason_change are never changed or removed'); END;

CREATE TRIGGER trade_reason_change_no_delete BEFORE DELETE ON trade_reason_change
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_reason_change are never changed or removed'); END;

CREATE TRIGGER trade_programme_no_update BEFORE UPDATE ON trade_programme
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_programme are never changed or removed'); END;

CREATE TRIGGER trade_programme_no_delete BEFORE DELETE ON trade_programme
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_programme are never changed or removed'); END;

CREATE TRIGGER trade_period_no_update BEFORE UPDATE ON trade_period
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_period are never changed or removed'); END;

CREATE TRIGGER trade_period_no_delete BEFORE DELETE ON trade_period
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_period are never changed or removed'); END;

CREATE TRIGGER trade_period_is_seconded BEFORE INSERT ON trade_period
WHEN (SELECT json_array_length(text, '$.founders') FROM statement WHERE seq = 1) > 1
  AND NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'trade.period'
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: two persons say how long declarations are kept'); END;

CREATE TRIGGER trade_erasure_no_update BEFORE UPDATE ON trade_erasure
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erasure are never changed or removed'); END;

CREATE TRIGGER trade_erasure_no_delete BEFORE DELETE ON trade_erasure
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erasure are never changed or removed'); END;

CREATE TRIGGER trade_erasure_is_seconded BEFORE INSERT ON trade_erasure
WHEN NOT EXISTS (
    SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id
    WHERE m.id = NEW.motion_id AND m.deed = 'trade.erasure'
      AND json_extract(CAST(m.text AS TEXT), '$.facts.sha256') = NEW.sha256
      AND json_extract(CAST(m.text AS TEXT), '$.facts.newest') = CAST(NEW.newest AS TEXT)
      AND json_extract(CAST(m.text AS TEXT), '$.args.before') IS NEW.before
      AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))
BEGIN SELECT RAISE(ABORT, 'landwaiter: declarations are erased by two persons'); END;

CREATE TRIGGER trade_erasure_step_no_update BEFORE UPDATE ON trade_erasure_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erasure_step are never changed or removed'); END;

CREATE TRIGGER trade_erasure_step_no_delete BEFORE DELETE ON trade_erasure_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erasure_step are never changed or removed'); END;

CREATE TRIGGER trade_erasure_end_no_update BEFORE UPDATE ON trade_erasure_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erasure_end are never changed or removed'); END;

CREATE TRIGGER trade_erasure_end_no_delete BEFORE DELETE ON trade_erasure_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erasure_end are never changed or removed'); END;

CREATE TRIGGER trade_erased_no_update BEFORE UPDATE ON trade_erased
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erased are never changed or removed'); END;

CREATE TRIGGER trade_erased_no_delete BEFORE DELETE ON trade_erased
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erased are never changed or removed'); END;

CREATE TRIGGER trade_erased_as_agreed BEFORE INSERT ON trade_erased
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erasure AS a JOIN trade_declaration AS d ON d.id = NEW.declaration_id
    WHERE a.no = NEW.erasure AND d.id <= a.newest
      AND NOT EXISTS (SELECT 1 FROM trade_erasure_end AS e WHERE e.erasure = a.no)
      AND (d.day < a.before OR EXISTS (
        SELECT 1 FROM json_each(a.wanted) AS w WHERE w.value = d.id)))
BEGIN SELECT RAISE(ABORT, 'landwaiter: a declaration is erased as two persons agreed'); END;

CREATE TRIGGER trade_erased_may_go BEFORE INSERT ON trade_erased
WHEN EXISTS (
    SELECT 1 FROM trade_restriction AS r
    WHERE r.declaration_id = NEW.declaration_id
      AND NOT EXISTS (SELECT 1 FROM trade_restriction_end AS e WHERE e.restriction_id = r.id))
  OR EXISTS (
    SELECT 1 FROM trade_role AS p JOIN trade_restriction AS r ON r.party_id = p.party_id
    WHERE p.declaration_id = NEW.declaration_id
      AND NOT EXISTS (SELECT 1 FROM trade_restriction_end AS e WHERE e.restriction_id = r.id)) OR EXISTS (
    SELECT 1 FROM trade_mark AS k
    WHERE k.declaration_id = NEW.declaration_id AND k.mark = 'opened'
      AND NOT EXISTS (SELECT 1 FROM case_removal AS c WHERE c.case_id = k.opened_case))
BEGIN SELECT RAISE(ABORT, 'landwaiter: what has a case, a hold or a restriction stays'); END;

CREATE TRIGGER trade_erased_file_no_update BEFORE UPDATE ON trade_erased_file
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erased_file are never changed or removed'); END;

CREATE TRIGGER trade_erased_file_no_delete BEFORE DELETE ON trade_erased_file
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_erased_file are never changed or removed'); END;

CREATE TRIGGER trade_restriction_no_update BEFORE UPDATE ON trade_restriction
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_restriction are never changed or removed'); END;

CREATE TRIGGER trade_restriction_no_delete BEFORE DELETE ON trade_restriction
WHEN EXISTS (SELECT 1 FROM trade_declaration AS d WHERE d.id = OLD.declaration_id)
  OR EXISTS (SELECT 1 FROM trade_party AS p WHERE p.id = OLD.party_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: a restriction goes with what it was on'); END;

CREATE TRIGGER trade_restriction_end_no_update BEFORE UPDATE ON trade_restriction_end
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_restriction_end are never changed or removed'); END;

CREATE TRIGGER trade_restriction_end_no_delete BEFORE DELETE ON trade_restriction_end
WHEN EXISTS (
    SELECT 1 FROM trade_restriction AS r WHERE r.id = OLD.restriction_id
      AND (EXISTS (SELECT 1 FROM trade_declaration AS d WHERE d.id = r.declaration_id)
        OR EXISTS (SELECT 1 FROM trade_party AS p WHERE p.id = r.party_id)))
BEGIN SELECT RAISE(ABORT, 'landwaiter: the end of a restriction goes with what it was on'); END;

CREATE TRIGGER trade_note_no_update BEFORE UPDATE ON trade_note
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_note are never changed or removed'); END;

CREATE TRIGGER trade_note_no_delete BEFORE DELETE ON trade_note
WHEN NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.declaration_id)
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of trade_note are never changed or removed'); END;

CREATE TRIGGER privacy_statement_no_update BEFORE UPDATE ON privacy_statement
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of privacy_statement are never changed or removed'); END;

CREATE TRIGGER privacy_statement_no_delete BEFORE DELETE ON privacy_statement
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of privacy_statement are never changed or removed'); END;

CREATE TRIGGER privacy_notice_no_update BEFORE UPDATE ON privacy_notice
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of privacy_notice are never changed or removed'); END;

CREATE TRIGGER privacy_notice_no_delete BEFORE DELETE ON privacy_notice
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of privacy_notice are never changed or removed'); END;

CREATE TRIGGER data_breach_no_update BEFORE UPDATE ON data_breach
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of data_breach are never changed or removed'); END;

CREATE TRIGGER data_breach_no_delete BEFORE DELETE ON data_breach
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of data_breach are never changed or removed'); END;

CREATE TRIGGER data_breach_step_no_update BEFORE UPDATE ON data_breach_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of data_breach_step are never changed or removed'); END;

CREATE TRIGGER data_breach_step_no_delete BEFORE DELETE ON data_breach_step
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of data_breach_step are never changed or removed'); END;
