"""`keys.json`, version 3: what it holds, and how it is read and replaced.

Each slot holds the data key and, but for a first password, the own signing key of its user. It
names a public key besides, so that a new data key can be sealed to it while its owner is away; who
made the slot signed for it. The recovery key is in halves, each made by its holder.

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
from landwaiter.storage.keys.folder_links import refuse_link
from landwaiter.storage.keys.place import write_durably

KEY_FILE = "keys.json"
FORMAT = "landwaiter keys"
VERSION = 3
MIN_MEMORY_KIB, MIN_PASSES = 65_536, 3
_FILES_KEPT = 4
_MAX_MEMORY_KIB, _MAX_PASSES, _MAX_LANES = 1_048_576, 16, 16


@dataclass(frozen=True, slots=True)
class SealedBytes:
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
    """The data key of one user under that user's password, and the own signing key if there is one.

    A first password has none: what it gives, the ticket, is good for making the own key, once.
    """

    id: str
    user_id: str
    user: str
    kdf: Argon2
    data_key: SealedBytes
    signing_key: SealedBytes | None
    """None: the password is a first one."""
    public_key: str
    """Of the signing key, or of the ticket."""
    sealing_key: str
    """X25519 public key that a data key can be sealed to."""
    vouched: str
    """Signature over sealing key, public key and place: by the own key, or by who gave the first
    password out."""

    @property
    def is_ticket(self) -> bool:
        return self.signing_key is None


@dataclass(frozen=True, slots=True)
class Half:
    """One part of the recovery key, as its holder made it."""

    user_id: str
    """Whose it is."""
    user: str
    public_key: str
    """Of the signing key that it gives; statements name it."""
    sealing_key: str
    vouched: str
    """Signature of that key over the sealing key and its place."""


@dataclass(frozen=True, slots=True)
class Combination:
    """The data key sealed to the first of some halves, that to the next, and so on."""

    holders: tuple[str, ...]
    """Ids, the innermost first."""
    data_key: SealedBytes


@dataclass(frozen=True, slots=True)
class Recovery:
    """The data key under the recovery key: each combination of `needed` halves opens it."""

    needed: int
    halves: tuple[Half, ...]
    combinations: tuple[Combination, ...]


@dataclass(frozen=True, slots=True)
class KeyFile:
    casebook_id: str
    """SHA-256 of the founding statement."""
    users: tuple[UserSlot, ...]
    recovery: Recovery
    disabled: tuple[str, ...] = ()
    """Names of users whose slot was removed."""
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
        if content["version"] != VERSION:
            raise ValueError("another version")
        if checksum != sha256_hex(canonical_bytes(content)):
            raise ValueError("the checksum differs")
        return KeyFile(
            casebook_id=str(content["casebook_id"]),
            users=tuple(_user_slot(slot) for slot in content["users"]),
            recovery=_recovery(content["recovery"]),
            disabled=tuple(str(name) for name in content["disabled"]),
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
        data_key=SealedBytes(**slot["data_key"]),
        signing_key=SealedBytes(**slot["signing_key"]) if slot["signing_key"] else None,
        public_key=str(slot["public_key"]),
        sealing_key=str(slot["sealing_key"]),
        vouched=str(slot["vouched"]),
    )


def _recovery(content: Mapping[str, Any]) -> Recovery:
    return Recovery(
        needed=int(content["needed"]),
        halves=tuple(
            Half(**{name: str(value) for name, value in half.items()}) for half in content["halves"]
        ),
        combinations=tuple(
            Combination(tuple(map(str, one["holders"])), SealedBytes(**one["data_key"]))
            for one in content["combinations"]
        ),
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
