"""Returns and what became of them, held against the decisions of each case, computed plainly."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from tests.services.sample_office import (
    ANALYST,
    EVERYTHING,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
)

from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.review.returns import ReturnKind, ReviewerRecord
from landwaiter.errors import Fault, Invalid, NotAllowed, NotFound
from landwaiter.services.casebook.casebooks import check
from landwaiter.services.review.returns import (
    became_said,
    feedback_said,
    return_page,
    returned_proposals,
    reviewers,
)
from landwaiter.storage.base import records

SECOND = "PL1-2026-000002"


@pytest.fixture
def returned(office: Office) -> Office:
    """Version 1 came back for its facts."""
    office.act(ANALYST, "assess")
    _propose(office)
    office.act(REVIEWER, "return", reason="the end user is not named", kind="facts_missing")
    return office


def _propose(office: Office, reason: str = REASON, reference: str = REF) -> None:
    office.act(ANALYST, "propose", reference=reference, outcome="hold-and-refer", reason=reason)


def _mine(office: Office, who: str) -> list[tuple[str, int]]:
    found = returned_proposals(office.session(who)).rows
    return [(one.reference, one.version) for one in found]


def test_a_return_says_what_was_wrong(returned: Office) -> None:
    decision = returned.case().decision
    assert decision is not None
    assert (decision.state, decision.return_kind) == ("returned", "facts_missing")
    (one,) = returned_proposals(returned.session(ANALYST)).rows
    assert (one.kind, one.author, one.returned_by) == (
        ReturnKind.FACTS_MISSING,
        ANALYST,
        REVIEWER,
    )
    assert became_said(one) == "not proposed again yet"


def test_without_a_kind_it_is_another_reason(office: Office) -> None:
    office.act(ANALYST, "assess")
    _propose(office)
    office.act(REVIEWER, "return", reason=REASON)
    (one,) = returned_proposals(office.session(ANALYST)).rows
    assert one.kind is ReturnKind.OTHER


def test_what_changed_until_the_next_approval_is_told(returned: Office) -> None:
    (page,) = return_page(returned.session(ANALYST), REF)
    assert (page.compared_version, page.changes) == (None, ())
    _propose(returned, "the contract names the end user, and it is on file")
    (page,) = return_page(returned.session(ANALYST), REF)
    assert became_said(page.returned) == "proposed again as version 2"
    returned.act(REVIEWER, "approve")
    (page,) = return_page(returned.session(ANALYST), REF)
    assert page.returned.changed
    assert became_said(page.returned) == "changed, approved as version 2"
    assert page.compared_version == 2
    assert any("contract names" in one.after for one in page.changes)


def test_what_is_approved_as_it_was_is_unchanged(returned: Office) -> None:
    _propose(returned)
    returned.act(REVIEWER, "approve")
    (one,) = returned_proposals(returned.session(ANALYST)).rows
    assert one.changed is False
    assert became_said(one) == "unchanged, approved as version 2"


def test_who_has_no_part_in_a_return_reads_none(returned: Office) -> None:
    assert _mine(returned, ANALYST) == [(REF, 1)]
    assert _mine(returned, REVIEWER) == [(REF, 1)]
    assert _mine(returned, HEAD) == [(REF, 1)]
    assert _mine(returned, "Adam") == []


def test_a_head_narrows_by_author_and_reviewer(returned: Office) -> None:
    session = returned.session(HEAD)
    assert returned_proposals(session, author=ANALYST).rows
    assert not returned_proposals(session, author=REVIEWER).rows
    assert returned_proposals(session, reviewer=REVIEWER).rows
    assert not returned_proposals(session, reviewer=ANALYST).rows


# feedback


def test_author_and_head_say_whether_it_helped_and_it_stays(returned: Office) -> None:
    returned.act(ANALYST, "rate_return", proposal=1, outcome="helpful", reason="it named the gap")
    returned.act(
        HEAD, "rate_return", proposal=1, outcome="not_helpful", reason="a call had done it"
    )
    (one,) = returned_proposals(returned.session(HEAD)).rows
    assert feedback_said(one) == (
        f"{ANALYST}: helpful. it named the gap",
        f"{HEAD}: not helpful. a call had done it",
    )
    (record,) = reviewers(returned.session(HEAD))[1]
    assert (record.helpful, record.not_helpful) == (1, 1)
    assert [one.helpful for one in returned.case().return_feedback] == [True, False]
    assert check(returned.session("Adam")).findings == ()


def test_who_returned_it_does_not_judge_the_own_return(office: Office) -> None:
    office.act(ANALYST, "assess")
    _propose(office)
    office.act(HEAD, "return", reason=REASON, kind="clock")
    with pytest.raises(NotAllowed, match="own return"):
        office.act(HEAD, "rate_return", proposal=1, outcome="helpful", reason=REASON)
    with pytest.raises(NotAllowed, match="Its author says"):
        office.act(REVIEWER, "rate_return", proposal=1, outcome="helpful", reason=REASON)


def test_a_version_that_was_not_returned_is_named(returned: Office) -> None:
    with pytest.raises(NotFound) as refused:
        returned.act(ANALYST, "rate_return", proposal=7, outcome="helpful", reason=REASON)
    assert (refused.value.field, refused.value.value) == ("proposal", "7")
    assert "1" in (refused.value.remedy or "")


def test_feedback_wants_a_sentence(returned: Office) -> None:
    with pytest.raises(Invalid):
        returned.act(ANALYST, "rate_return", proposal=1, outcome="helpful", reason="no")


def _written_plainly(office: Office, author: str) -> None:
    case = office.case()
    with office.session(REVIEWER).writing("attack") as work:
        work.quiet()
        records.add(
            work.conn,
            "return_feedback",
            id=work.new_id(),
            case_id=case.id,
            decision_id=case.decisions[-1].id,
            helpful=True,
            reason=REASON,
            author=author,
            at=work.now,
        )


def test_the_database_refuses_feedback_of_who_returned(returned: Office) -> None:
    _written_plainly(returned, ANALYST)
    with pytest.raises((DBAPIError, Fault), match="feedback is another person"):
        _written_plainly(returned, REVIEWER)


# by reviewer


def test_each_reads_what_the_role_allows(returned: Office) -> None:
    assert [one.reviewer for one in reviewers(returned.session(HEAD))[1]] == [REVIEWER]
    assert [one.reviewer for one in reviewers(returned.session(REVIEWER))[1]] == [REVIEWER]
    with pytest.raises(NotAllowed, match="Records of reviewers"):
        reviewers(returned.session(ANALYST))


def test_a_period_that_ends_before_it_begins_is_refused(returned: Office) -> None:
    with pytest.raises(Invalid) as refused:
        reviewers(returned.session(HEAD), first=date(2026, 5, 1), last=date(2026, 4, 1))
    assert refused.value.field == "from"


def test_nothing_in_the_period_is_nobody(returned: Office) -> None:
    found = reviewers(returned.session(HEAD), first=date(2025, 1, 1), last=date(2025, 2, 1))[1]
    assert found == ()


def _plainly(cases: list[Case], first: date, last: date) -> dict[str, ReviewerRecord]:
    """From the decisions of each case, one after the other."""
    found: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {}
    for case in cases:
        for at, decision in enumerate(case.decisions):
            approval = decision.approval
            if approval is not None and first <= approval.at.date() <= last:
                count = found.setdefault(approval.approver, Counter())
                count["approved"] += 1
                count["reversed"] += decision.state == "reopened"
            if decision.state != "returned":
                continue
            ended = RETURNED_AT[decision.id]
            if not first <= ended <= last:
                continue
            count = found.setdefault(decision.returned_by, Counter())
            count["returned"] += 1
            kinds.setdefault(decision.returned_by, Counter())[decision.return_kind] += 1
            later = [one for one in case.decisions[at + 1 :] if one.approval]
            if later:
                count["approved_later"] += 1
                count["changed"] += later[0].reason != decision.reason
    return {
        name: ReviewerRecord(
            reviewer=name,
            approved=count["approved"],
            returned=count["returned"],
            kinds=tuple(
                (kind, kinds[name][kind])
                for kind in ReturnKind
                if name in kinds and kinds[name][kind]
            ),
            approved_later=count["approved_later"],
            changed=count["changed"],
            reversed=count["reversed"],
            helpful=0,
            not_helpful=0,
        )
        for name, count in found.items()
    }


RETURNED_AT: dict[str, date] = {}
"""Decision → the day of its return, as the test did it."""


def _next(office: Office, chance: random.Random, reference: str) -> None:
    case = office.case(reference)
    if case.stage is Stage.DECISION_REVIEW:
        who = chance.choice([REVIEWER, HEAD])
        if chance.random() < 0.6:
            kind = chance.choice(list(ReturnKind))
            office.act(who, "return", reference=reference, reason=REASON, kind=kind.value)
            (*_others, decision) = office.case(reference).decisions
            RETURNED_AT[decision.id] = office.clock.at.date()
        else:
            office.act(who, "approve", reference=reference)
    elif case.stage is Stage.DECIDED:
        office.act(ANALYST, "reopen", reference=reference, reason=REASON)
        office.act(EVERYTHING, "second", reference=reference, reason=REASON)
    elif case.stage in (Stage.NEW,):
        office.act(ANALYST, "assess", reference=reference)
    else:
        _propose(office, chance.choice([REASON, "another sentence"]), reference)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_records_are_those_of_the_decisions(office: Office, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a choice of moves, no secret
    office.take_in(declared(lrn="A-1"))
    first = office.clock.at.date()
    for _move in range(22):
        office.clock.at += timedelta(hours=chance.choice([1, 26]))
        _next(office, chance, chance.choice([REF, SECOND]))
    last = office.clock.at.date()
    cases = [office.case(REF), office.case(SECOND)]
    for span in ((first, last), (first + timedelta(days=3), first + timedelta(days=6))):
        found = reviewers(office.session(HEAD), first=span[0], last=span[1])[1]
        assert {one.reviewer: one for one in found} == _plainly(cases, *span)
