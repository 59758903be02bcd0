"""The casebook as a whole: make, open, back up, restore, check, and its users."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.canonical import instant
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _, form_of, message
from landwaiter.services.audit import anchoring
from landwaiter.services.base.caution import Caution
from landwaiter.services.casebook import case_checks, kept_backups
from landwaiter.services.casebook.backup_steps import AnchorRow, Progress, anchored_by
from landwaiter.services.casebook.kept_backups import BackupState
from landwaiter.services.warm.session import Session, clock_went_back, wall_clock
from landwaiter.storage.audit import machine_mark
from landwaiter.storage.audit.chain import head, is_backdated, newest
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.storage.casebook import backup as backups
from landwaiter.storage.casebook import lifecycle as stored
from landwaiter.storage.casebook.check import CheckReport
from landwaiter.storage.casebook.founding import Founder
from landwaiter.storage.casebook.lifecycle import FirstSignIn
from landwaiter.storage.casebook.recovery import PrintedHalf
from landwaiter.storage.keys.casebook_keys import name_key
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.storage.people import user_keys, users
from landwaiter.storage.people.users import UserRow
from landwaiter.trust.registry import Registry

__all__ = ["FirstSignIn", "Founder", "PrintedHalf", "UserRow"]
SAMPLE = "sample"
"""Setting of a casebook whose companies are fictional: shown in window and reports."""


@dataclass(frozen=True, slots=True)
class Status:
    """Foot of the window."""

    name: str
    sample: bool
    audit_seq: int
    audit_sha256: str
    user: str
    roles: tuple[str, ...]
    cautions: tuple[Caution, ...] = ()
    anchor_due: bool = False
    """An anchor is to be written on the other medium, which is there."""
    backup: BackupState | None = None
    backup_age: str = ""
    """“Backup 3 days old”."""


def user_names(path: Path) -> tuple[str, ...]:
    """Who may sign in to the casebook in this folder, before anybody has."""
    return tuple(sorted(slot.user for slot in read_key_file(path).users))


def confirm_password(session: Session, password: str) -> None:
    """NotAllowed unless it is the password of who is signed in; asked before signing."""
    stored.confirm_password(session.casebook, password, now=session.now())


def status(session: Session) -> Status:
    """What the foot of the window says."""
    with session.reading() as conn:
        actor = session.actor(session.registry(conn))
        last = head(conn)
        backup = kept_backups.state_of(session, conn)
        return Status(
            name=session.casebook.path.name,
            sample=setting(conn, SAMPLE) == "true",
            audit_seq=last.seq,
            audit_sha256=last.sha256,
            user=actor.name,
            roles=tuple(sorted(role.value for role in actor.roles)),
            cautions=(
                *_seen_caution(session),
                *_clock_caution(session, conn),
                *anchoring.caution(session, conn),
                *kept_backups.caution(backup),
            ),
            anchor_due=anchoring.is_due(session, conn),
            backup=backup,
            backup_age=kept_backups.told_age(backup.made_at, session.now()),
        )


def _seen_caution(session: Session) -> Iterator[Caution]:
    if behind := session.casebook.seen.behind:
        # It was said on opening, by who may have spoken another language.
        yield Caution(_("Older than seen"), message(form_of(behind)))


def _clock_caution(session: Session, conn: Reader) -> Iterator[Caution]:
    if is_backdated(instant(session.now()), newest(conn).at):
        yield Caution(_("Clock behind"), clock_went_back())


def forget_here(session: Session) -> None:
    """Leave nothing in the profile of the account of a casebook that was made to be removed."""
    machine_mark.place_of(session.casebook.id).unlink(missing_ok=True)


def restore(
    file: Path, path: Path, *, user: str, password: str, progress: Progress | None = None
) -> AnchorRow:
    """A backup into a new folder; an existing one is never overwritten."""
    steps = backups.restore(file, path, user=user, password=password, now=wall_clock())
    return anchored_by(steps, progress)


def check(session: Session, anchors: Sequence[Path] = ()) -> CheckReport:
    """All that is wrong with the casebook and what is whole; `anchors` are files kept elsewhere."""
    return case_checks.check(session, anchors)


def list_users(session: Session) -> tuple[UserRow, ...]:
    with session.reading() as conn:
        return users.list_users(conn)


def user_row(session: Session, name: str) -> UserRow:
    """One user as the list shows it; NotFound for a name that nobody has."""
    found = (row for row in list_users(session) if name_key(row.name) == name_key(name))
    row = next(found, None)
    if row is None:
        raise NotFound(_("There is no user {user} in this casebook.").format(user=name))
    return row


def recover_alone(
    path: Path,
    *,
    recovery_key: str,
    name: str,
    new: str,
    now: Callable[[], datetime] = wall_clock,
) -> str:
    """By the recovery key where nobody else's key counts: the own password and key anew.

    The public key.
    """
    opened = stored.open_for_recovery(path, recovery=recovery_key, user=name, now=now())
    with opened.casebook as casebook, casebook.write("recover_alone", now=now()) as work:
        _require_nobody_else(load_registry(work.conn), casebook.user.id)
        return user_keys.recover_alone(work, casebook, password=new, halves=opened.halves)


def _require_nobody_else(registry: Registry, user_id: str) -> None:
    """NotAllowed where a colleague's key counts: the recovery key alone recovers nobody then."""
    counting = {
        key.user_id
        for key in registry.keys.values()
        if key.in_force and not registry.is_service(key)
    } - {user_id}
    if counting:
        people = ", ".join(sorted(registry.people[one].name for one in counting))
        raise NotAllowed(
            _("A colleague answers for a recovery as long as one can sign in."),
            remedy=_(
                "One of these signs in and gives you a first password with the recovery "
                "key: {people}."
            ).format(people=people),
        )
