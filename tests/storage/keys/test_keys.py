"""Key slots: who opens them, and what a changed file gives."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS, REVIEWER

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.errors import Fault, Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import open_casebook, open_first, open_for_recovery
from landwaiter.storage.keys import casebook_keys, recovery_key
from landwaiter.storage.keys.casebook_keys import Owner
from landwaiter.storage.keys.key_file import read_key_file, write_key_file
from landwaiter.storage.keys.sealing import seal_to, sealing_key, unseal
from landwaiter.storage.people import user_keys


def rewritten(path: Path, change: Any) -> None:
    """Change the content of keys.json as somebody would who also fixes the checksum."""
    file = path / "keys.json"
    content = json.loads(file.read_text())
    del content["checksum"]
    change(content)
    content["checksum"] = sha256_hex(canonical_bytes(content))
    file.write_text(json.dumps(content))


def test_each_password_gives_the_same_data_key_and_an_own_signing_key(path: Path) -> None:
    file = read_key_file(path)
    anna, bob = (casebook_keys.unlock(file, name, PASSWORDS[name]) for name in (ADMIN, ANALYST))
    assert anna.data_key == bob.data_key
    assert anna.signing_key != bob.signing_key


def test_a_wrong_password_is_a_sentence_of_its_own(path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        open_casebook(path, user=ADMIN, password="something else entirely")
    assert refused.value.message == f"The password is wrong for user {ADMIN}."


def test_an_unknown_user_is_not_found(path: Path) -> None:
    with pytest.raises(NotFound, match="no user Zoe"):
        open_casebook(path, user="Zoe", password="something else entirely")


def test_the_name_is_found_whatever_its_capitals(path: Path) -> None:
    with open_casebook(path, user="  anna BARAN", password=PASSWORDS[ADMIN]) as casebook:
        assert casebook.user.name == ADMIN


def test_a_password_is_the_same_however_its_accents_are_composed(path: Path) -> None:
    file = read_key_file(path)
    slot = casebook_keys.new_user_slot(
        file.casebook_id,
        slot_id="s",
        owner=Owner("u", "Zoe", "Zażółć gęślą jaźń", bytes(32)),
        data_key=bytes(32),
        entropy=bytes,
    )
    decomposed = "Zaz\u0307o\u0301\u0142c\u0301 ge\u0328s\u0301la\u0328 jaz\u0301n\u0301"
    assert casebook_keys.unlock(file.with_user(slot), "Zoe", decomposed).data_key == bytes(32)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(Invalid, match="12 characters"):
        casebook_keys.check_password("short")


def test_costs_below_the_floor_are_refused_before_they_are_used(path: Path) -> None:
    rewritten(path, lambda content: content["users"][0]["kdf"].update(memory_kib=8))
    with pytest.raises(Unavailable, match="outside the limits"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


def test_costs_that_would_exhaust_the_machine_are_refused(path: Path) -> None:
    rewritten(path, lambda content: content["users"][0]["kdf"].update(memory_kib=1 << 30))
    with pytest.raises(Unavailable, match="outside the limits"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


def test_a_slot_opens_for_no_other_user(path: Path) -> None:
    def swap(content: Any) -> None:
        first, second = content["users"][0], content["users"][1]
        first["data_key"], second["data_key"] = second["data_key"], first["data_key"]

    rewritten(path, swap)
    with pytest.raises(Unavailable, match="password is wrong"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


def test_a_slot_under_another_name_does_not_open(path: Path) -> None:
    rewritten(path, lambda content: content["users"][0].update(user="Mallory"))
    with pytest.raises(Unavailable, match="password is wrong"):
        open_casebook(path, user="Mallory", password=PASSWORDS[ADMIN])


def test_a_slot_opens_under_no_other_casebook(path: Path) -> None:
    rewritten(path, lambda content: content.update(casebook_id="ab" * 32))
    with pytest.raises(Unavailable, match="password is wrong"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


def test_the_slots_of_two_people_exchanged_open_for_neither(path: Path) -> None:
    """Whole slots under the other's name and id: each is bound to its owner."""

    def exchange(content: Any) -> None:
        first, second = content["users"][0], content["users"][1]
        for member in ("user", "user_id"):
            first[member], second[member] = second[member], first[member]

    rewritten(path, exchange)
    for name in (ADMIN, ANALYST):
        for password in (PASSWORDS[ADMIN], PASSWORDS[ANALYST]):
            with pytest.raises(Unavailable, match="password is wrong"):
                open_casebook(path, user=name, password=password)
    with sample.opened(path, REVIEWER) as casebook:
        found = [one.message for one in check_casebook(casebook).findings]
    for name in (ADMIN, ANALYST):
        assert f"The slot of {name} in keys.json holds a key that is not registered." in found


def test_a_slot_that_one_made_for_a_colleague_is_refused_and_named(path: Path) -> None:
    """Over the right data key, under a password and a signing key of the one who wrote it."""
    file = read_key_file(path)
    bob = casebook_keys.unlock(file, ANALYST, PASSWORDS[ANALYST])
    victim = casebook_keys.slot_of(file, REVIEWER)
    forged = casebook_keys.new_user_slot(
        file.casebook_id,
        slot_id=victim.id,
        owner=Owner(
            victim.user_id, REVIEWER, "known to bob alone", casebook_keys.new_signing_key()[0]
        ),
        data_key=bob.data_key,
        entropy=os.urandom,
    )
    write_key_file(path, file.with_user(forged))
    with pytest.raises(NotAllowed, match="no longer in force"):
        open_casebook(path, user=REVIEWER, password="known to bob alone")
    with sample.opened(path) as casebook:
        assert f"The slot of {REVIEWER} in keys.json holds a key that is not registered." in [
            one.message for one in check_casebook(casebook).findings
        ]


def test_the_slot_of_a_retired_key_put_back_opens_nothing_and_is_named(path: Path) -> None:
    """In the newest file, so that nothing else in it is old."""
    old = casebook_keys.slot_of(read_key_file(path), ANALYST)
    with sample.opened(path, ANALYST) as casebook, casebook.write("password", now=LATER) as work:
        user_keys.change_password(
            work, casebook, old_password=PASSWORDS[ANALYST], new_password="bob reads on"
        )
    write_key_file(path, read_key_file(path).with_user(old))
    with pytest.raises(NotAllowed, match="no longer in force"):
        sample.opened(path, ANALYST)
    with sample.opened(path) as casebook:
        assert f"The slot of {ANALYST} in keys.json holds a key that is not registered." in [
            one.message for one in check_casebook(casebook).findings
        ]


def test_nor_does_a_first_password_nobody_gave_out_open_anything(path: Path) -> None:
    file = read_key_file(path)
    bob = casebook_keys.unlock(file, ANALYST, PASSWORDS[ANALYST])
    victim = casebook_keys.slot_of(file, REVIEWER)
    forged = casebook_keys.new_user_slot(
        file.casebook_id,
        slot_id=victim.id,
        owner=Owner(victim.user_id, REVIEWER, "known to bob alone"),
        data_key=bob.data_key,
        entropy=os.urandom,
        issuer=bob.signing_key,
    )
    write_key_file(path, file.with_user(forged))
    for enter in (open_casebook, open_first):
        with pytest.raises(NotAllowed, match="no longer in force"):
            enter(path, user=REVIEWER, password="known to bob alone")


def test_a_slot_over_another_data_key_is_refused(path: Path) -> None:
    file = read_key_file(path)
    slot = casebook_keys.slot_of(file, ANALYST)
    place = casebook_keys.place_of(file, slot)
    sealed = seal_to(slot.sealing_key, bytes(32), place, os.urandom)
    write_key_file(path, file.with_user(replace(slot, data_key=sealed)))
    with pytest.raises(Unavailable, match="damaged"):
        sample.opened(path, ANALYST)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data.replace(b'"memory_kib": 65536', b'"memory_kib": 65537', 1),
        lambda data: b"[]",
        lambda data: b"\xff" + data,
    ],
)
def test_a_damaged_key_file_is_told_from_a_wrong_password(path: Path, damage: Any) -> None:
    file = path / "keys.json"
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(Unavailable, match=r"keys\.json is damaged"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


def test_a_missing_key_file_is_named(path: Path) -> None:
    (path / "keys.json").unlink()
    with pytest.raises(Unavailable, match=r"keys\.json is missing"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


def test_a_newer_key_file_is_refused(path: Path) -> None:
    rewritten(path, lambda content: content.update(version=4))
    with pytest.raises(Unavailable, match="newer version"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


@pytest.mark.parametrize("version", [1, 2, "3", None])
def test_an_earlier_form_of_the_key_file_is_not_read(path: Path, version: Any) -> None:
    rewritten(path, lambda content: content.update(version=version))
    with pytest.raises(Unavailable, match=r"keys\.json is damaged"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


def for_recovery(path: Path, recovery: str) -> None:
    open_for_recovery(path, recovery=recovery, user=ADMIN).casebook.close()


def test_the_recovery_key_opens_the_casebook_for_no_deed_but_a_new_key(path: Path) -> None:
    opened = open_for_recovery(path, recovery=sample.recovery_key(), user=ADMIN)
    with opened.casebook as casebook:
        assert casebook.makes_key
        assert len(opened.halves) == 2
        with casebook.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM user").scalar() == 3
        with (
            pytest.raises(NotAllowed, match="no longer in force"),
            casebook.write("note", now=LATER) as work,
        ):
            work.audit("case.noted", "case/1", {})


def test_the_recovery_key_of_another_casebook_is_refused(path: Path) -> None:
    halves = [recovery_key.KeyShare(bytes([number]) * 32, 2, number) for number in (1, 2)]
    other = "\n".join(recovery_key.printed(half) for half in halves)
    with pytest.raises(NotAllowed, match="another casebook"):
        for_recovery(path, other)


def test_one_half_of_another_casebook_beside_a_right_one_is_refused(path: Path) -> None:
    first, _second = sample.recovery_key().splitlines()
    other = recovery_key.printed(recovery_key.KeyShare(bytes(32), 2, 2))
    with pytest.raises(NotAllowed, match="another casebook"):
        for_recovery(path, f"{first}\n{other}")


def own_recovery(path: Path, user: str) -> str:
    """Put other halves over the same data key into `keys.json`; as they are printed."""
    file = read_key_file(path)
    data_key = casebook_keys.unlock(file, user, PASSWORDS[user]).data_key
    halves = [
        casebook_keys.new_half(half.user_id, half.user, os.urandom) for half in file.recovery.halves
    ]
    forged = casebook_keys.new_recovery(
        file.casebook_id, halves, needed=2, data_key=data_key, entropy=os.urandom
    )
    write_key_file(path, replace(file, recovery=forged))
    return "\n".join(
        recovery_key.printed(recovery_key.KeyShare(half.secret, 2, number))
        for number, half in enumerate(halves, start=1)
    )


def test_a_recovery_key_that_a_user_made_opens_nothing(path: Path) -> None:
    forged = own_recovery(path, ANALYST)
    with pytest.raises(NotAllowed, match="not the one that its holders signed for"):
        for_recovery(path, forged)
    with pytest.raises(NotAllowed, match="not the one that its holders signed for"):
        sample.opened(path)


def test_nor_does_it_under_the_names_of_the_right_halves(path: Path) -> None:
    right = read_key_file(path).recovery
    forged = own_recovery(path, ANALYST)
    file = read_key_file(path)
    write_key_file(
        path, replace(file, recovery=replace(right, combinations=file.recovery.combinations))
    )
    with pytest.raises(NotAllowed, match="another casebook"):
        for_recovery(path, forged)
    with pytest.raises(NotAllowed, match="the file was changed"):
        for_recovery(path, sample.recovery_key())


def test_the_check_names_a_recovery_key_that_was_replaced(path: Path) -> None:
    with sample.opened(path, ANALYST) as casebook:
        own_recovery(path, ANALYST)
        findings = check_casebook(casebook).findings
    assert {finding.check for finding in findings} == {"key file"}
    assert any("not the one that its holders signed for" in one.message for one in findings)


def test_the_check_names_one_that_takes_the_data_key_for_somebody_else(path: Path) -> None:
    """The halves keep their names; what a new data key would be sealed to is another's."""
    file = read_key_file(path)
    foreign = sealing_key(b"known to a former user only.....", "x")
    halves = tuple(replace(half, sealing_key=foreign) for half in file.recovery.halves)
    write_key_file(path, replace(file, recovery=replace(file.recovery, halves=halves)))
    with sample.opened(path) as casebook:
        findings = [one.message for one in check_casebook(casebook).findings]
    assert any("not the one that its holders signed for" in one for one in findings)


def test_both_halves_are_asked_for(path: Path) -> None:
    for half in sample.recovery_key().splitlines():
        with pytest.raises(Unavailable, match="is in 2 shares"):
            for_recovery(path, half)


def test_that_one_half_is_enough_is_believed_of_no_changed_file(path: Path) -> None:
    rewritten(path, lambda content: content["recovery"].update(needed=1))
    with pytest.raises(NotAllowed):
        for_recovery(path, sample.recovery_key().splitlines()[0])


def test_the_check_names_a_file_that_says_one_half_is_enough(path: Path) -> None:
    """Laid there while somebody is signed in; the next new data key would be for one alone."""
    with sample.opened(path) as casebook:
        file = read_key_file(path)
        write_key_file(path, replace(file, recovery=replace(file.recovery, needed=1)))
        findings = [one.message for one in check_casebook(casebook).findings]
    assert any("not the one that its holders signed for" in one for one in findings)


def test_sub_keys_differ_by_purpose_and_by_casebook() -> None:
    one, two = casebook_keys.sub_keys(bytes(32), "one"), casebook_keys.sub_keys(bytes(32), "two")
    found = {one.database, one.vault, one.names, two.database, two.vault, two.names}
    assert len(found) == 6


def test_the_key_file_holds_no_key_in_the_clear(path: Path) -> None:
    unlocked = casebook_keys.unlock(read_key_file(path), ADMIN, PASSWORDS[ADMIN])
    text = (path / "keys.json").read_text()
    assert unlocked.data_key.hex() not in text
    assert unlocked.signing_key.hex() not in text


def test_neither_data_key_nor_recovery_key_opens_a_signing_key(path: Path) -> None:
    file = read_key_file(path)
    slot = file.users[0]
    assert slot.signing_key is not None
    data_key = casebook_keys.unlock(file, ADMIN, PASSWORDS[ADMIN]).data_key
    halves = recovery_key.read_all(sample.recovery_key())
    for secret in (data_key, *(half.secret for half in halves)):
        with pytest.raises(InvalidTag):
            unseal(secret, slot.signing_key, casebook_keys.place_of(file, slot), "signing")


def test_what_is_written_reads_back(path: Path) -> None:
    file = read_key_file(path)
    write_key_file(path, file)
    assert read_key_file(path) == file


def test_a_fault_never_shows_a_secret(path: Path) -> None:
    with pytest.raises(Fault) as refused:
        open_casebook(path, user=ADMIN, password="a secret that is wrong")
    assert "secret" not in refused.value.sentence()
