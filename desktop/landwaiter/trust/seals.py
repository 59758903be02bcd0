"""Every entry of the audit chain is of the person it names: units of work, each with one seal.

A seal is signed by the key of whoever did the deed, over the range of its entries and over how many
seals that key has made. Seals tile the chain without gaps. What is signed follows from the chain,
so that only the end of the range, the key and the signature are kept.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from landwaiter.i18n import _
from landwaiter.trust.registry import Registry
from landwaiter.trust.signed import FORM, signature_fits


class Seal(NamedTuple):
    """Of the entries after the seal before, up to `last`. There may be a million: a plain tuple."""

    last: int
    """Number of the newest entry that it is over."""
    key: str
    """Public key of who sealed, 64 hexadecimal figures."""
    signature: str
    """Ed25519, 128 hexadecimal figures."""


class SealCount(NamedTuple):
    """How many seals a key made so far, and where the last of them ended."""

    seals: int = 0
    last: int = 0


def sealed_text(casebook: str, *, first: int, last: int, sha256: str, own: SealCount) -> bytes:
    """What is signed, in RFC 8785; `own` counts the seals of the same key before this one."""
    return (
        f'{{"casebook":"{casebook}","first":"{first}","last":"{last}","own":"{own.seals + 1}",'
        f'"own_last":"{own.last}","sha256":"{sha256}","v":"{FORM}"}}'
    ).encode()


_Tile = tuple[Seal, int, str, int, int]
"""A seal, the first entry and the hash of the last that it is over; of the seals of its key before
it how many there were, and where the last of them ended. A bare tuple: there may be a million."""


def _fault(tile: _Tile, casebook: str) -> str:
    seal, first, sha256, seals, last = tile
    own = SealCount(seals, last)
    text = sealed_text(casebook, first=first, last=seal.last, sha256=sha256, own=own)
    if signature_fits(seal.key, seal.signature, text):
        return ""
    return _("The seal of entry {last} does not fit: its signature is another.").format(
        last=seal.last
    )


class SealCheck:
    """Holds the entries of the chain, given in order, against the seals.

    Not `full`: ranges, owners and counts of all, and of the signatures the last of each key. That
    answers for all of that key, as the program verifies its own last seal before it makes the next
    one. The first fault ends the reading: what comes after it is not known.
    """

    def __init__(
        self,
        registry: Registry,
        seals: Iterable[Seal],
        *,
        full: bool,
        after: int = 0,
        before: Callable[[str], SealCount] = lambda _key: SealCount(),
    ) -> None:
        """Of a chain from its beginning, or `after` an entry; then `before` counts the seals that a
        key had made by then."""
        self._registry, self._seals, self._full = registry, iter(seals), full
        self._before = before
        self._newest: dict[str, _Tile] = {}
        self._done, self._unsealed = after, 0
        self._ended = False
        self._advance()

    def _advance(self) -> None:
        self._next = next(self._seals, None)
        key = self._registry.keys.get(self._next.key) if self._next else None
        self._owner = key.user_id if key else None

    def take(self, seq: int, sha256: str, by: str) -> str:
        """What is wrong with the seal of this entry; empty when nothing is."""
        if self._ended:
            return ""
        seal = self._next
        if seal is None:
            self._unsealed = self._unsealed or seq
            return ""
        if by != self._owner or by == "":
            fault = _("Entry {seq} is of somebody else than who sealed it.")
            return self._end(fault.format(seq=seq))
        if seq < seal.last:
            return ""
        return self._closed(seal, sha256) if seq == seal.last else self._end(_out_of_order(seal))

    def _end(self, fault: str) -> str:
        self._ended = True
        return fault

    def _closed(self, seal: Seal, sha256: str) -> str:
        key = self._registry.keys[seal.key]
        if key.made > seal.last or (key.until is not None and key.until <= seal.last):
            fault = _("The seal of entry {last} does not fit: the key did not count there.")
            return self._end(fault.format(last=seal.last))
        before = self._newest.get(seal.key)
        own, own_last = (before[3] + 1, before[0].last) if before else self._before(seal.key)
        tile = (seal, self._done + 1, sha256, own, own_last)
        if self._full and (fault := _fault(tile, self._registry.casebook)):
            return self._end(fault)
        self._newest[seal.key] = tile
        self._done = seal.last
        self._advance()
        return ""

    def rest(self) -> Iterator[str]:
        """What is wrong once every entry was taken."""
        if self._ended:
            return
        if not self._full:
            casebook = self._registry.casebook
            yield from filter(None, (_fault(one, casebook) for one in self._newest.values()))
        if self._unsealed:
            yield _("The entries from {seq} on are sealed by nobody.").format(seq=self._unsealed)
        elif self._next is not None:
            yield _out_of_order(self._next)


def _out_of_order(seal: Seal) -> str:
    return _("The seal of entry {last} does not follow the one before it.").format(last=seal.last)
