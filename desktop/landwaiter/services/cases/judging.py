"""Judgements that count again: taken over for the same pair, and ended with the one they rest on.

What is taken over is a row of its own on the hit it counts for. It names its origin, and is
audited like a judgement. A judgement that needed two persons is taken over with the motion that
was seconded; where there was none, the hit waits for a judgement of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from landwaiter.domain.cases import four_eyes
from landwaiter.domain.cases.case import Case, CaseParty
from landwaiter.domain.hits.judgement_basis import Pair
from landwaiter.domain.lists.listing import Hit, Judgement, JudgementOrigin, JudgementValue
from landwaiter.services.entities.judged_pairs import pairs_of
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.hits import judgements as stored

TAKEN_OVER = "case.take_over_judgement"
"""Deed in the audit chain."""


@dataclass(frozen=True, slots=True)
class TakenJudgement:
    """A hit with the judgement that counts for it, and the row that says so."""

    hit: Hit
    row: Mapping[str, Any]


def pair_columns(pair: Pair) -> dict[str, Any]:
    """What a row of a judgement says of the pair it is about."""
    return {
        "party_sha256": pair.party_sha256,
        "entity_sha256": pair.entity_sha256,
        "listing_sha256": pair.listing_sha256,
    }


def found_before(
    conn: Reader,
    case_id: str,
    parties: Iterable[CaseParty],
    hits: Sequence[Hit],
    *,
    new_id: Callable[[], str],
    at: datetime,
) -> tuple[TakenJudgement, ...]:
    """The hits whose very pair was judged before, each with that judgement; others are left out."""
    if not hits:
        return ()
    by_id = {party.id: party for party in parties}
    known: dict[str, str] = {}
    for hit in hits:
        known[hit.id] = stored.listing_sha256(hit.listing)
    rows = stored.settled(conn, set(known.values()))
    if not rows:
        return ()
    refused = stored.refused_origins(conn, case_id)
    rows = [row for row in rows if row["id"] not in refused]
    least = int(four_eyes.setting(settings_with(conn, ""), four_eyes.DIFFERENT_SCORE))
    taken = []
    pairs = pairs_of(conn, ((by_id[hit.party_id], hit.listing) for hit in hits))
    for hit, pair in zip(hits, pairs, strict=True):
        origin = _origin(hit, pair, rows)
        if origin is not None and _may_count(origin, hit, least):
            taken.append(_taken(hit, pair.as_judged(_pair(origin)), origin, new_id(), at))
    return tuple(taken)


def _origin(hit: Hit, pair: Pair, rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The newest judgement of the pair; none where persons judged it differently."""
    same = [
        row
        for row in rows
        if (row["list_id"], row["listing_id"]) == (hit.list_id, hit.listing.listing_id)
        and pair.equals(_pair(row))
    ]
    return same[-1] if len({row["value"] for row in same}) == 1 else None


def _pair(row: Mapping[str, Any]) -> Pair:
    return Pair(row["party_sha256"], row["listing_sha256"], row["entity_sha256"])


def _may_count(origin: Mapping[str, Any], hit: Hit, least: int) -> bool:
    """Four eyes are not weakened: a near hit is put aside by two persons, there as here."""
    needs_two = origin["value"] == JudgementValue.DIFFERENT and hit.match.score >= least
    return not needs_two or origin["motion_id"] is not None


def _taken(
    hit: Hit, pair: Pair, origin: Mapping[str, Any], judgement_id: str, at: datetime
) -> TakenJudgement:
    came = JudgementOrigin(
        origin["id"], origin["reference"], origin["author"], datetime.fromisoformat(origin["at"])
    )
    judgement = Judgement(
        id=judgement_id,
        value=JudgementValue(origin["value"]),
        reason=origin["reason"],
        author=origin["author"],
        at=at,
        origin=came,
    )
    row = {
        **{name: getattr(judgement, name) for name in ("id", "value", "reason", "author", "at")},
        "hit_id": hit.id,
        "motion_id": origin["motion_id"],
        **pair_columns(pair),
        "origin_id": came.judgement_id,
        "origin_reference": came.reference,
        "origin_author": came.author,
        "origin_at": origin["at"],
    }
    return TakenJudgement(replace(hit, judgement=judgement), row)


def with_taken(hits: Iterable[Hit], taken: Iterable[TakenJudgement]) -> tuple[Hit, ...]:
    """The hits, those that were judged before with that judgement."""
    judged = {one.hit.id: one.hit for one in taken}
    return tuple(judged.get(hit.id, hit) for hit in hits)


def keep_taken(work: UnitOfWork, taken: Iterable[TakenJudgement]) -> None:
    """Write what was taken over; the hits themselves are there already."""
    records.add_many(work.conn, "judgement", [one.row for one in taken])


def tell_taken(work: UnitOfWork, case: Case, hits: Iterable[Hit]) -> None:
    """One entry in the audit chain for each judgement that was taken over."""
    for hit in hits:
        judgement = hit.judgement
        if judgement is not None and judgement.origin is not None:
            work.audit(
                TAKEN_OVER,
                f"case/{case.id}",
                {
                    "reference": case.reference,
                    "hit": hit.id,
                    "listing": hit.told_listing,
                    "list": hit.told_list,
                    "judgement": judgement.value,
                    "reason": judgement.reason,
                    "taken_over_from": judgement.origin.reference,
                    "judged_by": judgement.origin.author,
                    "judged_at": judgement.origin.at,
                    "origin": judgement.origin.judgement_id,
                },
            )


def take_over(work: UnitOfWork, case: Case) -> int:
    """Take over what was judged elsewhere of the hits that wait on a case; how many."""
    waiting = [hit for hit in case.hits if hit.judgement is None]
    taken = found_before(work.conn, case.id, case.parties, waiting, new_id=work.new_id, at=work.now)
    keep_taken(work, taken)
    tell_taken(work, case, [one.hit for one in taken])
    return len(taken)
