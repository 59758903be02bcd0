"""The casebook while it is open: connections, sub-keys, and who signed in."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine

from landwaiter.storage import keys as key_ring
from landwaiter.storage import lock, place
from landwaiter.storage.key_file import KeyFile
from landwaiter.storage.keys import SubKeys
from landwaiter.storage.registry import Roots
from landwaiter.storage.sqlite.engine import application_engine
from landwaiter.storage.throttle import NO_FAILURES, Failures
from landwaiter.storage.unit_of_work import UnitOfWork, reading, writing
from landwaiter.storage.vault import Vault

DATABASE = "casebook.db"
VAULT = "vault"
INDEX = "index"
"""Folder of the indexes of published lists, which are made again where they are missing."""
WAIT_S = 10.0
"""Seconds a write waits for another before it says who is writing."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in; the recovery key signs in nobody (id "")."""

    id: str
    name: str


RECOVERY = Actor("", "recovery key")


class Casebook:
    """An open casebook: the pool of connections, the sub-keys, the signing key of who signed in."""

    def __init__(
        self,
        path: Path,
        *,
        user: Actor,
        key_file: KeyFile,
        data_key: bytes,
        signing_key: bytes,
        lock_descriptor: int,
        wait_s: float = WAIT_S,
        failures: Failures = NO_FAILURES,
    ) -> None:
        self.path = path
        self.id = key_file.casebook_id
        self.user = user
        self.roots = roots_of(key_file)
        self.failures = failures
        """Attempts to sign in that failed before this one."""
        self.recovery_keys = tuple(slot.public_key for slot in key_file.recoveries)
        self.recovery_key = key_file.recovery.public_key
        """Public key of the recovery key in force."""
        self.keys: SubKeys = key_ring.sub_keys(data_key, self.id)
        self.data_key = data_key
        self.warnings = place.warnings_about(path)
        self.engine: Engine = application_engine(self.database, self.keys.database, wait_s=wait_s)
        self._signing_key = signing_key
        self._lock = lock_descriptor
        self.office_code = self.member_state = ""

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
    def vault(self) -> Vault:
        """Evidence and raw files."""
        return Vault(self.vault_folder, self.keys)

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature of who is signed in, 64 bytes."""
        return key_ring.signed(self._signing_key, content)

    def read(self) -> AbstractContextManager[Connection]:
        """A connection on one snapshot."""
        return reading(self.engine, self.database)

    def write(
        self, deed: str, *, now: datetime, deed_id: str = ""
    ) -> AbstractContextManager[UnitOfWork]:
        """One unit of work in the name of who is signed in."""
        return writing(
            self.engine,
            self.database,
            actor=self.user.name,
            deed=deed,
            now=now,
            deed_id=deed_id,
        )

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


def roots_of(keys: KeyFile) -> Roots:
    """What the key file pins for the registry."""
    return Roots(keys.casebook_id, keys.root_key)
