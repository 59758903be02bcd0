"""The root over the declarations of a batch, and the path by which one of them is proved.

A Merkle tree as RFC 6962, section 2.1, makes it: SHA-256 over a zero byte and the leaf's content,
and over a one byte and two nodes; the left half of a tree is the greatest power of two below its
size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

_LEAF, _NODE = b"\x00", b"\x01"
EMPTY: Final = sha256(b"").digest()
"""Root of no leaves."""


@dataclass(frozen=True, slots=True)
class TreeStep:
    """A node beside the path."""

    digest: str
    """Lower-case hexadecimal."""
    is_left: bool


def leaf(salt: bytes, *digests: str) -> bytes:
    """The node of one declaration: of its salt and the hashes of what was read and found.

    Without the salt nobody can try contents until one fits, however little is unknown of it.
    """
    return sha256(_LEAF + salt + bytes.fromhex("".join(digests))).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaves in their order."""
    level = list(leaves)
    if not level:
        return EMPTY
    # Pairs from the left, an odd one carried up: the same tree as by halves.
    while len(level) > 1:
        pairs = [_joined(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level = [*pairs, *level[len(pairs) * 2 :]]
    return level[0]


def path(leaves: Sequence[bytes], place: int) -> tuple[TreeStep, ...]:
    """The nodes beside the way from the leaf at `place` to the root, from below."""
    level, at = list(leaves), place
    steps = []
    while len(level) > 1:
        other = at ^ 1
        if other < len(level):
            steps.append(TreeStep(level[other].hex(), is_left=other < at))
        pairs = [_joined(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
        level, at = [*pairs, *level[len(pairs) * 2 :]], at // 2
    return tuple(steps)


def root_by(node: bytes, steps: Sequence[TreeStep]) -> bytes:
    """The root that a leaf and its path give."""
    for step in steps:
        beside = bytes.fromhex(step.digest)
        node = _joined(beside, node) if step.is_left else _joined(node, beside)
    return node


def _joined(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()
