"""The strongest candidate of a case stands in lists."""

from landwaiter.storage.migrations.statements import run

revision = "0024"
down_revision = "0023"

COLUMNS = (
    "ALTER TABLE case_file ADD COLUMN candidate_list TEXT",
    "ALTER TABLE case_file ADD COLUMN candidate_code TEXT",
    "ALTER TABLE case_file ADD COLUMN candidate_score INTEGER NOT NULL DEFAULT '0'",
    "ALTER TABLE case_file ADD COLUMN candidate_authorised INTEGER",
    "CREATE INDEX case_file_candidate_score ON case_file (candidate_score, id)",
    "CREATE INDEX case_file_candidate_code ON case_file (candidate_code, id)",
)


def upgrade() -> None:
    run(COLUMNS)
