"""`keys.json`, version 2: what it holds, and how it is read and replaced.

A slot of version 1 holds the data key under the password itself. One of version 2 names a public
key besides, so that a new data key can be sealed to it while its owner is away; its owner's
signing key vouches for it. A slot of version 1 becomes one of version 2 when its owner signs in.

It holds no key in the clear. Its checksum tells a damaged file from a wrong password; it
protects against accidents only, the slots themselves are authenticated.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from landwaiter.canonical import canonical_bytes, plain, sha256_hex
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.storage.links import refuse_link
from landwaiter.storage.place import write_durably

KEY_FILE = "keys.json"
FORMAT = "landwaiter keys"
VERSION = 2
MIN_MEMORY_KIB, MIN_PASSES = 65_536, 3
_FILES_KEPT = 4
_MAX_MEMORY_KIB, _MAX_PASSES, _MAX_LANES = 1_048_576, 16, 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """AES-256-GCM: nonce and ciphertext with tag, hexadecimal.

    With `ephemeral`, the public key of an X25519 agreement, it is sealed to the slot's sealing
    key; without, under the slot's secret itself.
    """

    nonce: str
    text: str
    ephemeral: str = ""


@dataclass(frozen=True, slots=True)
class Argon2:
    """Costs of Argon2id; below the floor a file is refused, so that nobody can weaken it."""

    salt: str
    memory_kib: int = MIN_MEMORY_KIB
    passes: int = MIN_PASSES
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class UserSlot:
    """The data key and the own signing key of one user, under that user's password."""

    id: str
    user_id: str
    user: str
    kdf: Argon2
    data_key: Sealed
    signing_key: Sealed
    public_key: str
    sealing_key: str = ""
    """X25519 public key that a data key can be sealed to; "" in a slot of version 1."""
    vouched: str = ""
    """Signature of the own signing key over the sealing key and its place."""


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """The data key under the recovery secret: `needed` of `shares` shares make it."""

    id: str
    salt: str
    data_key: Sealed
    public_key: str
    """Of the signing key the recovery secret gives; it vouches for recovered users."""
    needed: int = 1
    shares: int = 1
    sealing_key: str = ""
    vouched: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    casebook_id: str
    root_key: str
    """Public key of the first administrator, from which every other key and role derives."""
    users: tuple[UserSlot, ...]
    recovery: RecoverySlot
    disabled: tuple[str, ...] = ()
    """Names of users whose slot was removed."""
    recovery_next: RecoverySlot | None = None
    """Of a renewed recovery key, until a second person's statement puts it in force."""
    left_out: tuple[str, ...] = ()
    """Names of active users who had no part in a new data key and need a new password."""

    def with_user(self, slot: UserSlot) -> "KeyFile":
        """The file with this user's slot added or replaced."""
        others = tuple(other for other in self.users if other.user_id != slot.user_id)
        return replace(
            self,
            users=(*others, slot),
            disabled=tuple(name for name in self.disabled if name != slot.user),
            left_out=tuple(name for name in self.left_out if name != slot.user),
        )

    def without_user(self, user_id: str) -> "KeyFile":
        """The file with this user's slot gone and the name remembered as disabled."""
        gone = tuple(slot.user for slot in self.users if slot.user_id == user_id)
        others = tuple(slot for slot in self.users if slot.user_id != user_id)
        return replace(self, users=others, disabled=(*self.disabled, *gone))

    @property
    def recoveries(self) -> tuple[RecoverySlot, ...]:
        """The slot in force and the one that may follow it."""
        return (self.recovery, *((self.recovery_next,) if self.recovery_next else ()))

    def settled(self, recovery_key: str) -> "KeyFile":
        """The file with only the recovery slot that is in force, once the next one is."""
        if self.recovery_next is None or self.recovery_next.public_key != recovery_key:
            return self
        return replace(self, recovery=self.recovery_next, recovery_next=None)


def write_key_file(folder: Path, keys: KeyFile) -> None:
    """Replace `keys.json` at once or not at all."""
    write_durably(folder / KEY_FILE, key_file_bytes(keys))


def key_file_bytes(keys: KeyFile) -> bytes:
    """What `keys.json` holds."""
    content = {"format": FORMAT, "version": VERSION, **_object(plain(keys))}
    content["checksum"] = sha256_hex(canonical_bytes(content))
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def read_key_file(folder: Path) -> KeyFile:
    """The content of `keys.json`; Unavailable when missing, damaged, newer or weakened."""
    return key_file_at(folder / KEY_FILE)


def key_file_at(path: Path) -> KeyFile:
    """The same of a key file under another name."""
    refuse_link(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unavailable(
            _("The key file keys.json is missing: without it nobody can open the casebook."),
            file=str(path),
            remedy=_("Copy keys.json from the newest backup into the folder."),
        ) from None
    except OSError as error:
        raise Unavailable(
            _("The key file keys.json cannot be read: {reason}.").format(reason=error.strerror),
            file=str(path),
            remedy=_("Check the rights of the folder and the disk."),
        ) from error
    keys = _parsed(path, data)
    for slot in keys.users:
        _refuse_weak(path, slot.kdf)
    return keys


@lru_cache(maxsize=_FILES_KEPT)
def _parsed(path: Path, data: bytes) -> KeyFile:
    """The very same bytes say the same: a sign-in reads the file more than once."""
    try:
        content = _object(json.loads(data.decode()))
        checksum = content.pop("checksum")
        if content["format"] != FORMAT:
            raise ValueError("another format")
        if isinstance(content["version"], int) and content["version"] > VERSION:
            raise Unavailable(
                _("The key file was written by a newer version of Landwaiter."),
                file=str(path),
                remedy=_("Install that version or a newer one."),
            )
        if checksum != sha256_hex(canonical_bytes(content)):
            raise ValueError("the checksum differs")
        following = content.get("recovery_next")
        return KeyFile(
            casebook_id=str(content["casebook_id"]),
            root_key=str(content["root_key"]),
            users=tuple(_user_slot(slot) for slot in content["users"]),
            recovery=_recovery_slot(content["recovery"]),
            disabled=tuple(str(name) for name in content["disabled"]),
            recovery_next=_recovery_slot(following) if following else None,
            left_out=tuple(str(name) for name in content.get("left_out", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unavailable(
            _("The key file keys.json is damaged."),
            file=str(path),
            remedy=_("Copy keys.json from the newest backup into the folder."),
        ) from error


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _user_slot(slot: Mapping[str, Any]) -> UserSlot:
    return UserSlot(
        id=str(slot["id"]),
        user_id=str(slot["user_id"]),
        user=str(slot["user"]),
        kdf=Argon2(**slot["kdf"]),
        data_key=Sealed(**slot["data_key"]),
        signing_key=Sealed(**slot["signing_key"]),
        public_key=str(slot["public_key"]),
        sealing_key=str(slot.get("sealing_key", "")),
        vouched=str(slot.get("vouched", "")),
    )


def _recovery_slot(slot: Mapping[str, Any]) -> RecoverySlot:
    return RecoverySlot(
        id=str(slot["id"]),
        salt=str(slot["salt"]),
        data_key=Sealed(**slot["data_key"]),
        public_key=str(slot["public_key"]),
        needed=int(slot["needed"]),
        shares=int(slot["shares"]),
        sealing_key=str(slot.get("sealing_key", "")),
        vouched=str(slot.get("vouched", "")),
    )


def _refuse_weak(path: Path, kdf: Argon2) -> None:
    strong = (
        MIN_MEMORY_KIB <= kdf.memory_kib <= _MAX_MEMORY_KIB
        and MIN_PASSES <= kdf.passes <= _MAX_PASSES
        and 1 <= kdf.lanes <= _MAX_LANES
    )
    if not strong:
        raise Unavailable(
            _("The key file keys.json was changed: its password protection is outside the limits."),
            file=str(path),
            remedy=_(
                "Copy keys.json from the newest backup into the folder and ask who changed it."
            ),
        )
