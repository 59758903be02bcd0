"""The key sheet says what the signed statements say of keys, roles and who vouched."""

from datetime import UTC, datetime
from pathlib import Path

from tests.services.office import ADMIN, ANALYST, HEAD, PASSWORD, REVIEWER, Office

from landwaiter.reports import key_sheet
from landwaiter.reports.key_sheet import SheetKey
from landwaiter.services import casebooks, reporting

EVER = datetime(2999, 1, 1, tzinfo=UTC)


def written(office: Office, folder: Path) -> list[SheetKey]:
    path = folder / "keys.json"
    reporting.write_key_sheet(office.session(HEAD), path)
    return list(key_sheet.read(path).keys)


def of(keys: list[SheetKey], name: str) -> list[SheetKey]:
    return [key for key in keys if key.name == name]


def test_each_key_carries_the_roles_of_its_owner(office: Office, tmp_path: Path) -> None:
    keys = written(office, tmp_path)
    held = {key.name: sorted(key.roles_at(EVER)) for key in keys}
    assert (held[REVIEWER], held[HEAD], held[ANALYST]) == (["reviewer"], ["head"], ["analyst"])


def test_a_role_ends_where_the_next_grant_begins(office: Office, tmp_path: Path) -> None:
    office.clock.move(minutes=1)
    casebooks.set_roles(office.session(ADMIN), REVIEWER, ["analyst"])
    casebooks.second_change(office.session(HEAD), REVIEWER)
    first, second = of(written(office, tmp_path), REVIEWER)[0].roles
    assert (first.roles, second.roles) == (("reviewer",), ("analyst",))
    assert first.valid_to == second.valid_from
    assert second.valid_to is None


def test_a_role_taken_away_is_not_held_though_a_clock_ran_behind(
    office: Office, tmp_path: Path
) -> None:
    for minutes, roles in ((20, ["analyst"]), (-10, ["auditor"])):
        office.clock.move(minutes=minutes)
        casebooks.set_roles(office.session(ADMIN), REVIEWER, roles)
        casebooks.second_change(office.session(HEAD), REVIEWER)
    key = of(written(office, tmp_path), REVIEWER)[0]
    assert key.roles_at(EVER) == {"auditor"}
    begun = [held.valid_from for held in key.roles]
    assert begun == sorted(set(begun))
    assert [held.valid_to for held in key.roles] == [*begun[1:], None]


def test_a_disabled_person_holds_no_role(office: Office, tmp_path: Path) -> None:
    casebooks.disable_user(office.session(ADMIN), REVIEWER)
    assert of(written(office, tmp_path), REVIEWER)[0].roles_at(EVER) == frozenset()


def test_a_key_after_a_reset_names_who_issued_and_who_confirmed_it(
    office: Office, tmp_path: Path
) -> None:
    casebooks.reset_password(office.session(ADMIN), REVIEWER, PASSWORD)
    renewed = office.another_session(REVIEWER)
    casebooks.confirm_key(office.session(HEAD), REVIEWER, renewed.casebook.public_key)
    old, new = of(written(office, tmp_path), REVIEWER)
    assert (old.vouchers, new.vouchers) == ((), (ADMIN, HEAD))
