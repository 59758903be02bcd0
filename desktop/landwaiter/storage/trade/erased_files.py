"""Files that erased declarations came in: each goes once nothing needs it any more."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import delete, func, select

from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection import trade_erasure as e
from landwaiter.storage.schema.intake import (
    declaration,
    declaration_request,
    raw_file,
    trade_message,
    waiting_message,
)
from landwaiter.storage.sqlite.dialect import in_texts, insert_or_ignore

_noted, _raw = e.trade_erased_file.c, raw_file.c
_OTHERS: Final = (
    declaration.c.raw_file_id,
    declaration_request.c.raw_file_id,
    trade_message.c.raw_file_id,
    waiting_message.c.raw_file_id,
)
"""What needs a file besides the store."""


@dataclass(frozen=True, slots=True)
class FileBatches:
    """Which batches hold declarations of a file, by its hash, and up to which batch that is known:
    asked once for all files, as each batch would have to be looked through for each."""

    by_sha256: Mapping[str, Sequence[int]]
    newest: int

    @classmethod
    def of(cls, conn: Reader) -> "FileBatches":
        return cls({}, 0).with_later(conn)

    def with_later(self, conn: Reader) -> "FileBatches":
        """With those that came since."""
        batch = t.trade_batch.c
        query = select(batch.no, batch.files).where(batch.no > self.newest).order_by(batch.no)
        found, newest = {one: [*batches] for one, batches in self.by_sha256.items()}, self.newest
        for no, files in conn.execute(query):
            newest = int(no)
            for one in records.structure(files):
                found.setdefault(str(one["sha256"]), []).append(newest)
        return FileBatches(found, newest)


def note_files(conn: Writer, no: int, files: Collection[str]) -> None:
    """Note files whose declarations an erasure takes, by the number of their row."""
    query = select(_raw.id, _raw.vault_name).where(_raw.id.in_(sorted(set(files))))
    rows = [(file, name, no) for file, name in conn.execute(query)] if files else []
    text = insert_or_ignore("trade_erased_file", ("raw_file_id", "vault_name", "erasure"))
    conn.connection.cursor().executemany(text, rows)


def files_left(conn: Reader) -> tuple[str, ...]:
    """Those that were noted and are there still."""
    query = select(_raw.id).join(e.trade_erased_file, _noted.raw_file_id == _raw.id)
    return tuple(map(str, conn.execute(query.order_by(_raw.id)).scalars()))


def unneeded(conn: Reader, files: Sequence[str], batches: FileBatches) -> tuple[str, ...]:
    """Which of these nothing needs: no case, no message, and no declaration of the store."""
    needed = {
        str(one)
        for column in _OTHERS
        for one in conn.execute(select(column).where(in_texts(column, files)).distinct()).scalars()
    }
    query = select(_raw.id, _raw.sha256).where(in_texts(_raw.id, files)).order_by(_raw.id)
    return tuple(
        str(row.id)
        for row in conn.execute(query).all()
        if row.id not in needed and not _holds_any(conn, batches.by_sha256.get(str(row.sha256), ()))
    )


def _holds_any(conn: Reader, batches: Sequence[int]) -> bool:
    """Whether the store has a declaration of these batches."""
    declared, leaf = t.trade_declaration.c, t.trade_leaf.c
    query = select(declared.id).join(t.trade_leaf, leaf.id == declared.id).limit(1)
    return any(conn.execute(query.where(leaf.batch == one)).first() for one in batches)


def erase_files(conn: Writer, files: Sequence[str], batches: FileBatches) -> int:
    """Erase those of them that nothing needs now; how many."""
    gone = unneeded(conn, files, batches.with_later(conn))
    if gone:
        conn.execute(delete(raw_file).where(in_texts(_raw.id, gone)))
    return len(gone)


def gone_files(conn: Reader) -> tuple[str, ...]:
    """Names in the vault of files that went with the last of their declarations."""
    query = select(_noted.vault_name).where(_noted.raw_file_id.not_in(select(_raw.id)))
    return tuple(str(name) for name in conn.execute(query).scalars())


def erasure_of_file(conn: Reader, vault_name: str) -> int | None:
    """The newest erasure of declarations that came in a file with these bytes."""
    query = select(func.max(_noted.erasure)).where(_noted.vault_name == vault_name)
    found = conn.execute(query).scalar()
    return None if found is None else int(found)


def files_sha256(conn: Reader) -> str:
    """The hash over the files that erased declarations came in: the end of an erasure seals it."""
    digest = sha256()
    for row in _every(conn):
        digest.update(records.to_json(list(row)).encode() + b"\n")
    return digest.hexdigest()


def _every(conn: Reader) -> Iterator[Sequence[object]]:
    query = select(*_noted).order_by(_noted.raw_file_id).execution_options(yield_per=2_000)
    return iter(conn.execute(query))
