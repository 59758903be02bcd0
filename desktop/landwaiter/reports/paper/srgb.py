"""The colours of a document: standard sRGB (IEC 61966-2-1) as an ICC profile of version 4."""

import struct
from collections.abc import Sequence
from typing import Final

_WHITE: Final = (0.9642, 1.0, 0.8249)
"""D50, to which a profile refers."""
_PRIMARIES: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Of sRGB, adapted from D65 to D50 (Bradford)."""
_ADAPTED: Final = (
    1.04791,
    0.02293,
    -0.05020,
    0.02960,
    0.99046,
    -0.01707,
    -0.00925,
    0.01506,
    0.75179,
)
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEAD: Final = 128


def srgb_profile() -> bytes:
    """The profile; always the same bytes."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(_CURVE)
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("No copyright, use freely"),
        b"wtpt": _xyz(_WHITE),
        b"chad": b"sf32" + bytes(4) + _fixed(_ADAPTED),
        **{name: _xyz(colour) for name, colour in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at = _HEAD + 4 + 12 * len(tags)
    table, body = [struct.pack(">I", len(tags))], []
    for name, data in tags.items():
        table.append(struct.pack(">4sII", name, at, len(data)))
        body.append(data + bytes(-len(data) % 4))
        at += len(body[-1])
    return _head(at) + b"".join((*table, *body))


def _head(size: int) -> bytes:
    """What it is for: a display, from RGB to XYZ, perceptual (ICC.1:2010, 7.2)."""
    day = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    kind = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    return (kind + day + b"acsp" + bytes(28) + _fixed(_WHITE)).ljust(_HEAD, b"\0")


def _words(text: str) -> bytes:
    """Words in English, as the format has them: mluc."""
    said = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(said), 28) + said


def _xyz(colour: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(colour)


def _fixed(numbers: Sequence[float]) -> bytes:
    """Numbers with 16 bits before the point and 16 after it."""
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)
