"""Who is given a connection says whether it reads or writes, and what reads writes nothing."""

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import landwaiter
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add

ROOT = Path(landwaiter.__file__).parent
NAMES = frozenset({"conn", "connection"})
"""What a connection is called."""
TYPED = frozenset({"Reader", "Writer", "Reader | None"})
ENGINE = ("storage/sqlite/", "storage/base/")
"""Where there is neither snapshot nor unit of work yet."""
OF_THE_ENGINE = frozenset({"Connection", "Driver"})
VERBS = frozenset({"insert", "update", "delete"})
STATEMENTS = VERBS | {"insert_or_ignore", "upsert"}
CHANGING = re.compile(r"\s*(INSERT|REPLACE|UPDATE|DELETE)\b")


def untyped(tree: ast.Module, typed: Collection[str] = TYPED) -> Iterator[int]:
    """Lines on which a connection is given that does not say what it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            name, annotation = node.arg, node.annotation
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, annotation = node.target.id, node.annotation
        else:
            continue
        if name in NAMES and not (annotation and ast.unparse(annotation) in typed):
            yield node.lineno


def writing_readers(tree: ast.Module) -> Iterator[str]:
    """Functions that are given a Reader, and change something."""
    prepared = {
        target.id
        for node in tree.body
        for target in _targets(node)
        if isinstance(target, ast.Name) and _changes(node, ())
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or not _changes(node, prepared):
            continue
        if "Reader" in _given(node) and not {"Writer", "UnitOfWork"} & _given(node):
            yield node.name


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def _given(function: ast.FunctionDef) -> set[str]:
    given = (function.args.posonlyargs, function.args.args, function.args.kwonlyargs)
    return {ast.unparse(one.annotation) for part in given for one in part if one.annotation}


def _changes(tree: ast.AST, prepared: Collection[str]) -> bool:
    """Whether a statement that changes rows is made here, or one that was made before is used."""
    return any(
        _makes_statement(node) or (isinstance(node, ast.Name) and node.id in prepared)
        for node in ast.walk(tree)
    )


def _makes_statement(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(CHANGING.match(node.value))
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in STATEMENTS
    # Those of a table take nothing; a set or a mapping is updated with something.
    return isinstance(node.func, ast.Attribute) and node.func.attr in VERBS and not node.args


def files() -> tuple[Path, ...]:
    return tuple(sorted(ROOT.rglob("*.py")))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def test_every_connection_says_whether_it_reads_or_writes() -> None:
    found = [
        f"{name_of(file)}:{line}"
        for file in files()
        for line in untyped(
            parsed(file), OF_THE_ENGINE | TYPED if name_of(file).startswith(ENGINE) else TYPED
        )
    ]
    assert not found, "\n".join(found)


def test_nothing_is_changed_through_a_reader() -> None:
    found = {name_of(file): list(writing_readers(parsed(file))) for file in files()}
    assert not [(file, names) for file, names in found.items() if names]


@pytest.mark.parametrize(
    "code",
    [
        "def f(conn): ...",
        "def f(conn: Any): ...",
        "def f(*, connection: Connection): ...",
        "class C:\n    conn: Any = None",
    ],
)
def test_a_connection_that_says_nothing_is_seen(code: str) -> None:
    assert list(untyped(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "def f(conn: Reader): conn.execute(setting.insert(), {})",
        "def f(conn: Reader): conn.execute(delete(draft).where())",
        "def f(conn: Reader): conn.exec_driver_sql('UPDATE meta SET value = 1')",
        "_ADD = 'INSERT INTO meta VALUES (?)'\ndef f(conn: Reader): conn.exec_driver_sql(_ADD)",
    ],
)
def test_writing_through_a_reader_is_seen(code: str) -> None:
    assert list(writing_readers(ast.parse(code))) == ["f"]


if TYPE_CHECKING:

    def _refused(conn: Reader) -> None:
        add(conn, "office_setting")  # type: ignore[arg-type]  # mypy tells if it is not
