"""Packs and time by command line: any day, rechecks, comparisons, tasks of new editions."""

from pathlib import Path

from tests.cli.terminal import Desk
from tests.services.cases.test_recheck import ROW, a_correlation

CASE = "PL1-2026-000001"


def imported(desk: Desk, tmp_path: Path) -> list[str]:
    folder = a_correlation(tmp_path, "2026-04", {**ROW, "hs6": heading(desk)[:6]})
    desk.gets("pack", "import", folder)
    return desk.agreed()


def heading(desk: Desk) -> str:
    return str(desk.gets("case", "show", CASE)["declaration"]["items"][0]["cn"])


def test_flags_as_of_another_day_say_what_differs_and_store_nothing(desk: Desk) -> None:
    before = desk.gets("case", "show", CASE)
    found = desk.gets("flags", CASE, "--as-of", "2025-11-14")
    assert (found["as_of"], found["stored"]) == ("2025-11-14", False)
    assert found["declared"] == before["judged_as_of"]
    gone = {one["subject"] for one in found["grounds"] if one["kind"] == "edition"}
    assert "annex1" in gone
    assert "annex1" not in {one["id"] for one in found["editions"]}
    text = desk.types("flags", CASE, "--as-of", "2025-11-14").out
    assert "which is not the day of the declaration" in text
    assert desk.gets("case", "show", CASE)["flags"] == before["flags"]


def test_a_recheck_says_the_same_bytes_with_their_hash(desk: Desk) -> None:
    found = desk.gets("case", "recheck", CASE)
    assert found["same"] is True
    assert found["sha256"] == found["again_sha256"]
    assert f"The same (in form 1): {found['sha256']}" in desk.types("case", "recheck", CASE).out


def test_a_new_edition_sets_a_task_that_is_listed_and_ended(desk: Desk, tmp_path: Path) -> None:
    said = imported(desk, tmp_path)
    assert any("1 open case" in sentence or "open cases" in sentence for sentence in said)
    task = next(one for one in desk.gets("pack", "tasks") if one["reference"] == CASE)
    assert heading(desk) in task["touched"]
    assert task["id"] in desk.types("pack", "tasks").out
    refused = desk.types("pack", "end-task", task["id"], "--as", "dismissed")
    assert (refused.code, "fewer than 10 characters" in refused.err) == (1, True)
    ended = desk.gets("pack", "end-task", task["id"], "--as", "done")
    assert ended == {"task": task["id"], "state": "done"}
    assert task["id"] not in {one["id"] for one in desk.gets("pack", "tasks")}
    again = {one["id"]: one["state"] for one in desk.gets("pack", "tasks", "--all")}
    assert again[task["id"]] == "done"
    since = desk.gets("case", "recheck", CASE)["since"]
    assert [one["subject"] for one in since if one["kind"] == "edition"] == ["hs_control"]


def test_a_pack_is_shown_with_its_editions_and_compared(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path)
    shown = desk.gets("pack", "show", "hs_control")
    assert [one["in_force"] for one in shown["editions"]] == [True, False]
    (always,) = shown["timeline"]
    assert (always["edition"], len(always["also"])) == ("2026-04", 1)
    assert "imported last" in desk.types("pack", "show", "hs_control").out
    new, old = (f"hs_control@{one['edition']}" for one in shown["editions"])
    found = desk.gets("pack", "diff", old, new)
    assert [one["row"]["control_code"] for one in found["added"]] == ["2B999"]
    assert CASE in {one["reference"] for one in found["cases"]}
    text = desk.types("pack", "diff", old, new).out
    assert f"touches {CASE}" in text
    assert desk.types("pack", "diff", old, "hs_control@1999").code == 1
