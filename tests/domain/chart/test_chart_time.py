"""Time on a chart: what held in a period, the years there are, what is no period."""

from datetime import date

import pytest

from landwaiter.domain.chart.chart_parts import Edge
from landwaiter.domain.chart.chart_time import ANY_DAY, ChartPeriod, held, year_of, years_of
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.errors import Invalid


def a_link(since: date | None = None, until: date | None = None) -> Edge:
    return Edge("a", "b", "owns", "51 %", "register", since, until)


def test_a_link_holds_in_a_period_that_it_shares_a_day_with() -> None:
    link = a_link(date(2020, 6, 1), date(2021, 6, 30))
    touching = (
        ChartPeriod(last=date(2020, 6, 1)),
        ChartPeriod(date(2021, 6, 30)),
        year_of(2021),
        ANY_DAY,
    )
    outside = (ChartPeriod(last=date(2020, 5, 31)), ChartPeriod(date(2021, 7, 1)), year_of(2019))
    assert [held(link, one) for one in touching] == [True] * 4
    assert [held(link, one) for one in outside] == [False] * 3
    assert held(a_link(), year_of(1900))


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        ChartPeriod(date(2021, 1, 2), date(2021, 1, 1))
    assert (caught.value.field, caught.value.value) == ("until", "2021-01-01")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (ANY_DAY, "any day"),
        (year_of(2021), "2021"),
        (ChartPeriod(date(2021, 3, 14), date(2021, 3, 14)), "on 14 Mar 2021"),
        (ChartPeriod(date(2021, 3, 14), date(2022, 1, 1)), "from 14 Mar 2021 until 1 Jan 2022"),
        (ChartPeriod(date(2021, 3, 14)), "from 14 Mar 2021 on"),
        (ChartPeriod(last=date(2021, 3, 14)), "until 14 Mar 2021"),
    ],
)
def test_a_period_is_told_in_words(period: ChartPeriod, words: str) -> None:
    assert period.says == words
    assert period.year == (2021 if words == "2021" else None)


def test_the_years_reach_from_the_first_that_is_stated_to_this_one() -> None:
    links = (a_link(date(2019, 5, 1), date(2021, 5, 1)), a_link(date(2019, 7, 1)), a_link())
    years = years_of(Chart((), links), date(2026, 3, 30))
    assert years is not None
    assert (years.first, years.last) == (2019, 2026)
    assert years.says(2019) == "2019: links that begin: 2, that end: 0"
    assert years.says(2021) == "2021: links that begin: 0, that end: 1"
    assert years_of(Chart((), (a_link(),)), date(2026, 3, 30)) is None


def test_a_day_to_come_makes_the_years_longer() -> None:
    years = years_of(Chart((), (a_link(until=date(2030, 1, 1)),)), date(2026, 3, 30))
    assert years is not None
    assert (years.first, years.last) == (2030, 2030)
