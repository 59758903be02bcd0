"""Views of the list of cases, and the list as a file, by command line."""

from pathlib import Path

from tests.cli.cases.test_life_cycle import refused
from tests.cli.terminal import Desk


def test_a_view_is_saved_listed_used_and_removed(desk: Desk) -> None:
    made = desk.gets("case", "view", "save", "Hubs", "--query", "stage:open sort:due",
                     "--columns", "title,value")  # fmt: skip
    assert made["columns"] == ["reference", "title", "value"]
    views = {one["name"]: one for one in desk.gets("case", "view", "list")}
    assert (views["Hubs"]["owner"], views["open"]["owner"]) == ("own", "always")
    shown = desk.gets("case", "list", "--view", "hubs")
    assert len(shown) == views["Hubs"]["cases"] == views["open"]["cases"] > 1
    one = shown[0]["destination"]
    narrowed = desk.gets("case", "list", "--view", "hubs", "--query", f"to:{one}")
    assert {row["destination"] for row in narrowed} == {one}
    desk.gets("case", "view", "remove", "Hubs")
    assert refused(desk, "case", "list", "--view", "Hubs")["kind"] == "not_found"


def test_the_list_is_written_as_a_view_shows_it(desk: Desk, tmp_path: Path) -> None:
    desk.gets("case", "view", "save", "Hubs", "--query", "stage:open", "--columns", "title,value")
    file = tmp_path / "hubs.csv"
    made = desk.gets("case", "list", "--view", "Hubs", "--export", str(file))
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Reference,Title,Value"
    assert len(lines) == made["cases"] + 1
    assert refused(desk, "case", "list", "--export", str(file))["kind"] == "conflict"


def test_what_cannot_be_asked_is_refused_with_its_place(reader: Desk) -> None:
    error = refused(reader, "case", "list", "--query", "from:yesterday")
    assert (error["field"], error["value"]) == ("from", "yesterday")
    error = refused(reader, "case", "view", "save", "China", "--query", "to:CN", "--office")
    assert error["kind"] == "not_allowed"
