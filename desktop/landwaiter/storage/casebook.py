"""Making and opening casebooks."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from landwaiter.errors import Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.storage import changeover, key_change, links, lock, place, recovery_key, throttle
from landwaiter.storage import keys as key_ring
from landwaiter.storage.core_tables import meta, user
from landwaiter.storage.entry import renew_slot, require_vouched, tell_failures
from landwaiter.storage.key_file import (
    KeyFile,
    UserSlot,
    read_key_file,
    write_key_file,
)
from landwaiter.storage.new_folder import built_aside, refuse_occupied
from landwaiter.storage.recovery import checked_holders, settle_recovery
from landwaiter.storage.sealing import Entropy
from landwaiter.storage.session import DATABASE, RECOVERY, VAULT, WAIT_S, Actor, Casebook
from landwaiter.storage.sqlite.engine import copy_database
from landwaiter.storage.sqlite.faults import damaged, translated
from landwaiter.storage.sqlite.migrate import head_revision, revision, upgrade
from landwaiter.storage.throttle import NO_FAILURES, Failures
from landwaiter.storage.unit_of_work import new_id
from landwaiter.storage.user_statements import load_registry
from landwaiter.storage.users import add_first_user, checked_name

__all__ = ["Actor", "Casebook", "Created", "create_casebook", "open_casebook", "open_for_recovery"]


@dataclass(frozen=True, slots=True, repr=False)
class Created:
    """A new casebook; the recovery key is to be shown once and is kept nowhere.

    Of two shares each is to be shown to its holder alone.
    """

    path: Path
    recovery_shares: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def recovery_key(self) -> str:
        """All shares, a line each: what recovering asks for."""
        return "\n".join(self.recovery_shares)


@dataclass(frozen=True, slots=True, repr=False)
class _SignedIn:
    actor: Actor
    data_key: bytes
    signing_key: bytes
    throttled_as: str = ""
    failures: Failures = NO_FAILURES
    renewed: UserSlot | None = None


def create_casebook(
    path: Path,
    *,
    office_code: str,
    member_state: str,
    user: str,
    password: str,
    now: datetime,
    holders: Sequence[str] = (),
    entropy: Entropy = os.urandom,
    furnish: Callable[[Casebook], None] = lambda casebook: None,
) -> Created:
    """Make a casebook at `path`, which must not exist or be an empty folder.

    The first user is administrator. With two `holders` the recovery key is in two shares, one for
    each. `furnish` fills it before it takes its place, so that it is there whole or not at all.
    Raises Invalid, Conflict or Unavailable; then nothing is left.
    """
    name, holders = checked_name(user), checked_holders(holders)
    key_ring.check_password(password)
    _check_office(office_code, member_state)
    path = path.absolute()
    refuse_occupied(path)
    place.refuse_network(path)
    with built_aside(path) as folder:
        casebook_id, data_key = new_id(now), entropy(32)
        signing_key, public_key = key_ring.new_signing_key()
        bound = (casebook_id, public_key)
        recovery, shares = key_ring.new_recovery_slot(
            bound,
            slot_id=new_id(now),
            data_key=data_key,
            entropy=entropy,
            shares=max(1, len(holders)),
        )
        actor = Actor(new_id(now), name)
        slot = key_ring.new_user_slot(
            bound,
            slot_id=new_id(now),
            user_id=actor.id,
            user=name,
            password=password,
            data_key=data_key,
            signing_key=signing_key,
            public_key=public_key,
            entropy=entropy,
        )
        key_file = KeyFile(casebook_id, public_key, (slot,), recovery)
        _fill(folder, key_file, _SignedIn(actor, data_key, signing_key))
        facts = {
            "casebook_id": casebook_id,
            "office_code": office_code,
            "member_state": member_state,
        }
        with _session(folder, key_file, _SignedIn(actor, data_key, signing_key)) as casebook:
            _write_first_rows(casebook, facts, holders, now)
            casebook.office_code, casebook.member_state = office_code, member_state
            furnish(casebook)
    printed = tuple(recovery_key.printed(share) for share in shares)
    return Created(path, printed, place.warnings_about(path))


def open_casebook(
    path: Path, *, user: str, password: str, wait_s: float = WAIT_S, now: datetime | None = None
) -> Casebook:
    """The open casebook for a user; an older schema is backed up and migrated first.

    `now` is when attempts are counted, the wall clock when None. Raises NotFound, NotAllowed or
    Unavailable, each cause with its own sentence.
    """
    at = now or _wall_clock()

    def sign_in(key_file: KeyFile) -> _SignedIn:
        slot = key_ring.slot_of(key_file, user)
        with throttle.attempt(path.absolute(), slot.id, now=at) as failures:
            found = key_ring.unlock_slot(key_file, slot, password)
        actor = Actor(slot.user_id, slot.user)
        return _SignedIn(actor, found.data_key, found.signing_key, slot.id, failures, found.renewed)

    return _open(path.absolute(), sign_in, wait_s, at)


def open_for_recovery(
    path: Path, *, recovery: str, wait_s: float = WAIT_S, now: datetime | None = None
) -> Casebook:
    """The casebook opened with the printed recovery key: nobody is signed in, roles are none.

    `recovery` holds each share in a line. It serves one purpose, giving a user a new password.
    """
    shares, at = recovery_key.read_all(recovery), now or _wall_clock()

    def sign_in(key_file: KeyFile) -> _SignedIn:
        who = throttle.RECOVERY_KEY
        with throttle.attempt(path.absolute(), who, now=at) as failures:
            data_key, signing_key = key_ring.unlock_for_recovery(key_file, shares)
        return _SignedIn(RECOVERY, data_key, signing_key, who, failures)

    return _open(path.absolute(), sign_in, wait_s, at)


def confirm_password(casebook: Casebook, password: str, *, now: datetime) -> None:
    """Unavailable unless it is the password of who is signed in, counted as when signing in."""
    key_file = read_key_file(casebook.path)
    slot = key_ring.slot_of(key_file, casebook.user.name)
    with throttle.attempt(casebook.path, slot.id, now=now) as failures:
        key_ring.unlock_slot(key_file, slot, password)
    tell_failures(casebook, slot.id, failures, now)


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
        place.owner_only(copy)
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


def _fill(folder: Path, key_file: KeyFile, who: _SignedIn) -> None:
    """The files of an empty casebook."""
    (folder / VAULT).mkdir(mode=0o700)
    database_key = key_ring.sub_keys(who.data_key, key_file.casebook_id).database
    upgrade(folder / DATABASE, database_key, create=True)
    place.owner_only(folder / DATABASE)
    write_key_file(folder, key_file)


def _write_first_rows(
    casebook: Casebook, facts: dict[str, str], holders: tuple[str, ...], now: datetime
) -> None:
    with casebook.write("create_casebook", now=now) as work:
        rows = [{"key": key, "value": value} for key, value in facts.items()]
        work.conn.execute(meta.insert(), rows)
        work.audit("casebook.created", f"casebook/{casebook.id}", facts)
        add_first_user(work, casebook)
        if holders:
            payload = {"public_key": casebook.recovery_key, "holders": list(holders)}
            work.audit("casebook.recovery_made", f"casebook/{casebook.id}", payload)


def _open(
    path: Path, sign_in: Callable[[KeyFile], _SignedIn], wait_s: float, now: datetime
) -> Casebook:
    with _claimed(path) as claim:
        key_file, who = key_change.signed_in(path, sign_in)
        casebook = _session(path, key_file, who, claim=claim, wait_s=wait_s)
        if _is_current(casebook):
            if not key_change.settle(casebook, key_file, now=now):
                return _open(path, sign_in, wait_s, now)
            return _entered(casebook, claim, who, now)
    migrate_casebook(path, casebook.keys.database, user=who.actor.name)
    with _claimed(path) as claim:
        casebook = _session(path, key_file, who, claim=claim, wait_s=wait_s)
        if not key_change.settle(casebook, key_file, now=now):
            return _open(path, sign_in, wait_s, now)
        return _entered(casebook, claim, who, now)


@dataclass(frozen=True, slots=True)
class _Claim:
    """The shared lock on a folder, and what is undone unless the casebook opens."""

    stack: ExitStack
    descriptor: int


@contextmanager
def _claimed(path: Path) -> Iterator[_Claim]:
    """The shared lock on a folder that can be a casebook; given back unless it is kept."""
    with translated(path):
        links.refuse_links(path)
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
    who: _SignedIn,
    *,
    claim: _Claim | None = None,
    wait_s: float = WAIT_S,
) -> Casebook:
    casebook = Casebook(
        path,
        user=who.actor,
        key_file=key_file,
        data_key=who.data_key,
        signing_key=who.signing_key,
        lock_descriptor=claim.descriptor if claim else lock.share(path),
        wait_s=wait_s,
        failures=who.failures,
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


def _entered(casebook: Casebook, claim: _Claim, who: _SignedIn, now: datetime) -> Casebook:
    """The casebook with the identity of its office read, and its user found active."""
    with casebook.read() as connection:
        facts = {row.key: row.value for row in connection.execute(select(meta))}
        active = connection.execute(
            select(user.c.active).where(user.c.id == casebook.user.id)
        ).scalar()
        vouched = load_registry(connection, casebook.roots).recovery_key
    require_vouched(casebook, vouched)
    if casebook.user != RECOVERY and not active:
        raise NotAllowed(
            _("The user {user} is disabled.").format(user=casebook.user.name),
            remedy=_("Ask an administrator of the casebook."),
        )
    casebook.office_code = facts["office_code"]
    casebook.member_state = facts["member_state"]
    casebook.vault.sweep_parts()
    place.sweep_temporaries(casebook.path)
    renew_slot(casebook, who.renewed, now)
    with suppress(Unavailable):  # where somebody is writing, the next sign-in does it
        settle_recovery(casebook, now=now)
    tell_failures(casebook, who.throttled_as, who.failures, now)
    claim.stack.pop_all()
    return casebook
