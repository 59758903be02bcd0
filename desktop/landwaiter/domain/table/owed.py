"""What a case waits for from the person who has it open, the most pressing first.

Windows show the first as the one primary act of a case. It says nothing of what may be done:
acts that are refused to this person are left out.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from landwaiter.domain.cases.case import Action, ActionKind, Case
from landwaiter.domain.cases.decision import current_classifications, finding_on
from landwaiter.domain.cases.remarks import open_remarks
from landwaiter.domain.cases.tracks import ReleaseDue
from landwaiter.domain.table.workflow import Permission


class WaitReason(StrEnum):
    """Why a case waits for an act."""

    RAN_OUT = "ran_out"
    """A clock of law: the goods go, or another basis holds them."""
    LATE_ANSWER = "late_answer"
    """An answer was due: it is recorded, or what follows from its absence."""
    SIGNATURE = "signature"
    """A proposal or a motion of somebody else."""
    REMARK = "remark"
    """What a reviewer wants answered."""
    STAGE = "stage"
    """The case has not been begun, or was left half-way."""
    HIT = "hit"
    """Likeness that nobody has judged."""
    ANSWER = "answer"
    """A request is open."""
    CANDIDATE = "candidate"
    """A control entry that nobody has decided."""
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class NextAct:
    """One act, why the case waits for it, and what is chosen with it already."""

    act: str
    why: WaitReason
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseToday:
    """A case with what its clocks say today."""

    case: Case
    releases: Sequence[ReleaseDue] = ()
    late: Collection[str] = ()
    """Identities of the open requests whose answer was due."""


_Found = Callable[[CaseToday], Iterable[NextAct]]


def owed(today: CaseToday, verdicts: Iterable[Permission]) -> tuple[NextAct, ...]:
    """Each act once, in the order of `_ORDER`; only what this person may do now."""
    may = {verdict.act for verdict in verdicts if verdict.allowed or verdict.is_read_first}
    found: dict[str, NextAct] = {}
    for looks in _ORDER:
        for one in looks(today):
            if one.act in may:
                found.setdefault(one.act, one)
    return tuple(found.values())


def undecided(case: Case) -> int:
    """How many candidates nobody has decided."""
    found = current_classifications(case)
    return sum(finding_on(one, found) is None for one in case.candidates)


def unjudged(case: Case) -> int:
    """How many hits nobody has judged."""
    return sum(hit.judgement is None for hit in case.hits)


def _run_out(today: CaseToday) -> Iterator[NextAct]:
    """Art. 21(4): the goods are released, or another track with its own basis holds them."""
    for due in today.releases[:1]:
        item = {"item": str(due.item)}
        yield NextAct("release", WaitReason.RAN_OUT, item)
        yield NextAct("stay_held", WaitReason.RAN_OUT, item)


def _late(today: CaseToday) -> Iterator[NextAct]:
    for action in _open(today.case):
        if action.id in today.late:
            yield _answer(action, WaitReason.LATE_ANSWER)


def _open_requests(today: CaseToday) -> Iterator[NextAct]:
    for action in _open(today.case):
        yield _answer(action, WaitReason.ANSWER)


def _open(case: Case) -> tuple[Action, ...]:
    return tuple(one for one in case.actions if one.answered_at is None)


def _answer(action: Action, why: WaitReason) -> NextAct:
    """The authority that is consulted replies by a choice of law; others answer."""
    if action.kind is ActionKind.CONSULTATION:
        return NextAct("record_reply", why)
    return NextAct("record_answer", why, {"action": action.id})


def _remarks(today: CaseToday) -> Iterator[NextAct]:
    for remark in open_remarks(today.case):
        if not remark.answered:
            yield NextAct("answer_remark", WaitReason.REMARK, {"remark": remark.id})


def _unjudged(today: CaseToday) -> Iterator[NextAct]:
    if unjudged(today.case):
        yield NextAct("judge", WaitReason.HIT)


def _undecided(today: CaseToday) -> Iterator[NextAct]:
    if undecided(today.case):
        yield NextAct("classify", WaitReason.CANDIDATE)


def _always(why: WaitReason, *acts: str) -> _Found:
    """What is owed wherever the stage of the case allows it."""
    return lambda _today: (NextAct(act, why) for act in acts)


_ORDER: tuple[_Found, ...] = (
    _run_out,
    _late,
    _always(WaitReason.SIGNATURE, "approve", "countersign", "second"),
    _remarks,
    _always(WaitReason.STAGE, "triage", "assess"),
    _unjudged,
    _open_requests,
    _undecided,
    _always(WaitReason.DECISION, "propose", "execute", "close"),
)
