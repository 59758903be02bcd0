"""Packs, classification, rules and embargoes at the terminal: wrong input, plain words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.cases.test_life_cycle import CASE, refused
from tests.cli.terminal import Desk, typed

from landwaiter.cli.base.output import table

REASON = "as agreed with the ministry"


def test_a_comparison_of_what_is_no_edition_says_how_one_is_named(reader: Desk) -> None:
    error = refused(reader, "pack", "diff", "prc_entities", "prc_entities")
    assert (error["field"], error["value"]) == ("edition", "prc_entities")
    assert "ID@EDITION" in error["remedy"]


@pytest.mark.parametrize("name", ["goods.csv", "goods.tsv"])
def test_a_table_without_descriptions_is_no_text_of_them(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("no;Ware\n1;Pumpe\n", encoding="utf-8")
    ended = typed("classify", "--file", file, "--json")
    assert (ended.code, ended.data["error"]["field"]) == (1, "description")


def test_a_text_file_may_have_commas_in_its_descriptions(tmp_path: Path) -> None:
    file = tmp_path / "goods.txt"
    file.write_text("pump, stainless\nvalve\n", encoding="utf-8")
    ended = typed("classify", "--file", file, "--json")
    assert [one["text"] for one in ended.data] == ["pump, stainless", "valve"]


def test_nothing_is_no_description_but_a_commodity_code_alone_is_a_question() -> None:
    assert typed("classify", " ").code == 2
    assert typed("classify", "", "--cn", "84571010", "--json").data["candidates"]


def test_an_answer_without_its_document_names_the_option_that_is_missing(desk: Desk) -> None:
    held = ("interview", CASE, "--item", 1, "--entry", "2B001", "--answer", "simultaneous_axes=5")
    assert refused(desk, *held)["field"] == "source"
    error = refused(desk, *held, "--source", "data_sheet")
    assert (error["field"], error["message"]) == ("document", "An answer names where it was read.")


def test_an_item_that_is_not_there_is_not_assessed(reader: Desk) -> None:
    error = refused(reader, "case", "catch-all", CASE, "--item", 77)
    assert (error["field"], error["value"]) == ("item", "77")
    assert "1" in error["remedy"]


def test_what_the_matrix_does_not_speak_of_is_said_to_be_unstated(reader: Desk) -> None:
    asked = ("--destination", "CN", "--date", "2020-07-28", "--item-group", "surveillance")
    assert "unstated, which is never permitted" in reader.types("embargo", "show", *asked).out
    assert "No change" in reader.types("embargo", "history", "practice.CN-1989.CN.military").out


def test_a_link_is_named_once_where_kind_and_words_are_the_same(reader: Desk) -> None:
    out = reader.types("chart", CASE).out
    assert "ships to" in out
    assert "ships to: ships to" not in out


def test_every_case_has_its_chart_and_its_diversion(reader: Desk) -> None:
    for case in reader.gets("case", "list"):
        for name in ("chart", "diversion"):
            assert reader.types(name, case["reference"]).code == 0
            assert reader.gets(name, case["reference"])["reference"] == case["reference"]


def test_the_columns_of_a_register_are_told_as_json_too(reader: Desk) -> None:
    columns = reader.gets("register", "denials", "template")
    assert {"name": "ref", "holds": columns[0]["holds"], "required": True} == columns[0]
    assert reader.types("register", "denials", "template").out.startswith("ref,item,")


def test_a_threshold_without_a_value_is_not_set(reader: Desk) -> None:
    assert "ownership_operator = not set" in reader.types("rules", "show", "RF-P18").out
    assert "rules list" in refused(reader, "rules", "show", "RF-X99")["remedy"]


def test_times_in_tables_are_utc_with_its_letter() -> None:
    _head, row = table(("When",), [(datetime(2026, 3, 1, 9, 30, tzinfo=UTC),)])
    assert row == "2026-03-01T09:30:00Z"


def test_a_destination_in_words_is_no_country_of_the_matrix(reader: Desk) -> None:
    error = refused(reader, "embargo", "show", "--destination", "China")
    assert (error["field"], error["value"]) == ("destination", "China")
    assert "CN" in error["remedy"]


def test_each_heading_of_an_entry_is_named_once(reader: Desk) -> None:
    seen = reader.types("control", "show", "2B001").out.splitlines()
    headings = [line for line in seen if line.startswith("Heading ")]
    assert len(headings) == len(set(headings)) > 0
    assert all("confidence " in line for line in headings)


def test_instants_of_an_assessment_end_with_z(desk: Desk) -> None:
    answered = ("--item", 1, "--answer", "unlisted=yes", "--source", "contract")
    kept = desk.gets("case", "catch-all", CASE, *answered)["assessment"]
    assert kept["at"].endswith("Z")


def test_the_matrix_names_condition_exemption_authority_and_renewal(reader: Desk) -> None:
    asked = ("embargo", "show", "--destination", "MM", "--date", "2026-11-28")
    shown = reader.types(*asked).out
    assert "prohibited if for a military use or a military end user" in shown
    assert "Exempted: non-lethal equipment" in shown
    assert "In force until 30 Apr 2026 when this edition was written; renewal not read." in shown
    cells = {(c["instrument"], c["group"]): c for c in reader.gets(*asked)["cells"]}
    arms, dual = cells["DEC-2013-184", "military"], cells["REG-401-2013", "dual_use"]
    assert (arms["authority"], arms["renewal_due"], arms["is_renewal_open"]) == (
        "EU",
        "2026-04-30",
        True,
    )
    assert (dual["standing"], dual["condition"]) == ("prohibited if", "end_use=military")


def test_what_an_embargo_depends_on_is_answered_and_the_row_follows(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "goods.csv"
    rows = ("lrn,country_destination,item_no,cn8,description", "LW-7,MM,1,84571010,5-axis machine")
    file.write_text("\n".join(rows), encoding="utf-8")
    assert desk.types("intake", file).code == 0
    reference = desk.gets("case", "list", "--query", "to:MM")[0]["reference"]
    asked = (
        *("embargo", "judge", reference, "--instrument", "REG-401-2013"),
        *("--condition", "end_use=military", "--source", "contract", "--reason", REASON),
    )
    assert "permitted by this act" in desk.types(*asked, "--answer", "no").out
    (item,) = desk.gets("case", "show", reference)["embargo"]
    (cell,) = (one for one in item["cells"] if one["instrument"] == "REG-401-2013")
    assert (cell["standing"], cell["certainty"]) == ("permitted by this act", "candidate")
    assert REASON in cell["settled_by"]
    assert refused(desk, *asked, "--answer", "perhaps")["field"] == "answer"
