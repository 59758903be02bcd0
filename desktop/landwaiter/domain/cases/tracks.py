"""Which tracks hold an item, and what the expiry of a clock may propose (DOMAIN 5)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import Case, GoodsItem, GoodsStatus, Track, TrackLetter
from landwaiter.domain.cases.clocks import Clock, release_from
from landwaiter.domain.intake.declaration import Item
from landwaiter.i18n import _

BASIS: dict[TrackLetter, str] = {
    TrackLetter.L: "UCC 188, 194(1)",
    TrackLetter.A: "Art. 21(3)(a)",
    TrackLetter.B: "Art. 21(3)(b)",
    TrackLetter.S: "UCC 188, 194(1)",
    TrackLetter.N: "national law",
    TrackLetter.T: "Art. 7(1) to (3)",
}
"""Default basis by track; Art. 7 and 21 are of Reg. (EU) 2021/821, UCC is Reg. (EU) 952/2013."""
SUSPENDING = frozenset({TrackLetter.A, TrackLetter.B})
"""Tracks on which Art. 21(3) suspends, so that the period of Art. 21(4) runs."""

GOODS_IN_HAND = frozenset({GoodsStatus.HELD, GoodsStatus.SAMPLED, GoodsStatus.SUSPENDED})
IN_HAND_OR_SEIZED = GOODS_IN_HAND | {GoodsStatus.SEIZED}
GOODS_TO_HOLD = GOODS_IN_HAND | {GoodsStatus.NOT_PRESENTED}
"""Goods that a track can still hold: declared and neither released, gone nor seized."""


def own_items(case: Case) -> tuple[Item, ...]:
    """The declared items that are this case's own: what was split off is another's."""
    numbers = {item.no for item in case.items}
    declared = case.declaration.items if case.declaration else ()
    return tuple(item for item in declared if item.no in numbers)


def licences_stated(case: Case, numbers: Collection[int]) -> frozenset[str]:
    """References of licences that the declaration states for these items."""
    declared = case.declaration
    if declared is None:
        return frozenset()
    items = [item for item in own_items(case) if item.no in numbers]
    stated = [item.licence_ref for item in items]
    stated += [one.reference for item in items for one in declared.documents_of(item.no)]
    return frozenset(ref for ref in stated if ref)


def own_part(case: Case) -> Case:
    """The case with a declaration of its own items alone, as rules judge it."""
    declaration, own = case.declaration, own_items(case)
    if declaration is None or len(own) == len(declaration.items):
        return case
    newest = replace(case.versions[-1], declaration=replace(declaration, items=own))
    return replace(case, versions=(*case.versions[:-1], newest))


def open_tracks(case: Case) -> tuple[Track, ...]:
    return tuple(track for track in case.tracks if track.ended_at is None)


def held_by(track: Track) -> tuple[int, ...]:
    """The items that a track holds now; none once it has ended."""
    if track.ended_at is not None:
        return ()
    return tuple(no for no in track.items if no not in track.ended_items)


def holding(case: Case, item_no: int) -> tuple[Track, ...]:
    """Open tracks that hold the item."""
    return tuple(track for track in open_tracks(case) if item_no in held_by(track))


def reviewed_since(case: Case, track: Track) -> datetime | None:
    """From when it is counted that a hold without a period of law is to be looked at again.

    From the newest word that it goes on, else from the first hour in which the track held goods in
    hand. None where nothing comes back: the law gives its own period, or no goods are in hand.
    """
    if track.letter in SUSPENDING or track.ended_at is not None or _has_own_period(case, track):
        return None
    held = [item for item in case.items if item.no in held_by(track)]
    since = [in_hand_since(case, item) for item in held if item.status in GOODS_IN_HAND]
    if not since:
        return None
    continued = (one.at for one in case.continued if one.track_id == track.id)
    return max(track.opened_at, min(since), *continued)


def _has_own_period(case: Case, track: Track) -> bool:
    return any(one.track_id == track.id and one.ended_at is None for one in case.own_clocks)


def in_hand_since(case: Case, item: GoodsItem) -> datetime:
    """A sample that is taken begins no new hold."""
    since = item.since
    for event in reversed([one for one in case.goods_events if one.no == item.no]):
        if event.status not in GOODS_IN_HAND:
            break
        since = min(since, event.at)
    return since


@dataclass(frozen=True, slots=True)
class ReleaseDue:
    """An item in hand that Art. 21(4) wants released from a day on."""

    item: int
    since: date
    tracks: tuple[str, ...]
    """Identities of the tracks whose clocks say so."""
    why: str


def releases_due(case: Case, clocks: Iterable[Clock]) -> tuple[ReleaseDue, ...]:
    """Per item in hand, from when release is proposed; days that lie ahead included.

    Not while a track without such a clock holds the item: no reason keeps it, another basis does.
    """
    legal = {clock.about: clock for clock in clocks if release_from(clock) is not None}
    found = (
        _release_due(case, item.no, legal) for item in case.items if item.status in GOODS_IN_HAND
    )
    return tuple(one for one in found if one is not None)


def _release_due(case: Case, no: int, legal: Mapping[str, Clock]) -> ReleaseDue | None:
    holders = holding(case, no)
    if any(track.id not in legal for track in holders):
        return None
    replied = [
        track
        for track in case.tracks
        if track.ended_at is not None and no in track.items and track.id in legal
    ]
    asking = [*holders, *replied]
    if not asking:
        return None
    last = max((legal[track.id] for track in asking), key=_first_day)
    return ReleaseDue(no, _first_day(last), tuple(track.id for track in asking), _why_release(last))


def _first_day(clock: Clock) -> date:
    return release_from(clock) or clock.due


def _why_release(clock: Clock) -> str:
    if clock.ended is None:
        return _("no reply on track {track} by {due}").format(track=clock.track, due=clock.due)
    return _("reply on track {track}: {reply}").format(track=clock.track, reply=low(clock.reason))
