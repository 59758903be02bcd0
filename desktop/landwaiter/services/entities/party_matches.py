"""What parties resemble on watch lists, each asked for as the entity behind it is known."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import Hit, Match
from landwaiter.screening import ENGINE, Query
from landwaiter.services.entities.entity_names import NARROWING, KnownEntity, known_behind
from landwaiter.services.law.counting_thresholds import Points, points_of, reaching
from landwaiter.services.warm.screened_list import EditionKey, ScreenedList
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


@dataclass(frozen=True, slots=True)
class FoundListing:
    """What a query found in one of several lists."""

    place: int
    """Of the list among those that were asked."""
    match: Match
    threshold: int


Thresholds = Mapping[str, Points]
"""List → its thresholds."""
Asking = Callable[[Query, Sequence[ScreenedList], Thresholds], Sequence[FoundListing]]


def ask_lists(
    query: Query,
    lists: Sequence[ScreenedList],
    thresholds: Thresholds,
    *,
    but: Container[EditionKey] = (),
) -> Sequence[FoundListing]:
    """The query against every list, each at its threshold; `but` are known to find nothing.

    Where the edition of the day and a newer one find the same listing, that of the day counts.
    """
    found: list[FoundListing] = []
    listed: set[tuple[str, str]] = set()
    for place, screened in enumerate(lists):
        if not screened.since and screened.key in but:
            continue
        list_id = screened.edition.list_id
        points = thresholds[list_id]
        matches = screened.search(query, threshold=points.least, limit=MOST_HITS)
        reached = reaching(screened, matches, points)
        found += [
            FoundListing(place, match, threshold)
            for match, threshold in reached
            if not (screened.since and (list_id, match.listing_id) in listed)
        ]
        listed |= {(list_id, match.listing_id) for match, _point in reached}
    return found


def thresholds_of(conn: Reader, lists: Iterable[ScreenedList]) -> Thresholds:
    """The thresholds that the office set for these lists, or those of the engine."""
    return {one.edition.list_id: points_of(conn, one.edition.list_id) for one in lists}


def find_matches(
    conn: Reader,
    parties: Iterable[CaseParty],
    lists: Iterable[ScreenedList],
    *,
    asking: Asking = ask_lists,
) -> tuple[PartyMatch, ...]:
    """Every party against every list."""
    screened = tuple(lists)
    thresholds = thresholds_of(conn, screened)
    asked = tuple(parties)
    known = known_behind(conn, asked)
    return tuple(
        PartyMatch(party, screened[one.place], one.match, one.threshold)
        for party in asked
        for one in asking(
            party_query(party, known.get(party.link.entity_id) if party.link else None),
            screened,
            thresholds,
        )
    )


def hits_on(
    conn: Reader,
    parties: Iterable[CaseParty],
    lists: Iterable[ScreenedList],
    *,
    new_id: Callable[[], str],
    at: datetime,
    asking: Asking = ask_lists,
) -> tuple[Hit, ...]:
    """What the parties resemble, as hits that nobody has judged yet."""
    found = find_matches(conn, parties, lists, asking=asking)
    return tuple(_hit(one, new_id(), at) for one in found)


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
