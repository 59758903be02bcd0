"""Screening of a case's parties: hits with what they were screened against."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from landwaiter.domain.case import Case, CaseParty
from landwaiter.domain.declaration import Role
from landwaiter.domain.listing import Hit, Match
from landwaiter.screening import DEFAULT_THRESHOLD, ENGINE, Query
from landwaiter.services.reference import ScreenedList
from landwaiter.storage import records
from landwaiter.storage.settings import setting
from landwaiter.storage.unit_of_work import UnitOfWork

MOST_HITS = 20
"""Hits kept per party and list, the best first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A match with the party and the list it was found in."""

    party: CaseParty
    screened: ScreenedList
    match: Match
    threshold: int


def threshold_of(conn: Any, list_id: str) -> int:
    """The office's operating point for a list in thousandths, or the engine's own."""
    return int(setting(conn, f"threshold.{list_id}") or DEFAULT_THRESHOLD)


def party_query(party: CaseParty) -> Query:
    """What is known of a party, in the form the matcher reads."""
    return Query(
        name=party.name,
        kind="vessel" if party.role is Role.VESSEL else None,
        country=party.country,
        identifiers=(party.identifier,) if party.identifier else (),
    )


def find_matches(
    conn: Any, parties: Iterable[CaseParty], lists: Iterable[ScreenedList]
) -> tuple[Found, ...]:
    """Every party against every list, at the threshold of each."""
    found: list[Found] = []
    screened_lists = tuple(lists)
    thresholds = {
        one.edition.list_id: threshold_of(conn, one.edition.list_id) for one in screened_lists
    }
    for party in parties:
        for screened in screened_lists:
            threshold = thresholds[screened.edition.list_id]
            matches = screened.search(party_query(party), threshold=threshold, limit=MOST_HITS)
            found += [Found(party, screened, match, threshold) for match in matches]
    return tuple(found)


def hits_on(
    conn: Any,
    parties: Iterable[CaseParty],
    lists: Iterable[ScreenedList],
    *,
    new_id: Callable[[], str],
    at: datetime,
) -> tuple[Hit, ...]:
    """What the parties resemble, as hits that nobody has judged yet."""
    return tuple(_hit(found, new_id(), at) for found in find_matches(conn, parties, lists))


def screen_case(work: UnitOfWork, case: Case, lists: tuple[ScreenedList, ...]) -> tuple[int, int]:
    """Screen all parties: new hits are added, those no longer found lapse; (added, lapsed).

    A hit whose listing, names and score are as before stays, and with it its judgement.
    """
    found = {
        _key(hit): hit
        for hit in hits_on(work.conn, case.parties, lists, new_id=work.new_id, at=work.now)
    }
    kept = {_key(hit) for hit in case.hits if _same(hit, found.get(_key(hit)))}
    ended = [hit for hit in case.hits if _key(hit) not in kept]
    for hit in ended:
        records.end(work.conn, "hit", hit.id, lapsed_at=work.now)
    fresh = [hit for key, hit in found.items() if key not in kept]
    add_hits(work, case.id, fresh)
    return len(fresh), len(ended)


def add_hits(work: UnitOfWork, case_id: str, hits: Iterable[Hit]) -> None:
    """Keep hits on a case."""
    records.add_many(work.conn, "hit", [_row(hit, case_id) for hit in hits])


def _key(hit: Hit) -> tuple[str, str, str]:
    return hit.party_id, hit.list_id, hit.listing.listing_id


def _same(hit: Hit, found: Hit | None) -> bool:
    return found is not None and found == replace(
        hit, id=found.id, found_at=found.found_at, judgement=None
    )


def _hit(found: Found, hit_id: str, at: datetime) -> Hit:
    edition = found.screened.edition
    return Hit(
        id=hit_id,
        party_id=found.party.id,
        list_id=edition.list_id,
        list_kind=edition.kind,
        edition=edition.edition,
        edition_sha256=edition.sha256,
        listing=found.screened.listings[found.match.listing_id],
        match=found.match,
        threshold=found.threshold,
        engine=ENGINE,
        found_at=at,
    )


def _row(hit: Hit, case_id: str) -> dict[str, Any]:
    named = (
        "id",
        "party_id",
        "list_id",
        "list_kind",
        "edition",
        "edition_sha256",
        "listing",
        "match",
        "threshold",
        "engine",
        "found_at",
    )
    return {
        **{name: getattr(hit, name) for name in named},
        "case_id": case_id,
        "listing_id": hit.listing.listing_id,
        "score": hit.match.score,
    }
