"""What a judgement is about: the hashes of both sides of a pair, as the casebook has them now.

Of an entity counts what the matcher reads: names, numbers, country, birth and a kind that narrows,
of all that were merged into it. So a merge of two that go by the same names changes no side, and
one that is taken back leaves each as it was.
"""

from collections.abc import Iterable
from typing import Any

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.hits.judgement_basis import Pair, Side, entity_side, party_side
from landwaiter.domain.lists.listing import Listing
from landwaiter.services.entities.entity_names import NARROWING, KnownEntity, known_behind
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.hits.judgements import listing_sha256, side_sha256


def pair_of(conn: Reader, party: CaseParty, listing: Listing) -> Pair:
    """The hashes of both sides as they are now."""
    (found,) = pairs_of(conn, ((party, listing),))
    return found


def pairs_of(conn: Reader, sides: Iterable[tuple[CaseParty, Listing]]) -> tuple[Pair, ...]:
    """The same of many, in their order; what is known of their entities is read once."""
    asked = tuple(sides)
    known = known_behind(conn, (party for party, _listing in asked))
    merges = merges_of(conn) if known else Merges()
    return tuple(_pair(party, listing, known, merges) for party, listing in asked)


def _pair(party: CaseParty, listing: Listing, known: Any, merges: Merges) -> Pair:
    sides = (side_sha256(party_side(party)), listing_sha256(listing))
    if party.link is None:
        return Pair(*sides)
    read = _read(known[party.link.entity_id])
    linked = party.link.linked_id
    by_member = {
        member: side_sha256(entity_side(party, {"id": member, **read}))
        for member in merges.group(linked)
    }
    own = by_member.pop(linked)
    return Pair(*sides, own, frozenset(by_member.values()))


def _read(known: KnownEntity) -> Side:
    """What the matcher reads, in an order that does not tell who was merged into whom."""
    return {
        "names": sorted(known.names),
        "identifiers": sorted(" ".join(number) for number in known.identifiers),
        "country": known.country,
        "born": known.born,
        "kind": known.kind if known.kind in NARROWING else "",
    }
