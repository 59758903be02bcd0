"""Users: who may change them, and which keys and roles count."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, NOW, PASSWORDS, REVIEWER

from landwaiter.errors import Conflict, Invalid, NotAllowed, Unavailable
from landwaiter.storage import users
from landwaiter.storage.casebook import Casebook, open_casebook, open_for_recovery
from landwaiter.storage.registry import Registry
from landwaiter.storage.user_statements import load_registry
from landwaiter.storage.users import UserRow

MUCH_LATER = LATER + timedelta(days=1)
NEW = "a new password to keep"


def registry(casebook: Casebook) -> Registry:
    with casebook.read() as connection:
        return load_registry(connection, casebook.roots)


def listed(casebook: Casebook, name: str) -> UserRow:
    with casebook.read() as connection:
        rows = users.list_users(connection, casebook, now=MUCH_LATER)
    return next(row for row in rows if row.name == name)


def approves(casebook: Casebook, key: str, author: str = ANALYST) -> str:
    return registry(casebook).why_not(key, at=MUCH_LATER, roles=["reviewer", "head"], author=author)


def reset(path: Path, name: str, *, by: str = ADMIN) -> None:
    with sample.opened(path, by) as casebook, casebook.write("reset", now=LATER) as work:
        users.reset_password(work, casebook, name=name, new_password=NEW)


def confirm(path: Path, name: str, *, by: str) -> None:
    with sample.opened(path, by) as casebook:
        key = listed(casebook, name).key
        with casebook.write("confirm", now=LATER) as work:
            users.confirm_key(work, casebook, name=name, public_key=key)


def test_a_user_who_was_added_signs_in_and_the_key_counts(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        assert listed(casebook, REVIEWER).key == casebook.public_key
        assert approves(casebook, casebook.public_key) == ""


def test_nobody_approves_the_own_work(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        assert "may not approve" in approves(casebook, casebook.public_key, author=REVIEWER)


def test_without_the_role_a_signature_does_not_count(path: Path) -> None:
    with sample.opened(path, ADMIN) as casebook:
        assert "did not hold the role" in approves(casebook, casebook.public_key)


@pytest.mark.parametrize("name", [ANALYST, REVIEWER])
def test_only_administrators_change_users(path: Path, name: str) -> None:
    with (
        sample.opened(path, name) as casebook,
        pytest.raises(NotAllowed, match="Only an administrator"),
        casebook.write("add_user", now=LATER) as work,
    ):
        users.add_user(work, casebook, name="Zoe", roles=["analyst"], password=NEW)


def test_a_name_is_taken_whatever_its_capitals(casebook: Casebook) -> None:
    with pytest.raises(Conflict), casebook.write("add_user", now=LATER) as work:
        users.add_user(work, casebook, name="BOB  cole", roles=["analyst"], password=NEW)


@pytest.mark.parametrize("name", ["", "  ", "a\nb\x07", "x" * 65])
def test_a_name_that_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        users.checked_name(name)


@pytest.mark.parametrize("roles", [[], ["king"], ["analyst", "king"]])
def test_unknown_roles_are_refused_with_the_known_ones(roles: list[str]) -> None:
    with pytest.raises(Invalid, match="analyst, reviewer, head, auditor, administrator"):
        users.checked_roles(roles)


def test_roles_count_from_when_they_were_given(casebook: Casebook) -> None:
    with casebook.write("roles", now=LATER) as work:
        users.set_roles(work, casebook, name=ANALYST, roles=["analyst", "head"])
    person = registry(casebook).people[listed(casebook, ANALYST).id]
    assert person.roles_at(NOW) == {"analyst"}
    assert person.roles_at(LATER) == {"analyst", "head"}


def test_the_last_administrator_stays(casebook: Casebook) -> None:
    with casebook.write("users", now=LATER) as work:
        work.quiet()
        with pytest.raises(NotAllowed, match="last administrator"):
            users.disable_user(work, casebook, name=ADMIN)
        with pytest.raises(NotAllowed, match="last administrator"):
            users.set_roles(work, casebook, name=ADMIN, roles=["analyst"])


def test_a_disabled_user_cannot_sign_in_and_stays_known(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("disable", now=LATER) as work:
            users.disable_user(work, casebook, name=REVIEWER)
        assert not listed(casebook, REVIEWER).active
    with pytest.raises(NotAllowed, match=f"The user {REVIEWER} is disabled"):
        sample.opened(path, REVIEWER)


def test_an_old_copy_of_the_key_file_does_not_bring_a_disabled_user_back(path: Path) -> None:
    old = (path / "keys.json").read_bytes()
    with sample.opened(path) as casebook, casebook.write("disable", now=LATER) as work:
        users.disable_user(work, casebook, name=REVIEWER)
    (path / "keys.json").write_bytes(old)
    with pytest.raises(NotAllowed, match="disabled"):
        sample.opened(path, REVIEWER)


def test_what_a_disabled_user_signed_before_stays_valid(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        key = casebook.public_key
    with sample.opened(path) as casebook:
        with casebook.write("disable", now=LATER) as work:
            users.disable_user(work, casebook, name=REVIEWER)
        people = registry(casebook)
    assert people.why_not(key, at=NOW, roles=["reviewer"], author=ANALYST) == ""
    assert "retired" in people.why_not(key, at=MUCH_LATER, roles=["reviewer"], author=ANALYST)


def test_changing_the_password_keeps_both_keys(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        key = casebook.public_key
        with casebook.write("password", now=LATER) as work:
            users.change_password(
                work, casebook, old_password=PASSWORDS[REVIEWER], new_password=NEW
            )
    with open_casebook(path, user=REVIEWER, password=NEW) as casebook:
        assert casebook.public_key == key
        assert approves(casebook, key) == ""
    with pytest.raises(Unavailable, match="password is wrong"):
        sample.opened(path, REVIEWER)


def test_changing_the_password_takes_the_old_one(path: Path) -> None:
    with (
        sample.opened(path, REVIEWER) as casebook,
        pytest.raises(Unavailable, match="password is wrong"),
        casebook.write("password", now=LATER) as work,
    ):
        users.change_password(work, casebook, old_password="not the old one", new_password=NEW)


def test_a_failed_commit_leaves_the_old_password(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:

        def fail() -> None:
            raise RuntimeError

        with pytest.raises(RuntimeError), casebook.write("password", now=LATER) as work:  # noqa: PT012  # leaving may raise
            users.change_password(
                work, casebook, old_password=PASSWORDS[REVIEWER], new_password=NEW
            )
            work.with_file(fail, lambda: None)
    sample.opened(path, REVIEWER).close()


def test_a_reset_makes_a_new_key_that_waits(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        old = casebook.public_key
    reset(path, REVIEWER)
    with open_casebook(path, user=REVIEWER, password=NEW) as casebook:
        assert casebook.public_key != old
        assert "not confirmed" in approves(casebook, casebook.public_key)
        assert "retired" in approves(casebook, old)


def test_a_key_counts_once_a_third_person_confirmed_it(path: Path) -> None:
    reset(path, REVIEWER)
    confirm(path, REVIEWER, by=ANALYST)
    with open_casebook(path, user=REVIEWER, password=NEW) as casebook:
        assert approves(casebook, casebook.public_key, author="somebody else") == ""


@pytest.mark.parametrize("author", [ADMIN, ANALYST])
def test_it_never_approves_the_work_of_those_who_vouched_for_it(path: Path, author: str) -> None:
    reset(path, REVIEWER)
    confirm(path, REVIEWER, by=ANALYST)
    with open_casebook(path, user=REVIEWER, password=NEW) as casebook:
        assert "may not approve" in approves(casebook, casebook.public_key, author=author)


def test_the_issuer_cannot_confirm_the_key(path: Path) -> None:
    reset(path, REVIEWER)
    with pytest.raises(NotAllowed, match="neither holds nor issued"):
        confirm(path, REVIEWER, by=ADMIN)


def test_the_holder_cannot_confirm_the_key(path: Path) -> None:
    reset(path, REVIEWER)
    with open_casebook(path, user=REVIEWER, password=NEW) as casebook:
        key = casebook.public_key
        with pytest.raises(NotAllowed), casebook.write("confirm", now=LATER) as work:
            users.confirm_key(work, casebook, name=REVIEWER, public_key=key)


def test_another_key_than_the_waiting_one_is_not_confirmed(path: Path) -> None:
    reset(path, REVIEWER)
    with (
        sample.opened(path, ANALYST) as casebook,
        pytest.raises(Invalid),
        casebook.write("confirm", now=LATER) as work,
    ):
        users.confirm_key(work, casebook, name=REVIEWER, public_key="ab" * 32)


def test_the_recovery_key_gives_a_new_password_and_a_key_that_waits(path: Path) -> None:
    with (
        open_for_recovery(path, recovery=sample.recovery_key()) as casebook,
        casebook.write("reset", now=LATER) as work,
    ):
        users.reset_password(work, casebook, name=ADMIN, new_password=NEW)
    with (
        open_casebook(path, user=ADMIN, password=NEW) as casebook,
        pytest.raises(NotAllowed, match="second person"),
        casebook.write("add_user", now=LATER) as work,
    ):
        users.add_user(work, casebook, name="Zoe", roles=["analyst"], password=NEW)
    confirm(path, ADMIN, by=ANALYST)
    with (
        open_casebook(path, user=ADMIN, password=NEW) as casebook,
        casebook.write("add_user", now=MUCH_LATER) as work,
    ):
        users.add_user(work, casebook, name="Zoe", roles=["analyst"], password=NEW)


def test_an_administrator_resets_no_own_password(casebook: Casebook) -> None:
    with pytest.raises(NotAllowed), casebook.write("reset", now=LATER) as work:
        users.reset_password(work, casebook, name=ADMIN, new_password=NEW)


def recovered(path: Path, name: str) -> None:
    with (
        open_for_recovery(path, recovery=sample.recovery_key()) as casebook,
        casebook.write("reset", now=LATER) as work,
    ):
        users.reset_password(work, casebook, name=name, new_password=NEW)


def promoted(path: Path, name: str) -> None:
    with sample.opened(path) as casebook, casebook.write("roles", now=LATER) as work:
        users.set_roles(work, casebook, name=name, roles=["administrator"])


def test_another_administrator_confirms_the_recovered_key_of_one(path: Path) -> None:
    promoted(path, REVIEWER)
    recovered(path, ADMIN)
    with pytest.raises(NotAllowed, match="confirmed by another administrator"):
        confirm(path, ADMIN, by=ANALYST)
    confirm(path, ADMIN, by=REVIEWER)
    with sample.opened(path, REVIEWER) as casebook:
        assert listed(casebook, ADMIN).key_counts


def test_anybody_confirms_it_when_no_other_administrators_key_counts(path: Path) -> None:
    promoted(path, REVIEWER)
    recovered(path, ADMIN)
    recovered(path, REVIEWER)
    confirm(path, ADMIN, by=ANALYST)
    with pytest.raises(NotAllowed, match="confirmed by another administrator"):
        confirm(path, REVIEWER, by=ANALYST)


def test_the_recovered_key_of_an_analyst_is_confirmed_by_any_second_person(path: Path) -> None:
    recovered(path, ANALYST)
    confirm(path, ANALYST, by=REVIEWER)
    with sample.opened(path) as casebook:
        assert listed(casebook, ANALYST).key_counts
