"""`report kinds`: which documents there are, and which may be made of a case now."""

from tests.cli.terminal import Desk, typed

CASE = "PL1-2026-000001"


def test_without_a_case_it_names_kinds_and_conditions_and_judges_nothing() -> None:
    kinds = {one["kind"]: one for one in typed("report", "kinds", "--json").data["kinds"]}
    assert kinds["ministry"] == {
        "kind": "ministry",
        "title": "Report to the ministry",
        "about": "case",
        "audience": "ministry",
        "basis": "Art. 21 and 23 Reg. (EU) 2021/821",
        "signed": "signatory",
        "language": "recipient",
        "form": "report",
        "condition": "always",
        "possible": None,
        "why_not": None,
    }
    assert kinds["case"]["audience"] is None
    assert kinds["handover"]["about"] == "office"
    assert kinds["access-answer"]["about"] == "request"
    assert (kinds["hold"]["form"], kinds["hold"]["about"]) == ("letter", "case")


def test_of_a_case_it_says_what_may_be_made_now_and_why_not(desk: Desk) -> None:
    said = desk.gets("report", "kinds", CASE)
    kinds = {one["kind"]: (one["possible"], one["why_not"]) for one in said["kinds"]}
    assert said["reference"] == CASE
    assert kinds["ministry"] == (True, None)
    assert {"handover", "access-answer"}.isdisjoint(kinds), "they are made of no case"
    assert kinds["hold"] == (False, "No goods of this case are held.")
    letters = {
        one["kind"]: (one["ok"], one["why_not"]) for one in desk.gets("letter", "kinds", CASE)
    }
    assert letters.items() == {
        (k, (ok, why or "")) for k, (ok, why) in kinds.items() if k in letters
    }
    assert kinds["referral"] == (
        False,
        "No track holds the goods and no question is open: there is nothing to refer.",
    )


def test_people_read_it_as_a_table(desk: Desk) -> None:
    lines = typed("report", "kinds").out.splitlines()
    assert lines[0].split()[:2] == ["Kind", "What"]
    assert any(line.startswith("ministry") and line.endswith("always") for line in lines)
