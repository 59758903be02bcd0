"""The columns that tables are made of, and the one metadata that holds them all.

Instants are ISO 8601 text in UTC with whole seconds, dates ISO 8601 text, identities UUIDv7 text,
hashes lower-case hexadecimal, structures canonical JSON text: what is hashed or signed elsewhere is
stored in the same form. What a person stated is never updated; its end is a row of its own.

Each column says the class of its content (`Content`), which decides who may read it on paper. Of
what holds no words the kind says it: identities, codes, numbers, instants and hashes are open, and
who works here is a person. Of every other text, and of bytes, the column says it itself. What
nobody has judged is an internal note; what holds several contents has the gravest of them.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
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
from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.message_columns import WordedText
from landwaiter.storage.sqlite.dialect import is_json

metadata = MetaData()
_CONTENT, _IN_CONFIDENCE = "content", "in_confidence"
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


class Digest(TypeDecorator[str]):
    """A SHA-256 in hexadecimal in the program, its 32 bytes in the table."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else bytes(value).hex()


class TermNumber(TypeDecorator[str]):
    """One of a few terms in the program, its place among them in the table."""

    impl = Integer
    cache_ok = True

    def __init__(self, *terms: str) -> None:
        super().__init__()
        self.terms = terms

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        return None if value is None else self.terms.index(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        # One below zero would be read as another term.
        return self.terms[value if value >= 0 else len(self.terms)]


def marked(content: Content, *, confided: bool = False) -> dict[str, Any]:
    """What a column says of its content.

    `confided`: in the row of a piece of evidence whose source spoke in confidence, or of a watch
    list that is confidential, the same column shows the source.
    """
    return {_CONTENT: content, _IN_CONFIDENCE: Content.SOURCE if confided else content}


def content_of(column: Column[Any]) -> Content | None:
    """The class of what a column holds; None where it does not say one."""
    return column.info.get(_CONTENT)


def content_in_confidence(column: Column[Any]) -> Content | None:
    """Its class in the row of a source in confidence."""
    return column.info.get(_IN_CONFIDENCE)


def has_words(column: Column[Any]) -> bool:
    """Whether it may hold words: a text or bytes, no number."""
    kind = column.type
    return not isinstance(kind.impl if isinstance(kind, TypeDecorator) else kind, Integer)


def identity() -> Column[str]:
    return code("id", key=True)


def code(
    name: str,
    *,
    null: bool = False,
    key: bool = False,
    unique: bool = False,
    index: bool = False,
    default: str | None = None,
) -> Column[str]:
    """No words of anybody: a term of the program, a reference, a day, a hash, or a structure of
    such."""
    return text(name, Content.OPEN, null=null, key=key, unique=unique, index=index, default=default)


def derived_number(name: str, value: str) -> Column[int]:
    """What the database itself reckons of the others of a row, and does not keep."""
    made = Computed(value, persisted=False)
    return Column(name, Integer, made, info=marked(Content.OPEN))


def person(
    name: str, *, null: bool = False, key: bool = False, unique: bool = False, index: bool = False
) -> Column[str]:
    """Somebody who works here, by name or identity."""
    return text(name, Content.PERSONAL, null=null, key=key, unique=unique, index=index)


def text(
    name: str,
    content: Content,
    *,
    null: bool = False,
    key: bool = False,
    unique: bool = False,
    index: bool = False,
    default: str | None = None,
    check: str = "",
    collation: str | None = None,
    confided: bool = False,
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
        info=marked(content, confided=confided),
    )


def sentence(
    name: str, content: Content, *, null: bool = False, default: str | None = None
) -> Column[str]:
    """A text that a person typed, or a message."""
    return Column(name, WordedText, nullable=null, server_default=default, info=marked(content))


def instant(name: str, *, null: bool = False) -> Column[datetime]:
    return Column(name, Instant, nullable=null, info=marked(Content.OPEN))


def number(
    name: str,
    *,
    null: bool = False,
    key: bool = False,
    unique: bool = False,
    default: int | None = None,
    check: str = "",
    content: Content = Content.OPEN,
) -> Column[int]:
    return Column(
        name,
        Integer,
        *_checks(check),
        nullable=null,
        primary_key=key,
        unique=unique or None,
        server_default=_digits(default),
        info=marked(content),
    )


def flag(name: str, *, default: int | None = None) -> Column[int]:
    """1 or 0."""
    return number(name, default=default, check=_zero_or_one(name))


def truth(name: str, *, content: Content = Content.OPEN) -> Column[bool]:
    return Column(name, Truth, *_checks(_zero_or_one(name)), nullable=False, info=marked(content))


def blob(name: str, content: Content, *, null: bool = False, check: str = "") -> Column[bytes]:
    return Column(name, LargeBinary, *_checks(check), nullable=null, info=marked(content))


def one_of(
    name: str, *values: str, null: bool = False, key: bool = False, default: str | None = None
) -> Column[str]:
    among = ", ".join(f"'{value}'" for value in values)
    return text(
        name, Content.OPEN, null=null, key=key, default=default, check=f"{name} IN ({among})"
    )


def filled(name: str, content: Content, *, key: bool = False) -> Column[str]:
    """More than white space."""
    return text(name, content, key=key, check=f"trim({name}) <> ''")


def as_json(
    name: str, content: Content, *, default: str | None = None, confided: bool = False
) -> Column[str]:
    return text(name, content, default=default, check=is_json(name), confided=confided)


def digest(name: str) -> Column[str]:
    """A SHA-256 in hexadecimal."""
    return text(name, Content.OPEN, check=f"length({name}) = 64")


def short_digest(name: str) -> Column[str]:
    """The same in a table of millions: half as many bytes."""
    return Column(
        name, Digest, *_checks(f"length({name}) = 32"), nullable=False, info=marked(Content.OPEN)
    )


def term(name: str, *terms: str, key: bool = False) -> Column[str]:
    """One of a few terms in a table of millions; a new one is added at the end."""
    return Column(
        name,
        TermNumber(*terms),
        *_checks(f"{name} BETWEEN 0 AND {len(terms) - 1}"),
        nullable=False,
        primary_key=key,
        info=marked(Content.OPEN),
    )


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
        info=marked(Content.OPEN),
    )


def of_number(name: str, target: str, *, key: bool = False) -> Column[int]:
    """The number of a row of another table, such as `audit_entry.seq`."""
    return Column(
        name,
        Integer,
        ForeignKey(target),
        nullable=False,
        primary_key=key,
        info=marked(Content.OPEN),
    )


def of_case(*, null: bool = False, index: bool = True) -> Column[str]:
    return of("case_id", "case_file.id", null=null, index=index)


def by_person() -> tuple[Column[str], Column[str]]:
    return person("author"), code("at")


def by_signature() -> tuple[Column[str], Column[bytes], Column[bytes]]:
    """The key that signed, the statement that vouches for it, and what it signed with."""
    return code("key"), blob("statement", Content.PERSONAL), blob("signature", Content.OPEN)


def _checks(condition: str) -> tuple[CheckConstraint, ...]:
    return (CheckConstraint(condition),) if condition else ()


def _zero_or_one(name: str) -> str:
    return f"{name} IN (0, 1)"


def _digits(default: int | None) -> TextClause | None:
    return None if default is None else sql(str(default))
