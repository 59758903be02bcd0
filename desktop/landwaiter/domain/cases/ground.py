"""Grounds of a case: background that an officer rests on, quoted as it stood, with a reason.

Background (relations of states, shares, incidents) says nothing of a party and feeds no flag.
Whoever holds that it matters on one case says so here; the statement itself may end or be corrected
later, the quotation stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.i18n import Words


class GroundKind(StrEnum):
    """What kind of background it is. Each has a row of `services/relations/grounds.py`."""

    RELATION = "relation"
    SHARE = "share"
    INCIDENT = "incident"


TOPICS: Final[Mapping[GroundKind, str]] = {
    GroundKind.RELATION: "relations",
    GroundKind.SHARE: "relations",
    GroundKind.INCIDENT: "incidents",
}
"""What the page of the statement listens to: it says of which cases it is a ground."""


@dataclass(frozen=True, slots=True)
class EndOfGround:
    """Why it is a ground no longer, by whom, when."""

    reason: Words
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a statement of the background said when it was quoted."""

    statement_id: str
    title: Words
    """What lists call it by."""
    quoted: Words
    """One sentence, with everything that it may not be printed without."""
    certainty: Certainty
    source: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class CaseGround:
    """A statement that a case rests on, as it stood when an officer said so."""

    id: str
    kind: GroundKind
    statement_id: str
    title: Words
    quoted: Words
    certainty: Certainty
    source: str
    grade: str
    reason: Words
    """Why it matters on this case, in the officer's words."""
    author: str
    at: datetime
    end: EndOfGround | None = None

    @property
    def stands(self) -> bool:
        return self.end is None


def standing_grounds(grounds: Iterable[CaseGround]) -> tuple[CaseGround, ...]:
    """Those that nobody withdrew, in the order in which they were made."""
    return tuple(one for one in grounds if one.stands)
