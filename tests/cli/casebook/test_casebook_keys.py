"""A new data key and a new recovery key from the command line; attempts that failed."""

import os
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import ADMIN, ANALYST, NOW, PASSWORDS, REVIEWER, Desk, founding, typed

from landwaiter.cli.base.call import Call
from landwaiter.storage.keys.key_file import read_key_file


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


def founded(tmp_path: Path, *more: object) -> Any:
    return typed(
        "casebook", "create", "--casebook", tmp_path / "new", "--state", "PL",
        *founding(tmp_path), *more, "--json", user=ADMIN,
    )  # fmt: skip


def test_each_holder_has_a_half_and_who_is_signed_in_answers_for_a_recovery(
    tmp_path: Path,
) -> None:
    made = founded(tmp_path, "--holder", REVIEWER, "--holder", ADMIN, "--recovery-shares", "2")
    assert made.code == 0, made.err
    assert made.data["recovery_key"] is None
    files = shares_of(tmp_path, made.data)
    assert list(files) == [REVIEWER, ADMIN]
    desk = Desk(tmp_path / "new", ADMIN)
    reset = ["casebook", "users", "password", ANALYST, "--recovery-key-file"]
    alone = desk.types(*reset, files[REVIEWER])
    assert alone.code == 1
    assert "2 shares" in alone.err
    both = desk.gets(*reset, files[REVIEWER], "--recovery-key-file", files[ADMIN])
    given = {"LANDWAITER_PASSWORD": both["first_password"]}
    refused = desk.colleague(ANALYST).types("case", "list", environment=given)
    assert "first password" in refused.err


def shares_of(folder: Path, data: Any) -> dict[str, Path]:
    """Holder → a file with the half."""
    files = {}
    for share in data["recovery_shares"]:
        files[share["holder"]] = folder / f"{share['holder']}.half"
        files[share["holder"]].write_text(share["share"] + "\n", encoding="utf-8")
    return files


def test_as_long_as_a_colleague_can_sign_in_nobody_recovers_without_one(tmp_path: Path) -> None:
    files = shares_of(tmp_path, founded(tmp_path).data)
    options = [part for file in files.values() for part in ("--recovery-key-file", file)]
    seen = Desk(tmp_path / "new", ADMIN).types(
        "casebook", "users", "password", ADMIN, *options,
        environment={"LANDWAITER_NEW_PASSWORD": "anna begins all over"},
    )  # fmt: skip
    assert seen.code == 1
    assert f"{ANALYST}, {REVIEWER}" in seen.err


def test_another_number_of_parts_than_people_is_wrong_usage(tmp_path: Path) -> None:
    made = founded(tmp_path, "--recovery-shares", "1")
    assert made.code == 2
    assert not (tmp_path / "new").exists()


def test_new_halves_are_made_by_their_holders(head_office: Desk, tmp_path: Path) -> None:
    file = tmp_path / "reviewer.password"
    file.write_text(PASSWORDS[REVIEWER] + "\n")
    before = read_key_file(head_office.path).recovery
    made = head_office.gets(
        "casebook", "recovery", "renew", "--holder", ADMIN, "--holder", f"{REVIEWER}@{file}"
    )  # fmt: skip
    assert list(shares_of(tmp_path, made)) == [ADMIN, REVIEWER]
    assert read_key_file(head_office.path).recovery != before
    shown = head_office.gets("casebook", "recovery", "show")
    assert shown == {"holders": [ADMIN, REVIEWER], "needed": 2}
    assert f"kept by {ADMIN}, {REVIEWER}" in head_office.types("casebook", "recovery", "show").out
    assert head_office.types("casebook", "check").code == 0


def test_a_holder_without_the_right_password_makes_nothing(
    head_office: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "reviewer.password"
    file.write_text("not what it is\n")
    before = read_key_file(head_office.path).recovery
    renew = ["casebook", "recovery", "renew", "--holder", ADMIN, "--holder"]
    assert head_office.types(*renew, f"{REVIEWER}@{file}").code == 1
    assert head_office.types(*renew, REVIEWER).code == 2
    assert head_office.types("casebook", "recovery", "renew").code == 2
    assert read_key_file(head_office.path).recovery == before


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

    monkeypatch.setattr("landwaiter.cli.program.program._answered", answered)
    typed("case", "list", user=ANALYST, environment={"LANDWAITER_NEW_PASSWORD": PASSWORDS[ADMIN]})
    assert left == [None, None]
