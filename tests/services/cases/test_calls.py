"""Notes of calls: with whom, when, what was promised by when; and who is reminded."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, NOW, REF, REVIEWER, Office

from landwaiter.errors import Invalid, NotFound
from landwaiter.services.people.handover import handover_sheet
from landwaiter.services.people.owed import owed_entries

TODAY = NOW.date()
PROMISE: dict[str, Any] = {
    "party": "Mr Nowak of the exporter",
    "said": "They look for the contract.",
    "promised": "the contract",
    "request": "information_request",
}


def owed(office: Office) -> list[tuple[date, str]]:
    session = office.session(ANALYST)
    with session.reading() as conn:
        return [
            (one.day, one.what)
            for one in owed_entries(session, conn, ANALYST)
            if "promised" in one.what
        ]


def asked(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "request_information", to="exporter", reason="who is the end user?")


def test_a_call_stands_with_who_when_and_about_what(office: Office) -> None:
    asked(office)
    at = datetime(2026, 3, 28, 9, 14)  # local time, as people type it
    office.act(REVIEWER, "call", at=at, by=TODAY + timedelta(days=2), **PROMISE)
    (call,) = office.case().calls
    assert (call.party, call.said, call.promised) == (
        PROMISE["party"],
        PROMISE["said"],
        "the contract",
    )
    assert call.happened_at.isoformat() == "2026-03-28T08:14:00+00:00"
    assert (call.action_id, call.author, call.at) == (office.case().actions[0].id, REVIEWER, NOW)


def test_the_chronology_and_the_handover_sheet_tell_of_it(office: Office) -> None:
    asked(office)
    office.act(ANALYST, "note", reason="an older note")
    office.act(ANALYST, "call", by=TODAY, **PROMISE)
    told = office.view().history[0].text
    assert all(word in told for word in (PROMISE["party"], PROMISE["said"], "the contract"))
    (call,) = handover_sheet(office.session(REVIEWER), ANALYST).calls
    assert call.text == f"{PROMISE['party']}: {PROMISE['said']}"


def test_who_works_on_the_case_owes_a_promise_on_its_day(office: Office) -> None:
    asked(office)
    office.act(ANALYST, "call", by=TODAY + timedelta(days=1), **PROMISE)
    said = "promised on a call: Mr Nowak of the exporter"
    assert owed(office) == [(TODAY + timedelta(days=1), said)]
    office.clock.move(days=2)
    assert owed(office) == [
        (TODAY + timedelta(days=2), said.replace("a call", "a call and not kept"))
    ]


def test_a_later_call_moves_a_promise_and_the_answer_ends_it(office: Office) -> None:
    asked(office)
    office.act(ANALYST, "call", by=TODAY, **PROMISE)
    office.act(ANALYST, "call", by=TODAY + timedelta(days=1), **PROMISE)
    assert [day for day, _what in owed(office)] == [TODAY + timedelta(days=1)]
    office.act(ANALYST, "record_answer", action="information_request", reason="the contract")
    assert owed(office) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"by": TODAY, "request": ""}, "request"),
        ({"by": TODAY, "promised": " "}, "promised"),
        ({"by": TODAY - timedelta(days=1)}, "by"),
        ({"at": NOW + timedelta(hours=1)}, "at"),
        ({"party": " "}, "with"),
        ({"said": ""}, "said"),
    ],
)
def test_what_no_call_can_be_is_refused(office: Office, given: Any, field: str) -> None:
    asked(office)
    with pytest.raises(Invalid) as caught:
        office.act(ANALYST, "call", **{**PROMISE, **given})
    assert caught.value.field == field
    assert office.case().calls == ()


def test_a_call_about_no_open_request_is_refused(office: Office) -> None:
    with pytest.raises(NotFound, match="No open request"):
        office.act(ANALYST, "call", reference=REF, **PROMISE)
