"""`practice …`: made, shown without a solution, graded once something was proposed."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import Desk, left_open, typed
from tests.services.practice.practising import NOON, PASSWORD, TRAINEE, practice_casebook

__all__ = ["practice_casebook"]
CAMERA = "TRAIN1-2026-000012"


@pytest.fixture
def book(practice_casebook: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(practice_casebook, tmp_path / "casebook"))


def _gets(book: Path, *words: str) -> Any:
    seen = _types(book, *words, "--json")
    assert seen.code == 0, seen.err
    return seen.data


def _types(book: Path, *words: str) -> Any:
    told = {"LANDWAITER_USER": TRAINEE, "LANDWAITER_PASSWORD": PASSWORD}
    return typed(*words, "--casebook", book, environment=told, now=lambda: NOON)


def test_it_is_made_where_it_is_wanted(tmp_path: Path) -> None:
    seen = typed("practice", "make", tmp_path / "training", "--json", now=lambda: NOON)
    assert (seen.code, seen.err) == (0, "")
    assert Path(seen.data["casebook"]).is_dir()
    assert len(seen.data["references"]) == 12
    assert "practice grade" in (tmp_path / "training" / "Read me.txt").read_text(encoding="utf-8")


def test_what_lies_on_the_desk_is_shown_and_no_solution(book: Path) -> None:
    found = _gets(book, "practice", "show")
    assert [one["number"] for one in found] == list(range(1, 13))
    assert all(one["brief"] and not one["proposed"] for one in found)
    said = _types(book, "practice", "show", CAMERA).out
    assert "EU001" in said
    assert "as expected" not in said


def test_grading_tells_nothing_before_a_proposal_and_all_of_it_after(book: Path) -> None:
    (before,) = _gets(book, "practice", "grade", CAMERA)
    assert (before["told"], before["points"], before["marks"], before["lesson"]) == (
        False,
        [],
        None,
        "",
    )
    assert "not proposed yet" in _types(book, "practice", "grade").out
    reason = ("--reason", "EU001 covers item and destination.")
    assert _types(book, "case", "act", CAMERA, "assess").code == 0
    care = left_open(_gets(book, "case", "show", CAMERA))
    proposed = ("propose", "--outcome", "release", *reason, *care)
    assert _types(book, "case", "act", CAMERA, *proposed).code == 0
    (after,) = _gets(book, "practice", "grade", CAMERA)
    assert (after["marks"], after["of"]) == (3, 3)
    assert {one["state"] for one in after["points"]} == {"as_expected"}
    assert all(one["why"] and one["source"] and one["trust"] for one in after["points"])
    assert "What it teaches" in _types(book, "practice", "grade", CAMERA).out


def test_the_solution_is_told_to_who_asks_for_it(book: Path) -> None:
    (told,) = _gets(book, "practice", "grade", CAMERA, "--solution")
    assert not told["proposed"]
    assert {one["state"] for one in told["points"]} == {"not_done"}


def test_another_casebook_has_no_exercises(reader: Desk) -> None:
    seen = reader.types("practice", "grade")
    assert seen.code == 1
    assert "no training casebook" in seen.err


def test_the_day_is_told_step_by_step(book: Path) -> None:
    found = _gets(book, "practice", "steps")
    assert (found["done"], found["of"], found["present"]) == (0, 12, "take_in")
    assert _types(book, "case", "act", CAMERA, "triage").code == 0
    steps = {one["key"]: one["done"] for one in _gets(book, "practice", "steps")["steps"]}
    assert [key for key, done in steps.items() if done] == ["today"]
    assert "landwaiter intake FILE" in _types(book, "practice", "steps").out


def test_it_is_thrown_away_only_where_that_is_said(book: Path, tmp_path: Path) -> None:
    refused = _types(book, "practice", "throw-away")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert (book / "casebook.db").is_file()
    assert _gets(book, "practice", "throw-away", "--yes") == {"folder": str(book)}
    assert not book.exists()


def test_it_begins_anew_only_where_that_is_said_and_in_one_go(
    practice_casebook: Path, tmp_path: Path
) -> None:
    home = tmp_path / "Landwaiter practice"
    book = Path(shutil.copytree(practice_casebook, home / "casebook"))
    (home / "Read me.txt").write_text("who signs in", encoding="utf-8")
    assert _types(book, "practice", "begin-anew").code == 2
    assert book.is_dir()
    anew = _gets(book, "practice", "begin-anew", "--yes")
    assert anew["removed"] == str(book)
    assert not home.exists()
    assert Path(anew["casebook"]) == tmp_path / "Landwaiter practice 2" / "casebook"
    assert _gets(Path(anew["casebook"]), "practice", "steps")["done"] == 0


def test_no_other_casebook_is_thrown_away(desk: Desk) -> None:
    for command in ("throw-away", "begin-anew"):
        refused = desk.types("practice", command, "--yes")
        assert refused.code != 0
        assert "no training casebook" in refused.err
    assert desk.gets("office", "setup")["of"] == 8
