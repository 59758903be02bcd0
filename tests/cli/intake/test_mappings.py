"""`intake mapping`, `intake --mapping`, `--mend`, `--left-out`: tables of senders."""

import json
from pathlib import Path

import pytest
from tests.cli.terminal import Desk
from tests.formats.tables.national_tables import GERMAN, MRN_1, POLISH


def polish(folder: Path) -> Path:
    path = folder / "zgloszenia.csv"
    path.write_bytes(POLISH.data)
    return path


def test_a_mapping_is_proposed_kept_shown_used_and_removed(desk: Desk, tmp_path: Path) -> None:
    file = polish(tmp_path)
    found = desk.gets("intake", "mapping", "propose", file, "--save", "agency")
    assert found["mapping"]["columns"]["mrn"] == "Numer MRN"
    assert (found["doubts"], found["missing"], found["kept"]) == ([], [], "agency")
    assert desk.gets("intake", "mapping", "show", "agency") == found["mapping"]
    assert list(desk.gets("intake", "mapping", "list")) == ["agency"]
    [result] = desk.gets("intake", file, "--mapping", "agency")
    assert (result["created"], len(result["out"])) == (2, 1)
    assert desk.gets("intake", "mapping", "remove", "agency") == {"name": "agency"}
    assert desk.gets("intake", "mapping", "list") == {}
    assert desk.types("intake", file, "--mapping", "agency").code == 1


def test_what_propose_printed_is_a_mapping_file(desk: Desk, tmp_path: Path) -> None:
    file, mapping = polish(tmp_path), tmp_path / "m.json"
    mapping.write_text(desk.types("intake", "mapping", "propose", file, "--json").out)
    desk.gets("intake", "mapping", "save", "agency", mapping)
    [result] = desk.gets("intake", file, "--mapping", mapping, "--dry-run")
    assert result["created"] == 2


def test_a_day_with_two_readings_is_told_and_refused_until_it_is_said(
    desk: Desk, tmp_path: Path
) -> None:
    file, mapping = tmp_path / "anmeldungen.csv", tmp_path / "m.json"
    file.write_bytes(GERMAN.data)
    found = desk.gets("intake", "mapping", "propose", file)
    assert [one["option"] for one in found["doubts"]] == ["date_order"]
    assert "date_order" in desk.types("intake", "mapping", "propose", file).out
    mapping.write_text(json.dumps(found["mapping"]))
    seen = desk.types("intake", file, "--mapping", mapping, "--json")
    assert seen.code == 1
    assert {row["field"] for row in seen.data[0]["rejected"]} == {"accepted"}
    mapping.write_text(json.dumps(found["mapping"] | {"date_order": "dmy"}))
    assert desk.gets("intake", file, "--mapping", mapping)[0]["created"] == 2


def test_a_bad_row_is_mended_or_written_for_the_sender(desk: Desk, tmp_path: Path) -> None:
    file, out = tmp_path / "bad.csv", tmp_path / "left-out.csv"
    file.write_text(f"mrn,cn8,description\n{MRN_1},8482109O,Bearings\n")
    seen = desk.types("intake", file)
    assert "Likely 84821090." in seen.out + seen.err
    desk.types("intake", file, "--partial", "--left-out", out)
    assert "8482109O" in out.read_text(encoding="utf-8-sig")
    [result] = desk.gets("intake", file, "--mend", "2:cn8=84821090")
    assert (result["created"], len(result["mended"])) == (1, 1)
    case = desk.gets("case", "show", result["cases"][0])
    assert case["versions"][0]["mends"] == [
        {"row": 2, "column": "cn8", "value": "84821090", "was": "8482109O", "reason": ""}
    ]
    assert "8482109O" in desk.types("case", "show", result["cases"][0]).out


def test_a_wrong_check_digit_is_taken_as_it_stands_by_who_says_why(
    desk: Desk, tmp_path: Path
) -> None:
    file, wrong = tmp_path / "paper.csv", "26PL302010E1A004A9"
    file.write_text(f"mrn,cn8,description\n{wrong},84821090,Bearings\n")
    seen = desk.types("intake", file)
    assert seen.code == 1
    assert "--as-stated 2:mrn=REASON" in seen.out + seen.err
    assert desk.types("intake", file, "--as-stated", "2:mrn=so").code == 1
    [result] = desk.gets("intake", file, "--as-stated", "2:mrn=the paper says so")
    assert (result["created"], len(result["mended"])) == (1, 1)
    [mend] = desk.gets("case", "show", result["cases"][0])["versions"][0]["mends"]
    assert (mend["value"], mend["was"], mend["reason"]) == (wrong, wrong, "the paper says so")
    told = " ".join(desk.types("case", "show", result["cases"][0]).out.split())
    assert "although its check digit is wrong: “the paper says so”" in told
    assert desk.gets("intake", file, "--as-stated", "2:mrn=the paper says so")[0]["duplicates"] == 1


def test_a_correction_of_the_sender_is_named_with_the_mend_to_type(
    desk: Desk, tmp_path: Path
) -> None:
    file, mapping = tmp_path / "bad.csv", tmp_path / "agency.json"
    file.write_text(f"mrn,cn8,description\n{MRN_1},8482109O,Bearings\n")
    mapping.write_text(json.dumps({"corrections": {"cn8": {"8482109O": "84821091"}}}))
    desk.gets("intake", "mapping", "save", "agency", mapping)
    seen = desk.types("intake", file, "--mapping", "agency")
    assert seen.code == 1
    assert "read as 84821091 (--mend 2:cn8=84821091)" in " ".join((seen.out + seen.err).split())


def test_what_is_mended_is_remembered_for_the_sender_and_for_no_file_of_a_mapping(
    desk: Desk, tmp_path: Path
) -> None:
    file, mapping = tmp_path / "bad.csv", tmp_path / "agency.json"
    file.write_text(f"mrn,cn8,description\n{MRN_1},8482109O,Bearings\n")
    mapping.write_text(json.dumps({"columns": {"cn8": "cn8"}}))
    desk.gets("intake", "mapping", "save", "agency", mapping)
    mend = ("--mend", "2:cn8=84821090")
    desk.gets("intake", file, "--mapping", "agency", *mend, "--dry-run")
    assert desk.gets("intake", "mapping", "list")["agency"].get("corrections", {}) == {}
    [result] = desk.gets("intake", file, "--mapping", "agency", *mend)
    assert [one["was"] for one in result["mended"]] == ["8482109O"]
    kept = desk.gets("intake", "mapping", "list")
    assert kept["agency"]["corrections"] == {"cn8": {"8482109O": "84821090"}}
    said = desk.types("intake", file, "--mapping", "agency")
    assert "--mend 2:cn8=84821090" in " ".join((said.out + said.err).split())
    desk.types("intake", file, "--mapping", mapping, "--mend", "2:cn8=84821091")
    assert desk.gets("intake", "mapping", "list") == kept


def test_rows_are_mended_in_one_file_alone(desk: Desk, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"mrn,cn8\n{MRN_1},84821090\n")
    mend = ("--mend", "2:cn8=84821090")
    assert desk.types("intake", tmp_path / "a.csv", tmp_path / "b.csv", *mend).code == 1


def test_a_file_of_that_name_counts_before_a_mapping_that_is_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = polish(tmp_path)
    kept = desk.gets("intake", "mapping", "propose", file, "--save", "agency")["mapping"]
    assert desk.gets("intake", file, "--mapping", "agency", "--dry-run")[0]["created"] == 2
    other = kept | {"columns": {**kept["columns"], "cn8": "Uwagi"}}
    (tmp_path / "agency").write_text(json.dumps(other), encoding="utf-8")
    seen = desk.types("intake", file, "--mapping", "agency", "--dry-run", "--json")
    assert seen.code == 1
    assert {row["field"] for row in seen.data[0]["rejected"]} >= {"cn8"}


@pytest.mark.parametrize(
    "stated",
    [{"encoding": "utf-8"}, {"delimiter": ","}, {"header_row": 1}, {"date_order": "mdy"}],
    ids=lambda one: next(iter(one)),
)
def test_a_mapping_states_how_the_file_is_written(
    desk: Desk, tmp_path: Path, stated: dict[str, object]
) -> None:
    """Stated as it is, the table is read; stated otherwise, it is refused."""
    file, mapping = polish(tmp_path), tmp_path / "m.json"
    right = desk.gets("intake", "mapping", "propose", file)["mapping"]
    mapping.write_text(json.dumps(right))
    [read] = desk.gets("intake", file, "--mapping", mapping, "--dry-run")
    assert (read["created"], read["rejected"]) == (2, [])
    mapping.write_text(json.dumps(right | stated))
    seen = desk.types("intake", file, "--mapping", mapping, "--dry-run")
    assert seen.code == 1
    assert seen.err


def test_a_dry_run_says_whose_decision_an_amendment_would_end(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    head = "mrn,exporter_name,consignee_name,country_destination,cn8,description"
    row = f"{MRN_1},Żarów Obrabiarki S.A.,Fictional Trading FZE,AE,84821090"
    file.write_text(f"{head}\n{row},Bearings\n", encoding="utf-8")
    case = desk.gets("intake", file)[0]["cases"][0]
    reason = ("--reason", "as the catalogue of the maker says")
    desk.gets("case", "act", case, "assess")
    propose = ("propose", "--outcome", "release", *reason)
    desk.gets("case", "act", case, *propose, *desk.with_care("propose", case))
    file.write_text(f"{head}\n{row},Other bearings\n", encoding="utf-8")
    told = " ".join(desk.types("intake", file, "--dry-run").out.split())
    assert f"{case}: the amendment would end the decision of " in told
    assert desk.gets("case", "show", case)["decision"]["state"] == "proposed"
    [voided] = desk.gets("intake", file, "--dry-run")[0]["voided"]
    assert (voided["case"], voided["state"]) == (case, "proposed")


def test_a_mapping_that_nobody_kept_is_not_found(desk: Desk, tmp_path: Path) -> None:
    seen = desk.types("intake", polish(tmp_path), "--mapping", "nobody")
    assert seen.code == 1
    assert "nobody" in seen.err


def test_the_options_of_a_group_still_stand_behind_files(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"mrn,cn8\n{MRN_1},84821090\n")
    assert desk.gets("intake", file, "--dry-run")[0]["created"] == 1
    assert "--mend" in desk.types("intake", "--help").out
    assert desk.types("intake", "--json", "mapping", "list").data == {}
