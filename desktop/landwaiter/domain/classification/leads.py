"""Reasons for control entries and how they add up to ranked candidates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from landwaiter.domain.pack import Pack

Packs = Mapping[str, Pack]


class Source(IntEnum):
    """Where a reason comes from, the firmest first; the edition of a candidate is the firmest's."""

    CODE = 0
    """A code written out in the text."""
    NUMBER = 1
    """A CAS, UN or CUS number."""
    SEEN = 2
    """The same part was assessed before."""
    HEADING = 3
    """The commodity code."""
    TITLE = 4
    """The whole title of the entry."""
    OFFICIAL = 5
    """The words of the list's own text."""
    VOCABULARY = 6
    """A word list of the red flags."""
    FOLLOWS = 7
    """An entry that goes with another one."""
    TERMS = 8
    """Trade terms."""


HINTS: Final = ("glossary", "annex1_text", "us_ccl")
"""Packs whose words are a hint at an entry and no fact that a rule could rest on."""


@dataclass(frozen=True, slots=True)
class Lead:
    """One reason for one code; `score` in thousandths."""

    list: str
    code: str
    score: int
    reason: str
    pack: Pack
    source: Source

    @property
    def head(self) -> str:
        return self.code.partition(".")[0]


def grouped(leads: Iterable[Lead]) -> Mapping[tuple[str, str], tuple[Lead, ...]]:
    """Leads by list and head, the firmest first."""
    groups: dict[tuple[str, str], list[Lead]] = {}
    for lead in leads:
        groups.setdefault((lead.list, lead.head), []).append(lead)
    return {key: tuple(sorted(group, key=_firmness)) for key, group in groups.items()}


def _firmness(lead: Lead) -> tuple[int, int]:
    return (lead.source, -lead.score)


def joint_score(leads: Iterable[Lead]) -> int:
    """Independent sources add up, each by its best reason; reasons of one source do not.

    What one source leaves open is closed in part by the next: 700 and 500 make 850.
    """
    best: dict[Source, int] = {}
    for lead in leads:
        best[lead.source] = max(best.get(lead.source, 0), lead.score)
    still_open = 1000
    for value in sorted(best.values(), reverse=True):
        still_open = still_open * (1000 - value) // 1000
    return 1000 - still_open


def is_hint(edition: str) -> bool:
    """True when a candidate of this edition (`id@edition`) rests on trade terms or texts alone."""
    return edition.partition("@")[0] in HINTS
