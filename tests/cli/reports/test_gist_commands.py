"""`report gist`, `gists`, `withdraw-gist`: a sentence of two persons in place of a passage."""

from pathlib import Path

from tests.cli.terminal import REVIEWER, Desk

CASE = "PL1-2026-000001"
REASON = "the ministry has to know how it is known"


def test_a_gist_waits_for_a_second_person(desk: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("a letter", encoding="utf-8")
    desk.gets("evidence", "add", CASE, letter, "--from", "Halina Mroczek", "--in-confidence")
    sheet = tmp_path / "m.xlsx"
    made = desk.gets("report", "ministry", CASE, "--xlsx", sheet)
    assert made["redaction"]["lapsed_gists"] == []
    place = ("report", "gist", made["dossier"], "evidence/1/from")
    named = desk.types(*place, "--text", "Halina Mroczek told it.", "--reason", REASON)
    assert named.code == 1
    assert "may name who spoke in confidence" in named.err
    moved = desk.gets(*place, "--text", "Somebody in the trade told it.", "--reason", REASON)
    assert (moved["done"], bool(moved["motion"])) == (False, True)
    shown = desk.types("motions", "show", moved["motion"])
    assert "Gist: Somebody in the trade told it." in shown.out
    assert desk.gets("report", "gists", CASE)["gists"] == []
    desk.colleague(REVIEWER).gets("motions", "second", moved["motion"])
    (gist,) = desk.gets("report", "gists", CASE)["gists"]
    assert (gist["no"], gist["stands"], gist["released_by"]) == (1, True, REVIEWER)
    desk.gets("report", "ministry", CASE, "--xlsx", sheet)
    shown = desk.types("verify", sheet)
    assert "Redacted for ministry" in shown.out
    desk.gets("report", "withdraw-gist", CASE, "1", "--reason", REASON)
    (gist,) = desk.gets("report", "gists", CASE)["gists"]
    assert (gist["stands"], gist["why_not"]) == (False, "withdrawn")
    wrong = desk.types("report", "withdraw-gist", CASE, "2", "--reason", REASON)
    assert (wrong.code, "no gist with this number" in wrong.err) == (1, True)


def test_a_find_is_judged_before_a_report_leaves(desk: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("a letter", encoding="utf-8")
    desk.gets("evidence", "add", CASE, letter, "--from", "Halina Mroczek", "--in-confidence")
    where = ("--item", "1", "--place", "yard of H. Mroczek", "--reason", REASON)
    desk.gets("case", "act", CASE, "locate", *where)
    report = ("report", "case", CASE, "--xlsx", tmp_path / "m.xlsx", "--for", "ministry")
    refused = desk.types(*report)
    assert refused.code == 1
    assert "may name who spoke in confidence" in refused.err
    assert "Mroczek" not in refused.err
    about = ("--for", "ministry", "--report", "case")
    found = desk.gets("report", "finds", CASE, *about)
    assert found["unjudged"] == len(found["finds"]) > 0
    for one in found["finds"]:
        judged = ("report", "judge", CASE, one["find"], *about, "--as")
        moved = desk.gets(*judged, "other", "--reason", REASON)
        assert (moved["done"], bool(moved["motion"])) == (False, True)
        shown = desk.types("motions", "show", moved["motion"])
        assert f"May name a source: {one['words']}" in shown.out
        desk.colleague(REVIEWER).gets("motions", "second", moved["motion"])
        assert desk.gets(*judged, "name", "--reason", REASON)["done"]
    assert desk.gets("report", "finds", CASE, *about)["unjudged"] == 0
    desk.gets(*report)
    wrong = desk.types("report", "finds", CASE, "--for", "ministry", "--report", "gossip")
    assert (wrong.code, "--report: use one of" in wrong.err) == (2, True)
    nothing = desk.types("report", "finds", CASE, "--for", "press")
    assert nothing.code == 2


def test_what_an_owner_said_is_recorded_and_listed(desk: Desk, tmp_path: Path) -> None:
    about = ("--for", "partner-state", "--to", "Customs of NL")
    report = ("report", "case", CASE, *about, "--xlsx", tmp_path / "n.xlsx")
    made = desk.gets(*report)
    assert made["redaction"]["lapsed_consents"] == []
    passages = desk.gets("report", "withheld", made["dossier"])["passages"]
    place = next(one["place"] for one in passages if one["class"] == "T")
    said = ("report", "consent", made["dossier"], place, "--owner", "Beta Ventile")
    answer = ("--on", "2026-03-01", "--document", "letter BV-7")
    assert desk.gets(*said, "--as", "agreed", *answer)["made"] == "C-01"
    (row,) = desk.gets("report", "consents", CASE)["consents"]
    assert (row["place"], row["outcome"], row["to"]) == (place, "agreed", "Customs of NL")
    again = desk.gets(*report)["dossier"]
    left = desk.gets("report", "withheld", again)["passages"]
    assert place not in {one["place"] for one in left}
    assert desk.types(*said, *answer).code == 2  # a legal choice has no default
    assert "Beta Ventile" in desk.types("report", "consents", CASE).out
