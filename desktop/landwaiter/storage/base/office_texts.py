"""Texts that the office supplies, in the casebook: every edition stays, the last one counts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from landwaiter.i18n import Catalogue
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema.office import office_texts


@dataclass(frozen=True, slots=True)
class StoredTexts:
    """A row, as it stands there: whether two persons wanted it, only its motion says."""

    language: str
    number: int
    """How many there are in the language up to this one."""
    edition: str
    sha256: str
    words: Catalogue
    """None where they were taken away."""
    motion_id: str
    at: datetime


def last_texts(conn: Reader) -> dict[str, StoredTexts]:
    """The last row of each language."""
    last = (
        select(office_texts.c.language, func.max(office_texts.c.number).label("number"))
        .group_by(office_texts.c.language)
        .subquery()
    )
    query = (
        select(office_texts)
        .join(
            last,
            (last.c.language == office_texts.c.language) & (last.c.number == office_texts.c.number),
        )
        .order_by(office_texts.c.language)
    )
    rows = records.plain_rows(conn, query, structured=("texts", "counts"))
    return {
        row["language"]: StoredTexts(
            row["language"],
            row["number"],
            row["edition"],
            row["sha256"],
            Catalogue(
                row["language"],
                row["texts"],
                {(one, many): tuple(forms) for one, many, *forms in row["counts"]},
            ),
            row["motion_id"],
            datetime.fromisoformat(row["at"]),
        )
        for row in rows
    }


def add_texts(conn: Writer, texts: StoredTexts, *, row_id: str, author: str) -> None:
    """A new edition in the place of the one before; without texts, of none."""
    records.add(
        conn,
        "office_texts",
        id=row_id,
        language=texts.language,
        number=texts.number,
        edition=texts.edition,
        sha256=texts.sha256,
        texts=dict(texts.words.texts),
        counts=[[*ids, *forms] for ids, forms in sorted(texts.words.counts.items())],
        motion_id=texts.motion_id,
        author=author,
        at=texts.at,
    )
