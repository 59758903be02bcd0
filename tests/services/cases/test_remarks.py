"""A proposal returned with remarks bound to places, which its author answers one by one."""

from typing import Any

import pytest
from tests.services.act_examples import PROPOSED
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, REASON, REVIEWER, Office

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.remarks import checked_place, open_remarks, place_words
from landwaiter.domain.review.remark import Remark
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.casebook.casebooks import check

REMARKS = (
    ("items/2/code", "why no code?"),
    ("flags/RF-G07", "the spare parts are missing"),
    ("reason", "name the end user"),
)


@prepared
def proposed(office: Office) -> Office:
    for step in PROPOSED:
        step(office)
    return office


@pytest.fixture
def returned(proposed: Office) -> Office:
    proposed.act(REVIEWER, "return", reason="three points", remarks=REMARKS)
    return proposed


def waiting(office: Office) -> tuple[Remark, ...]:
    return open_remarks(office.case())


def test_remarks_stand_at_their_places_until_the_next_proposal(returned: Office) -> None:
    assert [(r.place, r.text, r.author) for r in waiting(returned)] == [
        (place, text, REVIEWER) for place, text in REMARKS
    ]
    returned.act(ANALYST, "propose", outcome="release", reason=REASON)
    assert waiting(returned) == ()
    assert len(returned.case().remarks) == len(REMARKS)


@pytest.mark.parametrize("name", ["1", "items/2/code"])
def test_each_is_answered_for_itself(returned: Office, name: str) -> None:
    returned.act(ANALYST, "answer_remark", remark=name, reason="it is under 34.02")
    first, *others = waiting(returned)
    assert [(a.text, a.author) for a in first.answers] == [("it is under 34.02", ANALYST)]
    assert first.answered
    assert not any(remark.answered for remark in others)


def test_a_remark_that_is_not_there_is_named_with_those_that_are(returned: Office) -> None:
    with pytest.raises(NotFound) as refused:
        returned.act(ANALYST, "answer_remark", remark="9", reason=REASON)
    assert "1 items/2/code" in str(refused.value.remedy)


def test_nothing_is_answered_where_nothing_was_remarked(proposed: Office) -> None:
    with pytest.raises(NotAllowed, match="no remark waits"):
        proposed.act(ANALYST, "answer_remark", remark="1", reason=REASON)


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        (("prices/2", "too low"), "bound to a place"),
        (("items/7", "which?"), "no such place"),
        (("flags/RF-X99", "which?"), "no such place"),
        (("items/2", "  "), "says nothing"),
    ],
)
def test_a_wrong_remark_returns_nothing(
    proposed: Office, remark: tuple[str, str], words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        proposed.act(REVIEWER, "return", reason=REASON, remarks=(REMARKS[0], remark))
    decision = proposed.case().decision
    assert decision is not None
    assert decision.state == "proposed"
    assert proposed.case().remarks == ()


def test_what_was_remarked_is_never_changed_or_removed(returned: Office) -> None:
    returned.act(ANALYST, "answer_remark", remark="1", reason=REASON)
    for statement in (
        "UPDATE remark SET text = 'fine'",
        "DELETE FROM remark",
        "UPDATE remark_answer SET text = 'fine'",
        "DELETE FROM remark_answer",
    ):
        with (
            pytest.raises(NotAllowed),
            returned.session(ANALYST).writing("note") as work,
        ):
            work.conn.exec_driver_sql(statement)


def test_the_author_of_a_decision_cannot_be_made_to_remark_on_it(returned: Office) -> None:
    with (
        pytest.raises(NotAllowed),
        returned.session(ANALYST).writing("note") as work,
    ):
        work.conn.exec_driver_sql(
            "INSERT INTO remark SELECT 'x', case_id, decision_id, place, 'fine', ?, at FROM remark",
            (ANALYST,),
        )


def test_the_casebook_is_sound_with_remarks(returned: Office) -> None:
    returned.act(ANALYST, "answer_remark", remark="2", reason=REASON)
    assert check(returned.session(ANALYST)).sound


@pytest.mark.parametrize(
    ("place", "kept", "words"),
    [
        ("reason", "reason", "Statement of reasons"),
        ("items/2", "items/2", "Item 2"),
        ("/Items/2/code"[1:].lower(), "items/2/code", "Item 2, code"),
        ("flags/rf-g07", "flags/RF-G07", "Flag RF-G07"),
        ("parties/consignee", "parties/consignee", "Party consignee"),
        ("classifications/1/2b001", "classifications/1/2B001", "Item 1, 2B001"),
    ],
)
def test_a_place_is_kept_in_one_form_and_told_in_words(
    office: Office, place: str, kept: str, words: str
) -> None:
    case: Case = office.case()
    found: Any = checked_place(case, place)
    assert (found, place_words(case, found)) == (kept, words)
