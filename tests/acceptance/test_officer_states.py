"""States of a case by a customs officer who has not read the code: what stops, and what is read."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from tests.deeds.proposals import read_all
from tests.deeds.said import said
from tests.services.act_examples import ASSESS, ON_TRACK_A
from tests.services.prepared import prepared
from tests.services.review.test_before_proposal import (
    clock_ran_out,
    list_too_old,
    settle_candidates,
)
from tests.services.sample_office import (
    ANALYST,
    EVERYTHING,
    REASON,
    REF,
    REVIEWER,
    Office,
    hit_of,
)

from landwaiter.domain.cases.before_proposal import OpenKind
from landwaiter.domain.cases.deeds_between_people import ReadProposal
from landwaiter.domain.cases.remarks import REMARKS
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.errors import Fault
from landwaiter.i18n import in_english
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.office.office_settings import save_draft
from landwaiter.services.review.reading import proposal_to_read

TABLE: Final = Path(__file__).with_name("officer_states.toml")
APPEAL: Final = "appeal within 14 days"
STOPS: Final = {"hearing": ("heard", "hearing"), "outcome": ("outcome",)}
"""What stops a proposal → words of which the refusal has one."""
SECTIONS: Final = {
    "editions": ReviewSection.EDITIONS,
    "hit": ReviewSection.HITS,
    "left open": ReviewSection.LEFT_OPEN,
}


@dataclass(frozen=True)
class State:
    name: str
    before: str
    facts: tuple[str, ...]
    stops: tuple[str, ...] = ()
    settle: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    approvable: bool = False
    kept: bool = False


STATES: Final = msgspec.convert(
    tomllib.loads(TABLE.read_text(encoding="utf-8"))["state"], tuple[State, ...]
)

BASIS: Final = "national law on the control of trade"


@dataclass
class Desk:
    """The office, and what its officer is about to propose."""

    office: Office
    proposal: dict[str, Any] = field(
        default_factory=lambda: {"reason": REASON, "basis": BASIS, "open": {}}
    )
    approver: str = REVIEWER

    def act(self, name: str, **given: Any) -> None:
        self.office.act(ANALYST, name, **given)

    def propose(self) -> None:
        do(self.office.session(ANALYST), said("propose", **self.proposal))


def answered_in_part(desk: Desk) -> None:
    path = desk.office.path.parent / "letter.eml"
    path.write_text("From: a@b.example\nDate: today\nSubject: Papers\n\nSee.", encoding="utf-8")
    run(desk.office.session(ANALYST), AddFile(REF, path))
    desk.act(
        "judge_mail",
        evidence=1,
        action="information_request",
        outcome="in_part",
        reason="the end user is missing",
    )


def judged(outcome: str) -> Callable[[Desk], None]:
    def judge(desk: Desk) -> None:
        hit = hit_of(desk.office.case()).id
        judging = said("judge", hit=hit, outcome=outcome, reason=REASON)
        changes = do(desk.office.session(ANALYST), judging)
        if changes.motion_id:
            # One that is much alike is judged different by two.
            do(desk.office.session(REVIEWER), SecondOpenMotions((str(changes.motion_id),)))

    return judge


def read_but_one(desk: Desk) -> None:
    decision = desk.office.case().decision
    assert decision is not None
    sections = tuple(ReviewSection)[:-1]
    do(desk.office.session(REVIEWER), ReadProposal(REF, sections, decision.version))


def remark_unsent(desk: Desk) -> None:
    decision = desk.office.case().decision
    assert decision is not None
    save_draft(
        desk.office.session(REVIEWER), f"{REMARKS}{decision.id}", '{"reason": "which page?"}'
    )


def author_approves(desk: Desk) -> None:
    desk.approver = ANALYST


def everything_read(desk: Desk) -> None:
    read_all(desk.office.session(REVIEWER), REF)


def outcome(**given: Any) -> Callable[[Desk], None]:
    return lambda desk: desk.proposal.update(given)


def left_open(kind: OpenKind) -> Callable[[Desk], None]:
    return lambda desk: desk.proposal["open"].update({kind: "the goods leave tomorrow morning"})


def nothing(_desk: Desk) -> None:
    """What is so without anything done: the sample case has two items, a hit and a candidate."""


FACTS: Final[Mapping[str, Callable[[Desk], None]]] = {
    "two items": nothing,
    "no hearing": nothing,
    "hit unjudged": nothing,
    "candidate undecided": nothing,
    "outcome release on every item": outcome(outcome="release"),
    "outcome refuse on every item": outcome(outcome="refuse", appeal=APPEAL),
    "outcome release on item 1": outcome(items={1: "release"}),
    "outcome refuse on item 2": outcome(outcome="release", items={2: "refuse"}, appeal=APPEAL),
    "hearing sent": lambda desk: desk.act(
        "hear", to="the exporter", period="30d", reason="what do you say?"
    ),
    "hearing answered": lambda desk: desk.act("record_answer", action="hearing", reason="no."),
    "hearing excepted with a reason": lambda desk: desk.act(
        "except_hearing", basis="UCC Art. 22(6)", reason=REASON
    ),
    "request open": lambda desk: desk.act(
        "request_information", to="the exporter", reason="end use?"
    ),
    "request answered in part": answered_in_part,
    "request answered in full": lambda desk: desk.act(
        "record_answer", action="information_request", reason="for a mill"
    ),
    "track A open": lambda desk: ON_TRACK_A(desk.office),
    "clock ran out": lambda desk: clock_ran_out(desk.office),
    "list too old": lambda desk: list_too_old(desk.office),
    "hit judged uncertain": judged("unsure"),
    "hit judged different": judged("different"),
    "proposed": Desk.propose,
    "everything read": everything_read,
    "everything read but one": read_but_one,
    "remark unsent": remark_unsent,
    "author approves": author_approves,
    **{f"left open: {kind}": left_open(kind) for kind in OpenKind},
}


@prepared
def assessed(office: Office) -> None:
    ASSESS(office)


def desk_of(office: Office, state: State) -> Desk:
    desk = Desk(office)
    if "hit unjudged" not in state.facts:
        judged("same")(desk)
    if "candidate undecided" not in state.facts:
        settle_candidates(office)
    for fact in state.facts:
        FACTS[fact](desk)
    return desk


def refusal(deed: Callable[[], object]) -> str:
    """Why it was refused, in English; empty where it was done."""
    try:
        deed()
    except Fault as fault:
        return in_english(fault.message)
    except TypeError as fault:
        # The deed cannot even be said without it.
        return str(fault)
    return ""


@pytest.mark.parametrize(
    "state", [one for one in STATES if one.before == "proposal"], ids=lambda one: one.name
)
def test_what_an_officer_owes_stops_a_proposal_and_nothing_else(
    assessed: Office, state: State
) -> None:
    desk = desk_of(assessed, state)
    open_now = {one.kind for one in assessed.view().unsettled} - set(desk.proposal["open"])
    assert open_now == {OpenKind(kind) for kind in state.settle}
    why = refusal(desk.propose)
    for kind in state.settle:
        assert f"({kind})" in why or state.stops, f"{kind} is not told: {why}"
    for stop in state.stops:
        assert any(word in why for word in STOPS[stop]), f"{stop} is not told: {why}"
    assert bool(why) is bool(state.stops or state.settle), why


@pytest.mark.parametrize(
    "state", [one for one in STATES if one.before == "approval"], ids=lambda one: one.name
)
def test_what_an_officer_reads_comes_before_an_approval(assessed: Office, state: State) -> None:
    desk = desk_of(assessed, state)
    to_read = proposal_to_read(assessed.session(EVERYTHING), REF)
    waiting = {one.section: one.count for one in to_read.sections if one.read_at is None}
    for name in state.read:
        assert waiting[SECTIONS[name]], f"{name} is not to be read"
    why = refusal(lambda: do(assessed.session(desk.approver), said("approve")))
    assert bool(why) is not state.approvable, why
