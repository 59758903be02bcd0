"""Every text a user reads can be gathered and translated as a whole sentence."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TypeGuard

import pytest
from babel.messages.extract import extract_from_dir

from landwaiter.errors import Invalid
from landwaiter.i18n import N_, Catalogue, _, speaking

PACKAGE = Path(__file__).resolve().parents[1] / "desktop" / "landwaiter"
SAY_AT_ONCE = ("_", "plural", "figure")
"""They give words in the language that is spoken by then."""
LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
"""What is in their bodies runs when they are called; their defaults and decorators run at once."""
GLUED = (ast.JoinedStr, ast.BinOp)
"""An f-string, or texts joined by `+` or `%`."""


@cache
def modules() -> dict[str, ast.Module]:
    """Each module of the package, read, by its path in it."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def is_call_of(node: ast.AST, *names: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def calls(name: str = "_") -> Iterator[tuple[str, ast.Call]]:
    """Each call of `_`, or of another name, in the package, with its place."""
    for path, module in modules().items():
        for node in ast.walk(module):
            if is_call_of(node, name):
                yield f"{path}:{node.lineno}", node


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
    found = list(extract_from_dir(PACKAGE, keywords={"_": None, "N_": None, "plural": (2, 3)}))
    texts = {
        text: f"{name}:{line}"
        for name, line, told, *_more in found
        for text in ((told,) if isinstance(told, str) else told)
    }
    assert len(texts) > 1000
    assert [f"{place}: {text}" for text, place in texts.items() if unnamed(text)] == []


def said_at_import(module: ast.Module) -> list[int]:
    """Lines of calls that say something while the module is loaded."""
    found, waiting = [], list[ast.AST](module.body)
    while waiting:
        node = waiting.pop()
        if is_call_of(node, *SAY_AT_ONCE):
            found.append(node.lineno)
        if isinstance(node, LATER):
            args = node.args
            waiting += [*args.defaults, *(one for one in args.kw_defaults if one)]
            waiting += [] if isinstance(node, ast.Lambda) else node.decorator_list
        else:
            waiting += ast.iter_child_nodes(node)
    return sorted(found)


@pytest.mark.parametrize(
    "source",
    [
        'TITLE = _("Hits")',
        'COLUMNS = (Column(_("Hits"), lambda row: row),)',
        'def show(title=_("Hits")): pass',
        'def show(*, title=_("Hits")): pass',
        'class Card:\n    title = _("Hits")',
        'class Card:\n    def show(self, title=_("Hits")): pass',
        '@named(_("Hits"))\ndef show(): pass',
        'show = lambda title=_("Hits"): title',
        'COUNT = plural(2, "{n} hit", "{n} hits")',
        "LEAST = figure(1000)",
    ],
)
def test_what_is_said_while_a_module_is_loaded_is_found(source: str) -> None:
    assert said_at_import(ast.parse(source))


@pytest.mark.parametrize(
    "source", ['show = lambda: _("Hits")', 'def show():\n    return _("Hits")', 'T = N_("Hits")']
)
def test_what_is_said_later_is_not(source: str) -> None:
    assert said_at_import(ast.parse(source)) == []


def test_nothing_is_said_while_a_module_is_loaded() -> None:
    """The language is chosen later, and may change: those words would stand in the wrong one."""
    found = {path: said_at_import(module) for path, module in modules().items()}
    assert {path: lines for path, lines in found.items() if lines} == {}


def places_of(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}


def why_not_counted(call: ast.Call) -> str:
    """What a call of `plural` lacks; empty for a count, two whole texts and all their places."""
    texts = [one.value for one in call.args[1:] if isinstance(one, ast.Constant)]
    ids = [text for text in texts if isinstance(text, str)]
    if len(call.args) != 3 or len(ids) != 2:
        return "not a number and two literal texts"
    if not all("n" in places_of(text) for text in ids):
        return "a text without {n}"
    named = {keyword.arg for keyword in call.keywords}
    asked = places_of(ids[0]) | places_of(ids[1])
    if "n" in named or (None not in named and asked != named | {"n"}):
        return "not its places"
    return ""


@pytest.mark.parametrize(
    "source",
    [
        'plural(count, "{n} hit", f"{n} hits")',
        'plural(count, "{n} " + "hit", "{n} hits")',
        'plural(count, HIT, "{n} hits")',
        'plural(count, "{n} hits")',
        'plural(count, "one hit", "{n} hits")',
        'plural(count, "{n} hit", "{count} hits")',
        'plural(count, "{n} hit on {list}", "{n} hits on {list}")',
        'plural(count, "{n} hit", "{n} hits", list="EU")',
        'plural(count, "{n} hit", "{n} hits", n=count)',
    ],
)
def test_what_cannot_be_counted_in_another_language_is_found(source: str) -> None:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    assert why_not_counted(call)


def test_every_count_has_two_whole_texts_with_their_places() -> None:
    """A place that is filled by `.format` afterwards would be words, and lost in another text."""
    found = [(place, why_not_counted(call)) for place, call in calls("plural")]
    assert len(found) > 100
    assert [(place, why) for place, why in found if why] == []
    filled = [
        f"{path}:{node.lineno}"
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and node.attr == "format"
        and is_call_of(node.value, "plural", "figure")
    ]
    assert filled == []


def test_every_text_that_is_marked_for_translators_is_a_literal() -> None:
    def is_literal(call: ast.Call) -> bool:
        texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
        return [type(text) for text in texts] == [str] and not call.keywords

    found = list(calls("N_"))
    assert len(found) > 100
    assert [place for place, call in found if not is_literal(call)] == []


def test_what_marks_a_text_leaves_it_as_it_is() -> None:
    with speaking(Catalogue("xx", {"Hits": "Strikes"})):
        assert N_("Hits") == "Hits"
        assert type(N_("Hits")) is str
        assert _(N_("Hits")) == "Strikes"


def test_the_place_of_a_fault_is_said_in_the_language_that_is_spoken() -> None:
    fault = Invalid("Nope.", file="a.csv", row=3, field="mrn", value="0xBA")
    assert fault.sentence() == "a.csv, row 3, mrn, “0xBA”: Nope."
    with speaking(Catalogue("pl", {"row {row}": "wiersz {row}", "“{value}”": "„{value}”"})):
        assert fault.sentence() == "a.csv, wiersz 3, mrn, „0xBA”: Nope."
        assert Invalid("Nope.", row="letter 3", value="{x}").sentence() == "letter 3, „{x}”: Nope."


DAYS_IN_WORDS = ("ui/", "services/people/", "services/casebook/", "services/lists/thresholds.py")
"""What is told there is sealed by nothing, so its days are in the words of the reader."""


def days_in_figures(module: ast.Module) -> Iterator[int]:
    """Lines that put a day as `2026-03-27` into a sentence."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        fills = isinstance(node.func, ast.Attribute) and node.func.attr == "format"
        if fills or is_call_of(node, "plural"):
            for value in node.keywords:
                parts = ast.walk(value.value)
                if any(isinstance(one, ast.Attribute) and one.attr == "isoformat" for one in parts):
                    yield value.value.lineno


@pytest.mark.parametrize(
    "source",
    [
        "_('{person} is absent until {day}.').format(person=p, day=d.isoformat())",
        "plural(n, '{n} hit since {day}', '{n} hits since {day}', day=d.date().isoformat())",
        "text.format(day=d.isoformat() if d else '')",
    ],
)
def test_a_day_in_figures_is_found(source: str) -> None:
    assert list(days_in_figures(ast.parse(source))) == [1]


def test_no_sentence_of_the_window_or_about_people_has_a_day_in_figures() -> None:
    found = [
        f"{path}:{line}"
        for path, module in modules().items()
        if path.startswith(DAYS_IN_WORDS)
        for line in days_in_figures(module)
    ]
    assert found == []
