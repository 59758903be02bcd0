"""What was held outside office hours waits for a head, and how a head's word ends the waiting."""

from datetime import UTC, date, datetime

import pytest
from tests.services.sample_office import ANALYST, EVERYTHING, HEAD, REASON, REF, REVIEWER, Office
from tests.settings import change_settings

from landwaiter.domain.cases.case import Reply, TrackLetter
from landwaiter.domain.people.deeds import EnterAbsence
from landwaiter.domain.table.on_call import office_hours
from landwaiter.errors import Invalid
from landwaiter.services.deeds.engine import do
from landwaiter.services.people.on_call import OnCallHold, OnCallView, on_call_view
from landwaiter.services.people.today import today_view

SUNDAY = datetime(2026, 4, 12, 9, 40, tzinfo=UTC)
NIGHT = datetime(2026, 3, 30, 21, 10, tzinfo=UTC)
"""A Monday, ten past eleven in the evening in Warsaw."""
MORNING = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
HOURS = {"office.hours": "07:30-15:30"}
ACT = "Police Act s. 24"


@pytest.fixture
def hours(office: Office) -> Office:
    """The office says when somebody leads, on a Monday morning."""
    change_settings(office.session(HEAD), HOURS)
    return office


def at(office: Office, moment: datetime) -> None:
    office.clock.at = moment


def seen(office: Office, who: str = HEAD, *, every: bool = False) -> OnCallView:
    return on_call_view(office.session(who), every=every)


def only(office: Office, who: str = HEAD) -> OnCallHold:
    (hold,) = seen(office, who).holds
    return hold


def hold(office: Office, who: str = ANALYST, letter: TrackLetter | None = TrackLetter.S) -> None:
    said = {"track": letter} if letter else {}
    office.act(
        who, "hold", item=1, reason=REASON, place="Terminal 2, hall C", told="the carrier", **said
    )


@pytest.mark.parametrize(("moment", "waits"), [(MORNING, False), (NIGHT, True), (SUNDAY, True)])
def test_what_is_held_outside_office_hours_waits(
    hours: Office, moment: datetime, *, waits: bool
) -> None:
    at(hours, moment)
    hold(hours)
    view = seen(hours)
    assert (len(view.holds), view.by_day) == ((1, 0) if waits else (0, 1))
    assert len(seen(hours, every=True).holds) == 1


def test_an_office_without_hours_is_shown_every_hold(office: Office) -> None:
    hold(office)
    assert only(office).by == ANALYST
    assert seen(office).hours == ""


def test_a_hold_says_goods_reason_clock_who_when_and_where(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours)
    found = only(hours)
    assert (found.reference, found.item, found.by, found.at) == (REF, 1, ANALYST, NIGHT)
    assert (found.reason, found.told) == (REASON, "the carrier")
    assert found.where.location == "Terminal 2, hall C"
    assert found.tracks == (("S", "UCC 188, 194(1)"),)
    assert found.goods == hours.case().declaration.items[0].description  # type: ignore[union-attr]
    assert found.clock is not None


def test_continuing_it_is_a_heads_word(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours)
    keep = only(hours).keep
    assert (keep.act, keep.chosen, keep.why_not) == ("continue_hold", {"track": "S"}, "")
    hours.act(HEAD, keep.act, reason=REASON, track=TrackLetter.S)
    assert seen(hours).holds == ()


def test_goods_on_no_track_are_held_anew_on_one_with_a_basis(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours, letter=None)
    keep = only(hours).keep
    assert (keep.act, keep.demanded) == ("hold", ("track", "basis", "reason"))
    hours.act(HEAD, "hold", item=1)
    assert len(seen(hours).holds) == 1, "without a track and a reason nothing was said"
    hours.act(HEAD, "hold", item=1, track=TrackLetter.N, basis=ACT, reason=REASON)
    assert seen(hours).holds == ()


def test_another_analyst_says_nothing_for_the_head(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours)
    hours.act(REVIEWER, "hold", item=1, track=TrackLetter.N, basis=ACT, reason=REASON)
    assert only(hours).by == ANALYST


def test_a_new_hold_after_the_heads_word_waits_anew(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours)
    hours.act(HEAD, "continue_hold", reason=REASON)
    hold(hours, REVIEWER, TrackLetter.N)
    assert only(hours).by == REVIEWER


def test_a_head_does_not_confirm_the_own_hold(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours, HEAD)
    assert "another head" in only(hours).why_not
    hours.act(HEAD, "continue_hold", reason=REASON)
    assert only(hours).by == HEAD, "the own word on the own hold counts for nothing"
    assert only(hours, EVERYTHING).why_not == ""
    hours.act(EVERYTHING, "continue_hold", reason=REASON)
    assert seen(hours).holds == ()


@pytest.mark.parametrize("who", [ANALYST, REVIEWER])
def test_who_leads_nobody_sees_the_page_and_does_nothing(hours: Office, who: str) -> None:
    at(hours, NIGHT)
    hold(hours)
    found = only(hours, who)
    assert "needs the role head" in found.release.why_not
    assert "needs the role head" in found.keep.why_not


def test_a_track_ends_before_the_goods_go(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours)
    release = only(hours).release
    assert (release.act, release.chosen) == ("end_track", {"item": "1", "track": "S"})
    hours.act(HEAD, "end_track", item=1, track=TrackLetter.S, reason=REASON)
    assert only(hours).release.act == "release"
    hours.act(HEAD, "release", item=1, reason=REASON)
    waits = only(hours).motions if hours.case().items[0].status.value == "held" else ()
    assert waits or seen(hours).holds == ()


def test_a_suspension_whose_period_runs_is_made_anew(hours: Office) -> None:
    at(hours, NIGHT)
    hours.act(ANALYST, "suspend", item=1, track=TrackLetter.A, reason=REASON)
    keep = only(hours).keep
    assert (keep.act, keep.chosen) == ("suspend", {"item": "1"})
    hours.act(HEAD, "suspend", item=1, track=TrackLetter.A, reason=REASON)
    assert seen(hours).holds == ()


def test_once_the_period_ran_out_another_track_holds_the_goods(hours: Office) -> None:
    at(hours, NIGHT)
    hours.act(ANALYST, "suspend", item=1, track=TrackLetter.A, reason=REASON)
    hours.act(ANALYST, "consult", to="the authority", track=TrackLetter.A, reason=REASON)
    hours.act(ANALYST, "record_reply", outcome=Reply.NOT_ACTING, reason=REASON, track=TrackLetter.A)
    found = only(hours)
    assert (found.release.act, found.keep.act) == ("release", "stay_held")
    hours.act(HEAD, "stay_held", item=1, track=TrackLetter.N, basis=ACT, reason=REASON)
    assert seen(hours).holds == ()


def test_released_goods_wait_for_nobody(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours, letter=None)
    hours.act(ANALYST, "return_goods", item=1, reason=REASON)
    assert seen(hours, every=True).holds == ()


def test_today_counts_them_for_the_head_alone(hours: Office) -> None:
    at(hours, NIGHT)
    hold(hours)
    unit = today_view(hours.session(HEAD)).unit
    assert unit is not None
    assert unit.on_call == 1
    assert today_view(hours.session(ANALYST)).unit is None


def test_who_is_away_is_seen_beside_them(hours: Office) -> None:
    day = date(2026, 3, 30)
    do(hours.session(HEAD), EnterAbsence(day, day, person=REVIEWER, deputy=ANALYST))
    view = seen(hours)
    assert [(one.person, one.deputy) for one in view.absences] == [(REVIEWER, ANALYST)]
    assert REVIEWER not in view.present


@pytest.mark.parametrize("text", ["7:30-15:30", "15:30-07:30", "07:30", "07:30-24:00", "a day"])
def test_hours_that_are_none_are_refused(office: Office, text: str) -> None:
    assert office_hours(text) is None
    with pytest.raises(Invalid, match="no value of the setting"):
        change_settings(office.session(HEAD), {"office.hours": text})
