"""Every unit of work is a deed of the table, or is said to be none."""

import ast
from collections.abc import Iterator
from pathlib import Path

import landwaiter
from landwaiter.domain.table.deeds import BY_NAME
from landwaiter.domain.table.no_deeds import NOTED, QUIET

ROOT = Path(landwaiter.__file__).parent


def units() -> Iterator[tuple[str, ast.With]]:
    """The name that is written in the code, and what is done under it."""
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.With):
                yield from ((name, node) for item in node.items if (name := named(item)))


def named(item: ast.withitem) -> str:
    call = item.context_expr
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return ""
    first = call.args[0] if call.args else None
    is_unit = call.func.attr == "writing" and isinstance(first, ast.Constant)
    return str(first.value) if is_unit and isinstance(first, ast.Constant) else ""


def is_quiet(unit: ast.With) -> bool:
    calls = (node.func for node in ast.walk(unit) if isinstance(node, ast.Call))
    return any(isinstance(one, ast.Attribute) and one.attr == "quiet" for one in calls)


def test_each_is_a_deed_or_said_to_be_none() -> None:
    found = {name for name, _unit in units()}
    assert found >= QUIET.keys() | NOTED.keys()
    assert found - BY_NAME.keys() - QUIET.keys() - NOTED.keys() == set()
    assert not (QUIET.keys() | NOTED.keys()) & BY_NAME.keys()


def test_what_is_quiet_writes_no_entry_and_what_is_noted_does() -> None:
    said = {name: is_quiet(unit) for name, unit in units() if name in {*QUIET, *NOTED}}
    assert said == {**dict.fromkeys(QUIET, True), **dict.fromkeys(NOTED, False)}
