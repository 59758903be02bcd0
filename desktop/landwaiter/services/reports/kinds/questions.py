"""What of a case may still be asked of an authority: held, not answered, and in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Action, ActionKind, Case, GoodsStatus, Reply, Track
from landwaiter.domain.cases.clocks import BETWEEN_STATES
from landwaiter.domain.cases.tracks import GOODS_TO_HOLD, held_by, open_tracks
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clocks import asked_until

ASKING: Final = frozenset({ActionKind.REFERRAL, ActionKind.CONSULTATION})
ASKED_STATE: Final = "asked_state"
"""The table that puts a question to another Member State."""
STILL_HERE: Final = GOODS_TO_HOLD | {GoodsStatus.SEIZED}
"""Goods that neither were released nor left."""


@dataclass(frozen=True, slots=True)
class ExpiredTrack:
    """A track whose period ended without a reply, and on which day."""

    track: Track
    due: date


def asking_tracks(view: CaseView) -> tuple[Track, ...]:
    """Open tracks that hold goods, whose period runs or that have none, without a final reply."""
    expired = {one.track.id for one in expired_tracks(view)}
    return tuple(
        track
        for track in _holding_tracks(view.case)
        if track.id not in expired and not _is_settled(view.case, track)
    )


def expired_tracks(view: CaseView) -> tuple[ExpiredTrack, ...]:
    """Tracks that hold goods still and whose period of law ended without a reply."""
    return tuple(_expired(view))


def _expired(view: CaseView) -> Iterator[ExpiredTrack]:
    for track in _holding_tracks(view.case):
        clock = next((one for one in view.clocks if one.about == track.id), None)
        if clock is not None and view.countdowns[clock].ran_out:
            yield ExpiredTrack(track, view.countdowns[clock].due)


def _holding_tracks(case: Case) -> tuple[Track, ...]:
    here = {item.no for item in case.items if item.status in STILL_HERE}
    return tuple(track for track in open_tracks(case) if here & {*held_by(track)})


def _is_settled(case: Case, track: Track) -> bool:
    """The authority acts: nothing is left to ask on that track."""
    return any(one.track_id == track.id and one.reply is Reply.ACTS for one in case.actions)


def open_questions(view: CaseView) -> tuple[Action, ...]:
    """Referrals and consultations without an answer whose period has not ended.

    None on goods that were all released or have left.
    """
    case = view.case
    if case.items and not any(item.status in STILL_HERE for item in case.items):
        return ()
    return tuple(
        action
        for action in case.actions
        if action.kind in ASKING and action.answered_at is None and not ran_out(view, action)
    )


def state_consultations(case: Case) -> tuple[Action, ...]:
    """Consultations of other Member States (Art. 14(1), 16(5)), in the order they were sent."""
    return tuple(
        one
        for one in case.actions
        if one.kind is ActionKind.CONSULTATION and one.basis in BETWEEN_STATES
    )


def open_state_consultations(view: CaseView) -> tuple[Action, ...]:
    """Those without an answer whose period has not ended."""
    found = state_consultations(view.case)
    return tuple(one for one in found if one.answered_at is None and not ran_out(view, one))


def refusal_of(case: Case) -> Action | None:
    """The newest consultation or referral that the authority answered by acting; None: none."""
    acted = [(one.answered_at, one) for one in case.actions if one.reply is Reply.ACTS]
    dated = [(at, one.id, one) for at, one in acted if at is not None]
    return max(dated)[-1] if dated else None


def ran_out(view: CaseView, action: Action) -> bool:
    """Whether the day by which an answer was wanted is past."""
    left = asked_until(action, view.countdowns)
    return left is not None and left.ran_out


def replied_on(case: Case) -> date | None:
    """The day of the newest reply to a referral or consultation; None where none is recorded."""
    replies = [
        one.answered_at
        for one in case.actions
        if one.kind in ASKING and one.answered_at is not None
    ]
    return local_date(max(replies), case.member_state) if replies else None
