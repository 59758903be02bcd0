"""The output that a key gives for a text, and no other: ECVRF-EDWARDS25519-SHA512-TAI.

A verifiable random function as RFC 9381, section 5, makes it of a person's Ed25519 key. More than
one Ed25519 signature fits a text: who signs chooses a number, and may go on until the signature
suits. Of this function a key has one output for a text; its proof holds a chosen number too, which
changes nothing in the output.

The number follows from the private key as that of a signature does, over 32 bytes: nothing else of
this length is ever signed. The arithmetic is Python's own and takes some milliseconds, which differ
with the key: it is used on its owner's PC alone.
"""

from functools import lru_cache
from hashlib import sha512
from typing import Final

_P: Final = 2**255 - 19
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_D: Final = -121665 * pow(121666, -1, _P) % _P
_ROOT: Final = pow(2, (_P - 1) // 4, _P)
_SUITE: Final = b"\x03"
_LONG: Final = 80
_C: Final = 16
Point = tuple[int, int, int, int]
"""In extended coordinates."""
_NEUTRAL: Final[Point] = (0, 1, 1, 0)


def _added(one: Point, other: Point) -> Point:
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a, b = (y1 - x1) * (y2 - x2) % _P, (y1 + x1) * (y2 + x2) % _P
    c, d = 2 * t1 * t2 * _D % _P, 2 * z1 * z2 % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number: int, point: Point) -> Point:
    found = _NEUTRAL
    for bit in bin(number)[2:]:
        found = _added(found, found)
        if bit == "1":
            found = _added(found, point)
    return found


def _minus(point: Point) -> Point:
    x, y, z, t = point
    return -x % _P, y, z, -t % _P


def _point(data: bytes) -> Point | None:
    """The point of its 32 bytes (RFC 8032, section 5.1.3); None where they are none."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if len(data) != 32 or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if x * x % _P != square:
        x = x * _ROOT % _P
    if x * x % _P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _bytes(point: Point) -> bytes:
    x, y, z, _t = point
    inverse = pow(z, -1, _P)
    x, y = x * inverse % _P, y * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE: Final = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or _NEUTRAL


def _point_for(public: bytes, text: bytes) -> Point:
    """A point that text and key give, of which nobody knows what multiple of the base it is."""
    for count in range(256):
        digest = sha512(_SUITE + b"\x01" + public + text + bytes([count, 0])).digest()
        point = _point(digest[:32])
        if point is not None:
            found = _times(8, point)
            if _bytes(found) != _bytes(_NEUTRAL):
                return found
    raise ValueError("no point is found")


def _challenge(*points: bytes) -> int:
    digest = sha512(_SUITE + b"\x02" + b"".join(points) + b"\x00").digest()
    return int.from_bytes(digest[:_C], "little")


def _output(gamma: Point) -> bytes:
    return sha512(_SUITE + b"\x03" + _bytes(_times(8, gamma)) + b"\x00").digest()


def prove(seed: bytes, public: bytes, text: bytes) -> bytes:
    """The proof for a text, 80 bytes, by the private key, which is 32."""
    digest = sha512(seed).digest()
    secret = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
    held = _point_for(public, text)
    named = _bytes(held)
    number = int.from_bytes(sha512(digest[32:] + named).digest(), "little") % _ORDER
    gamma = _bytes(_times(secret, held))
    c = _challenge(
        public, named, gamma, _bytes(_times(number, _BASE)), _bytes(_times(number, held))
    )
    s = (number + c * secret) % _ORDER
    return gamma + c.to_bytes(_C, "little") + s.to_bytes(32, "little")


@lru_cache(maxsize=4_096)
def output_in(proof: bytes) -> bytes | None:
    """What a proof says that its key gives, 64 bytes; None where it is none. It is not verified."""
    gamma = _point(proof[:32])
    return None if gamma is None or len(proof) != _LONG else _output(gamma)


def is_proved(public: bytes, text: bytes, proof: bytes) -> bool:
    """Whether the key gives for the text what the proof says."""
    key, gamma = _point(public), _point(proof[:32])
    s = int.from_bytes(proof[32 + _C :], "little")
    if len(proof) != _LONG or key is None or gamma is None or s >= _ORDER:
        return False
    if _bytes(_times(8, key)) == _bytes(_NEUTRAL):
        # Of such a key anybody can prove anything.
        return False
    c, held = int.from_bytes(proof[32 : 32 + _C], "little"), _point_for(public, text)
    u = _added(_times(s, _BASE), _minus(_times(c, key)))
    v = _added(_times(s, held), _minus(_times(c, gamma)))
    return _challenge(public, _bytes(held), proof[:32], _bytes(u), _bytes(v)) == c
