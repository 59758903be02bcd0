"""Texts of the office that its letters hold, in the casebook."""

from sqlalchemy import select

from landwaiter.domain.letters.letter_text import LetterText
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.schema.letters import letter_text
from landwaiter.storage.sqlite.dialect import upsert


def letter_texts(conn: Reader) -> tuple[LetterText, ...]:
    """All of them, by field and language."""
    query = select(letter_text).order_by(letter_text.c.field, letter_text.c.language)
    return from_plain(plain_rows(conn, query), tuple[LetterText, ...])


def keep_text(conn: Writer, text: LetterText) -> None:
    """New, or in the place of the one of that field and language."""
    until = text.until.isoformat() if text.until else None
    row = {
        "text": text.text,
        "source": text.source,
        "since": text.since.isoformat(),
        "until": until,
        "author": text.author,
        "at": text.at,
    }
    key = {"field": text.field, "language": text.language}
    conn.execute(upsert(letter_text, key, row))
