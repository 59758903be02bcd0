"""The registers and the guided form at the terminal."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import REVIEWER, Desk

CASE = "PL1-2026-000001"
REASON = "letter of the ministry of 1 March"
LICENCE = (
    "register", "licences", "add", "--issuer", "pl", "--reason", REASON,
    "--field", "ref=PL-1", "--field", "holder=Obrabiarki Wisla",
    "--field", "valid_from=2026-01-01", "--line", "code=2B001; quantity=100; unit=kg",
)  # fmt: skip


def refused(desk: Desk, *words: object) -> Any:
    ended = desk.types(*words, "--json")
    assert ended.code == 1, ended.out
    return ended.data["error"]


def second(desk: Desk) -> None:
    colleague = desk.colleague(REVIEWER)
    (waiting,) = colleague.gets("motions", "list")
    colleague.gets("motions", "second", waiting["id"])


def test_a_licence_is_added_by_two_persons_and_written_off(desk: Desk) -> None:
    asked = desk.types(*LICENCE)
    assert asked.code == 0, asked.err
    assert "Moved, not yet in the register." in asked.out
    second(desk)
    taken = ("register", "licences", "write-off", "PL-1", "--issuer", "PL", "--day", "2026-03-31")
    done = desk.gets(*taken, "--quantity", 60, "--reason", REASON)
    assert done["balances"][0]["used"] == "60"
    error = refused(desk, *taken, "--quantity", 41, "--reason", REASON)
    assert error["message"] == "40 kg are left of line 1, and 41 are asked for."
    desk.gets(*taken, "--quantity", 41, "--over", "--reason", REASON)
    text = desk.types("register", "licences", "list").out
    assert "-1 of 100 kg (over-use)" in text
    shown = desk.gets("register", "licences", "show", "PL-1", "--issuer", "PL")
    desk.gets("register", "licences", "undo", shown["write_offs"][1]["id"], "--reason", REASON)
    assert "undone" in desk.types("register", "licences", "show", "PL-1", "--issuer", "PL").out


def test_a_register_is_stated_to_be_here_and_empty(desk: Desk) -> None:
    assert "not evaluated" in desk.types("register", "denials", "list").out
    asked = ("register", "denials", "loaded", "PL", "--as-of", "2026-03-01", "--source", "letter")
    desk.gets(*asked, "--reason", REASON)
    second(desk)
    said = "PL: loaded as of 1 Mar 2026, entries: 0, letter."
    assert said in desk.types("register", "denials", "list").out


def test_a_name_that_no_column_has_is_refused_and_not_lost(desk: Desk) -> None:
    error = refused(desk, *LICENCE, "--field", "holdr=Obrabiarki")
    assert (error["field"], error["value"]) == ("field", "holdr")
    assert "holder" in error["remedy"]
    error = refused(desk, *LICENCE, "--line", "code=2B001; amount=3")
    assert (error["field"], error["value"]) == ("line", "amount")


def test_a_denial_is_not_revoked_for_days_before_it_was_notified(desk: Desk) -> None:
    desk.gets(
        "register", "denials", "add", "--issuer", "DE", "--reason", REASON, "--field", "ref=D-1",
        "--field", "item=2B001", "--field", "end_user=Grey Heron", "--field", "notified=2026-01-02",
    )  # fmt: skip
    second(desk)
    revoke = ("register", "denials", "revoke", "D-1", "--issuer", "DE", "--reason", REASON)
    assert refused(desk, *revoke, "--from", "2026-01-01")["field"] == "revoked"
    desk.gets(*revoke, "--from", "2026-01-02")


def test_a_table_is_previewed_and_kept_only_when_every_row_fits(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "denials.csv"
    head = desk.types("register", "denials", "template").out.strip()
    rows = [head, "D-1,2B001,,,Grey Heron,CN,2025-01-02,,,", "D-2,drill,,,X,CN,2025-01-02,,,"]
    path.write_text("\n".join(rows), encoding="utf-8")
    words = ("register", "denials", "import", path, "--issuer", "DE", "--reason", REASON)
    ended = desk.types(*words)
    assert ended.code == 1
    assert "row 3, item, “drill”" in ended.out
    path.write_text("\n".join(rows[:2]), encoding="utf-8")
    assert "new: D-1" in desk.types(*words, "--preview").out
    assert desk.colleague(REVIEWER).gets("motions", "list") == []
    desk.gets(*words, "--as-of", "2026-03-01", "--source", "table")
    second(desk)
    (row,) = desk.gets("register", "denials", "list", "--issuer", "DE")["rows"]
    assert (row["ref"], row["state"]) == ("D-1", "stands")
    assert row["review"] == "2028-01-02"
    assert "2028-01-02" in desk.types("register", "denials", "list").out
    shown = ("register", "denials", "show", "D-1", "--issuer", "DE")
    assert desk.gets(*shown)["review"] == "2028-01-02"
    assert "to be reviewed by 2 Jan 2028 (Art. 16)" in desk.types(*shown).out
    revoke = ("register", "denials", "revoke", "D-1", "--issuer", "DE", "--from", "2026-03-20")
    desk.gets(*revoke, "--reason", REASON)
    second(desk)
    states = [
        desk.gets("register", "denials", "list", "--as-of", day)["rows"][0]["state"]
        for day in ("2026-03-19", "2026-03-20")
    ]
    assert states == ["stands", "revoked"]
    (row,) = desk.gets("register", "denials", "list", "--as-of", "2026-03-20")["rows"]
    assert row["review"] is None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("add", "--issuer", "PL", "--field", "ref"), "field"),
        (("add", "--issuer", " ", "--field", "ref=1"), "issuer"),
        (("revoke", "R", "--issuer", "PL", "--from", "soon"), "from"),
        (("loaded", "PL", "--as-of", "2027-01-01", "--source", "letter"), "as-of"),
    ],
)
def test_a_wrong_word_is_named(reader: Desk, words: tuple[str, ...], field: str) -> None:
    error = refused(reader, "register", "denials", *words, "--reason", REASON)
    assert error["field"] == field


def test_the_guided_form_is_filled_question_by_question(desk: Desk) -> None:
    empty = desk.types("case", "catch-all", CASE)
    assert "Has the authority informed the exporter of such a use?" in empty.out
    assert "Nobody has assessed this yet." in empty.out
    words = ("case", "catch-all", CASE, "--source", "exporter_answer")
    desk.gets(*words, "--answer", "unlisted=yes", "--answer", "use_wmd=yes")
    answered = desk.gets(*words, "--answer", "informed=yes", "--note", "letter of May")
    assert answered["assessment"]["level"] == "informed"
    assert set(answered["assessment"]["answers"]) == {"unlisted", "use_wmd", "informed"}
    assert answered["assessment"]["track"] == "B"
    text = desk.types("case", "show", CASE).out
    assert "It gives grounds for track B." in text
    again = desk.gets(*words, "--anew", "--answer", "informed=no")
    assert set(again["assessment"]["answers"]) == {"informed"}
    assert again["assessment"]["statement"] == 3


def test_an_answer_without_sign_or_source_is_refused(reader: Desk) -> None:
    assert refused(reader, "case", "catch-all", CASE, "--answer", "yes")["field"] == "answer"
    error = refused(reader, "case", "catch-all", CASE, "--answer", "informed=yes")
    assert error["field"] == "informed"


def test_document_codes_are_shown_with_what_is_known_of_them(reader: Desk) -> None:
    documents = reader.gets("case", "show", CASE)["documents"]
    assert documents
    assert {"item", "code", "meaning", "verified", "reference", "answer", "points"} <= set(
        documents[0]
    )
    assert documents[0]["code"] in reader.types("case", "show", CASE).out


def test_the_report_prints_documents_and_assessment(desk: Desk, tmp_path: Path) -> None:
    words = ("case", "catch-all", CASE, "--source", "contract")
    desk.gets(*words, "--answer", "unlisted=yes", "--answer", "informed=no")
    xlsx = tmp_path / "case.xlsx"
    desk.gets("report", "case", CASE, "--xlsx", xlsx)
    from openpyxl import load_workbook  # noqa: PLC0415  # slow to load

    book = load_workbook(xlsx, read_only=True)
    said = " ".join(
        str(value)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value
    )
    assert "Register of the issuer" in said
    assert "Is the item outside Annex I?" in said
    assert "Art. 4(1)(b): cannot tell; not answered" in said


def test_a_motion_is_shown_value_by_value_before_the_text_that_is_signed(desk: Desk) -> None:
    desk.gets(*LICENCE)
    colleague = desk.colleague(REVIEWER)
    (waiting,) = colleague.gets("motions", "list")
    read, _mark, signed = colleague.types("motions", "show", waiting["id"]).out.partition(
        "The text that is signed:"
    )
    assert REASON in read
    assert "holder: Obrabiarki Wisla" in read
    assert '"holder":"Obrabiarki Wisla"' in signed
