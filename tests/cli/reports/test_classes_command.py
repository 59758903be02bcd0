"""`report classes`: who sees what, without a casebook."""

from pathlib import Path

from tests.cli.terminal import typed

PAGE = Path(__file__).parents[3] / "docs" / "manual" / "disclosure.md"


def test_it_says_of_each_field_its_class_and_who_gets_what_of_it() -> None:
    seen = typed("report", "classes", "--json")
    rights = {one["class"]: one["rights"] for one in seen.data["classes"]}
    assert list(rights) == ["O", "T", "P", "I", "D", "L", "S", "C"]
    assert rights["S"]["ministry"] == "gist"
    assert set(rights["C"].values()) == {"withheld"}
    known = {one["field"]: one for one in seen.data["fields"]}
    assert known["evidence.name"] == {
        "field": "evidence.name",
        "class": "O",
        "in_confidence": "S",
    }


def test_people_read_it_as_two_tables() -> None:
    lines = typed("report", "classes").out.splitlines()
    assert lines[0].split()[:2] == ["Class", "ministry"]
    assert any(line.split() == ["evidence.name", "O", "S"] for line in lines)
    assert any(line.split() == ["note.text", "I", "–"] for line in lines)


def test_the_manual_has_the_same_table() -> None:
    page = PAGE.read_text(encoding="utf-8").splitlines()
    told = [line for line in page if line.count("|") == 8 and "---" not in line]
    lines = typed("report", "classes").out.splitlines()
    printed = lines[: lines.index("")]
    assert len(told) == len(printed) == 9
    for row, line in zip(told[1:], printed[1:], strict=True):
        assert row.strip("| ").replace(" | ", " ").split() == line.split()
