"""`report statistics`: printed, kept where a file is named, refused with the reason."""

from pathlib import Path
from typing import Any

from tests.cli.terminal import ADMIN, REVIEWER, Desk

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


def test_the_tables_are_printed_and_nothing_is_kept(desk: Desk) -> None:
    found = desk.gets("report", "statistics", *YEAR, "--table", "T2,T12")
    assert [one["table"] for one in found["tables"]] == ["T2", "T12"]
    assert (found["dossier"], found["provisional"]) == (None, True)
    assert found["tables"][0]["definition"].startswith("One hold is one item on one track")
    assert "T2 Suspensions and holds" in desk.types("report", "statistics", *YEAR).out
    again = desk.gets("report", "statistics", *YEAR)
    assert again["head_seq"] == found["head_seq"]


def test_few_are_withheld_unless_it_is_for_the_office(desk: Desk) -> None:
    def said(*more: str) -> list[dict[str, Any]]:
        tables = desk.gets("report", "statistics", *YEAR, "--table", "T1,T8,T12", *more)["tables"]
        return [one for table in tables for row in table["rows"] for one in row["figures"]]

    others, office = said(), said("--whole")
    assert not [one for one in others if one["value"] in {"1", "2"} or one["ids"]]
    assert [one["value"] for one in others].count("s") > 0
    few = [one for one in office if one["value"] in {"1", "2"}]
    assert few
    assert all(str(len(list(one["ids"]))) == one["value"] for one in few)


def test_with_a_file_they_are_kept_and_verify(desk: Desk, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "s.pdf", tmp_path / "s.xlsx"
    made = desk.gets("report", "statistics", *YEAR, "--pdf", pdf, "--xlsx", xlsx)
    assert made["dossier"].endswith("-ST-2026-01-01--2026-12-31-D1")
    assert desk.types("verify", pdf, xlsx).code == 3  # nobody vouches for the key yet


def test_what_is_no_day_and_no_table_is_refused(desk: Desk) -> None:
    assert "March" in desk.types("report", "statistics", "--from", "March", "--to", "x").err
    refused = desk.types("report", "statistics", *YEAR, "--table", "T99", "--json")
    assert "T99" in str(refused.data["error"])


def test_an_administrator_counts_nothing(desk: Desk) -> None:
    refused = desk.colleague(ADMIN).types("report", "statistics", *YEAR, "--json")
    assert refused.data["error"]["kind"] == "not_allowed"


def test_a_figure_is_stated_by_two_and_listed(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(
        "code,title,unit,source,edition\nopened,Cases opened,cases,own list,2025-1\n", "utf-8"
    )
    why = ("--reason", "for the contribution to the annual report")
    staff = ("statistics", "state", "staff", "--year", "2025", "--value", "7.5")
    said = desk.gets(*staff, "--source", "staff plan", *why)
    assert (said["done"], bool(said["motion"])) == (False, True)
    listed = desk.gets("statistics", "import", file, *why)
    reviewer = desk.colleague(REVIEWER)
    for motion in (said["motion"], listed["motion"]):
        reviewer.gets("motions", "second", motion)
    known = {one["code"]: one for one in desk.gets("statistics", "list")}
    assert list(known) == ["staff", "training", "opened"]
    (stated,) = known["staff"]["stated"]
    assert (stated["value"], stated["confirmed"]) == ("7.5", REVIEWER)
    assert "not stated" in desk.types("statistics", "list").out
    year = ("--from", "2025-01-01", "--to", "2025-12-31", "--table", "T11,D1")
    printed = desk.types("report", "statistics", *year).out
    assert f"confirmed by {REVIEWER}" in printed
    tables = desk.gets("report", "statistics", *year)["tables"]
    assert tables[0]["rows"][0]["stated"]["source"] == "staff plan"
    assert tables[1]["rows"][0]["stated"] is None


def test_a_figure_that_misfits_is_refused_with_its_field(desk: Desk, tmp_path: Path) -> None:
    why = ("--reason", "for the contribution to the annual report", "--json")
    state = ("statistics", "state", "staff", "--year", "2025", "--source", "plan", "--value")
    refused = desk.types(*state, "some", *why).data["error"]
    assert (refused["kind"], refused["field"]) == ("invalid", "value")
    file = tmp_path / "figures.csv"
    file.write_text("code,title,unit,source,edition\nopened,Cases,,own,1\n", encoding="utf-8")
    refused = desk.types("statistics", "import", file, *why).data["error"]
    assert (refused["row"], refused["field"]) == (2, "unit")


def test_a_set_of_tables_is_asked_for_by_its_name(desk: Desk, tmp_path: Path) -> None:
    year = ("--from", "2025-01-01", "--to", "2025-12-31", "--set", "annual-report")
    found = desk.gets("report", "statistics", *year, "--pdf", tmp_path / "a.pdf")
    assert [one["table"] for one in found["tables"]] == ["T5", "T6", "T7", "T9", "T11"]
    refused = desk.types("report", "statistics", *YEAR, "--set", "quarterly", "--json")
    assert "annual-report" in str(refused.data["error"])
    both = desk.types("report", "statistics", *year, "--table", "T2", "--json")
    assert both.data["error"]["field"] == "set"
