"""Deeds that wait for a second person: moved by one, seconded by another, carried out once."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from tests.services.act_examples import (
    APPROVE,
    ASSESS,
    DECIDED,
    PROPOSED,
    countersigned_refusals,
    does,
)
from tests.services.prepared import prepared
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    EVERYTHING,
    FIRST,
    HEAD,
    REASON,
    REVIEWER,
    Office,
    declared,
    hit_of,
)
from tests.settings import change_settings

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.case import (
    Evaluation,
    FlagResult,
    FlagReview,
    GoodsStatus,
    Severity,
    Stage,
    TrackLetter,
)
from landwaiter.domain.cases.four_eyes import DIFFERENT_SCORE, PRACTICE_BY_TWO
from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.deeds.motion import MotionState
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.people.deeds import (
    AddUser,
    DeclineChange,
    DisableUser,
    ResetPassword,
    SecondChange,
    SetRoles,
)
from landwaiter.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.validity import why_not_valid
from landwaiter.services.reports.freezing import freeze
from landwaiter.storage.audit import chain


def set_policy(office: Office, key: str, value: str) -> None:
    asked = do(office.session(HEAD), SetPolicy(key, value, REASON))
    do(office.session(ADMIN), SecondOpenMotions((str(asked.motion_id),)))


ARMED = "PL1-2026-000002"
"""Rifles and revolvers: on the declaration alone a critical and a high flag are raised."""
CRITICAL, HIGH = "RF-G10", "RF-G09"


@prepared
def armed(office: Office) -> Office:
    arms: dict[str, Any] = {"lrn": "LW-2", "docs": ""}
    office.take_in(
        declared(**arms, cn8="93010000", description="rifles"),
        declared(**arms, item_no=2, cn8="93020000", description="revolvers"),
    )
    severities = {
        flag.rule: flag.severity
        for flag in office.case(ARMED).flags
        if flag.evaluation is Evaluation.RAISED
    }
    assert severities[CRITICAL] is Severity.CRITICAL
    assert severities[HIGH] is Severity.HIGH
    return office


def flag_of(office: Office, rule: str) -> FlagResult:
    return next(flag for flag in office.case(ARMED).flags if flag.rule == rule)


def test_reopening_waits_and_the_old_decision_stays_as_it_was(office: Office) -> None:
    for step in DECIDED:
        step(office)
    before = office.case().decision
    office.act(ANALYST, "reopen", reason=REASON)
    assert office.case().stage is Stage.DECIDED
    office.act(HEAD, "second")
    case = office.case()
    assert case.stage is Stage.REOPENED
    assert case.decision is not None
    assert before is not None
    assert replace(case.decision, state="", return_reason="", returned_by="") == replace(
        before, state="", return_reason="", returned_by=""
    )
    (motion,) = case.motions
    assert motion.state is MotionState.CARRIED_OUT
    assert motion.valid


def test_a_seconded_motion_is_not_seconded_again(office: Office) -> None:
    for step in DECIDED:
        step(office)
    office.act(ANALYST, "reopen", reason=REASON)
    office.act(HEAD, "second")
    with pytest.raises(NotAllowed, match="none waits"):
        office.act(REVIEWER, "second")


def test_a_critical_flag_is_dismissed_by_two_persons_only(armed: Office) -> None:
    armed.act(ANALYST, "dismiss_flag", reference=ARMED, flag=CRITICAL, reason=REASON)
    assert flag_of(armed, CRITICAL).review is FlagReview.OPEN
    armed.act(REVIEWER, "second", reference=ARMED)
    flag = flag_of(armed, CRITICAL)
    assert flag.review is FlagReview.DISMISSED
    assert (flag.review_author, flag.seconder) == (ANALYST, REVIEWER)
    assert flag.review_unsound == ""


def test_a_high_flag_waits_once_goods_are_released(armed: Office) -> None:
    armed.act(ANALYST, "dismiss_flag", reference=ARMED, flag=HIGH, reason=REASON)
    assert flag_of(armed, HIGH).review is FlagReview.DISMISSED
    armed.act(ANALYST, "release", reference=ARMED, item=1, reason=REASON)
    (motion,) = armed.case(ARMED).motions
    assert (motion.deed, {flag[0] for flag in motion.facts["flags"]}) == (
        "release",
        {CRITICAL, HIGH},
    )
    armed.act(REVIEWER, "second", reference=ARMED)
    assert armed.case(ARMED).items[0].status is GoodsStatus.RELEASED
    armed.act(ANALYST, "dismiss_flag", reference=ARMED, flag=HIGH, reason=REASON)
    assert [one.deed for one in armed.case(ARMED).motions] == ["release", "dismiss_flag"]


def test_a_case_is_not_dismissed_past_its_critical_flag_by_one_person(armed: Office) -> None:
    armed.act(ANALYST, "dismiss", reference=ARMED, reason=REASON)
    assert armed.case(ARMED).stage is Stage.NEW
    armed.act(REVIEWER, "second", reference=ARMED)
    assert armed.case(ARMED).stage is Stage.DISMISSED


def test_a_case_whose_critical_flag_two_persons_dismissed_is_dismissed_by_one(
    armed: Office,
) -> None:
    armed.act(ANALYST, "dismiss_flag", reference=ARMED, flag=CRITICAL, reason=REASON)
    armed.act(REVIEWER, "second", reference=ARMED)
    armed.act(ANALYST, "dismiss", reference=ARMED, reason=REASON)
    assert armed.case(ARMED).stage is Stage.DISMISSED


def test_a_release_against_a_flag_may_do_without_a_reason(armed: Office) -> None:
    """The flags it goes against are what the second person judges by."""
    armed.act(ANALYST, "release", reference=ARMED, item=1)
    (motion,) = armed.case(ARMED).motions
    assert CRITICAL in motion.title


def test_a_case_on_which_something_waits_is_not_merged(armed: Office) -> None:
    armed.act(ANALYST, "dismiss_flag", reference=ARMED, flag=CRITICAL, reason=REASON)
    with pytest.raises(NotAllowed, match="waits for a second person"):
        armed.act(ANALYST, "merge", reference=ARMED, to="PL1-2026-000001", reason=REASON)


def test_identical_dismissals_on_two_cases_are_seconded_in_one_go(armed: Office) -> None:
    other = "PL1-2026-000003"
    armed.take_in(declared(lrn="LW-3", cn8="93010000", description="rifles", docs=""))
    for reference in (ARMED, other):
        armed.act(ANALYST, "dismiss_flag", reference=reference, flag=CRITICAL, reason=REASON)
    waiting = motions.waiting(armed.session(REVIEWER))
    assert len({row.alike for row in waiting}) == 1
    do(armed.session(REVIEWER), SecondOpenMotions(tuple(row.motion.id for row in waiting)))
    for reference in (ARMED, other):
        flags = {flag.rule: flag for flag in armed.case(reference).flags}
        assert flags[CRITICAL].seconder == REVIEWER


def test_a_hit_of_a_high_score_is_judged_different_by_two_persons(office: Office) -> None:
    hit = hit_of(office.case())
    set_policy(office, DIFFERENT_SCORE, str(max(hit.match.score, 500)))
    office.act(ANALYST, "judge", hit=hit.id, outcome="different", reason=REASON)
    assert hit_of(office.case()).judgement is None
    office.act(HEAD, "second")
    judgement = hit_of(office.case()).judgement
    assert judgement is not None
    assert (judgement.author, judgement.seconder, judgement.unsound) == (ANALYST, HEAD, "")


def test_the_same_is_not_moved_twice(office: Office) -> None:
    for step in DECIDED:
        step(office)
    office.act(ANALYST, "reopen", reason=REASON)
    with pytest.raises(NotAllowed, match="moved the same already"):
        office.act(REVIEWER, "reopen", reason=REASON)


def test_what_changed_since_it_was_moved_is_not_seconded(armed: Office) -> None:
    armed.act(ANALYST, "release", reference=ARMED, item=1, reason=REASON)
    armed.act(ANALYST, "hold", reference=ARMED, item=1)
    before = armed.view(ARMED)
    with pytest.raises(NotAllowed, match="has changed since it was moved"):
        armed.act(REVIEWER, "second", reference=ARMED)
    assert armed.view(ARMED) == before


def test_a_reason_is_needed_that_a_second_person_can_judge_by(office: Office) -> None:
    change = {"key": PRACTICE_BY_TWO, "value": "true"}
    with pytest.raises(Invalid, match="at least 10 characters"):
        do(office.session(HEAD), SetPolicy(**change, reason="why not"))


def test_what_the_law_releases_waits_for_nobody(armed: Office) -> None:
    """Art. 21(4): the authority maintains its licence, and the goods go at once."""
    armed.act(ANALYST, "suspend", reference=ARMED, item=1, track=TrackLetter.A)
    armed.act(ANALYST, "consult", reference=ARMED, to="licensing authority")
    armed.act(ANALYST, "record_reply", reference=ARMED, outcome="maintained")
    armed.act(ANALYST, "release", reference=ARMED, item=1)
    assert armed.case(ARMED).items[0].status is GoodsStatus.RELEASED
    assert armed.case(ARMED).motions == ()


def test_a_motion_that_is_not_there_is_named(armed: Office) -> None:
    armed.act(ANALYST, "release", reference=ARMED, item=1, reason=REASON)
    with pytest.raises(NotFound, match="No such motion waits"):
        armed.act(REVIEWER, "second", reference=ARMED, motion="x")
    with pytest.raises(NotFound, match="There is no such motion"):
        do(armed.session(REVIEWER), SecondOpenMotions(("x",)))


def test_identical_facts_are_seconded_in_one_go_and_others_are_not(armed: Office) -> None:
    armed.act(ANALYST, "release", reference=ARMED, item=1, reason=REASON)
    armed.act(ANALYST, "dismiss_flag", reference=ARMED, flag=CRITICAL, reason=REASON)
    first, second = armed.case(ARMED).motions
    with pytest.raises(Invalid, match="identical facts"):
        do(armed.session(REVIEWER), SecondOpenMotions((first.id, second.id)))
    assert {motion.state for motion in armed.case(ARMED).motions} == {MotionState.OPEN}


def test_the_mover_declared_conflicted_cannot_have_it_carried_out(armed: Office) -> None:
    armed.act(ANALYST, "release", reference=ARMED, item=1, reason=REASON)
    armed.act(HEAD, "declare_conflict", reference=ARMED, to=ANALYST, reason=REASON)
    with pytest.raises(NotAllowed, match="has a conflict of interest"):
        armed.act(REVIEWER, "second", reference=ARMED)


def test_a_conflicted_person_does_nothing_on_the_case_and_is_not_assigned(office: Office) -> None:
    office.act(ANALYST, "declare_conflict", to=REVIEWER, reason=REASON)
    verdicts = {verdict.act: verdict for verdict in office.view(who=REVIEWER).acts}
    assert [name for name, verdict in verdicts.items() if verdict.allowed] == ["declare_conflict"]
    with pytest.raises(NotAllowed, match="conflict of interest"):
        office.act(ANALYST, "assign", to=REVIEWER)


def test_nobody_lifts_the_own_conflict(office: Office) -> None:
    office.act(ANALYST, "declare_conflict", to=EVERYTHING, reason=REASON)
    with pytest.raises(NotAllowed):
        office.act(EVERYTHING, "lift_conflict", to=EVERYTHING, reason=REASON)
    office.act(HEAD, "lift_conflict", to=EVERYTHING, reason=REASON)
    assert office.case().conflicts == ()


def test_a_case_of_a_conflicted_person_has_nobody(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(HEAD, "declare_conflict", to=ANALYST, reason=REASON)
    assert office.case().assignee is None


def test_a_chosen_outcome_is_decided_by_a_third_signature(office: Office) -> None:
    countersigned_refusals(office)
    for step in PROPOSED:
        step(office)
    APPROVE(office)
    case = office.case()
    assert (case.stage, case.decision and case.decision.state) == (
        Stage.DECISION_REVIEW,
        "countersign",
    )
    for who in (REVIEWER, ANALYST):
        with pytest.raises(NotAllowed):
            office.act(who, "countersign")
    office.act(HEAD, "countersign")
    case = office.case()
    assert case.stage is Stage.DECIDED
    assert case.decision is not None
    assert case.decision.countersignature is not None
    assert case.decision.countersignature.valid
    assert why_not_valid(case) == ""


def test_another_outcome_needs_no_countersignature(office: Office) -> None:
    countersigned_refusals(office)
    ASSESS(office)
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    APPROVE(office)
    assert office.case().stage is Stage.DECIDED


def test_an_approver_does_not_countersign(office: Office) -> None:
    countersigned_refusals(office)
    for step in PROPOSED:
        step(office)
    office.act(EVERYTHING, "approve")
    with pytest.raises(NotAllowed, match="third person"):
        office.act(EVERYTHING, "countersign")


def test_a_head_returns_what_waits_for_the_countersignature(office: Office) -> None:
    countersigned_refusals(office)
    for step in (*PROPOSED, APPROVE):
        step(office)
    office.act(HEAD, "return", reason=REASON)
    assert office.case().stage is Stage.DECISION_DRAFT


def test_the_table_is_changed_by_two_persons_and_never_directly(office: Office) -> None:
    with pytest.raises(NotAllowed, match="itself under four eyes"):
        change_settings(office.session(HEAD), {PRACTICE_BY_TWO: "true"})
    with pytest.raises(Fault):
        do(office.session(ANALYST), SetPolicy(PRACTICE_BY_TWO, "x", ""))
    asked = do(office.session(HEAD), SetPolicy(PRACTICE_BY_TWO, "true", REASON))
    assert not asked.done
    with pytest.raises(NotAllowed):
        do(office.session(HEAD), SecondOpenMotions((str(asked.motion_id),)))
    do(office.session(ADMIN), SecondOpenMotions((str(asked.motion_id),)))
    rows = {row.setting: row.value for row in motions.policy_rows(office.session(HEAD))}
    assert rows[PRACTICE_BY_TWO] == "true"


@pytest.mark.parametrize(
    ("key", "value"),
    [(PRACTICE_BY_TWO, "perhaps"), (DIFFERENT_SCORE, "10"), ("four_eyes.other", "1")],
)
def test_a_value_the_table_does_not_know_is_refused(office: Office, key: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        do(office.session(HEAD), SetPolicy(key, value, REASON))
    assert refused.value.field == key
    assert refused.value.remedy


def test_what_waits_says_who_may_second_it(armed: Office) -> None:
    armed.act(ANALYST, "release", reference=ARMED, item=1, reason=REASON)
    (row,) = motions.waiting(armed.session(REVIEWER))
    assert row.may_second
    assert not row.mine
    assert row.waiting.here == tuple(sorted((REVIEWER, HEAD, EVERYTHING)))
    (own,) = motions.waiting(armed.session(ANALYST))
    assert own.mine
    assert not own.may_second


def test_who_cannot_pair_with_its_mover_is_not_among_those_who_may(armed: Office) -> None:
    """The head's key is reset by the administrator, who then moves something."""
    do(armed.session(ADMIN), SetRoles(ADMIN, frozenset(("administrator", "analyst"))))
    do(armed.session(REVIEWER), SecondChange(ADMIN))
    do(armed.session(ADMIN), ResetPassword(HEAD, FIRST))
    armed.sign_in_first(HEAD)
    for by in (REVIEWER, ADMIN):
        armed.confirm(by, HEAD)
    armed.act(ADMIN, "release", reference=ARMED, item=1, reason=REASON)
    for who, may in ((REVIEWER, True), (HEAD, False)):
        (row,) = motions.waiting(armed.session(who))
        assert row.waiting.here == tuple(sorted((REVIEWER, EVERYTHING)))
        assert row.may_second is may
    with pytest.raises(NotAllowed, match=f"{ADMIN} gave out the key of {HEAD}"):
        armed.act(HEAD, "second", reference=ARMED)


def test_a_new_user_in_a_working_office_waits_for_a_second_person(office: Office) -> None:
    admin = office.session(ADMIN)
    changes = do(admin, AddUser("Nina", frozenset(("analyst",)), "a long enough sentence")).changes
    assert "wait for a second person" in changes.said[0]
    rows = {row.name: row for row in casebooks.list_users(admin)}
    assert (rows["Nina"].roles, rows["Nina"].waits_for) == ((), ("analyst",))
    with pytest.raises(NotAllowed):
        do(admin, SecondChange("Nina"))
    assert do(office.session(REVIEWER), SecondChange("Nina")).outcome == ("analyst",)
    rows = {row.name: row for row in casebooks.list_users(admin)}
    assert (rows["Nina"].roles, rows["Nina"].waits_for) == (("analyst",), ())
    assert rows["Nina"].signs_in_first
    assert casebooks.check(admin).sound


def test_what_waits_names_users_whose_roles_wait(office: Office) -> None:
    do(office.session(ADMIN), SetRoles(REVIEWER, frozenset(("reviewer", "head"))))
    (waiting,) = motions.waiting_roles(office.session(HEAD))
    assert (waiting.user, waiting.roles, waiting.asked_by) == (
        REVIEWER,
        ("head", "reviewer"),
        ADMIN,
    )
    do(office.session(HEAD), SecondChange(REVIEWER))
    assert motions.waiting_roles(office.session(HEAD)) == ()


def test_more_roles_wait_and_fewer_do_not(office: Office) -> None:
    admin = office.session(ADMIN)
    do(admin, SetRoles(REVIEWER, frozenset(("reviewer", "head"))))
    assert _roles(office, REVIEWER) == {UserRole.REVIEWER}
    with pytest.raises(NotAllowed, match="about the person"):
        do(office.session(REVIEWER), SecondChange(REVIEWER))
    do(office.session(HEAD), SecondChange(REVIEWER))
    assert _roles(office, REVIEWER) == {UserRole.REVIEWER, UserRole.HEAD}
    do(admin, SetRoles(REVIEWER, frozenset(("analyst",))))
    assert _roles(office, REVIEWER) == {UserRole.REVIEWER, UserRole.HEAD}
    do(office.session(HEAD), DeclineChange(REVIEWER, REASON))
    do(admin, SetRoles(REVIEWER, frozenset(("reviewer",))))
    assert _roles(office, REVIEWER) == {UserRole.REVIEWER}
    assert casebooks.check(admin).sound


def test_what_nobody_asked_for_is_not_confirmed(office: Office) -> None:
    with pytest.raises(Conflict, match="Nothing waits"):
        do(office.session(HEAD), SecondChange(REVIEWER))
    with pytest.raises(Conflict, match="Nothing waits"):
        do(office.session(HEAD), DeclineChange(REVIEWER, REASON))


def _roles(office: Office, name: str) -> frozenset[UserRole]:
    session = office.session(name)
    with session.reading() as conn:
        return session.actor(session.registry(conn)).roles


def test_a_move_and_a_second_are_found_in_the_history_of_the_case(armed: Office) -> None:
    armed.act(ANALYST, "release", reference=ARMED, item=1, reason=REASON)
    armed.act(REVIEWER, "second", reference=ARMED)
    deeds = [entry.deed for entry in armed.view(ARMED).history[:3]]
    assert deeds[0] == "Release the goods"
    assert "econded" in deeds[1]
    assert "oved" in deeds[2]


def test_a_release_that_an_approved_decision_covers_needs_no_motion(office: Office) -> None:
    for step in (ASSESS, does("propose", outcome="release", reason=REASON), APPROVE):
        step(office)
    office.act(ANALYST, "release", item=1)
    assert office.case().items[0].status is GoodsStatus.RELEASED
    assert office.case().motions == ()


def noted(office: Office, count: int) -> None:
    """So many notes in the audit trail of the case, as the act writes each."""
    office.act(ANALYST, "note", reference=ARMED, reason="note 0")
    case_id = office.case(ARMED).id
    with office.session(ANALYST).writing("note") as work:
        (note, *_older) = chain.entries(work.conn, deed="case.note", newest_first=True)
        assert note.object == f"case/{case_id}"
        assert note.payload is not None
        said = json.loads(note.payload)
        for number in range(1, count):
            work.audit(note.deed, note.object, {**said, "reason": f"note {number}"})


def test_a_report_names_both_persons_of_a_deed_and_the_whole_chronology(armed: Office) -> None:
    armed.act(ANALYST, "dismiss_flag", reference=ARMED, flag=CRITICAL, reason=REASON)
    armed.act(REVIEWER, "second", reference=ARMED)
    noted(armed, 220)
    dossier = freeze(armed.session(ANALYST), ARMED).report
    tables = {table.id: table for table in (*dossier.tables, *dossier.closing)}
    ((deed, _reason, moved_by, seconder, *_rest),) = tables["two_persons"].rows
    assert (deed, moved_by) == (f"Dismiss the critical flag {CRITICAL}", ANALYST)
    assert getattr(seconder, "text", seconder) == REVIEWER
    flags = {row[1]: row[3] for row in tables["flags"].rows}
    assert f"seconded by {REVIEWER}" in str(flags[CRITICAL])
    deeds = [str(row[1]) for row in tables["chronology"].rows]
    assert deeds.count("Add a note") == 220
    assert any("oved" in deed for deed in deeds)


def test_evaluating_again_keeps_a_seconded_dismissal_and_adds_no_evaluation(armed: Office) -> None:
    armed.act(ANALYST, "dismiss_flag", reference=ARMED, flag=CRITICAL, reason=REASON)
    armed.act(REVIEWER, "second", reference=ARMED)
    count = text("SELECT count(*) FROM evaluation")
    with armed.session(ANALYST).reading() as conn:
        before = conn.execute(count).scalar_one()
    armed.act(ANALYST, "evaluate", reference=ARMED)
    with armed.session(ANALYST).reading() as conn:
        assert conn.execute(count).scalar_one() == before
    assert flag_of(armed, CRITICAL).seconder == REVIEWER


def test_a_case_is_merged_past_a_flag_by_two_persons_only(armed: Office) -> None:
    armed.act(ANALYST, "merge", reference=ARMED, to="PL1-2026-000001", reason=REASON)
    assert armed.case(ARMED).stage is not Stage.MERGED
    armed.act(REVIEWER, "second", reference=ARMED)
    assert armed.case(ARMED).stage is Stage.MERGED


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE case_file SET stage = 'dismissed'", "left behind by two persons"),
        ("UPDATE case_file SET stage = 'reopened'", "reopened by two persons"),
        ("UPDATE goods_item SET status = 'released'", "two persons release goods"),
        (
            "INSERT INTO flag_review SELECT 'x', id, 'RF-G10', 'dismissed', 'a long reason', "
            "'Ana', '2026-03-30T09:00:00Z', NULL FROM case_file",
            "dismissed by two persons",
        ),
    ],
)
def test_plain_sql_does_not_pass_a_critical_flag(armed: Office, statement: str, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        attack(armed, statement)


def attack(office: Office, statement: str) -> None:
    with office.session(ANALYST).writing("attack") as work:
        work.quiet()
        work.conn.execute(text(statement))


def test_who_is_shut_out_while_the_clock_is_behind_keeps_what_was_signed_before(
    office: Office,
) -> None:
    office.clock.move(days=1)
    for step in DECIDED:
        step(office)
    office.clock.move(hours=-3)
    office.act(ANALYST, "note", reason=REASON)
    do(office.session(ADMIN), DisableUser(REVIEWER))
    assert why_not_valid(office.case()) == ""
    assert casebooks.check(office.session(ADMIN)).sound
