"""Rows of tables to the frozen dataclasses of the domain, and back."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import BindParameter, Select, Table, bindparam, select
from sqlalchemy.engine import Dialect

from landwaiter.canonical import plain
from landwaiter.errors import Fault, Unavailable
from landwaiter.i18n import Message, _, form_of, spoken
from landwaiter.message import verbatim, worded
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema.message_columns import WordedText, shown_text
from landwaiter.storage.schema.tables import metadata

T = TypeVar("T")


def to_json(value: Any) -> str:
    """JSON text for a column: sorted keys, decimals as strings, instants UTC with Z.

    A message is written as its form. What is hashed or signed goes through `canonical_bytes`
    instead, which is slower.
    """
    return _ENCODER.encode(value).decode()


def to_bytes(value: Any) -> bytes:
    """The same for what no column holds as text: its keys stand as they come."""
    return _QUICK.encode(value)


def _neutral(value: Any) -> Any:
    """What the encoder asks for of a text that is more than a text."""
    if isinstance(value, str):
        return form_of(value) if isinstance(value, Message) else str(value)
    raise NotImplementedError(type(value).__name__)


def _worded(kind: type, value: Any) -> Any:
    """A message as it is kept, in the words of what is spoken now; ValueError for what is none."""
    if kind is not Message:
        raise NotImplementedError(kind.__name__)
    if type(value) is str:
        return verbatim(value)  # codes, most of them
    return value if isinstance(value, Message) else worded(value, spoken().text)


_ENCODER = msgspec.json.Encoder(order="deterministic", enc_hook=_neutral)
_QUICK = msgspec.json.Encoder(enc_hook=_neutral)


def from_json(text: str | bytes, cls: type[T]) -> T:
    """A dataclass, or a structure of them, from JSON; the inverse of `to_json`, and `to_bytes`."""
    return msgspec.json.decode(text, type=cls, strict=False, dec_hook=_worded)


def from_plain(value: Any, cls: type[T]) -> T:
    """A dataclass, or a structure of them, from plain values as rows hold them."""
    return msgspec.convert(value, type=cls, strict=False, dec_hook=_worded)


CASE: BindParameter[str] = bindparam("case")
"""The case that a statement is about, where the statement is built once and run for many."""
ROW: BindParameter[str] = bindparam("row")
"""The same for a statement about one row, or what belongs to it."""


@cache
def of_case(table: Table, order: str = "id") -> Select[Any]:
    """The rows of a table that belong to `CASE`, in order.

    Statements that every act needs are kept: to build one takes four times as long as to run it.
    """
    return select(table).where(table.c.case_id == CASE).order_by(table.c[order])


def plain_rows(
    conn: Reader,
    query: Select[Any],
    *,
    structured: Iterable[str] = (),
    case_id: str | None = None,
    row_id: str | None = None,
) -> list[dict[str, Any]]:
    """The rows of `query` by column name; `structured` columns are decoded from JSON.

    `case_id` is what `CASE` stands for in a statement that was kept, `row_id` what `ROW` does.
    """
    names = tuple(structured)
    about = {CASE.key: case_id, ROW.key: row_id}
    given = {name: value for name, value in about.items() if value is not None}
    rows = _found_by_kept(conn, query, given) if given else _found(conn, query)
    for row in rows:
        for name in names:
            row[name] = structure(row[name]) if row[name] is not None else None
    return rows


def _found(
    conn: Reader, query: Select[Any], given: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    found = conn.execute(query, given)
    # SQLAlchemy's own kind of string is no key to the decoder.
    keys = [str.__str__(key) for key in found.keys()]  # noqa: SIM118  # a result is no mapping
    return [dict(zip(keys, row, strict=True)) for row in found]


def _found_by_kept(
    conn: Reader, query: Select[Any], about: Mapping[str, str]
) -> list[dict[str, Any]]:
    """By the driver itself where no value has to be made of what it gives.

    Thirty statements make a case, and most find a row or none: SQLAlchemy takes eight times as long
    as the database. Whoever reads has the errors of both translated.
    """
    kept = _kept_text(query, conn.dialect)
    if kept is None:
        return _found(conn, query, dict(about))
    text, given, places, sentences = kept
    values = [about[name] if name in about else given[name] for name in places]
    cursor = conn.connection.cursor()
    try:
        cursor.execute(text, values)
        keys = [column[0] for column in cursor.description]
        rows = [dict(zip(keys, row, strict=True)) for row in cursor.fetchall()]
    finally:
        cursor.close()
    for row in rows if sentences else ():
        for at in sentences:
            name = keys[at]
            row[name] = row[name] and shown_text(row[name])
    return rows


def kept_rows(
    conn: Reader, query: Select[Any], about: Mapping[str, Any]
) -> Iterator[Sequence[Any]]:
    """The rows of a statement that was kept and runs for every line, in the order of its columns:
    by the driver itself, as those of a case are read.
    """
    kept = _kept_text(query, conn.dialect)
    if kept is None or kept[3]:
        yield from conn.execute(query, dict(about))
        return
    text, given, places, _sentences = kept
    cursor = conn.connection.cursor()
    try:
        cursor.execute(text, [about[name] if name in about else given[name] for name in places])
        # Row by row: of a code there may be a hundred thousand.
        while (row := cursor.fetchone()) is not None:
            yield row
    finally:
        cursor.close()


@lru_cache(maxsize=256)  # a dialect ends with the casebook that it was made for
def _kept_text(
    query: Select[Any], dialect: Dialect
) -> tuple[str, Mapping[str, Any], tuple[str, ...], tuple[int, ...]] | None:
    """A statement as text with its values and their order, and which columns hold messages.

    None where the driver's values are not ours.
    """
    compiled = query.compile(dialect=dialect)
    kinds = [column.type for column in query.selected_columns]
    sentences = tuple(at for at, kind in enumerate(kinds) if isinstance(kind, WordedText))
    plain_kinds = (kind for kind in kinds if not isinstance(kind, WordedText))
    made = (kind.dialect_impl(dialect).result_processor(dialect, None) for kind in plain_kinds)
    text = str(compiled)
    if "POSTCOMPILE" in text or any(made):
        return None
    return text, dict(compiled.params), tuple(compiled.positiontup or ()), sentences


def structure(text: str) -> Any:
    """What the program wrote as JSON; text that is none was changed on the disk."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise Unavailable(
            _("The database is damaged: its content is not what was written."),
            remedy=_("Restore the newest backup into a new folder."),
        ) from error


UNREADABLE: Final = (
    *(Fault, ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    zlib.error,
)
"""What reading a row raises where another kind of value stands in it than was written."""


def written(text: object, kind: type[T]) -> T | None:
    """A structure of this kind; None where anything else stands there. For checks, which name it
    and go on."""
    try:
        found = structure(text)  # type: ignore[arg-type]  # whatever somebody wrote
    except UNREADABLE:
        return None
    return found if isinstance(found, kind) else None


def add(conn: Writer, table: str, **values: Any) -> None:
    """One new row; dataclasses, mappings and tuples become JSON, enums and times text."""
    conn.execute(metadata.tables[table].insert(), columns(values))


def add_many(conn: Writer, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Many new rows in one statement; nothing happens when there are none."""
    values = [columns(row) for row in rows]
    if values:
        conn.execute(metadata.tables[table].insert(), values)


def end(conn: Writer, table: str, row_id: str, **values: Any) -> None:
    """State how a row ended (revoked, answered, lapsed); the rest of it stays as it was."""
    rows = metadata.tables[table]
    conn.execute(rows.update().where(rows.c.id == row_id).values(columns(values)))


def columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a table holds them: structures as JSON, bytes as they are."""
    return {name: _column(value) for name, value in values.items()}


def _column(value: Any) -> Any:
    if isinstance(value, bytes):
        return value
    if value is None or (isinstance(value, str | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, dict | list | tuple) or is_dataclass(value):
        return to_json(value)
    return plain(value)
