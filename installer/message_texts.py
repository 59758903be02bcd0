"""Every text that Landwaiter says, gathered for who translates it.

Where a text stands as a literal (`_`, `N_`, `plural`) it is read from the source. Fields of rows
are taken from the rows, so that what a row builds is gathered as it is said; names that are said as
words are taken from the tables that have them.
"""

import ast
import csv
import dataclasses
import enum
import importlib
import inspect
import pkgutil
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
        *("sentence", "menu", "why", "short", "purpose", "step", "publisher"),
    )
)
"""Fields of rows whose texts are said. A row is any dataclass of the program in its tables."""

ARGUMENTS: Final = "args"
"""The field of a deed's row that names the class of its arguments; its docstring is its help."""

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
    yield from _of_names()
    yield from _of_motions()
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


def _near(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


_SILENT: Final = ("migrations", "storage.schema")
"""Parts of the program that say nothing to a reader."""


def modules() -> Iterator[ModuleType]:
    """Every module of the program that says something; those that begin it are left out."""
    landwaiter = importlib.import_module("landwaiter")
    for found in pkgutil.walk_packages(landwaiter.__path__, "landwaiter."):
        if not found.name.endswith("__main__") and not any(part in found.name for part in _SILENT):
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


NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "landwaiter.domain.base.terms": ("STATEMENT_SOURCES",),
    "landwaiter.domain.cases.decision": ("OUTCOMES", "PENDING"),
    "landwaiter.domain.cases.deeds_on_findings": ("LEARNED",),
    "landwaiter.domain.entities.entity": ("ENTITY_KINDS", "LINK_KINDS", "NAME_KINDS", "UNCHECKED"),
    "landwaiter.domain.entities.stated_values": ("CHANNELS",),
    "landwaiter.domain.flags.view": ("ANSWER_SOURCES",),
    "landwaiter.domain.law.control_tree": ("KINDS",),
    "landwaiter.services.audit.entry_places": ("MEMBERS",),
    "landwaiter.services.hits.name_queries": ("KINDS",),
    "landwaiter.services.lists.list_imports": ("KINDS",),
    "landwaiter.storage.entities.ownership": ("KINDS",),
    "landwaiter.domain.lists.list_kinds": ("LIST_KINDS",),
}
"""Tables of names that are said as words (`landwaiter.domain.base.terms`)."""


def _of_names() -> Iterator[Said]:
    for module, tables in NAMES.items():
        for table in tables:
            for name in getattr(importlib.import_module(module), table):
                yield Said(_words(name), f"{module}.{table}")
    deeds = importlib.import_module("landwaiter.domain.table.deeds").DEEDS
    yield from (Said(_words(one.subject), "landwaiter.domain.table.deeds.DEEDS") for one in deeds)


def _of_motions() -> Iterator[Said]:
    """Names of the facts that a motion states: keys where a function puts such facts together."""
    for path, tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.endswith("_facts"):
                for keys in (one.keys for one in ast.walk(node) if isinstance(one, ast.Dict)):
                    names = [key.value for key in keys if isinstance(key, ast.Constant)]
                    yield from (Said(_words(str(name)), _near(path)) for name in names)


def _words(name: str) -> str:
    return name.replace("_", " ").replace(".", " ")


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
            if field.name == ARGUMENTS and isinstance(held, type):
                yield Said(inspect.getdoc(held) or "", place)  # the help of a deed
            elif field.name in SAID_FIELDS:
                yield from (Said(text, place) for text in _leaves(held))
            yield from _of_rows(held, place, seen)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if any(sign.isalpha() for sign in value):
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
    for path in sorted(PACKS.glob("*/pack.toml")):
        yield Said(_words(tomllib.loads(path.read_text("utf-8"))["kind"]), _near(path))
    for name, (texts_in, names_in) in COLUMNS.items():
        with (PACKS / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                place = f"resources/packs/{name}"
                yield from (Said(row[one], place) for one in texts_in if row[one])
                yield from (Said(_words(row[one]), place) for one in names_in if row[one])


def _toml(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if name in SAID_FIELDS or name in _NAMED_TEXTS:
            yield value
        elif name == "choices":
            yield _words(value)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _toml(one, name if name in _NAMED_TEXTS else key)
    elif isinstance(value, list):
        for one in value:
            yield from _toml(one, name)


_NAMED_TEXTS: Final = frozenset({"parts", "unjudged"})
COLUMNS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "catch_all/data.csv": (("step", "question"), ("id",)),
}
"""Columns of the program's own packs: texts that are said, and names that are said as words."""
