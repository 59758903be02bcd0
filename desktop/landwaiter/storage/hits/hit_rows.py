"""Hits and their judgements."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, select, true

from landwaiter.domain.cases import four_eyes
from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.cases.stages import WORKING
from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.lists.listing import Hit, JudgementValue, Listing
from landwaiter.storage.base.paging import beyond
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json, from_plain, plain_rows
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.deeds.motion_rows import motion_of, second_for, unseconded
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import json_text
from landwaiter.trust.registry import Registry

_MANY = 500
"""Identities in one question: SQLite allows more, but not without end."""


def hit_rows(conn: Reader, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Hits that have not lapsed as plain rows, each with the judgement that stands."""
    query = (
        select(t.hit)
        .where(condition, t.hit.c.lapsed_at.is_(None))
        .order_by(t.hit.c.score.desc(), t.hit.c.id)
    )
    rows = plain_rows(conn, query, structured=("listing", "match"))
    judgements = _standing(conn, [row["id"] for row in rows])
    return [{**row, "judgement": judgements.get(row["id"])} for row in rows]


def seconded_hits(
    conn: Reader,
    condition: ColumnElement[bool],
    motions: Collection[Motion],
    registry: Registry,
) -> list[dict[str, Any]]:
    """The same rows, each judgement with who seconded it, or why it does not count."""
    office = settings_with(conn, "")
    least = int(four_eyes.setting(office, four_eyes.DIFFERENT_SCORE))
    rows = hit_rows(conn, condition)
    for row in rows:
        judgement = row["judgement"]
        if judgement is None:
            continue
        there = _motions_there(conn, registry, judgement) if judgement["origin"] else motions
        second = second_for(judgement["motion_id"], there)
        needed = judgement["value"] == JudgementValue.DIFFERENT and row["score"] >= least
        unsound = unseconded() if needed and not second else ""
        row["judgement"] = {**judgement, "seconder": second, "unsound": unsound}
    return rows


def _motions_there(
    conn: Reader, registry: Registry, judgement: dict[str, Any]
) -> tuple[Motion, ...]:
    """The motion of the judgement that was taken over, where it is about this very pair."""
    if judgement["motion_id"] is None:
        return ()
    motion = motion_of(conn, registry, judgement["motion_id"])
    origin = select(t.judgement.c.hit_id).where(t.judgement.c.id == judgement["origin_id"])
    if motion is None or motion.deed != "judge":
        return ()
    same_listing = motion.facts.get("listing_sha256") == judgement["listing_sha256"]
    same_hit = motion.facts.get("hit") == conn.execute(origin).scalar()
    return (motion,) if same_listing and same_hit else ()


def load_hits(conn: Reader, condition: ColumnElement[bool]) -> tuple[Hit, ...]:
    """Hits that have not lapsed, best score first."""
    return from_plain(hit_rows(conn, condition), tuple[Hit, ...])


def _standing(conn: Reader, hit_ids: list[str]) -> dict[str, dict[str, Any]]:
    judgement = t.judgement
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(hit_ids), _MANY):
        some = hit_ids[start : start + _MANY]
        query = (
            select(judgement)
            .where(judgement.c.hit_id.in_(some), judgement.c.revoked_at.is_(None))
            .order_by(judgement.c.id)
        )
        found |= {row["hit_id"]: _with_origin(row) for row in plain_rows(conn, query)}
    return found


def _with_origin(row: dict[str, Any]) -> dict[str, Any]:
    if row["origin_id"] is None:
        return {**row, "origin": None}
    origin = {
        "judgement_id": row["origin_id"],
        "reference": row["origin_reference"],
        "author": row["origin_author"],
        "at": row["origin_at"],
    }
    return {**row, "origin": origin}


ClockKey = tuple[Any, ...]
"""What hits are listed by: due date and reference of the case, then what sorts within it."""


def open_hits(
    conn: Reader,
    *,
    case_ids: Collection[str] | None,
    reference: str | None,
    after: ClockKey | None = None,
    limit: int,
) -> list[ClockKey]:
    """Hits nobody has judged: due date, reference, score below zero, identity; in this order."""
    hit = t.hit.c
    return _by_clock(
        conn, _open(case_ids, reference), (-hit.score, hit.id), after=after, limit=limit
    )


def open_hit_count(conn: Reader, *, case_ids: Collection[str] | None, reference: str | None) -> int:
    """How many hits nobody has judged."""
    counted = _open(case_ids, reference).with_only_columns(func.count())
    return int(conn.execute(counted).scalar_one())


def judged_of_older(
    conn: Reader,
    newest: Collection[str],
    *,
    case_ids: Collection[str] | None,
    reference: str | None,
    after: ClockKey | None = None,
    limit: int,
) -> list[ClockKey]:
    """Judged hits of cases in work found in other editions than the `newest` (hashes): due date,
    reference, identity; in this order.
    """
    hit = t.hit.c
    query = _of_cases(case_ids, reference).where(
        hit.edition_sha256.not_in(sorted(newest)),
        t.case_file.c.stage.in_(sorted(WORKING)),
        _is_judged(),
    )
    return _by_clock(conn, query, (hit.id,), after=after, limit=limit)


def _open(case_ids: Collection[str] | None, reference: str | None) -> Select[Any]:
    waits = t.case_file.c.hits_open > literal_column("0")  # written out: the index is chosen by it
    return _of_cases(case_ids, reference).where(waits, ~_is_judged())


def _is_judged() -> ColumnElement[bool]:
    judgement = t.judgement.c
    stands = select(judgement.id).where(
        judgement.hit_id == t.hit.c.id, judgement.revoked_at.is_(None)
    )
    return stands.exists()


def _of_cases(case_ids: Collection[str] | None, reference: str | None) -> Select[Any]:
    hit, case = t.hit, t.case_file
    query = (
        select(case.c.due, case.c.reference)
        .join_from(case, hit, case.c.id == hit.c.case_id)
        .where(hit.c.lapsed_at.is_(None))
    )
    if case_ids is not None:
        query = query.where(case.c.id.in_(list(case_ids)))
    if reference is not None:
        query = query.where(case.c.reference == reference)
    return query


def _by_clock(
    conn: Reader,
    query: Select[Any],
    then: Sequence[ColumnElement[Any]],
    *,
    after: ClockKey | None,
    limit: int,
) -> list[ClockKey]:
    """The case with the nearest due date first.

    Cases without one come last, by a question of their own: so both walk an index.
    """
    due, reference = t.case_file.c.due, t.case_file.c.reference
    wanted = query.add_columns(*then).limit(limit)
    found: list[ClockKey] = []
    if after is None or after[0] is not None:
        order = (due, reference, *then)
        dated = wanted.where(due.is_not(None), beyond(order, after) if after else true())
        found += _keys(conn, dated.order_by(*order))
    if len(found) < limit:
        order = (reference, *then)
        former = after[1:] if after and after[0] is None else ("",)
        undated = wanted.where(due.is_(None), beyond(order[: len(former)], former))
        found += _keys(conn, undated.order_by(*order).limit(limit - len(found)))
    return found


def _keys(conn: Reader, query: Select[Any]) -> list[ClockKey]:
    return [tuple(row) for row in conn.execute(query)]


def hits_by_id(conn: Reader, ids: Sequence[str]) -> tuple[Hit, ...]:
    """Standing hits with these identities."""
    found: list[Hit] = []
    for start in range(0, len(ids), _MANY):
        found += load_hits(conn, t.hit.c.id.in_(ids[start : start + _MANY]))
    return tuple(found)


def parties_by_hit(conn: Reader, ids: Sequence[str]) -> dict[str, tuple[str, CaseParty]]:
    """Hit → the reference of its case, and the party it is of."""
    hit, party, case = t.hit, t.party, t.case_file
    found: dict[str, tuple[str, CaseParty]] = {}
    for start in range(0, len(ids), _MANY):
        query = (
            select(hit.c.id.label("hit_id"), case.c.reference, party)
            .join(party, party.c.id == hit.c.party_id)
            .join(case, case.c.id == hit.c.case_id)
            .where(hit.c.id.in_(ids[start : start + _MANY]))
        )
        for row in plain_rows(conn, query, structured=("address",)):
            stated = from_plain({**row, "link": None}, CaseParty)
            found[row["hit_id"]] = (row["reference"], stated)
    return found


def case_of(conn: Reader, hit_id: str) -> str | None:
    """The case a standing hit belongs to."""
    query = select(t.hit.c.case_id).where(t.hit.c.id == hit_id, t.hit.c.lapsed_at.is_(None))
    found = conn.execute(query).scalar()
    return str(found) if found else None


def of_listing(list_id: str, listing_id: str) -> ColumnElement[bool]:
    """The condition for hits on one listing of one list, in whatever edition."""
    return and_(t.hit.c.list_id == list_id, t.hit.c.listing_id == listing_id)


def confidential_listings(conn: Reader) -> Iterator[tuple[Listing, str]]:
    """Listings of confidential lists that a party resembles or did, each with the party's name."""
    hit = t.hit.c
    name = json_text(hit.match, "name")
    query = select(hit.listing, name).where(hit.confidential == 1).distinct()
    for listing, asked in conn.execute(query):
        yield from_json(listing, Listing), str(asked)
