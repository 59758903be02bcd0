"""A half of the recovery key as its holder prints, keeps and types it.

Each half is a secret of its own: none tells anything of another, and nobody ever has both.
"""

import hashlib
from dataclasses import dataclass

from landwaiter.errors import Invalid
from landwaiter.i18n import _, plural

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Base32 without 0, 1, I and O, which are taken for one another."""
SECRET_BYTES = 32
_VERSION = 2
_CHECK_BYTES = 6
_LENGTH = 64
"""Characters: (2 + 32 + 6 bytes) of 5 bits each."""


@dataclass(frozen=True, slots=True, repr=False)
class KeyShare:
    """The secret of one holder: number `number` of the halves, `needed` of which open together."""

    secret: bytes
    needed: int = 1
    number: int = 1


def read_all(text: str) -> tuple[KeyShare, ...]:
    """The halves in a text, apart by line breaks; each as `read` takes it."""
    letters = [line for line in text.splitlines() if line.strip()]
    if len(letters) > 1 and all(len(_letters(line)) == _LENGTH for line in letters):
        return tuple(read(line) for line in letters)
    return (read(text),)


def printed(share: KeyShare) -> str:
    """Sixteen groups of four, joined in pairs: K7QM-2XPD 9RWT-HF4C …"""
    body = bytes([_VERSION, share.needed << 4 | share.number]) + share.secret
    value = int.from_bytes(body + _check(body), "big")
    text = "".join(ALPHABET[value >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
    pairs = [f"{text[at : at + 4]}-{text[at + 4 : at + 8]}" for at in range(0, _LENGTH, 8)]
    return " ".join(pairs)


def read(text: str) -> KeyShare:
    """The share behind a printed key; spaces, hyphens and small letters do not matter.

    Raises Invalid for a wrong length, a foreign character or a mistyped one (checksum).
    """
    letters = _letters(text)
    foreign = next((letter for letter in letters if letter not in ALPHABET), None)
    if foreign is not None:
        raise _mistyped(_("“{letter}” does not occur in a recovery key.").format(letter=foreign))
    if len(letters) != _LENGTH:
        raise _mistyped(
            plural(
                _LENGTH,
                "A recovery key has {n} character, and this has {found}.",
                "A recovery key has {n} characters, and this has {found}.",
                found=len(letters),
            )
        )
    value = 0
    for letter in letters:
        value = value << 5 | ALPHABET.index(letter)
    data = value.to_bytes(2 + SECRET_BYTES + _CHECK_BYTES, "big")
    body, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
    if check != _check(body) or body[0] != _VERSION:
        raise _mistyped(_("The recovery key is mistyped: its check figures do not fit."))
    return KeyShare(secret=body[2:], needed=body[1] >> 4, number=body[1] & 15)


def _letters(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("–", "").upper()


def _check(body: bytes) -> bytes:
    return hashlib.sha256(b"landwaiter recovery key" + body).digest()[:_CHECK_BYTES]


def _mistyped(message: str) -> Invalid:
    return Invalid(message, field="recovery key", remedy=_("Compare it with the printed one."))
