"""A new data key: who opens the casebook afterwards, and who does not any more."""

import io
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS, REVIEWER

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.storage.audit.statements import load_registry, stored_statements
from landwaiter.storage.casebook import changeover
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import open_first, open_for_recovery
from landwaiter.storage.casebook.rekey import PLAN, RekeyResult, rekey
from landwaiter.storage.keys import casebook_keys
from landwaiter.storage.keys.key_file import KeyFile, UserSlot, read_key_file, write_key_file
from landwaiter.storage.keys.sealing import commitment, sealing_key
from landwaiter.storage.people import user_keys, users
from landwaiter.storage.schema.intake import raw_file

FIRST = "bob begins anew here"
CONTENT = b"an invoice about a lathe" * 99


def finished(path: Path, *without: str, user: str = ADMIN) -> RekeyResult:
    steps = rekey(path, user=user, password=PASSWORDS[user], without=without, now=LATER)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: RekeyResult = end.value
            return result


def stopped_in_the_vault(path: Path) -> None:
    """A run that ended before the database was made anew."""
    steps = rekey(path, user=ADMIN, password=PASSWORDS[ADMIN], now=LATER)
    while next(steps).what != "casebook.db":
        pass
    steps.close()


def with_a_file(path: Path) -> str:
    """A file in the vault; its name there."""
    with sample.opened(path) as casebook:
        return casebook.vault.put(io.BytesIO(CONTENT)).name


def data_key(path: Path, user: str = ADMIN) -> bytes:
    return casebook_keys.unlock(read_key_file(path), user, PASSWORDS[user]).data_key


def changed(path: Path, user: str, change: Callable[[KeyFile, UserSlot], UserSlot]) -> None:
    """Replace the slot of a user as somebody would who can write the file."""
    file = read_key_file(path)
    slot = casebook_keys.slot_of(file, user)
    write_key_file(path, file.with_user(change(file, slot)))


def test_every_user_and_the_recovery_key_open_the_casebook_under_the_new_data_key(
    path: Path,
) -> None:
    before, name = data_key(path), with_a_file(path)
    done = finished(path)
    assert set(done.users) == {ADMIN, ANALYST, REVIEWER}
    for user in (ADMIN, ANALYST, REVIEWER):
        assert data_key(path, user) != before
        with sample.opened(path, user) as casebook:
            assert check_casebook(casebook).findings == ()
            (new_name,) = casebook.vault.names()
            assert new_name != name
            assert casebook.vault.read(new_name) == CONTENT
    opened = open_for_recovery(path, recovery=sample.recovery_key(), user=ANALYST)
    with opened.casebook as casebook:
        assert casebook.data_key == data_key(path)


def test_a_statement_names_the_new_data_key_without_telling_it(path: Path) -> None:
    before = commitment(data_key(path))
    seq = finished(path).audit_seq
    with sample.opened(path) as casebook, casebook.read() as connection:
        registry = load_registry(connection)
        (newest,) = stored_statements(connection)[-1:]
    assert registry.data_key == commitment(data_key(path)) != before
    assert json.loads(newest.text)["kind"] == "data_key_changed"
    assert registry.heads[-1].place == seq - 1
    assert data_key(path).hex().encode() not in newest.text


def test_the_former_key_file_with_the_database_of_now_opens_nothing(path: Path) -> None:
    """Who kept `keys.json` and a password reads what was copied then, and nothing of now."""
    old, before = (path / "keys.json").read_bytes(), data_key(path)
    finished(path)
    (path / "keys.json").write_bytes(old)
    assert data_key(path) == before
    with pytest.raises(Unavailable):
        sample.opened(path, ANALYST)


def test_an_old_key_file_with_the_password_of_a_disabled_user_opens_nothing(path: Path) -> None:
    old = (path / "keys.json").read_bytes()
    with sample.opened(path) as casebook, casebook.write("disable", now=LATER) as work:
        users.disable_user(work, casebook, name=ANALYST)
    finished(path)
    (path / "keys.json").write_bytes(old)
    with pytest.raises(Unavailable, match="damaged"):
        sample.opened(path, ANALYST)


def test_the_deed_is_in_the_audit_chain_and_nothing_of_the_work_is_left(path: Path) -> None:
    with_a_file(path)
    there = {file.name for file in path.iterdir()}
    seq = finished(path).audit_seq
    with sample.opened(path) as casebook, casebook.read() as connection:
        deeds = connection.exec_driver_sql(
            "SELECT deed, actor FROM audit_entry WHERE seq > ? - 2 ORDER BY seq", (seq,)
        ).all()
    assert [tuple(deed) for deed in deeds] == [
        ("casebook.rekeyed", ADMIN),
        ("casebook.keys_changed", ADMIN),
    ]
    assert {file.name for file in path.iterdir()} == there


def test_rows_name_the_files_anew_and_their_guards_stay(path: Path) -> None:
    old = with_a_file(path)
    with sample.opened(path) as casebook, casebook.write("intake", now=LATER) as work:
        row = {
            "id": "r1", "sha256": sha256_hex(CONTENT), "name": "invoice.txt", "format": "csv",
            "size": len(CONTENT), "vault_name": old, "author": ADMIN, "at": LATER,
        }  # fmt: skip
        work.conn.execute(raw_file.insert().values(row))
        work.audit("raw_file.kept", "raw_file/r1", {})
    finished(path)
    with sample.opened(path) as casebook:
        with casebook.read() as connection:
            (name,) = connection.exec_driver_sql("SELECT vault_name FROM raw_file").scalars()
        assert name == casebook.vault.name_of(sha256_hex(CONTENT))
        assert name != old
        assert check_casebook(casebook).findings == ()


def test_only_an_administrator_makes_a_new_data_key(path: Path) -> None:
    with pytest.raises(NotAllowed, match="administrator"):
        finished(path, user=ANALYST)


def test_it_needs_the_casebook_alone(path: Path) -> None:
    with sample.opened(path, ANALYST), pytest.raises(Unavailable, match="open elsewhere"):
        finished(path)


def test_who_is_left_out_needs_a_new_password_and_the_check_finds_nothing_wrong(
    path: Path,
) -> None:
    assert finished(path, ANALYST).left_out == (ANALYST,)
    with pytest.raises(NotAllowed, match=f"made without {ANALYST}"):
        sample.opened(path, ANALYST)
    with sample.opened(path) as casebook:
        assert check_casebook(casebook).findings == ()
        with casebook.write("reset", now=LATER) as work:
            user_keys.reset_password(work, casebook, name=ANALYST, new_password=FIRST)
        assert check_casebook(casebook).findings == ()
    with open_first(path, user=ANALYST, password=FIRST) as casebook:
        with casebook.write("make_key", now=LATER) as work:
            user_keys.make_key(work, casebook, password=PASSWORDS[ANALYST])
        assert casebook.data_key == data_key(path)
    sample.opened(path, ANALYST).close()


def test_whoever_has_not_signed_in_yet_has_the_new_data_key_too(path: Path) -> None:
    with sample.opened(path) as casebook, casebook.write("add", now=LATER) as work:
        users.add_user(work, casebook, name="Zoe", roles=["analyst"], password=FIRST)
    assert "Zoe" in finished(path).users
    with open_first(path, user="Zoe", password=FIRST) as casebook:
        with casebook.write("make_key", now=LATER) as work:
            user_keys.make_key(work, casebook, password="zoe alone knows this")
        assert casebook.data_key == data_key(path)
    with sample.opened(path) as casebook:
        assert check_casebook(casebook).findings == ()


def test_nobody_leaves_themselves_out(path: Path) -> None:
    with pytest.raises(NotAllowed, match="cannot be left out"):
        finished(path, ADMIN)


def test_a_slot_that_takes_the_key_for_somebody_else_gets_nothing(path: Path) -> None:
    foreign = sealing_key(b"known to a former user only.....", "x")
    changed(path, ANALYST, lambda _file, slot: replace(slot, sealing_key=foreign))
    with pytest.raises(NotAllowed, match=f"slot of {ANALYST}"):
        finished(path)


def test_a_slot_put_back_for_a_disabled_user_gets_nothing(path: Path) -> None:
    slot = casebook_keys.slot_of(read_key_file(path), ANALYST)
    with sample.opened(path) as casebook, casebook.write("disable", now=LATER) as work:
        users.disable_user(work, casebook, name=ANALYST)
    write_key_file(path, read_key_file(path).with_user(slot))
    assert ANALYST not in finished(path).users


@pytest.mark.parametrize("number", [0, 1])
def test_a_half_that_takes_the_key_for_somebody_else_gets_nothing(path: Path, number: int) -> None:
    file = read_key_file(path)
    foreign = sealing_key(b"known to a former user only.....", "x")
    halves = list(file.recovery.halves)
    halves[number] = replace(halves[number], sealing_key=foreign)
    recovery = replace(file.recovery, halves=tuple(halves))
    write_key_file(path, replace(file, recovery=recovery))
    with pytest.raises(NotAllowed, match=r"recovery key in keys\.json was changed"):
        finished(path)


def test_a_half_too_many_gets_nothing(path: Path) -> None:
    file = read_key_file(path)
    mine = casebook_keys.new_half(
        casebook_keys.slot_of(file, REVIEWER).user_id, REVIEWER, os.urandom
    )
    mine_too = casebook_keys.new_recovery(
        file.casebook_id, [mine], needed=1, data_key=bytes(32), entropy=os.urandom
    )
    halves = (*file.recovery.halves, *mine_too.halves)
    write_key_file(path, replace(file, recovery=replace(file.recovery, halves=halves)))
    with pytest.raises(NotAllowed, match="recovery key"):
        finished(path)


def test_nor_does_one_half_get_it_alone_by_a_changed_number(path: Path) -> None:
    """The file says that one half is enough; whoever holds it would have the new data key."""
    file = read_key_file(path)
    write_key_file(path, replace(file, recovery=replace(file.recovery, needed=1)))
    with pytest.raises(NotAllowed, match="recovery key"):
        finished(path)


def test_a_damaged_file_of_the_vault_stops_it_and_the_casebook_is_as_before(path: Path) -> None:
    name, before = with_a_file(path), data_key(path)
    file = path / "vault" / name
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes((whole[-1] ^ 1,)))
    with pytest.raises(Unavailable, match="damaged"):
        finished(path)
    sample.opened(path).close()
    assert data_key(path) == before


def test_a_stopped_run_is_gone_on_with_under_the_same_key(path: Path) -> None:
    with_a_file(path)
    stopped_in_the_vault(path)
    planned = read_key_file(path / changeover.BEGUN)
    key = casebook_keys.unlock(planned, ADMIN, PASSWORDS[ADMIN]).data_key
    sample.opened(path).close()
    finished(path)
    assert data_key(path) == key


def planted(path: Path, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Make the plan of a stopped run say something else; the data key it had."""
    stopped_in_the_vault(path)
    work = path / changeover.BEGUN
    key = casebook_keys.unlock(read_key_file(work), ADMIN, PASSWORDS[ADMIN]).data_key
    plan = json.loads((work / PLAN).read_bytes())
    change(plan)
    (work / PLAN).write_bytes(canonical_bytes(plan))
    return key


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: plan.update(signature="00" * 64),
        lambda plan: plan.update(signer="00" * 32),
        lambda plan: plan.pop("signer"),
        lambda plan: plan.update(signature="no figures"),
    ],
)
def test_a_plan_nobody_signed_is_not_taken_up(path: Path, change: Any) -> None:
    key = planted(path, change)
    finished(path)
    assert data_key(path) != key


def test_a_stopped_run_of_another_key_file_is_begun_anew(path: Path) -> None:
    stopped_in_the_vault(path)
    key = casebook_keys.unlock(
        read_key_file(path / changeover.BEGUN), ADMIN, PASSWORDS[ADMIN]
    ).data_key
    with sample.opened(path) as casebook, casebook.write("reset", now=LATER) as work:
        user_keys.reset_password(work, casebook, name=ANALYST, new_password=FIRST)
    finished(path)
    assert data_key(path) != key


def test_copies_made_before_migrations_are_removed_with_the_old_key(path: Path) -> None:
    copy = path / "casebook.before-20260101T000000.db"
    shutil.copy(path / "casebook.db", copy)
    finished(path)
    assert not copy.exists()


def test_the_printed_recovery_key_is_the_same_afterwards(path: Path) -> None:
    finished(path)
    finished(path)
    opened = open_for_recovery(path, recovery=sample.recovery_key(), user=ANALYST)
    opened.casebook.close()
    for half in sample.recovery_key().splitlines():
        with pytest.raises(Unavailable, match="2 shares"):
            open_for_recovery(path, recovery=half, user=ANALYST)
