"""The self-test: a whole run, what a fault in it says, and that nothing stays behind."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from platformdirs import user_state_path

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.errors import Unavailable
from landwaiter.services.deeds import engine
from landwaiter.services.demo import self_test
from landwaiter.services.demo.self_test import (
    PNG,
    STEPS,
    Grab,
    SelfTestResult,
    WindowSubject,
    run_self_test,
)
from landwaiter.services.warm.session import Session

pytestmark = pytest.mark.thorough

_TO_A_DECISION = ("casebook", "intake", "screening", "flags", "review")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders go; empty again after the self-test, and the profile too."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []
    assert not list(user_state_path("landwaiter").rglob("*.json"))


def _run(said: list[str], grab: Grab | None = None, **more: str) -> SelfTestResult:
    return run_self_test(said.append, grab=grab, **more)


def _only(monkeypatch: pytest.MonkeyPatch, *wanted: str) -> None:
    steps = tuple(step for step in STEPS if step[0] in wanted)
    monkeypatch.setattr(self_test, "STEPS", steps)


def test_a_whole_run_passes_and_draws_the_window_of_its_case(place: Path) -> None:
    shown: list[WindowSubject] = []

    def grab(wish: WindowSubject) -> Path:
        assert (wish.casebook / "casebook.db").is_file()
        shown.append(wish)
        picture = wish.folder / "window.png"
        picture.write_bytes(PNG + bytes(20))
        return picture

    said: list[str] = []
    result = _run(said, grab)
    assert [one.step for one in result.tried] == [name for name, _step in STEPS]
    assert result.exit_code == 0, said
    assert shown[0].reference == "TST1-{}-000001".format(shown[0].reference.split("-")[1])
    assert len(said) == len(STEPS) + 1
    restored = f"ok        restore: into a new folder, case {shown[0].reference} as it was."
    assert restored in said


def test_a_library_that_does_not_load_is_named_with_its_purpose(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test, "LIBRARIES", {"no_such_library": "the encrypted database"})
    said: list[str] = []
    assert _run(said).exit_code == 1
    assert "no_such_library, needed for the encrypted database, cannot be loaded" in said[0]


def test_every_missing_resource_has_its_sentence(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = {"fonts/None.ttf": "the icons", "packs/none/pack.toml": "the sample list"}
    monkeypatch.setattr(self_test, "RESOURCES", missing)
    _only(monkeypatch, "resources", "casebook")
    said: list[str] = []
    result = _run(said)
    assert result.tried[0].sentences == (
        "fonts/None.ttf, the icons, is missing from the installation.",
        "packs/none/pack.toml, the sample list, is missing from the installation.",
    )
    assert [one.step for one in result.tried] == ["resources"]


def test_without_anything_to_draw_it_the_window_is_left_out(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _only(monkeypatch, "window")
    said: list[str] = []
    assert _run(said).exit_code == 0
    assert said[0].startswith("left out  window:")


def test_a_window_that_cannot_be_drawn_fails(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(wish: WindowSubject) -> Path:
        raise Unavailable("libEGL.so.1 is missing.")

    _only(monkeypatch, "window")
    said: list[str] = []
    assert _run(said, refused).exit_code == 1
    assert "libEGL.so.1 is missing." in said[0]


def test_a_picture_that_is_none_fails(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, "window")
    assert _run([], lambda wish: wish.folder / "nothing.png").exit_code == 1


def test_a_fault_of_a_step_ends_the_run_with_its_sentence(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test, "FLAG", "RF-X99")
    said: list[str] = []
    result = _run(said)
    assert result.exit_code == 1
    assert result.tried[-1].step == "flags"
    assert "RF-X99" in said[-2]
    assert said[-1] == "The self-test failed."


def test_a_backup_that_cannot_be_written_fails_the_run(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_session: Session, _said: object) -> None:
        raise Unavailable("The disk is full.")

    _only(monkeypatch, "casebook", "backup", "restore")
    monkeypatch.setattr(engine, "run", refused)
    said: list[str] = []
    result = _run(said)
    assert (result.exit_code, result.tried[-1].step) == (1, "backup")
    assert "The disk is full." in said[-2]


def test_a_backup_that_was_cut_short_fails_the_run(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = engine.run

    def short(session: Session, said: Any) -> Any:
        anchor = written(session, said)
        if isinstance(said, BackUp):
            said.file.write_bytes(said.file.read_bytes()[:512])
        return anchor

    _only(monkeypatch, "casebook", "backup", "restore")
    monkeypatch.setattr(engine, "run", short)
    assert _run([]).tried[-1].step == "restore"


def test_a_backup_taken_before_the_decision_fails_the_run(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = dict(STEPS)
    wanted = (*_TO_A_DECISION[:-1], "backup", _TO_A_DECISION[-1], "restore")
    monkeypatch.setattr(self_test, "STEPS", tuple((name, steps[name]) for name in wanted))
    said: list[str] = []
    assert _run(said).tried[-1].step == "restore"
    assert "The approval does not count" in said[-2]


@pytest.mark.parametrize(
    ("module", "said_of_it"),
    [
        ("lists.index_build", "reads long lists does not start or answer"),
        ("base.line_process", "has ended before its work"),
    ],
)
def test_a_process_that_does_not_answer_fails_the_run(
    place: Path, monkeypatch: pytest.MonkeyPatch, module: str, said_of_it: str
) -> None:
    _only(monkeypatch, "casebook", "intake", "screening", "processes")
    ends = [sys.executable, "-c", "pass"]
    monkeypatch.setattr(f"landwaiter.services.{module}.command", lambda _argument: ends)
    said: list[str] = []
    result = _run(said)
    assert result.exit_code == 1
    assert result.tried[-1].step == "processes"
    assert said_of_it in said[-2]
