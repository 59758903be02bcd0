"""How the window is bound to the services: one controller for a dialog, one way to open it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

UI = Path(__file__).parents[3] / "desktop" / "landwaiter" / "ui"
DEEPEST = 2
DEEPER: frozenset[str] = frozenset()
"""Functions that are nested deeper still, by module and name. It only shrinks."""
OPENERS = frozenset({"kit/dialog_controller.py"})
"""Who shows a dialog over the window: `show_over`."""
ASKERS = frozenset({"kit/prompts.py"})
"""Who asks and waits for the answer: `Prompts`."""
LOOPS = frozenset({"window/app.py", "window/self_portrait.py"})
"""Who runs Qt's own loop, not a dialog."""
UNFORMATTED = {
    "kit/theme.py": 3,
    "people/user_deeds.py": 1,
    "window/offer_table.py": 1,
}
"""Tables that would be unreadable one cell a line. It only shrinks."""


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (path.relative_to(UI).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(UI.rglob("*.py"))
    )


def _nested(node: ast.AST, depth: int = 0) -> Iterator[tuple[str, int]]:
    for child in ast.iter_child_nodes(node):
        below = depth
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            below += 1
            yield child.name, below
        yield from _nested(child, below)


def _calls(tree: ast.Module, name: str) -> Iterator[ast.expr]:
    """Receivers of calls of a method without arguments."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == name
            and not node.args
        ):
            yield node.func.value


def _is_controller(receiver: ast.expr) -> bool:
    """`SomeController(…)`, `DIALOGS[name](…)` or `made(…)`: what has just been made; or itself."""
    return isinstance(receiver, ast.Call) or ast.unparse(receiver) == "self"


def test_no_function_is_nested_deep() -> None:
    found = {
        f"{place}:{name}"
        for place, tree in _trees()
        for name, depth in _nested(tree)
        if depth > DEEPEST
    }
    assert found == DEEPER


def test_a_dialog_is_opened_in_one_way() -> None:
    found = {
        place
        for place, tree in _trees()
        for receiver in _calls(tree, "open")
        if not _is_controller(receiver)
    }
    assert found == OPENERS


def test_a_question_that_waits_is_a_prompt() -> None:
    found = {place for place, tree in _trees() if any(True for _one in _calls(tree, "exec"))}
    assert found == ASKERS | LOOPS


def test_a_controller_is_named_for_it() -> None:
    """And stands in a module of that name, beside its dialog."""
    for place, tree in _trees():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Controller"):
                assert place.endswith("_controller.py"), f"{place}: {node.name}"


def test_only_tables_are_laid_out_by_hand() -> None:
    found = {path: path.read_text(encoding="utf-8").count("fmt: skip") for path in UI.rglob("*.py")}
    counted = {path.relative_to(UI).as_posix(): n for path, n in found.items() if n}
    assert counted == UNFORMATTED
