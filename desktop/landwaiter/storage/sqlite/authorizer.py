"""What SQL may not do on an application connection: change the schema or its guards."""

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # ships no annotations

_SCHEMA_ACTS = frozenset(
    getattr(dbapi2, name)
    for name in dir(dbapi2)
    if name.startswith(("SQLITE_CREATE_", "SQLITE_DROP_"))
    or name in {"SQLITE_ALTER_TABLE", "SQLITE_ATTACH", "SQLITE_DETACH", "SQLITE_REINDEX"}
)
_HARMLESS_PRAGMAS = frozenset(
    {
        "busy_timeout",  # how long it waits for a lock
        "cache_size",  # how many pages it remembers
        "data_version",  # FTS5 asks it inside its own statements
        "cipher_integrity_check",
        "foreign_key_check",
        "integrity_check",
        "quick_check",
        "read_uncommitted",  # SQLAlchemy asks it of its first connection
        "wal_checkpoint",
    }
)
_WRITES = frozenset({dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE})
_VERSION_TABLE = "alembic_version"
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export"})


def authorize(
    act: int, first: str | None, second: str | None, database: str | None, trigger: str | None
) -> int:
    """SQLITE_OK or SQLITE_DENY for one step of a statement being prepared."""
    if act in _SCHEMA_ACTS:
        return int(dbapi2.SQLITE_DENY)
    if act == dbapi2.SQLITE_PRAGMA and (first or "").lower() not in _HARMLESS_PRAGMAS:
        return int(dbapi2.SQLITE_DENY)
    if act in _WRITES and first == _VERSION_TABLE:
        return int(dbapi2.SQLITE_DENY)
    if act == dbapi2.SQLITE_FUNCTION and (second or "").lower() in _FORBIDDEN_FUNCTIONS:
        return int(dbapi2.SQLITE_DENY)
    return int(dbapi2.SQLITE_OK)
