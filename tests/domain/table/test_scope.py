"""What acts touch: enough to tell apart what two people do on one case."""

from dataclasses import replace
from typing import Any

import pytest
from tests.deeds.said import anything
from tests.domain.builders import NOON, a_case

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.ground import CaseGround, GroundKind
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.domain.table.scope import NOTHING, STAGE, needs_exact, scope_of

ADDING = {
    "note", "record_event", "answer_remark", "add_evidence", "record_custody", "screen", "evaluate",
    "rate_return", "call", "tag",
}  # fmt: skip


def scope(name: str, **given: object) -> frozenset[str]:
    deed = ON_CASE[name]
    return scope_of(deed, anything(deed, **given), a_case())


@pytest.mark.parametrize("deed", ON_CASE.values(), ids=lambda deed: deed.act)
def test_every_deed_touches_something_unless_it_only_adds(deed: CaseDeed[Any]) -> None:
    assert (scope(deed.act, track=TrackLetter.A) == NOTHING) is (deed.act in ADDING)


@pytest.mark.parametrize(
    "name", ["propose", "approve", "countersign", "return", "withdraw", "dismiss", "reopen",
             "execute", "close", "merge", "split", "triage", "assess"],
)  # fmt: skip
def test_what_moves_the_stage_or_concerns_the_decision_is_exact(name: str) -> None:
    assert needs_exact(ON_CASE[name])
    assert scope(name) == {STAGE}


@pytest.mark.parametrize("name", ["take", "assign", "delegate", "recall"])
def test_who_holds_the_case_is_one_thing(name: str) -> None:
    assert not needs_exact(ON_CASE[name])
    assert scope(name, to="Ana") == {"holder"}


def test_the_same_code_written_otherwise_is_the_same_thing() -> None:
    first = scope("classify", item=1, code="2B001.b")
    assert first == scope("classify", item=1, code=" 2b001 .B")
    assert first == scope("classify", item=1, code="2B001.b", list="eu")
    assert first == scope("classify", item=1, code="2B001")
    assert scope("classify", item=1, code="ML9.b") == scope(
        "classify", item=1, code="ml9", list="cml"
    )
    assert first.isdisjoint(scope("classify", item=2, code="2B001.b"))
    assert first.isdisjoint(scope("classify", item=1, code="2B001.b", list="us"))


def test_goods_put_on_a_track_touch_both() -> None:
    assert scope("suspend", item=1, track=TrackLetter.A) == {"goods of item 1", "track A"}
    assert scope("open_track", item=2, track=TrackLetter.A) == {"track A"}


def test_opposite_findings_on_a_flag_meet() -> None:
    assert scope("substantiate", flag="rf-p05") == scope("dismiss_flag", flag="RF-P05")


def test_a_statement_made_a_ground_twice_or_withdrawn_meanwhile_meets() -> None:
    ground = CaseGround(
        "g1",
        GroundKind.RELATION,
        "0190",
        "",
        "",
        Certainty.REPORTED,
        "",
        "",
        "it matters here",
        "Ana",
        NOON,
    )
    case = replace(a_case(), grounds=(ground,))
    withdraw = ON_CASE["withdraw_ground"]
    made = scope("ground", statement="0190")
    assert made == scope("ground", statement=" 0190 ")
    assert made == scope_of(withdraw, anything(withdraw, ground=ground.id), case)
    assert made.isdisjoint(scope("ground", statement="0191"))
