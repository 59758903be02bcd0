"""`screen`, `compare` and `classify`: shapes, files, limits."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.terminal import Desk, typed

REASON = {"feature", "detail", "score"}


def test_screening_gives_one_object_for_each_name_in_their_order(reader: Desk) -> None:
    first, second = reader.gets("screen", "Иванов Пример Образцович", "Somebody Else Entirely")
    assert list(first) == ["query", "id", "editions", "hits"]
    assert (first["query"], second["query"]) == (
        "Иванов Пример Образцович",
        "Somebody Else Entirely",
    )
    assert second["hits"] == []
    assert {one["list"] for one in first["editions"]} == {
        "watch_list",
        "vessel_list",
        "prc_entities",
    }
    hit = first["hits"][0]
    assert list(hit) == [
        "list",
        "edition",
        "listing_id",
        "name",
        "matched_name",
        "score",
        "claim",
        "reasons",
    ]
    assert (hit["list"], hit["listing_id"], hit["claim"]) == (
        "watch_list",
        "LW-1",
        "unconfirmed_identity",
    )
    assert set(hit["reasons"][0]) == REASON


def test_scores_are_decimal_strings_that_their_reasons_add_up_to(reader: Desk) -> None:
    [result] = reader.gets("screen", "Ivanov Primer")
    for hit in result["hits"]:
        parts = [round(1000 * float(reason["score"])) for reason in hit["reasons"]]
        assert isinstance(hit["score"], str)
        assert sum(parts) == round(1000 * float(hit["score"]))
        assert len(hit["score"].partition(".")[2]) == 3


def test_transliterated_and_reordered_names_are_found(reader: Desk) -> None:
    [result] = reader.gets("screen", "PRIMER IVANOV OBRAZTSOVICH")
    assert "LW-1" in {hit["listing_id"] for hit in result["hits"]}


def test_threshold_and_limit_narrow(reader: Desk) -> None:
    [wide] = reader.gets("screen", "Sample", "--threshold", "0", "--limit", 3)
    [narrow] = reader.gets("screen", "Sample", "--threshold", "1")
    assert len(wide["hits"]) == 3
    assert narrow["hits"] == []
    assert wide["editions"][0]["threshold"] == "0.000"


def test_a_file_of_names_with_columns_is_screened(reader: Desk, tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text(
        "id;name;kind;country;identifier\n7;Ivanov Primer;person;RU;770000000000\n8;Nobody;;;\n"
    )
    first, second = reader.gets("screen", "--file", file)
    assert (first["id"], second["id"]) == ("7", "8")
    assert first["hits"][0]["claim"] == "listed"


def test_a_file_of_lines_is_screened(reader: Desk, tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("Ivanov Primer\n\n  Nobody, Ltd.  \n")
    results = reader.gets("screen", "--file", file)
    assert [result["query"] for result in results] == ["Ivanov Primer", "Nobody, Ltd."]


@pytest.mark.parametrize(
    ("text", "row", "field"),
    [
        ("id,names\n1,x\n", 1, "name"),
        ("name,kind\nx,dog\n", 2, "kind"),
        ("name,country\nx,CN\ny,China\n", 3, "country"),
        ("id,name\n1,\n", 2, "name"),
        ("id,name\n1\n", 2, None),
    ],
)
def test_a_wrong_row_is_named(
    reader: Desk, tmp_path: Path, text: str, row: int, field: str | None
) -> None:
    file = tmp_path / "names.csv"
    file.write_text(text)
    seen = reader.types("screen", "--file", file, "--json")
    assert seen.code == 1
    error = seen.data["error"]
    assert (error["file"], error["row"], error["field"]) == ("names.csv", row, field)


def test_two_names_are_compared_without_a_casebook() -> None:
    seen = typed("compare", "Harbin Engineering University", "哈尔滨工程大学", "--json")
    [pair] = seen.data
    assert list(pair) == ["name1", "name2", "score", "reasons"]
    assert float(pair["score"]) > 0.7
    assert set(pair["reasons"][0]) == REASON


def test_a_file_of_pairs_is_compared_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("name1,name2,kind\nA Ltd,B GmbH,organisation\nIvanov,Iwanow,\n")
    seen = typed("compare", "--file", file, "--json")
    assert [pair["name1"] for pair in seen.data] == ["A Ltd", "Ivanov"]


def test_a_description_is_classified(reader: Desk) -> None:
    found = reader.gets("classify", "machining centre", "--cn", "8457 10 10")
    first = found["candidates"][0]
    assert {"list", "code", "edition", "score", "reasons", "missing"} <= set(first)
    assert first["code"] == "2B001"
    assert first["score"] > "0.700", "the heading and the words together say more than either"
    assert any("contouring axes" in missing for missing in first["missing"])


def test_a_file_of_descriptions_gives_one_array_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("id,description,cn\n1,5-axis machining centre,84571010\n2,ring laser gyro,\n")
    seen = typed("classify", "--file", file, "--json")
    assert [(one["id"], one["cn"]) for one in seen.data] == [("1", "84571010"), ("2", None)]
    assert [one["candidates"][0]["code"] for one in seen.data] == ["2B001", "7A002"]
    assert {"id", "text", "cn", "candidates", "editions"} == set(seen.data[0])


@pytest.mark.parametrize("arguments", [(), ("pump", "--file", "goods.txt")])
def test_classify_wants_a_description_or_a_file(arguments: tuple[str, ...]) -> None:
    assert typed("classify", *arguments).code == 2


def test_without_a_casebook_the_shipped_packs_classify(reader: Desk) -> None:
    alone = typed("classify", "machining centre", "--cn", "84571010", "--json")
    assert alone.data == reader.gets("classify", "machining centre", "--cn", "84571010")


def test_a_file_prints_what_its_names_alone_print(reader: Desk, tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("Ivanov Primer\nNobody, Ltd.\n", encoding="utf-8")
    alone = reader.types("screen", "Ivanov Primer", "Nobody, Ltd.", "--json")
    assert reader.types("screen", "--file", file, "--json").out == alone.out
    text = reader.types("screen", "Ivanov Primer", "Nobody, Ltd.").out
    assert reader.types("screen", "--file", file).out == text


def test_a_file_without_names_is_an_empty_array(reader: Desk, tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("name,id\n")
    assert reader.gets("screen", "--file", file) == []


def test_a_workbook_is_written_beside_the_json(reader: Desk, tmp_path: Path) -> None:
    file, out = tmp_path / "names.txt", tmp_path / "found.xlsx"
    file.write_text("Ivanov Primer\n")
    [result] = reader.gets("screen", "--file", file, "--xlsx", out)
    book = load_workbook(out)
    rows = list(book["Hits"].iter_rows(min_row=2, values_only=True))
    assert [row[10] for row in rows] == [hit["listing_id"] for hit in result["hits"]]


def test_resume_needs_a_file(reader: Desk) -> None:
    seen = reader.types("screen", "Ivanov Primer", "--resume")
    assert (seen.code, "--file" in seen.err) == (2, True)


def test_who_cancels_a_file_is_told_how_to_go_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(*_given: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("landwaiter.services.hits.name_batches.screen_file", cancelled)
    names = tmp_path / "names.txt"
    names.write_text("Somebody\n")
    seen = desk.types("screen", "--file", names)
    assert seen.code == 1
    assert "go on with --resume" in seen.err
    assert "nothing was saved" not in seen.err
