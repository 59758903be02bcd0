"""Time on a link chart: what held in a period, and the years in which links begin and end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from landwaiter.domain.chart.chart_parts import Edge
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.errors import Invalid
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class ChartPeriod:
    """From one day until another, both counted; None: open on that side."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise Invalid(
                _("The period ends before it begins."),
                field="until",
                value=self.last.isoformat(),
                remedy=_("Give a day from {first} on.").format(first=self.first),
            )

    @property
    def is_open(self) -> bool:
        """No day bounds it."""
        return self.first is None and self.last is None

    @property
    def year(self) -> int | None:
        """The one year that it is, from its first day to its last."""
        first = self.first
        return first.year if first is not None and self == year_of(first.year) else None

    @property
    def says(self) -> str:
        """“2021”, “on 14 Mar 2021”, “from 14 Mar 2021 until 1 Jan 2022”, “any day”."""
        first, last = self.first, self.last
        if self.year:
            return str(self.year)
        if first and first == last:
            return _("on {day}").format(day=first)
        if first and last:
            return _("from {first} until {last}").format(first=first, last=last)
        if first:
            return _("from {first} on").format(first=first)
        return _("until {last}").format(last=last) if last else _("any day")


ANY_DAY = ChartPeriod()


def year_of(year: int) -> ChartPeriod:
    """From its first day to its last."""
    return ChartPeriod(date(year, 1, 1), date(year, 12, 31))


def held(edge: Edge, period: ChartPeriod) -> bool:
    """Whether a link held on some day of the period, as far as its days are known."""
    begins_later = edge.since is not None and period.last is not None and edge.since > period.last
    ended_before = edge.until is not None and period.first is not None and edge.until < period.first
    return not begins_later and not ended_before


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a chart can be walked through, and what changes in each."""

    first: int
    last: int
    begun: Mapping[int, int]
    """Year → links that begin in it."""
    ended: Mapping[int, int]

    def says(self, year: int) -> str:
        """“2021: 3 links begin, 1 ends”."""
        said = _("{year}: links that begin: {begun}, that end: {ended}")
        return said.format(year=year, begun=self.begun.get(year, 0), ended=self.ended.get(year, 0))


def years_of(drawn: Chart, today: date) -> Years | None:
    """From the first year that a link states to this one, or a later one that is stated; None
    where no link states a day."""
    begun = Counter(edge.since.year for edge in drawn.edges if edge.since)
    ended = Counter(edge.until.year for edge in drawn.edges if edge.until)
    stated = (*begun, *ended)
    return Years(min(stated), max(today.year, *stated), begun, ended) if stated else None
