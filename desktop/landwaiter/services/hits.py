"""Hits that wait for a judgement, one after the other."""

from typing import Any

from landwaiter.domain.listing import Hit
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.cases import case_row
from landwaiter.services.packs import edition_of
from landwaiter.services.queue import queue_of
from landwaiter.services.refresh import office_calendar
from landwaiter.services.session import Session
from landwaiter.services.views import HitView
from landwaiter.storage import case_list
from landwaiter.storage import hits as stored
from landwaiter.storage.case_load import load_case


def open_hits(
    session: Session, *, mine: bool = True, reference: str | None = None, limit: int = 500
) -> tuple[str, ...]:
    """Identities of unjudged hits, by the running clock of their case, best score first.

    `mine` are those of the person's queue, also as a deputy; `reference` asks for those of one
    case, whoever works on it.
    """
    me = session.casebook.user.name if mine and reference is None else None
    with session.reading() as conn:
        ids = [row.id for row in queue_of(session, conn, me).own] if me else None
        return tuple(stored.open_hits(conn, case_ids=ids, reference=reference, limit=limit))


def hit_view(session: Session, hit_id: str, *, queue: tuple[str, ...] = ()) -> HitView:
    """One hit with its party, listing, list and earlier judgements of the same listing.

    `queue` are the hits that the person goes through, for the position in it.
    """
    with session.reading() as conn:
        case_id = stored.case_of(conn, hit_id)
        if case_id is None:
            raise NotFound(_("There is no such hit, or it has lapsed."), field="hit", value=hit_id)
        case = load_case(conn, case_id, session.registry(conn))
        hit = next(one for one in case.hits if one.id == hit_id)
        line = case_list.line(conn, case_id)
        row = case_row(line, session.today(), office_calendar(session, conn))
        earlier = _earlier(conn, hit)
    return HitView(
        reference=case.reference,
        case_title=case.title,
        stage=case.stage.value,
        clock=row.clock,
        position=queue.index(hit_id) + 1 if hit_id in queue else 0,
        count=len(queue),
        party=next(party for party in case.parties if party.id == hit.party_id),
        hit=hit,
        edition=edition_of(session, hit.edition_sha256),
        earlier=earlier,
        revision=case.revision,
    )


def _earlier(conn: Any, hit: Hit) -> tuple[Hit, ...]:
    """The same listing as judged on other parties or cases."""
    found = stored.load_hits(conn, stored.of_listing(hit.list_id, hit.listing.listing_id))
    return tuple(one for one in found if one.judgement is not None and one.id != hit.id)
