"""Screening of a case's parties: hits with what they were screened against."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from landwaiter.domain.cases.case import Case
from landwaiter.domain.lists.listing import Hit
from landwaiter.services.cases.judging import take_over
from landwaiter.services.entities.party_matches import hits_on
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records


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
