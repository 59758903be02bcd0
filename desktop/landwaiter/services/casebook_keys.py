"""The keys of a casebook as a whole: a new data key, a new recovery key, who kept failing."""

from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.domain.zones import local_time
from landwaiter.services.session import Session, wall_clock
from landwaiter.storage import recovery, rekey_slots
from landwaiter.storage import rekey as rekeying
from landwaiter.storage.key_file import read_key_file

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """Who has the new data key, and who needs a new password."""

    users: tuple[str, ...]
    left_out: tuple[str, ...]
    audit_seq: int


@dataclass(frozen=True, slots=True, repr=False)
class NewRecoveryKey:
    """Each share is shown to its holder alone; `public_key` names the key to who confirms it."""

    shares: tuple[str, ...]
    public_key: str
    waits: bool
    """True until a second person has confirmed it; the former key counts until then."""


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """The recovery key in force, into how many shares it is split, and one that waits."""

    public_key: str
    shares: int
    waiting: str = ""
    waiting_by: str = ""


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
) -> Rekeyed:
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
                done: rekeying.Rekeyed = end.value
                return Rekeyed(done.users, done.left_out, done.audit_seq)
            if progress is not None:
                progress(step.done, step.total, step.what)


def stale_users(session: Session) -> tuple[str, ...]:
    """Who has to sign in once before a new data key can be made with them."""
    return rekey_slots.stale_users(read_key_file(session.casebook.path))


def recovery_state(session: Session) -> RecoveryState:
    """What there is to say of the recovery key without showing it."""
    casebook = session.casebook
    slots = {slot.public_key: slot for slot in read_key_file(casebook.path).recoveries}
    in_force = slots.get(casebook.recovery_key)
    renewed = recovery.waiting_recovery(casebook)
    return RecoveryState(
        casebook.recovery_key,
        in_force.shares if in_force else 0,
        renewed.public_key if renewed else "",
        renewed.user if renewed else "",
    )


def renew_recovery(session: Session, holders: Sequence[str] = ()) -> NewRecoveryKey:
    """A new recovery key: in two shares for two `holders`, else in one. Administrators only."""
    with session.writing("renew_recovery") as work:
        made = recovery.renew_recovery(work, session.casebook, holders=holders)
    recovery.settle_recovery(session.casebook, now=session.now())
    waits = session.casebook.recovery_key != made.public_key
    return NewRecoveryKey(made.shares, made.public_key, waits)


def confirm_recovery(session: Session, public_key: str) -> None:
    """Put a renewed recovery key in force, as a second person; the former one opens nothing more.

    `public_key` is what the holders' sheets show, 16 figures or more.
    """
    with session.writing("confirm_recovery") as work:
        recovery.confirm_recovery(work, session.casebook, public_key=public_key)
    recovery.settle_recovery(session.casebook, now=session.now())
