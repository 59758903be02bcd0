"""Making and opening casebooks."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from landwaiter.canonical import sha256_hex
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.casebook import changeover
from landwaiter.storage.casebook.founding import Founder, Founding, checked_founders, found
from landwaiter.storage.casebook.new_folder import built_aside, refuse_occupied
from landwaiter.storage.casebook.recovery import HalfHolder, PrintedHalf
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys import folder_links, lock, place, recovery_key, throttle
from landwaiter.storage.keys.key_file import KeyFile, key_file_bytes, read_key_file, write_key_file
from landwaiter.storage.keys.sealing import Entropy
from landwaiter.storage.people import key_change
from landwaiter.storage.people.entry import require_in_force, require_own_key, tell_failures
from landwaiter.storage.people.new_statements import write_statement
from landwaiter.storage.people.open_casebook import (
    DATABASE,
    VAULT,
    WAIT_S,
    Casebook,
    CasebookUser,
    SignIn,
)
from landwaiter.storage.people.user_rows import insert_user
from landwaiter.storage.schema.casebook import meta
from landwaiter.storage.sqlite.engine import copy_database
from landwaiter.storage.sqlite.faults import damaged, translated
from landwaiter.storage.sqlite.migrate import head_revision, revision, upgrade
from landwaiter.whole_file import owner_only

__all__ = [
    "Casebook",
    "CasebookUser",
    "CreatedCasebook",
    "Founder",
    "create_casebook",
    "open_casebook",
    "open_for_recovery",
]


@dataclass(frozen=True, slots=True, repr=False)
class CreatedCasebook:
    """A new casebook; each half of the recovery key is shown once, to its holder alone."""

    path: Path
    halves: tuple[PrintedHalf, ...]
    warnings: tuple[str, ...]

    @property
    def recovery_key(self) -> str:
        """All halves, a line each: what recovering asks for."""
        return "\n".join(half.text for half in self.halves)


def create_casebook(
    path: Path,
    *,
    office_code: str,
    member_state: str,
    founders: Sequence[Founder],
    now: datetime,
    holders: Sequence[str] = (),
    entropy: Entropy = os.urandom,
    furnish: Callable[[Casebook], None] = lambda casebook: None,
) -> CreatedCasebook:
    """Make a casebook at `path`, which must not exist or be an empty folder.

    `holders` are names of founders who keep a half of the recovery key each; without them the
    first two do. `furnish` fills it before it takes its place, so that it is there whole or not at
    all. Raises Invalid, Conflict or Unavailable; then nothing is left.
    """
    people = checked_founders(founders)
    _check_office(office_code, member_state)
    path = path.absolute()
    refuse_occupied(path)
    place.refuse_network(path)
    with built_aside(path) as folder:
        made = found(people, holders=holders, now=now, entropy=entropy)
        _fill(folder, made.key_file, made.who)
        facts = {
            "casebook_id": made.key_file.casebook_id,
            "office_code": office_code,
            "member_state": member_state,
        }
        with _session(folder, made.key_file, made.who) as casebook:
            _write_first_rows(casebook, made, facts, now)
            casebook.office_code, casebook.member_state = office_code, member_state
            furnish(casebook)
    return CreatedCasebook(path, made.halves, place.warnings_about(path))


class FirstSignIn(NotAllowed):
    """The password is a first one: it is good for choosing an own one, and for nothing else."""


def open_casebook(
    path: Path, *, user: str, password: str, wait_s: float = WAIT_S, now: datetime | None = None
) -> Casebook:
    """The open casebook for a user.

    `now` is when attempts are counted, the wall clock when None. Raises NotFound, NotAllowed or
    Unavailable, each cause with its own sentence; FirstSignIn for a first password.
    """
    casebook = _signed_in(path, user, password, wait_s, now)
    if casebook.makes_key:
        casebook.close()
        raise FirstSignIn(
            _("This is a first password: {user} chooses their own before anything else.").format(
                user=casebook.user.name
            ),
            remedy=_("Sign in for the first time: landwaiter casebook sign-in."),
        )
    return casebook


def open_first(
    path: Path, *, user: str, password: str, wait_s: float = WAIT_S, now: datetime | None = None
) -> Casebook:
    """The casebook for who signs in with a first password: good for `user_keys.make_key` alone.

    Conflict for somebody who has a password of their own already.
    """
    casebook = _signed_in(path, user, password, wait_s, now)
    if not casebook.makes_key:
        casebook.close()
        raise Conflict(
            _("{user} has a password of their own already.").format(user=casebook.user.name),
            remedy=_("Sign in with it; it can be changed there."),
        )
    return casebook


def _signed_in(
    path: Path, user: str, password: str, wait_s: float, now: datetime | None
) -> Casebook:
    at = now or _wall_clock()

    def sign_in(key_file: KeyFile) -> SignIn:
        slot = key_ring.slot_of(key_file, user)
        with throttle.attempt(path.absolute(), slot.id, now=at) as failures:
            opened = key_ring.unlock_slot(key_file, slot, password)
        actor = CasebookUser(slot.user_id, slot.user)
        return SignIn(actor, opened.data_key, opened.signing_key, slot.id, failures, slot.is_ticket)

    return _open(path.absolute(), sign_in, wait_s, at)


@dataclass(frozen=True, slots=True, repr=False)
class ForRecovery:
    """The casebook opened by halves of the recovery key, and the keys that these give."""

    casebook: Casebook
    halves: Mapping[str, bytes]


def open_for_recovery(
    path: Path,
    *,
    recovery: str,
    user: str,
    wait_s: float = WAIT_S,
    now: datetime | None = None,
) -> ForRecovery:
    """The casebook opened with the printed recovery key, in the name of who is recovered.

    `recovery` holds each half in a line. It serves one purpose: a new key where nobody else's
    counts. NotAllowed where a colleague's does: who is signed in then answers for a recovery.
    """
    shares, at = recovery_key.read_all(recovery), now or _wall_clock()
    halves: dict[str, bytes] = {}

    def sign_in(key_file: KeyFile) -> SignIn:
        slot = key_ring.slot_of(key_file, user)
        who = throttle.RECOVERY_KEY
        with throttle.attempt(path.absolute(), who, now=at) as failures:
            opened = key_ring.unlock_for_recovery(key_file, shares)
        halves.update(opened.signing_keys)
        passing = key_ring.new_signing_key()[0]
        actor = CasebookUser(slot.user_id, slot.user)
        return SignIn(actor, opened.data_key, passing, who, failures, makes_key=True)

    casebook = _open(path.absolute(), sign_in, wait_s, at, recovers=True)
    return ForRecovery(casebook, halves)


def confirm_password(casebook: Casebook, password: str, *, now: datetime) -> None:
    """Unavailable unless it is the password of who is signed in, counted as when signing in."""
    key_file = read_key_file(casebook.path)
    slot = key_ring.slot_of(key_file, casebook.user.name)
    with throttle.attempt(casebook.path, slot.id, now=now) as failures:
        key_ring.unlock_slot(key_file, slot, password)
    tell_failures(casebook, slot.id, failures, now)


def signing_key_of(casebook: Casebook, user: str, password: str, *, now: datetime) -> HalfHolder:
    """The own signing key of a colleague who types the own password here; Unavailable when wrong.

    For what several people sign together: a half of the recovery key each.
    """
    key_file = read_key_file(casebook.path)
    slot = key_ring.slot_of(key_file, user)
    with throttle.attempt(casebook.path, slot.id, now=now):
        opened = key_ring.unlock_slot(key_file, slot, password)
    if slot.is_ticket:
        raise NotAllowed(_("{user} has not signed in for the first time.").format(user=slot.user))
    return HalfHolder(slot.user_id, slot.user, opened.signing_key)


def _wall_clock() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def migrate_casebook(path: Path, database_key: bytes, *, user: str) -> Path:
    """Bring an older casebook up to date, alone on it; the copy of the database made before.

    Raises Unavailable while anybody else has it open.
    """
    now = datetime.now(UTC)
    database = path / DATABASE
    deed = _("bring the casebook up to date")
    with translated(database), lock.owned(path, user=user, deed=deed, now=now):
        copy = path / f"casebook.before-{now:%Y%m%dT%H%M%S}.db"
        copy_database(database, copy, database_key)
        owner_only(copy)
        upgrade(database, database_key)
    return copy


def _check_office(office_code: str, member_state: str) -> None:
    if not re.fullmatch(r"[A-Z0-9]{2,8}", office_code):
        raise Invalid(
            _("An office code has 2 to 8 capital letters and figures, such as PL1."),
            field="office code",
            value=office_code,
        )
    if not re.fullmatch(r"[A-Z]{2}", member_state):
        raise Invalid(
            _("A Member State is given by its two capital letters, such as PL."),
            field="member state",
            value=member_state,
        )


def _fill(folder: Path, key_file: KeyFile, who: SignIn) -> None:
    """The files of an empty casebook."""
    (folder / VAULT).mkdir(mode=0o700)
    database_key = key_ring.sub_keys(who.data_key, key_file.casebook_id).database
    upgrade(folder / DATABASE, database_key, create=True)
    owner_only(folder / DATABASE)
    write_key_file(folder, key_file)


def _write_first_rows(
    casebook: Casebook, made: Founding, facts: dict[str, str], now: datetime
) -> None:
    people = made.registry.people.values()
    payload = {
        "founders": [{"name": one.name, "roles": sorted(one.roles_now)} for one in people],
        "holders": [half.holder for half in made.halves],
    }
    with casebook.write("create_casebook", now=now) as work:
        write_statement(work, 1, made.statement, audited="casebook.founded", payload=payload)
        rows = [{"key": key, "value": value} for key, value in facts.items()]
        work.conn.execute(meta.insert(), rows)
        work.audit("casebook.created", f"casebook/{casebook.id}", facts)
        for one in people:
            insert_user(work, one.user_id, one.name, one.roles_now)
        key_change.record(work, sha256_hex(key_file_bytes(made.key_file)))


def _open(
    path: Path,
    sign_in: Callable[[KeyFile], SignIn],
    wait_s: float,
    now: datetime,
    *,
    recovers: bool = False,
) -> Casebook:
    with _claimed(path) as claim:
        key_file, who = key_change.signed_in(path, sign_in)
        casebook = _session(path, key_file, who, claim=claim, wait_s=wait_s)
        if _is_current(casebook):
            if not key_change.settle(casebook, key_file, now=now):
                return _open(path, sign_in, wait_s, now, recovers=recovers)
            return _entered(casebook, claim, key_file, who, now, recovers=recovers)
    migrate_casebook(path, casebook.keys.database, user=who.actor.name)
    return _open(path, sign_in, wait_s, now, recovers=recovers)


@dataclass(frozen=True, slots=True)
class _Claim:
    """The shared lock on a folder, and what is undone unless the casebook opens."""

    stack: ExitStack
    descriptor: int


@contextmanager
def _claimed(path: Path) -> Iterator[_Claim]:
    """The shared lock on a folder that can be a casebook; given back unless it is kept."""
    with translated(path):
        folder_links.refuse_links(path)
    _require_casebook(path)
    place.refuse_network(path)
    place.require_writable(path)
    with translated(path / DATABASE), ExitStack() as stack:
        descriptor = _shared(path)
        stack.callback(lock.release, descriptor)
        yield _Claim(stack, descriptor)


def _shared(path: Path) -> int:
    """The shared lock, on a casebook that no new data key waits to change."""
    while True:
        descriptor = lock.share(path)
        if not changeover.is_ready(path):
            return descriptor
        lock.release(descriptor)
        changeover.finish_alone(path)


def _session(
    path: Path,
    key_file: KeyFile,
    who: SignIn,
    *,
    claim: _Claim | None = None,
    wait_s: float = WAIT_S,
) -> Casebook:
    casebook = Casebook(
        path,
        key_file=key_file,
        who=who,
        lock_descriptor=claim.descriptor if claim else lock.share(path),
        wait_s=wait_s,
    )
    if claim:
        claim.stack.callback(casebook.engine.dispose)
    return casebook


def _require_casebook(path: Path) -> None:
    if not path.is_dir():
        for folder in path.parent.glob(f".{path.name}.*.new"):
            lock.release(lock.share(folder))  # refuses while somebody restores into this place
        raise NotFound(
            _("There is no casebook in this place."),
            file=str(path),
            remedy=_("Check the path, or create a casebook there."),
        )
    if not (path / DATABASE).is_file() and not changeover.is_ready(path):
        raise Unavailable(
            _("The database casebook.db is missing from the folder."),
            file=str(path),
            remedy=_("Restore the newest backup into a new folder."),
        )


def _is_current(casebook: Casebook) -> bool:
    """Whether the schema is this program's; False when older, Unavailable when newer."""
    with casebook.read() as connection:
        found = revision(connection)
    if found == 0:  # SQLite takes an empty file for a new database
        raise damaged(casebook.database)
    if found > head_revision():
        raise Unavailable(
            _("The casebook was written by a newer version of Landwaiter (schema {found}).").format(
                found=found
            ),
            file=str(casebook.path),
            remedy=_("Install that version or a newer one."),
        )
    return found == head_revision()


def _has_its_key_file(casebook: Casebook, used: KeyFile, now: datetime) -> bool:
    """Whether the newest deed about users wrote `keys.json`, or just now puts it in its place."""
    for _attempt in range(2):
        with casebook.read() as connection:
            if key_change.is_recorded(connection, casebook.path):
                return True
        key_change.settle(casebook, used, now=now)
    return False


def _entered(
    casebook: Casebook,
    claim: _Claim,
    key_file: KeyFile,
    who: SignIn,
    now: datetime,
    *,
    recovers: bool,
) -> Casebook:
    """The casebook with the identity of its office read, and its keys looked over."""
    with casebook.read() as connection:
        casebook.know_office(connection)
        registry = load_registry(connection)
    require_in_force(casebook, key_file, registry)
    if not recovers:
        require_own_key(casebook, registry)
    casebook.vault.sweep_parts()
    place.sweep_temporaries(casebook.path)
    casebook.look()
    if not _has_its_key_file(casebook, key_file, now):
        casebook.only_read = _(
            "keys.json is not the file that the newest change of users wrote: an older one, or "
            "another, lies in its place. The casebook can be read and not changed."
        )
        casebook.warnings = (*casebook.warnings, casebook.only_read)
    else:
        tell_failures(casebook, who.throttled_as, who.failures, now)
    claim.stack.pop_all()
    return casebook
