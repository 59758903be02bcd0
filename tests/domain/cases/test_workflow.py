"""Deeds on a case as one table: stages, roles, and what buttons are told."""

from dataclasses import replace
from typing import Any

import pytest
from tests.domain.builders import NOON, a_case

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.case import Case, Decision, GoodsItem, GoodsStatus, Stage
from landwaiter.domain.cases.decision import OUTCOMES
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.stages import BEFORE, ENDED, EVERY, STAGE_TITLES, WORKING, stage_title
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.domain.table.workflow import allowed

DEEDS = tuple(ON_CASE.values())
ALL_ROLES = frozenset(UserRole)
ITEMS = (GoodsItem(1, GoodsStatus.HELD, NOON),)


def a_decision(author: str = "ana", state: str = "proposed") -> Decision:
    return Decision(
        id="d",
        version=1,
        state=state,
        outcome="refuse",
        items={1: "refuse"},
        basis="",
        reason="a reason",
        author=author,
        at=NOON,
        text="{}",
        text_sha256="0" * 64,
    )


def somebody(name: str, *roles: UserRole) -> Actor:
    return Actor(name, name, frozenset(roles))


def standing(stage: Stage, **changes: object) -> Case:
    return replace(a_case(stage=stage, items=ITEMS), **changes)  # type: ignore[arg-type]  # fields of a case


MOVES = {
    ("new", "triage"): "triage",
    ("new", "assess"): "assessment",
    ("triage", "assess"): "assessment",
    ("reopened", "assess"): "assessment",
    ("new", "dismiss"): "dismissed",
    ("triage", "dismiss"): "dismissed",
    ("assessment", "dismiss"): "dismissed",
    ("assessment", "propose"): "decision_review",
    ("decision_draft", "propose"): "decision_review",
    ("reopened", "propose"): "decision_review",
    ("decision_review", "approve"): "decided",
    ("decision_review", "countersign"): "decided",
    ("decision_review", "return"): "decision_draft",
    ("decision_review", "withdraw"): "decision_draft",
    ("decided", "execute"): "executed",
    ("executed", "close"): "closed",
    ("decided", "reopen"): "reopened",
    ("executed", "reopen"): "reopened",
    ("closed", "reopen"): "reopened",
    ("dismissed", "reopen"): "reopened",
    ("new", "merge"): "merged",
    ("triage", "merge"): "merged",
    ("assessment", "merge"): "merged",
    ("decision_draft", "merge"): "merged",
    ("reopened", "merge"): "merged",
}
"""DOMAIN 5, written down a second time on purpose: the table must not drift."""


def test_the_table_holds_exactly_the_moves_of_the_life_cycle() -> None:
    moves = {
        (stage.value, deed.act): deed.to.value for deed in DEEDS if deed.to for stage in deed.stages
    }
    assert moves == MOVES


def test_what_a_kind_may_leave_out_is_come_to_as_the_table_says() -> None:
    leading = {stage: [deed.stages for deed in DEEDS if deed.to is stage] for stage in BEFORE}
    assert {stage: frozenset().union(*found) for stage, found in leading.items()} == BEFORE


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.act)
def test_a_deed_is_allowed_in_its_stages_alone(deed: CaseDeed[Any]) -> None:
    for stage in Stage:
        case = standing(stage, decisions=(a_decision("another"),))
        reason = deed.why_not(Actor("me", "me", ALL_ROLES), case)
        assert ("not in the stage" in reason) == (stage not in deed.stages)


def test_every_stage_is_working_ended_or_merged() -> None:
    assert {*WORKING, *ENDED, Stage.MERGED} == set(Stage)
    assert WORKING | ENDED == EVERY
    assert not WORKING & ENDED


def test_nothing_moves_a_merged_case() -> None:
    """What had been left waiting on it can still be taken off the list, and nothing else."""
    assert {deed.act for deed in DEEDS if Stage.MERGED in deed.stages} == {
        "decline",
        "withdraw_motion",
    }


def test_the_command_of_each_is_its_name() -> None:
    letters = {f"letter {word}" for word in ("served", "remind", "withdraw", "replace")}
    own = {"evidence add", *letters}
    assert {deed.command for deed in DEEDS} - own == {
        f"case act REF {deed.act.replace('_', '-')}" for deed in DEEDS if deed.command not in own
    }
    assert all(deed.name == f"case.{deed.act}" for deed in DEEDS)


@pytest.mark.parametrize("role", [UserRole.AUDITOR, UserRole.ADMINISTRATOR])
@pytest.mark.parametrize("stage", list(Stage))
def test_auditors_and_administrators_do_nothing_on_a_case(role: UserRole, stage: Stage) -> None:
    case = standing(stage, decisions=(a_decision("another"),))
    assert not any(verdict.allowed for verdict in allowed(case, somebody("me", role)))


def test_an_analyst_does_not_approve_or_return() -> None:
    case = standing(Stage.DECISION_REVIEW, decisions=(a_decision("another"),))
    for name in ("approve", "return"):
        reason = ON_CASE[name].why_not(somebody("me", UserRole.ANALYST), case)
        assert "needs the role head or reviewer" in reason


@pytest.mark.parametrize("state", ["returned", "withdrawn", "voided", "approved"])
def test_only_a_proposal_that_stands_is_approved(state: str) -> None:
    case = standing(Stage.DECISION_REVIEW, decisions=(a_decision("another", state),))
    for name in ("approve", "return", "withdraw"):
        reason = ON_CASE[name].why_not(Actor("me", "me", ALL_ROLES), case)
        assert "there is no proposal yet" in reason


def test_goods_acts_need_an_item_in_a_fitting_status() -> None:
    gone = standing(Stage.TRIAGE, items=(GoodsItem(1, GoodsStatus.EXITED, NOON),))
    me = somebody("me", UserRole.ANALYST)
    refused = {v.act for v in allowed(gone, me) if v.group == "goods" and not v.allowed}
    assert refused == {deed.act for deed in DEEDS if deed.group == "goods"}


def test_verdicts_carry_what_an_act_needs_and_may_choose() -> None:
    verdicts = {v.act: v for v in allowed(standing(Stage.ASSESSMENT), Actor("a", "a", ALL_ROLES))}
    assert list(verdicts) == [deed.act for deed in DEEDS]
    assert verdicts["propose"].allowed
    assert verdicts["propose"].needs == ("outcome", "reason")
    assert verdicts["propose"].choices == OUTCOMES
    assert not verdicts["approve"].allowed
    assert verdicts["approve"].why_not


def test_every_stage_has_a_title() -> None:
    assert STAGE_TITLES.keys() == set(Stage)
    assert stage_title(Stage.DECISION_REVIEW) == "Decision review"
