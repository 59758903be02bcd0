"""Letters that were issued, with all that they say."""

from sqlalchemy import select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.letters import letter_out


def body_of(conn: Reader, letter_id: str) -> bytes:
    """The canonical JSON of all that the letter says."""
    query = select(letter_out.c.body).where(letter_out.c.id == letter_id)
    return bytes(conn.execute(query).scalar_one())
