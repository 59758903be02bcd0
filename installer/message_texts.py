"""Every text that Landwaiter says, gathered for who translates it.

Where a text stands as a literal (`_`, `N_`, `plural`) it is read from the source. Others stand in
tables and are looked up when they are said: they are taken from the tables themselves, so that what
a table builds is gathered as it is said.
"""

import ast
import csv
import dataclasses
import enum
import importlib
import pkgutil
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "desktop" / "landwaiter"
PACKS = ROOT / "resources" / "packs"
KINDS = ROOT / "resources" / "kinds"

SAID_FIELDS: Final = frozenset(
    (
        *("title", "done", "told", "hint", "unit", "unsaid", "means", "brief", "said", "about"),
        *("forth", "back", "says", "holds", "condition", "who_may_not", "effect", "words", "text"),
        *("sentence", "menu", "why", "short", "purpose", "step"),
    )
)
"""Fields of rows whose texts are said. A row is any dataclass of the program in its tables."""

CALLS: Final = {"_": (0,), "N_": (0,), "plural": (1, 2)}
"""Which arguments of a call are ids of messages."""


class Said(NamedTuple):
    """A text with its place; `many` where it counts."""

    text: str
    place: str
    many: str = ""


def texts() -> Iterator[Said]:
    """Every text of the program, some of them more than once."""
    yield from literals()
    for module in modules():
        yield from _of_module(module)
    yield from looked_up()
    yield from _of_commands()
    yield from _of_files()


def literals() -> Iterator[Said]:
    """Texts that stand in calls."""
    for path, tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found = _ids(node, CALLS.get(node.func.id, ()))
                if found:
                    yield Said(found[0], f"{_near(path)}:{node.lineno}", *found[1:])


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _ids(call: ast.Call, places: Iterable[int]) -> list[str]:
    given = [call.args[at] for at in places if at < len(call.args)]
    found = [one.value for one in given if isinstance(one, ast.Constant) and one.value]
    return [text for text in found if isinstance(text, str)]


def looked_up() -> Iterator[Said]:
    """Texts of the tables that `_` is asked with: `_(TITLES[kind])`, or `_(name)` in a loop."""
    for path, tree in _sources():
        module = _module_of(path)
        if module is None:
            continue
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                for name in _asked_with(function):
                    yield from _of_name(name, function, module, _near(path))


def _module_of(path: Path) -> ModuleType | None:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    return sys.modules.get(name.removesuffix(".__init__"))


def _asked_with(function: ast.AST) -> set[str]:
    """The names in what `_` is asked with, where that is no literal."""
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args)
    asked = (call.args[0] for call in calls if getattr(call.func, "id", "") == "_")
    return {node.id for one in asked for node in ast.walk(one) if isinstance(node, ast.Name)}


def _of_name(name: str, function: ast.AST, module: ModuleType, place: str) -> Iterator[Said]:
    """Of a table of the module; of what a loop over one, or over literals, names."""
    yield from _of_table(name, module, place)
    for source in _said_from(name, function):
        for part in ast.walk(source):
            if isinstance(part, ast.Name):
                yield from _of_table(part.id, module, place)
            elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield from (Said(text, place) for text in _leaves(part.value))


def _said_from(name: str, function: ast.AST) -> Iterator[ast.AST]:
    """What is looped over, or put into a variable, under this name."""
    for node in ast.walk(function):
        if isinstance(node, ast.For | ast.comprehension) and name in _names_in(node.target):
            yield node.iter
        elif (
            isinstance(node, ast.Assign) and name in set().union(*map(_names_in, node.targets))
        ) or (
            isinstance(node, ast.AnnAssign | ast.NamedExpr)
            and node.value is not None
            and name in _names_in(node.target)
        ):
            yield node.value


def _names_in(target: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _of_table(name: str, module: ModuleType, place: str) -> Iterator[Said]:
    table = vars(module).get(name)
    if isinstance(table, str | Mapping | tuple | list | set | frozenset):
        yield from (Said(text, place) for text in _leaves(table))


def _near(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules() -> Iterator[ModuleType]:
    """Every module of the program; those that begin it are left out."""
    landwaiter = importlib.import_module("landwaiter")
    for found in pkgutil.walk_packages(landwaiter.__path__, "landwaiter."):
        if not found.name.endswith("__main__") and "migrations" not in found.name:
            yield importlib.import_module(found.name)


def _of_module(module: ModuleType) -> Iterator[Said]:
    """What its rows and its enumerations say."""
    seen: set[int] = set()
    for name, value in vars(module).items():
        if getattr(value, "__module__", module.__name__) != module.__name__:
            continue
        place = f"{module.__name__}.{name}"
        if isinstance(value, type):
            yield from _of_class(value, place, seen)
        else:
            yield from _of_rows(value, place, seen)


def _of_class(found: type, place: str, seen: set[int]) -> Iterator[Said]:
    if issubclass(found, enum.StrEnum):
        yield from (Said(one.value.replace("_", " "), place) for one in found if _is_word(one))
    elif dataclasses.is_dataclass(found):
        for hint in vars(found).get("__annotations__", {}).values():
            for extra in getattr(hint, "__metadata__", ()):
                yield from _of_rows(extra, place, seen)


def _is_word(text: str) -> bool:
    """Codes are the same in every language."""
    return text.islower() and len(text) > 1 and not any(sign.isdigit() for sign in text)


def _of_rows(value: Any, place: str, seen: set[int]) -> Iterator[Said]:
    """Texts of rows, however deep they lie in tables."""
    if id(value) in seen or isinstance(value, str | bytes | type | ModuleType):
        return
    seen.add(id(value))
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _of_rows(one, place, seen)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _of_rows(one, place, seen)
    elif dataclasses.is_dataclass(value) and type(value).__module__.startswith("landwaiter."):
        for field in dataclasses.fields(value):
            held = getattr(value, field.name, None)
            if field.name in SAID_FIELDS:
                yield from (Said(text, place) for text in _leaves(held))
            yield from _of_rows(held, place, seen)


_CODE: Final = re.compile(r"[a-z]+(_[a-z]+)+|[a-z_]+[.:]|RF-[A-Z][0-9]+")
"""What stands in tables as a key, not as a text."""


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if any(sign.isalpha() for sign in value) and not _CODE.fullmatch(value):
            yield str.__str__(value)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _leaves(one)


def _of_commands() -> Iterator[Said]:
    """Help of every command and option."""
    import typer  # noqa: PLC0415

    from landwaiter.cli.program.program import build  # noqa: PLC0415 (slow to import)

    yield from _of_command(typer.main.get_command(build()), "landwaiter")


def _of_command(command: Any, place: str) -> Iterator[Said]:
    for name in ("help", "short_help", "epilog"):
        if text := getattr(command, name, None):
            yield Said(text, f"{place} --help")
    for parameter in command.params:
        if text := getattr(parameter, "help", None):
            yield Said(text, f"{place} --help")
    for name, below in getattr(command, "commands", {}).items():
        yield from _of_command(below, f"{place} {name}")


def _of_files() -> Iterator[Said]:
    """Texts of shipped files that the program says as its own."""
    for path in sorted(KINDS.glob("*.toml")):
        place = _near(path)
        yield from (Said(text, place) for text in _toml(tomllib.loads(path.read_text("utf-8"))))
    for name, columns in COLUMNS.items():
        with (PACKS / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from (
                    Said(row[one], f"resources/packs/{name}") for one in columns if row[one]
                )


def _toml(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if name in SAID_FIELDS:
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _toml(one, name if name in _NAMED_TEXTS else key)
    elif isinstance(value, list):
        for one in value:
            yield from _toml(one, name)


_NAMED_TEXTS: Final = frozenset({"parts"})
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {}
