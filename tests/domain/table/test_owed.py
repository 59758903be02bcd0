"""What a case waits for: the first act that is owed, by how the case stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.domain.builders import NOON, a_case, a_hit, a_party, a_request

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.case import (
    ActionKind,
    Candidate,
    Decision,
    GoodsItem,
    GoodsStatus,
    Stage,
)
from landwaiter.domain.cases.tracks import ReleaseDue
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import Hit
from landwaiter.domain.review.remark import Remark
from landwaiter.domain.table.owed import CaseToday, WaitReason, owed, undecided, unjudged
from landwaiter.domain.table.workflow import allowed

ANALYST = Actor("ana", "ana", frozenset({UserRole.ANALYST}))
REVIEWER = Actor("rev", "rev", frozenset({UserRole.REVIEWER}))
AUDITOR = Actor("aud", "aud", frozenset({UserRole.AUDITOR}))
DAY = date(2026, 4, 6)
HELD = (GoodsItem(1, GoodsStatus.SUSPENDED, NOON),)
CONSULTED = a_request(DAY, id="asked", kind=ActionKind.CONSULTATION)
RELEASE = (ReleaseDue(1, DAY, ("t",), "no reply"),)


def a_likeness() -> Hit:
    return a_hit(a_party(Role.CONSIGNEE, "Morning Lathe"), "us_csl", "export_list")


def a_candidate() -> Candidate:
    return Candidate(1, "eu", "2B001", "Machine tools", "2026", 700, (), (), "own")


def a_proposal(author: str) -> Decision:
    return Decision(
        id="d", version=1, state="proposed", outcome="refuse", items={1: "refuse"}, basis="",
        reason="a reason", author=author, at=NOON, text="{}", text_sha256="0" * 64,
    )  # fmt: skip


def first(today: CaseToday, actor: Actor = ANALYST) -> list[str]:
    """The first two acts that are owed: the primary one, and the one beside it."""
    return [one.act for one in owed(today, allowed(today.case, actor))][:2]


def a_reviewed_case(**changes: object) -> CaseToday:
    case = a_case(stage=Stage.DECISION_REVIEW, decisions=(a_proposal("ana"),), items=HELD)
    return CaseToday(replace(case, **changes))  # type: ignore[arg-type]  # fields of a case


@pytest.mark.parametrize(
    ("today", "acts"),
    [
        (CaseToday(a_case(items=HELD), RELEASE), ["release", "stay_held"]),
        (
            CaseToday(a_case(items=HELD, actions=(CONSULTED,)), RELEASE, {"asked"}),
            ["release", "stay_held"],
        ),
        (CaseToday(a_case(stage=Stage.NEW)), ["triage", "assess"]),
        (CaseToday(a_case(stage=Stage.TRIAGE)), ["assess"]),
        (CaseToday(a_case(actions=(CONSULTED,))), ["record_reply", "propose"]),
        (CaseToday(a_case(actions=(a_request(DAY),))), ["record_answer", "propose"]),
        (CaseToday(a_case(hits=(a_likeness(),))), ["judge", "propose"]),
        (
            CaseToday(a_case(hits=(a_likeness(),), actions=(a_request(DAY),)), (), {"request"}),
            ["record_answer", "judge"],
        ),
        (CaseToday(a_case(candidates=(a_candidate(),))), ["classify", "propose"]),
        (CaseToday(a_case()), ["propose"]),
        (CaseToday(a_case(stage=Stage.EXECUTED)), ["close"]),
    ],
    ids=[
        "a clock ran out",
        "a clock ran out and an answer is late",
        "new",
        "in triage",
        "the authority is consulted",
        "a request is open",
        "a hit is not judged",
        "a late answer before a hit",
        "a candidate is undecided",
        "nothing is open",
        "carried out",
    ],
)
def test_the_first_act_follows_from_how_the_case_stands(today: CaseToday, acts: list[str]) -> None:
    assert first(today) == acts


def test_a_proposal_waits_for_another_person_and_not_for_its_author() -> None:
    assert first(a_reviewed_case(), REVIEWER)[0] == "approve"
    both = replace(ANALYST, roles=frozenset({UserRole.ANALYST, UserRole.REVIEWER}))
    assert "approve" not in first(a_reviewed_case(), both)


def test_a_remark_that_nobody_answered_comes_before_what_is_open() -> None:
    remark = Remark("r", "d", "items/1", "Which entry?", "rev", NOON)
    returned = replace(a_proposal("ana"), state="returned")
    case = a_case(decisions=(returned,), remarks=(remark,), actions=(a_request(DAY),))
    found = owed(CaseToday(case), allowed(case, ANALYST))
    assert (found[0].act, dict(found[0].chosen)) == ("answer_remark", {"remark": "r"})


def test_who_may_do_nothing_is_owed_nothing() -> None:
    assert first(CaseToday(a_case(items=HELD), RELEASE), AUDITOR) == []


def test_what_is_chosen_already_comes_along() -> None:
    case = a_case(items=HELD, actions=(a_request(DAY),))
    found = {one.act: one for one in owed(CaseToday(case, RELEASE), allowed(case, ANALYST))}
    assert dict(found["release"].chosen) == {"item": "1"} == dict(found["stay_held"].chosen)
    assert dict(found["record_answer"].chosen) == {"action": "request"}
    assert found["release"].why is WaitReason.RAN_OUT


@pytest.mark.parametrize("counts", [undecided, unjudged])
def test_nothing_is_counted_where_there_is_nothing(counts: Callable[[object], int]) -> None:
    assert counts(a_case()) == 0


def test_what_is_open_is_counted() -> None:
    case = a_case(
        candidates=(a_candidate(),), hits=(a_likeness(), replace(a_likeness(), id="other"))
    )
    assert (undecided(case), unjudged(case)) == (1, 2)
