"""Screening of a case's parties: hits with what they were screened against."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from landwaiter.domain.cases.case import Case, CaseParty
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import Hit, Match
from landwaiter.screening import ENGINE, Query
from landwaiter.services.entities.entity_names import NARROWING, KnownEntity, known_behind
from landwaiter.services.hits.judging import take_over
from landwaiter.services.law.counting_thresholds import points_of, reaching
from landwaiter.services.warm.references import ScreenedList
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader

MOST_HITS = 20
"""Hits kept per party and list, the best first."""


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """A match with the party and the list it was found in."""

    party: CaseParty
    screened: ScreenedList
    match: Match
    threshold: int


def party_query(party: CaseParty, known: KnownEntity | None = None) -> Query:
    """What is known of a party, in the form the matcher reads.

    With the entity behind it, it is asked under every name and number of that entity. The kind of
    an entity counts where a person stated one that narrows: most are made as organisations.
    """
    own = (party.identifier,) if party.identifier else ()
    kind = "vessel" if party.role is Role.VESSEL else None
    if known is None:
        return Query(name=party.name, kind=kind, country=party.country, identifiers=own)
    told = (party.identifier or "").upper()
    numbers = (number for _kind, number in known.identifiers if number not in told)
    return Query(
        name=party.name,
        kind=kind or (known.kind if known.kind in NARROWING else None),
        country=party.country or known.country,
        identifiers=tuple(dict.fromkeys((*own, *numbers))),
        born=known.born,
        aliases=tuple(name for name in known.names if name != party.name),
    )


def find_matches(
    conn: Reader, parties: Iterable[CaseParty], lists: Iterable[ScreenedList]
) -> tuple[PartyMatch, ...]:
    """Every party against every list, at the threshold of each.

    Where the edition of the day and a newer one find the same listing, that of the day counts.
    """
    found: list[PartyMatch] = []
    listed: set[tuple[str, str, str]] = set()
    screened_lists = tuple(lists)
    thresholds = {
        one.edition.list_id: points_of(conn, one.edition.list_id) for one in screened_lists
    }
    asked = tuple(parties)
    known = known_behind(conn, asked)
    for party in asked:
        query = party_query(party, known.get(party.link.entity_id) if party.link else None)
        for screened in screened_lists:
            list_id = screened.edition.list_id
            points = thresholds[list_id]
            matches = screened.search(query, threshold=points.least, limit=MOST_HITS)
            reached = reaching(screened, matches, points)
            found += [
                PartyMatch(party, screened, match, threshold)
                for match, threshold in reached
                if not (screened.since and (party.id, list_id, match.listing_id) in listed)
            ]
            listed |= {(party.id, list_id, match.listing_id) for match, _point in reached}
    return tuple(found)


def hits_on(
    conn: Reader,
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

    A hit whose listing, names and score are as before stays, and with it its judgement. On a new
    one counts what was judged before of the same pair.
    """
    found = hits_on(work.conn, case.parties, lists, new_id=work.new_id, at=work.now)
    fresh, ended = differing(case.hits, found)
    exchange(work, case, fresh, ended)
    return len(fresh), len(ended)


def differing(
    standing: Iterable[Hit], found: Iterable[Hit]
) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """What was found and does not stand yet, and what stands and was not found any more."""
    before, now = tuple(standing), {_key(hit): hit for hit in found}
    kept = {_key(hit) for hit in before if _same(hit, now.get(_key(hit)))}
    fresh = tuple(hit for key, hit in now.items() if key not in kept)
    return fresh, tuple(hit for hit in before if _key(hit) not in kept)


def exchange(work: UnitOfWork, case: Case, fresh: Iterable[Hit], ended: Iterable[Hit]) -> None:
    """New hits on a case, with what was judged before of the same pair; others lapse."""
    for hit in ended:
        records.end(work.conn, "hit", hit.id, lapsed_at=work.now)
    added = tuple(fresh)
    add_hits(work, case.id, added)
    take_over(work, replace(case, hits=added))


def add_hits(work: UnitOfWork, case_id: str, hits: Iterable[Hit]) -> None:
    """Keep hits on a case."""
    records.add_many(work.conn, "hit", [_row(hit, case_id) for hit in hits])


def _key(hit: Hit) -> tuple[str, str, str]:
    return hit.party_id, hit.list_id, hit.listing.listing_id


def _same(hit: Hit, found: Hit | None) -> bool:
    """Whether the same wording is found in the same way: another edition alone is no difference,
    nor that words are more or less common in it, which moves a score a little.
    """
    return found is not None and _grounds(hit) == _grounds(found)


def _grounds(hit: Hit) -> tuple[object, ...]:
    match = hit.match
    equal = (match.name_equal, match.identifier_equal, match.country_equal)
    features = tuple(reason.feature for reason in match.reasons)
    names = (match.name, match.matched_name)
    return hit.listing, hit.threshold, hit.engine, names, equal, features


def _hit(found: PartyMatch, hit_id: str, at: datetime) -> Hit:
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
        confidential=edition.confidential,
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
        "confidential",
    )
    return {
        **{name: getattr(hit, name) for name in named},
        "case_id": case_id,
        "listing_id": hit.listing.listing_id,
        "score": hit.match.score,
    }
