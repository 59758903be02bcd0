"""Which keys each command prints with `--json`: heard in all tests of this folder, and compared.

    python -m tests.cli.json_keys collect FILE   runs the tests of this folder and writes the keys
    python -m tests.cli.json_keys compare FILE   says what of json_keys.json is not in FILE
    python -m tests.cli.json_keys collect        writes json_keys.json anew, on purpose

A key is a path such as `[].items[].code`; one with `?` at its end is not in each object of its
place. A test of this folder fails when an answer lacks a key that each had. That a key with `?` is
gone from all of them, only `collect` and `compare` tell.
"""

import io
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from tests.cli import terminal

from landwaiter.cli.program.program import run

HERE = Path(__file__).resolve().parent
KNOWN = HERE / "json_keys.json"
INTO = "TESTS_JSON_KEYS"
"""In the environment: the file that is collected into."""
REFUSAL = "(refused)"
_NAME = re.compile("[a-z][a-z0-9_]*")
SAID = """The JSON of `{command}` lacks {keys}.

Was it meant? `python -m tests.cli.json_keys collect` writes json_keys.json anew.
"""
Told = Mapping[str, tuple[str, ...]]
"""Command → its keys."""


class Heard:
    """How many objects there were at each place, and how many of them had each key."""

    def __init__(self) -> None:
        self.objects: dict[str, Counter[str]] = defaultdict(Counter)
        self.having: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)

    def add(self, command: str, answer: Any) -> None:
        for place, names in objects(answer):
            self.objects[command][place] += 1
            self.having[command].update((place, name) for name in names)

    def told(self) -> Told:
        return {
            command: tuple(
                sorted(
                    f"{place}{name}{'' if times == self.objects[command][place] else '?'}"
                    for (place, name), times in having.items()
                )
            )
            for command, having in sorted(self.having.items())
        }


HEARD = Heard()


def objects(value: Any, place: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Each object of an answer by its place, with its keys; one that data is the key of is `*`."""
    if isinstance(value, dict):
        named = {name: name if _NAME.fullmatch(name) else "*" for name in value}
        yield place, frozenset(named.values())
        for name, inner in value.items():
            yield from objects(inner, f"{place}{named[name]}.")
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner, f"{place.removesuffix('.')}[].")


def command_of(arguments: list[str]) -> str:
    """The words that name the command: groups, and the command in the last of them."""
    node, words = terminal.commands(), list[str]()
    for word in arguments:
        inner = getattr(node, "commands", {})
        if word in inner:
            node = inner[word]
            words.append(word)
    return " ".join(words) or "landwaiter"


@contextmanager
def listened() -> Iterator[None]:
    """Each answer in JSON is looked at; all of them are kept where the environment says so."""

    def heard(arguments: list[str], **more: Any) -> Any:
        code = run(arguments, **more)
        if "--json" in arguments:
            out = sys.stdout
            assert isinstance(out, io.StringIO)  # `typed` put it there
            _look_at(arguments, out.getvalue())
        return code

    with mock.patch.object(terminal, "run", heard):
        yield
    if file := os.environ.get(INTO):
        Path(file).write_text(json.dumps(HEARD.told(), indent=1) + "\n", encoding="utf-8")


def _look_at(arguments: list[str], text: str) -> None:
    try:
        answer = json.loads(text)
    except ValueError:
        return  # nothing, or what is no answer, such as the version
    is_refusal = isinstance(answer, dict) and answer.keys() == {"error"}
    command = REFUSAL if is_refusal else command_of(arguments)
    if os.environ.get(INTO):
        HEARD.add(command, answer)
    elif lacking := lacks(known().get(command, ()), answer):
        raise AssertionError(SAID.format(command=command, keys=", ".join(lacking)))


def lacks(keys: tuple[str, ...], answer: Any) -> list[str]:
    """Keys that each object of a place has but for one in this answer."""
    always: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        if not key.endswith("?"):
            place, dot, name = key.rpartition(".")
            always[place + dot].add(name)
    found = {place + name for place, names in objects(answer) for name in always[place] - names}
    return sorted(found)


@cache
def known() -> Told:
    return {command: tuple(keys) for command, keys in _read(KNOWN).items()}


def _read(file: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def gone(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> list[str]:
    """By command the keys that were in some answer and are in none."""
    said = []
    for command, keys in old.items():
        now = {key.removesuffix("?") for key in new.get(command, ())}
        lost = [key for key in keys if key.removesuffix("?") not in now]
        said += [f"{command}: {key}" for key in lost]
        rarer = [key for key in keys if f"{key}?" in new.get(command, ())]
        said += [f"{command}: {key} (not in each any more)" for key in rarer]
    return said


def collect(file: Path) -> int:
    """In one process, for each would hear a part."""
    told = {**os.environ, INTO: str(file.resolve())}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--thorough", str(HERE)]
    return subprocess.run(command, check=False, env=told).returncode


def main(arguments: list[str]) -> int:
    match arguments:
        case ["collect", *file]:
            return collect(Path(file[0]) if file else KNOWN)
        case ["compare", file]:
            lost = gone(_read(KNOWN), _read(Path(file)))
            sys.stdout.writelines(f"{one}\n" for one in lost)
            return int(bool(lost))
    sys.stderr.write(f"{__doc__}")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
