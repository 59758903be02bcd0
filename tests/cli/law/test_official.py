"""`pack import` of official files, `pack kinds`, `pack template`."""

from pathlib import Path

import pytest
from tests.cli.terminal import Desk, typed
from tests.formats.official.official_files import ROWS, a_table

SAID = ("--edition", "2026", "--valid-from", "2026-01-01")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "correlation.xlsx"
    path.write_bytes(a_table(*ROWS))
    return path


def test_an_official_file_is_taken_in_as_an_edition(desk: Desk, table: Path) -> None:
    seen = desk.types("pack", "import", table, *SAID, "--title", "Table")
    assert seen.code == 0, seen.err
    assert "It waits for a second person. It may be seconded by Cyd Dorn." in seen.out
    (waits,) = desk.gets("motions", "list")
    assert (
        "official only by a publisher's signature" in desk.types("motions", "show", waits["id"]).out
    )
    desk.agreed()
    (row,) = [row for row in desk.gets("pack", "show") if row["id"] == "correlation_official"]
    assert (row["rows"], row["title"], row["trust"]) == (4, "Table", "transcribed")
    assert row["trust_said"] == "official"
    assert "official only by a publisher's signature" in desk.types("pack", "show").out


def test_a_look_prints_first_rows_and_counts_and_saves_nothing(reader: Desk, table: Path) -> None:
    seen = reader.types("pack", "import", table, "--preview")
    assert seen.code == 0, seen.err
    assert "Nothing was saved" in seen.out
    assert "Rows read: 4" in seen.out
    assert "2B350.i" in seen.out
    assert "correlation_official" not in reader.types("pack", "show").out


def test_a_look_as_json_has_every_count(reader: Desk, table: Path) -> None:
    data = reader.types("pack", "import", table, "--preview", "--json").data
    assert {"read", "rows", "added", "removed", "changed", "rejected", "first"} <= data.keys()


def test_rejected_rows_end_with_1_and_name_their_places(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(a_table(*ROWS, ("84571010", "", "2Z001")))
    seen = desk.types("pack", "import", path, *SAID)
    assert seen.code == 1
    assert "bad.xlsx, row 6, control_code, “2Z001”" in seen.out
    assert "nothing was saved" in seen.err
    assert "correlation_official" not in desk.types("pack", "show").out


def test_without_edition_the_remedy_says_what_to_give(reader: Desk, table: Path) -> None:
    seen = reader.types("pack", "import", table)
    assert seen.code == 1
    assert "edition" in seen.err


def test_a_pack_says_its_edition_itself(reader: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "denials"
    folder.mkdir()
    seen = reader.types("pack", "import", folder, *SAID)
    assert seen.code == 1
    assert "itself" in seen.err


def test_a_template_is_filled_in_and_taken_in(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "annexes.csv"
    assert typed("pack", "template", "eu-833-annexes", path).code == 0
    with path.open("a", encoding="utf-8") as file:
        file.write("833/2014,XXIII,8457 10,,Machining centres,2023-12-19,,OJ L\n")
    seen = desk.types("pack", "import", path, "--as", "eu_833_annexes", *SAID)
    assert seen.code == 0, seen.err


def test_a_template_does_not_overwrite_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("mine", encoding="utf-8")
    assert typed("pack", "template", "annex2", path).code == 1
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_template_is_printed_as_csv() -> None:
    assert typed("pack", "template", "route_table").out == "export,destination,country,source\n"


def test_the_kinds_need_no_casebook() -> None:
    seen = typed("pack", "kinds")
    assert seen.code == 0
    assert "correlation_official" in seen.out


def test_other_headers_are_mapped_from_a_file(desk: Desk, tmp_path: Path) -> None:
    table, mapping = tmp_path / "table.csv", tmp_path / "mapping.toml"
    table.write_text("Ware;Position\n84571010;2B001\n", encoding="utf-8")
    mapping.write_text('cn = "Ware"\ncontrol_code = "Position"\n', encoding="utf-8")
    seen = desk.types(
        "pack", "import", table, "--as", "correlation_official", "--mapping", mapping, *SAID
    )
    assert seen.code == 0, seen.err
