"""What is next to entities, cases, parties, addresses and listings, as rows of the casebook."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, or_, select, text

from landwaiter.domain.cases import four_eyes
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.schema import entities as e
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import has_digit, json_text

MOST = 400
"""Rows that one node brings; the newest first."""
MOST_LOOKED_AT = 50_000
"""Addresses with one number that are compared; the newest first."""


def standings_of_entities(
    conn: Reader, entity_ids: Collection[str], *, most: int = MOST
) -> list[dict[str, Any]]:
    """Cases in which parties linked to one of the entities stand."""
    link = t.party_link.c
    condition = link.entity_id.in_(list(entity_ids)) & link.revoked_at.is_(None)
    return _standings(conn, condition, most, linked=True)


def parties_of_case(conn: Reader, reference: str, *, most: int = MOST) -> list[dict[str, Any]]:
    """Who stands on a case, with the entity where a party is linked to one."""
    return _standings(conn, t.case_file.c.reference == reference, most)


def parties_on_listing(
    conn: Reader, list_id: str, listing_id: str, *, most: int = MOST
) -> list[dict[str, Any]]:
    """Parties of which a hit on the listing stands: nobody judged that they are different."""
    hit = t.hit.c
    found = select(hit.party_id).where(
        hit.list_id == list_id,
        hit.listing_id == listing_id,
        hit.lapsed_at.is_(None),
        _not_different(conn),
    )
    return _standings(conn, t.party.c.id.in_(found), most)


def _not_different(conn: Reader) -> ColumnElement[bool]:
    """No judgement that the two differ; one that wanted a second person and has none is none."""
    judged = t.judgement.alias().c
    least = int(four_eyes.setting(settings_with(conn, ""), four_eyes.DIFFERENT_SCORE))
    different = select(judged.hit_id).where(
        judged.hit_id == t.hit.c.id,
        judged.value == "different",
        judged.revoked_at.is_(None),
        or_(t.hit.c.score < least, judged.motion_id.is_not(None)),
    )
    return ~different.correlate(t.hit).exists()


def _standings(
    conn: Reader, condition: ColumnElement[bool], most: int, *, linked: bool = False
) -> list[dict[str, Any]]:
    link, party, case = t.party_link, t.party, t.case_file
    on = (link.c.party_id == party.c.id) & link.c.revoked_at.is_(None)
    source = case.join(party, party.c.case_id == case.c.id).join(link, on, isouter=not linked)
    query = (
        select(
            case.c.reference,
            case.c.title,
            case.c.stage,
            case.c.received,
            party.c.id.label("party_id"),
            party.c.role,
            party.c.name,
            party.c.country,
            party.c.address,
            link.c.entity_id,
        )
        .select_from(source)
        .where(condition, party.c.gone_at.is_(None), party.c.name != "")
        .order_by(case.c.received.desc(), case.c.id.desc(), party.c.id)
        .limit(most)
    )
    return plain_rows(conn, query)


def parties_with_number(conn: Reader, number: str) -> list[dict[str, Any]]:
    """Parties whose address has a number in it, or no figure at all, newest first: no other can
    be at an address with this number. Every spelling has its numbers, so the rest is compared."""
    address = t.party.c.address
    condition = or_(address.contains(number, autoescape=True), ~has_digit(address))
    return _standings(conn, condition, MOST_LOOKED_AT)


def addresses_with_number(conn: Reader, number: str) -> list[tuple[str, dict[str, str]]]:
    """Entity and value of standing facts on addresses, those that may have the number in them."""
    row = e.entity_fact.c
    # Written out: an index on a part of the rows is used for the very same text alone.
    written = json_text(row.value, "text")
    query = (
        select(row.entity_id, row.value)
        .where(
            text("entity_fact.kind = 'address'"),
            or_(written.contains(number, autoescape=True), ~has_digit(written)),
            row.id.not_in(select(e.entity_end.c.row_id)),
        )
        .order_by(row.id)
        .limit(MOST_LOOKED_AT)
    )
    return [(str(entity), json.loads(value)) for entity, value in conn.execute(query)]


def party_of(conn: Reader, party_id: str) -> dict[str, Any] | None:
    """A party that stands on its case, with the entity that it is linked to."""
    link = t.party_link.c
    on = (link.party_id == t.party.c.id) & link.revoked_at.is_(None)
    query = (
        select(
            t.party.c.case_id,
            t.party.c.name,
            t.party.c.identifier,
            link.entity_id,
            link.basis,
            link.author,
            link.at,
        )
        .select_from(t.party.join(t.party_link, on, isouter=True))
        .where(t.party.c.id == party_id, t.party.c.gone_at.is_(None))
    )
    rows = plain_rows(conn, query.limit(1))
    return rows[0] if rows else None


def newest_listing(conn: Reader, list_id: str, listing_id: str) -> tuple[str, bool] | None:
    """A listing's body as the newest hit on it kept it, and whether its list is confidential."""
    hit = t.hit.c
    query = (
        select(hit.listing, hit.confidential)
        .where(hit.listing_id == listing_id, hit.list_id == list_id)
        .order_by(hit.id.desc())
        .limit(1)
    )
    found = conn.execute(query).one_or_none()
    return (str(found.listing), bool(found.confidential)) if found is not None else None
