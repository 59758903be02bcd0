"""Steps of the schema that are written as SQL."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from alembic import op


def run_script(name: str) -> None:
    """Each statement of a script beside this module, as it stands: text() would read a colon in a
    literal as a parameter."""
    for statement in statements(name):
        op.get_bind().exec_driver_sql(statement)


def statements(name: str) -> Iterator[str]:
    """A trigger has semicolons of its own: SQLite says where a statement ends."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    begun = ""
    for line in text.splitlines(keepends=True):
        if not begun and (not line.strip() or line.startswith("--")):
            continue
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun.strip().removesuffix(";")
            begun = ""
