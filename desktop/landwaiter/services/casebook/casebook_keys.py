"""The keys of a casebook as a whole: a new data key, a new recovery key, who kept failing."""

from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.domain.base.zones import local_time
from landwaiter.services.warm.session import Session, wall_clock
from landwaiter.storage.casebook import rekey as rekeying
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


def ask_authority(session: Session, user: str, file: Path) -> ConfirmationRequest:
    """Write down for an authority which key of whom is to be confirmed."""
    return authorities.write_request(session.casebook, file, user=user)
