"""Hits that wait for a judgement, one after the other, and equal ones judged together."""

from collections.abc import Sequence
from dataclasses import replace

from landwaiter.domain.base.terms import shown_origin
from landwaiter.domain.cases import four_eyes
from landwaiter.domain.cases.case import Case, CaseParty
from landwaiter.domain.cases.deeds_on_findings import JUDGE, JudgeHit
from landwaiter.domain.lists.listing import Hit
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.cases.listed_cases import case_rows
from landwaiter.services.cases.queue import queue_of
from landwaiter.services.deeds.engine import do_within
from landwaiter.services.hits import hit_sides
from landwaiter.services.hits.confidential_lists import in_confidence
from landwaiter.services.hits.hit_rows import ChangedHit, EqualHit, HitView, SideName, WaitingHit
from landwaiter.services.law.packs import edition_of
from landwaiter.services.lists.listing_changes import changed_since
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.cases import case_list
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import reference_of
from landwaiter.storage.hits import hit_rows as stored
from landwaiter.storage.hits import judgements
from landwaiter.storage.lists import list_editions


def open_hits(
    session: Session,
    *,
    mine: bool = True,
    reference: str | None = None,
    after: str | None = None,
    limit: int = PAGE,
) -> Page[str]:
    """Identities of unjudged hits, by the running clock of their case, best score first.

    `mine` are those of the person's queue, also as a deputy; `reference` asks for those of one
    case, whoever works on it. The first page tells how many there are.
    """
    with session.reading() as conn:
        found, mark = _open_keys(
            session, conn, mine=mine, reference=reference, after=after, limit=limit
        )
        total = _count(session, conn, mine=mine, reference=reference) if after is None else None
    return Page(tuple(str(key[-1]) for key in found), mark, total)


def open_hit_count(session: Session, *, mine: bool = True) -> int:
    """How many hits wait."""
    with session.reading() as conn:
        return _count(session, conn, mine=mine, reference=None)


def waiting_hits(
    session: Session,
    *,
    mine: bool = True,
    reference: str | None = None,
    after: str | None = None,
    limit: int = PAGE,
) -> Page[WaitingHit]:
    """The hits of `open_hits` in their order, each with its party."""
    with session.reading() as conn:
        found, mark = _open_keys(
            session, conn, mine=mine, reference=reference, after=after, limit=limit
        )
        ids = tuple(str(key[-1]) for key in found)
        hits = {hit.id: hit for hit in stored.hits_by_id(conn, ids)}
        parties = stored.parties_by_hit(conn, ids)
    return Page(tuple(WaitingHit(hits[one], *parties[one]) for one in ids), mark)


def hits_to_look_at_again(
    session: Session,
    *,
    mine: bool = True,
    reference: str | None = None,
    after: str | None = None,
    limit: int = PAGE,
) -> Page[ChangedHit]:
    """Judged hits of cases in work whose listing a newer edition changed since the judgement.

    `mine` and `reference` as for `open_hits`. A page is of hits found in an older edition: as few
    of them as changed are in it.
    """
    with session.reading() as conn:
        newest = {edition.sha256 for _row, edition in list_editions.current_lists(conn)}
        keys = stored.judged_of_older(
            conn,
            newest,
            case_ids=_cases(session, conn, mine=mine, reference=reference),
            reference=reference,
            after=key_in(after, 3) if after is not None else None,
            limit=limit + 1,
        )
        cases = {str(key[-1]): str(key[1]) for key in keys[:limit]}
        hits = {hit.id: hit for hit in stored.hits_by_id(conn, tuple(cases))}
        since = changed_since(conn, hits.values())
    found = tuple(
        ChangedHit(hits[hit_id], on, since[hit_id])
        for hit_id, on in cases.items()
        if hit_id in since and since[hit_id].look_again
    )
    return Page(found, mark_of(*keys[limit - 1]) if len(keys) > limit else None)


def _open_keys(
    session: Session,
    conn: Reader,
    *,
    mine: bool,
    reference: str | None,
    after: str | None,
    limit: int,
) -> tuple[list[stored.ClockKey], str | None]:
    """Keys of a page, and its mark."""
    keys = stored.open_hits(
        conn,
        case_ids=_cases(session, conn, mine=mine, reference=reference),
        reference=reference,
        after=key_in(after, 4) if after is not None else None,
        limit=limit + 1,
    )
    return keys[:limit], mark_of(*keys[limit - 1]) if len(keys) > limit else None


def _count(session: Session, conn: Reader, *, mine: bool, reference: str | None) -> int:
    cases = _cases(session, conn, mine=mine, reference=reference)
    return stored.open_hit_count(conn, case_ids=cases, reference=reference)


def _cases(
    session: Session, conn: Reader, *, mine: bool, reference: str | None
) -> tuple[str, ...] | None:
    """Of the person's queue; None: of everybody, or of the one that is named."""
    if not mine or reference is not None:
        return None
    return tuple(row.id for row in queue_of(session, conn, session.casebook.user.name).own)


def hit_view(
    session: Session, hit_id: str, *, queue: tuple[str, ...] = (), count: int = 0
) -> HitView:
    """One hit with its party, listing, list, and all that a person judges it by.

    `queue` are the hits that the person goes through, for the position in it; `count` how many
    there are where they are not all in it.
    """
    with session.reading() as conn:
        case, hit, party = _hit(session, conn, hit_id)
        line = case_list.line(conn, case.id)
        (row,) = case_rows(session, conn, [line])
        view = HitView(
            reference=case.reference,
            case_title=case.title,
            stage=case.stage.value,
            clock=row.clock,
            position=queue.index(hit_id) + 1 if hit_id in queue else 0,
            count=max(count, len(queue)),
            party=party,
            hit=hit,
            edition=edition_of(session, hit.edition_sha256),
            earlier=_earlier(conn, hit),
            revision=case.revision,
            before=hit_sides.earlier(conn, hit, party),
            against=hit_sides.against(hit, party),
            equal=_equal(conn, hit, party),
            pairs=hit_sides.pairs(hit),
            listed=hit_sides.listed_names(hit.listing),
            stated=_stated(case, party),
            readings=hit_sides.readings(hit),
            since=changed_since(conn, [hit]).get(hit_id),
            needs_second=int(four_eyes.setting(settings_with(conn, ""), four_eyes.DIFFERENT_SCORE)),
        )
        judges = session.actor(session.registry(conn)).has(*JUDGE.roles)
    return view if judges or not hit.confidential else _without_ties(view)


def _without_ties(view: HitView) -> HitView:
    """The hit as those see it who judge none: nobody whom a confidential list ties to the entry."""
    since = view.since
    return replace(
        view,
        hit=_untied(view.hit),
        earlier=tuple(map(_untied, view.earlier)),
        before=tuple(
            replace(one, changed=tuple(c for c in one.changed if c.field != _TIES))
            for one in view.before
        ),
        since=since
        and replace(since, fields=tuple(one for one in since.fields if one.field != _TIES)),
    )


_TIES = "ties"
"""The field of a listing."""


def _untied(hit: Hit) -> Hit:
    ties = tuple(in_confidence(tie) for tie in hit.listing.ties)
    return replace(hit, listing=replace(hit.listing, ties=ties))


def _hit(session: Session, conn: Reader, hit_id: str) -> tuple[Case, Hit, CaseParty]:
    case_id = stored.case_of(conn, hit_id)
    if case_id is None:
        raise NotFound(
            _("There is no such hit, or it has lapsed."),
            field="hit",
            value=hit_id,
            remedy=_("Show the case to see its hits."),
        )
    case = load_case(conn, case_id, session.registry(conn))
    hit = next(one for one in case.hits if one.id == hit_id)
    return case, hit, next(party for party in case.parties if party.id == hit.party_id)


def _earlier(conn: Reader, hit: Hit) -> tuple[Hit, ...]:
    """The same listing as judged on other parties or cases."""
    found = stored.load_hits(conn, stored.of_listing(hit.list_id, hit.listing.listing_id))
    return tuple(one for one in found if one.judgement is not None and one.id != hit.id)


def _stated(case: Case, party: CaseParty) -> tuple[SideName, ...]:
    """The party's name, and other names under which it stands in the same role or entity."""
    names = {party.name: _origin(party)}
    for other in case.parties:
        same_entity = party.link and other.link and party.link.entity_id == other.link.entity_id
        if other.id != party.id and (other.role is party.role or same_entity):
            names.setdefault(other.name, _origin(other))
    if party.link is not None:
        names.setdefault(party.link.entity_name, _("the linked entity"))
    return tuple(hit_sides.side_name(name, note) for name, note in names.items() if name)


def _origin(party: CaseParty) -> str:
    return _("from the {origin}").format(origin=shown_origin(party.origin))


def _equal(conn: Reader, hit: Hit, party: CaseParty) -> tuple[EqualHit, ...]:
    rows = judgements.waiting_on(conn, hit.list_id, hit.listing.listing_id)
    return tuple(
        EqualHit(
            hit_id=row["id"],
            reference=row["reference"],
            case_title=row["title"],
            role=row["role"],
            party=row["name"],
            score=row["score"],
            list_id=row["list_id"],
        )
        for row in hit_sides.still_equal(conn, hit, party, rows)
    )


def judge_equal(
    session: Session, said: JudgeHit, others: Sequence[str], *, seen: int | None
) -> Changes:
    """One judgement on a hit and on those of `others`, all of them equal to it; all or none.

    Each is a judgement of its own, with an entry of its own, and each waits for a second person
    where the table of four eyes wants one. Conflict names one that is not equal any more.
    """
    with session.writing(JUDGE.name) as work:
        for number, one in enumerate(_on_each(session, work.conn, said, others)):
            do_within(session, work, one, seen=None if number else seen)
    return work.changes


def equal_judgements(
    session: Session, said: JudgeHit, others: Sequence[str]
) -> tuple[JudgeHit, ...]:
    """What `judge_equal` would do, without doing it."""
    with session.reading() as conn:
        return _on_each(session, conn, said, others)


def _on_each(
    session: Session, conn: Reader, said: JudgeHit, others: Sequence[str]
) -> tuple[JudgeHit, ...]:
    _case, hit, party = _hit(session, conn, said.hit)
    equal = {one.hit_id for one in _equal(conn, hit, party)}
    made = []
    for number, one in enumerate((said.hit, *dict.fromkeys(others))):
        if number and one not in equal:
            raise _not_equal(one)
        reference = reference_of(conn, stored.case_of(conn, one) or "")
        made.append(replace(said, reference=reference, hit=one))
    return tuple(made)


def _not_equal(hit_id: str) -> Conflict:
    return Conflict(
        _("This hit is not equal to the other any more, or somebody judged it meanwhile."),
        field="hit",
        value=hit_id,
        remedy=_("Look at the hits anew; nothing was judged."),
    )
