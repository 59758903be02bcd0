"""Owners around the day of an acquisition, against the days of each link told one by one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.entities.acquisition import acquisition, owners_then
from landwaiter.domain.entities.entity import Link

AT = datetime(2026, 4, 2, tzinfo=UTC)
_DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31))


@dataclass(frozen=True)
class Row:
    """A link as the page of the target reads it."""

    link: Link
    other_name: str
    forth: bool = False


def a_link(kind: str, since: str | None, until: str | None = None) -> Link:
    return Link(
        id="l", from_id="owner", to_id="target", kind=kind, since=since, until=until,
        source="a register", grade="", author="Ana", at=AT,
    )  # fmt: skip


@given(day=_DAYS, spans=st.lists(st.tuples(_DAYS, _DAYS).map(sorted), max_size=5))
def test_exact_days_put_an_owner_on_the_sides_on_which_it_held(
    day: date, spans: list[list[date]]
) -> None:
    rows = [
        Row(a_link("owns", first.isoformat(), last.isoformat()), str(number))
        for number, (first, last) in enumerate(spans)
    ]
    deal = acquisition(a_link("acquired", day.isoformat()), "acquired", rows)
    told = {(then, one.name) for then, one in owners_then(deal)}
    sides = {"before": day - timedelta(days=1), "after": day}
    assert told == {
        (then, str(number))
        for then, on in sides.items()
        for number, (first, last) in enumerate(spans)
        if first <= on <= last
    }
    assert not any(one.doubt for _then, one in owners_then(deal))


@given(since=_DAYS)
def test_a_deal_known_by_its_year_has_its_owners_before_and_after_that_year(since: date) -> None:
    rows = [Row(a_link("owns", since.isoformat()), "owner")]
    deal = acquisition(a_link("acquired", "2020"), "", rows)
    assert [(then, one.name) for then, one in owners_then(deal)] == [("after", "owner")]


def test_other_links_and_those_it_owns_itself_are_no_owners() -> None:
    rows = [
        Row(a_link("manages", "2010"), "manager"),
        Row(a_link("owns", "2010"), "daughter", forth=True),
    ]
    deal = acquisition(a_link("acquired", "2020-05"), "", rows)
    assert (deal.before, deal.after) == ((), ())
