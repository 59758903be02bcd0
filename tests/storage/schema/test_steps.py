"""What the steps of the schema make is what tables and guards say; neither changes alone."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage import migrations
from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.columns import code, filled, identity, number
from landwaiter.storage.schema.guards.all_guards import GUARDS
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite.engine import Driver, connect
from landwaiter.storage.sqlite.migrate import upgrade
from landwaiter.storage.sqlite.whole_schema import statements

KEY = bytes(32)
WORDS = ("case_search", "text_search", "entity_words", "register_words", "trade_search")
"""Their tables are the engine's own."""


def made_of(texts: Iterable[str], path: Path) -> Driver:
    connection = connect(path, KEY, wait_s=0.0, create=True)
    for statement in texts:
        connection.execute(statement)
    return connection


def made_by_steps(path: Path) -> Driver:
    upgrade(path, KEY, create=True)
    connection = connect(path, KEY, wait_s=0.0)
    connection.execute("DROP TABLE alembic_version")
    return connection


def plain(written: str) -> str:
    """Without line breaks, spaces at brackets and quotes around names."""
    return re.sub(r"\s*([()])\s*", r"\1", re.sub(r"\s+", " ", written)).replace('"', "")


def parts(written: str) -> frozenset[str]:
    """Columns and constraints of a table: a step that adds a column writes it after the others."""
    body = plain(written)
    found, depth, part = [], 0, ""
    for letter in body[body.index("(") + 1 : body.rindex(")")]:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append(part.strip())
            part = ""
        else:
            part += letter
    return frozenset([*found, part.strip()])


def seen(connection: Driver) -> dict[str, Any]:
    """By kind and name: what everything in a database is."""
    found: dict[str, Any] = {}
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    for kind, name, table, written in rows:
        if kind != "table" or name in WORDS:
            found[f"{kind} {name}"] = (table, plain(written or ""))
        elif not name.startswith(WORDS):
            found[f"table {name}"] = dict(_of_table(connection, name, written))
    return found


def _of_table(connection: Driver, name: str, written: str) -> Iterator[tuple[str, Any]]:
    yield "says", parts(written)
    yield "ends", plain(written).rpartition(")")[2]
    columns = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
    yield "columns", {column[1:] for column in columns}
    yield "refers", {row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
    for row in connection.execute(f"PRAGMA index_list({name})").fetchall():
        held = connection.execute(f"PRAGMA index_xinfo({row[1]})").fetchall()
        yield f"index {row[1]}", (row[2:], [column[1:] for column in held])


def test_steps_make_what_tables_and_guards_say(tmp_path: Path) -> None:
    with (
        closing(made_by_steps(tmp_path / "steps.db")) as steps,
        closing(made_of(statements(metadata, GUARDS), tmp_path / "said.db")) as said,
    ):
        by_steps, by_data = seen(steps), seen(said)
    assert by_steps.keys() == by_data.keys()
    assert not {name for name, what in by_steps.items() if by_data[name] != what}
    assert len(by_steps) > len(metadata.tables) + len(GUARDS)


RELEASED = {
    "0001_casebook.sql": "f466a8f6f5bd71b38a9eba4e40bd52e39e89b4f93b3c2cb20c6fe47ab7f5d685",
}
"""Steps that casebooks were made with, by SHA-256: a change is a step of its own."""


@pytest.mark.parametrize("step", RELEASED)
def test_a_step_that_was_released_never_changes(step: str) -> None:
    written = (files(migrations) / "versions" / step).read_bytes()
    assert sha256(written).hexdigest() == RELEASED[step]


def thing(*more: Any) -> MetaData:
    held = MetaData()
    Table("thing", held, identity(), code("name"), *more)
    return held


def guard(condition: str) -> tuple[Guard, ...]:
    return (Guard("thing_stays", "thing", "delete", "it stays", condition),)


CHANGES: dict[str, Callable[[], list[str]]] = {
    "a column more": lambda: [*statements(thing(number("size")), guard("1"))],
    "a default": lambda: [*statements(thing(code("note", default="")), guard("1"))],
    "a check": lambda: [*statements(thing(filled("note", Content.OPEN)), guard("1"))],
    "a condition": lambda: [*statements(thing(code("note")), guard("OLD.name = ''"))],
    "no guard": lambda: [*statements(thing(code("note")), ())],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_difference_is_seen(change: str, tmp_path: Path) -> None:
    as_said = statements(thing(code("note")), guard("1"))
    with (
        closing(made_of(as_said, tmp_path / "one.db")) as one,
        closing(made_of(CHANGES[change](), tmp_path / "other.db")) as other,
    ):
        assert seen(one) != seen(other)


def test_a_column_that_a_step_adds_is_the_same(tmp_path: Path) -> None:
    with (
        closing(made_of(statements(thing(), ()), tmp_path / "one.db")) as one,
        closing(
            made_of(statements(thing(number("size", null=True)), ()), tmp_path / "two.db")
        ) as two,
    ):
        one.execute("ALTER TABLE thing ADD COLUMN size INTEGER")
        assert seen(one) == seen(two)


def test_each_guard_is_named_once() -> None:
    names = [guard.name for guard in GUARDS]
    assert len(names) == len(set(names))
