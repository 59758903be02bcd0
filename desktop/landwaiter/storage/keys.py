"""Keys of a casebook: the data key and its sub-keys, slots per user, recovery, signing keys."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.key_file import (
    FORMAT,
    VERSION,
    Argon2,
    KeyFile,
    RecoverySlot,
    Sealed,
    UserSlot,
)
from landwaiter.storage.recovery_key import SECRET_BYTES, Share

Entropy = Callable[[int], bytes]
"""Gives that many random bytes: `os.urandom`, or a fixed source in tests."""

MIN_PASSWORD = 12
_KEY_BYTES, _NONCE_BYTES, _SALT_BYTES = 32, 12, 16


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


@dataclass(frozen=True, slots=True)
class _Place:
    """What a sealed key is bound to, so that it opens nowhere else."""

    casebook_id: str
    root_key: str
    slot_id: str
    user_id: str = ""
    user: str = ""
    purpose: str = "data"

    def bound(self) -> bytes:
        return canonical_bytes({"format": FORMAT, "version": VERSION, "place": self})


def derive(secret: bytes, purpose: str, salt: bytes) -> bytes:
    """32 bytes by HKDF-SHA-256 for one purpose."""
    info = f"landwaiter/1/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=info).derive(secret)


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
    place = _Place(*keys, slot_id, user_id, user)
    return UserSlot(
        id=slot_id,
        user_id=user_id,
        user=user,
        kdf=kdf,
        data_key=_seal(secret, data_key, place, "data", entropy),
        signing_key=_seal(secret, signing_key, place, "signing", entropy),
        public_key=public_key,
    )


def new_recovery_slot(
    keys: tuple[str, str], *, slot_id: str, data_key: bytes, entropy: Entropy
) -> tuple[RecoverySlot, Share]:
    """The recovery slot and its only share, which is shown once and kept nowhere."""
    share = Share(secret=entropy(SECRET_BYTES))
    salt = entropy(_SALT_BYTES)
    secret = derive(share.secret, "recovery", salt)
    sealed = _seal(secret, data_key, _Place(*keys, slot_id), "data", entropy)
    public_key = public_of(recovery_signing_key(share, salt.hex()))
    slot = RecoverySlot(id=slot_id, salt=salt.hex(), data_key=sealed, public_key=public_key)
    return slot, share


def recovery_signing_key(share: Share, salt: str) -> bytes:
    """The Ed25519 key that the recovery secret itself gives: it vouches for recovered users."""
    return derive(share.secret, "recovery/signing", bytes.fromhex(salt))


def public_of(signing_key: bytes) -> str:
    """The public half of an Ed25519 key as 64 hexadecimal figures."""
    return Ed25519PrivateKey.from_private_bytes(signing_key).public_key().public_bytes_raw().hex()


def signed(signing_key: bytes, content: bytes) -> bytes:
    """The 64 bytes of an Ed25519 signature."""
    return Ed25519PrivateKey.from_private_bytes(signing_key).sign(content)


def signature_fits(public_key: str, signature: bytes, content: bytes) -> bool:
    """Whether the signature over the content was made with this public key's other half."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def unlock(keys: KeyFile, user: str, password: str) -> Unlocked:
    """Data key and signing key of a user.

    Raises Unavailable for a wrong password, NotAllowed for a disabled user, NotFound else.
    """
    slot = _slot_of(keys, user)
    secret = _stretched(password, slot.kdf)
    place = _Place(keys.casebook_id, keys.root_key, slot.id, slot.user_id, slot.user)
    try:
        return Unlocked(
            data_key=_unseal(secret, slot.data_key, place, "data"),
            signing_key=_unseal(secret, slot.signing_key, place, "signing"),
            slot=slot,
        )
    except InvalidTag:
        raise Unavailable(
            _("The password is wrong for user {user}.").format(user=slot.user)
        ) from None


def unlock_for_recovery(keys: KeyFile, share: Share) -> bytes:
    """The data key behind the recovery key; NotAllowed when it belongs to another casebook."""
    slot = keys.recovery
    if slot.needed != 1 or share.needed != 1:
        raise Unavailable(
            _("The recovery key of this casebook is split into shares."),
            remedy=_("Use a version of Landwaiter that joins shares."),
        )
    secret = derive(share.secret, "recovery", bytes.fromhex(slot.salt))
    try:
        place = _Place(keys.casebook_id, keys.root_key, slot.id)
        data_key = _unseal(secret, slot.data_key, place, "data")
    except InvalidTag:
        raise NotAllowed(_("The recovery key belongs to another casebook.")) from None
    if public_of(recovery_signing_key(share, slot.salt)) != slot.public_key:
        raise NotAllowed(_("The recovery key is not the one keys.json names: it was changed."))
    return data_key


def name_key(user: str) -> str:
    """What makes two user names the same."""
    return unicodedata.normalize("NFKC", user).casefold().strip()


def _slot_of(keys: KeyFile, user: str) -> UserSlot:
    wanted = name_key(user)
    for slot in keys.users:
        if name_key(slot.user) == wanted:
            return slot
    if any(name_key(name) == wanted for name in keys.disabled):
        raise NotAllowed(
            _("The user {user} is disabled.").format(user=user),
            remedy=_("Ask an administrator of the casebook."),
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
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )


def _purpose_key(secret: bytes, place: _Place, purpose: str) -> tuple[bytes, bytes]:
    """Key and associated data for one purpose at one place."""
    bound = replace(place, purpose=purpose).bound()
    return derive(secret, f"slot/{purpose}", place.slot_id.encode()), bound


def _seal(secret: bytes, content: bytes, place: _Place, purpose: str, entropy: Entropy) -> Sealed:
    key, bound = _purpose_key(secret, place, purpose)
    nonce = entropy(_NONCE_BYTES)
    return Sealed(nonce=nonce.hex(), text=AESGCM(key).encrypt(nonce, content, bound).hex())


def _unseal(secret: bytes, sealed: Sealed, place: _Place, purpose: str) -> bytes:
    key, bound = _purpose_key(secret, place, purpose)
    nonce = bytes.fromhex(sealed.nonce)
    return AESGCM(key).decrypt(nonce, bytes.fromhex(sealed.text), bound)
