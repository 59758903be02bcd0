"""The sample office as the command line makes it, once for the run; tests take copies of it."""

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import typed
from tests.made_once import made_once

from landwaiter.services.demo import demonstration as demo
from landwaiter.services.demo.demonstration import DemoResult

NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
"""When it is made."""
TOLD = "told.json"
FILES = frozenset({"folder", "casebook", "pdf", "xlsx", "keys"})


@dataclass(frozen=True)
class Demonstration:
    """What the command and the service under it said; the casebook is nobody's to open."""

    answer: dict[str, Any]
    said: tuple[str, ...]

    @property
    def result(self) -> DemoResult:
        files = {name: Path(self.answer[name]) for name in FILES}
        values: dict[str, Any] = {**self.answer, **files}
        return DemoResult(**{**values, "references": tuple(self.answer["references"])})

    def casebook_in(self, folder: Path) -> Path:
        """A copy of the casebook, to work in."""
        return Path(shutil.copytree(self.answer["casebook"], folder / "casebook"))


@pytest.fixture(scope="session")
def demonstration(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Demonstration:
    told = made_once(request, tmp_path_factory, "demonstration", _make) / TOLD
    answer, said = json.loads(told.read_text(encoding="utf-8"))
    return Demonstration(answer, tuple(said))


def _make(folder: Path) -> None:
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        # With `--json` the command passes nothing on of what it is told.
        patch.setattr(demo, "run_demo", partial(_overheard, demo.run_demo, said))
        seen = typed(
            "demo", "--no-window", "--folder", folder / "sample office", "--json", now=lambda: NOON
        )
    assert (seen.code, seen.err) == (0, "")
    (folder / TOLD).write_text(json.dumps([seen.data, said]), encoding="utf-8")


def _overheard(run_demo: Any, said: list[str], *place: Any, say: Any, **more: Any) -> DemoResult:
    def heard(line: str) -> None:
        said.append(line)
        say(line)

    made: DemoResult = run_demo(*place, say=heard, **more)
    return made
