"""Words by which a source says that it is not certain: what it says is kept no surer than that.

English words alone: a quote in another language is kept as it is, and the person who enters it
chooses the word of certainty.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.base.certainty import Certainty

HEDGES: Final[Mapping[Certainty, tuple[str, ...]]] = {
    Certainty.ASSESSED: (
        r"(most |very |highly )?likely", r"probabl[ey]", r"presum(abl[ey]|ed)",
        r"in (our|their|its|his|her) (assessment|view|opinion)", r"assess(es|ed)?",
        r"believe[sd]?", r"suspect(s|ed)?", r"appears? to( be| have)?",
    ),
    Certainty.REPORTED: (
        "unconfirmed", "not confirmed", "unverified", "not verified", "reportedly",
        "(is|are|was|were) (said|reported) to", r"possibl[ey]", "perhaps",
        "(may|might|could) (be|have)", "not proven", "unproven", r"acquit\w*", r"estimate[sd]?",
        "incomplete data",
    ),
    Certainty.ALLEGED: (
        r"alleg(e|es|ed|edly|ation|ations)", r"accus(es|ation|ations)", r"purport(s|ed|edly)",
        r"claim(s|ed) (that|to)", r"rumou?r(s|ed)?", "uncertain", "hearsay",
    ),
}  # fmt: skip
"""The surest word of certainty that may stand for it → words and phrases, as regular expressions.

A source that assesses confirms nothing; what is unconfirmed nobody has assessed; what is claimed
is an accusation until somebody says more.
"""
_FOUND: Final = {
    surest: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    for surest, words in HEDGES.items()
}


@dataclass(frozen=True, slots=True)
class Hedge:
    """A reservation as it is worded, and the surest word that may stand for what it is said of."""

    words: str
    surest: Certainty


def hedge_in(wording: str) -> Hedge | None:
    """The reservation that leaves least; None where the wording makes none that is known here."""
    for surest, pattern in reversed(_FOUND.items()):
        if found := pattern.search(wording):
            return Hedge(found[0], surest)
    return None


def is_surer(one: Certainty, other: Certainty) -> bool:
    """Whether the first word says more than the second."""
    order = tuple(Certainty)
    return order.index(one) < order.index(other)
