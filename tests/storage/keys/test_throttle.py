"""Attempts that fail slow the next ones down."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from tests.faults.shim import ROOT
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS

from landwaiter.errors import Fault, NotAllowed, Unavailable
from landwaiter.storage.casebook.lifecycle import (
    Casebook,
    confirm_password,
    open_casebook,
    open_first,
    open_for_recovery,
)
from landwaiter.storage.keys import casebook_keys, recovery_key, throttle
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.storage.keys.lock import try_lock
from landwaiter.storage.keys.throttle import LONGEST_S, THROTTLE_FILE, Failures
from landwaiter.storage.people import user_keys, users

WRONG = "something else entirely"
SECOND = timedelta(seconds=1)
FIRST = "a first password for them"


def failures_of(path: Path, who: str) -> throttle.Failures:
    return throttle._read(path).of(who)


def fails(path: Path, times: int, *, user: str = ADMIN, at: int = 0) -> Fault:
    """So many attempts, each as soon as it is possible; the last refusal."""
    moment = LATER + at * SECOND
    for _number in range(times):
        moment += failures_of(path, slot(path, user)).wait_s(moment) * SECOND
        with pytest.raises(Unavailable, match="password is wrong") as refused:
            open_casebook(path, user=user, password=WRONG, now=moment)
    return refused.value


def slot(path: Path, user: str = ADMIN) -> str:
    return casebook_keys.slot_of(read_key_file(path), user).id


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [Failures(count, LATER, LATER).wait_s(LATER) for count in range(15)]
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert Failures(1 << 20, LATER, LATER).wait_s(LATER) == LONGEST_S


def test_people_may_mistype_twice(path: Path) -> None:
    assert fails(path, 2).remedy is None
    sample.opened(path).close()


def test_the_third_failure_says_when_the_next_attempt_is_possible(path: Path) -> None:
    assert fails(path, 3).remedy == "The next attempt is possible in 2 s."


def test_while_the_wait_lasts_not_even_the_right_password_is_tried(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(path, 3)

    def tried(*_given: object) -> bytes:
        raise AssertionError("the password was tried")

    monkeypatch.setattr(casebook_keys, "_stretched", tried)
    with pytest.raises(Unavailable, match="was not tried"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN], now=LATER)


def test_a_refusal_without_a_try_does_not_lengthen_the_wait(path: Path) -> None:
    fails(path, 3)
    before = failures_of(path, slot(path))
    with pytest.raises(Unavailable, match="was not tried"):
        open_casebook(path, user=ADMIN, password=WRONG, now=LATER)
    assert failures_of(path, slot(path)) == before


def test_signing_in_audits_the_failures_and_forgets_them(path: Path) -> None:
    fails(path, 3)
    later = LATER + 60 * SECOND
    with open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN], now=later) as casebook:
        assert casebook.failures.count == 3
        assert casebook.failures.since == LATER
        with casebook.read() as connection:
            content = connection.exec_driver_sql(
                "SELECT p.content FROM audit_entry e JOIN audit_payload p USING (seq)"
                " WHERE e.deed = 'user.attempts_failed'"
            ).scalar_one()
    assert '"failed_attempts":"3"' in content
    assert not (path / THROTTLE_FILE).exists()


def test_the_failures_of_one_user_do_not_slow_another_down(path: Path) -> None:
    fails(path, 5)
    sample.opened(path, ANALYST).close()


def test_an_unknown_name_is_not_counted(path: Path) -> None:
    with pytest.raises(Fault):
        open_casebook(path, user="Zoe", password=WRONG, now=LATER)
    assert not (path / THROTTLE_FILE).exists()


def test_attempts_with_the_recovery_key_are_counted_too(path: Path) -> None:
    shares = [recovery_key.KeyShare(bytes([number]) * 32, 2, number) for number in (1, 2)]
    other = "\n".join(recovery_key.printed(share) for share in shares)
    for _number in range(3):
        with pytest.raises(NotAllowed, match="another casebook") as refused:
            for_recovery(path, other)
    assert refused.value.remedy == "The next attempt is possible in 2 s."
    with pytest.raises(Unavailable, match="was not tried"):
        for_recovery(path, sample.recovery_key())
    for_recovery(path, sample.recovery_key(), later_s=5)


def test_a_recovery_audits_the_failures_before_it_and_forgets_them(path: Path) -> None:
    half = sample.recovery_key().splitlines()[0]
    for _number in range(3):
        with pytest.raises(Unavailable, match="2 shares"):
            for_recovery(path, half)
    shares = recovery_key.read_all(sample.recovery_key())
    with sample.opened(path) as casebook:
        with casebook.write("recover", now=LATER + 5 * SECOND) as work:
            user_keys.recover_user(work, casebook, name=ANALYST, new_password=FIRST, shares=shares)
        assert failures_told(casebook) == [("user/recovery", "3")]
    assert not (path / THROTTLE_FILE).exists()


def test_the_first_sign_in_audits_guesses_at_the_first_password(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("add", now=LATER) as work:
            zoe = users.add_user(work, casebook, name="Zoe", roles=["analyst"], password=FIRST)
        fails(path, 3, user="Zoe")
        later = LATER + 60 * SECOND
        with open_first(path, user="Zoe", password=FIRST, now=later) as first:
            assert failures_told(casebook) == []
            with first.write("make_key", now=later) as work:
                user_keys.make_key(work, first, password="zoe alone knows this")
        assert failures_told(casebook) == [(f"user/{zoe}", "3")]
    assert not (path / THROTTLE_FILE).exists()


def failures_told(casebook: Casebook) -> list[tuple[str, str]]:
    """Whose attempts failed how often, as the audit chain says."""
    with casebook.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT e.object, p.content ->> '$.failed_attempts' FROM audit_entry e"
            " JOIN audit_payload p USING (seq) WHERE e.deed = 'user.attempts_failed'"
        )
        return [(str(row[0]), str(row[1])) for row in rows]


def for_recovery(path: Path, recovery: str, *, later_s: int = 0) -> None:
    opened = open_for_recovery(path, recovery=recovery, user=ADMIN, now=LATER + later_s * SECOND)
    opened.casebook.close()


def test_a_password_asked_for_before_signing_is_counted_as_when_signing_in(
    casebook: Casebook, path: Path
) -> None:
    for _number in range(3):
        with pytest.raises(Unavailable, match="password is wrong"):
            confirm_password(casebook, WRONG, now=LATER)
    with pytest.raises(Unavailable, match="was not tried"):
        confirm_password(casebook, PASSWORDS[ADMIN], now=LATER)
    with pytest.raises(Unavailable, match="was not tried"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN], now=LATER)
    confirm_password(casebook, PASSWORDS[ADMIN], now=LATER + 5 * SECOND)
    assert not (path / THROTTLE_FILE).exists()


def test_the_old_password_of_a_change_is_counted_too(casebook: Casebook, path: Path) -> None:
    for _number in range(3):
        with (
            pytest.raises(Unavailable, match="password is wrong"),
            casebook.write("change_password", now=LATER) as work,
        ):
            user_keys.change_password(
                work, casebook, old_password=WRONG, new_password="a new one for anna"
            )
    assert failures_of(path, slot(path)).count == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"x": 1}',
        b"\xff",
        b"[" * 9999,
        b'{"x": {"count": "3", "since": "2026-03-03T09:30:00Z", "last": "2026-03-03T09:30:00Z"}}',
        b'{"x": {"count": 3, "since": "2026-03-03T09:30:00", "last": "x", "known": true}}',
    ],
)
def test_a_damaged_file_counts_as_failures_and_locks_nobody_out(path: Path, content: bytes) -> None:
    file = path / THROTTLE_FILE
    file.write_bytes(content)
    os.utime(file, (LATER.timestamp(), LATER.timestamp()))
    with pytest.raises(Unavailable, match="next one is possible in 16 s"):
        open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN], now=LATER)
    later = LATER + 17 * SECOND
    with open_casebook(path, user=ADMIN, password=PASSWORDS[ADMIN], now=later) as casebook:
        assert "its file was damaged" in casebook.failures.sentence("")
    assert not file.exists()


def test_a_clock_set_back_does_not_lengthen_the_wait(path: Path) -> None:
    fails(path, 3)
    with pytest.raises(Unavailable, match="possible in 2 s"):
        open_casebook(path, user=ADMIN, password=WRONG, now=LATER - timedelta(days=900))


def test_only_one_attempt_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_PATIENCE_S", 0.0)
    descriptor = os.open(path / throttle.LOCK_FILE, os.O_RDWR | os.O_CREAT)
    try:
        assert try_lock(descriptor, exclusive=True)
        with pytest.raises(Unavailable, match="Somebody else is signing in"):
            sample.opened(path)
    finally:
        os.close(descriptor)


_ATTACKER = """
import sys
from datetime import datetime
from pathlib import Path
from landwaiter.errors import Unavailable
from landwaiter.storage.casebook.lifecycle import open_casebook
tried = 0
for number in range(4):
    try:
        open_casebook(Path(sys.argv[1]), user=sys.argv[2], password=f"guess number {number}",
                      now=datetime.fromisoformat(sys.argv[3]))
    except Unavailable as refused:
        tried += "wrong" in refused.message
print(tried)
"""


def test_processes_that_guess_at_once_get_no_more_attempts_than_one(path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _ATTACKER, str(path), ADMIN, LATER.isoformat()],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        )
        for _number in range(3)
    ]
    tried = [int(process.communicate()[0]) for process in running]
    assert sum(tried) == 3
    assert failures_of(path, slot(path)).count == 3
