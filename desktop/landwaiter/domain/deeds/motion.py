"""A motion: a deed that waits for a second person.

One person moves it; another *seconds* it by signing exactly its canonical text, and with that it is
done; or it is declined, or withdrawn by its mover. Which deeds wait for whom stands in `four_eyes`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from landwaiter.i18n import Words

MOTION_VERSION = 1
NOT_BY = "not_by"
"""Among the facts: names of persons who may not second it beside its mover."""


class MotionState(StrEnum):
    OPEN = "open"
    CARRIED_OUT = "carried_out"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class MotionSecond:
    """Another person's signature over exactly what was moved."""

    id: str
    seconder: str
    role: str
    at: datetime
    key: str
    """The seconder's public key, 64 hexadecimal figures."""
    statement: str
    """The signed bytes, canonical JSON."""
    signature: str
    why_not: Words
    """Why it does not count, derived from the signature and never from a column; else empty."""
    by_one: bool = False
    """In an office that one person founded: the mover's own, and called so."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A deed in waiting, or one that has waited; `text` is the canonical text that is seconded."""

    id: str
    deed: str
    """An act of the workflow, or a deed of the office such as `wipe_evidence`."""
    object: str
    """What it is about, as the audit chain names it: case/ID, case/ID/evidence/ID, setting/KEY."""
    case_id: str | None
    reference: str
    """Of the case; empty for a deed of the office."""
    title: Words
    """What the second person is asked, in one sentence."""
    args: Mapping[str, Any]
    facts: Mapping[str, Any]
    """What it rests on; when that has changed it is not seconded but moved anew."""
    reason: Words
    author: str
    at: datetime
    text: str
    text_sha256: str
    state: MotionState
    end_reason: Words = ""
    ended_by: str = ""
    second: MotionSecond | None = None
    unsound: Words = ""
    """Why this is not what its author moved: derived from signature and text; else empty."""

    @property
    def not_by(self) -> tuple[str, ...]:
        """Names of persons who may not second it beside its mover: it is signed with them."""
        return barred(self.facts)

    @property
    def valid(self) -> bool:
        """Whether a second person's signature carries it; ask this and no column."""
        return not self.unsound and self.second is not None and not self.second.why_not


def barred(facts: Any) -> tuple[str, ...]:
    """Names of those whom the facts of a motion leave out as seconders."""
    names = facts.get(NOT_BY, ()) if isinstance(facts, dict) else ()
    return tuple(str(one) for one in names)


def waiting(motions: Iterable[Motion]) -> tuple[Motion, ...]:
    """Those that nobody has seconded or ended yet."""
    return tuple(motion for motion in motions if motion.state is MotionState.OPEN)
