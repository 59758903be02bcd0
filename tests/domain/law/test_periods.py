"""Periods of Reg. 1182/71 in every unit, and calendars that an office changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.packs import shipped

from landwaiter.domain.law.periods import (
    Calendar,
    CalendarEdit,
    DayChange,
    Period,
    PeriodUnit,
    add_hours,
    add_months,
    add_working_days,
    calendar_of,
    edited,
    instant_in,
    period_end,
    period_of,
    working_days_before,
    working_days_between,
)
from landwaiter.errors import Invalid

PL = calendar_of(shipped("calendar_PL"))
DAYS = st.dates(date(2024, 1, 10), date(2028, 9, 30))
MADE = datetime(2026, 3, 1, tzinfo=UTC)


def edit(number: int, day: date, change: DayChange = DayChange.ADD) -> CalendarEdit:
    return CalendarEdit(number, day, change, "a day", "a reason", "hanna", MADE)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("48h", Period(48, PeriodUnit.HOURS)),
        ("10wd", Period(10, PeriodUnit.WORKING_DAYS)),
        ("30 d", Period(30, PeriodUnit.CALENDAR_DAYS)),
        ("6W", Period(6, PeriodUnit.WEEKS)),
        ("3m", Period(3, PeriodUnit.MONTHS)),
    ],
)
def test_a_period_is_a_number_and_its_unit(text: str, period: Period) -> None:
    assert period_of(text) == period


@pytest.mark.parametrize("text", ["", "h", "0h", "-3d", "10", "10 years", "1.5h", "99999d"])
def test_what_is_no_period_says_how_to_write_one(text: str) -> None:
    with pytest.raises(Invalid, match="not a period") as refused:
        period_of(text)
    assert "48h" in (refused.value.remedy or "")


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        # The hour of the event is not counted.
        ("2026-03-26T10:20+01:00", 24, "2026-03-27T11:00+01:00"),
        ("2026-03-26T10:00+01:00", 24, "2026-03-27T11:00+01:00"),
        # Summer time begins on 29 March 2026: the clocks on the wall jump, the period does not.
        ("2026-03-28T10:20+01:00", 24, "2026-03-29T12:00+02:00"),
        ("2026-03-28T10:20+01:00", 48, "2026-03-30T12:00+02:00"),
        # It ends on 25 October 2026.
        ("2026-10-24T10:20+02:00", 24, "2026-10-25T10:00+01:00"),
        # Over the end of the year, and over a holiday: hours do not roll.
        ("2026-12-31T22:05+01:00", 48, "2027-01-02T23:00+01:00"),
    ],
)
def test_hours_are_counted_on_the_clock_of_the_world(start: str, hours: int, end: str) -> None:
    assert add_hours(datetime.fromisoformat(start), hours) == datetime.fromisoformat(end)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # made aware below
    st.integers(1, 500),
)
def test_a_period_in_hours_holds_that_many_whole_hours(moment: datetime, hours: int) -> None:
    start = moment.replace(tzinfo=UTC)
    end = add_hours(start, hours)
    assert end.minute == end.second == end.microsecond == 0
    assert timedelta(hours=hours) < end - start <= timedelta(hours=hours + 1)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-31", 12, "2027-01-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(day), months).isoformat() == end


@pytest.mark.parametrize(
    ("start", "period", "due"),
    [
        # New Year, Epiphany and two weekends between.
        ("2026-12-30", "5wd", "2027-01-08"),
        # A month that ends on the Saturday of a long weekend rolls to the Monday after.
        ("2026-03-03", "1m", "2026-04-03"),
        ("2026-03-04", "1m", "2026-04-07"),
        ("2026-12-25", "1w", "2027-01-04"),
        ("2026-12-02", "30d", "2027-01-04"),
    ],
)
def test_a_period_ends_on_a_working_day_also_over_the_year(
    start: str, period: str, due: str
) -> None:
    noon = instant_in(datetime.fromisoformat(f"{start}T12:00"), "PL")
    assert period_end(noon, period_of(period), PL) == (date.fromisoformat(due), None)


def test_a_period_in_hours_says_the_hour_and_the_day_there() -> None:
    start = instant_in(datetime.fromisoformat("2026-06-30T22:30"), "PL")
    due, at = period_end(start, period_of("1h"), PL)
    assert (due, at) == (date(2026, 7, 1), datetime(2026, 6, 30, 22, 0, tzinfo=UTC))


def test_a_time_without_zone_is_one_of_the_state() -> None:
    naive = datetime.fromisoformat("2026-07-01T08:00")
    assert instant_in(naive, "PL") == datetime(2026, 7, 1, 6, tzinfo=UTC)
    assert instant_in(naive.replace(tzinfo=UTC), "PL") == datetime(2026, 7, 1, 8, tzinfo=UTC)


@given(DAYS, st.integers(1, 30))
def test_working_days_forth_and_back_meet(start: date, days: int) -> None:
    end = add_working_days(start, days, PL)
    assert working_days_between(start, end, PL) == days
    assert PL.is_working_day(end)
    if PL.is_working_day(start):
        assert working_days_before(end, days, PL) == start


@given(
    st.dates(date(2024, 11, 1), date(2029, 3, 1)),
    st.integers(-40, 900),
    st.sampled_from((PL, calendar_of(shipped("calendar_DE")))),
)
def test_working_days_between_are_those_that_are_counted_one_by_one(
    start: date, days: int, calendar: Calendar
) -> None:
    def counted() -> int:
        span = range(1, days + 1)
        return sum(calendar.is_working_day(start + timedelta(days=n)) for n in span)

    try:
        expected: int | Invalid = counted()
    except Invalid as error:
        expected = error
    if isinstance(expected, int):
        assert working_days_between(start, start + timedelta(days=days), calendar) == expected
        return
    with pytest.raises(Invalid) as raised:
        working_days_between(start, start + timedelta(days=days), calendar)
    assert str(raised.value) == str(expected)


@given(DAYS, st.integers(1, 20), st.lists(DAYS, max_size=4, unique=True))
def test_an_added_holiday_never_brings_a_date_nearer(
    start: date, days: int, added: list[date]
) -> None:
    edits = [edit(number, day) for number, day in enumerate(added, start=1)]
    later = add_working_days(start, days, edited(PL, edits))
    before = add_working_days(start, days, PL)
    assert later >= before
    within = {day for day in added if start < day <= before and PL.is_working_day(day)}
    assert (later > before) == bool(within)


def test_a_regional_holiday_moves_the_date_and_names_the_edition() -> None:
    bridge = date(2026, 6, 5)
    office = edited(PL, [edit(1, bridge)])
    assert add_working_days(date(2026, 6, 3), 1, PL) == bridge
    assert add_working_days(date(2026, 6, 3), 1, office) == date(2026, 6, 8)
    assert office.edition == f"{PL.edition}, office 1"
    assert edited(PL, []).edition == PL.edition


def test_a_calendar_is_counted_up_to_the_edition_that_was_in_force() -> None:
    edits = [edit(1, date(2026, 6, 5)), edit(2, date(2026, 6, 8))]
    assert edited(PL, edits, upto=0) == PL
    assert edited(PL, edits, upto=1).is_working_day(date(2026, 6, 8))
    assert not edited(PL, edits).is_working_day(date(2026, 6, 8))


def test_the_newest_change_of_a_day_counts() -> None:
    day = date(2026, 6, 4)
    assert not PL.is_working_day(day)
    taken = edited(PL, [edit(1, day, DayChange.REMOVE)])
    assert taken.is_working_day(day)
    assert not edited(taken, [edit(2, day)]).is_working_day(day)
