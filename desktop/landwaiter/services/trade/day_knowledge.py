"""What lists answered to a party, asked once for their editions, thresholds and engine."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.base.memory import Memory
from landwaiter.screening import ENGINE as MATCHING
from landwaiter.screening import Query
from landwaiter.services.entities.party_matches import FoundListing, Thresholds, ask_lists
from landwaiter.services.lists.joint_index import JointIndex, asks_every_list
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.trade import screenings

FreshAnswers = Mapping[str, Mapping[str, bytes | None]]
"""Scope → query → what was found, as it is kept; None where nothing was."""
MOST_KNOWN: Final = 8_192
"""Answers held in memory: a megabyte or two. All are in the casebook."""


@dataclass(slots=True)
class PartyAnswers:
    """What lists answered to a query, each asked once: for one edition of each, with thresholds and
    engine. Nothing that a person judged is kept.
    """

    joint: Sequence[JointIndex] = ()
    """Each is asked before the lists that it covers; without them every list is asked."""
    asks_every: bool = False
    """None of these is asked, nor what was answered by them: the office wants every list asked."""
    _scopes: dict[str, Memory[str, tuple[FoundListing, ...]]] = field(default_factory=dict)
    _grounds: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _fresh: dict[str, dict[str, bytes | None]] = field(default_factory=dict)
    _read: dict[tuple[int, ...], tuple[str, Sequence[ScreenedList]]] = field(default_factory=dict)
    """With the lists themselves: what is gone would lend its place to another."""
    _conn: Reader | None = None
    _are_sealed: dict[int, bool] = field(default_factory=dict)
    """Of answers that were kept together, whether they are those that were sealed."""
    _told: deque[tuple[FreshAnswers, Mapping[str, Mapping[str, Any]]]] = field(
        default_factory=deque
    )
    """What lists answered to another process, not looked at yet."""
    asked: int = 0
    """Queries that lists were asked for."""

    def reading(self, conn: Reader) -> "PartyAnswers":
        """The same, which looks up in the casebook what was answered before."""
        self._conn, self.asks_every = conn, asks_every_list(conn)
        return self

    def __call__(
        self, query: Query, lists: Sequence[ScreenedList], thresholds: Thresholds
    ) -> Sequence[FoundListing]:
        scope = self.scope(lists, thresholds)
        known, key = self._scopes[scope], answer_key(query)
        found = known[key]
        if found is None:
            self._look(scope, (key,))
            found = known[key]
        if found is None:
            found = known.put(key, self._ask(query, lists, thresholds))
            self._fresh.setdefault(scope, {})[key] = _packed(found)
        return found

    def unknown(
        self, queries: Iterable[Query], lists: Sequence[ScreenedList], thresholds: Thresholds
    ) -> Sequence[Query]:
        """Those of the queries that these lists have to be asked for, each once."""
        scope = self.scope(lists, thresholds)
        keys = {answer_key(query): query for query in queries}
        known = self._scopes[scope]
        self._look(scope, [key for key in keys if known[key] is None])
        return [query for key, query in keys.items() if known[key] is None]

    def _look(self, scope: str, keys: Sequence[str]) -> None:
        """Know what another process, or the casebook, has of these."""
        self._take_told()
        known = self._scopes[scope]
        left = [key for key in keys if known[key] is None]
        if not left or self._conn is None:
            return
        for key, found in screenings.answers(self._conn, scope, left).items():
            number = found.answers_no
            if number not in self._are_sealed:
                self._are_sealed[number] = screenings.are_as_sealed(self._conn, number)
            if self._are_sealed[number]:
                known.put(key, _unpacked(found.matches))

    def _ask(
        self, query: Query, lists: Sequence[ScreenedList], thresholds: Thresholds
    ) -> tuple[FoundListing, ...]:
        self.asked += 1
        joint = () if self.asks_every else self.joint
        nothing = (one.finding_nothing(query, lists, thresholds) for one in joint)
        return tuple(
            ask_lists(query, lists, thresholds, but=frozenset(chain.from_iterable(nothing)))
        )

    def scope(self, lists: Sequence[ScreenedList], thresholds: Thresholds) -> str:
        """The digest of what is asked, and with which thresholds."""
        named = hash(records.to_json(dict(thresholds)))
        place = (*(id(one) for one in lists), named, int(self.asks_every))
        if place not in self._read:
            grounds = grounds_of(lists, thresholds, asks_every=self.asks_every)
            digest = sha256_hex(canonical_bytes(grounds))
            self._read[place] = digest, lists
            self._grounds[digest] = grounds
            self._scopes.setdefault(digest, Memory(MOST_KNOWN))
        return self._read[place][0]

    def keep(self, conn: Writer, sealed_by: str) -> Mapping[str, str]:
        """Write what lists answered since the last time; what the entry about `sealed_by` must
        say of it.
        """
        fresh, grounds = self.fresh()
        if not fresh:
            return {}
        return {screenings.SEALED: screenings.keep(conn, sealed_by, fresh, grounds)}

    def fresh(self) -> tuple[FreshAnswers, Mapping[str, Mapping[str, Any]]]:
        """What lists answered since the last time, by scope and query, and what the scopes are."""
        self._take_told()
        fresh, self._fresh = self._fresh, {}
        return fresh, {scope: self._grounds[scope] for scope in fresh}

    def take(self, fresh: FreshAnswers, grounds: Mapping[str, Mapping[str, Any]]) -> None:
        """What lists answered to another process; any thread may say so."""
        self._told.append((fresh, grounds))

    def _take_told(self) -> None:
        while self._told:
            fresh, grounds = self._told.popleft()
            self._grounds |= grounds
            for scope, answers in fresh.items():
                self._fresh.setdefault(scope, {}).update(answers)
                known = self._scopes.setdefault(scope, Memory(MOST_KNOWN))
                for key, found in answers.items():
                    known.put(key, _unpacked(found or b""))


def grounds_of(
    lists: Sequence[ScreenedList], thresholds: Thresholds, *, asks_every: bool
) -> Mapping[str, Any]:
    """Lists by their editions, in the order in which they are asked, thresholds, and the engine;
    and whether each was asked, whatever indexes say."""
    return {
        "engine": MATCHING,
        **({"asked": "every"} if asks_every else {}),
        "lists": [
            {
                "list": one.edition.list_id,
                "edition": one.edition.edition,
                "sha256": one.edition.sha256,
                "since": one.since,
                "thresholds": thresholds[one.edition.list_id],
            }
            for one in lists
        ],
    }


def answer_key(query: Query) -> str:
    """By what the answer to a query is kept."""
    return sha256_hex(records.to_bytes(query))


def _packed(found: Sequence[FoundListing]) -> bytes | None:
    return records.to_bytes(found) if found else None


def _unpacked(kept: bytes) -> tuple[FoundListing, ...]:
    return records.from_json(kept, tuple[FoundListing, ...]) if kept else ()
