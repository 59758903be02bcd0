"""The keys of a casebook as a whole: a new data key, a new recovery key, who kept failing."""

from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.domain.base.zones import local_time
from landwaiter.services.audit.anchoring import with_file
from landwaiter.services.warm.session import Session, wall_clock
from landwaiter.storage.casebook import recovery
from landwaiter.storage.casebook import rekey as rekeying
from landwaiter.storage.casebook.lifecycle import signing_key_of
from landwaiter.storage.casebook.recovery import PrintedHalf
from landwaiter.storage.keys.casebook_keys import name_key
from landwaiter.storage.keys.place import write_durably
from landwaiter.storage.people import authorities
from landwaiter.storage.people.authorities import ConfirmationRequest

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class RekeyReport:
    """Who has the new data key, and who needs a new password."""

    users: tuple[str, ...]
    left_out: tuple[str, ...]
    audit_seq: int


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """Who holds a half of the recovery key in force, and how many open together."""

    holders: tuple[str, ...]
    needed: int


def sign_in_notice(session: Session) -> str:
    """What somebody who signed in should know of attempts that failed before; mostly empty."""
    failures, state = session.casebook.failures, session.casebook.member_state
    if not failures.count:
        return ""
    since = local_time(failures.since, state) if failures.since else None
    return failures.sentence(f"{since:%Y-%m-%d %H:%M}" if since else "")


def rekey(
    path: Path,
    *,
    user: str,
    password: str,
    without: Collection[str] = (),
    now: Callable[[], datetime] = wall_clock,
    progress: Progress | None = None,
) -> RekeyReport:
    """A new data key for a casebook that is open nowhere; only an administrator may.

    A `progress` that raises stops it between two steps: the casebook is as before, and the next
    run goes on with what was done.
    """
    steps = rekeying.rekey(path, user=user, password=password, without=without, now=now())
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                done: rekeying.RekeyResult = end.value
                return RekeyReport(done.users, done.left_out, done.audit_seq)
            if progress is not None:
                progress(step.done, step.total, step.what)


def recovery_state(session: Session) -> RecoveryState:
    """What there is to say of the recovery key without showing it."""
    with session.reading() as conn:
        registry = session.registry(conn)
    names = (registry.people[holder].name for holder in registry.recovery)
    return RecoveryState(tuple(sorted(names)), registry.recovery_needs)


def set_recovery(session: Session, passwords: Mapping[str, str]) -> tuple[PrintedHalf, ...]:
    """New halves of the recovery key, one for each person named with the own password.

    Each half is shown to its holder alone; the former halves open nothing more.
    """
    with session.reading() as conn:
        people = [one.name for one in session.registry(conn).people.values() if not one.disabled]
    holders = recovery.checked_holders(tuple(passwords), people)
    given = {name_key(name): password for name, password in passwords.items()}
    signing = [
        signing_key_of(session.casebook, name, given[name_key(name)], now=session.now())
        for name in holders
    ]
    with session.writing("set_recovery") as work:
        return recovery.set_recovery(work, session.casebook, holders=signing)


def name_authority(session: Session, key: str, name: str) -> bool:
    """Let the word of a key outside count: one asks, another agrees; True once it does."""
    with session.writing("name_authority") as work:
        return authorities.name_authority(work, session.casebook, key=key, name=name)


def ask_authority(session: Session, user: str, file: Path) -> ConfirmationRequest:
    """Write down for an authority which key of whom is to be confirmed."""
    return authorities.write_request(session.casebook, file, user=user)


def answer_for_authority(session: Session, request: Path, file: Path) -> ConfirmationRequest:
    """Confirm the key of somebody in another casebook, having compared it with that person."""
    with session.writing("answer_for_authority") as work:
        answer = authorities.answer(session.casebook, request)
        said = {"casebook": answer.casebook, "name": answer.user, "key": answer.key}
        work.audit("office.confirmed_outside", f"casebook/{session.casebook.id}", said)
        content = authorities.confirming_bytes(answer)
        with_file(work, file, lambda: write_durably(file, content))
    return answer


def take_answer(session: Session, file: Path) -> ConfirmationRequest:
    """State what an authority confirmed."""
    with session.writing("take_answer") as work:
        return authorities.take_answer(work, session.casebook, file)
