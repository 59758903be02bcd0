"""One deed on many cases: what is said before, what is done, one entry each, and cancelling."""

import pytest
from tests.services.sample_office import ANALYST, HEAD, REF, REVIEWER, Office, two_items

from landwaiter.domain.cases.case_query import CaseQuery, read_query
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.handler import untold
from landwaiter.services.office import deed_drafts
from landwaiter.services.people import bulk
from landwaiter.services.people.bulk import (
    BulkAct,
    CaseChoice,
    carry_out,
    deed_of,
    outlook,
)

FOUR = tuple(f"{REF[:-1]}{number}" for number in range(1, 5))
ALL = CaseChoice(CaseQuery(stage="open"))


@pytest.fixture
def four(office: Office) -> Office:
    """Four new cases, of which one is in assessment already."""
    office.take_in(*(row for no in range(2, 5) for row in two_items(lrn=f"LW-{no}")))
    office.act(ANALYST, "assess", reference=FOUR[3])
    return office


def seq(office: Office) -> int:
    return audit_page(office.session(HEAD), limit=1).rows[0].seq


def test_it_is_said_for_how_many_it_is_possible_and_why_not_for_the_rest(four: Office) -> None:
    before = seq(four)
    found = outlook(four.session(ANALYST), ALL, BulkAct.TRIAGE, untold)
    assert (found.total, found.possible, found.exact) == (4, 3, True)
    ((why, count),) = found.refused
    assert count == 1
    assert "not in the stage Assessment" in why
    assert seq(four) == before


def test_few_cases_wait_together_and_are_sealed_with_an_entry_each(
    four: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = four.session(ANALYST)
    found = outlook(session, ALL, BulkAct.TRIAGE, untold)
    assert (found.able, found.waits) == (FOUR[:3], True)
    before = seq(four)
    waiting = deed_drafts.begin(session, tuple(map(deed_of(BulkAct.TRIAGE), found.able)))
    assert seq(four) == before
    assert waiting.told == "3 cases: Triage begun"
    assert deed_drafts.left_over(session) == (waiting,)
    assert deed_drafts.seal(session, waiting) is not None
    assert seq(four) == before + 3
    rows = list_cases(session, read_query("stage:triage by:me")).rows
    assert {row.reference for row in rows} == set(FOUR[:3])
    monkeypatch.setattr(bulk, "MOST_WAITING", 2)
    assert not found.waits


def test_of_more_cases_their_stages_are_looked_at(
    four: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = outlook(four.session(ANALYST), ALL, BulkAct.TRIAGE, untold)
    monkeypatch.setattr(bulk, "FEW", 3)
    monkeypatch.setattr(bulk, "load", lambda *_args: pytest.fail("a case was loaded"))
    found = outlook(four.session(ANALYST), ALL, BulkAct.TRIAGE, untold)
    assert not found.exact
    assert (found.total, found.possible, found.refused) == (4, exact.possible, exact.refused)


def test_each_case_has_an_entry_and_a_refusal_stops_none(
    four: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PAGE", 2)
    before, told = seq(four), []
    made = carry_out(
        four.session(ANALYST), ALL, deed_of(BulkAct.TRIAGE), lambda *said: told.append(said)
    )
    assert (made.done, sum(count for _why, count in made.refused)) == (3, 1)
    assert seq(four) == before + 3
    assert [text for _done, total, text in told if total == 4] == list(FOUR)
    rows = list_cases(four.session(ANALYST), read_query("stage:triage by:me")).rows
    assert {row.reference for row in rows} == set(FOUR[:3])


def test_who_cancels_keeps_what_was_done(four: Office) -> None:
    class Stop(BaseException):
        pass

    def until_third(done: int, _total: int, _what: str) -> None:
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        carry_out(four.session(HEAD), ALL, deed_of(BulkAct.ASSIGN, to=REVIEWER), until_third)
    rows = list_cases(four.session(ANALYST), read_query("by:Rev")).rows
    assert {row.reference for row in rows} == set(FOUR[:2])


def test_only_the_cases_that_are_meant_are_touched(four: Office) -> None:
    meant = CaseChoice(CaseQuery(), FOUR[1:3])
    made = carry_out(four.session(ANALYST), meant, deed_of(BulkAct.TAKE), untold)
    assert (made.done, made.refused) == (2, ())
    rows = list_cases(four.session(ANALYST), read_query(f"by:{ANALYST} stage:new")).rows
    assert {row.reference for row in rows} == set(FOUR[1:3])
