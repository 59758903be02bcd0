"""The columns that tables are made of, and the one metadata that holds them all.

Instants are ISO 8601 text in UTC with whole seconds, dates ISO 8601 text, identities UUIDv7 text,
hashes lower-case hexadecimal, structures canonical JSON text: what is hashed or signed elsewhere is
stored in the same form. What a person stated is never updated; its end is a row of its own.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TextClause,
    TypeDecorator,
)
from sqlalchemy import text as sql
from sqlalchemy.engine import Dialect

from landwaiter.canonical import instant as written
from landwaiter.storage.schema.message_columns import WordedText
from landwaiter.storage.sqlite.dialect import is_json

metadata = MetaData()
KEY_ORDERED = {"key_ordered": True}
"""Of a table whose rows are kept in the order of their key, and found by it alone."""


class Instant(TypeDecorator[datetime]):
    """Aware UTC in the program, text with Z in the table: SQLite itself drops time zones."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else written(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Truth(TypeDecorator[bool]):
    """True or False in the program, 1 or 0 in the table."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


def identity() -> Column[str]:
    return text("id", key=True)


def text(
    name: str,
    *,
    null: bool = False,
    key: bool = False,
    unique: bool = False,
    index: bool = False,
    default: str | None = None,
    check: str = "",
    collation: str | None = None,
) -> Column[str]:
    return Column(
        name,
        Text(collation=collation),
        *_checks(check),
        nullable=null,
        primary_key=key,
        unique=unique or None,
        index=index,
        server_default=default,
    )


def sentence(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    """A text that a person typed, or a message."""
    return Column(name, WordedText, nullable=null, server_default=default)


def instant(name: str, *, null: bool = False) -> Column[datetime]:
    return Column(name, Instant, nullable=null)


def number(
    name: str,
    *,
    null: bool = False,
    key: bool = False,
    unique: bool = False,
    default: int | None = None,
    check: str = "",
) -> Column[int]:
    return Column(
        name,
        Integer,
        *_checks(check),
        nullable=null,
        primary_key=key,
        unique=unique or None,
        server_default=_digits(default),
    )


def flag(name: str, *, default: int | None = None) -> Column[int]:
    """1 or 0."""
    return number(name, default=default, check=_zero_or_one(name))


def truth(name: str) -> Column[bool]:
    return Column(name, Truth, *_checks(_zero_or_one(name)), nullable=False)


def blob(name: str, *, null: bool = False, check: str = "") -> Column[bytes]:
    return Column(name, LargeBinary, *_checks(check), nullable=null)


def one_of(
    name: str, *values: str, null: bool = False, key: bool = False, default: str | None = None
) -> Column[str]:
    among = ", ".join(f"'{value}'" for value in values)
    return text(name, null=null, key=key, default=default, check=f"{name} IN ({among})")


def filled(name: str, *, key: bool = False) -> Column[str]:
    """More than white space."""
    return text(name, key=key, check=f"trim({name}) <> ''")


def as_json(name: str, *, default: str | None = None) -> Column[str]:
    return text(name, default=default, check=is_json(name))


def digest(name: str) -> Column[str]:
    """A SHA-256 in hexadecimal."""
    return text(name, check=f"length({name}) = 64")


def of(
    name: str,
    target: str,
    *,
    null: bool = False,
    key: bool = False,
    index: bool = False,
    unique: bool = False,
) -> Column[str]:
    """The identity of a row of another table, such as `entity.id`."""
    return Column(
        name,
        Text,
        ForeignKey(target),
        nullable=null,
        primary_key=key,
        index=index,
        unique=unique or None,
    )


def of_number(name: str, target: str, *, key: bool = False) -> Column[int]:
    """The number of a row of another table, such as `audit_entry.seq`."""
    return Column(name, Integer, ForeignKey(target), nullable=False, primary_key=key)


def of_case(*, null: bool = False, index: bool = True) -> Column[str]:
    return of("case_id", "case_file.id", null=null, index=index)


def by_person() -> tuple[Column[str], Column[str]]:
    return text("author"), text("at")


def _checks(condition: str) -> tuple[CheckConstraint, ...]:
    return (CheckConstraint(condition),) if condition else ()


def _zero_or_one(name: str) -> str:
    return f"{name} IN (0, 1)"


def _digits(default: int | None) -> TextClause | None:
    return None if default is None else sql(str(default))
