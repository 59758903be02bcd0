"""Files that declarations came in, and what still needs them."""

from sqlalchemy import select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.dialect import some_has


def store_needs(conn: Reader, sha256: str) -> bool:
    """Whether a declaration of the store came in the file with this hash: by its batches."""
    declared, leaf = t.trade_declaration.c, t.trade_leaf.c
    query = (
        select(declared.id)
        .select_from(t.trade_batch)
        .join(t.trade_leaf, leaf.batch == t.trade_batch.c.no)
        .join(t.trade_declaration, declared.id == leaf.id)
        .where(some_has(t.trade_batch.c.files, "sha256", sha256))
        .limit(1)
    )
    return conn.execute(query).first() is not None
