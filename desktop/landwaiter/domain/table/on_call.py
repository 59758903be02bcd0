"""Goods that somebody held while the head was not at work, and what the head may say of it.

A hold is looked at once a head other than who made it has said, with a reason, that it goes on:
on another track (RULES 6.7), by continuing it (RULES 6.10), or by holding the goods anew. No deed
of its own says so, and releasing them needs what every release needs.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Case, GoodsItem, GoodsStatus, Track
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds_on_goods import HOLD, RELEASE, STAY_HELD, SUSPEND
from landwaiter.domain.cases.deeds_on_tracks import CONTINUE_HOLD, END_TRACK
from landwaiter.domain.cases.life_cycle import GoodsEvent
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, ReleaseDue, holding, reviewed_since
from landwaiter.domain.law.periods import Calendar
from landwaiter.errors import Invalid
from landwaiter.i18n import _

HOLDS = frozenset({HOLD.act, SUSPEND.act})
"""Acts that hold goods."""
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """From when to when somebody leads on a working day, in the time of the office."""

    begin: time
    end: time


def office_hours(text: str) -> OfficeHours | None:
    """What 07:30-15:30 means; None for anything else, and where the end is not after the begin."""
    found = _HOURS.fullmatch(text)
    if found is None:
        return None
    first, first_minute, last, last_minute = map(int, found.groups())
    hours = OfficeHours(time(first, first_minute), time(last, last_minute))
    return hours if hours.begin < hours.end else None


def is_on_call(at: datetime, hours: OfficeHours | None, calendar: Calendar) -> bool:
    """Whether an hour, as the clocks of the office show it, lies outside office hours.

    Where the office states no hours, any hour may: nothing is left out by a guess.
    """
    try:
        works = calendar.is_working_day(at.date())
    except Invalid:  # a day of a year that no calendar in the casebook covers
        works = at.weekday() < 5  # Saturday is 5
    if not works or hours is None:
        return True
    return not hours.begin <= at.time() < hours.end


@dataclass(frozen=True, slots=True)
class WordOnHold:
    """Somebody said that goods stay held: an item on another track, or all items of a track."""

    id: str
    author: str
    no: int | None = None
    items: tuple[int, ...] = ()

    def is_about(self, no: int) -> bool:
        return no == self.no or no in self.items


def unseen_hold(
    events: Sequence[GoodsEvent], words: Iterable[WordOnHold], heads: Collection[str]
) -> GoodsEvent | None:
    """The first hold of an item in hand that no head but its author has looked at.

    `events` are those of the item, in order, `words` those of heads. Births
    of identities tell what came after what: the day that is stated of an act may lie before it.
    """
    held = [event for event in _since_free(events) if event.act in HOLDS]
    about = tuple(words)
    for number, event in enumerate(held):
        if _is_anew(event, held[:number], heads):
            continue
        said = (word for word in about if word.author != event.author and word.id > event.id)
        anew = (one for one in held[number + 1 :] if _is_word_on(one, event, heads))
        if not any(said) and not any(anew):
            return event
    return None


def _since_free(events: Sequence[GoodsEvent]) -> list[GoodsEvent]:
    """What was done since the item came into hand."""
    found: list[GoodsEvent] = []
    for event in reversed(events):
        if event.status not in GOODS_IN_HAND:
            break
        found.insert(0, event)
    return found


def _is_anew(event: GoodsEvent, before: Iterable[GoodsEvent], heads: Collection[str]) -> bool:
    """Whether a head held anew what somebody else holds: it is that hold that waits, or not."""
    return event.author in heads and any(one.author != event.author for one in before)


def _is_word_on(event: GoodsEvent, hold: GoodsEvent, heads: Collection[str]) -> bool:
    is_anothers = event.author in heads and event.author != hold.author
    return is_anothers and bool(event.track and str(event.reason).strip())


@dataclass(frozen=True, slots=True)
class HoldChoice:
    """One way that the head has: the act with what is chosen, or why it is not possible."""

    act: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    demanded: tuple[str, ...] = ()
    """What must be said besides what the deed asks for, so that it is a word on the hold."""
    why_not: str = ""


def why_not_looked_at(hold: GoodsEvent, actor: Actor) -> str:
    """Why this person says nothing of the hold; empty for another head."""
    if not actor.has(*CONTINUE_HOLD.roles):
        return CONTINUE_HOLD.refusal_by_role(actor)
    if hold.author == actor.name:
        return _("You held these goods yourself: another head looks at it.")
    return ""


def to_release(
    case: Case, item: GoodsItem, due: Iterable[ReleaseDue], hold: GoodsEvent, actor: Actor
) -> HoldChoice:
    """Letting the goods go; first the tracks end that still hold them."""
    over = {track for one in due if one.item == item.no for track in one.tracks}
    holders = [track for track in holding(case, item.no) if track.id not in over]
    no = {"item": str(item.no)}
    if holders:
        return _choice(END_TRACK, no | _letter(holders), case, hold, actor)
    return _choice(RELEASE, no, case, hold, actor)


def to_keep(
    case: Case, item: GoodsItem, due: Iterable[ReleaseDue], hold: GoodsEvent, actor: Actor
) -> HoldChoice:
    """Holding them on, by the deed that the law has for it as things stand.

    Once the period of Art. 21(4) ran out another track holds them; a hold without a period is
    continued; while the period runs, and where no track holds them, they are held anew.
    """
    no = {"item": str(item.no)}
    if any(one.item == item.no for one in due):
        return _choice(STAY_HELD, no, case, hold, actor)
    timeless = [one for one in holding(case, item.no) if reviewed_since(case, one) is not None]
    if timeless:
        return _choice(CONTINUE_HOLD, _letter(timeless), case, hold, actor)
    deed = SUSPEND if item.status is GoodsStatus.SUSPENDED else HOLD
    return _choice(deed, no, case, hold, actor, demanded=("track", "basis", "reason"))


def _letter(tracks: Sequence[Track]) -> dict[str, str]:
    """The track, where it can be no other."""
    letters = {track.letter.value for track in tracks}
    return {"track": letters.pop()} if len(letters) == 1 else {}


def _choice(
    deed: CaseDeed[Any],
    chosen: Mapping[str, str],
    case: Case,
    hold: GoodsEvent,
    actor: Actor,
    *,
    demanded: tuple[str, ...] = (),
) -> HoldChoice:
    why_not = why_not_looked_at(hold, actor) or deed.why_not(actor, case)
    return HoldChoice(deed.act, chosen, demanded, why_not)
