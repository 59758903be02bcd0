"""Bring the schema of a casebook up to this version of Landwaiter."""

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, text

from landwaiter.storage.sqlite.engine import WRITES, memory_engine, migration_engine

_MIGRATIONS = "landwaiter.storage.migrations"


@cache
def head_revision() -> int:
    """The newest schema this version of Landwaiter knows."""
    steps = (files(_MIGRATIONS) / "versions").iterdir()
    return max(int(step.name[:4]) for step in steps if step.name[:4].isdigit())


def revision(connection: Connection) -> int:
    """The schema of an open casebook; 0 when it has none."""
    known = connection.execute(
        text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")
    ).scalar_one()
    if not known:
        return 0
    return int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or 0)


def upgrade(path: Path, key: bytes, *, create: bool = False, to: str = "head") -> None:
    """Run the missing migrations, all in one transaction."""
    engine = migration_engine(path, key, create=create)
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(**{WRITES: True})
            with connection.begin():
                _run(connection, to)
    finally:
        engine.dispose()


def schema_of(connection: Connection) -> dict[str, str]:
    """The SQL of every table, index and trigger, by `kind name`."""
    rows = connection.execute(
        text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    )
    return {f"{kind} {name}": str(sql) for kind, name, sql in rows}


@cache
def expected_schema() -> dict[str, str]:
    """What the migrations of this version make, taken from a database in memory."""
    engine = memory_engine()
    try:
        with engine.connect() as connection, connection.begin():
            _run(connection, "head")
            return schema_of(connection)
    finally:
        engine.dispose()


def _run(connection: Connection, to: str) -> None:
    from alembic import command  # noqa: PLC0415  # slow to import and rarely needed
    from alembic.config import Config  # noqa: PLC0415  # slow to import and rarely needed

    with as_file(files(_MIGRATIONS)) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, to)
