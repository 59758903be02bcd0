"""`retention …`, `access-request …`, `disclosure …` and `casebook check` on what is damaged."""

import shutil
from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, REVIEWER, Desk

REF = "PL1-2026-000001"
CHOSEN = ("--from", "case_ended", "--from-year-end", "--keep-decision")
PERIOD = ("--years", "5", "--source", "Archive Act, Art. 6", *CHOSEN)
RULE = ("retention", "set", "administrative", *PERIOD)


@pytest.fixture
def administrator(desk: Desk) -> Desk:
    return desk.colleague(ADMIN)


@pytest.fixture
def reviewer(desk: Desk) -> Desk:
    return desk.colleague(REVIEWER)


def test_a_period_is_set_and_listed_with_its_source(administrator: Desk) -> None:
    assert administrator.types(*RULE).code == 0
    (rule,) = administrator.gets("retention", "rules")
    assert (rule["years"], rule["source"]) == (5, "Archive Act, Art. 6")
    assert (rule["start"], rule["from_year_end"], rule["keeps_decision"]) == (
        "case_ended",
        True,
        True,
    )
    assert "Archive Act" in administrator.types("retention", "rules").out


def test_without_a_period_the_list_says_so(reader: Desk) -> None:
    assert "no period" in reader.types("retention", "rules").out


def test_an_unknown_purpose_is_wrong_usage_that_names_the_choices(reader: Desk) -> None:
    seen = reader.types("retention", "set", "eternal", *PERIOD)
    assert seen.code == 2
    assert "administrative" in seen.err


@pytest.mark.parametrize("left_out", ["--from", "--from-year-end", "--keep-decision"])
def test_what_a_period_means_in_law_has_no_default(administrator: Desk, left_out: str) -> None:
    at = RULE.index(left_out)
    given = (*RULE[:at], *RULE[at + (2 if left_out == "--from" else 1) :])
    seen = administrator.types(*given)
    assert seen.code == 2
    assert left_out in seen.err
    assert administrator.gets("retention", "rules") == []


def test_the_review_says_where_each_case_stands(administrator: Desk, desk: Desk) -> None:
    assert {row["standing"] for row in desk.gets("retention", "review")} == {"no_rule"}
    administrator.types(*RULE)
    standing = {row["reference"]: row["standing"] for row in desk.gets("retention", "review")}
    assert standing[REF] == "not_started"
    assert desk.gets("retention", "review", "--standing", "due") == []


def test_the_regime_of_a_case_is_stated_and_shown(reviewer: Desk) -> None:
    seen = reviewer.types(
        "retention", "regime", REF, "--purpose", "criminal", "--regime", "2016/680", "--reason",
        "seizure on track N",
    )  # fmt: skip
    assert "2016/680" in seen.out
    assert reviewer.gets("retention", "show", REF)["row"]["purpose"] == "criminal"


def test_a_hold_is_refused_to_an_analyst(desk: Desk) -> None:
    seen = desk.types(
        "retention", "hold", REF, "--act", "Order", "--reason", "evidence in a civil case"
    )
    assert (seen.code, "head" in seen.err) == (1, True)


def test_a_case_that_is_not_due_is_not_removed(administrator: Desk, reviewer: Desk) -> None:
    administrator.types(*RULE)
    seen = reviewer.types("retention", "remove", REF, "--reason", "the period is over, I think")
    assert (seen.code, "not due" in seen.err) == (1, True)
    assert "No case was removed." in reviewer.types("retention", "removed").out


def test_a_request_is_found_judged_withheld_and_given(
    desk: Desk, reviewer: Desk, tmp_path: Path
) -> None:
    assert desk.types("case", "act", REF, "note", "--reason", "Anna Zielinska called").code == 0
    found = reviewer.gets("access-request", "find", "Anna Zielińska", "--born", "1970")
    numbers = [entry["no"] for entry in found["entries"]]
    assert "note" in {entry["kind"] for entry in found["entries"]}
    assert reviewer.types("access-request", "mark", 1, *numbers, "--same").code == 0
    withheld = reviewer.types(
        "access-request", "refuse", 1, numbers[-1], "--ground", "gdpr-offences", "--provision",
        "Customs Act, Art. 9",
    )  # fmt: skip
    assert withheld.code == 0, withheld.err
    file = tmp_path / "answer.txt"
    given = reviewer.types(
        "access-request", "give", 1, file, "--to", "Anna Zielińska", "--basis", "GDPR Art. 15"
    )
    assert given.code == 0, given.err
    assert "Zielinska" in file.read_text(encoding="utf-8")
    (logged,) = reviewer.gets("disclosure", "list")
    assert (logged["basis"], logged["request"]) == ("GDPR Art. 15", 1)
    assert reviewer.gets("access-request", "list")[0]["found"] == len(numbers)


def test_an_unknown_ground_names_those_there_are(desk: Desk, reviewer: Desk) -> None:
    desk.types("case", "act", REF, "note", "--reason", "Anna Zielinska called")
    reviewer.gets("access-request", "find", "Anna Zielinska")
    seen = reviewer.types(
        "access-request", "refuse", 1, 1, "--ground", "because", "--provision", "Act, Art. 1"
    )
    assert (seen.code, "gdpr-offences" in seen.err) == (1, True)


def test_grounds_are_listed_with_basis_and_trust(reader: Desk) -> None:
    assert "Directive (EU) 2016/680 Art. 15(1)(a)" in reader.types("access-request", "grounds").out


def test_a_whole_casebook_says_what_it_holds(reader: Desk) -> None:
    found = reader.gets("casebook", "check")
    assert found["sound"]
    assert found["damaged"] == []
    assert found["intact"]["cases"] == {"whole": 3, "total": 3}
    assert found["intact"]["files"]["whole"] == found["intact"]["files"]["total"] == 2


def test_a_damaged_raw_file_names_the_cases_that_came_from_it(desk: Desk) -> None:
    file = max((desk.path / "vault").iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    seen = desk.types("casebook", "check", "--json")
    assert seen.code == 1
    intact = seen.data["intact"]
    assert intact["files"] == {"whole": 1, "total": 2}
    assert 0 < intact["cases"]["total"] - intact["cases"]["whole"] < 3
    assert any(finding["case"] == REF or finding["case"] for finding in seen.data["findings"])


def test_a_key_file_that_is_damaged_is_named_and_the_rest_listed(desk: Desk) -> None:
    keys = desk.path / "keys.json"
    keys.write_bytes(keys.read_bytes().replace(b'"users"', b'"uzers"'))
    seen = desk.types("casebook", "check", "--json")
    assert (seen.code, seen.data["damaged"]) == (1, ["keys.json"])
    assert seen.data["intact"]["files"] == {"whole": 0, "total": 2}
    assert "newest backup" in seen.data["findings"][0]["message"]


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "foreign", "first page"])
def test_a_database_that_does_not_open_is_named_and_the_files_are_verified(
    desk: Desk, damage: str
) -> None:
    database = desk.path / "casebook.db"
    data = database.read_bytes()
    changed = {
        "missing": None,
        "empty": b"",
        "cut": data[:3000],
        "foreign": bytes(reversed(data)),
        "first page": bytes([data[100] ^ 1]) + data[1:],
    }[damage]
    database.unlink()
    if changed is not None:
        database.write_bytes(changed)
    seen = desk.types("casebook", "check", "--json")
    assert seen.code == 1
    assert "casebook.db" in seen.data["damaged"]
    assert seen.data["intact"]["files"] == {"whole": 2, "total": 2}


def test_a_wrong_password_is_refused_as_when_signing_in(desk: Desk) -> None:
    seen = desk.types("casebook", "check", environment={"LANDWAITER_PASSWORD": "not mine"})
    assert seen.code == 1
    assert "password" in seen.err


def test_on_another_machine_the_database_of_an_earlier_day_is_found_by_an_anchor(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(desk.path / "casebook.db", tmp_path / "earlier.db")
    desk.types("case", "act", REF, "note", "--reason", "the office called again")
    assert desk.types("casebook", "backup", tmp_path / "b.backup").code == 0
    for rest in desk.path.glob("casebook.db*"):
        rest.unlink()
    shutil.copy(tmp_path / "earlier.db", desk.path / "casebook.db")
    assert desk.types("casebook", "check").code == 1  # this machine has seen a newer one
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another machine"))
    assert desk.types("casebook", "check").code == 0
    seen = desk.types("casebook", "check", "--anchor", tmp_path / "b.backup.anchor.json", "--json")
    assert seen.code == 1
    assert "the chain was cut" in " ".join(f["message"] for f in seen.data["findings"])


@pytest.mark.parametrize("name", ["vault/readme.txt", "notes.txt"])
def test_a_file_that_does_not_belong_is_named(desk: Desk, name: str) -> None:
    (desk.path / name).write_text("left here by somebody", encoding="utf-8")
    seen = desk.types("casebook", "check", "--json")
    assert (seen.code, seen.data["damaged"]) == (1, [name])


def test_a_report_that_goes_out_is_logged_with_its_basis(desk: Desk, tmp_path: Path) -> None:
    made = desk.types(
        "report", "case", REF, "--pdf", tmp_path / "r.pdf", "--xlsx", tmp_path / "r.xlsx",
        "--disclose-to", "Ministry of Economy", "--basis", "Reg. (EU) 2021/821 Art. 23",
    )  # fmt: skip
    assert made.code == 0, made.err
    logged = desk.gets("disclosure", "list")
    assert {one["file"] for one in logged} == {"r.pdf", "r.xlsx"}
    assert {(one["reference"], one["recipient"]) for one in logged} == {
        (REF, "Ministry of Economy")
    }


def test_a_disclosure_without_its_basis_is_wrong_usage(desk: Desk, tmp_path: Path) -> None:
    seen = desk.types(
        "report", "case", REF, "--pdf", tmp_path / "r.pdf", "--disclose-to", "Ministry"
    )
    assert (seen.code, (tmp_path / "r.pdf").exists()) == (2, False)
