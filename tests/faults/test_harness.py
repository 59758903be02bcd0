"""The fault harness with a smaller number, and that its table leaves no deed out."""

import os
import re
import subprocess
import sys

import pytest
import typer
from tests.faults.deed_table import DEEDS
from tests.faults.reading_commands import READS
from tests.faults.shim import ROOT

from landwaiter.cli.program.program import build
from landwaiter.domain.table.deeds import ON_CASE

WANTED = os.environ.get("LANDWAITER_REQUIRE_FAULTS") == "1"
"""It takes minutes; where it is wanted, a missing tool is a fault."""
A_FIFTH = "|".join(f"^{re.escape(deed.name)}$" for deed in DEEDS[::5])
SMALL = ("--points", "30", "--refusals", "30", "--flips", "10", "--only", A_FIFTH)
PARTS = ("--part", "deeds", "--part", "damage")
"""A run of all of them, and of their surroundings, is for a person, who waits longer."""


@pytest.mark.skipif(not WANTED, reason="takes minutes: set LANDWAITER_REQUIRE_FAULTS=1")
def test_a_fifth_of_the_deeds_is_killed_and_refused_and_a_casebook_damaged() -> None:
    paths = os.pathsep.join([str(ROOT / "desktop"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.harness", *SMALL, *PARTS],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def commands(app: typer.Typer, before: str = "") -> set[str]:
    """Every command of the program by its words."""
    found = {
        f"{before}{command.name or command.callback.__name__}"
        for command in app.registered_commands
        if command.callback
    }
    for group in app.registered_groups:
        if group.typer_instance:
            found |= commands(group.typer_instance, f"{before}{group.name} ")
    return found


def test_every_command_is_a_deed_or_has_its_reason() -> None:
    covered = {name for deed in DEEDS for name in deed.covered}
    every = commands(build())
    assert every - covered - READS.keys() == set()
    assert READS.keys() - every == set(), "reasons for commands that are not there"


def test_every_act_is_a_deed() -> None:
    covered = {name for deed in DEEDS for name in deed.covered}
    assert {f"act {name}" for name in ON_CASE} <= covered
