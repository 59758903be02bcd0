"""Each command loads what it asks for: engines, reports and windows when they are asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import ANALYST, PASSWORDS
from typer.main import get_command

from landwaiter.cli.program.command_table import WORDS
from landwaiter.cli.program.program import build

LOADED = (
    "import json, sys\n"
    "from landwaiter.__main__ import main\n"
    "code = main(sys.argv[1:])\n"
    "print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)\n"
)
WINDOW = ("PySide6",)
REPORTS = ("reportlab", "openpyxl", "pikepdf", "pypdfium2", "PIL", "pyhanko", "icalendar")
ENGINES = ("numpy", "rapidfuzz", "pypinyin", "opencc", "lxml")
OWN = (
    "landwaiter.ui",
    "landwaiter.screening",
    "landwaiter.reports",
    "landwaiter.services.reports",
    "landwaiter.services.table.handlers",
    "landwaiter.services.flags.evaluation",
    "landwaiter.services.cases.case_reads",
    "landwaiter.cli.cases.case_text",
    "landwaiter.cli.reports.report_commands",
)


def loaded(*arguments: str, **environment: str) -> set[str]:
    """The modules in a fresh process after a command."""
    asked = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    code, modules = json.loads(asked.stderr.splitlines()[-1])
    assert code == 0, asked.stderr
    return set(modules)


def test_the_version_loads_neither_the_command_line_nor_the_database() -> None:
    seen = loaded("--version")
    assert not seen.intersection({"typer", "sqlalchemy", "sqlcipher3", "landwaiter.cli", *ENGINES})


def test_the_list_of_cases_loads_no_window_no_report_and_no_engine(template: Path) -> None:
    seen = loaded(
        *("case", "list", "--casebook", str(template), "--user", ANALYST),
        LANDWAITER_PASSWORD=PASSWORDS[ANALYST],
    )
    assert "landwaiter.services.cases.listed_cases" in seen
    heavy = seen & {*WINDOW, *REPORTS, *ENGINES, *OWN}
    assert not heavy


@pytest.mark.parametrize("word", sorted(WORDS))
def test_what_is_made_for_one_word_is_what_the_whole_program_has(word: str) -> None:
    alone: Any = get_command(build(word))
    assert told(alone.commands[word]) == told(EVERY.commands[word])


def test_each_command_of_the_program_is_in_the_table_of_words() -> None:
    assert set(EVERY.commands) == WORDS


EVERY: Any = get_command(build())


def told(command: Any) -> Any:
    """Name, help and options of a command and of all below it."""
    below = getattr(command, "commands", {})
    options = [(one.name, one.opts, getattr(one, "help", "")) for one in command.params]
    return command.name, command.help, options, {name: told(one) for name, one in below.items()}
