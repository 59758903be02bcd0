"""Texts that the office supplies, in the casebook: every edition stays, the last one counts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from landwaiter.domain.office.office_texts import OfficeTexts, TextsByLanguage
from landwaiter.i18n import Catalogue
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema.office import office_texts


def texts_by_language(conn: Reader) -> TextsByLanguage:
    """What counts now, by language; one whose texts were taken away has none."""
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
    return {one.language: one for one in _read(conn, query) if one.count}


def _read(conn: Reader, query: Any) -> Iterator[OfficeTexts]:
    for row in records.plain_rows(conn, query, structured=("texts", "counts")):
        counts = {(one, many): tuple(forms) for one, many, *forms in row["counts"]}
        yield OfficeTexts(
            row["language"],
            row["edition"],
            row["sha256"],
            Catalogue(row["language"], row["texts"], counts),
            row["author"],
            datetime.fromisoformat(row["at"]),
        )


def add_texts(conn: Writer, texts: OfficeTexts, *, row_id: str) -> None:
    """A new edition in the place of the one before; without texts, of none."""
    number = select(func.count()).where(office_texts.c.language == texts.language)
    records.add(
        conn,
        "office_texts",
        id=row_id,
        language=texts.language,
        number=int(conn.execute(number).scalar() or 0) + 1,
        edition=texts.edition,
        sha256=texts.sha256,
        texts=dict(texts.words.texts),
        counts=[[*ids, *forms] for ids, forms in sorted(texts.words.counts.items())],
        author=texts.author,
        at=texts.at,
    )
