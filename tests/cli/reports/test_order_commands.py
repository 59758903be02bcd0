"""`report order`, `orders`, `withdraw-order`, and the annex under seal of a report."""

from pathlib import Path

from tests.cli.terminal import REVIEWER, Desk

CASE = "PL1-2026-000001"
REASON = "the court wants to know how it is known"
COURT = "Regional Court"


def test_an_annex_is_made_on_the_order_of_a_court(desk: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("a letter", encoding="utf-8")
    desk.gets("evidence", "add", CASE, letter, "--from", "Halina Mroczek", "--in-confidence")
    nothing = desk.types("report", "orders", CASE)
    assert "No order of a court is recorded on this case." in nothing.out
    order = ("report", "order", CASE, "--number", "II K 412/26", "--date", "2026-03-27")
    said = (*order, "--court", COURT, "--evidence", "E-01", "--reason", REASON)
    wrong = desk.types(*said, "--classes", "S,D")
    assert (wrong.code, "No order releases the class D" in wrong.err) == (2, True), wrong.err
    assert "--classes" in desk.types(*said).err
    moved = desk.gets(*said, "--classes", "s")
    assert (moved["done"], bool(moved["motion"])) == (False, True)
    assert desk.gets("report", "orders", CASE)["orders"] == []
    desk.colleague(REVIEWER).gets("motions", "second", moved["motion"])
    (row,) = desk.gets("report", "orders", CASE)["orders"]
    assert (row["no"], row["classes"], row["evidence"], row["stands"]) == (1, ["S"], 1, True)
    assert "E-01" in desk.types("report", "orders", CASE).out

    pdf, annex = tmp_path / "case.pdf", tmp_path / "annex.pdf"
    report = ("report", "case", CASE, "--pdf", pdf, "--for", "court", "--annex", annex)
    refused = desk.types(*report)
    assert (refused.code, "on the order of a court alone" in refused.err) == (1, True)
    wrong = desk.types(*report, "--order", "first")
    assert (wrong.code, "is no number of an order" in wrong.err) == (2, True)
    made = desk.gets(*report, "--order", "O-01")
    assert (made["redaction"]["to"], made["annex"]["pdf"]) == (COURT, str(annex))
    shown = desk.types("verify", pdf, "--passages", annex)
    assert shown.code == 3
    assert "it names the annex under seal annex.pdf, which is this one." in shown.out
    said = desk.gets("verify", pdf, "--passages", annex, code=3)
    assert said["annex"]["consistent"]
    assert [one["is_named"] for one in said["annexes"]] == [True]
    again = desk.types(*report, "--order", "1")
    assert "Annex under seal PL1-2026-000001-D4" in again.out

    desk.gets("report", "withdraw-order", CASE, "1", "--reason", REASON)
    (row,) = desk.gets("report", "orders", CASE)["orders"]
    assert (row["stands"], row["why_not"]) == (False, "withdrawn")
    refused = desk.types(*report, "--order", "1")
    assert (refused.code, "No annex is made on the order O-01" in refused.err) == (1, True)
    missing = desk.types("report", "withdraw-order", CASE, "2", "--reason", REASON)
    assert (missing.code, "no order of a court with this number" in missing.err) == (1, True)
