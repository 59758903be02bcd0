"""Anchors and time-stamps that vouch for the entries of a case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from landwaiter.storage.audit.anchors import anchor_bytes, known_anchors
from landwaiter.storage.audit.chain import Anchor
from landwaiter.storage.audit.timestamps import stamped
from landwaiter.storage.base.reader import Reader

_WRITTEN: Final = frozenset({"file", "medium"})
"""Kinds of anchors that somebody keeps outside the casebook to hold it against them."""
_MOST: Final = 20
"""Those without a time-stamp: each vouches for all entries before it, so the newest count."""
_PLAIN_NOTE: Final = re.compile(r"(anchor(-[A-Z]{2}[A-Z0-9]{0,6})?(-\d+)?\.json)?")
"""What an anchor file is usually called. Another name was somebody's choice: it is an internal
note, and the file, which holds it, does not leave the office."""


@dataclass(frozen=True, slots=True)
class BundleAnchor:
    """A head of the chain that went out, with the files of the bundle that tell of it."""

    anchor: Anchor
    reply: bytes = b""
    """Of a time-stamp authority; empty: none answered."""
    authority: str = ""

    @property
    def _name(self) -> str:
        return f"anchor-{self.anchor.seq:08d}"

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(self.contents())

    def contents(self) -> dict[str, bytes]:
        """Name of each file → what it holds."""
        found = {}
        if _PLAIN_NOTE.fullmatch(self.anchor.note):
            found[f"{self._name}.json"] = anchor_bytes(self.anchor)
        if self.reply:
            found[f"{self._name}.tsr"] = self.reply
        return found


def anchors_since(conn: Reader, first: int) -> tuple[BundleAnchor, ...]:
    """Those at or after an entry, in their order; of one entry the one with a time-stamp."""
    found = {one.anchor.seq: one for one in _written(conn, first)}
    for stamp, reply in stamped(conn):
        if stamp.anchor.seq >= first:
            found[stamp.anchor.seq] = BundleAnchor(stamp.anchor, reply, stamp.authority)
    return tuple(found[seq] for seq in sorted(found))


def _written(conn: Reader, first: int) -> Iterator[BundleAnchor]:
    known = [one for one in known_anchors(conn) if one.seq >= first and one.kind in _WRITTEN]
    return (BundleAnchor(one) for one in known[-_MOST:])
