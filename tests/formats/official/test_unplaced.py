"""Paragraphs whose code cannot be told stay at the entry above."""

from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.law.importer import Row
from landwaiter.formats.law.unplaced import without_ambiguous

HEAD = "0001"


def paragraph(code: str, label: str, kind: str = "entry") -> Row:
    return {"code": code, "label": label, "kind": kind}


def kept(rows: dict[str, Row]) -> list[tuple[str, str]]:
    return [(row["code"], row["kind"]) for row in without_ambiguous(rows, Findings("annex"))]


def test_letters_and_numbers_in_turn_stay() -> None:
    rows = {
        HEAD: paragraph("2B001", "2B001."),
        "00010001": paragraph("2B001.a", "a."),
        "000100010001": paragraph("2B001.a.1", "1."),
        "0001000100010001": paragraph("2B001.a.1.a", "a."),
    }
    assert kept(rows) == [(row["code"], "entry") for row in rows.values()]


def test_a_head_with_numbers_alone_keeps_them() -> None:
    rows = {
        HEAD: paragraph("1C350", "1C350."),
        "00010001": paragraph("1C350.1", "1."),
        "00010002": paragraph("1C350.2", "2."),
    }
    assert [kind for _code, kind in kept(rows)] == ["entry"] * 3


def test_numbers_among_letters_are_no_entries_and_neither_is_what_is_under_them() -> None:
    rows = {
        HEAD: paragraph("2B350", "2B350."),
        "00010001": paragraph("2B350.a", "a."),
        "00010002": paragraph("2B350.1", "1."),
        "000100020001": paragraph("2B350.1.a", "a."),
        "000100020002": paragraph("2B350.1", "Note:", "note"),
    }
    assert kept(rows)[2:] == [
        ("2B350", "unplaced"),
        ("2B350", "unplaced"),
        ("2B350", "note"),
    ]


def test_letters_among_numbers_under_a_letter_are_no_entries() -> None:
    rows = {
        HEAD: paragraph("1C010", "1C010."),
        "00010001": paragraph("1C010.b", "b."),
        "000100010001": paragraph("1C010.b.1", "1."),
        "000100010002": paragraph("1C010.b.a", "a."),
    }
    assert kept(rows)[2:] == [("1C010.b.1", "entry"), ("1C010.b", "unplaced")]


def test_a_code_that_two_come_to_is_of_neither_and_that_is_said() -> None:
    rows = {
        HEAD: paragraph("2E003", "2E003."),
        "00010001": paragraph("2E003.a", "a."),
        "00010002": paragraph("2E003.a", "a."),
    }
    findings = Findings("annex")
    found = without_ambiguous(rows, findings)
    assert [row["kind"] for row in found] == ["entry", "unplaced", "unplaced"]
    assert "2E003.a" in findings.warnings[0]
