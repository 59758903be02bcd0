"""The casebook as a whole: make, open, back up, restore, check, and its users."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from landwaiter.domain.pack import Pack
from landwaiter.domain.zones import ZONES
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.resources import root
from landwaiter.services.packs import import_packs, shipped_packs
from landwaiter.services.session import Session, wall_clock
from landwaiter.services.validity import FINAL_STAGES, final, why_not_valid
from landwaiter.services.views import Status
from landwaiter.storage import backup as backups
from landwaiter.storage import case_list, cases, evidence, users
from landwaiter.storage import casebook as stored
from landwaiter.storage.audit import head
from landwaiter.storage.check import CheckReport, check_casebook
from landwaiter.storage.key_file import read_key_file
from landwaiter.storage.registry import load_registry
from landwaiter.storage.session import Casebook
from landwaiter.storage.settings import set_setting, setting
from landwaiter.storage.users import UserRow

Progress = Callable[[int, int, str], None]
_ORPHANED = timedelta(days=1)
"""Files without a row that are younger may belong to a deed in progress."""
SAMPLE = "sample"
"""Setting of a casebook whose companies are fictional: shown in window and reports."""


@dataclass(frozen=True, slots=True)
class Office:
    """Whose casebook it is: office code (as in references) and Member State (alpha-2)."""

    code: str
    member_state: str


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """The audit head that something outside the casebook remembers."""

    seq: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A new casebook with its first user signed in; the recovery key is shown once."""

    session: Session
    recovery_key: str
    warnings: tuple[str, ...]


def create_casebook(
    path: Path,
    *,
    office: Office,
    user: str,
    password: str,
    now: Callable[[], datetime] = wall_clock,
    sample: bool = False,
    packs: Iterable[Pack] | None = None,
) -> Opened:
    """Make a casebook, load the shipped packs (or `packs`), sign the first user in.

    The first user is administrator.
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
        user=user,
        password=password,
        now=now(),
        furnish=lambda casebook: _furnish(Session(casebook, now), packs, sample=sample),
    )
    session = open_casebook(path, user=user, password=password, now=now)
    return Opened(session, made.recovery_key, made.warnings)


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
        known = {vault_name for _name, vault_name in evidence.vault_files(conn)}
    session.casebook.vault.sweep(known, older_than=wall_clock() - _ORPHANED)
    evidence.remove_wiped(session.casebook, now=session.now())
    return session


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
        )


def back_up(session: Session, file: Path, *, progress: Progress | None = None) -> AnchorRow:
    """Everything in one file, verified by opening it; the audit head it is anchored to."""
    steps = backups.back_up(session.casebook, file, now=session.now())
    anchor = _run(steps, progress).anchor
    return AnchorRow(anchor.seq, anchor.sha256)


def restore(
    file: Path, path: Path, *, user: str, password: str, progress: Progress | None = None
) -> AnchorRow:
    """A backup into a new folder; an existing one is never overwritten."""
    steps = backups.restore(file, path, user=user, password=password, now=wall_clock())
    anchor = _run(steps, progress).anchor
    return AnchorRow(anchor.seq, anchor.sha256)


def _run(steps: backups.Steps, progress: Progress | None) -> backups.Manifest:
    """To the end; a `progress` that raises cancels, and the generator then clears up."""
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                manifest: backups.Manifest = end.value
                return manifest
            if progress is not None:
                progress(step.done, step.total, step.what)


def check(session: Session) -> CheckReport:
    """Encryption, structure, schema, audit chain, users, keys, vault and approvals."""
    further = (("approvals", _approvals), ("files", _files))
    return check_casebook(session.casebook, further=further)


def _files(casebook: Casebook, conn: Any) -> Iterator[str]:
    """Every file of the vault that a row refers to and that is not there."""
    there = frozenset(casebook.vault.names())
    for name, vault_name in evidence.vault_files(conn):
        if vault_name not in there:
            yield _("The file {name} is missing from the vault.").format(name=name)


def _approvals(casebook: Casebook, conn: Any) -> Iterator[str]:
    """Every approval that does not count, and every decided case without one, named."""
    registry = load_registry(conn, casebook.roots)
    for case_id in sorted({*cases.approved_cases(conn), *_final_cases(conn)}):
        case = cases.load_case(conn, case_id, registry)
        reasons = {d.version: d.approval.why_not for d in case.decisions if d.approval}
        if final(case):
            reasons[len(case.decisions)] = why_not_valid(case)
        for version, why in reasons.items():
            if why:
                yield _("{reference}, version {version} is not validly approved: {why}").format(
                    reference=case.reference, version=version, why=why
                )


def _final_cases(conn: Any) -> Iterator[str]:
    """Cases in a stage that only an approved decision leads to."""
    chosen, after = case_list.Filter(stages=FINAL_STAGES), None
    while True:
        rows, after = case_list.page(conn, chosen, sort="reference", after=after)
        yield from (str(row["id"]) for row in rows)
        if after is None:
            return


def list_users(session: Session) -> tuple[UserRow, ...]:
    with session.reading() as conn:
        return users.list_users(conn, session.casebook, now=session.now())


def add_user(session: Session, name: str, roles: Iterable[str], password: str) -> None:
    """A new user with roles; only an administrator may."""
    with session.writing("add_user") as work:
        users.add_user(work, session.casebook, name=name, roles=tuple(roles), password=password)


def set_roles(session: Session, name: str, roles: Iterable[str]) -> None:
    with session.writing("set_roles") as work:
        users.set_roles(work, session.casebook, name=name, roles=tuple(roles))


def disable_user(session: Session, name: str) -> None:
    with session.writing("disable_user") as work:
        users.disable_user(work, session.casebook, name=name)


def change_password(session: Session, *, old: str, new: str) -> None:
    """The own password; keys stay the same."""
    with session.writing("change_password") as work:
        users.change_password(work, session.casebook, old_password=old, new_password=new)


def reset_password(session: Session, name: str, new: str) -> None:
    """Another user's password: the new signing key waits for a second person."""
    with session.writing("reset_password") as work:
        users.reset_password(work, session.casebook, name=name, new_password=new)


def recover_password(path: Path, *, recovery_key: str, name: str, new: str) -> None:
    """A user's password by the printed recovery key."""
    with stored.open_for_recovery(path, recovery=recovery_key) as casebook:
        reset_password(Session(casebook), name, new)


def confirm_key(session: Session, name: str, public_key: str) -> None:
    """Say as a second person that a new key after a reset is really that user's."""
    with session.writing("confirm_key") as work:
        users.confirm_key(work, session.casebook, name=name, public_key=public_key)
