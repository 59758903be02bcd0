"""Listings are stored once, by what they say; lists are confidential or not; re-screening.

What every edition holds stays the same. A list that changed sets an order to screen open cases
again; its steps say through which case that is done, so that it can be resumed.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from alembic import op

from landwaiter.storage.migrations.statements import never_changed, run, seconded

revision = "0018"
down_revision = "0017"

COLUMNS = (
    "ALTER TABLE list_edition ADD COLUMN number INTEGER",
    "ALTER TABLE list_edition ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0 "
    "CHECK (confidential IN (0, 1))",
    "ALTER TABLE hit ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0 "
    "CHECK (confidential IN (0, 1))",
)
TABLES = (
    """CREATE TABLE listing_body (
        id INTEGER PRIMARY KEY,
        list_id TEXT NOT NULL,
        listing_id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        UNIQUE (list_id, listing_id, sha256)
    ) STRICT""",
    """CREATE TABLE edition_listing (
        number INTEGER NOT NULL,
        body_id INTEGER NOT NULL,
        PRIMARY KEY (number, body_id),
        FOREIGN KEY(number) REFERENCES list_edition (number),
        FOREIGN KEY(body_id) REFERENCES listing_body (id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE list_return (
        id TEXT NOT NULL,
        edition_id TEXT NOT NULL,
        head TEXT NOT NULL CHECK (json_valid(head)),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(edition_id) REFERENCES list_edition (id)
    ) STRICT""",
    """CREATE TABLE list_rescreen (
        id TEXT NOT NULL,
        list_id TEXT NOT NULL,
        known TEXT NOT NULL CHECK (json_valid(known)),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE list_rescreen_step (
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
    ) STRICT""",
    """CREATE TABLE list_index (
        id TEXT NOT NULL,
        edition_id TEXT NOT NULL,
        engine TEXT NOT NULL,
        format INTEGER NOT NULL,
        folder TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        made_at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(edition_id) REFERENCES list_edition (id)
    ) STRICT""",
    "CREATE INDEX ix_list_index_edition_id ON list_index (edition_id)",
    "CREATE UNIQUE INDEX list_edition_number ON list_edition (number)",
    "CREATE INDEX list_rescreen_step_of ON list_rescreen_step (rescreen_id, ended)",
)

STAYS_CONFIDENTIAL = """
CREATE TRIGGER list_edition_stays_confidential BEFORE UPDATE ON list_edition
WHEN OLD.confidential = 1 AND NEW.confidential = 0
BEGIN SELECT RAISE(ABORT, 'landwaiter: a confidential list is not made public'); END
"""
STAYS_NUMBERED = """
CREATE TRIGGER list_edition_stays_numbered BEFORE UPDATE ON list_edition
WHEN OLD.number IS NOT NEW.number OR OLD.sha256 <> NEW.sha256 OR OLD.list_id <> NEW.list_id
BEGIN SELECT RAISE(ABORT, 'landwaiter: what an edition holds is never changed'); END
"""
FILLED_BY_TWO = """
CREATE TRIGGER edition_listing_is_seconded BEFORE INSERT ON edition_listing
WHEN (SELECT value FROM office_setting WHERE key = 'four_eyes.list_import') = 'true'
  AND NOT {seconded}
BEGIN SELECT RAISE(ABORT, 'landwaiter: this office imports lists and packs by two persons'); END
"""
OF_LIST = (
    "m.object = 'list/' || (SELECT l.list_id FROM list_edition AS l WHERE l.number = NEW.number)"
)
REMOVAL_GUARD = "list_edition_removal_is_seconded"
REQUIRED = frozenset({"listing_id", "schema", "name"})


def upgrade() -> None:
    run(COLUMNS)
    _number_editions()
    run(TABLES)
    _move_listings()
    filled = FILLED_BY_TWO.format(seconded=seconded(OF_LIST))
    run(("DROP TABLE listing", STAYS_CONFIDENTIAL, STAYS_NUMBERED, filled))
    run(
        never_changed(
            "listing_body", "edition_listing", "list_return", "list_rescreen", "list_rescreen_step"
        )
        + never_changed("list_index")
    )


def _number_editions() -> None:
    """In the order of import; the guard of removals stands aside for it."""
    db = op.get_bind()
    guard = db.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (REMOVAL_GUARD,)
    ).scalar_one()
    run((f"DROP TRIGGER {REMOVAL_GUARD}",))
    db.exec_driver_sql(
        "UPDATE list_edition SET number = "
        "(SELECT count(*) FROM list_edition AS e WHERE e.id <= list_edition.id)"
    )
    run((guard,))


def _move_listings() -> None:
    db = op.get_bind()
    editions = db.exec_driver_sql("SELECT id, number, list_id FROM list_edition ORDER BY id")
    for row, number, list_id in editions.fetchall():
        for listing_id, body in _listings(db, row):
            text = _without_empty(body)
            digest = hashlib.sha256(text.encode()).hexdigest()
            db.exec_driver_sql(
                "INSERT OR IGNORE INTO listing_body (list_id, listing_id, sha256, body) "
                "VALUES (?, ?, ?, ?)",
                (list_id, listing_id, digest, text),
            )
            db.exec_driver_sql(
                "INSERT INTO edition_listing (number, body_id) SELECT ?, id FROM listing_body "
                "WHERE list_id = ? AND listing_id = ? AND sha256 = ?",
                (number, list_id, listing_id, digest),
            )


def _listings(db: Any, row: str) -> Iterator[tuple[str, str]]:
    after = ""
    while found := db.exec_driver_sql(
        "SELECT listing_id, body FROM listing WHERE edition_id = ? AND listing_id > ? "
        "ORDER BY listing_id LIMIT 5000",
        (row, after),
    ).fetchall():
        yield from found
        after = found[-1][0]


def _without_empty(body: str) -> str:
    """As listings are written from now on: fields that say nothing are left out."""
    said = {k: v for k, v in json.loads(body).items() if k in REQUIRED or v not in (None, "", [])}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
