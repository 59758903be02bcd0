"""Letters that were issued on a case: listed, and read back as they went out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.schema.letters import letter_out


@dataclass(frozen=True, slots=True)
class LetterOut:
    """A letter that was issued."""

    no: int
    kind: str
    language: str
    recipient: str
    sha256: str
    template_sha256: str
    pdf_sha256: str
    author: str
    at: datetime

    def number(self, reference: str) -> str:
        """PL1-2026-000412/4."""
        return f"{reference}/{self.no}"


def letters_out(conn: Reader, case_id: str) -> tuple[LetterOut, ...]:
    """In the order in which they were issued."""
    shown = (letter_out.c[name] for name in LetterOut.__dataclass_fields__)
    query = select(*shown).where(letter_out.c.case_id == case_id).order_by(letter_out.c.no)
    return from_plain(plain_rows(conn, query), tuple[LetterOut, ...])
