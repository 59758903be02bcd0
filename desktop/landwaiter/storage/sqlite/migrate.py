"""Bring the schema of a casebook up to this version of Landwaiter."""

from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, text

from landwaiter.storage.sqlite.engine import WRITES, migration_engine

_MIGRATIONS = "landwaiter.storage.migrations"


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
    # Slow to import and rarely needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    engine = migration_engine(path, key, create=create)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        folder = stack.enter_context(as_file(files(_MIGRATIONS)))
        connection = stack.enter_context(engine.connect()).execution_options(**{WRITES: True})
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        with connection.begin():
            command.upgrade(config, to)
