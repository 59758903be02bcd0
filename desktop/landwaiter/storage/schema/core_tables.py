"""The tables every casebook begins with: who, what was done, settings and drafts.

Times are UTC text (RFC 3339 with Z), identities UUIDv7 text, hashes lower-case hexadecimal.
Definitions for queries only: the migrations make the tables.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

from landwaiter.canonical import instant

metadata = MetaData()


class Instant(TypeDecorator[datetime]):
    """Aware UTC in the program, text with Z in the table: SQLite itself drops time zones."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instant(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

user = Table(
    "user",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("name_key", String, nullable=False, unique=True),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
)

user_role = Table(
    "user_role",
    metadata,
    Column("user_id", String, ForeignKey("user.id"), primary_key=True),
    Column("role", String, primary_key=True),
)

statement = Table(
    "statement",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("text", String, nullable=False),
    Column("signatures", String, nullable=False),
)

_CASE = """CASE WHEN substr(entry ->> '$.object', 1, 5) = 'case/'
THEN substr(entry ->> '$.object', 6, instr(substr(entry ->> '$.object', 6) || '/', '/') - 1) END"""
"""The case that an entry is about, by the path of its object."""

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("entry", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("at", Instant, Computed("entry ->> '$.at'", persisted=False)),
    Column("actor", String, Computed("entry ->> '$.actor'", persisted=False)),
    Column("deed", String, Computed("entry ->> '$.deed'", persisted=False)),
    Column("object", String, Computed("entry ->> '$.object'", persisted=False)),
    Column("case_id", String, Computed(_CASE, persisted=False)),
)

audit_payload = Table(
    "audit_payload",
    metadata,
    Column("seq", Integer, ForeignKey("audit_entry.seq"), primary_key=True),
    Column("salt", LargeBinary),
    Column("content", String),
    Column("erased_at", Instant),
    Column("erased_by", String),
)

seal = Table(
    "seal",
    metadata,
    Column("last", Integer, ForeignKey("audit_entry.seq"), primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("own", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

anchor = Table(
    "anchor",
    metadata,
    Column("id", String, primary_key=True),
    Column("casebook_id", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", String, nullable=False),
    Column("note", String, nullable=False),
)

office_setting = Table(
    "office_setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
    Column("set_by", String, nullable=False),
    Column("at", Instant, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("content", String, nullable=False),
    Column("at", Instant, nullable=False),
)
