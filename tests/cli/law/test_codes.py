"""Control codes as they are typed: of every list by their spelling, and never as numbers."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.cli.terminal import REVIEWER, Desk, Seen

CASE = "PL1-2026-000001"
REASON = "letter of the ministry of 1 March"
LIKE_NUMBERS = ("9E003", "1E001", "3E230")
MILITARY = ("ML9", "ML9.b", "ML15.d")
DENIAL = ("register", "denials", "add", "--issuer", "DE", "--reason", REASON, "--field", "ref=D-1",
          "--field", "end_user=Grey Heron", "--field", "notified=2026-01-02")  # fmt: skip


def of_list(code: str) -> str:
    return "cml" if code in MILITARY else "eu"


def second(desk: Desk) -> None:
    colleague = desk.colleague(REVIEWER)
    (waiting,) = colleague.gets("motions", "list")
    colleague.gets("motions", "second", waiting["id"])


@pytest.mark.parametrize("code", LIKE_NUMBERS)
def test_a_code_that_looks_like_a_number_is_learned_as_text(desk: Desk, code: str) -> None:
    learned = ("--field", "technology", "--value", code, "--source", "contract")
    desk.gets("case", "act", CASE, "enrich", *learned)
    (fact,) = desk.gets("case", "show", CASE)["enrichment"]
    assert fact["value"] == code


def test_a_code_within_a_learned_table_stays_text_too(desk: Desk) -> None:
    learned = ("--field", "contract", "--value", '{"codes": [9E003], "share": 1.5e3}')
    desk.gets("case", "act", CASE, "enrich", *learned, "--source", "contract")
    (fact,) = desk.gets("case", "show", CASE)["enrichment"]
    assert (fact["value"]["codes"], float(fact["value"]["share"])) == (["9E003"], 1500)


@pytest.mark.parametrize("code", [*LIKE_NUMBERS, *MILITARY])
def test_a_technology_is_stated_by_its_code(desk: Desk, code: str) -> None:
    about = ("--kind", "intangible", "--title", "Course on ship engines", "--technology", code)
    reference = desk.gets("case", "new", *about)["reference"]
    assert desk.gets("case", "show", reference)["project"]["technology"] == code


@pytest.mark.parametrize("code", [*LIKE_NUMBERS, *MILITARY])
def test_a_code_is_classified_in_the_list_of_its_spelling(desk: Desk, code: str) -> None:
    found = ("--item", 1, "--code", code, "--outcome", "insufficient", "--reason", REASON)
    desk.gets("case", "act", CASE, "classify", *found)
    item = desk.gets("case", "show", CASE)["items"][0]
    (finding,) = [one for one in item["classifications"] if one["state"] == "insufficient"]
    assert (finding["list"], finding["code"]) == (of_list(code), code)
    pack = {"eu": "annex1", "cml": "cml"}[of_list(code)]
    editions = {one["id"]: one["edition"] for one in desk.gets("pack", "show")}
    assert finding["edition"] == editions[pack]


@pytest.mark.parametrize("code", ["9E003", "1E001", "3E201", *MILITARY])
def test_an_entry_is_read_by_its_code_alone(reader: Desk, code: str) -> None:
    shown = reader.gets("control", "show", code)
    assert (shown["node"]["list"], shown["asked"]) == (of_list(code), code)
    said = f"{code} itself is not in this edition." in reader.types("control", "show", code).out
    assert said is ("." in code)
    assert reader.gets("control", "compare", code, code)["likeness"] == "equal"
    assert reader.gets("control", "tree", code.partition(".")[0])["list"] == of_list(code)


def test_a_programme_watches_codes_of_every_list(desk: Desk) -> None:
    desk.gets("monitor", "new", "Ships", "--codes", "ml9.b, 9e003, 9a, ML", "--reason", REASON)
    assert desk.gets("monitor", "show", "Ships")["rules"]["codes"] == ["ML9.b", "9E003", "9A", "ML"]


@pytest.mark.parametrize("code", [*LIKE_NUMBERS, *MILITARY])
def test_a_register_takes_codes_of_every_list(desk: Desk, code: str) -> None:
    desk.gets(*DENIAL, "--field", f"item={code.lower()}")
    second(desk)
    (row,) = desk.gets("register", "denials", "list")["rows"]
    assert row["what"] == code


def a_table(path: Path, cells: list[tuple[str, Any]], *, number_format: str = "General") -> Path:
    """Denials as a workbook or as CSV, one for each reference and code."""
    head = ["ref", "item", "end_user", "notified"]
    rows = [[ref, code, "Grey Heron", "2026-01-02"] for ref, code in cells]
    if path.suffix == ".csv":
        lines = [head, *rows]
        path.write_text("\n".join(",".join(map(str, one)) for one in lines), encoding="utf-8")
        return path
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (head, *rows):
        sheet.append(row)
    for number in range(2, len(rows) + 2):
        sheet.cell(number, 2).number_format = number_format
    book.save(path)
    return path


def imported(desk: Desk, path: Path) -> Seen:
    words = ("register", "denials", "import", path, "--issuer", "DE", "--reason", REASON)
    return desk.types(*words, "--preview")


@pytest.mark.parametrize("name", ["denials.csv", "denials.xlsx"])
def test_a_table_holds_codes_as_text(desk: Desk, tmp_path: Path, name: str) -> None:
    codes = (*LIKE_NUMBERS, *MILITARY)
    path = a_table(tmp_path / name, [(f"D-{no}", code) for no, code in enumerate(codes)])
    words = ("--issuer", "DE", "--as-of", "2026-03-01", "--source", "table", "--reason", REASON)
    desk.gets("register", "denials", "import", path, *words)
    second(desk)
    rows = desk.gets("register", "denials", "list")["rows"]
    assert {row["ref"]: row["what"] for row in rows} == {
        f"D-{no}": code for no, code in enumerate(codes)
    }


@pytest.mark.parametrize("number_format", ["0.00E+00", "##0.0E+0", "0E+00"])
def test_a_code_that_a_spreadsheet_made_a_number_of_is_refused(
    reader: Desk, tmp_path: Path, number_format: str
) -> None:
    path = a_table(tmp_path / "denials.xlsx", [("D-1", 9000.0)], number_format=number_format)
    said = imported(reader, path)
    assert (said.code, "row 2, item, “9E+03”" in said.out) == (1, True)
    assert "a spreadsheet has made a number of it" in said.out


def test_a_code_that_a_csv_file_holds_as_a_power_is_refused(reader: Desk, tmp_path: Path) -> None:
    said = imported(reader, a_table(tmp_path / "denials.csv", [("D-1", "9.00E+03")]))
    assert (said.code, "row 2, item, “9.00E+03”" in said.out) == (1, True)
    assert "a spreadsheet has made a number of it" in said.out


@pytest.mark.parametrize("code", MILITARY)
def test_a_description_may_name_a_military_code(reader: Desk, code: str) -> None:
    (found,) = reader.gets("classify", f"engine of {code}")["candidates"][:1]
    assert (found["list"], found["code"]) == ("cml", code.partition(".")[0])


@pytest.mark.parametrize(
    ("heading", "code", "entries", "shown"),
    [("841989", "2B350", ["2B350.a"], "eu 2B350 (a)"), ("840810", "ML9", ["ML9.b"], "cml ML9 (b)")],
)
def test_a_heading_names_the_paragraphs_of_its_correlation(
    reader: Desk, heading: str, code: str, entries: list[str], shown: str
) -> None:
    asked = ("classify", "goods of the heading", "--cn", heading)
    (found,) = [one for one in reader.gets(*asked)["candidates"] if one["code"] == code]
    assert (found["entries"], found["kinds"], found["words"]) == (entries, ["heading"], "0.000")
    assert shown in reader.types(*asked).out
