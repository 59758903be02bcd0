"""An exercise: a case to learn on, and by hand what an experienced officer would have done on it.

Nothing here is computed by the program: an expectation stands in the file of its exercise, with
why it is so, where that is read and how sure it is (DOMAIN: read, one secondary source, memory,
not established, a choice of the office that is no law).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from landwaiter.domain.cases.case import (
    ActionKind,
    ClassificationState,
    FlagReview,
    GoodsStatus,
    Reply,
    TrackLetter,
)
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.i18n import N_

DISMISSED = "case_dismissed"
"""Instead of an outcome: the case was dismissed, nothing had to be decided."""
_SOURCE = "practice case {number}"
_SOURCED = re.compile(r"practice case ([1-9][0-9]*)")


class WhyTrust(StrEnum):
    """How far the reason of an expectation is verified."""

    READ = "V"
    SECONDARY = "S"
    MEMORY = "M"
    NOT_ESTABLISHED = "U"
    PRACTICE = "analyst"


TRUST_WORDS: Mapping[WhyTrust, str] = {
    WhyTrust.READ: N_("read in the text"),
    WhyTrust.SECONDARY: N_("one secondary source"),
    WhyTrust.MEMORY: N_("professional memory, not checked"),
    WhyTrust.NOT_ESTABLISHED: N_("not established"),
    WhyTrust.PRACTICE: N_("good practice, no law"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What every expectation carries."""

    why: str
    """One sentence in our own words."""
    source: str
    """The article, rule or pack in which it is read."""
    trust: WhyTrust


@dataclass(frozen=True, slots=True, kw_only=True)
class HitPoint(Expectation):
    """How the hit of a party on a listing is judged."""

    kind: ClassVar[str] = "hit"
    party: str
    """Role of the party, such as end_user."""
    listing: str
    expected: JudgementValue


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassificationPoint(Expectation):
    """What is found on an item and a control entry."""

    kind: ClassVar[str] = "classification"
    item: int
    code: str
    expected: ClassificationState


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagPoint(Expectation):
    """Whether a flag is substantiated or dismissed."""

    kind: ClassVar[str] = "flag"
    flag: str
    expected: FlagReview


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackPoint(Expectation):
    """On which tracks an item is held; none at all where `expected` is empty."""

    kind: ClassVar[str] = "track"
    item: int
    expected: tuple[TrackLetter, ...]
    may: tuple[TrackLetter, ...] = ()
    """Tracks that do no harm beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsPoint(Expectation):
    """Where an item is when the case is proposed."""

    kind: ClassVar[str] = "goods"
    item: int
    expected: GoodsStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPoint(Expectation):
    """Who is asked, and for what kind of answer."""

    kind: ClassVar[str] = "request"
    expected: ActionKind
    of: tuple[str, ...]
    """Words of which the addressee has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPoint(Expectation):
    """Which reply of the consulted authority is recorded."""

    kind: ClassVar[str] = "reply"
    expected: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPoint(Expectation):
    """What is proposed for an item, or for a case without goods (`item` 0)."""

    kind: ClassVar[str] = "decision"
    item: int
    expected: tuple[str, ...]
    """Outcomes, or `case_dismissed`: each is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePoint(Expectation):
    """By when the first proposal is made, in working days after receipt."""

    kind: ClassVar[str] = "in_time"
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPoint(Expectation):
    """What the reason or the basis of the proposal says."""

    kind: ClassVar[str] = "reason"
    names: tuple[str, ...]
    """Each is named, in one of its spellings: `Russia|RU`."""


Point = (
    HitPoint
    | ClassificationPoint
    | FlagPoint
    | TrackPoint
    | GoodsPoint
    | RequestPoint
    | ReplyPoint
    | DecisionPoint
    | TimePoint
    | ReasonPoint
)
POINT_KINDS: Mapping[str, type[Point]] = {
    one.kind: one
    for one in (
        HitPoint,
        ClassificationPoint,
        FlagPoint,
        TrackPoint,
        GoodsPoint,
        RequestPoint,
        ReplyPoint,
        DecisionPoint,
        TimePoint,
        ReasonPoint,
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One case to learn on."""

    number: int
    title: str
    """Says what the case is about and not what is right."""
    brief: str
    """What lies on the desk: what others found out, wrote or telephoned."""
    lesson: str
    """What it teaches; told with the solution."""
    points: tuple[Point, ...]

    @property
    def source(self) -> str:
        """Where its case says that it came from."""
        return _SOURCE.format(number=self.number)


def exercise_number(source: str) -> int | None:
    """The exercise that a case with this source is; None for any other case."""
    found = _SOURCED.fullmatch(source)
    return int(found[1]) if found else None
