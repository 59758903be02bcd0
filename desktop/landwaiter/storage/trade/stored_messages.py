"""Messages on declarations of the trade store: kept with them, whatever becomes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from landwaiter.storage.audit.told_rows import add_told
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import intake as t
from landwaiter.storage.trade.erasable import family_of


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as it is kept with a declaration."""

    declaration: int
    content: str
    raw_file: str
    file_name: str
    file_sha256: str
    author: str
    at: datetime
    waited_as: str | None
    """What it was while it waited for its declaration; None where that was there."""


def keep_message(
    work: UnitOfWork,
    declaration: int,
    *,
    message: str,
    given_mrn: str | None,
    content: str,
    content_sha256: str,
    raw_file: str,
    waited_as: str | None,
) -> Mapping[str, str]:
    """What its entry must tell of the row."""
    return add_told(
        work,
        "trade_message",
        declaration_id=declaration,
        message=message,
        given_mrn=given_mrn,
        content=content,
        content_sha256=content_sha256,
        raw_file_id=raw_file,
        waited_as=waited_as,
    )


def is_kept(conn: Reader, content_sha256: str) -> bool:
    kept = t.trade_message.c
    query = select(kept.id).where(kept.content_sha256 == content_sha256)
    return conn.execute(query).scalar() is not None


def messages_on(conn: Reader, number: int) -> Sequence[StoredMessage]:
    """What came on a declaration in any of its versions, in the order in which it came."""
    kept, raw = t.trade_message.c, t.raw_file.c
    query = (
        select(
            kept.declaration_id,
            kept.content,
            raw.id,
            raw.name,
            raw.sha256,
            kept.author,
            kept.at,
            kept.waited_as,
        )
        .join(t.raw_file, raw.id == kept.raw_file_id)
        .where(kept.declaration_id.in_(family_of(conn, (number,))))
        .order_by(kept.id)
    )
    return tuple(StoredMessage(*row) for row in conn.execute(query))
