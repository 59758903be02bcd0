"""Signed statements in the casebook: whose key and role count, derived from them alone.

The readers of `trust` judge them; no column that plain SQL could change is asked.
"""

import json
from functools import lru_cache

from landwaiter.storage.audit.sealed_chain import STATEMENTS, StoredChain
from landwaiter.storage.base.reader import Reader, once
from landwaiter.trust.registry import Registry
from landwaiter.trust.signed import SignedContent
from landwaiter.trust.statements import read, sealed_as

_REGISTRIES_KEPT = 32


def load_registry(connection: Reader) -> Registry:
    """Everybody and every key the statements vouch for.

    The newest statement holds the hash of all before it, and so does the entry that seals it: what
    was read once in this process is not read again.
    """
    return once(connection, _registry)


def _registry(connection: Reader) -> Registry:
    newest = connection.exec_driver_sql(
        "SELECT seq, text, signatures FROM statement ORDER BY seq DESC LIMIT 1"
    ).first()
    if newest is None:
        return Registry()
    seq, record = int(newest[0]), _signed(newest[1], newest[2])
    place = StoredChain(connection).place_of(sealed_as(seq, record), f"{STATEMENTS}{seq + 1}")
    key = (record.sha256, *place)
    known = _KNOWN.get(key)
    if known is None:
        known = read_registry(connection)
        if not known.broken:
            _KNOWN.keep(key, known)
    return known


class _Kept:
    """The registries read last, by the heads that they rest on."""

    def __init__(self) -> None:
        self._registries: dict[tuple[str, int, bool], Registry] = {}

    def get(self, key: tuple[str, int, bool]) -> Registry | None:
        return self._registries.get(key)

    def keep(self, key: tuple[str, int, bool], registry: Registry) -> None:
        while len(self._registries) >= _REGISTRIES_KEPT:
            self._registries.pop(next(iter(self._registries)))
        self._registries[key] = registry


_KNOWN = _Kept()


def read_registry(connection: Reader) -> Registry:
    """The same, every statement read anew: for whoever checks the casebook."""
    return read(stored_statements(connection), StoredChain(connection))


def stored_statements(connection: Reader) -> tuple[SignedContent, ...]:
    """All statements, in order."""
    rows = connection.exec_driver_sql("SELECT text, signatures FROM statement ORDER BY seq")
    return tuple(_signed(*row) for row in rows)


@lru_cache(maxsize=4096)
def _signed(text: str, signatures: str) -> SignedContent:
    """A statement as it is stored; one whose signatures are not readable has none."""
    try:
        pairs = tuple((str(key), str(one)) for key, one in json.loads(signatures))
    except (ValueError, TypeError):
        pairs = ()
    return SignedContent(text.encode(), pairs)
