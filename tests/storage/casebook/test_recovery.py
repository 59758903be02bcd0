"""The recovery key: a half for each holder, what they open together, and who answers for it."""

from collections.abc import Sequence
from itertools import combinations, permutations
from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS, PEOPLE, REVIEWER

from landwaiter.errors import Fault, Invalid, NotAllowed, Unavailable
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.casebook import lifecycle as casebooks
from landwaiter.storage.casebook import recovery
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import open_casebook, open_first, open_for_recovery
from landwaiter.storage.keys import casebook_keys, recovery_key
from landwaiter.storage.keys.key_file import KEY_FILE, read_key_file
from landwaiter.storage.people import key_change, user_keys, users
from landwaiter.trust.registry import RECOVERY, Registry

NEW, OWN = "a new password to keep", "only the person knows this"


def registry_of(path: Path, user: str = ADMIN) -> Registry:
    with sample.opened(path, user) as casebook, casebook.read() as connection:
        return load_registry(connection)


def anew(path: Path, *holders: str, by: str = ADMIN) -> tuple[str, ...]:
    """New halves, one for each holder, who types the own password; as they are printed."""
    with sample.opened(path, by) as casebook:
        signing = [
            casebooks.signing_key_of(casebook, name, PASSWORDS[name], now=LATER) for name in holders
        ]
        with casebook.write("set_recovery", now=LATER) as work:
            made = recovery.set_recovery(work, casebook, holders=signing)
    assert [half.holder for half in made] == [*holders]
    return tuple(half.text for half in made)


def opens(path: Path, *halves: str, user: str = ADMIN) -> None:
    opened = open_for_recovery(path, recovery="\n".join(halves), user=user, now=LATER)
    opened.casebook.close()


def recovered(path: Path, name: str, *halves: str, by: str = REVIEWER) -> None:
    """A first password for somebody by the halves; who is signed in answers for it."""
    shares = recovery_key.read_all("\n".join(halves or sample.recovery_key().splitlines()))
    with sample.opened(path, by) as casebook, casebook.write("recover", now=LATER) as work:
        user_keys.recover_user(work, casebook, name=name, new_password=NEW, shares=shares)


def alone(path: Path, name: str, recovery: str) -> str:
    """The public key that somebody makes by the halves where nobody else's counts."""
    opened = open_for_recovery(path, recovery=recovery, user=name, now=LATER)
    with opened.casebook as casebook, casebook.write("recover_alone", now=LATER) as work:
        return user_keys.recover_alone(work, casebook, password=OWN, halves=opened.halves)


def sound(path: Path, user: str = ADMIN) -> bool:
    with sample.opened(path, user) as casebook:
        return check_casebook(casebook).sound


def test_the_first_two_founders_hold_a_half_each(path: Path) -> None:
    registry = registry_of(path)
    assert [registry.people[one].name for one in registry.recovery] == [ADMIN, ANALYST]
    assert registry.recovery_needs == 2


def test_both_halves_open_it_in_any_order(path: Path) -> None:
    for order in permutations(sample.recovery_key().splitlines()):
        opens(path, *order)


@pytest.mark.parametrize("number", [0, 1])
def test_neither_opens_it_alone_nor_given_twice(path: Path, number: int) -> None:
    half = sample.recovery_key().splitlines()[number]
    with pytest.raises(Unavailable, match="2 shares"):
        opens(path, half)
    with pytest.raises(NotAllowed, match="given twice"):
        opens(path, half, half)


def test_of_three_halves_any_two_open_it(tmp_path: Path) -> None:
    made = sample.founded(tmp_path / "three", *PEOPLE, holders=[*PEOPLE])
    halves = [half.text for half in made.halves]
    assert [half.holder for half in made.halves] == [*PEOPLE]
    for two in combinations(halves, 2):
        opens(made.path, *two)
        opens(made.path, *reversed(two))
    opens(made.path, *halves)
    for half in halves:
        with pytest.raises(Unavailable, match="2 shares"):
            opens(made.path, half)


def test_with_one_founder_there_is_one_half(tmp_path: Path) -> None:
    made = sample.founded(tmp_path / "alone", ADMIN)
    (half,) = made.halves
    assert (half.holder, made.recovery_key) == (ADMIN, half.text)
    opens(made.path, half.text)


@pytest.mark.parametrize(
    "holders",
    [
        (ADMIN,),
        (ADMIN, ADMIN),
        (ADMIN, ADMIN.upper()),
        (ADMIN, "somebody else"),
        (ADMIN, ANALYST, REVIEWER, ANALYST),
    ],
)
def test_two_or_three_people_of_the_casebook_hold_a_half_each(
    tmp_path: Path, holders: Sequence[str]
) -> None:
    with pytest.raises(Invalid, match="two or three of them hold one each"):
        sample.founded(tmp_path / "none", *PEOPLE, holders=holders)
    assert not (tmp_path / "none").exists()


def test_halves_made_anew_count_at_once_and_the_former_open_nothing(path: Path) -> None:
    halves = anew(path, ANALYST, REVIEWER)
    opens(path, *halves)
    with pytest.raises(NotAllowed, match="another casebook"):
        opens(path, *sample.recovery_key().splitlines())
    assert sound(path)


def test_halves_of_two_recovery_keys_do_not_belong_together(path: Path) -> None:
    first, second = anew(path, ADMIN, ANALYST), anew(path, ADMIN, ANALYST)
    with pytest.raises(NotAllowed):
        opens(path, first[0], second[1])


def test_nobody_makes_them_anew_without_the_passwords_of_their_holders(path: Path) -> None:
    with sample.opened(path) as casebook, pytest.raises(Unavailable, match="password is wrong"):
        casebooks.signing_key_of(casebook, REVIEWER, "guessed by anna", now=LATER)


def test_nor_with_the_first_password_of_one(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("reset", now=LATER) as work:
            user_keys.reset_password(work, casebook, name=REVIEWER, new_password=NEW)
        with pytest.raises(NotAllowed, match="has not signed in for the first time"):
            casebooks.signing_key_of(casebook, REVIEWER, NEW, now=LATER)


def test_nor_alone(path: Path) -> None:
    with pytest.raises(NotAllowed, match="one person could recover alone"):
        anew(path, ADMIN)
    opens(path, *sample.recovery_key().splitlines())


def test_one_person_does_not_hold_two_halves(path: Path) -> None:
    with pytest.raises(NotAllowed, match="would not count"):
        anew(path, ADMIN, ADMIN)


def test_the_holders_are_in_the_audit_chain_and_the_halves_are_not(path: Path) -> None:
    halves = anew(path, ANALYST, REVIEWER)
    with sample.opened(path) as casebook, casebook.read() as connection:
        content = connection.exec_driver_sql(
            "SELECT p.content FROM audit_entry e JOIN audit_payload p USING (seq)"
            " WHERE e.deed = 'casebook.recovery_made'"
        ).scalar_one()
        everything = "\n".join(
            str(row)
            for row in connection.exec_driver_sql(
                "SELECT entry FROM audit_entry UNION ALL SELECT content FROM audit_payload"
                " UNION ALL SELECT text FROM statement"
            ).scalars()
        )
    assert ANALYST in content
    assert REVIEWER in content
    for half in halves:
        assert half not in everything
        assert recovery_key.read(half).secret.hex() not in everything
        assert recovery_key.read(half).secret.hex() not in (path / KEY_FILE).read_text()


def test_new_halves_whose_process_was_killed_before_the_key_file_was_settled_count(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(key_change, "_take_place", lambda _waiting: None)
        halves = anew(path, ANALYST, REVIEWER)
    assert list(path.glob("keys.*.waiting.json"))
    assert sound(path)
    opens(path, *halves)


def first_sign_in(path: Path, name: str) -> str:
    """The public key that somebody makes with the first password."""
    with (
        open_first(path, user=name, password=NEW) as casebook,
        casebook.write("make_key", now=LATER) as work,
    ):
        return user_keys.make_key(work, casebook, password=OWN)


def test_who_is_recovered_gets_a_first_password_and_makes_the_own_key(path: Path) -> None:
    recovered(path, ANALYST)
    made = first_sign_in(path, ANALYST)
    registry = registry_of(path)
    key = registry.keys[made]
    assert not key.in_force
    assert registry.people[key.issuer].name == REVIEWER
    assert sound(path)


def test_who_answered_for_it_is_not_the_first_to_confirm_the_key(path: Path) -> None:
    recovered(path, ANALYST)
    made = first_sign_in(path, ANALYST)
    with pytest.raises(NotAllowed):
        confirmed(path, ANALYST, made, by=REVIEWER)
    confirmed(path, ANALYST, made, by=ADMIN)
    assert registry_of(path).in_force(made)


def confirmed(path: Path, name: str, public_key: str, *, by: str) -> None:
    with sample.opened(path, by) as casebook, casebook.write("confirm", now=LATER) as work:
        user_keys.confirm_key(work, casebook, name=name, public_key=public_key)


def test_the_recovered_persons_former_key_and_password_are_good_for_nothing(path: Path) -> None:
    with sample.opened(path, ANALYST) as casebook:
        former = casebook.public_key
    recovered(path, ANALYST)
    assert registry_of(path).in_force(former) is None
    with pytest.raises(Unavailable, match="password is wrong"):
        sample.opened(path, ANALYST)


@pytest.mark.parametrize("number", [0, 1])
def test_one_half_recovers_nobody(path: Path, number: int) -> None:
    with pytest.raises(Unavailable, match="2 shares"):
        recovered(path, ANALYST, sample.recovery_key().splitlines()[number])
    sample.opened(path, ANALYST).close()


def test_one_half_given_twice_recovers_nobody(path: Path) -> None:
    half = sample.recovery_key().splitlines()[0]
    with pytest.raises(NotAllowed, match="given twice"):
        recovered(path, ANALYST, half, half)


def test_nobody_recovers_themselves_while_signed_in(path: Path) -> None:
    with pytest.raises(NotAllowed, match="Your own password"):
        recovered(path, REVIEWER, by=REVIEWER)


def test_who_answers_for_it_has_a_key_that_counts(path: Path) -> None:
    """Reset and not confirmed yet: with both halves all the same nobody."""
    with sample.opened(path) as casebook, casebook.write("reset", now=LATER) as work:
        user_keys.reset_password(work, casebook, name=REVIEWER, new_password=NEW)
    with open_first(path, user=REVIEWER, password=NEW) as casebook:
        with casebook.write("make_key", now=LATER) as work:
            user_keys.make_key(work, casebook, password=OWN)
        shares = recovery_key.read_all(sample.recovery_key())
        with (
            pytest.raises(NotAllowed, match="does not count"),
            casebook.write("recover", now=LATER) as work,
        ):
            user_keys.recover_user(work, casebook, name=ANALYST, new_password=NEW, shares=shares)


def test_a_colleague_who_is_there_is_not_passed_over(path: Path) -> None:
    """Both halves in one hand and nobody signed in: no new key comes of it."""
    with pytest.raises(NotAllowed):
        alone(path, ANALYST, sample.recovery_key())
    sample.opened(path, ANALYST).close()


def test_alone_one_recovers_oneself(tmp_path: Path) -> None:
    made = sample.founded(tmp_path / "alone", ADMIN)
    key = alone(made.path, ADMIN, made.recovery_key)
    with pytest.raises(Unavailable, match="password is wrong"):
        sample.opened(made.path)
    with open_casebook(made.path, user=ADMIN, password=OWN) as casebook:
        assert casebook.public_key == key
        with casebook.read() as connection:
            registry = load_registry(connection)
        assert registry.in_force(key)
        assert registry.keys[key].issuer == RECOVERY
        assert not registry.approves(registry.keys[key])
        assert check_casebook(casebook).sound
        with casebook.write("add_user", now=LATER) as work:
            users.add_user(work, casebook, name="Zoe", roles=["analyst"], password=NEW)


def test_where_the_others_are_disabled_the_last_one_recovers_and_approves_nothing(
    path: Path,
) -> None:
    with sample.opened(path) as casebook, casebook.write("disable", now=LATER) as work:
        for name in (ANALYST, REVIEWER):
            users.disable_user(work, casebook, name=name)
    key = alone(path, ADMIN, sample.recovery_key())
    with open_casebook(path, user=ADMIN, password=OWN) as casebook, casebook.read() as connection:
        registry = load_registry(connection)
    assert not registry.keys[key].in_force
    assert not registry.approves(registry.keys[key])


def test_attempts_at_an_older_key_file_with_former_halves_give_nothing(path: Path) -> None:
    old = (path / KEY_FILE).read_bytes()
    anew(path, ANALYST, REVIEWER)
    (path / KEY_FILE).write_bytes(old)
    with pytest.raises(Fault, match="not the one that its holders signed for"):
        opens(path, *sample.recovery_key().splitlines())


def test_every_combination_opens_with_its_own_halves_alone(tmp_path: Path) -> None:
    """What one holder takes out of keys.json is of no use without a second holder."""
    made = sample.founded(tmp_path / "three", *PEOPLE, holders=[*PEOPLE])
    file = read_key_file(made.path)
    shares = recovery_key.read_all(made.recovery_key)
    for two in combinations(shares, 2):
        assert len(casebook_keys.unlock_for_recovery(file, two).signing_keys) == 2
    assert len(file.recovery.combinations) == 3
