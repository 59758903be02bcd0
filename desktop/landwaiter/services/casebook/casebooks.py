"""The casebook as a whole: make, open, back up, restore, check, and its users."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from landwaiter.canonical import instant
from landwaiter.domain.base.zones import ZONES
from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Fault, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.resources import root
from landwaiter.services.audit import anchoring
from landwaiter.services.base.caution import Caution
from landwaiter.services.casebook import case_checks
from landwaiter.services.casebook.casebook_keys import sign_in_notice
from landwaiter.services.law.packs import import_packs, shipped_packs
from landwaiter.services.warm.session import Session, clock_went_back, wall_clock
from landwaiter.storage.audit import machine_mark
from landwaiter.storage.audit.anchors import read_anchor_file
from landwaiter.storage.audit.chain import head, is_backdated, newest
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import set_setting, setting
from landwaiter.storage.casebook import backup as backups
from landwaiter.storage.casebook import check_closed
from landwaiter.storage.casebook import lifecycle as stored
from landwaiter.storage.casebook.check import CheckReport
from landwaiter.storage.casebook.founding import Founder
from landwaiter.storage.casebook.lifecycle import FirstSignIn
from landwaiter.storage.casebook.recovery import PrintedHalf
from landwaiter.storage.evidence import evidence_rows
from landwaiter.storage.keys.casebook_keys import name_key
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.storage.people import user_keys, users
from landwaiter.storage.people.users import UserRow
from landwaiter.trust.registry import ADMINISTRATOR, Registry

__all__ = ["FirstSignIn", "Founder", "PrintedHalf", "UserRow"]
Progress = Callable[[int, int, str], None]
_ORPHANED = timedelta(days=1)
"""Files without a row that are younger may belong to a deed in progress."""
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


@dataclass(frozen=True, slots=True)
class CasebookOffice:
    """Whose casebook it is: office code (as in references) and Member State (alpha-2)."""

    code: str
    member_state: str


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """The audit head that something outside the casebook remembers."""

    seq: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FoundedCasebook:
    """A new casebook with its first founder signed in; the recovery key is shown once."""

    session: Session
    warnings: tuple[str, ...]
    halves: tuple[PrintedHalf, ...]
    """Of the recovery key: each is for its holder alone."""

    @property
    def recovery_key(self) -> str:
        """All halves, a line each: what recovering asks for."""
        return "\n".join(half.text for half in self.halves)


def create_casebook(
    path: Path,
    *,
    office: CasebookOffice,
    user: str,
    password: str,
    founders: Sequence[Founder] = (),
    now: Callable[[], datetime] = wall_clock,
    sample: bool = False,
    packs: Iterable[Pack] | None = None,
    holders: Sequence[str] = (),
    roles: Iterable[str] = (),
) -> FoundedCasebook:
    """Make a casebook, load the shipped packs (or `packs`), sign the first founder in.

    `user` administers it, and holds `roles` besides; `founders` are the others. With two people or
    more the recovery key is in halves, of `holders` or else of the first two.
    """
    if office.member_state not in ZONES:
        raise Invalid(
            _("This is no Member State of the Union."),
            field="state",
            value=office.member_state,
            remedy=_("Use one of {states}.").format(states=", ".join(ZONES)),
        )
    made = stored.create_casebook(
        path,
        office_code=office.code,
        member_state=office.member_state,
        founders=(_first(user, password, founders, roles), *founders),
        now=now(),
        holders=holders,
        furnish=lambda casebook: _furnish(Session(casebook, now), packs, sample=sample),
    )
    session = open_casebook(path, user=user, password=password, now=now)
    return FoundedCasebook(session, made.warnings, made.halves)


def _first(user: str, password: str, others: Sequence[Founder], roles: Iterable[str]) -> Founder:
    """Who makes the casebook administers it; alone, that person holds every role."""
    held = {ADMINISTRATOR, *roles} if others else {*users.ROLES}
    return Founder(user, tuple(held), password)


def _furnish(session: Session, packs: Iterable[Pack] | None, *, sample: bool) -> None:
    """What a new casebook holds before anybody sees it."""
    import_packs(session, shipped_packs(root()) if packs is None else packs)
    if sample:
        with session.writing("mark_sample") as work:
            set_setting(work.conn, SAMPLE, "true", by=work.actor, at=work.now)
            work.audit("casebook.marked_as_sample", f"casebook/{session.casebook.id}", {})


def open_casebook(
    path: Path, *, user: str, password: str, now: Callable[[], datetime] = wall_clock
) -> Session:
    """Sign a user in; each refusal has its own sentence. Sweeps what killed deeds left behind."""
    session = Session(stored.open_casebook(path, user=user, password=password, now=now()), now)
    with session.reading() as conn:
        files = evidence_rows.vault_files(conn, session.registry(conn))
    known = {vault_name for _name, vault_name in files}
    session.casebook.vault.sweep(known, older_than=wall_clock() - _ORPHANED)
    evidence_rows.remove_wiped(session.casebook, now=session.now())
    session.notices.extend(filter(None, (sign_in_notice(session), _new_here(session))))
    return session


def _new_here(session: Session) -> str:
    """What somebody should know who opens a casebook where nobody has opened it before."""
    if session.casebook.seen.mark is not None:
        return ""
    return _(
        "This casebook was not opened on this machine before: that it is the newest, only an "
        "anchor shows that was written down elsewhere."
    )


def sign_in_first(
    path: Path,
    *,
    user: str,
    password: str,
    new_password: str,
    now: Callable[[], datetime] = wall_clock,
) -> Session:
    """The first sign-in: an own password and an own signing key in the place of the first password.

    The key counts once a colleague who did not give out the first password has compared it.
    Invalid for the first password itself: who gave it out would have the key.
    """
    if new_password == password:
        raise Invalid(
            _("The first password is known to who gave it out."),
            field="password",
            remedy=_("Choose another one, that only you know."),
        )
    casebook = stored.open_first(path, user=user, password=password, now=now())
    try:
        with casebook.write("make_key", now=now()) as work:
            user_keys.make_key(work, casebook, password=new_password)
    except BaseException:
        casebook.close()
        raise
    return Session(casebook, now)


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
            ),
            anchor_due=anchoring.is_due(session, conn),
        )


def _seen_caution(session: Session) -> Iterator[Caution]:
    if behind := session.casebook.seen.behind:
        yield Caution(_("Older than seen"), behind)


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


def anchored_by(steps: backups.Steps, progress: Progress | None) -> AnchorRow:
    """To the end; a `progress` that raises cancels, and the generator then clears up."""
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                manifest: backups.Manifest = end.value
                return AnchorRow(manifest.anchor.seq, manifest.anchor.sha256)
            if progress is not None:
                progress(step.done, step.total, step.what)


def check(session: Session, anchors: Sequence[Path] = ()) -> CheckReport:
    """All that is wrong with the casebook and what is whole; `anchors` are files kept elsewhere."""
    return case_checks.check(session, anchors)


def check_folder(
    path: Path,
    *,
    user: str,
    password: str,
    anchors: Sequence[Path] = (),
    now: Callable[[], datetime] = wall_clock,
) -> CheckReport:
    """The check of a casebook by its folder: also of one that cannot be opened any more.

    A wrong password is refused as when signing in; everything else that keeps the casebook shut is
    a finding, and what of the rest is whole is said beside it. Of a folder with links in it these
    are the findings, and nothing else is read.
    """
    path = path.absolute()
    if linked := check_closed.check_linked(path):
        return linked
    lost = check_closed.signed_in(path, user=user, password=password, now=now())
    if lost is not None:
        return check_closed.check_without_keys(path, lost)
    try:
        session = open_casebook(path, user=user, password=password, now=now)
    except FirstSignIn:
        raise
    except Fault as fault:
        outside = tuple(read_anchor_file(file) for file in anchors)
        return check_closed.check_closed(
            path, fault, user=user, password=password, further=case_checks.FURTHER, anchors=outside
        )
    with session.casebook:
        return check(session, anchors)


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
    counting = {key.user_id for key in registry.keys.values() if key.in_force} - {user_id}
    if counting:
        people = ", ".join(sorted(registry.people[one].name for one in counting))
        raise NotAllowed(
            _("A colleague answers for a recovery as long as one can sign in."),
            remedy=_("One of these signs in and gives you a first password with the recovery "
                     "key: {people}.").format(people=people),
        )  # fmt: skip
