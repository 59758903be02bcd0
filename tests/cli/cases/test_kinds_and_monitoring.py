"""Kinds of case, types of report and monitoring programmes by command line."""

from pathlib import Path
from typing import Any

from tests.cli.cases.test_life_cycle import CASE, act, refused, shown
from tests.cli.terminal import Desk
from tests.services.cases.test_goods_places import text_of

from landwaiter.i18n import catalogue


def test_the_kinds_are_listed_with_what_they_ask_for(reader: Desk) -> None:
    kinds = {one["kind"]: one for one in reader.gets("case", "kinds")}
    assert len(kinds) == 9
    chain = next(f for f in kinds["acquisition"]["fields"] if f["name"] == "chain")
    assert (chain["type"], chain["required"]) == ("rows", True)
    assert "Shares of a company" in reader.types("case", "kinds").out


def test_a_case_is_opened_with_the_fields_of_its_kind(desk: Desk) -> None:
    made = desk.gets(
        "case", "new", "--kind", "acquisition",
        "--field", "target=Optik Nord GmbH", "--field", "target_country=de",
        "--field", "shares_after=74.9",
        "--field", "chain=Blue Ridge; LU; 100", "--field", "chain=Shenzhen Fund; CN; 80",
    )  # fmt: skip
    case = shown(desk, made["reference"])
    assert case["project"]["target_country"] == "DE"
    assert [row["name"] for row in case["project"]["chain"]] == ["Blue Ridge", "Shenzhen Fund"]
    assert "technology" in case["missing_fields"]
    act(desk, "enrich", "--field", "technology", "--value", "6E001", "--source", "contract",
        case=made["reference"])  # fmt: skip
    assert "technology" not in shown(desk, made["reference"])["missing_fields"]


def test_a_field_that_is_not_there_is_named_with_those_there_are(reader: Desk) -> None:
    error = refused(reader, "case", "new", "--kind", "transit", "--field", "colour=blue")
    assert (error["field"], error["kind"]) == ("colour", "invalid")
    assert "holder" in error["remedy"]
    error = refused(reader, "case", "new", "--kind", "transit", "--field", "colour")
    assert "NAME=VALUE" in error["message"]


def counted(desk: Desk) -> None:
    """Item 1 is held, and what was counted of it is entered."""
    act(desk, "hold", "--item", 1)
    act(desk, "fill_record", "--field", "quantity", "--item", 1, "--value", "1 crate")


def test_a_control_result_is_recorded_told_and_its_sheet_waits_for_an_mrn(
    desk: Desk, tmp_path: Path
) -> None:
    said = ("--code", "z9", "--controlled", "2026-03-27T08:15", "--by", "Sgt A. Nowak")
    act(desk, "record_control", *said, "--found", "as declared", "--item", 2)
    (one,) = shown(desk)["control_results"]
    assert (one["item"], one["code"], one["words"]) == (2, "Z9", "")
    assert one["controlled_at"] == "2026-03-27T07:15:00Z"
    lines = desk.types("case", "show", CASE).out
    assert "Item 2: Z9; 2026-03-27 07:15Z; Sgt A. Nowak; as declared" in lines
    error = refused(desk, "report", "aes-feedback", CASE, "--pdf", tmp_path / "sheet.pdf")
    assert (error["kind"], "has no MRN" in error["message"]) == ("not_allowed", True)
    error = refused(desk, "case", "act", CASE, "record-control", *said, "--found", "x", "--item", 9)
    assert error["field"] == "item"


def test_a_record_is_filled_in_and_printed(desk: Desk, tmp_path: Path) -> None:
    act(desk, "fill_record", "--field", "officer", "--value", "Sgt A. Nowak")
    (entry,) = shown(desk)["record"]
    assert (entry["field"], entry["value"], entry["item"]) == ("officer", "Sgt A. Nowak", None)
    error = refused(desk, "report", "seizure", CASE, "--pdf", tmp_path / "record.pdf")
    assert (error["kind"], error["message"]) == (
        "not_allowed",
        "No item is held or seized: there is nothing to record.",
    )
    counted(desk)
    file = tmp_path / "record.pdf"
    made = desk.gets("report", "seizure", CASE, "--pdf", file)
    assert made["reference"] == CASE
    desk.gets("report", "seizure", CASE, "--pdf", file, "--and", "pl")
    assert set(catalogue("pl").text("Statement of the person concerned").split()) <= set(
        text_of(file).split()
    )
    error = refused(desk, "report", "case", CASE, "--pdf", tmp_path / "c.pdf", "--and", "pl")
    assert (error["field"], (tmp_path / "c.pdf").exists()) == ("and", False)
    assert file.read_bytes().startswith(b"%PDF")


def test_every_type_of_report_has_its_command(desk: Desk, tmp_path: Path) -> None:
    act(desk, "open_track", "--item", 1, "--track", "L", "--basis", "UCC 188")
    counted(desk)
    for name in ("case", "referral", "seizure", "ministry"):
        files = tmp_path / f"{name}.pdf", tmp_path / f"{name}.xlsx"
        desk.gets("report", name, CASE, "--pdf", files[0], "--xlsx", files[1])
        assert desk.gets("verify", *files, code=3)["passed"]
    error = refused(desk, "report", "audit", CASE, "--pdf", tmp_path / "audit.pdf")
    assert error["kind"] == "not_allowed"


def _run(desk: Desk, *words: object) -> Any:
    return desk.gets("monitor", "run", "tools", *words)


def test_a_programme_is_begun_run_and_run_again_as_of_the_same_head(
    desk: Desk, tmp_path: Path
) -> None:
    desk.gets("monitor", "new", "tools", "--headings", "8457, 8458", "--reason", "asked")
    first = _run(desk)
    assert first["figures"]
    head = first["audit_head"]["seq"]
    desk.gets("monitor", "change", "tools", "--to", "cn", "--headings", "", "--words", "lathe",
              "--reason", "narrower from now on")  # fmt: skip
    again = _run(desk, "--head", head)
    assert (again["same"], again["sha256"], again["version"]) == (True, first["sha256"], 1)
    known = desk.gets("monitor", "show", "tools")
    assert known["rules"] == {"words": ["lathe"], "destinations": ["CN"]}
    assert [one["version"] for one in known["versions"]] == [1, 2]
    files = tmp_path / "m.pdf", tmp_path / "m.xlsx"
    desk.gets("monitor", "export", "tools", "--head", head, "--pdf", files[0], "--xlsx", files[1])
    assert desk.gets("verify", *files, code=3)["same_dossier"]
    assert "SHA-256" in desk.types("monitor", "run", "tools").out


def test_a_programme_ends_and_stays_in_the_list(desk: Desk) -> None:
    desk.gets("monitor", "new", "tools", "--words", "lathe")
    desk.gets("monitor", "end", "tools", "--reason", "the question is answered")
    (known,) = desk.gets("monitor", "list")
    assert (known["name"], known["end_reason"]) == ("tools", "the question is answered")
    assert refused(desk, "monitor", "run", "tools")["kind"] == "not_allowed"


def test_a_rule_that_does_not_fit_is_refused_with_its_name(reader: Desk) -> None:
    error = refused(reader, "monitor", "new", "tools", "--headings", "pumps")
    assert (error["field"], error["value"]) == ("headings", "pumps")
    assert refused(reader, "monitor", "new", "tools")["field"] == "headings"
    assert refused(reader, "monitor", "new", "t", "--first", "soon")["field"] == "first"
