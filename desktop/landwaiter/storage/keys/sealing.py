"""How a secret is sealed: under another secret, or to a public key whose owner is away.

Sealing to a public key is X25519 with an ephemeral key, HKDF-SHA-256 over the agreement and both
public keys, and AES-256-GCM. The private half follows from the owner's secret (what Argon2id makes
of a password, or the recovery secret) and is kept nowhere. Both ways bind what is sealed to its
place, so that it opens nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from landwaiter.canonical import canonical_bytes
from landwaiter.storage.keys.key_file import FORMAT, SealedBytes

Entropy = Callable[[int], bytes]
"""Gives that many random bytes: `os.urandom`, or a fixed source in tests."""

KEY_BYTES = 32
_NONCE_BYTES = 12
_UNDER_SECRET, _TO_PUBLIC_KEY = 1, 2
"""Versions of the two ways, bound into what is sealed."""


@dataclass(frozen=True, slots=True)
class SealPlace:
    """What a sealed key is bound to, so that it opens nowhere else."""

    casebook_id: str
    slot_id: str
    user_id: str = ""
    user: str = ""
    purpose: str = "data"

    def bound(self, version: int) -> bytes:
        return canonical_bytes({"format": FORMAT, "version": version, "place": self})


def derive(secret: bytes, purpose: str, salt: bytes) -> bytes:
    """32 bytes by HKDF-SHA-256 for one purpose."""
    info = f"landwaiter/1/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def seal(
    secret: bytes, content: bytes, place: SealPlace, purpose: str, entropy: Entropy
) -> SealedBytes:
    """The content under the secret, for one purpose at one place."""
    key, bound = _purpose_key(secret, place, purpose)
    nonce = entropy(_NONCE_BYTES)
    return SealedBytes(nonce=nonce.hex(), text=AESGCM(key).encrypt(nonce, content, bound).hex())


def unseal(secret: bytes, sealed: SealedBytes, place: SealPlace, purpose: str) -> bytes:
    """What was sealed, either way; cryptography's InvalidTag when secret or place is another."""
    nonce, text = bytes.fromhex(sealed.nonce), bytes.fromhex(sealed.text)
    if sealed.ephemeral:
        return _unboxed(secret, sealed.ephemeral, nonce, text, replace(place, purpose=purpose))
    key, bound = _purpose_key(secret, place, purpose)
    return AESGCM(key).decrypt(nonce, text, bound)


def sealing_key(secret: bytes, slot_id: str) -> str:
    """The X25519 public key of the slot's owner, 64 hexadecimal figures."""
    return _public(_private(secret, slot_id))


def seal_to(public_key: str, content: bytes, place: SealPlace, entropy: Entropy) -> SealedBytes:
    """The content for the owner of the public key; ValueError for one that is no key."""
    ephemeral = X25519PrivateKey.from_private_bytes(entropy(KEY_BYTES))
    owner = X25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    key = _agreed(ephemeral.exchange(owner), _public(ephemeral), public_key)
    nonce = entropy(_NONCE_BYTES)
    text = AESGCM(key).encrypt(nonce, content, place.bound(_TO_PUBLIC_KEY))
    return SealedBytes(nonce=nonce.hex(), text=text.hex(), ephemeral=_public(ephemeral))


def vouched_bytes(place: SealPlace, sealing: str, public_key: str) -> bytes:
    """What the maker of a slot signs: it receives no data key for anybody else's sealing key."""
    said = {"format": f"{FORMAT}: slot", "place": place, "sealing": sealing, "key": public_key}
    return canonical_bytes(said)


def commitment(data_key: bytes) -> str:
    """What statements say of the data key, which tells nothing of it but whether it is the same."""
    return derive(data_key, "commitment", b"landwaiter data key").hex()


def _purpose_key(secret: bytes, place: SealPlace, purpose: str) -> tuple[bytes, bytes]:
    """Key and associated data for one purpose at one place."""
    bound = replace(place, purpose=purpose).bound(_UNDER_SECRET)
    return derive(secret, f"slot/{purpose}", place.slot_id.encode()), bound


def _unboxed(secret: bytes, ephemeral: str, nonce: bytes, text: bytes, place: SealPlace) -> bytes:
    own = _private(secret, place.slot_id)
    other = X25519PublicKey.from_public_bytes(bytes.fromhex(ephemeral))
    key = _agreed(own.exchange(other), ephemeral, _public(own))
    return AESGCM(key).decrypt(nonce, text, place.bound(_TO_PUBLIC_KEY))


def _private(secret: bytes, slot_id: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derive(secret, "slot/sealing", slot_id.encode()))


def _public(key: X25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _agreed(agreement: bytes, ephemeral: str, public_key: str) -> bytes:
    return derive(agreement, "slot/agreed", bytes.fromhex(ephemeral + public_key))
