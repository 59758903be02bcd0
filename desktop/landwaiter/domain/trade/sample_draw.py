"""The sample of declarations in which nothing was found: how it is drawn, and what it tells.

Whether a declaration is in it follows from its content, from a secret of its batch and from what
the key of who sifts gives for what bound that secret. What the secret is, the entry of the batch
before has bound: nobody can choose it once the declarations are known, and nobody changes the draw
by breaking off and beginning anew. Who reads the database reads the secret; what it draws, without
that key nobody knows. A key gives one output for a text (`key_output`), which its owner does not
choose. Once the batch is sealed, secret and proof stand in its entry, so that anybody can draw
again.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from math import comb, fsum
from typing import Final

USUAL_RATE: Final = 400
"""One in so many is drawn, unless the office says otherwise."""
_RANGE: Final = 1 << 64


def commitment(secret: bytes) -> str:
    """What binds a secret before it is told: its SHA-256 in hexadecimal."""
    return sha256(secret).hexdigest()


def drawn_text(casebook: str, batch: int, bound: str) -> bytes:
    """What the key of who sifts is asked: the casebook, the batch, and what bound its secret."""
    return f"landwaiter sample 1\n{casebook}\n{batch}\n{bound}\n".encode()


def mixed(secret: bytes, output: bytes) -> bytes:
    """What a batch is drawn by: its secret and what the key gave, together."""
    return sha256(secret + output).digest()


@dataclass(frozen=True, slots=True)
class Draw:
    """How a batch is drawn from: by secret and key, one in so many; none where that is 0."""

    secret: bytes
    """Both, mixed."""
    one_in: int

    def takes(self, content_sha256: str) -> bool:
        """Whether the declaration with this content is in the sample."""
        if not self.one_in:
            return False
        ticket = hmac.digest(self.secret, bytes.fromhex(content_sha256), "sha256")
        return int.from_bytes(ticket[:8], "big") < _RANGE // self.one_in


def most_missed(missed: int, looked: int) -> int:
    """Thousandths of the rest that at most should have been found, at a confidence of 95 %.

    The exact one-sided bound of Clopper and Pearson (1934), rounded up: 0 of 120 gives 25.
    """
    if missed >= looked:
        return 1000
    return next(at for at in range(1001) if _at_most(missed, looked, at / 1000) <= 1 - _CONFIDENCE)


_CONFIDENCE: Final = 0.95


def _at_most(missed: int, looked: int, rate: float) -> float:
    """The probability of at most so many, where each is missed at this rate."""
    return fsum(comb(looked, k) * rate**k * (1 - rate) ** (looked - k) for k in range(missed + 1))
