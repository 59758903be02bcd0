"""Watch lists by command line: forms, looks, tables of strangers."""

from pathlib import Path

import pytest
from tests.cli.terminal import Desk, typed
from tests.formats.lists.samples import data_of

TABLE = "Nr;Bezeichnung;Staat\n1;Firma Eins;Deutschland\n2;Firma Zwei;Polen\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "liste.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def written(folder: Path, form: str) -> Path:
    file = folder / "some.file"
    file.write_bytes(data_of(form)[0])
    return file


def test_the_forms_are_told_without_a_casebook() -> None:
    seen = typed("list", "formats", "--json", user="")
    assert seen.code == 0
    assert {"eu-fsf", "un-consolidated", "us-ofac-csv"} <= {one["name"] for one in seen.data}


def test_a_look_at_a_list_says_what_it_would_keep_and_keeps_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    file = written(tmp_path, "un-consolidated")
    found = desk.gets("list", "import", file, "--list-id", "un", "--preview")
    assert (found["listings"], found["kind"], found["edition"]) == (1, "asset_freeze", "2026-01-05")
    assert found["first"][0]["weak_aliases"] == ["Old Man"]
    text = desk.types("list", "import", file, "--list-id", "un", "--preview").out
    assert "Edition 2026-01-05 of kind asset_freeze would name 1: 1 Person." in text
    assert "un" not in {one["id"] for one in desk.gets("list", "show")}


def test_a_list_is_imported_under_the_day_its_file_says(desk: Desk, tmp_path: Path) -> None:
    (result,) = desk.gets("list", "import", written(tmp_path, "eu-fsf"), "--list-id", "eu")
    assert (result["format"], result["edition"]) == ("eu-fsf", "2026-03-02")
    assert result["published"] == "2026-03-02"


def test_a_list_that_is_cut_is_refused_with_its_place(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cut.xml"
    file.write_bytes(data_of("eu-fsf")[0][:900])
    seen = desk.types("list", "import", file, "--list-id", "eu")
    assert seen.code == 1
    assert "line" in seen.out
    assert "not well-formed" in seen.out


def test_columns_are_proposed_kept_used_and_forgotten(desk: Desk, table: Path) -> None:
    look = desk.gets("list", "columns", table, "--save", "ministry")
    assert {one["column"]: one["field"] for one in look["columns"]} == {
        "Nr": "id",
        "Bezeichnung": "name",
        "Staat": "country",
    }
    assert look["first"][1]["countries"] == ["PL"]
    assert desk.gets("list", "mappings")["ministry"]["fields"]["name"] == ["Bezeichnung"]
    (result,) = desk.gets("list", "import", table, "--mapping", "ministry", "--list-id", "m")
    assert (result["format"], result["listings"]) == ("mapped-table", 2)
    assert desk.gets("list", "mappings", "--forget", "ministry") == {}


def test_a_mapping_may_be_a_file(desk: Desk, table: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text('name = "Bezeichnung + Staat"\nkind = "company"\n', encoding="utf-8")
    look = desk.gets("list", "columns", table, "--mapping", mapping)
    assert look["first"][0]["aliases"] == ["Deutschland"]
    assert look["first"][0]["schema"] == "Company"


def test_an_unknown_mapping_is_told_with_those_there_are(desk: Desk, table: Path) -> None:
    seen = desk.types("list", "import", table, "--mapping", "nobody")
    assert (seen.code, "keeps no mapping of this name" in seen.err) == (1, True)


def test_a_table_without_mapping_is_refused_and_says_how_to_tell_its_columns(
    desk: Desk, table: Path
) -> None:
    seen = desk.types("list", "import", table)
    assert seen.code == 1
    assert "list columns FILE" in seen.out


def test_an_act_that_screens_makes_the_index_that_is_missing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landwaiter.services.warm.index_store.IN_MEMORY", 1)
    reference = desk.gets("case", "list")[0]["reference"]
    assert desk.types("case", "act", reference, "note", "--reason", "called the firm").code == 0
    assert not (desk.path / "index").exists()
    assert desk.types("case", "act", reference, "screen").code == 0
    assert len(list((desk.path / "index").iterdir())) == 2


def test_a_list_that_may_be_cut_is_imported_only_with_yes(desk: Desk, tmp_path: Path) -> None:
    names = tmp_path / "ports.csv"
    names.write_text("id,name\n1,Grey Pier\n2,Long Quay\n3,Old Wharf\n")
    assert desk.types("list", "import", names).code == 0
    names.write_text("id,name\n1,Grey Pier\n")
    seen = desk.types("list", "import", names)
    assert seen.code == 1
    assert "names 3, this one 1: is the file whole? Nothing was saved: say --yes" in seen.err
    assert "To be answered" in desk.types("list", "import", names, "--preview").out
    assert desk.types("list", "import", names, "--json").data[0]["doubts"]
    assert desk.types("list", "import", names, "--count", 3).code == 1
    assert {row["id"]: row["rows"] for row in desk.gets("list", "show")}["ports"] == 3
    assert desk.types("list", "import", names, "--yes").code == 0
    assert {row["id"]: row["rows"] for row in desk.gets("list", "show")}["ports"] == 1
