"""Holds without a period of law come back to the head, and are released by nobody's silence."""

from datetime import date

import pytest
from tests.services.act_examples import second_case
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, Office
from tests.settings import change_settings

from landwaiter.domain.cases.case import GoodsStatus, TrackLetter
from landwaiter.domain.cases.clocks import Clock
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.services.cases.calendars_in_force import HOLD_DAYS
from landwaiter.services.people.today import today_view
from landwaiter.storage.cases import life_cycle

WITHOUT_CLOCK = [TrackLetter.L, TrackLetter.S, TrackLetter.N, TrackLetter.T]
DUE = date(2026, 4, 14)
"""Ten working days after Monday 30 March 2026, without Easter Monday."""


def reviews(office: Office, reference: str = REF) -> list[Clock]:
    return [one for one in office.view(reference).clocks if one.kind == "hold_review"]


def hold(office: Office, letter: TrackLetter = TrackLetter.L) -> None:
    office.act(ANALYST, "hold", item=1, track=letter)


def to_day(office: Office, day: date) -> None:
    office.clock.move(days=(day - office.session(ANALYST).today()).days)


def owed(office: Office, who: str) -> list[tuple[str, str, str]]:
    days = today_view(office.session(who)).deadlines
    return [one for day in days for one in day.entries if one[0] == "hold"]


@pytest.mark.parametrize("letter", WITHOUT_CLOCK)
def test_a_hold_comes_back_after_ten_working_days(office: Office, letter: TrackLetter) -> None:
    hold(office, letter)
    (clock,) = reviews(office)
    assert (clock.due, clock.track, clock.items) == (DUE, letter.value, (1,))


@pytest.mark.parametrize("letter", [TrackLetter.A, TrackLetter.B])
def test_a_track_with_the_period_of_art_21_4_does_not_come_back(
    office: Office, letter: TrackLetter
) -> None:
    office.act(ANALYST, "suspend", item=1, track=letter, basis="Art. 4(1)(a)")
    assert reviews(office) == []


def test_a_track_with_a_period_of_another_law_does_not_come_back(office: Office) -> None:
    hold(office, TrackLetter.N)
    office.act(ANALYST, "start_clock", basis="an act", period="48h", track=TrackLetter.N)
    assert reviews(office) == []


def test_only_goods_in_hand_are_held(office: Office) -> None:
    office.act(ANALYST, "open_track", item=1, track=TrackLetter.S, basis="UCC 188")
    assert reviews(office) == []
    office.clock.move(days=1)
    office.act(ANALYST, "hold", item=1)
    assert [one.start for one in reviews(office)] == [date(2026, 3, 31)]


def test_a_sample_begins_no_new_interval(office: Office) -> None:
    hold(office)
    office.clock.move(days=3)
    office.act(ANALYST, "sample", item=1)
    assert [one.due for one in reviews(office)] == [DUE]


def test_a_word_of_the_head_begins_the_interval_anew(office: Office) -> None:
    hold(office)
    to_day(office, date(2026, 4, 13))
    office.act(HEAD, "continue_hold", reason=REASON)
    assert [one.due for one in reviews(office)] == [date(2026, 4, 27)]


def test_an_analyst_continues_no_hold(office: Office) -> None:
    hold(office)
    with pytest.raises(NotAllowed, match="needs the role"):
        office.act(ANALYST, "continue_hold", reason=REASON)


def test_one_track_may_be_continued_alone(office: Office) -> None:
    hold(office)
    office.act(ANALYST, "open_track", item=1, track=TrackLetter.N, basis="an act")
    office.clock.move(days=2)
    office.act(HEAD, "continue_hold", reason=REASON, track=TrackLetter.N)
    assert {one.track: one.due > DUE for one in reviews(office)} == {"L": False, "N": True}
    with pytest.raises(NotFound, match="No hold on this track"):
        office.act(HEAD, "continue_hold", reason=REASON, track=TrackLetter.S)


def test_an_interval_that_passed_is_overdue_and_releases_nothing(office: Office) -> None:
    hold(office)
    to_day(office, date(2026, 4, 20))
    view = office.view()
    (clock,) = reviews(office)
    assert view.countdowns[clock].ran_out
    assert (view.releases, view.case.items[0].status) == ((), GoodsStatus.HELD)
    words = "hold: overdue since 14 Apr 2026, continue it with a reason, or end it"
    assert owed(office, HEAD) == [("hold", REF, words)]
    with pytest.raises(NotAllowed, match="Track L holds item 1"):
        office.act(ANALYST, "release", item=1)


def test_the_head_sees_the_holds_of_everybody(office: Office) -> None:
    office.act(ANALYST, "take")
    hold(office)
    assert owed(office, HEAD) == owed(office, ANALYST) != []


def test_the_interval_is_the_office_s(office: Office) -> None:
    hold(office)
    change_settings(office.session(HEAD), {HOLD_DAYS: "5"})
    assert [one.due for one in reviews(office)] == [date(2026, 4, 7)]
    with office.session(HEAD).reading() as conn:
        (row,) = life_cycle.holds_to_review(conn, DUE, None)
    assert row["hold_review"] == "2026-04-07"


def test_what_was_said_of_a_hold_goes_with_the_goods(office: Office) -> None:
    """Merged into another case, the hold is as old there as it was here."""
    second_case(office)
    hold(office)
    office.clock.move(days=2)
    office.act(HEAD, "continue_hold", reason=REASON)
    before = [one.due for one in reviews(office)]
    office.act(ANALYST, "merge", to="PL1-2026-000002", reason=REASON, take_over=True)
    assert reviews(office) == []
    assert [one.due for one in reviews(office, "PL1-2026-000002")] == before
