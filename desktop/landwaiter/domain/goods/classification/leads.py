"""Reasons for control entries and how they add up to ranked candidates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from landwaiter.domain.law.control_codes import head_of, order_of
from landwaiter.domain.law.pack import Pack

Packs = Mapping[str, Pack]


class LeadSource(IntEnum):
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
    NAME = 8
    """A trade name that mostly goods of the entry bear."""
    USUAL_NAME = 9
    """A trade name that goods of the entry often bear."""
    TERMS = 10
    """Other trade terms."""
    AGAINST = 11
    """A trade term that speaks against the entry; it scores nothing."""


EVERYTHING: Final = "*"
"""The head of words that speak against every entry."""

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
    source: LeadSource
    firm: bool = True
    """False where its kind says more than it does: a number that several substances share, a code
    that the text only refers to."""

    @property
    def head(self) -> str:
        return head_of(self.code)


def grouped(leads: Iterable[Lead]) -> Mapping[tuple[str, str], tuple[Lead, ...]]:
    """Leads by list and head, the firmest first; what speaks against makes no group of its own."""
    groups: dict[tuple[str, str], list[Lead]] = {}
    against: list[Lead] = []
    for lead in leads:
        if lead.source is LeadSource.AGAINST:
            against.append(lead)
        else:
            groups.setdefault((lead.list, lead.head), []).append(lead)
    for (_list, head), group in groups.items():
        group += [lead for lead in against if lead.head in (head, EVERYTHING)]
    return {key: tuple(sorted(group, key=_firmness)) for key, group in groups.items()}


def _firmness(lead: Lead) -> tuple[int, int]:
    return (lead.source, -lead.score)


def joint_score(leads: Iterable[Lead]) -> int:
    """Independent sources add up, each by its best reason; reasons of one source do not.

    What one source leaves open is closed in part by the next: 700 and 500 make 850.
    """
    best: dict[LeadSource, int] = {}
    for lead in leads:
        best[lead.source] = max(best.get(lead.source, 0), lead.score)
    still_open = 1000
    for value in sorted(best.values(), reverse=True):
        still_open = still_open * (1000 - value) // 1000
    return 1000 - still_open


def kinds(leads: Iterable[Lead]) -> tuple[str, ...]:
    """Names of the sources of firm leads, the firmest first."""
    sources = sorted(
        {one.source for one in leads if one.firm and (one.score or _speaks_against(one))}
    )
    return tuple(source.name.lower() for source in sources)


def _speaks_against(lead: Lead) -> bool:
    return lead.source is LeadSource.AGAINST


def score_of_words(leads: Iterable[Lead]) -> int:
    """What the words say for an entry beside codes and numbers, in thousandths."""
    beside = (LeadSource.HEADING, LeadSource.NUMBER)
    return joint_score(lead for lead in leads if lead.source not in beside)


def deepest(leads: Iterable[Lead], met: Iterable[str] = ()) -> tuple[str, ...]:
    """The codes below a head that leads and met values name; of two on one branch the deeper."""
    named = dict.fromkeys((*(lead.code for lead in leads if lead.score), *met))
    below = [code for code in named if code != head_of(code)]
    ends = (code for code in below if not any(other.startswith(f"{code}.") for other in below))
    return tuple(sorted(ends, key=order_of))


def is_hint(edition: str) -> bool:
    """True when a candidate of this edition (`id@edition`) rests on trade terms or texts alone."""
    return edition.partition("@")[0] in HINTS
