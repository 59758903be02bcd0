"""Proposal, second person, return, void and reopening, through the services."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pytest
from tests.deeds.proposals import read_all
from tests.deeds.said import said
from tests.services.act_examples import (
    ANSWER,
    ASSESS,
    DECIDED,
    FACT,
    FINDING,
    ON_TRACK_A,
    PROPOSED,
)
from tests.services.prepared import prepared
from tests.services.sample_office import (
    ANALYST,
    CONSIGNEE,
    EVERYTHING,
    HEAD,
    POLICY,
    REASON,
    REF,
    REVIEWER,
    Office,
    hit_of,
    write_csv,
    write_list,
)
from tests.settings import change_settings

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import Decision, Stage, TrackLetter
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.people.deeds import SecondChange, SetRoles
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Conflict, NotAllowed
from landwaiter.services.casebook.casebooks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.lists.list_imports import ListHead
from landwaiter.services.review.review_view import review_view

CHANGING: Mapping[str, Mapping[str, Any]] = {
    "open_track": {"item": 1, "track": TrackLetter.L, "basis": "UCC 188"},
    "classify": FINDING,
    "judge": {"outcome": "unsure", "reason": REASON},
    "substantiate": {"flag": "RF-G07", "reason": REASON},
    "dismiss_flag": {"flag": "RF-G07", "reason": REASON},
    "enrich": FACT,
    "link": {"party": "consignee", "basis": REASON},
    "screen": {},
    "evaluate": {},
    "answer_question": ANSWER,
    "assess_catch_all": {"value": {"use_military": {"answer": "yes", "source": "contract"}}},
}
"""Acts of substance that need nothing before them."""
AFTERWARDS = {
    *("revoke_judgement", "revoke_answer", "unlink", "add_evidence"),
    *("ground", "withdraw_ground"),
}


@prepared
def proposed(office: Office) -> Office:
    for step in PROPOSED:
        step(office)
    return office


@prepared
def decided(office: Office) -> Office:
    for step in DECIDED:
        step(office)
    return office


def decision_of(office: Office) -> Decision:
    decision = office.case().decision
    assert decision is not None
    return decision


def test_a_second_person_approves_with_a_signature_over_the_text(decided: Office) -> None:
    view, decision = decided.view(), decision_of(decided)
    assert view.approved_valid
    assert decision.approval is not None
    said = json.loads(decision.approval.statement)
    assert said["decision_sha256"] == sha256_hex(decision.text.encode()) == decision.text_sha256
    assert (said["approver"], said["role"], said["reference"]) == (REVIEWER, "reviewer", REF)
    assert check(decided.session(REVIEWER)).sound


@pytest.mark.parametrize("who", [ANALYST, EVERYTHING])
def test_no_author_approves_whatever_the_roles(office: Office, who: str) -> None:
    office.act(who, "assess")
    office.act(who, "propose", outcome="release", reason=REASON)
    with pytest.raises(NotAllowed):
        office.act(who, "approve")
    assert not office.view().approved_valid


def test_a_role_taken_away_after_sign_in_does_not_approve(proposed: Office) -> None:
    reviewer = proposed.session(REVIEWER)
    do(proposed.session("Adam"), SetRoles(REVIEWER, frozenset(["analyst"])))
    do(proposed.session(HEAD), SecondChange(REVIEWER))
    with pytest.raises(NotAllowed, match="needs the role"):
        do(reviewer, said("approve"))


def test_the_reviewer_sees_what_is_signed(proposed: Office) -> None:
    read_all(proposed.session(REVIEWER), REF)
    review = review_view(proposed.session(REVIEWER), REF)
    assert review.may_approve
    assert review.text_sha256 == decision_of(proposed).text_sha256
    assert review.signs_as == REVIEWER
    assert any("asset-freeze lists are not loaded" in text for text in review.not_checked)
    assert "Hits that nobody has judged: 1." in review.not_checked
    assert not review_view(proposed.session(ANALYST), REF).may_approve


def test_every_act_of_substance_is_tried_on_a_proposal() -> None:
    assert {
        name for name, deed in ON_CASE.items() if deed.substance
    } == CHANGING.keys() | AFTERWARDS


@pytest.mark.parametrize("name", sorted(CHANGING))
def test_a_change_of_substance_voids_the_proposal(proposed: Office, name: str) -> None:
    given = {**CHANGING[name]}
    if name == "judge":
        given["hit"] = hit_of(proposed.case()).id
    proposed.act(ANALYST, name, **given)
    decision = decision_of(proposed)
    assert (decision.state, proposed.case().stage) == ("voided", Stage.DECISION_DRAFT)
    assert ANALYST in decision.return_reason
    with pytest.raises(NotAllowed):
        proposed.act(REVIEWER, "approve")


def test_evidence_after_the_proposal_voids_it(proposed: Office) -> None:
    path = write_csv(proposed.path.parent / "e.csv", [{"a": 1}])
    run(proposed.session(ANALYST), AddFile(REF, path))
    assert decision_of(proposed).state == "voided"


def test_goods_and_notes_leave_the_proposal_standing(proposed: Office) -> None:
    proposed.act(ANALYST, "hold", item=1)
    proposed.act(ANALYST, "note", reason=REASON)
    proposed.act(ANALYST, "hear", to="exporter")
    assert decision_of(proposed).state == "proposed"
    proposed.act(REVIEWER, "approve")
    assert proposed.view().approved_valid


def test_goods_put_on_a_track_void_the_proposal(proposed: Office) -> None:
    ON_TRACK_A(proposed)
    assert decision_of(proposed).state == "voided"


def test_what_is_approved_right_after_an_allowed_act_is_validly_approved(proposed: Office) -> None:
    change_settings(proposed.session(HEAD), {"threshold.watched": "910", POLICY: "true"})
    proposed.act(ANALYST, "note", reason=REASON)
    proposed.act(REVIEWER, "approve")
    assert proposed.view().approved_valid


@pytest.mark.parametrize("name", ["execute", "note"])
def test_an_approval_outlives_new_settings_lists_and_days(decided: Office, name: str) -> None:
    admin = decided.session("Adam")
    change_settings(admin, {"threshold.watched": "910", POLICY: "true"})
    watched = write_list(decided.path.parent / "more.csv", CONSIGNEE)
    run(admin, ImportList(files=(watched,), **asdict(ListHead("more", kind="asset_freeze"))))[0]
    decided.clock.move(days=90)
    decided.act(ANALYST, name, reason=REASON)
    view = decided.view()
    assert view.why_not_valid == ""
    assert view.approved_valid


@pytest.mark.parametrize("name", ["hold", "suspend"])
def test_no_track_is_opened_on_a_case_that_ended(decided: Office, name: str) -> None:
    with pytest.raises(NotAllowed, match="a case that ended") as refused:
        decided.act(ANALYST, name, item=1, track=TrackLetter.A)
    assert "Reopen" in (refused.value.remedy or "")
    decided.act(ANALYST, "hold", item=1)
    assert decided.view().approved_valid


def test_a_returned_proposal_keeps_its_text_and_the_reason(proposed: Office) -> None:
    text = decision_of(proposed).text
    proposed.act(REVIEWER, "return", reason="the end user is not named")
    first = decision_of(proposed)
    assert (first.state, first.returned_by) == ("returned", REVIEWER)
    assert first.return_reason == "the end user is not named"
    assert first.text == text


def test_the_second_version_says_what_differs_from_the_first(proposed: Office) -> None:
    proposed.act(REVIEWER, "return", reason=REASON)
    proposed.act(ANALYST, "classify", **FINDING)
    proposed.act(ANALYST, "propose", outcome="hold-and-refer", reason=REASON)
    assert decision_of(proposed).version == 2
    differences = {d.place: d for d in review_view(proposed.session(REVIEWER), REF).differences}
    assert (differences["outcome"].before, differences["outcome"].after) == (
        "refuse",
        "hold and refer",
    )
    assert "confirmed" in differences["classifications/1/2B001"].after
    proposed.act(REVIEWER, "approve")
    assert [d.state for d in proposed.case().decisions] == ["returned", "approved"]


def test_only_the_author_withdraws(proposed: Office) -> None:
    for who in (REVIEWER, HEAD, EVERYTHING):
        with pytest.raises(NotAllowed, match="Only its author"):
            proposed.act(who, "withdraw", reason=REASON)
    proposed.act(ANALYST, "withdraw", reason=REASON)
    assert decision_of(proposed).state == "withdrawn"


def test_a_withdrawn_proposal_is_not_approved_any_more(proposed: Office) -> None:
    proposed.act(ANALYST, "withdraw", reason=REASON)
    with pytest.raises(NotAllowed):
        proposed.act(REVIEWER, "approve")


def test_a_case_that_ended_changes_in_substance_only_after_reopening(decided: Office) -> None:
    with pytest.raises(NotAllowed, match="not in the stage Decided"):
        decided.act(ANALYST, "classify", **FINDING)
    decided.act(HEAD, "reopen", reason="the exporter sent a new data sheet")
    decided.act(REVIEWER, "second")
    decided.act(ANALYST, "classify", **FINDING)
    view = decided.view()
    assert view.case.stage is Stage.REOPENED
    assert not view.approved_valid
    assert "classifications" in view.why_not_valid


def test_a_reopened_case_is_decided_by_a_new_version_alone(decided: Office) -> None:
    decided.act(HEAD, "reopen", reason=REASON)
    decided.act(REVIEWER, "second")
    decided.act(ANALYST, "propose", outcome="release", reason=REASON)
    assert not decided.view().approved_valid
    decided.act(HEAD, "approve")
    assert decided.view().approved_valid
    assert [d.state for d in decided.case().decisions] == ["reopened", "approved"]


def test_the_author_does_not_reopen_the_own_decision_alone(decided: Office) -> None:
    decided.act(ANALYST, "reopen", reason=REASON)
    with pytest.raises(NotAllowed):
        decided.act(ANALYST, "second")
    assert decided.view().approved_valid
    decided.act(HEAD, "second")
    assert decided.case().stage is Stage.REOPENED


def test_a_dismissed_case_without_decision_is_reopened_by_two(office: Office) -> None:
    office.act(ANALYST, "dismiss", reason=REASON)
    office.act(ANALYST, "reopen", reason=REASON)
    assert office.case().stage is Stage.DISMISSED
    office.act(REVIEWER, "second")
    assert office.case().stage is Stage.REOPENED


def test_a_save_on_an_older_revision_is_a_conflict(office: Office) -> None:
    seen = office.case().revision
    ASSESS(office)
    with pytest.raises(Conflict, match="Ana changed the case"):
        do(office.session(REVIEWER), said("dismiss", reason=REASON), seen=seen)
    assert office.case().stage is Stage.ASSESSMENT


def test_past_approvals_stay_valid_when_the_approver_loses_the_role(decided: Office) -> None:
    decided.clock.move(days=1)
    do(decided.session("Adam"), SetRoles(REVIEWER, frozenset(["analyst"])))
    assert decided.view().approved_valid
    assert check(decided.session("Adam")).sound
