"""A count is found by its text for one: two counts that share it would be one in a catalogue."""

import ast
from collections import defaultdict
from pathlib import Path

import landwaiter

SOURCES = Path(landwaiter.__file__).parent


def counts_of(source: str) -> set[tuple[str, str]]:
    """The texts for one and for many that a module counts with."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {
        (str(one.value), str(many.value))
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "plural"
        for one, many in (call.args[1:3],)
        if isinstance(one, ast.Constant) and isinstance(many, ast.Constant)
    }


def shared(counts: set[tuple[str, str]]) -> dict[str, set[str]]:
    """Text for one → its texts for many, where there are several."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, many in counts:
        found[one].add(many)
    return {one: many for one, many in found.items() if len(many) > 1}


def test_no_two_counts_share_their_text_for_one() -> None:
    counts = set().union(*(counts_of(path.read_text("utf-8")) for path in SOURCES.rglob("*.py")))
    assert len(counts) > 100
    assert shared(counts) == {}


def test_two_that_do_are_found() -> None:
    source = 'plural(2, "{n} case", "{n} cases")\nplural(2, "{n} case", "{n} cases, all open")'
    assert shared(counts_of(source)) == {"{n} case": {"{n} cases", "{n} cases, all open"}}
