"""What is recorded about a piece of evidence beside its file: custody, grading, wiping.

The grading is the one of the 6 × 6 (NATO, "admiralty") system: how reliable the source is, A to F,
and how credible the information is, 1 to 6. F and 6 say "cannot be judged"; no grading says that
nobody tried.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from landwaiter.i18n import N_, _


class CustodyKind(StrEnum):
    """What happened to a piece of evidence, or to the thing that it was taken from."""

    RECEIVED = "received"
    SEALED = "sealed"
    OPENED = "opened"
    EXAMINED = "examined"
    MOVED = "moved"
    HANDED_OVER = "handed_over"
    GIVEN_BACK = "given_back"


CUSTODY_NEEDS: Mapping[CustodyKind, str] = {
    CustodyKind.RECEIVED: "to",
    CustodyKind.SEALED: "seal",
    CustodyKind.OPENED: "",
    CustodyKind.EXAMINED: "",
    CustodyKind.MOVED: "place",
    CustodyKind.HANDED_OVER: "to",
    CustodyKind.GIVEN_BACK: "to",
}
"""What must be said of each: from or to whom, which seal, where to; empty: nothing more."""

SOURCES: Mapping[str, str] = {
    "A": N_("completely reliable"),
    "B": N_("usually reliable"),
    "C": N_("fairly reliable"),
    "D": N_("not usually reliable"),
    "E": N_("unreliable"),
    "F": N_("reliability cannot be judged"),
}
INFORMATION: Mapping[str, str] = {
    "1": N_("confirmed by other sources"),
    "2": N_("probably true"),
    "3": N_("possibly true"),
    "4": N_("doubtful"),
    "5": N_("improbable"),
    "6": N_("truth cannot be judged"),
}
GRADES: tuple[str, ...] = tuple(source + said for source in SOURCES for said in INFORMATION)
"""A1 to F6."""

CONFIDENCE = ("in_confidence", "open")
_GRADE = re.compile(r"[A-F][1-6]")


PARTS = 1000
"""What came with piece 3 has the numbers 3001, 3002 and so on: one number names any piece."""
_NUMBER = re.compile(r"(?:E-)?0*([1-9][0-9]{0,5})(?:\.0*([1-9][0-9]{0,2}))?", re.ASCII)


def label(number: int) -> str:
    """E-01: how people call a piece of evidence; E-01.2: the second that came with it."""
    whole, part = divmod(number, PARTS) if number >= PARTS else (number, 0)
    return f"E-{whole:02d}.{part}" if part else f"E-{whole:02d}"


def piece_number(text: str) -> int:
    """The number of a piece that is named `3`, `3.1`, `E-03` or `E-03.1`; ValueError else."""
    found = _NUMBER.fullmatch(text.strip().upper())
    if not found:
        raise ValueError(text)
    whole = int(found[1])
    return whole * PARTS + int(found[2]) if found[2] else whole


def in_order(number: int) -> tuple[int, int]:
    """Where a piece stands among all: what came with one follows it."""
    return divmod(number, PARTS) if number >= PARTS else (number, 0)


def is_grade(text: str) -> bool:
    """True for A1 to F6."""
    return _GRADE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One link of the chain of custody; `at` may be earlier than `entered_at`."""

    id: str
    kind: CustodyKind
    party: str
    """From whom it was received, or to whom it was handed or returned."""
    place: str
    seal: str
    note: str
    at: datetime
    author: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Grading:
    """Source A–F and information 1–6 as one person saw them; the newest counts."""

    id: str
    source: str
    information: str
    reason: str
    author: str
    at: datetime

    @property
    def grade(self) -> str:
        return self.source + self.information


@dataclass(frozen=True, slots=True)
class Confidence:
    """Whether the source is kept in confidence from now on; it then never prints."""

    id: str
    in_confidence: bool
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Wipe:
    """The tombstone of a file: asked for by one person, seconded by another."""

    motion_id: str
    reason: str
    author: str
    seconded_by: str
    at: datetime


def grade_words(grade: str) -> str:
    """“B2: usually reliable source, probably true”; empty where there is none."""
    if not grade:
        return ""
    return _("{grade}: source {source}, information {said}").format(
        grade=grade, source=_(SOURCES[grade[0]]), said=_(INFORMATION[grade[1]])
    )
