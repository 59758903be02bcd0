"""`casebook …`, `list …`, `pack …` and `office …`."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import ADMIN, ANALYST, NOW, PASSWORDS, REVIEWER, SAMPLES, Desk, typed

from landwaiter.services.base.confinement import not_confined

NEW = {"LANDWAITER_NEW_PASSWORD": "quite another one"}
NEW_SIGN_IN = {"LANDWAITER_PASSWORD": "quite another one"}


@pytest.fixture
def administrator(desk: Desk) -> Desk:
    return desk.colleague(ADMIN)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A casebook of its own, and its recovery key."""
    path = tmp_path_factory.mktemp("made") / "casebook"
    seen = typed("casebook", "create", "--casebook", path, "--state", "de", "--json", user=ADMIN)
    assert seen.code == 0, seen.err
    return path, seen.data["recovery_key"]


def test_a_casebook_is_made_and_its_recovery_key_printed(made: tuple[Path, str]) -> None:
    path, recovery_key = made
    assert len(recovery_key) > 40
    assert typed("casebook", "check", "--casebook", path, user=ADMIN).code == 0


def test_the_office_code_follows_from_the_member_state(made: tuple[Path, str]) -> None:
    desk = Desk(made[0], ADMIN)
    assert desk.gets("intake", SAMPLES / "aes_cc515c.xml")[0]["cases"] == ["DE1-2026-000001"]


def test_who_founds_alone_is_told_that_nothing_is_approved(tmp_path: Path) -> None:
    seen = typed("casebook", "create", "--casebook", tmp_path / "c", "--state", "PL", user=ADMIN)
    assert "nothing is ever approved by two" in seen.out
    assert "Recovery key: " in seen.out


@pytest.mark.parametrize(
    ("founder", "said"),
    [
        ("Ewa", "NAME=ROLE,ROLE@PASSWORD-FILE"),
        ("Ewa=analyst", "--founder NAME=ROLES@FILE"),
    ],
)
def test_a_founder_is_named_with_roles_and_an_own_password(
    tmp_path: Path, founder: str, said: str
) -> None:
    seen = typed(
        "casebook", "create", "--casebook", tmp_path / "c", "--state", "PL",
        "--founder", founder, user=ADMIN,
    )  # fmt: skip
    assert seen.code == 2
    assert said in seen.err
    assert not (tmp_path / "c").exists()


def test_without_a_member_state_the_one_taken_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    seen = typed("casebook", "create", "--casebook", tmp_path / "c", "--json", user=ADMIN)
    assert (seen.code, seen.data["member_state"], seen.data["office"]) == (0, "PL", "PL1")
    assert "--state" in seen.err


def test_the_territory_of_the_system_names_the_member_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("fi_FI", "UTF-8"))
    seen = typed("casebook", "create", "--casebook", tmp_path / "c", "--json", user=ADMIN)
    assert (seen.data["member_state"], seen.err) == ("FI", "")


def test_an_existing_casebook_is_not_overwritten(desk: Desk) -> None:
    seen = desk.types("casebook", "create", "--state", "PL")
    assert seen.code == 1
    assert len(desk.gets("case", "list")) == 3


def test_users_are_listed_with_roles_and_keys(reader: Desk) -> None:
    users = {user["name"]: user for user in reader.gets("casebook", "users", "list")}
    assert set(users) == {ADMIN, ANALYST, REVIEWER}
    assert users[REVIEWER]["roles"] == ["reviewer"]
    assert users[REVIEWER]["key_counts"] is True


def test_only_an_administrator_adds_users(desk: Desk) -> None:
    command = ["casebook", "users", "add", "Dan", "--roles", "analyst", "--json"]
    assert desk.types(*command, environment=NEW).data["error"]["kind"] == "not_allowed"
    added = desk.colleague(ADMIN).types(*command, environment=NEW)
    assert (added.code, added.data) == (0, {"user": "Dan", "first_password": None})


def test_a_first_password_is_made_and_printed_once(administrator: Desk) -> None:
    first = given_out(administrator, "add", "Dan", "--roles", "analyst")
    assert len(first.replace("-", "")) >= 20
    assert first != given_out(administrator, "password", "Dan")


def test_the_own_password_is_changed(desk: Desk) -> None:
    changed = desk.types("casebook", "users", "password", ANALYST.upper(), environment=NEW)
    assert changed.code == 0
    assert desk.types("case", "list").code == 1
    assert desk.types("case", "list", environment=NEW_SIGN_IN).code == 0


def given_out(administrator: Desk, *arguments: str) -> str:
    """The first password that a deed on users prints."""
    first = administrator.gets("casebook", "users", *arguments)["first_password"]
    assert isinstance(first, str)
    return first


def signed_in(path: Path, name: str, first: str) -> str:
    """Public key of somebody who signs in for the first time with `first`, for the words of NEW."""
    seen = typed(
        "casebook", "sign-in", "--casebook", path, "--user", name, "--json",
        environment={"LANDWAITER_PASSWORD": first, **NEW},
    )  # fmt: skip
    assert seen.code == 0, seen.err
    assert seen.data["user"] == name
    return str(seen.data["key"])


def row_of(desk: Desk, name: str) -> dict[str, Any]:
    users = {user["name"]: user for user in desk.gets("casebook", "users", "list")}
    found: dict[str, Any] = users[name]
    return found


def test_a_first_password_is_good_for_the_first_sign_in_alone(administrator: Desk) -> None:
    first = given_out(administrator, "password", REVIEWER)
    given = {"LANDWAITER_PASSWORD": first}
    reviewer = administrator.colleague(REVIEWER)
    for command in (["case", "list"], ["casebook", "check"], ["casebook", "users", "list"]):
        refused = reviewer.types(*command, environment=given)
        assert refused.code == 1
        assert "casebook sign-in" in refused.err
    own = reviewer.types(
        "casebook", "sign-in", environment={**given, "LANDWAITER_NEW_PASSWORD": first}
    )
    assert "known to who gave it out" in own.err
    seen = reviewer.types("casebook", "sign-in", environment={**given, **NEW})
    assert seen.code == 0, seen.err
    key = row_of(administrator, REVIEWER)["key"]
    assert " ".join(key[at : at + 4] for at in range(0, 64, 4)) in seen.out
    assert f"once {ANALYST} has confirmed it" in seen.out
    other = {"LANDWAITER_NEW_PASSWORD": "and yet another one"}
    again = reviewer.types("casebook", "sign-in", environment={**NEW_SIGN_IN, **other})
    assert "a password of their own already" in again.err


def test_a_reset_key_counts_with_one_colleague_and_approves_with_two(administrator: Desk) -> None:
    key = signed_in(administrator.path, REVIEWER, given_out(administrator, "password", REVIEWER))
    shown = row_of(administrator, REVIEWER)
    assert (shown["key"], shown["key_counts"], shown["may_confirm"]) == (key, False, [ANALYST])
    own = administrator.types("casebook", "users", "confirm", REVIEWER, key)
    assert own.code == 1
    assert f"It can be confirmed by {ANALYST}." in own.err
    second = administrator.colleague(ANALYST)
    groups = f"{key[:4]} {key[4:8]} {key[8:12]} {key[12:16]}".upper()
    counts = second.gets("casebook", "users", "confirm", REVIEWER, groups)
    assert counts == {
        "user": REVIEWER, "key_counts": True, "approves": False, "may_confirm": [ADMIN]
    }  # fmt: skip
    approves = administrator.gets("casebook", "users", "confirm", REVIEWER, key)
    assert approves["approves"]
    assert row_of(administrator, REVIEWER)["confirmed_by"] == sorted([ADMIN, ANALYST])


def test_a_key_that_is_not_there_yet_is_confirmed_by_nobody(administrator: Desk) -> None:
    given_out(administrator, "password", REVIEWER)
    assert row_of(administrator, REVIEWER)["signs_in_first"] is True
    refused = administrator.colleague(ANALYST).types(
        "casebook", "users", "confirm", REVIEWER, "0123456789abcdef"
    )
    assert "made at the first sign-in" in refused.err


def test_what_a_new_key_signs_is_refused_with_who_can_help(administrator: Desk) -> None:
    signed_in(administrator.path, ANALYST, given_out(administrator, "password", ANALYST))
    given_out(administrator, "add", "Dan", "--roles", "head")
    users = ("casebook", "users")
    confirm, second = (*users, "confirm", REVIEWER, "0" * 16), (*users, "second", "Dan")
    for deed in (confirm, second, ("absence", "begin")):
        refused = administrator.colleague(ANALYST).types(*deed, environment=NEW_SIGN_IN)
        assert refused.code == 1
    assert f"{REVIEWER} can compare it with you" in refused.err


def test_new_roles_wait_and_the_list_says_for_whom(administrator: Desk) -> None:
    added = administrator.types("casebook", "users", "add", "Dan", "--roles", "head")
    assert f"It may be seconded by {REVIEWER}." in added.out
    listed = administrator.types("casebook", "users", "list").out
    assert "The first sign-in is missing." in listed
    assert f"{ADMIN} gave the roles head" in listed
    second = administrator.colleague(REVIEWER).gets("casebook", "users", "second", "Dan")
    assert second == {"user": "Dan", "roles": ["head"]}


def test_alone_the_recovery_key_makes_the_own_password_anew_without_signing_in(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    path, recovery_key = made
    file = tmp_path / "recovery"
    file.write_text(recovery_key + "\n")
    seen = typed(
        "casebook", "users", "password", ADMIN, "--casebook", path, "--user", ADMIN,
        "--recovery-key-file", file, environment=NEW,
    )  # fmt: skip
    assert seen.code == 0, seen.err
    again = typed("case", "list", "--casebook", path, user=ADMIN, environment=NEW_SIGN_IN)
    assert again.code == 0


def test_a_disabled_user_is_shut_out(desk: Desk) -> None:
    assert desk.colleague(ADMIN).types("casebook", "users", "disable", ANALYST).code == 0
    assert desk.types("case", "list").code == 1


def test_a_backup_restores_to_the_same_chain(desk: Desk, tmp_path: Path) -> None:
    file, path = tmp_path / "casebook.backup", tmp_path / "restored"
    backup = desk.gets("casebook", "backup", file)
    restored = typed("casebook", "restore", file, path, "--json", user=ANALYST)
    assert restored.code == 0, restored.err
    assert restored.data["audit_head"] == backup["audit_head"]
    assert len(Desk(path, ANALYST).gets("case", "list")) == 3


def test_a_damaged_casebook_is_found_by_the_check(desk: Desk) -> None:
    [*files] = [path for path in (desk.path / "vault").rglob("*") if path.is_file()]
    files[0].unlink()
    seen = desk.types("casebook", "check", "--json")
    assert seen.code == 1
    assert seen.data["sound"] is False
    assert set(seen.data["findings"][0]) == {"case", "check", "message", "object"}


def test_the_check_notes_what_is_not_kept_from_decoders_and_finds_no_fault_in_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "landwaiter.services.base.decoding.confinement", lambda: not_confined("windows")
    )
    found = desk.gets("casebook", "check")
    assert found["sound"]
    assert found["confinement"]["files"] is False
    assert found["confinement"]["missing"] == ["windows"]
    seen = desk.types("casebook", "check")
    assert seen.code == 0
    for note in found["confinement"]["notes"]:
        assert note in seen.out.replace("\n", " ")


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux did anybody try")
def test_the_check_says_what_a_process_of_this_system_said(desk: Desk) -> None:
    found = desk.gets("casebook", "check")["confinement"]
    assert found["memory"]
    assert found["notes"][0].startswith(
        "Kept from" if found["missing"] == [] else "The process that decodes"
    )


def test_a_list_is_imported_shown_and_removed(desk: Desk) -> None:
    [result] = desk.gets(
        "list", "import", SAMPLES / "export_list.csv", "--list-id", "exports",
        "--kind", "export-list", "--edition", "E1", "--published", "2026-01-02",
    )  # fmt: skip
    assert (result["list"], result["edition"], result["listings"]) == ("exports", "E1", 2)
    shown = {row["id"]: row for row in desk.gets("list", "show")}
    assert (shown["exports"]["kind"], shown["exports"]["dated"]) == ("export_list", "2026-01-02")
    assert desk.gets("list", "remove", "exports")["removed"] is False
    assert "exports" in {row["id"] for row in desk.gets("list", "show")}, "one alone removes none"
    desk.agreed()
    assert "exports" not in {row["id"] for row in desk.gets("list", "show")}


def test_a_list_with_a_rejected_row_is_not_saved(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("id,name,kind\n1,Good,person\n2,,person\n")
    seen = desk.types("list", "import", file, "--json")
    assert seen.code == 1
    assert seen.data[0]["rejected"][0]["row"] == 3
    assert "bad" not in {row["id"] for row in desk.gets("list", "show")}


@pytest.mark.parametrize(
    ("name", "list_id"),
    [
        ("EU FSF-2026.csv", "eu_fsf_2026"),
        ("eu_fsf/targets.simple.csv", "eu_fsf"),
        ("名单.csv", "list"),
    ],
)
def test_a_list_is_named_after_its_file(
    desk: Desk, tmp_path: Path, name: str, list_id: str
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes((SAMPLES / "export_list.csv").read_bytes())
    assert desk.gets("list", "import", file)[0]["list"] == list_id


def test_packs_are_shown_with_their_trust(reader: Desk) -> None:
    packs = {row["id"]: row for row in reader.gets("pack", "show")}
    assert packs["annex1"]["kind"] == "control_list"
    assert packs["calendar_PL"]["trust"] == "transcribed"
    assert "watch_list" not in packs


def test_a_setting_of_the_office_is_changed_by_who_may(desk: Desk) -> None:
    setting = ["office", "set", "policy.china_arms_embargo_triggers_art4", "true"]
    assert desk.types(*setting).code == 1
    assert desk.colleague(ADMIN).types(*setting).code == 0
    assert desk.gets("office", "show")["policy.china_arms_embargo_triggers_art4"] == "true"


def test_passwords_are_nowhere_on_the_help_pages() -> None:
    assert "--password " not in typed("casebook", "create", "--help").out
    assert PASSWORDS[ADMIN] not in typed("--help", user=ADMIN).out


def test_a_backup_is_made_where_the_office_wants_it(desk: Desk, tmp_path: Path) -> None:
    nothing = desk.gets("backup", "auto")
    assert nothing == {"file": None, "removed": [], "refusal": None}
    folder = tmp_path / "drive"
    assert desk.colleague(ADMIN).types("office", "set", "backup.folder", folder).code == 0
    away = desk.types("backup", "auto")
    assert away.code != 0
    assert "The folder for backups is not there." in away.err
    shown = desk.gets("backup", "show")
    assert (shown["due"], shown["keep"], shown["age"]) == (True, 7, "No backup yet")
    assert "The folder for backups is not there." in desk.types("backup", "show").out
    folder.mkdir()
    made = desk.gets("backup", "auto")
    assert Path(made["file"]).parent == folder
    assert "No backup is due" in desk.types("backup", "auto").out
    later = desk.types("backup", "auto", "--now", "--json", now=lambda: NOW + timedelta(hours=1))
    assert later.data["file"] != made["file"]
    assert len(list(folder.glob("*.backup"))) == 2
