"""Every command with its arguments and options, as the parser has them; no sentence of its help.

    python -m tests.cli.command_tree            prints the lines
    python -m tests.cli.command_tree --write    writes them into commands.txt, on purpose

A line is a command and one of its arguments (by position) or options (by name), and whether that is
required, may be repeated, is a flag or is hidden. What most commands have is said once, at `*`; one
that lacks it says `without`.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.cli.terminal import commands

TREE = Path(__file__).with_name("commands.txt")
EACH = "*"


def lines() -> list[str]:
    """Sorted by command; a command without anything of its own is one line."""
    found = {path: tuple(map(_said, command.params)) for path, command in walked(commands())}
    times = Counter(one for own in found.values() for one in own)
    common = sorted(one for one, number in times.items() if number > len(found) / 2)
    tree = {EACH: common}
    for path in sorted(found):
        own = [one for one in found[path] if one not in common]
        lacks = [f"without {one}" for one in common if one not in found[path]]
        options = sorted(one for one in own if one.startswith("-"))
        tree[path] = [*_arguments(own), *options, *lacks]
    return [line for path, own in tree.items() for line in _of(path, own)]


def walked(command: Any, *path: str) -> Iterator[tuple[str, Any]]:
    """The words of each command, and what it is to the parser; groups too, they can be called."""
    yield " ".join(path) or "landwaiter", command
    names = command.list_commands(None) if hasattr(command, "list_commands") else ()
    for name in names:  # some are built only when they are asked for
        yield from walked(command.get_command(None, name), *path, name)


def _arguments(own: list[str]) -> list[str]:
    positional = [one for one in own if not one.startswith("-")]
    return [f"{number}. {one}" for number, one in enumerate(positional, start=1)]


def _of(path: str, own: list[str]) -> Iterator[str]:
    yield path
    for one in own:
        yield f"{path}  {one}"


def _said(parameter: Any) -> str:
    opts = [*parameter.opts, *parameter.secondary_opts]
    names = " ".join(one for one in opts if one.startswith("-"))
    is_flag = getattr(parameter, "is_flag", False)
    called = "" if is_flag else parameter.metavar or parameter.name.upper()
    marks = {
        "required": parameter.required,
        "repeatable": getattr(parameter, "multiple", False) or parameter.nargs != 1,
        "flag": is_flag,
        "hidden": getattr(parameter, "hidden", False),
    }
    marked = ", ".join(mark for mark, is_so in marks.items() if is_so)
    return " ".join(filter(None, (names, called, f"({marked})" if marked else "")))


def written() -> list[str]:
    return TREE.read_text(encoding="utf-8").splitlines()


def main(arguments: list[str]) -> int:
    text = "\n".join(lines()) + "\n"
    if arguments == ["--write"]:
        TREE.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
