"""Exact bytes with who signed them, and what the readers know of an entry of the audit chain."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from landwaiter.canonical import canonical_bytes, sha256_hex

GENESIS = "0" * 64
"""The hash before the first of a chain."""
FORM = "2"
"""The form of statements, seals and signed deeds."""


@lru_cache(maxsize=200_000)
def signature_fits(public_key: str, signature: str, data: bytes) -> bool:
    """Whether the Ed25519 signature over `data` is by this key; key and signature in hex."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class SignedContent:
    """A statement, a signed deed or a seal: what was signed, and (public key, signature) in hex."""

    text: bytes
    signatures: tuple[tuple[str, str], ...]
    sha256: str = field(init=False)
    """Of text and signatures together, so that a signature taken off is seen."""

    def __post_init__(self) -> None:
        try:
            text = self.text.decode()
        except UnicodeDecodeError:
            text = self.text.hex()
        whole = {"signatures": sorted(map(list, self.signatures)), "text": text}
        object.__setattr__(self, "sha256", sha256_hex(canonical_bytes(whole)))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _signature in self.signatures)

    @property
    def is_sound(self) -> bool:
        """Whether somebody signed, and every signature fits."""
        return bool(self.signatures) and all(
            signature_fits(key, signature, self.text) for key, signature in self.signatures
        )


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """An entry of the audit chain as its hash was computed: whose it is, and what it names."""

    sha256: str
    by: str
    """Id of the person."""
    object: str


def signed(said: Any, private_keys: Iterable[Ed25519PrivateKey]) -> SignedContent:
    """The canonical bytes of `said`, signed with each of the keys."""
    text = canonical_bytes(said)
    return SignedContent(
        text,
        tuple(
            (key.public_key().public_bytes_raw().hex(), key.sign(text).hex())
            for key in private_keys
        ),
    )
