"""Clocks: working days by Reg. 1182/71, Art. 21(4), and the clocks of the scenarios."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.domain.packs import shipped
from tests.domain.scenarios import SCENARIOS

from landwaiter.domain.cases import clocks
from landwaiter.domain.cases.case import Reply, TrackLetter
from landwaiter.domain.law import periods
from landwaiter.errors import Invalid

WITH_CLOCK = tuple(s for s in SCENARIOS if s["expected"]["clock"])
PL = periods.calendar_of(shipped("calendar_PL"))


def scenario_calendar(clock: dict[str, Any]) -> periods.Calendar:
    days = frozenset(date.fromisoformat(day) for day in clock["holidays"])
    return periods.Calendar(clock["holiday_calendar"], "scenario", days, 2026, 2026)


@pytest.mark.parametrize("scenario", WITH_CLOCK, ids=lambda s: s["id"])
@pytest.mark.parametrize("own", [True, False], ids=["its holidays", "shipped calendar"])
def test_a_scenario_clock_has_its_dates(scenario: dict[str, Any], own: bool) -> None:
    expected = scenario["expected"]["clock"]
    state = expected["holiday_calendar"]
    shipped_calendar = periods.calendar_of(shipped(f"calendar_{state}"))
    calendar = scenario_calendar(expected) if own else shipped_calendar
    start = date.fromisoformat(expected["start_event"])
    clock = clocks.art_21_4(
        TrackLetter(expected["track"]), consulted=start, suspended=start, calendar=calendar
    )
    assert clock is not None
    assert clock.due.isoformat() == expected["due_10_working_days"]
    assert clock.cap is not None
    assert clock.cap.isoformat() == expected["cap_30_working_days"]
    assert (clock.unit, clock.calendar) == ("working_days", state)
    assert clock.warnings == ()


@pytest.mark.parametrize(
    ("sent", "statutory", "state", "due"),
    [
        ("2026-03-30", "2026-04-14", "PL", "2026-04-09"),
        ("2026-04-08", None, "DE", "2026-04-22"),
        ("2026-07-07", "2026-07-22", "BE", "2026-07-16"),
        ("2026-10-06", None, "ES", "2026-10-21"),
        ("2026-08-11", None, "PL", "2026-08-25"),
    ],
)
def test_an_information_request_of_the_scenarios_is_due(
    sent: str, statutory: str | None, state: str, due: str
) -> None:
    request = clocks.information_request_due(
        date.fromisoformat(sent),
        periods.calendar_of(shipped(f"calendar_{state}")),
        statutory_due=date.fromisoformat(statutory) if statutory else None,
    )
    assert (request.due.isoformat(), request.warning) == (due, "")


def test_a_request_that_leaves_no_time_warns() -> None:
    request = clocks.information_request_due(date(2026, 4, 9), PL, statutory_due=date(2026, 4, 14))
    assert request.due == date(2026, 4, 9)
    assert "no time" in request.warning


@pytest.mark.parametrize("letter", ["L", "S", "N"])
def test_a_track_without_legal_clock_has_none(letter: str) -> None:
    track = TrackLetter(letter)
    assert clocks.art_21_4(track, consulted=date(2026, 3, 30), calendar=PL) is None
    assert "no Art. 21(4) clock" in str(clocks.no_clock_reason(track, (), {}))


@pytest.mark.parametrize(
    ("country", "policy", "runs"),
    [
        ("CN", {}, False),
        ("CN", {"china_arms_embargo_triggers_art4": False}, False),
        ("CN", {"hong_kong_arms_embargo_triggers_art4": True}, False),
        ("CN", {"china_arms_embargo_triggers_art4": True}, True),
        ("HK", {"hong_kong_arms_embargo_triggers_art4": None}, False),
        ("HK", {"hong_kong_arms_embargo_triggers_art4": True}, True),
        ("SY", {}, True),
        ("IQ", {"iq_arms_embargo_triggers_art4": None}, False),
        ("IQ", {"iq_arms_embargo_triggers_art4": True}, True),
        ("MM", {"mm_arms_embargo_by_law": True}, True),
    ],
)
def test_track_b_runs_where_the_embargo_counts_by_law_or_policy(
    country: str, policy: dict[str, bool | None], runs: bool
) -> None:
    clock = clocks.art_21_4(
        TrackLetter.B,
        consulted=date(2026, 3, 30),
        calendar=PL,
        countries=(country,),
        policy=policy,
    )
    assert (clock is not None) is runs


def test_track_a_runs_for_china_whatever_the_policy() -> None:
    clock = clocks.art_21_4(
        TrackLetter.A, consulted=date(2026, 3, 30), calendar=PL, countries=("CN",), policy={}
    )
    assert clock is not None


def test_a_later_consultation_keeps_both_dates_and_warns() -> None:
    clock = clocks.art_21_4(
        TrackLetter.A, consulted=date(2026, 3, 31), suspended=date(2026, 3, 30), calendar=PL
    )
    assert clock is not None
    assert (clock.due, clock.safe_hold) == (date(2026, 4, 15), date(2026, 4, 14))
    assert "14 Apr 2026" in clock.warnings[0]


def running() -> clocks.Clock:
    clock = clocks.art_21_4(TrackLetter.A, consulted=date(2026, 7, 7), calendar=PL)
    assert clock is not None
    return clock


def test_an_extension_moves_the_due_date_to_the_cap() -> None:
    extended = clocks.after_reply(running(), Reply.ASKS_EXTENSION, date(2026, 7, 15))
    assert (extended.due, extended.extended, extended.ended) == (running().cap, True, None)


@pytest.mark.parametrize("reply", [Reply.MAINTAINED, Reply.NOT_ACTING, Reply.ACTS])
def test_any_other_reply_ends_the_clock(reply: Reply) -> None:
    ended = clocks.after_reply(running(), reply, date(2026, 7, 15))
    assert (ended.ended, ended.reason) == (date(2026, 7, 15), reply.value)


def test_an_ended_clock_cannot_be_extended() -> None:
    ended = clocks.end(running(), date(2026, 7, 15), reason="maintained")
    with pytest.raises(Invalid, match="cannot be extended"):
        clocks.extend(ended, reason="late")


def test_a_date_outside_the_calendar_is_refused() -> None:
    with pytest.raises(Invalid, match="does not cover"):
        periods.add_working_days(date(2028, 12, 29), 5, PL)


def test_a_period_in_days_rolls_to_the_next_working_day() -> None:
    assert periods.add_calendar_days(date(2026, 3, 4), 30, PL) == date(2026, 4, 3)
    assert periods.add_calendar_days(date(2026, 3, 5), 30, PL) == date(2026, 4, 7)


def test_a_short_period_holds_two_working_days() -> None:
    """Friday plus two days ends on Sunday; only Monday and Tuesday are working days."""
    assert periods.add_calendar_days(date(2026, 3, 6), 2, PL) == date(2026, 3, 10)


def test_working_days_count_the_last_and_not_the_first() -> None:
    assert periods.working_days_between(date(2026, 3, 30), date(2026, 4, 14), PL) == 10
    assert periods.working_days_between(date(2026, 4, 14), date(2026, 3, 30), PL) == 0
    assert periods.working_days_before(date(2026, 4, 14), 10, PL) == date(2026, 3, 30)


def test_a_hearing_is_a_period_in_calendar_days() -> None:
    thirty = periods.period_of(f"{clocks.HEARING_CALENDAR_DAYS}d")
    served = datetime(2026, 3, 5, 12, tzinfo=UTC)
    assert periods.period_end(served, thirty, PL) == (date(2026, 4, 7), None)


def test_an_internal_target_binds_in_working_days() -> None:
    clock = clocks.internal_clock("triage", date(2026, 3, 27), 1, PL)
    assert (clock.due, clock.kind) == (date(2026, 3, 30), "triage")


def test_the_exporter_keeps_records_five_years_from_the_end_of_the_year() -> None:
    assert clocks.record_duty_until(2026) == date(2031, 12, 31)
