"""Users: who may change them, and which keys and roles count."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS, REVIEWER

from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import Casebook, FirstSignIn, open_casebook, open_first
from landwaiter.storage.keys.casebook_keys import slot_of
from landwaiter.storage.keys.key_file import KEY_FILE, read_key_file
from landwaiter.storage.people import user_keys, users
from landwaiter.storage.people.users import UserRow
from landwaiter.trust.pairs import why_no_pair
from landwaiter.trust.registry import Key, Registry

MUCH_LATER = LATER + timedelta(days=1)
NO_WITNESS = r"would not count|no witness"
NEW, OWN = "a new password to keep", "only the person knows this"


def registry_of(casebook: Casebook) -> Registry:
    with casebook.read() as connection:
        return load_registry(connection)


def listed(casebook: Casebook, name: str) -> UserRow:
    with casebook.read() as connection:
        rows = users.list_users(connection)
    return next(row for row in rows if row.name == name)


def key_of(registry: Registry, name: str) -> Key:
    found = (registry.key_of(one.user_id) for one in registry.people.values() if one.name == name)
    key = next(found)
    assert key is not None
    return key


def pairs(casebook: Casebook, author: str, approver: str) -> str:
    """Why the second of these two does not approve work of the first; empty when it does."""
    registry = registry_of(casebook)
    return why_no_pair(registry, key_of(registry, author), key_of(registry, approver))


def reset(path: Path, name: str, *, by: str = ADMIN) -> None:
    with sample.opened(path, by) as casebook, casebook.write("reset", now=LATER) as work:
        user_keys.reset_password(work, casebook, name=name, new_password=NEW)


def first_sign_in(path: Path, name: str, *, password: str = NEW) -> str:
    """The public key that somebody makes with a first password."""
    with (
        open_first(path, user=name, password=password) as casebook,
        casebook.write("make_key", now=LATER) as work,
    ):
        return user_keys.make_key(work, casebook, password=OWN)


def confirm(path: Path, name: str, *, by: str, password: str = "") -> None:
    with open_casebook(path, user=by, password=password or PASSWORDS[by]) as casebook:
        key = listed(casebook, name).key
        with casebook.write("confirm", now=LATER) as work:
            user_keys.confirm_key(work, casebook, name=name, public_key=key)


def add(path: Path, name: str, *roles: str, by: str = ADMIN) -> None:
    with sample.opened(path, by) as casebook, casebook.write("add_user", now=LATER) as work:
        users.add_user(work, casebook, name=name, roles=roles, password=NEW)


def second(path: Path, name: str, *, by: str) -> tuple[str, ...]:
    with sample.opened(path, by) as casebook, casebook.write("second", now=LATER) as work:
        return users.second_change(work, casebook, name=name)


def set_roles(path: Path, name: str, *roles: str, by: str = ADMIN) -> None:
    with sample.opened(path, by) as casebook, casebook.write("roles", now=LATER) as work:
        users.set_roles(work, casebook, name=name, roles=roles)


def change_password(path: Path, name: str, new: str = OWN) -> str:
    """The public key of the new key."""
    with sample.opened(path, name) as casebook:
        with casebook.write("password", now=LATER) as work:
            user_keys.change_password(
                work, casebook, old_password=PASSWORDS[name], new_password=new
            )
        return casebook.public_key


def test_the_keys_of_founders_count_and_approve(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        row = listed(casebook, REVIEWER)
        assert (row.key, row.key_counts, row.approves) == (casebook.public_key, True, True)
        assert pairs(casebook, ANALYST, REVIEWER) == ""


def test_nobody_approves_the_own_work(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        assert "one person" in pairs(casebook, REVIEWER, REVIEWER)


def test_where_one_person_founded_nothing_is_ever_approved(tmp_path: Path) -> None:
    path = sample.founded(tmp_path / "alone", ADMIN).path
    for name in ("Dan", "Eve"):
        add(path, name, "analyst", "reviewer")
        first_sign_in(path, name)
        confirm(path, name, by=ADMIN)
        assert second(path, name, by=ADMIN) == ("analyst", "reviewer")
    confirm(path, "Eve", by="Dan", password=OWN)
    confirm(path, "Dan", by="Eve", password=OWN)
    with sample.opened(path) as casebook:
        assert check_casebook(casebook).sound
        for author in (ADMIN, "Dan", "Eve"):
            for approver in (ADMIN, "Dan", "Eve"):
                assert pairs(casebook, author, approver) != ""


@pytest.mark.parametrize("name", [ANALYST, REVIEWER])
def test_only_administrators_change_users(path: Path, name: str) -> None:
    with pytest.raises(NotAllowed, match="Only an administrator"):
        add(path, "Zoe", "analyst", by=name)


def test_a_name_is_taken_whatever_its_capitals(path: Path) -> None:
    with pytest.raises(Conflict):
        add(path, "BOB  cole", "analyst")


@pytest.mark.parametrize("name", ["", "  ", "a\nb\x07", "x" * 65])
def test_a_name_that_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        users.checked_name(name)


@pytest.mark.parametrize("roles", [[], ["king"], ["analyst", "king"]])
def test_unknown_roles_are_refused_with_the_known_ones(roles: list[str]) -> None:
    with pytest.raises(Invalid, match="analyst, reviewer, head, auditor, administrator"):
        users.checked_roles(roles)


# A first password


def test_a_first_password_opens_nothing_but_the_first_sign_in(path: Path) -> None:
    add(path, "Zoe", "analyst")
    with pytest.raises(FirstSignIn, match="first password"):
        open_casebook(path, user="Zoe", password=NEW)
    assert slot_of(read_key_file(path), "Zoe").is_ticket
    with (
        open_first(path, user="Zoe", password=NEW) as casebook,
        pytest.raises(NotAllowed, match="no longer in force"),
        casebook.write("note", now=LATER) as work,
    ):
        work.audit("case.noted", "case/1", {})


def test_who_has_an_own_password_does_not_sign_in_for_the_first_time(path: Path) -> None:
    with pytest.raises(Conflict, match="a password of their own already"):
        open_first(path, user=ANALYST, password=PASSWORDS[ANALYST])


def test_it_makes_one_key_and_then_opens_nothing_more(path: Path) -> None:
    add(path, "Zoe", "analyst")
    old = (path / KEY_FILE).read_bytes()
    key = first_sign_in(path, "Zoe")
    for enter in (open_casebook, open_first):
        with pytest.raises(Unavailable, match="password is wrong"):
            enter(path, user="Zoe", password=NEW)
    (path / KEY_FILE).write_bytes(old)
    for enter in (open_casebook, open_first):
        with pytest.raises(NotAllowed, match="no longer in force"):
            enter(path, user="Zoe", password=NEW)
    with sample.opened(path) as casebook:
        assert key_of(registry_of(casebook), "Zoe").public == key


def test_the_session_of_the_first_sign_in_goes_on_with_the_new_key(path: Path) -> None:
    add(path, "Zoe", "analyst")
    with open_first(path, user="Zoe", password=NEW) as casebook:
        with casebook.write("make_key", now=LATER) as work:
            key = user_keys.make_key(work, casebook, password=OWN)
        assert (casebook.public_key, casebook.makes_key) == (key, False)
        with (
            pytest.raises(NotAllowed, match="You have a signing key"),
            casebook.write("make_key", now=LATER) as work,
        ):
            user_keys.make_key(work, casebook, password=OWN)
    with open_casebook(path, user="Zoe", password=OWN) as casebook:
        assert casebook.public_key == key


def test_a_first_sign_in_that_fails_leaves_the_first_password(path: Path) -> None:
    add(path, "Zoe", "analyst")

    def fail() -> None:
        raise RuntimeError

    with (  # noqa: PT012  # leaving may raise
        open_first(path, user="Zoe", password=NEW) as casebook,
        pytest.raises(RuntimeError),
        casebook.write("make_key", now=LATER) as work,
    ):
        user_keys.make_key(work, casebook, password=OWN)
        work.with_file(fail, lambda: None)
    first_sign_in(path, "Zoe")


def test_another_first_password_takes_the_place_of_one_that_was_not_used(path: Path) -> None:
    add(path, "Zoe", "analyst")
    with sample.opened(path) as casebook, casebook.write("reset", now=LATER) as work:
        user_keys.reset_password(work, casebook, name="Zoe", new_password="another first password")
    with pytest.raises(Unavailable, match="password is wrong"):
        first_sign_in(path, "Zoe")
    first_sign_in(path, "Zoe", password="another first password")


# Which keys count


def test_a_new_user_counts_with_one_confirmation_and_approves_with_two(path: Path) -> None:
    add(path, "Zoe", "reviewer")
    with sample.opened(path) as casebook:
        row = listed(casebook, "Zoe")
        assert (row.key, row.signs_in_first, row.roles) == ("", True, ())
        assert (row.waits_for, row.asked_by) == (("reviewer",), ADMIN)
    first_sign_in(path, "Zoe")
    standing = []
    with sample.opened(path) as casebook:
        standing.append(listed(casebook, "Zoe"))
        for by in (ANALYST, ADMIN):
            confirm(path, "Zoe", by=by)
            standing.append(listed(casebook, "Zoe"))
        assert second(path, "Zoe", by=REVIEWER) == ("reviewer",)
        assert [(row.key_counts, row.approves) for row in standing] == [
            (False, False),
            (True, False),
            (True, True),
        ]
        assert {*standing[-1].confirmed_by} == {ANALYST, ADMIN}
        assert listed(casebook, "Zoe").roles == ("reviewer",)
        assert check_casebook(casebook).sound
        assert pairs(casebook, REVIEWER, "Zoe") == ""


def test_a_key_that_nobody_confirmed_signs_no_statement(path: Path) -> None:
    add(path, "Zoe", "administrator")
    first_sign_in(path, "Zoe")
    second(path, "Zoe", by=REVIEWER)
    with (
        open_casebook(path, user="Zoe", password=OWN) as casebook,
        pytest.raises(NotAllowed, match="second person"),
        casebook.write("add_user", now=LATER) as work,
    ):
        users.add_user(work, casebook, name="Yan", roles=["analyst"], password=NEW)
    confirm(path, "Zoe", by=ANALYST)
    with (
        open_casebook(path, user="Zoe", password=OWN) as casebook,
        casebook.write("add_user", now=MUCH_LATER) as work,
    ):
        users.add_user(work, casebook, name="Yan", roles=["analyst"], password=NEW)


def test_who_gave_out_the_first_password_is_not_the_first_to_confirm(path: Path) -> None:
    add(path, "Zoe", "analyst")
    first_sign_in(path, "Zoe")
    with pytest.raises(NotAllowed, match=NO_WITNESS):
        confirm(path, "Zoe", by=ADMIN)
    confirm(path, "Zoe", by=REVIEWER)
    confirm(path, "Zoe", by=ADMIN)


def test_the_holder_does_not_confirm_the_own_key(path: Path) -> None:
    reset(path, REVIEWER)
    first_sign_in(path, REVIEWER)
    with pytest.raises(NotAllowed):
        confirm(path, REVIEWER, by=REVIEWER, password=OWN)
    confirm(path, REVIEWER, by=ANALYST)
    with pytest.raises(NotAllowed, match=NO_WITNESS):
        confirm(path, REVIEWER, by=REVIEWER, password=OWN)


def test_nobody_counts_twice(path: Path) -> None:
    reset(path, REVIEWER)
    first_sign_in(path, REVIEWER)
    confirm(path, REVIEWER, by=ANALYST)
    with pytest.raises(NotAllowed, match=NO_WITNESS):
        confirm(path, REVIEWER, by=ANALYST)


@pytest.mark.parametrize("shown", ["ab" * 32, "", "0"])
def test_another_key_than_the_one_that_is_there_is_not_confirmed(path: Path, shown: str) -> None:
    reset(path, REVIEWER)
    key = first_sign_in(path, REVIEWER)
    for figures in (shown, key[:15]):
        with (
            sample.opened(path, ANALYST) as casebook,
            pytest.raises(Invalid),
            casebook.write("confirm", now=LATER) as work,
        ):
            user_keys.confirm_key(work, casebook, name=REVIEWER, public_key=figures)


def test_before_the_first_sign_in_there_is_no_key_to_confirm(path: Path) -> None:
    reset(path, REVIEWER)
    with (
        sample.opened(path, ANALYST) as casebook,
        pytest.raises(Conflict, match="No key"),
        casebook.write("confirm", now=LATER) as work,
    ):
        user_keys.confirm_key(work, casebook, name=REVIEWER, public_key="ab" * 32)


def test_a_reset_key_does_not_pair_with_who_reset_it_before_two_others_looked(path: Path) -> None:
    add(path, "Dan", "analyst", "reviewer")
    first_sign_in(path, "Dan")
    second(path, "Dan", by=REVIEWER)
    confirm(path, "Dan", by=REVIEWER)
    confirm(path, "Dan", by=ANALYST)
    reset(path, REVIEWER)
    first_sign_in(path, REVIEWER)
    confirm(path, REVIEWER, by=ANALYST)
    confirm(path, REVIEWER, by=ADMIN)
    with sample.opened(path) as casebook:
        assert pairs(casebook, ANALYST, REVIEWER) == ""
        for author, approver in ((ADMIN, REVIEWER), (REVIEWER, ADMIN)):
            assert f"{ADMIN} gave out the key of {REVIEWER}" in pairs(casebook, author, approver)
        confirm(path, REVIEWER, by="Dan", password=OWN)
        for author, approver in ((ADMIN, REVIEWER), (REVIEWER, ADMIN)):
            assert pairs(casebook, author, approver) == ""


def test_a_reset_retires_the_key_and_what_it_signed_stays_valid(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        old = casebook.public_key
        before = len(registry_of(casebook).heads)
    reset(path, REVIEWER)
    with sample.opened(path) as casebook:
        key = registry_of(casebook).keys[old]
        assert key.until is not None
        assert (key.counts(key.until - 1), key.counts(key.until)) == (True, False)
        assert len(registry_of(casebook).heads) == before + 1
    with pytest.raises(Unavailable, match="password is wrong"):
        sample.opened(path, REVIEWER)


def test_who_is_signed_in_while_the_key_is_reset_saves_nothing_more(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        reset(path, REVIEWER)
        with (
            pytest.raises(NotAllowed, match="no longer in force: nothing was saved"),
            casebook.write("note", now=LATER) as work,
        ):
            work.audit("case.noted", "case/1", {})


def test_an_administrator_resets_no_own_password(path: Path) -> None:
    with pytest.raises(NotAllowed, match="changed with the old one"):
        reset(path, ADMIN)


# Roles


def test_more_roles_wait_for_a_second_person_and_count_from_then_on(path: Path) -> None:
    set_roles(path, ANALYST, "analyst", "head")
    with sample.opened(path) as casebook:
        row = listed(casebook, ANALYST)
        assert (row.roles, row.waits_for, row.asked_by) == (
            ("analyst",),
            ("analyst", "head"),
            ADMIN,
        )
    second(path, ANALYST, by=REVIEWER)
    with sample.opened(path) as casebook:
        registry = registry_of(casebook)
        person = registry.people[listed(casebook, ANALYST).id]
        place = registry.heads[-1].place
        assert person.roles(place) == {"analyst"}
        assert person.roles(place + 1) == {"analyst", "head"}
        assert check_casebook(casebook).sound


def test_fewer_roles_count_at_once(path: Path) -> None:
    set_roles(path, ANALYST, "analyst", "head")
    second(path, ANALYST, by=REVIEWER)
    set_roles(path, ANALYST, "analyst")
    with sample.opened(path) as casebook:
        row = listed(casebook, ANALYST)
        assert (row.roles, row.waits_for) == (("analyst",), ())
        assert check_casebook(casebook).sound


@pytest.mark.parametrize(
    ("name", "by", "reason"),
    [
        (ANALYST, ADMIN, "asked for it"),
        (REVIEWER, REVIEWER, "about the person"),
        (REVIEWER, ANALYST, "neither reviewer"),
    ],
)
def test_roles_are_seconded_by_nobody_who_asked_or_is_meant_or_may_not(
    path: Path, name: str, by: str, reason: str
) -> None:
    set_roles(path, name, "head", "auditor")
    with pytest.raises(NotAllowed, match=reason):
        second(path, name, by=by)


def test_what_waits_is_taken_back_by_who_asked_and_declined_by_who_might_second(path: Path) -> None:
    for by in (ADMIN, REVIEWER):
        set_roles(path, ANALYST, "analyst", "head")
        with sample.opened(path, by) as casebook, casebook.write("decline", now=LATER) as work:
            users.decline_change(work, casebook, name=ANALYST, reason="not agreed")
        with pytest.raises(Conflict, match="Nothing waits"):
            second(path, ANALYST, by=REVIEWER)


def test_the_last_administrator_stays(casebook: Casebook) -> None:
    with casebook.write("users", now=LATER) as work:
        work.quiet()
        with pytest.raises(NotAllowed, match="last administrator"):
            users.disable_user(work, casebook, name=ADMIN)
        with pytest.raises(NotAllowed, match="last administrator"):
            users.set_roles(work, casebook, name=ADMIN, roles=["analyst"])


# Disabled


def disable(path: Path, name: str) -> None:
    with sample.opened(path) as casebook, casebook.write("disable", now=LATER) as work:
        users.disable_user(work, casebook, name=name)


def test_a_disabled_user_cannot_sign_in_and_stays_known(path: Path) -> None:
    disable(path, REVIEWER)
    with sample.opened(path) as casebook:
        assert not listed(casebook, REVIEWER).active
    with pytest.raises(NotAllowed, match=f"The user {REVIEWER} is disabled"):
        sample.opened(path, REVIEWER)


def test_an_old_copy_of_the_key_file_does_not_bring_a_disabled_user_back(path: Path) -> None:
    old = (path / KEY_FILE).read_bytes()
    disable(path, REVIEWER)
    (path / KEY_FILE).write_bytes(old)
    with pytest.raises(NotAllowed, match="disabled"):
        sample.opened(path, REVIEWER)
    with sample.opened(path) as casebook:
        found = [one.message for one in check_casebook(casebook).findings]
    assert f"The slot of {REVIEWER} in keys.json holds a key that is not registered." in found


def test_nor_does_the_first_password_of_one_who_was_disabled_before_using_it(path: Path) -> None:
    add(path, "Zoe", "analyst")
    old = (path / KEY_FILE).read_bytes()
    disable(path, "Zoe")
    (path / KEY_FILE).write_bytes(old)
    with pytest.raises(NotAllowed, match="disabled"):
        first_sign_in(path, "Zoe")


def test_what_a_disabled_user_signed_before_stays_valid(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        public = casebook.public_key
    disable(path, REVIEWER)
    with sample.opened(path) as casebook:
        registry = registry_of(casebook)
        key, person = registry.keys[public], registry.people[listed(casebook, REVIEWER).id]
        ended = registry.heads[-1].place
        assert key.counts(ended - 1)
        assert not key.counts(ended)
        assert person.roles(ended) == {"reviewer"}
        assert person.roles(ended + 1) == frozenset()


# The own password


def test_changing_the_password_makes_a_key_that_counts_as_the_old_one_did(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        old = casebook.public_key
    new = change_password(path, REVIEWER)
    assert new != old
    with open_casebook(path, user=REVIEWER, password=OWN) as casebook:
        assert casebook.public_key == new
        registry = registry_of(casebook)
        assert registry.keys[new].is_founders
        assert registry.approves(registry.keys[new])
        assert pairs(casebook, ANALYST, REVIEWER) == ""
        assert check_casebook(casebook).sound
        ended = registry.keys[old].until
        assert ended == registry.heads[-1].place
        assert registry.keys[old].counts(ended - 1)
        assert not registry.keys[old].counts(ended)
    with pytest.raises(Unavailable, match="password is wrong"):
        sample.opened(path, REVIEWER)


def test_what_was_confirmed_of_the_old_key_stays_with_the_new_one(path: Path) -> None:
    reset(path, REVIEWER)
    first_sign_in(path, REVIEWER)
    confirm(path, REVIEWER, by=ANALYST)
    with open_casebook(path, user=REVIEWER, password=OWN) as casebook:
        with casebook.write("password", now=LATER) as work:
            user_keys.change_password(
                work, casebook, old_password=OWN, new_password="and another one"
            )
        row = listed(casebook, REVIEWER)
    assert (row.key_counts, row.approves, row.confirmed_by) == (True, False, (ANALYST,))


def test_a_new_password_confirms_no_key_that_waits(path: Path) -> None:
    reset(path, REVIEWER)
    first_sign_in(path, REVIEWER)
    with open_casebook(path, user=REVIEWER, password=OWN) as casebook:
        with casebook.write("password", now=LATER) as work:
            user_keys.change_password(
                work, casebook, old_password=OWN, new_password="and another one"
            )
        assert not listed(casebook, REVIEWER).key_counts


def test_the_session_that_changed_the_password_goes_on_and_another_one_does_not(path: Path) -> None:
    with sample.opened(path, REVIEWER) as other, sample.opened(path, REVIEWER) as casebook:
        with casebook.write("password", now=LATER) as work:
            user_keys.change_password(
                work, casebook, old_password=PASSWORDS[REVIEWER], new_password=OWN
            )
        with casebook.write("note", now=LATER) as work:
            work.audit("case.noted", "case/1", {})
        with (
            pytest.raises(NotAllowed, match="no longer in force: nothing was saved"),
            other.write("note", now=LATER) as work,
        ):
            work.audit("case.noted", "case/1", {})
        assert check_casebook(casebook).sound


def test_the_old_key_with_an_older_key_file_signs_nothing(path: Path) -> None:
    old = (path / KEY_FILE).read_bytes()
    change_password(path, REVIEWER)
    (path / KEY_FILE).write_bytes(old)
    with pytest.raises(NotAllowed, match="a key that is no longer in force"):
        sample.opened(path, REVIEWER)
    with pytest.raises(Unavailable, match="password is wrong"):
        open_casebook(path, user=REVIEWER, password=OWN)


def test_changing_the_password_takes_the_old_one(path: Path) -> None:
    with (
        sample.opened(path, REVIEWER) as casebook,
        pytest.raises(Unavailable, match="password is wrong"),
        casebook.write("password", now=LATER) as work,
    ):
        user_keys.change_password(work, casebook, old_password="not the old one", new_password=NEW)


def test_a_short_password_changes_nothing(path: Path) -> None:
    with pytest.raises(Invalid, match="too short"):
        change_password(path, REVIEWER, "short")
    sample.opened(path, REVIEWER).close()


def test_a_failed_commit_leaves_the_old_password_and_the_old_key(path: Path) -> None:
    with sample.opened(path, REVIEWER) as casebook:
        key = casebook.public_key

        def fail() -> None:
            raise RuntimeError

        with pytest.raises(RuntimeError), casebook.write("password", now=LATER) as work:  # noqa: PT012  # leaving may raise
            user_keys.change_password(
                work, casebook, old_password=PASSWORDS[REVIEWER], new_password=NEW
            )
            work.with_file(fail, lambda: None)
        assert casebook.public_key == key
        with casebook.write("note", now=LATER) as work:
            work.audit("case.noted", "case/1", {})
    sample.opened(path, REVIEWER).close()


def test_an_unknown_name_is_not_found(path: Path) -> None:
    with pytest.raises(NotFound, match="no user Zoe"):
        reset(path, "Zoe")
