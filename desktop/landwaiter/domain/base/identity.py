"""Identities that sort by birth and can be brought together from several casebooks."""

import re
from dataclasses import dataclass
from uuid import UUID

RANDOM_BITS = 74
_LOW_BITS = 62
_WRITTEN = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def uuid7(milliseconds: int, random_bits: int) -> UUID:
    """UUID version 7 (RFC 9562, 5.7) of a Unix time in ms and 74 random bits."""
    if not 0 <= milliseconds < 1 << 48:
        raise ValueError("the time does not fit in 48 bits")
    if not 0 <= random_bits < 1 << RANDOM_BITS:
        raise ValueError("the random part does not fit in 74 bits")
    high, low = random_bits >> _LOW_BITS, random_bits & ((1 << _LOW_BITS) - 1)
    return UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low)


@dataclass(frozen=True, slots=True)
class IdentityClock:
    """The last identity given: the next one is greater, even when the clock stands or goes back."""

    milliseconds: int = 0
    random_bits: int = 0

    def next(self, milliseconds: int, random_bits: int) -> "IdentityClock":
        """The clock after giving one more identity at this time with this randomness."""
        if milliseconds > self.milliseconds:
            return IdentityClock(milliseconds, random_bits)
        step = self.random_bits + 1 + random_bits % (1 << 32)
        if step < 1 << RANDOM_BITS:
            return IdentityClock(self.milliseconds, step)
        return IdentityClock(self.milliseconds + 1, random_bits)

    def after(self, identity: str) -> "IdentityClock":
        """The clock that gives nothing up to this identity; as it is where that is no UUIDv7."""
        try:
            known = UUID(identity)
        except ValueError:
            return self
        high, low = known.int >> 64 & 0xFFF, known.int & ((1 << _LOW_BITS) - 1)
        other = IdentityClock(known.int >> 80, high << _LOW_BITS | low)
        return max(self, other, key=lambda one: (one.milliseconds, one.random_bits))

    def identity(self) -> str:
        """The identity given last, as text."""
        return str(uuid7(self.milliseconds, self.random_bits))


def is_identity(text: str) -> bool:
    """Whether a text is an id as the rows of the casebook have it."""
    return _WRITTEN.fullmatch(text) is not None
