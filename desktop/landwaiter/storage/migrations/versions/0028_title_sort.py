"""Titles are messages or typed: lists sort by the words that they were written in."""

from landwaiter.storage.migrations.statements import run

revision = "0028"
down_revision = "0027"

_STATEMENTS = (
    "ALTER TABLE case_file ADD COLUMN title_sort TEXT DEFAULT '' NOT NULL",
    "DROP INDEX case_file_title",
    "CREATE INDEX case_file_title_sort ON case_file (title_sort, id)",
)


def upgrade() -> None:
    run(_STATEMENTS)
