"""What lists answered to a party, asked once for their editions, thresholds and engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.screening import ENGINE as MATCHING
from landwaiter.screening import Query
from landwaiter.services.entities.party_matches import FoundListing, Thresholds, ask_lists
from landwaiter.services.trade.joint_index import WORTH_IT, JointIndex
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.trade import screenings


@dataclass(slots=True)
class PartyAnswers:
    """What lists answered to a query, each asked once: for one edition of each, with thresholds and
    engine. Nothing that a person judged is kept.
    """

    _scopes: dict[str, dict[str, tuple[FoundListing, ...]]] = field(default_factory=dict)
    _grounds: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _fresh: dict[str, dict[str, tuple[FoundListing, ...]]] = field(default_factory=dict)
    _read: dict[tuple[int, ...], tuple[str, Sequence[ScreenedList]]] = field(default_factory=dict)
    """With the lists themselves: what is gone would lend its place to another."""
    _joints: dict[str, JointIndex] = field(default_factory=dict)
    """The newest alone: it takes a hundred megabytes."""
    _conn: Reader | None = None
    expected: int = 0
    """Names that will be asked about."""
    every_list: bool = False
    """Every list is asked for every name, whatever all of them together say."""
    asked: int = 0
    """Queries that lists were asked for."""

    def reading(self, conn: Reader) -> "PartyAnswers":
        """The same, which looks up in the casebook what was answered before."""
        self._conn = conn
        return self

    def __call__(
        self, query: Query, lists: Sequence[ScreenedList], thresholds: Thresholds
    ) -> Sequence[FoundListing]:
        scope = self.scope(lists, thresholds)
        known, key = self._scopes[scope], _key(query)
        if key not in known:
            found = screenings.answer(self._conn, scope, key) if self._conn is not None else None
            if found is None:
                self.asked += 1
                joint = self._joint(scope, lists, thresholds)
                is_asked = joint is None or joint.may_match(query)
                answered = tuple(ask_lists(query, lists, thresholds)) if is_asked else ()
                self._fresh.setdefault(scope, {})[key] = answered
            else:
                answered = _unpacked(found)
            known[key] = answered
        return known[key]

    def _joint(
        self, scope: str, lists: Sequence[ScreenedList], thresholds: Thresholds
    ) -> JointIndex | None:
        """The index of all lists, once so many names are asked that it is worth making it."""
        if self.every_list or self.expected < WORTH_IT:
            return None
        if scope not in self._joints:
            self._joints = {scope: JointIndex.of(lists, thresholds)}
        return self._joints[scope]

    def scope(self, lists: Sequence[ScreenedList], thresholds: Thresholds) -> str:
        """The digest of what is asked, and with which thresholds."""
        place = (*(id(one) for one in lists), hash(records.to_json(dict(thresholds))))
        if place not in self._read:
            grounds = grounds_of(lists, thresholds)
            digest = sha256_hex(canonical_bytes(grounds))
            self._read[place] = digest, lists
            self._grounds[digest] = grounds
            self._scopes.setdefault(digest, {})
        return self._read[place][0]

    def keep(self, conn: Writer) -> None:
        """Write what lists answered since the last time."""
        for scope, answers in self._fresh.items():
            packed = {key: _packed(found) for key, found in answers.items()}
            screenings.keep(conn, scope, self._grounds[scope], packed)
        self._fresh = {}


def grounds_of(lists: Sequence[ScreenedList], thresholds: Thresholds) -> Mapping[str, Any]:
    """Lists by their editions, in the order in which they are asked, thresholds, and the engine."""
    return {
        "engine": MATCHING,
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
    return _key(query)


def _key(query: Query) -> str:
    return sha256_hex(records.to_bytes(query))


def _packed(found: Sequence[FoundListing]) -> bytes | None:
    return records.to_bytes(found) if found else None


def _unpacked(kept: bytes) -> tuple[FoundListing, ...]:
    return records.from_json(kept, tuple[FoundListing, ...]) if kept else ()
