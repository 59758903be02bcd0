"""Keys of a casebook: the data key and its sub-keys, slots per user, recovery, signing keys."""

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
)

from landwaiter.errors import Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.key_file import Argon2, KeyFile, RecoverySlot, UserSlot
from landwaiter.storage.recovery_key import Share, joined, split
from landwaiter.storage.sealing import (
    KEY_BYTES,
    Entropy,
    Place,
    derive,
    seal,
    seal_to,
    sealing_key,
    unseal,
    vouched_bytes,
)
from landwaiter.trust.signed import signature_fits as by_trust

MIN_PASSWORD = 12
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True, repr=False)
class SubKeys:
    """What the data key is used for; the data key itself encrypts nothing."""

    database: bytes
    vault: bytes
    names: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Unlocked:
    """What a user's password gives: the data key and the own signing key."""

    data_key: bytes
    signing_key: bytes
    slot: UserSlot
    renewed: UserSlot | None = None
    """The slot in version 2, where it was of version 1: to be put in its place."""


def sub_keys(data_key: bytes, casebook_id: str) -> SubKeys:
    """The keys of database, vault and names."""
    salt = casebook_id.encode()
    return SubKeys(*(derive(data_key, purpose, salt) for purpose in ("database", "vault", "names")))


def new_signing_key() -> tuple[bytes, str]:
    """A fresh Ed25519 key: private bytes and public key as 64 hexadecimal figures."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw().hex()


def check_password(password: str) -> None:
    """Invalid for a password too short to protect anything."""
    if len(password) < MIN_PASSWORD:
        raise Invalid(
            _("The password is too short: {least} characters or more are needed.").format(
                least=MIN_PASSWORD
            ),
            field="password",
            remedy=_("A sentence is easier to keep than a word."),
        )


def new_user_slot(
    keys: tuple[str, str],
    *,
    slot_id: str,
    user_id: str,
    user: str,
    password: str,
    data_key: bytes,
    signing_key: bytes,
    public_key: str,
    entropy: Entropy,
) -> UserSlot:
    """The slot of a user; `keys` is (casebook id, root key) of the file it goes into."""
    check_password(password)
    kdf = Argon2(salt=entropy(_SALT_BYTES).hex())
    secret = _stretched(password, kdf)
    place = Place(*keys, slot_id, user_id, user)
    own = sealing_key(secret, slot_id)
    return UserSlot(
        id=slot_id,
        user_id=user_id,
        user=user,
        kdf=kdf,
        data_key=seal_to(own, data_key, place, entropy),
        signing_key=seal(secret, signing_key, place, "signing", entropy),
        public_key=public_key,
        sealing_key=own,
        vouched=signed(signing_key, vouched_bytes(place, own)).hex(),
    )


def new_recovery_slot(
    keys: tuple[str, str], *, slot_id: str, data_key: bytes, entropy: Entropy, shares: int = 1
) -> tuple[RecoverySlot, tuple[Share, ...]]:
    """The recovery slot and its one or two shares, which are shown once and kept nowhere."""
    parts = split(shares, entropy)
    salt = entropy(_SALT_BYTES)
    secret = derive(joined(parts), "recovery", salt)
    own, place = sealing_key(secret, slot_id), Place(*keys, slot_id)
    signing_key = _recovery_signing_key(joined(parts), salt.hex())
    slot = RecoverySlot(
        id=slot_id,
        salt=salt.hex(),
        data_key=seal_to(own, data_key, place, entropy),
        public_key=public_of(signing_key),
        needed=shares,
        shares=shares,
        sealing_key=own,
        vouched=signed(signing_key, vouched_bytes(place, own)).hex(),
    )
    return slot, parts


def place_of(keys: KeyFile, slot: UserSlot | RecoverySlot) -> Place:
    """Where what the slot seals is bound to."""
    if isinstance(slot, RecoverySlot):
        return Place(keys.casebook_id, keys.root_key, slot.id)
    return Place(keys.casebook_id, keys.root_key, slot.id, slot.user_id, slot.user)


def is_vouched(keys: KeyFile, slot: UserSlot | RecoverySlot, public_key: str) -> bool:
    """Whether the holder of this public signing key signed the slot's sealing key."""
    content = vouched_bytes(place_of(keys, slot), slot.sealing_key)
    try:
        return signature_fits(public_key, bytes.fromhex(slot.vouched), content)
    except ValueError:
        return False


def _recovery_signing_key(secret: bytes, salt: str) -> bytes:
    """The Ed25519 key that the recovery secret itself gives: it vouches for recovered users."""
    return derive(secret, "recovery/signing", bytes.fromhex(salt))


def public_of(signing_key: bytes) -> str:
    """The public half of an Ed25519 key as 64 hexadecimal figures."""
    return Ed25519PrivateKey.from_private_bytes(signing_key).public_key().public_bytes_raw().hex()


def signed(signing_key: bytes, content: bytes) -> bytes:
    """The 64 bytes of an Ed25519 signature."""
    return Ed25519PrivateKey.from_private_bytes(signing_key).sign(content)


def signature_fits(public_key: str, signature: bytes, content: bytes) -> bool:
    """Whether the signature over the content was made with this public key's other half."""
    return by_trust(public_key, signature.hex(), content)


def unlock(keys: KeyFile, user: str, password: str) -> Unlocked:
    """Data key and signing key of a user.

    Raises Unavailable for a wrong password, NotAllowed for a disabled user, NotFound else.
    """
    return unlock_slot(keys, slot_of(keys, user), password)


def unlock_slot(keys: KeyFile, slot: UserSlot, password: str) -> Unlocked:
    """Data key and signing key behind a slot; Unavailable for a wrong password."""
    secret = _stretched(password, slot.kdf)
    place = place_of(keys, slot)
    try:
        data_key = unseal(secret, slot.data_key, place, "data")
        signing_key = unseal(secret, slot.signing_key, place, "signing")
    except (InvalidTag, ValueError):
        raise Unavailable(
            _("The password is wrong for user {user}.").format(user=slot.user)
        ) from None
    renewed = None if slot.sealing_key else _renewed(slot, place, secret, signing_key)
    return Unlocked(data_key, signing_key, slot, renewed)


def _renewed(slot: UserSlot, place: Place, secret: bytes, signing_key: bytes) -> UserSlot:
    own = sealing_key(secret, slot.id)
    vouched = signed(signing_key, vouched_bytes(place, own)).hex()
    return replace(slot, sealing_key=own, vouched=vouched)


def unlock_for_recovery(keys: KeyFile, shares: Sequence[Share]) -> tuple[bytes, bytes]:
    """Data key and signing key behind the recovery key; NotAllowed when it is another casebook's.

    Unavailable while a share is missing.
    """
    needed = min(slot.needed for slot in keys.recoveries)
    if len(shares) < needed:
        raise Unavailable(
            _("The recovery key of this casebook is in {needed} shares.").format(needed=needed),
            remedy=_("Give each of them, in a line of its own."),
        )
    secret = joined(shares)
    for slot in keys.recoveries:
        with suppress(InvalidTag, ValueError):
            own = derive(secret, "recovery", bytes.fromhex(slot.salt))
            data_key = unseal(own, slot.data_key, place_of(keys, slot), "data")
            return data_key, _vouching(secret, slot)
    raise NotAllowed(_("The recovery key belongs to another casebook."))


def _vouching(secret: bytes, slot: RecoverySlot) -> bytes:
    signing_key = _recovery_signing_key(secret, slot.salt)
    if public_of(signing_key) != slot.public_key:
        raise NotAllowed(_("The recovery key is not the one keys.json names: it was changed."))
    return signing_key


def name_key(user: str) -> str:
    """What makes two user names the same."""
    return unicodedata.normalize("NFKC", user).casefold().strip()


def slot_of(keys: KeyFile, user: str) -> UserSlot:
    """The slot of a user; NotAllowed for a disabled one, NotFound for an unknown one."""
    wanted = name_key(user)
    for slot in keys.users:
        if name_key(slot.user) == wanted:
            return slot
    if any(name_key(name) == wanted for name in keys.disabled):
        raise NotAllowed(
            _("The user {user} is disabled.").format(user=user),
            remedy=_("Ask an administrator of the casebook."),
        )
    if any(name_key(name) == wanted for name in keys.left_out):
        raise NotAllowed(
            _("The casebook has a new data key, made without {user}.").format(user=user),
            remedy=_("Ask an administrator of the casebook for a new password."),
        )
    raise NotFound(
        _("There is no user {user} in this casebook.").format(user=user),
        remedy=_("Ask an administrator of the casebook."),
    )


def _stretched(password: str, kdf: Argon2) -> bytes:
    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode(),
        bytes.fromhex(kdf.salt),
        time_cost=kdf.passes,
        memory_cost=kdf.memory_kib,
        parallelism=kdf.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
