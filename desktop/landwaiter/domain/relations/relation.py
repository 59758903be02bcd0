"""Relations of states: what two or more are stated to do together, how sure, from whom.

They say nothing of a party and are an input of no rule. A statement is never changed: it ends by a
row of its own with a reason. Days are ISO 8601 at whatever precision is known.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.entity import End
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, plural

_STATE = re.compile(r"[A-Z]{2}")
_PERCENT = re.compile(r"%|\bper\s?cent\b|\bpercent", re.IGNORECASE)
LONGEST_FIGURE: Final = 60


class RelationKind(StrEnum):
    """What states do together."""

    ALLIANCE_TREATY = "alliance_treaty"
    EXERCISE = "exercise"
    JOINT_DEVELOPMENT = "joint_development"
    TRAINING = "training"
    ACADEMY_PLACES = "academy_places"
    ARMS_SUPPLY = "arms_supply"
    DIALOGUE = "dialogue"
    VISIT = "visit"
    BASE_OR_ACCESS = "base_or_access"


KIND_WORDS: Final[Mapping[RelationKind, str]] = {
    RelationKind.ALLIANCE_TREATY: N_("alliance treaty"),
    RelationKind.EXERCISE: N_("exercise"),
    RelationKind.JOINT_DEVELOPMENT: N_("joint development"),
    RelationKind.TRAINING: N_("training"),
    RelationKind.ACADEMY_PLACES: N_("academy places"),
    RelationKind.ARMS_SUPPLY: N_("arms supply"),
    RelationKind.DIALOGUE: N_("dialogue"),
    RelationKind.VISIT: N_("visit"),
    RelationKind.BASE_OR_ACCESS: N_("base or access"),
}
DIRECTED: Final = frozenset(
    {
        RelationKind.TRAINING,
        RelationKind.ACADEMY_PLACES,
        RelationKind.ARMS_SUPPLY,
        RelationKind.VISIT,
        RelationKind.BASE_OR_ACCESS,
    }
)
"""Kinds in which the first state gives, trains, supplies or visits, and the others receive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedOfStates:
    """What every statement on states carries."""

    id: str
    states: tuple[str, ...]
    """ISO 3166-1 alpha-2, as stated: of a directed kind the first one gives."""
    source: str
    certainty: Certainty
    grade: str
    """A1 to F6."""
    read_on: str
    """The day on which the source was read."""
    wording: str = ""
    """The reservation in the source's own words: incomplete data. Printed wherever it is."""
    note: str = ""
    evidence: str = ""
    """The piece it rests on: `PL1-2026-000412/E-01`."""
    author: str
    at: datetime
    end: End | None = None

    @property
    def stands(self) -> bool:
        """Nobody ended it; whether it holds today is another question."""
        return self.end is None

    @property
    def ended(self) -> str:
        """The reason for which it counts no longer; empty while it stands."""
        return self.end.reason if self.end else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRelation(StatedOfStates):
    """One statement on what states do together."""

    kind: RelationKind
    others: str = ""
    """States that the source does not name, in its words: over 90 countries. No page has them."""
    from_others: str = ""
    """The same of those who give, where the kind has a direction: all named states receive."""
    name: str = ""
    """Of the treaty, the exercise, the system."""
    since: str | None = None
    until: str | None = None
    recurring: str = ""
    """How often, as the source words it: every year."""
    place: str = ""
    service: str = ""
    """Of the armed forces: navy …"""
    equipment: str = ""
    figure: str = ""
    """As the source words it: 250, over 90, several thousand. Never a percentage: that is a share.
    """
    unit: str = ""


def checked_states(given: Iterable[str], field: str = "states") -> tuple[str, ...]:
    """Codes of states in their order, each once; Invalid for what is no code."""
    found: dict[str, None] = {}
    for text in given:
        code = text.strip().upper()
        if not _STATE.fullmatch(code):
            raise Invalid(
                _("A state is two letters."),
                field=field,
                value=text,
                remedy=_("Use the code of ISO 3166-1, such as NO or CN."),
            )
        found[code] = None
    return tuple(found)


def checked_pair(given: Iterable[str], unnamed: str = "") -> tuple[str, ...]:
    """The states of a relation: two or more, or one and others that the source leaves unnamed."""
    states = checked_states(given)
    if len(states) < 2 and not (states and unnamed.strip()):
        raise Invalid(
            _("A relation is one of two states or more."),
            field="states",
            value=", ".join(states),
            remedy=_("Name each state once: CN,RU; or say which others the source leaves unnamed."),
        )
    return states


def checked_givers(kind: RelationKind, from_others: str) -> str:
    """Who gives and is not named; Invalid where the kind has no direction."""
    said = from_others.strip()
    if said and kind not in DIRECTED:
        raise Invalid(
            _("In a relation of this kind nobody gives and nobody receives."),
            field="from_others",
            value=said,
            remedy=_("Say who takes part besides: `--others`."),
        )
    return said


def checked_figure(figure: str, unit: str) -> tuple[str, str]:
    """A figure with its unit as they are kept; Invalid for a percentage, or one without a unit."""
    said, of = figure.strip(), unit.strip()
    if _PERCENT.search(said) or _PERCENT.search(of):
        raise Invalid(
            _("A percentage is no figure of a relation."),
            field="figure",
            value=f"{said} {of}".strip(),
            remedy=_("State it as a share, with what it counts: `share add`."),
        )
    if len(said) > LONGEST_FIGURE:
        raise Invalid(
            plural(
                LONGEST_FIGURE,
                "A figure has at most {n} character.",
                "A figure has at most {n} characters.",
            ),
            field="figure",
            value=said,
            remedy=_("Give the number alone, and the rest as a note."),
        )
    if bool(said) != bool(of):
        raise Invalid(
            _("A figure stands with its unit."),
            field="unit" if said else "figure",
            value=said or of,
            remedy=_("Give both, such as 5000 and places a year."),
        )
    return said, of


def pair_of(states: Iterable[str]) -> tuple[str, str]:
    """Two states in the order in which their page is named."""
    one, other = sorted(checked_states(states))
    return one, other


def begins(relation: CountryRelation) -> tuple[bool, str]:
    """Sorts a timeline: what has no day comes last."""
    day = relation.since or relation.until or ""
    return not day, day
