"""The casebook while it is open: connections, sub-keys, and who signed in."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select

from landwaiter.domain.base.zones import MEMBER_STATE
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.storage.audit import machine_mark
from landwaiter.storage.audit.machine_mark import MachineFinding
from landwaiter.storage.audit.unit_of_work import Signer, UnitOfWork, reading, writing
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys import lock, place
from landwaiter.storage.keys.casebook_keys import SubKeys
from landwaiter.storage.keys.key_file import KeyFile
from landwaiter.storage.keys.throttle import NO_FAILURES, Failures
from landwaiter.storage.keys.vault import Vault
from landwaiter.storage.schema.casebook import meta
from landwaiter.storage.sqlite.engine import application_engine
from landwaiter.trust import key_output

DATABASE = "casebook.db"
VAULT = "vault"
INDEX = "index"
"""Folder of the indexes of published lists, which are made again where they are missing."""
WAIT_S = 10.0
"""Seconds a write waits for another before it says who is writing."""


@dataclass(frozen=True, slots=True)
class CasebookUser:
    """Who is signed in."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class SignIn:
    """Who signed in and with which keys; with a first password, the key of the ticket."""

    actor: CasebookUser
    data_key: bytes
    signing_key: bytes
    throttled_as: str = ""
    failures: Failures = NO_FAILURES
    makes_key: bool = False
    """Good for making the own signing key, and for nothing else."""


class Casebook:
    """An open casebook: the pool of connections, the sub-keys, the signing key of who signed in."""

    def __init__(
        self,
        path: Path,
        *,
        key_file: KeyFile,
        who: SignIn,
        lock_descriptor: int,
        wait_s: float = WAIT_S,
    ) -> None:
        self.path = path
        self.id = key_file.casebook_id
        self.user = who.actor
        self.makes_key = who.makes_key
        self.throttled_as = who.throttled_as
        self.failures = who.failures
        """Attempts to sign in that failed before this one."""
        self.keys: SubKeys = key_ring.sub_keys(who.data_key, self.id)
        self.data_key = who.data_key
        self.warnings = place.warnings_about(path)
        self.engine: Engine = application_engine(self.database, self.keys.database, wait_s=wait_s)
        self._signing_key = who.signing_key
        self._lock = lock_descriptor
        self.office_code = self.member_state = ""
        self.seen = MachineFinding(None)
        """What this machine has seen of the casebook."""
        self.only_read = ""
        """Why nothing may be written, as a sentence; mostly empty."""

    @property
    def database(self) -> Path:
        return self.path / DATABASE

    @property
    def vault_folder(self) -> Path:
        return self.path / VAULT

    @property
    def public_key(self) -> str:
        """The public half of the signing key of who is signed in, 64 hexadecimal figures."""
        return key_ring.public_of(self._signing_key)

    @property
    def own_key(self) -> Ed25519PrivateKey:
        """With which statements about people and keys are signed."""
        return key_ring.private(self._signing_key)

    @property
    def signing_key(self) -> bytes:
        """The 32 bytes of it, for a slot."""
        return self._signing_key

    @property
    def vault(self) -> Vault:
        """Evidence and raw files."""
        return Vault(self.vault_folder, self.keys)

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature of who is signed in, 64 bytes."""
        return key_ring.signed(self._signing_key, content)

    @property
    def signer(self) -> Signer:
        """Who is signed in, as units of work are sealed."""
        return signer_of(self.user, self._signing_key, makes_key=self.makes_key)

    def goes_on_with(self, signing_key: bytes) -> None:
        """From now on the person signs with the new key that the last deed brought."""
        self._signing_key, self.makes_key = signing_key, False

    def read(self) -> AbstractContextManager[Reader]:
        """A connection on one snapshot."""
        return reading(self.engine, self.database)

    @contextmanager
    def write(self, deed: str, *, now: datetime, deed_id: str = "") -> Iterator[UnitOfWork]:
        """One unit of work in the name of who is signed in, sealed with that person's key.

        What is committed is what this machine has seen from then on. Unavailable where the
        casebook can only be read.
        """
        if self.only_read:
            raise Unavailable(
                self.only_read,
                file=str(self.path),
                remedy=_(
                    "Put keys.json of the newest backup in its place, or make a new data key."
                ),
            )
        with writing(
            self.engine, self.database, signer=self.signer, deed=deed, now=now, deed_id=deed_id
        ) as work:
            self.know_office(work.conn)
            yield work
        if not work.is_sealed or self.makes_key:
            return
        if self.seen.behind:
            self.look()
        else:
            machine_mark.remember(work.mark_after, self.public_key, self.sign)

    def know_office(self, conn: Reader) -> None:
        """Whose casebook it is, as it says now: another window may have changed the state."""
        facts = {row.key: row.value for row in conn.execute(select(meta))}
        if facts:  # while it is founded there are none
            self.office_code = facts["office_code"]
            self.member_state = setting(conn, MEMBER_STATE) or facts["member_state"]

    def look(self) -> None:
        """Hold the casebook against what this machine has seen, and go on from there if it may."""
        if not self.makes_key:
            with self.read() as connection:
                self.seen = machine_mark.look(connection, self.public_key, self.sign)

    def close(self) -> None:
        """Give back connections and lock, and let go of the keys.

        What Python once held may stay readable in its memory: only ending the process forgets.
        """
        if self._lock >= 0:
            self.engine.dispose()
            lock.release(self._lock)
            self._lock = -1
            self.data_key = self._signing_key = b""
            self.keys = SubKeys(b"", b"", b"")

    def __enter__(self) -> "Casebook":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def signer_of(actor: CasebookUser, signing_key: bytes, *, makes_key: bool = False) -> Signer:
    """Who seals units of work with this key."""
    private = key_ring.private(signing_key)
    public = private.public_key().public_bytes_raw()

    def prove(text: bytes) -> bytes:
        return key_output.prove(private.private_bytes_raw(), public, text)

    return Signer(actor.id, actor.name, public.hex(), private.sign, prove, makes_key)
