"""Every text a user reads can be gathered and translated as a whole sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir

PACKAGE = Path(__file__).resolve().parents[1] / "desktop" / "landwaiter"
GLUED = (ast.JoinedStr, ast.BinOp)
"""An f-string, or texts joined by `+` or `%`."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call of `_` in the package, with its place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "_"
            ):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def is_whole(call: ast.Call) -> bool:
    """True for one text or one entry of a table: nothing glued, nothing filled in before."""
    if len(call.args) != 1 or call.keywords:
        return False
    (text,) = call.args
    is_filled = isinstance(text, ast.Call) and ast.unparse(text.func).endswith(".format")
    return not is_filled and not isinstance(text, GLUED)


def unnamed(text: str) -> list[str]:
    """Placeholders such as `{}` and `{0}`, which say nothing to a translator."""
    names = [name for _literal, name, _spec, _conversion in Formatter().parse(text)]
    return [name for name in names if name is not None and not name.isidentifier()]


@pytest.mark.parametrize(
    "source",
    [
        '_(f"{count} hits")',
        '_("hits: " + count)',
        '_("hits: %s" % count)',
        '_("{count} hits".format(count=count))',
        '_("one", "many")',
        "_()",
    ],
)
def test_a_glued_text_is_not_whole(source: str) -> None:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    assert not is_whole(call)


def test_no_text_is_glued_before_it_is_translated() -> None:
    assert [place for place, call in calls() if not is_whole(call)] == []


@pytest.mark.parametrize("text", ["{} hits", "{0} hits", "{one.count} hits"])
def test_a_placeholder_without_a_name_is_found(text: str) -> None:
    assert unnamed(text)


def test_every_placeholder_has_a_name() -> None:
    found = extract_from_dir(PACKAGE, keywords={"_": None})
    texts = {str(text): f"{name}:{line}" for name, line, text, *_more in found}
    assert len(texts) > 1000
    assert [f"{place}: {text}" for text, place in texts.items() if unnamed(text)] == []
