"""Every entry of the audit chain is of the person it names: units of work, each with one seal.

A seal is signed by the key of whoever did the deed, over the range of its entries and over how many
seals that key has made. Seals tile the chain without gaps.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from landwaiter.i18n import _
from landwaiter.trust.registry import Registry
from landwaiter.trust.signed import FORM, Entry, Signed


@dataclass(frozen=True, slots=True)
class Counted:
    """How many seals a key made so far, and where the last of them ended."""

    seals: int = 0
    last: int = 0


class _Fault(Exception):
    pass


def faults(
    registry: Registry, chain: Sequence[Entry], seals: Sequence[Signed], *, full: bool
) -> tuple[str, ...]:
    """What is wrong with the seals, as sentences; the first that does not hold ends the reading.

    Not `full`: hashes and counts of all, and of the signatures the last of each key. That answers
    for all of that key, as the program verifies its own last seal before it makes the next one.
    """
    reading = _Reading(registry, chain)
    for number, seal in enumerate(seals, start=1):
        try:
            reading.take(number, seal, full=full)
        except _Fault as fault:
            return (_("Seal {number}: {reason}.").format(number=number, reason=fault),)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return (_("Seal {number}: it is not readable.").format(number=number),)
    return tuple(reading.rest(full=full))


class _Reading:
    def __init__(self, registry: Registry, chain: Sequence[Entry]) -> None:
        self._registry, self._chain = registry, chain
        self._place = 0
        self._counted: dict[str, Counted] = {}
        self._last: dict[str, tuple[int, Signed]] = {}

    def take(self, number: int, seal: Signed, *, full: bool) -> None:
        said = json.loads(seal.text)
        public, first, last = seal.keys[0], int(said["first"]), int(said["last"])
        if said["v"] != FORM or said["casebook"] != self._registry.casebook:
            raise _Fault(_("it is of another casebook or form"))
        if first != self._place + 1 or not first <= last <= len(self._chain):
            raise _Fault(_("its entries do not follow those of the seal before"))
        self._require_own(said, public, first, last)
        counted = self._counted.get(public, Counted())
        if (said["own"], said["own_last"]) != (str(counted.seals + 1), str(counted.last)):
            raise _Fault(_("a seal of the same key is missing before it"))
        if len(seal.signatures) != 1 or (full and not seal.is_sound):
            raise _Fault(_("its signature does not fit"))
        self._counted[public] = Counted(counted.seals + 1, last)
        self._last[public] = (number, seal)
        self._place = last

    def _require_own(self, said: Any, public: str, first: int, last: int) -> None:
        key = self._registry.keys.get(public)
        entries = self._chain[first - 1 : last]
        if key is None or any(one.by != key.user_id for one in entries):
            raise _Fault(_("an entry is of somebody else than who sealed it"))
        if said["sha256"] != entries[-1].sha256:
            raise _Fault(_("it is about other entries"))
        if key.made > last or (key.until is not None and key.until <= last):
            raise _Fault(_("the key did not count there"))

    def rest(self, *, full: bool) -> Iterator[str]:
        for number, seal in () if full else self._last.values():
            if not seal.is_sound:
                yield _("Seal {number}: its signature does not fit.").format(number=number)
        if self._place < len(self._chain):
            yield _("The entries after {seq} are sealed by nobody.").format(seq=self._place)
