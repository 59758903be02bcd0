"""What can be undone waits as a draft: nothing of it is done before it is sealed, and then once."""

import csv
from pathlib import Path
from typing import Any

import pytest
from tests.deeds.said import said
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
)

from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.services.deeds.engine import do
from landwaiter.services.office import deed_drafts
from landwaiter.services.office.office_settings import draft
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.chain import AuditRow

FINDING: dict[str, Any] = {"item": 1, "code": "2B001", "outcome": "rejected"}
STATED = Path(__file__).parents[2] / "deeds" / "undo.csv"


@pytest.fixture
def mine(office: Office) -> Session:
    return office.session(ANALYST)


def entries(session: Session) -> tuple[AuditRow, ...]:
    with session.reading() as conn:
        return chain.entries(conn, limit=None)


def test_each_deed_on_a_case_can_be_undone_or_has_a_form_alone() -> None:
    with STATED.open(encoding="utf-8", newline="") as file:
        stated = {row["deed"]: row["before_sealing"] for row in csv.DictReader(file)}
    assert stated == {name: "undo" if deed.undo else "form" for name, deed in ON_CASE.items()}


def test_what_signs_or_ends_anything_is_never_undone() -> None:
    for deed in ON_CASE.values():
        assert not (deed.undo and (deed.signs or deed.goods or deed.carries_out)), deed.name


def test_a_deed_that_waits_is_in_no_case_and_in_no_audit_trail(
    office: Office, mine: Session
) -> None:
    before, seen = entries(mine), office.case().revision
    kept = deed_drafts.begin(mine, [said("note", reason="half a day")], seen=seen)
    assert "half a day" in kept.words
    assert (entries(mine), office.case().notes, office.case().revision) == (before, (), seen)
    assert "half a day" in draft(mine, kept.key)


def test_it_is_sealed_at_the_time_of_sealing_and_once(office: Office, mine: Session) -> None:
    kept = deed_drafts.begin(mine, [said("classify", reason=REASON, **FINDING)])
    office.clock.move(seconds=9)
    assert deed_drafts.seal(mine, kept) is not None
    assert deed_drafts.seal(mine, kept) is None
    (finding,) = office.case().classifications
    assert (finding.reason, finding.at) == (REASON, office.clock.at)
    newest = entries(mine)[-1]
    assert (newest.deed, newest.at) == ("case.classify", office.clock.at)
    assert deed_drafts.left_over(mine) == ()


def test_what_was_undone_is_gone_and_can_not_be_sealed(office: Office, mine: Session) -> None:
    before = entries(mine)
    kept = deed_drafts.begin(mine, [said("take")])
    deed_drafts.forget(mine, kept)
    assert deed_drafts.seal(mine, kept) is None
    assert deed_drafts.left_over(mine) == ()
    assert (entries(mine), office.case().assignee) == (before, None)


def test_what_was_left_over_is_the_persons_own_and_as_it_was_said(
    office: Office, mine: Session
) -> None:
    given = [
        said("classify", reason=REASON, **FINDING),
        said("classify", reason=REASON, **{**FINDING, "code": "2B201"}),
    ]
    kept = deed_drafts.begin(mine, given, seen=office.case().revision)
    again = office.another_session(ANALYST)
    assert deed_drafts.left_over(again) == (kept,)
    assert (kept.reference, kept.said) == (REF, tuple(given))
    assert deed_drafts.left_over(office.session(REVIEWER)) == ()
    deed_drafts.seal(again, kept)
    assert {finding.code for finding in office.case().classifications} == {"2B001", "2B201"}


def test_what_would_be_refused_is_refused_before_the_wait(office: Office, mine: Session) -> None:
    with pytest.raises(NotAllowed):
        deed_drafts.begin(office.session("Adam"), [said("take")])
    with pytest.raises(Invalid):
        deed_drafts.begin(mine, [said("substantiate", flag="RF-G01", reason="short")])
    seen = office.case().revision
    office.act(REVIEWER, "classify", reason="it has three axes only", **FINDING)
    with pytest.raises(Conflict):
        deed_drafts.begin(mine, [said("classify", reason=REASON, **FINDING)], seen=seen)
    assert deed_drafts.left_over(mine) == ()


def test_what_came_between_refuses_at_sealing_and_it_waits_still(
    office: Office, mine: Session
) -> None:
    given = said("classify", reason=REASON, **FINDING)
    kept = deed_drafts.begin(mine, [given], seen=office.case().revision)
    office.act(REVIEWER, "classify", reason="it has three axes only", **FINDING)
    with pytest.raises(Conflict):
        deed_drafts.seal(mine, kept)
    assert deed_drafts.left_over(mine) == (kept,)
    assert len(office.case().classifications) == 1


def test_four_eyes_are_asked_at_sealing(office: Office, mine: Session) -> None:
    """A judgement that needs a second person is a motion, and the draft is none."""
    (hit,) = office.case().hits
    change = SetPolicy(key="four_eyes.different_score", value="500", reason=REASON)
    asked = do(office.session(HEAD), change)
    do(office.session(ADMIN), SecondOpenMotions((str(asked.motion_id),)))
    given = said("judge", hit=hit.id, outcome="different", reason=REASON)
    kept = deed_drafts.begin(mine, [given])
    assert office.case().motions == ()
    changes = deed_drafts.seal(mine, kept)
    assert changes is not None
    assert len(changes.waits) == 1
    assert [one.judgement for one in office.case().hits] == [None]


def test_the_words_of_a_draft_are_those_of_the_history(office: Office, mine: Session) -> None:
    kept = deed_drafts.begin(mine, [said("note", reason="half a day")])
    deed_drafts.seal(mine, kept)
    newest = office.view().history[0]
    assert kept.words == newest.text
