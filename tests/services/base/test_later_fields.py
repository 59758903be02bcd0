"""A later version whose classes have more fields changes nothing that was hashed and sealed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import later_fields
from tests.demonstration import Demonstration

pytestmark = pytest.mark.thorough
TESTS = Path(__file__).resolve().parents[2]
ROOT = TESTS.parent
SURROUNDINGS = {**os.environ, "PYTHONPATH": f"{ROOT / 'desktop'}{os.pathsep}{ROOT}"}


def told(casebook: Path, made: Demonstration, *wanted: str) -> Any:
    """What a process with these wishes says of the casebook."""
    result = made.result
    command = [
        *(sys.executable, str(TESTS / "later_fields_child.py")),
        *(str(casebook), result.user, result.password, *wanted),
    ]
    done = subprocess.run(command, check=False, capture_output=True, env=SURROUNDINGS, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def casebook(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration.casebook_in(tmp_path_factory.mktemp("identity"))


@pytest.fixture(scope="module")
def before(casebook: Path, demonstration: Demonstration) -> Any:
    """What this version says: these are its classes, and what it has read already counts."""
    made = demonstration.result
    return json.loads(json.dumps(later_fields.told(casebook, made.user, made.password, ())))


@pytest.fixture(scope="module")
def after(before: Any, casebook: Path, demonstration: Demonstration) -> Any:
    """`before` comes first: the files are taken in again at the end."""
    return told(casebook, demonstration, "later", "again")


def kept(one: Any, other: Any) -> int:
    """How many declarations have the same hashes, of themselves and of what is in them."""
    return sum(
        one["declarations"][key] == other["declarations"][key] for key in one["declarations"]
    )


def test_all_sample_declarations_keep_their_hash(before: Any, after: Any) -> None:
    assert len(before["declarations"]) >= 36
    assert kept(before, after) == len(before["declarations"])
    for stored, now, *_parts in after["declarations"].values():
        assert stored == now


def test_none_keeps_it_where_what_says_nothing_is_hashed_too(
    casebook: Path, demonstration: Demonstration
) -> None:
    one = told(casebook, demonstration, "whole")
    other = told(casebook, demonstration, "whole", "later")
    assert one["declarations"].keys() == other["declarations"].keys()
    assert kept(one, other) == 0


def test_every_case_is_judged_again_to_the_same(before: Any, after: Any) -> None:
    assert len(before["cases"]) == 36
    for reference, said in before["cases"].items():
        assert after["cases"][reference]["verdict"] == said["verdict"]
        form, stored, again, same = said["verdict"]
        assert (form, stored, same) == ("verdict/1", again, True)


def test_every_approval_counts_as_before(before: Any, after: Any) -> None:
    approvals = {key: said["approval"] for key, said in before["cases"].items()}
    assert sum(valid for valid, *_rest in approvals.values()) >= 3
    assert {key: said["approval"] for key, said in after["cases"].items()} == approvals


def test_every_file_that_comes_again_is_a_duplicate(after: Any) -> None:
    assert after["again"]
    for read, duplicates, created, updated in after["again"]:
        assert (duplicates, created, updated) == (read, 0, 0)
