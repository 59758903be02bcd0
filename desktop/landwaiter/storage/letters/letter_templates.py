"""Templates of the office in the casebook: every version stays."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.schema.letters import letter_template


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """A row as it stands there: whether two persons wanted it, only its motion says."""

    kind: str
    language: str
    number: int
    body: str
    sha256: str
    since: date
    until: date | None
    motion_id: str
    at: datetime


def stored_templates(conn: Reader) -> tuple[StoredTemplate, ...]:
    """By kind, language and number."""
    shown = (letter_template.c[name] for name in StoredTemplate.__dataclass_fields__)
    query = select(*shown).order_by(
        letter_template.c.kind, letter_template.c.language, letter_template.c.number
    )
    return from_plain(plain_rows(conn, query), tuple[StoredTemplate, ...])


def add_template(conn: Writer, one: StoredTemplate, *, row_id: str, author: str) -> None:
    """A new version in the place of the one before; without a body, of none."""
    records.add(
        conn,
        "letter_template",
        id=row_id,
        kind=one.kind,
        language=one.language,
        number=one.number,
        body=one.body,
        sha256=one.sha256,
        since=one.since.isoformat(),
        until=one.until.isoformat() if one.until else None,
        motion_id=one.motion_id,
        author=author,
        at=one.at,
    )
