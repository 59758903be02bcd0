"""No byte of a case reaches the disk but in the casebook and in the file that was asked for.

The deeds are done in a process of their own. Python says what it opens there, and strace, where
there is one, what the system is asked for: by the database, Qt and the processes for previews too.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from tests.faults.shim import ROOT
from tests.made_once import made_once
from tests.properties.length import LONGER
from tests.traces.allowed import OWNER_ALONE, Place, case_in, wrong
from tests.traces.doing import HOME, SEEN, chosen
from tests.traces.leaks import LEAKS
from tests.traces.written import STRACE, Written, traced

WANTED = os.environ.get("LANDWAITER_REQUIRE_FAULTS") == "1"
"""Where faults are tried, and a missing strace is one."""
EVERY = ("--every",) if LONGER >= 10 else ()
"""Where somebody waits for it, the deeds of the fault harness are watched too."""
WHY = "why-not-traced"
pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux", reason="the folders for settings and logs are those of Linux"
    ),
    pytest.mark.skipif(not WANTED, reason="takes a minute: set LANDWAITER_REQUIRE_FAULTS=1"),
]


@dataclass(frozen=True)
class Trace:
    """What was seen of deeds that were done in `folder`."""

    folder: Path

    @property
    def why_not_traced(self) -> str:
        return (self.folder / WHY).read_text(encoding="utf-8")

    @cached_property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / SEEN).read_text(encoding="utf-8"))
        return found

    @property
    def deeds(self) -> list[dict[str, Any]]:
        return list(self.said["deeds"])

    def by_python(self) -> Iterator[str]:
        yield from self._wrong([Written(**one) for one in self.said["written"]])

    def by_the_system(self) -> Iterator[str]:
        with (self.folder / "strace.log").open(encoding="utf-8", errors="replace") as lines:
            yield from self._wrong(list(traced(lines)))

    def left(self) -> Iterator[str]:
        """Files beside the casebook that others may read."""
        for deed in self.deeds:
            for path, rights in deed["left"].items():
                if rights not in OWNER_ALONE:
                    yield f"{deed['name']}: {path} is left with the rights {rights:04o}"

    def elsewhere(self) -> Iterator[str]:
        """Names and numbers of a case in what was written elsewhere."""
        for file in sorted((self.folder / HOME).rglob("*")):
            if file.is_file():
                yield from (f"{needle} stands in {file}" for needle in case_in(file))

    def _wrong(self, calls: Sequence[Written]) -> Iterator[str]:
        for number, deed in enumerate(self.deeds):
            place = Place(deed["folder"], deed["named"], str(self.folder / HOME))
            mine = [one for one in calls if one.deed == number]
            yield from (f"{deed['name']}: {what}" for what in wrong(mine, place))


def _do(folder: Path, *words: str) -> None:
    """The deeds done by another process, under strace where that can be."""
    for name in ("config", "state", "cache", "data", "tmp"):
        (folder / HOME / name).mkdir(parents=True)
    why = "" if shutil.which("strace") else "strace is not installed"
    log = ("-o", str(folder / "strace.log"))
    done = _run(() if why else (*STRACE, *log), folder, words)
    if not why and "Operation not permitted" in done.stderr:
        why = f"tracing is not allowed here: {done.stderr.strip().splitlines()[0]}"
        done = _run((), folder, words)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / WHY).write_text(why, encoding="utf-8")


def _run(
    before: Sequence[str], folder: Path, words: Sequence[str]
) -> "subprocess.CompletedProcess[str]":
    home = folder / HOME
    return subprocess.run(
        [*before, sys.executable, "-m", "tests.traces.doing", str(folder), *words],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "desktop"), str(ROOT)]),
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def trace(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trace:
    words = EVERY
    folder = made_once(request, tmp_path_factory, "traces", lambda at: _do(at, *words))
    return Trace(folder)


@pytest.fixture(scope="session")
def leaking(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trace:
    return Trace(made_once(request, tmp_path_factory, "leaks", lambda at: _do(at, "--leaks")))


def _require_traced(found: Trace) -> None:
    if found.why_not_traced and not WANTED:
        pytest.skip(found.why_not_traced)
    assert not found.why_not_traced


def test_every_deed_is_done(trace: Trace) -> None:
    assert [(one["name"], one["said"]) for one in trace.deeds if one["code"] != 0] == []
    assert len(trace.deeds) == len(chosen(EVERY))


def test_python_opens_nothing_elsewhere(trace: Trace) -> None:
    assert list(trace.by_python()) == []


def test_the_system_is_asked_for_nothing_elsewhere_nor_for_a_file_that_others_may_read(
    trace: Trace,
) -> None:
    _require_traced(trace)
    assert list(trace.by_the_system()) == []


def test_what_was_asked_for_is_readable_by_its_owner_only(trace: Trace) -> None:
    assert list(trace.left()) == []
    assert {Path(path).suffix for one in trace.deeds for path in one["left"]} >= {
        ".csv", ".graphml", ".json", ".jsonl", ".lwb", ".pdf", ".png", ".txt", ".xlsx",
    }  # fmt: skip


def test_settings_and_the_log_of_bugs_name_nothing_of_a_case(trace: Trace) -> None:
    assert list(trace.elsewhere()) == []
    there = {file.name for file in (trace.folder / HOME).rglob("*") if file.is_file()}
    assert {"window.json", "landwaiter.log"} <= there


@pytest.mark.parametrize("name", [one.name for one in LEAKS])
def test_without_a_protection_it_is_noticed(leaking: Trace, name: str) -> None:
    seen = [*leaking.by_python(), *leaking.left()]
    if name.startswith(("a bug log", "settings")):
        assert any(file in one for one in leaking.elsewhere() for file in _kept_by(name))
    else:
        assert any(one.startswith(f"{name}:") for one in seen)


@pytest.mark.parametrize("name", [one.name for one in LEAKS[:3]])
def test_without_a_protection_the_system_tells_of_it(leaking: Trace, name: str) -> None:
    _require_traced(leaking)
    assert any(one.startswith(f"{name}:") for one in leaking.by_the_system())


def _kept_by(name: str) -> tuple[str, ...]:
    return ("landwaiter.log",) if name.startswith("a bug log") else ("window.json",)
