"""Requests and their clocks: consultation, replies, extension, information, hearing."""

from datetime import date

import pytest
from tests.services.act_examples import CONSULTED, ON_TRACK_A, does
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, HEAD, POLICY, REASON, Office
from tests.settings import change_settings

from landwaiter.domain.cases.case import GoodsStatus, Reply, TrackLetter
from landwaiter.domain.cases.clocks import Clock
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.cases.listed_cases import list_cases


@prepared
def consulted(office: Office) -> Office:
    """Item 1 is suspended on track A, and the authority was asked on Monday 30 March 2026."""
    for step in CONSULTED:
        step(office)
    return office


def legal(office: Office) -> Clock:
    (clock,) = [one for one in office.view().clocks if one.kind == "art_21_4"]
    return clock


def test_the_clock_counts_working_days_of_the_authoritys_calendar(consulted: Office) -> None:
    clock = legal(consulted)
    # Ten working days after 30 March, without Easter Monday (6 April).
    assert (clock.start, clock.due) == (date(2026, 3, 30), date(2026, 4, 14))
    # Thirty, without 6 April and 1 May as well (3 May is a Sunday).
    assert clock.cap == date(2026, 5, 13)
    assert (clock.track, clock.unit, clock.calendar) == ("A", "working_days", "PL")
    assert consulted.case().actions[0].due == clock.due


def test_the_list_shows_the_legal_clock_before_own_targets(consulted: Office) -> None:
    row = consulted.view().row
    assert row.clock is not None
    assert (row.clock.label, row.clock.due) == ("own target, triage", date(2026, 3, 31))
    consulted.act(ANALYST, "assess")
    row = consulted.view().row
    assert row.clock is not None
    assert (row.clock.legal, row.clock.label) == (True, "A · Art. 21(4)")


def test_without_consultation_no_legal_clock_runs(office: Office) -> None:
    ON_TRACK_A(office)
    assert [clock.kind for clock in office.view().clocks] == ["triage"]


def test_a_consultation_on_a_track_without_legal_clock_has_none(office: Office) -> None:
    office.act(ANALYST, "hold", item=1, track=TrackLetter.L)
    office.act(ANALYST, "consult", to="authority", track=TrackLetter.L)
    assert office.case().actions[0].due is None
    assert [clock.kind for clock in office.view().clocks] == ["hold_review", "triage"]


def test_a_consultation_on_a_track_that_is_not_open_is_refused(office: Office) -> None:
    with pytest.raises(NotFound, match="No track B is open"):
        office.act(ANALYST, "consult", to="authority", track=TrackLetter.B)


@pytest.mark.parametrize("reply", [Reply.MAINTAINED, Reply.NOT_ACTING])
def test_a_reply_that_lets_go_ends_clock_and_track(consulted: Office, reply: Reply) -> None:
    consulted.clock.move(days=2)
    consulted.act(ANALYST, "record_reply", outcome=reply)
    assert legal(consulted).ended == date(2026, 4, 1)
    (track,) = consulted.case().tracks
    assert track.ended_at is not None
    assert "licensing authority" in track.end_reason
    assert consulted.case().items[0].status is GoodsStatus.SUSPENDED
    consulted.act(ANALYST, "release", item=1)
    assert consulted.case().items[0].status is GoodsStatus.RELEASED


def test_an_authority_that_acts_ends_the_clock_and_releases_nothing(consulted: Office) -> None:
    consulted.act(ANALYST, "record_reply", outcome="acts", reason=REASON)
    assert legal(consulted).ended == date(2026, 3, 30)
    case = consulted.case()
    assert case.tracks[0].ended_at is None
    assert case.items[0].status is GoodsStatus.SUSPENDED
    with pytest.raises(NotAllowed, match="Track A holds item 1"):
        consulted.act(ANALYST, "release", item=1)


def test_an_extension_moves_the_due_date_to_the_cap_and_no_further(consulted: Office) -> None:
    consulted.act(ANALYST, "record_reply", outcome="asks_extension", reason=REASON)
    clock = legal(consulted)
    assert (clock.due, clock.cap, clock.ended) == (date(2026, 5, 13), date(2026, 5, 13), None)
    assert clock.extended
    assert consulted.case().actions[0].due == date(2026, 5, 13)
    with pytest.raises(Invalid, match="extension already"):
        consulted.act(ANALYST, "record_reply", outcome="asks_extension", reason=REASON)


def test_after_an_extension_the_answer_still_counts(consulted: Office) -> None:
    consulted.act(ANALYST, "record_reply", outcome="asks_extension", reason=REASON)
    consulted.clock.move(days=21)
    consulted.act(ANALYST, "record_reply", outcome="not_acting")
    assert legal(consulted).ended == date(2026, 4, 20)
    assert consulted.case().tracks[0].ended_at is not None


def test_the_expiry_proposes_release_item_by_item(consulted: Office) -> None:
    assert consulted.view().at_expiry == ("item 1: release will be proposed",)
    consulted.act(ANALYST, "open_track", item=1, track=TrackLetter.S, basis="UCC 188")
    assert consulted.view().at_expiry == ("item 1: no release proposed while track S holds it",)


def test_an_information_request_is_due_before_the_statutory_date(consulted: Office) -> None:
    consulted.act(ANALYST, "request_information", to="exporter")
    # The legal clock is due on 14 April; three working days before are left.
    assert consulted.case().actions[-1].due == date(2026, 4, 9)


def test_an_information_request_alone_is_due_in_ten_working_days(office: Office) -> None:
    office.act(ANALYST, "request_information", to="exporter")
    assert office.case().actions[-1].due == date(2026, 4, 14)


def test_a_hearing_is_due_in_thirty_calendar_days(office: Office) -> None:
    office.act(ANALYST, "hear", to="exporter")
    assert office.case().actions[-1].due == date(2026, 4, 29)


def test_an_own_date_is_kept(office: Office) -> None:
    office.act(ANALYST, "request_opinion", to="institute", date=date(2026, 4, 2))
    assert office.case().actions[-1].due == date(2026, 4, 2)


def test_an_answer_goes_to_the_newest_open_request_of_its_kind(office: Office) -> None:
    for addressee in ("exporter", "carrier"):
        office.act(ANALYST, "request_information", to=addressee)
    for answer in ("second", "first"):
        office.act(ANALYST, "record_answer", action="information_request", reason=answer)
    assert [action.answer for action in office.case().actions] == ["first", "second"]


def test_an_answer_names_the_requests_that_are_open(office: Office) -> None:
    does("hear", to="exporter")(office)
    with pytest.raises(NotFound, match="No open request") as refused:
        office.act(ANALYST, "record_answer", action="referral", reason=REASON)
    assert "hearing" in (refused.value.remedy or "")


def test_requests_stay_open_beside_any_stage(consulted: Office) -> None:
    consulted.act(ANALYST, "assess")
    consulted.act(ANALYST, "propose", outcome="suspend-and-refer", reason=REASON)
    consulted.act("Rev", "approve")
    consulted.act(ANALYST, "record_reply", outcome="acts")
    view = consulted.view()
    assert view.case.actions[0].reply is Reply.ACTS
    assert view.approved_valid


def test_a_policy_that_is_taken_back_takes_the_clock_from_list_and_case(office: Office) -> None:
    change_settings(office.session(HEAD), {POLICY: "true"})
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.B)
    office.act(ANALYST, "consult", to="licensing authority")
    office.act(ANALYST, "assess")
    change_settings(office.session(HEAD), {POLICY: "false"})
    (listed,) = list_cases(office.session(ANALYST)).rows
    assert listed == office.view().row
