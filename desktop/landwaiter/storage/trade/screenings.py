"""What lists answered to the names of parties, kept for one edition of each of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select

from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.dialect import insert_or_ignore

_ANSWER = (
    select(t.trade_screening.c.matches)
    .join(t.trade_scope, t.trade_scope.c.id == t.trade_screening.c.scope_id)
    .where(
        t.trade_scope.c.digest == bindparam("scope"),
        t.trade_screening.c.query == bindparam("named"),
    )
)


def answer(conn: Reader, scope: str, query: str) -> bytes | None:
    """What was found: empty where nothing was; None where it was never asked."""
    row = conn.execute(_ANSWER, {"scope": scope, "named": query}).first()
    if row is None:
        return None
    return bytes(row[0]) if row[0] is not None else b""


def keep(
    conn: Writer, scope: str, grounds: Mapping[str, Any], answers: Mapping[str, bytes | None]
) -> None:
    """Keep answers; what another process kept meanwhile stays."""
    of = select(t.trade_scope.c.id).where(t.trade_scope.c.digest == scope)
    number = conn.execute(of).scalar()
    if number is None:
        records.add(conn, "trade_scope", digest=scope, grounds=dict(grounds))
        number = conn.execute(of).scalar()
    text = insert_or_ignore("trade_screening", ("scope_id", "query", "matches"))
    rows = [(number, query, found) for query, found in answers.items()]
    conn.connection.cursor().executemany(text, rows)
