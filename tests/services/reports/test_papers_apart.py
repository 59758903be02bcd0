"""Every kind of document before the one-file verifier, on a machine that knows nothing of ours."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.terminal import typed
from tests.services.reports.every_kind import MAKINGS
from tests.services.reports.papers_apart import CHANGES, PAPERS, changed

VERIFIER = Path(__file__).parents[3] / "docs" / "verify_report.py"
ALWAYS = frozenset({"aes-feedback", "appeal"}) | (PAPERS.keys() - MAKINGS.keys())
"""The others have their turn where this file is named."""
PROVEN, CHANGED, NOT_PROVEN = 0, 1, 3


def apart(place: Path, *arguments: object) -> int:
    """Exit code of the verifier, copied elsewhere: no package, no setting, no home of ours."""
    alone = place / "elsewhere" / VERIFIER.name
    alone.parent.mkdir(exist_ok=True)
    shutil.copyfile(VERIFIER, alone)
    command = [sys.executable, "-I", "-S", "-X", "utf8", str(alone), *map(str, arguments)]
    return subprocess.run(
        command, cwd=alone.parent, env={"HOME": str(alone.parent)}, capture_output=True, check=False
    ).returncode


def agreed(place: Path, *arguments: object) -> int:
    """The exit code of both: of the verifier apart, and of the program's command."""
    code, ours = apart(place, *arguments), typed("verify", *arguments).code
    assert code == ours, arguments
    return code


@pytest.mark.parametrize(
    "name",
    [one if one in ALWAYS else pytest.param(one, marks=pytest.mark.matrix) for one in PAPERS],
)
def test_both_verifiers_agree_on_each_kind_and_on_whatever_was_changed_in_it(
    tmp_path: Path, name: str
) -> None:
    paper = PAPERS[name](tmp_path)
    assert agreed(tmp_path, paper.file, "--keys", paper.sheet) == PROVEN
    assert agreed(tmp_path, paper.file) == NOT_PROVEN
    found = dict(changed(paper.file))
    assert found.keys() == (set() if paper.file.is_dir() else CHANGES.keys())
    for change, data in found.items():
        file = tmp_path / f"{change}.pdf"
        file.write_bytes(data)
        assert agreed(tmp_path, file, "--keys", paper.sheet) == CHANGED, change
