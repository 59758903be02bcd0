"""A new data key and a new recovery key from the command line; attempts that failed."""

import os
from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, ANALYST, NOW, PASSWORDS, REVIEWER, Desk, typed

from landwaiter.cli.call import Call
from landwaiter.storage.key_file import read_key_file


@pytest.fixture
def head_office(desk: Desk) -> Desk:
    """The administrator at a fresh copy of the casebook."""
    return desk.colleague(ADMIN)


def attempt(desk: Desk, password: str) -> str:
    seen = desk.types("case", "list", environment={"LANDWAITER_PASSWORD": password})
    assert seen.code == 1
    return seen.err


def test_a_new_data_key_says_for_whom_it_opens(head_office: Desk) -> None:
    seen = head_office.types("casebook", "rekey")
    assert seen.code == 0, seen.err
    assert all(name in seen.out for name in (ADMIN, ANALYST, REVIEWER))
    assert head_office.colleague(ANALYST).types("casebook", "check").code == 0


def test_who_is_left_out_of_a_new_data_key_is_named(head_office: Desk) -> None:
    assert head_office.gets("casebook", "rekey", "--without", ANALYST)["left_out"] == [ANALYST]
    refused = head_office.colleague(ANALYST).types("case", "list")
    assert refused.code == 1
    assert "new password" in refused.err


def test_an_analyst_makes_no_new_data_key(desk: Desk) -> None:
    assert desk.types("casebook", "rekey").code == 1


def test_a_recovery_key_in_two_shares_names_each_holder(tmp_path: Path) -> None:
    path = tmp_path / "new"
    made = typed(
        "casebook", "create", "--casebook", path, "--state", "PL", "--recovery-shares", "2",
        "--holder", "Ewa", "--holder", "Jan", "--json", user=ADMIN,
    )  # fmt: skip
    assert made.code == 0, made.err
    assert made.data["recovery_key"] is None
    shares = made.data["recovery_shares"]
    assert [share["holder"] for share in shares] == ["Ewa", "Jan"]
    files = []
    for share in shares:
        files.append(tmp_path / f"{share['holder']}.txt")
        files[-1].write_text(share["share"] + "\n", encoding="utf-8")
    new = {"LANDWAITER_NEW_PASSWORD": "anna begins all over"}
    alone = typed(
        "casebook", "users", "password", ADMIN, "--casebook", path,
        "--recovery-key-file", files[0], environment=new,
    )  # fmt: skip
    assert alone.code == 1
    assert "2 shares" in alone.err
    both = typed(
        "casebook", "users", "password", ADMIN, "--casebook", path,
        "--recovery-key-file", files[0], "--recovery-key-file", files[1], environment=new,
    )  # fmt: skip
    assert both.code == 0, both.err


def test_two_shares_without_their_holders_are_wrong_usage(tmp_path: Path) -> None:
    made = typed(
        "casebook", "create", "--casebook", tmp_path / "new", "--state", "PL",
        "--recovery-shares", "2", user=ADMIN,
    )  # fmt: skip
    assert made.code == 2
    assert not (tmp_path / "new").exists()


def test_a_renewed_recovery_key_counts_once_a_second_person_confirmed_it(
    head_office: Desk,
) -> None:
    old = read_key_file(head_office.path).recovery.public_key
    made = head_office.gets("casebook", "recovery", "renew")
    assert made["waits"]
    assert head_office.gets("casebook", "recovery", "show")["public_key"] == old
    own = head_office.types("casebook", "recovery", "confirm", made["public_key"][:16])
    assert own.code == 1
    assert "somebody else" in own.err
    colleague = head_office.colleague(REVIEWER)
    assert colleague.types("casebook", "recovery", "confirm", made["public_key"][:16]).code == 0
    assert head_office.gets("casebook", "recovery", "show") == {
        "public_key": made["public_key"], "shares": 1, "waiting": "", "waiting_by": "",
    }  # fmt: skip
    assert head_office.types("casebook", "check").code == 0


def test_attempts_that_fail_are_slowed_down_and_told_at_the_next_sign_in(desk: Desk) -> None:
    for _number in range(3):
        wrong = attempt(desk, "wrong words altogether")
    assert "The next attempt is possible in 2 s." in wrong
    waiting = desk.types("case", "list")
    assert waiting.code == 1
    assert "This one was not tried" in waiting.err
    later = desk.types("case", "list", now=lambda: NOW.replace(minute=31))
    assert later.code == 0
    assert "3 failed attempts to sign in since 2026-04-01 11:30." in later.err
    assert "failed" not in desk.types("case", "list").err


def test_passwords_in_the_environment_are_taken_out_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[str | None] = []

    def answered(_arguments: list[str], _call: Call) -> int:
        left.extend(os.environ.get(f"LANDWAITER_{name}") for name in ("PASSWORD", "NEW_PASSWORD"))
        return 0

    monkeypatch.setattr("landwaiter.cli.program._answered", answered)
    typed("case", "list", user=ANALYST, environment={"LANDWAITER_NEW_PASSWORD": PASSWORDS[ADMIN]})
    assert left == [None, None]
