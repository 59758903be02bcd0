"""Requests of persons for their data: what was found, what is withheld, on which ground.

Grounds are those that Union law names. Art. 23 GDPR and Art. 15 of the Directive need a provision
of national law that makes use of them, so that each refusal names one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from landwaiter.domain.retention.retention_periods import Regime


class Sameness(StrEnum):
    """Whether an entry is about the person who asks."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an entry may be withheld from the person it is about."""

    code: str
    title: str
    basis: str
    regimes: frozenset[Regime]
    trust: str
    """`M`: from memory of the act, to be checked against its text before it is relied on."""


_GDPR = frozenset({Regime.GDPR, Regime.MUTUAL_ASSISTANCE})
_CRIMINAL = frozenset({Regime.LAW_ENFORCEMENT})
_ASSISTANCE = frozenset({Regime.MUTUAL_ASSISTANCE})
GROUNDS: tuple[Ground, ...] = (
    Ground(
        "gdpr-others",
        "The rights and freedoms of others would be affected",
        "Reg. (EU) 2016/679 Art. 15(4)",
        _GDPR,
        "M",
    ),
    Ground(
        "gdpr-security",
        "National security, defence or public security",
        "Reg. (EU) 2016/679 Art. 23(1)(a) to (c)",
        _GDPR,
        "M",
    ),
    Ground(
        "gdpr-offences",
        "Criminal offences are prevented, investigated or prosecuted",
        "Reg. (EU) 2016/679 Art. 23(1)(d)",
        _GDPR,
        "M",
    ),
    Ground(
        "gdpr-interest",
        "An important objective of general public interest",
        "Reg. (EU) 2016/679 Art. 23(1)(e)",
        _GDPR,
        "M",
    ),
    Ground(
        "gdpr-inspection",
        "Monitoring or inspection in the exercise of official authority",
        "Reg. (EU) 2016/679 Art. 23(1)(h)",
        _GDPR,
        "M",
    ),
    Ground(
        "led-inquiries",
        "Official inquiries, investigations or procedures would be obstructed",
        "Directive (EU) 2016/680 Art. 15(1)(a)",
        _CRIMINAL,
        "M",
    ),
    Ground(
        "led-offences",
        "The prevention, detection or prosecution of offences would be prejudiced",
        "Directive (EU) 2016/680 Art. 15(1)(b)",
        _CRIMINAL,
        "M",
    ),
    Ground(
        "led-public-security",
        "Public security must be protected",
        "Directive (EU) 2016/680 Art. 15(1)(c)",
        _CRIMINAL,
        "M",
    ),
    Ground(
        "led-national-security",
        "National security must be protected",
        "Directive (EU) 2016/680 Art. 15(1)(d)",
        _CRIMINAL,
        "M",
    ),
    Ground(
        "led-others",
        "The rights and freedoms of others must be protected",
        "Directive (EU) 2016/680 Art. 15(1)(e)",
        _CRIMINAL,
        "M",
    ),
    Ground(
        "mutual-secrecy",
        "Another administration sent it in confidence",
        "Reg. (EC) 515/97 Art. 45",
        _ASSISTANCE,
        "M",
    ),
)
BY_CODE: Mapping[str, Ground] = {ground.code: ground for ground in GROUNDS}

REDACTED = "▇▇▇"
"""What stands in place of words that are about others."""


def redacted(text: str, words: tuple[str, ...]) -> str:
    """`text` without the words, whatever their case; longer ones first, so that none shows through.

    Blanks inside the words meet any blanks of the text.
    """
    for word in sorted({w.strip() for w in words if w.strip()}, key=len, reverse=True):
        text = _without(text, word.split())
    return text


def _without(text: str, parts: list[str]) -> str:
    """The text with each place where the parts follow one another blacked out."""
    folded, sought = text.casefold(), [part.casefold() for part in parts]
    if len(folded) != len(text):  # a letter that folds into two, such as ß
        folded = text.lower() if len(text.lower()) == len(text) else text
        sought = [part.lower() for part in parts]
    done, at = [], 0
    while (found := _next(folded, sought, at)) is not None:
        start, end = found
        done += [text[at:start], REDACTED]
        at = end
    return "".join([*done, text[at:]])


def _next(text: str, parts: list[str], at: int) -> tuple[int, int] | None:
    """Where the parts next follow one another with nothing but blanks between them."""
    start = text.find(parts[0], at)
    while start >= 0:
        end = start + len(parts[0])
        for part in parts[1:]:
            following = end
            while following < len(text) and text[following].isspace():
                following += 1
            if following == end or not text.startswith(part, following):
                end = -1
                break
            end = following + len(part)
        if end > 0:
            return start, end
        start = text.find(parts[0], start + 1)
    return None
