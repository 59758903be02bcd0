"""Which edition of a pack counts on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.packs import inline

from landwaiter.domain.law.pack import Pack, Stretch, editions_in_force, timeline

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))
DAY = timedelta(days=1)


def an_edition(name: str, first: date | None = None, last: date | None = None) -> Pack:
    pack = inline("annex", "control_list", {"code": name})
    return replace(pack, edition=name, valid_from=first, valid_to=last)


def counting(editions: tuple[Pack, ...], on: date) -> str | None:
    found = editions_in_force(editions, on).get("annex")
    return found.edition if found else None


def test_the_edition_whose_validity_holds_the_day_counts() -> None:
    editions = (an_edition("old", JAN, FEB - DAY), an_edition("new", FEB))
    assert counting(editions, FEB - DAY) == "old"
    assert counting(editions, FEB) == "new"


def test_where_validities_overlap_the_edition_imported_last_counts() -> None:
    editions = (an_edition("first", JAN, MAR), an_edition("second", FEB, APR))
    assert [counting(editions, day) for day in (JAN, FEB, MAR, APR)] == [
        "first",
        "second",
        "second",
        "second",
    ]
    assert counting(editions[::-1], FEB) == "first"


def test_in_a_gap_no_edition_counts() -> None:
    editions = (an_edition("old", JAN, FEB - DAY), an_edition("new", MAR))
    assert counting(editions, FEB) is None
    assert timeline(editions) == (
        Stretch(None, JAN - DAY, None),
        Stretch(JAN, FEB - DAY, "old"),
        Stretch(FEB, MAR - DAY, None),
        Stretch(MAR, None, "new"),
    )


def test_an_edition_without_dates_is_valid_on_every_day() -> None:
    assert counting((an_edition("plain"),), date.min) == "plain"
    assert counting((an_edition("plain"),), date.max) == "plain"
    assert timeline((an_edition("plain"),)) == (Stretch(None, None, "plain"),)


def test_an_undated_edition_imported_last_takes_the_place_of_dated_ones() -> None:
    editions = (an_edition("dated", JAN), an_edition("plain"))
    assert counting(editions, FEB) == "plain"
    assert timeline(editions) == (
        Stretch(None, JAN - DAY, "plain"),
        Stretch(JAN, None, "plain", ("dated",)),
    )


def test_an_edition_imported_late_for_days_that_are_past_counts_on_them() -> None:
    editions = (an_edition("now", MAR), an_edition("past", JAN, FEB))
    assert counting(editions, JAN) == "past"
    assert counting(editions, MAR) == "now"


@pytest.mark.parametrize("day", [JAN, FEB])
def test_first_and_last_day_are_days_of_validity(day: date) -> None:
    assert an_edition("one", JAN, FEB).in_force(day)
    assert not an_edition("one", JAN, FEB).in_force(JAN - DAY)
    assert not an_edition("one", JAN, FEB).in_force(FEB + DAY)


DAYS = st.dates(JAN, APR)
ENDS = st.one_of(st.none(), DAYS)


@given(st.lists(st.tuples(ENDS, ENDS), max_size=4), DAYS)
def test_the_timeline_says_of_each_day_what_counts_on_it(
    spans: list[tuple[date | None, date | None]], day: date
) -> None:
    editions = tuple(an_edition(str(no), *span) for no, span in enumerate(spans))
    (stretch,) = [
        one
        for one in timeline(editions)
        if (one.first is None or one.first <= day) and (one.last is None or day <= one.last)
    ]
    assert stretch.edition == counting(editions, day)
