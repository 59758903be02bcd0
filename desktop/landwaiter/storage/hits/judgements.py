"""Judgements by the pair they are about: who judged it before, and where that counts again."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.hits.judgement_basis import SETTLING, Side, listing_side
from landwaiter.domain.lists.listing import Listing
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain, plain_rows, to_json
from landwaiter.storage.schema import tables as t

MOST_EQUAL = 200
"""Hits of one listing that are looked at for equals of a hit."""


def listing_sha256(listing: Listing) -> str:
    """The hash of everything that a list says of one entry."""
    return side_sha256(listing_side(listing))


def side_sha256(side: Side) -> str:
    """SHA-256 of a side: of its JSON with sorted keys."""
    return sha256_hex(to_json(side).encode())


def settled(conn: Reader, listings: Collection[str]) -> list[dict[str, Any]]:
    """Standing judgements of pairs with one of these listings (hashes), the newest last.

    Only those made on a hit of their own: what was taken over is taken over no further. Of unsure
    none: it says that somebody has to look again.
    """
    if not listings:
        return []
    judgement, hit, case = t.judgement, t.hit, t.case_file
    query = (
        select(
            judgement,
            hit.c.list_id,
            hit.c.listing_id,
            hit.c.case_id,
            case.c.reference.label("reference"),
        )
        .join(hit, hit.c.id == judgement.c.hit_id)
        .join(case, case.c.id == hit.c.case_id)
        .where(
            judgement.c.listing_sha256.in_(sorted(listings)),
            judgement.c.revoked_at.is_(None),
            judgement.c.origin_id.is_(None),
            judgement.c.value.in_(sorted(SETTLING)),
        )
        .order_by(judgement.c.id)
    )
    return plain_rows(conn, query)


def refused_origins(conn: Reader, case_id: str) -> frozenset[str]:
    """Judgements that were taken over to a case and revoked there by a person."""
    judgement, hit = t.judgement.c, t.hit
    query = (
        select(judgement.origin_id)
        .join(hit, hit.c.id == judgement.hit_id)
        .where(
            hit.c.case_id == case_id,
            judgement.origin_id.is_not(None),
            judgement.revoked_at.is_not(None),
        )
    )
    return frozenset(conn.execute(query).scalars())


def taken_over_from(conn: Reader, judgement_id: str) -> list[dict[str, Any]]:
    """Standing judgements that were taken over from this one, each with its case."""
    judgement, hit, case = t.judgement, t.hit, t.case_file
    query = (
        select(
            judgement.c.id,
            judgement.c.hit_id,
            case.c.id.label("case_id"),
            case.c.reference,
            case.c.stage,
        )
        .join(hit, hit.c.id == judgement.c.hit_id)
        .join(case, case.c.id == hit.c.case_id)
        .where(judgement.c.origin_id == judgement_id, judgement.c.revoked_at.is_(None))
        .order_by(case.c.reference, judgement.c.id)
    )
    return plain_rows(conn, query)


def party_of_row(row: Mapping[str, Any]) -> CaseParty:
    """The party of a row of `of_same_pair` or `waiting_on`, with as much of its link as counts."""
    link = row["entity_id"] and {
        "id": "",
        "entity_id": row["entity_id"],
        "entity_name": "",
        "basis": "",
        "author": "",
        "at": row["party_at"],
    }
    names = ("role", "name", "country", "identifier", "address", "origin", "item_no")
    stated = {name: row[name] for name in names}
    return from_plain({"id": row["party_id"], **stated, "link": link or None}, CaseParty)


def waiting_on(conn: Reader, list_id: str, listing_id: str) -> list[dict[str, Any]]:
    """Hits on one entry of a list that nobody has judged, with party and case."""
    hit, party, case, link = t.hit, t.party, t.case_file, t.party_link
    judged = select(t.judgement.c.hit_id).where(t.judgement.c.revoked_at.is_(None))
    query = (
        select(
            hit.c.id,
            hit.c.listing,
            hit.c.score,
            hit.c.party_id,
            hit.c.case_id,
            hit.c.list_id,
            case.c.reference,
            case.c.title,
            *_party_columns(party, link),
        )
        .join(party, party.c.id == hit.c.party_id)
        .join(case, case.c.id == hit.c.case_id)
        .join(link, (link.c.party_id == party.c.id) & link.c.revoked_at.is_(None), isouter=True)
        .where(
            hit.c.list_id == list_id,
            hit.c.listing_id == listing_id,
            hit.c.lapsed_at.is_(None),
            hit.c.id.not_in(judged),
        )
        .order_by(case.c.reference, hit.c.id)
        .limit(MOST_EQUAL)
    )
    return plain_rows(conn, query, structured=("listing", "address"))


def _party_columns(party: Any, link: Any) -> tuple[Any, ...]:
    names = ("role", "name", "country", "identifier", "address", "origin", "item_no")
    return (
        *(party.c[name] for name in names),
        party.c.at.label("party_at"),
        link.c.entity_id,
    )


def of_same_pair(conn: Reader, list_id: str, listing_id: str) -> list[dict[str, Any]]:
    """Every judgement of hits on one entry of a list, revoked ones too, with hit and party."""
    judgement, hit, party, case = t.judgement, t.hit, t.party, t.case_file
    link = t.party_link
    query = (
        select(
            judgement,
            hit.c.listing,
            hit.c.edition,
            hit.c.party_id,
            hit.c.case_id,
            hit.c.lapsed_at,
            case.c.reference,
            *_party_columns(party, link),
        )
        .join(hit, hit.c.id == judgement.c.hit_id)
        .join(party, party.c.id == hit.c.party_id)
        .join(case, case.c.id == hit.c.case_id)
        .join(link, (link.c.party_id == party.c.id) & link.c.revoked_at.is_(None), isouter=True)
        .where(hit.c.list_id == list_id, hit.c.listing_id == listing_id)
        .order_by(judgement.c.id)
    )
    return plain_rows(conn, query, structured=("listing", "address"))
