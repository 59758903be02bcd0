"""Keys of a casebook: the data key and its sub-keys, slots per user, recovery, signing keys."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.i18n import _, plural
from landwaiter.storage.keys.key_file import (
    Argon2,
    Combination,
    Half,
    KeyFile,
    Recovery,
    SealedBytes,
    UserSlot,
)
from landwaiter.storage.keys.recovery_key import SECRET_BYTES, KeyShare
from landwaiter.storage.keys.sealing import (
    KEY_BYTES,
    Entropy,
    SealPlace,
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
class UnlockedKeys:
    """What a user's password gives: the data key and the own signing key.

    Of a first password, the key of the ticket stands in its place.
    """

    data_key: bytes
    signing_key: bytes
    slot: UserSlot


@dataclass(frozen=True, slots=True, repr=False)
class Owner:
    """Whose slot is made, under which password, and the signing key that goes into it.

    Without one it is the slot of a first password.
    """

    user_id: str
    user: str
    password: str
    signing_key: bytes | None = None


def sub_keys(data_key: bytes, casebook_id: str) -> SubKeys:
    """The keys of database, vault and names."""
    salt = casebook_id.encode()
    return SubKeys(*(derive(data_key, purpose, salt) for purpose in ("database", "vault", "names")))


def new_signing_key() -> tuple[bytes, str]:
    """A fresh Ed25519 key: private bytes and public key as 64 hexadecimal figures."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw().hex()


def private(signing_key: bytes) -> Ed25519PrivateKey:
    """The key that signs statements, of its 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(signing_key)


def check_password(password: str) -> None:
    """Invalid for a password too short to protect anything."""
    if len(password) < MIN_PASSWORD:
        raise Invalid(
            plural(
                MIN_PASSWORD,
                "The password is too short: {n} character or more are needed.",
                "The password is too short: {n} characters or more are needed.",
            ),
            field="password",
            remedy=_("A sentence is easier to keep than a word."),
        )


def new_user_slot(
    casebook_id: str,
    *,
    slot_id: str,
    owner: Owner,
    data_key: bytes,
    entropy: Entropy,
    issuer: bytes = b"",
) -> UserSlot:
    """The slot of a user; `issuer` is the signing key of who gives out a first password."""
    check_password(owner.password)
    kdf = Argon2(salt=entropy(_SALT_BYTES).hex())
    secret = _stretched(owner.password, kdf)
    place = SealPlace(casebook_id, slot_id, owner.user_id, owner.user)
    to, own = sealing_key(secret, slot_id), owner.signing_key
    public_key = public_of(own or _ticket(secret, slot_id))
    return UserSlot(
        id=slot_id,
        user_id=owner.user_id,
        user=owner.user,
        kdf=kdf,
        data_key=seal_to(to, data_key, place, entropy),
        signing_key=seal(secret, own, place, "signing", entropy) if own else None,
        public_key=public_key,
        sealing_key=to,
        vouched=signed(own or issuer, vouched_bytes(place, to, public_key)).hex(),
    )


def _ticket(secret: bytes, slot_id: str) -> bytes:
    """The Ed25519 key that a first password gives: good for one statement, the making of a key."""
    return derive(secret, "slot/ticket", slot_id.encode())


@dataclass(frozen=True, slots=True, repr=False)
class NewHalf:
    """A half of the recovery key as its holder makes it: to be shown to the holder alone."""

    user_id: str
    user: str
    secret: bytes

    @property
    def signing_key(self) -> bytes:
        """It signs the statements that recover somebody."""
        return derive(self.secret, "recovery/signing", self.user_id.encode())

    @property
    def public_key(self) -> str:
        return public_of(self.signing_key)

    def sealing_secret(self) -> bytes:
        return derive(self.secret, "recovery", self.user_id.encode())


def new_half(user_id: str, user: str, entropy: Entropy) -> NewHalf:
    return NewHalf(user_id, user, entropy(SECRET_BYTES))


def new_recovery(
    casebook_id: str,
    halves: Sequence[NewHalf],
    *,
    needed: int,
    data_key: bytes,
    entropy: Entropy,
) -> Recovery:
    """The data key under every combination of `needed` halves."""
    made = tuple(_half(casebook_id, half) for half in halves)
    return sealed_again(casebook_id, Recovery(needed, made, ()), data_key, entropy)


def _half(casebook_id: str, half: NewHalf) -> Half:
    place = _place_of_half(casebook_id, half.user_id, half.user)
    to = sealing_key(half.sealing_secret(), half.user_id)
    vouched = signed(half.signing_key, vouched_bytes(place, to, half.public_key)).hex()
    return Half(half.user_id, half.user, half.public_key, to, vouched)


def _place_of_half(casebook_id: str, user_id: str, user: str) -> SealPlace:
    return SealPlace(casebook_id, user_id, user_id, user)


def sealed_again(
    casebook_id: str, recovery: Recovery, data_key: bytes, entropy: Entropy
) -> Recovery:
    """The recovery with this data key under the same halves, whose holders are away."""
    made = []
    for chosen in combinations(recovery.halves, recovery.needed):
        content, sealed = data_key, SealedBytes("", "")
        for half in chosen:
            place = _place_of_half(casebook_id, half.user_id, half.user)
            sealed = seal_to(half.sealing_key, content, place, entropy)
            content = canonical_bytes(sealed)
        made.append(Combination(tuple(half.user_id for half in chosen), sealed))
    return replace(recovery, combinations=tuple(made))


def place_of(keys: KeyFile, slot: UserSlot) -> SealPlace:
    """Where what the slot seals is bound to."""
    return SealPlace(keys.casebook_id, slot.id, slot.user_id, slot.user)


def is_vouched(keys: KeyFile, slot: UserSlot | Half, public_key: str) -> bool:
    """Whether the holder of this public signing key made the slot, or the half."""
    if isinstance(slot, Half):
        place = _place_of_half(keys.casebook_id, slot.user_id, slot.user)
    else:
        place = place_of(keys, slot)
    content = vouched_bytes(place, slot.sealing_key, slot.public_key)
    try:
        return signature_fits(public_key, bytes.fromhex(slot.vouched), content)
    except ValueError:
        return False


def public_of(signing_key: bytes) -> str:
    """The public half of an Ed25519 key as 64 hexadecimal figures."""
    return private(signing_key).public_key().public_bytes_raw().hex()


def signed(signing_key: bytes, content: bytes) -> bytes:
    """The 64 bytes of an Ed25519 signature."""
    return private(signing_key).sign(content)


def signature_fits(public_key: str, signature: bytes, content: bytes) -> bool:
    """Whether the signature over the content was made with this public key's other half."""
    return by_trust(public_key, signature.hex(), content)


def unlock(keys: KeyFile, user: str, password: str) -> UnlockedKeys:
    """Data key and signing key of a user.

    Raises Unavailable for a wrong password, NotAllowed for a disabled user, NotFound else.
    """
    return unlock_slot(keys, slot_of(keys, user), password)


def unlock_slot(keys: KeyFile, slot: UserSlot, password: str) -> UnlockedKeys:
    """Data key and signing key behind a slot; Unavailable for a wrong password."""
    secret = _stretched(password, slot.kdf)
    place = place_of(keys, slot)
    try:
        data_key = unseal(secret, slot.data_key, place, "data")
        own = unseal(secret, slot.signing_key, place, "signing") if slot.signing_key else b""
    except (InvalidTag, ValueError):
        raise Unavailable(
            _("The password is wrong for user {user}.").format(user=slot.user)
        ) from None
    return UnlockedKeys(data_key, own or _ticket(secret, slot.id), slot)


@dataclass(frozen=True, slots=True, repr=False)
class RecoveredKeys:
    """What halves of the recovery key give together: the data key, and the keys that sign."""

    data_key: bytes
    signing_keys: Mapping[str, bytes]
    """Holder → the 32 bytes of the Ed25519 key of the half."""


def unlock_for_recovery(keys: KeyFile, shares: Sequence[KeyShare]) -> RecoveredKeys:
    """The data key behind the halves; NotAllowed when they are another casebook's.

    Unavailable while a half is missing.
    """
    recovery = keys.recovery
    held = {half.user_id: half for half in _held(recovery, shares)}
    if len(shares) < recovery.needed:
        raise Unavailable(
            plural(
                recovery.needed,
                "The recovery key of this casebook is in {n} share.",
                "The recovery key of this casebook is in {n} shares.",
            ),
            remedy=_("Give each of them, in a line of its own."),
        )
    for one in recovery.combinations:
        if {*one.holders} <= held.keys():
            return RecoveredKeys(
                _unnested(keys, one, held),
                {holder: held[holder].signing_key for holder in one.holders},
            )
    raise NotAllowed(
        _("The recovery key belongs to another casebook, or a half of it was given twice.")
    )


def _held(recovery: Recovery, shares: Sequence[KeyShare]) -> list[NewHalf]:
    """Whose halves these are: each is tried with every holder."""
    made = (
        NewHalf(half.user_id, half.user, share.secret)
        for share in shares
        for half in recovery.halves
    )
    known = {half.public_key for half in recovery.halves}
    return [half for half in made if half.public_key in known]


def _unnested(keys: KeyFile, one: Combination, held: Mapping[str, NewHalf]) -> bytes:
    sealed, content = one.data_key, b""
    try:
        for holder in reversed(one.holders):
            half = held[holder]
            place = _place_of_half(keys.casebook_id, half.user_id, half.user)
            content = unseal(half.sealing_secret(), sealed, place, "data")
            if holder != one.holders[0]:
                sealed = SealedBytes(**json.loads(content))
    except (InvalidTag, ValueError, TypeError):
        raise NotAllowed(
            _("The recovery key does not open keys.json: the file was changed."),
            remedy=_("Copy keys.json from the newest backup into the folder."),
        ) from None
    return content


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
