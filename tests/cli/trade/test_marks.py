"""`trade mark`, `marks`, `seal`: drafts of a person, and the deeds that they come to."""

import json
from pathlib import Path

from tests.cli.terminal import REVIEWER, Desk
from tests.services.sample_office import declared, write_csv

WHY = "looked at the papers of all of these"


def sifted(desk: Desk, folder: Path) -> None:
    rows = [declared(lrn=f"T-{number}", description="wooden chairs") for number in range(3)]
    desk.gets("sift", write_csv(folder / "sift.csv", rows))


def test_marks_are_kept_listed_and_sealed_by_group(desk: Desk, tmp_path: Path) -> None:
    sifted(desk, tmp_path)
    assert desk.gets("trade", "mark", "T-0", "T-1", "aside") == {
        "numbers": ["T-0", "T-1"],
        "mark": "aside",
    }
    desk.gets("trade", "mark", "T-2", "open")
    desk.gets("trade", "mark", "T-1", "none")
    rows = desk.gets("trade", "marks")
    assert [(row["number"], row["mark"]) for row in rows] == [("T-0", "aside"), ("T-2", "open")]
    assert desk.colleague(REVIEWER).gets("trade", "marks") == []
    group = f"aside:{rows[0]['group']}"
    made = desk.gets("trade", "seal", "--reason", WHY, "--group", group)
    assert (made["opened"], made["aside"], made["refused"]) == (0, 1, [])
    made = desk.gets("trade", "seal", "--reason", WHY)
    assert len(made["cases"]) == made["opened"] == 1
    assert desk.gets("trade", "marks") == []


def test_what_somebody_opened_meanwhile_keeps_its_mark_and_fails(
    desk: Desk, tmp_path: Path
) -> None:
    sifted(desk, tmp_path)
    desk.gets("trade", "mark", "T-0", "T-1", "aside")
    other = desk.colleague(REVIEWER)
    assert other.types("trade", "open", "T-0", "--reason", WHY).code == 0
    seen = desk.types("trade", "seal", "--reason", WHY)
    assert seen.code != 0
    assert "T-0" in seen.out
    assert [row["number"] for row in desk.gets("trade", "marks")] == ["T-0"]


def test_another_mark_and_another_group_are_refused(desk: Desk, tmp_path: Path) -> None:
    sifted(desk, tmp_path)
    for words in (
        ("mark", "T-0", "clear"),
        ("mark", "T-9", "open"),
        ("seal", "--reason", WHY, "--group", "open:sample"),
    ):
        assert desk.types("trade", *words).code != 0


def test_several_are_opened_each_by_itself(desk: Desk, tmp_path: Path) -> None:
    sifted(desk, tmp_path)
    seen = desk.types("trade", "open", "T-0", "T-9", "T-2", "T-0", "--reason", WHY, "--json")
    made = json.loads(seen.out)
    assert seen.code != 0
    assert "1 was refused." in seen.err
    assert [one["number"] for one in made["opened"]] == ["T-0", "T-2"]
    assert [one["number"] for one in made["refused"]] == ["T-9"]
    assert len({one["reference"] for one in made["opened"]}) == 2
    again = desk.types("trade", "open", "T-0", "T-1", "--reason", WHY)
    assert "T-0 has a case already" in again.out
    assert "1 case opened." in again.out


def test_several_without_a_reason_open_none(desk: Desk, tmp_path: Path) -> None:
    sifted(desk, tmp_path)
    assert desk.types("trade", "open", "T-0", "T-1", "--reason", "so").code != 0
    assert desk.gets("trade", "figures")["opened"] == 0
