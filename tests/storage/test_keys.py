"""Key slots: who opens them, and what a changed file gives."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, PASSWORDS

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.errors import Fault, Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.storage import keys, recovery_key
from landwaiter.storage.casebook import open_casebook, open_for_recovery
from landwaiter.storage.check import check_casebook
from landwaiter.storage.key_file import read_key_file, write_key_file
from landwaiter.storage.sealing import Place, unseal


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
    anna, bob = (keys.unlock(file, name, PASSWORDS[name]) for name in (ADMIN, ANALYST))
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
    slot = keys.new_user_slot(
        (file.casebook_id, file.root_key),
        slot_id="s",
        user_id="u",
        user="Zoe",
        password="Zażółć gęślą jaźń",
        data_key=bytes(32),
        signing_key=bytes(32),
        public_key="",
        entropy=bytes,
    )
    decomposed = "Zaz\u0307o\u0301\u0142c\u0301 ge\u0328s\u0301la\u0328 jaz\u0301n\u0301"
    assert keys.unlock(file.with_user(slot), "Zoe", decomposed).data_key == bytes(32)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(Invalid, match="12 characters"):
        keys.check_password("short")


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


def test_another_root_key_opens_no_slot(path: Path) -> None:
    rewritten(path, lambda content: content.update(root_key="ab" * 32))
    with pytest.raises(Unavailable, match="password is wrong"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


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
    rewritten(path, lambda content: content.update(version=3))
    with pytest.raises(Unavailable, match="newer version"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN])


def test_the_recovery_key_opens_the_casebook_and_signs_nobody_in(path: Path) -> None:
    with open_for_recovery(path, recovery=sample.recovery_key()) as casebook:
        assert casebook.user.id == ""
        with casebook.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM user").scalar() == 3


def test_the_recovery_key_of_another_casebook_is_refused(path: Path) -> None:
    other = recovery_key.printed(recovery_key.Share(bytes(32)))
    with pytest.raises(NotAllowed, match="another casebook"):
        open_for_recovery(path, recovery=other)


def own_recovery_slot(path: Path, data_key: bytes) -> str:
    """Put another recovery slot over the same data key into `keys.json`; its printed key."""
    file = read_key_file(path)
    slot, (share,) = keys.new_recovery_slot(
        (file.casebook_id, file.root_key),
        slot_id=file.recovery.id,
        data_key=data_key,
        entropy=os.urandom,
    )
    write_key_file(path, replace(file, recovery=slot))
    return recovery_key.printed(share)


def test_a_recovery_slot_that_a_user_made_opens_nothing(path: Path) -> None:
    with sample.opened(path, ANALYST) as casebook:
        forged = own_recovery_slot(path, casebook.data_key)
    with pytest.raises(NotAllowed, match="not one that an administrator signed"):
        open_for_recovery(path, recovery=forged)
    with pytest.raises(NotAllowed, match="not one that an administrator signed"):
        sample.opened(path)


def test_nor_does_it_under_the_name_of_the_right_key(path: Path) -> None:
    right = read_key_file(path).recovery.public_key
    with sample.opened(path, ANALYST) as casebook:
        forged = own_recovery_slot(path, casebook.data_key)
    file = read_key_file(path)
    write_key_file(path, replace(file, recovery=replace(file.recovery, public_key=right)))
    with pytest.raises(NotAllowed, match="it was changed"):
        open_for_recovery(path, recovery=forged)


def test_the_check_names_a_recovery_slot_that_was_replaced(path: Path) -> None:
    with sample.opened(path, ANALYST) as casebook:
        own_recovery_slot(path, casebook.data_key)
        findings = check_casebook(casebook).findings
    assert {finding.check for finding in findings} == {"key file"}
    assert any("not one that an administrator signed" in one.message for one in findings)


def test_a_recovery_key_in_shares_asks_for_each_of_them(path: Path) -> None:
    rewritten(path, lambda content: content["recovery"].update(needed=2, shares=2))
    with pytest.raises(Unavailable, match="is in 2 shares"):
        open_for_recovery(path, recovery=sample.recovery_key())


def test_sub_keys_differ_by_purpose_and_by_casebook() -> None:
    one, two = keys.sub_keys(bytes(32), "one"), keys.sub_keys(bytes(32), "two")
    found = {one.database, one.vault, one.names, two.database, two.vault, two.names}
    assert len(found) == 6


def test_the_key_file_holds_no_key_in_the_clear(path: Path) -> None:
    unlocked = keys.unlock(read_key_file(path), ADMIN, PASSWORDS[ADMIN])
    text = (path / "keys.json").read_text()
    assert unlocked.data_key.hex() not in text
    assert unlocked.signing_key.hex() not in text


def test_neither_data_key_nor_recovery_key_opens_a_signing_key(path: Path) -> None:
    file = read_key_file(path)
    slot = file.users[0]
    data_key = keys.unlock(file, ADMIN, PASSWORDS[ADMIN]).data_key
    share = recovery_key.read(sample.recovery_key())
    place = Place(file.casebook_id, file.root_key, slot.id, slot.user_id, slot.user)
    for secret in (data_key, share.secret):
        with pytest.raises(InvalidTag):
            unseal(secret, slot.signing_key, place, "signing")


def test_what_is_written_reads_back(path: Path) -> None:
    file = read_key_file(path)
    write_key_file(path, file)
    assert read_key_file(path) == file


def test_a_fault_never_shows_a_secret(path: Path) -> None:
    with pytest.raises(Fault) as refused:
        open_casebook(path, user=ADMIN, password="a secret that is wrong")
    assert "secret" not in refused.value.sentence()
