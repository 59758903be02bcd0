"""What the casebook held at a cut-off, as statistics count it: nothing recorded later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from landwaiter.domain.intake.declaration import Money
from landwaiter.domain.statistics.stated_figures import ListedFigure, StatedFigure
from landwaiter.errors import Invalid
from landwaiter.i18n import Words, _


@dataclass(frozen=True, slots=True)
class StatisticPeriod:
    """Days of the office, both included, and the instant after which nothing is counted."""

    first: date
    last: date
    cut_off: datetime
    """Until when what was recorded is counted."""
    closed: date
    """The day with whose end it is cut off."""
    provisional: bool
    """The cut-off is still to come."""

    @property
    def year(self) -> int | None:
        """The calendar year that it is; None where it is another period."""
        year = self.first.year
        is_whole = (self.first, self.last) == (date(year, 1, 1), date(year, 12, 31))
        return year if is_whole else None

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def checked_days(first: date, last: date, cut_off: date) -> None:
    """Invalid where a period ends before it begins, or is cut off before its last day is over."""
    if first > last:
        raise Invalid(
            _("The period ends before it begins."),
            field="from",
            value=first.isoformat(),
            remedy=_("Give a first day that is not after {day}.").format(day=last),
        )
    if cut_off < last:
        raise Invalid(
            _("The cut-off lies before the end of the period."),
            field="cut-off",
            value=cut_off.isoformat(),
            remedy=_("Give a day that is not before {day}.").format(day=last),
        )


def day_after(day: date) -> date:
    return day + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CountedItem:
    """A goods item that the case answers for, as it stood at the cut-off."""

    reference: str
    no: int
    received: date
    """Day on which the case was received."""
    status: str
    hs6: str = ""
    destination: str = ""
    """ISO 3166-1 alpha-2; empty: not declared."""
    value: Money | None = None
    mass_kg: Decimal | None = None
    entries: tuple[str, ...] = ()
    """Control entries that a person confirmed."""
    outcome: str = ""
    """Of the approved decision that stood; empty: none."""
    decided: date | None = None
    tier: str = ""
    """Of the common high priority list in force on the day of receipt; empty: on none."""
    surveillance: bool = False
    """A confirmed entry is one of cyber-surveillance."""
    missing: tuple[str, ...] = ()
    """Names of facts that the declaration leaves out."""

    @property
    def id(self) -> str:
        return f"{self.reference}/{self.no}"


@dataclass(frozen=True, slots=True)
class ItemHold:
    """One item on one track."""

    item: CountedItem
    letter: str
    basis: Words
    opened: date
    ended: date | None
    """None: still held at the cut-off."""
    ran_out: bool
    """Its period of law passed and no reply had come."""


@dataclass(frozen=True, slots=True)
class CountedCase:
    reference: str
    received: date
    source: str
    mrn: str
    """Of the newest version of its declaration; empty: it has none."""
    same: bool
    """A hit was judged to be the same."""
    substantiated: bool
    """A flag was found substantiated."""
    entered: datetime
    """When the case was opened here."""


@dataclass(frozen=True, slots=True)
class CountedReferral:
    reference: str
    no: int
    """In the case, from 1 in the order of sending."""
    authority: str
    """As the office's list names it; empty: the list does not."""
    sent: date
    reply: str
    """Term of the reply; empty: answered in other words, or not at all."""
    answered: date | None
    days: int | None
    """Working days to the reply."""
    expired: bool

    @property
    def id(self) -> str:
        return f"{self.reference}/R{self.no}"


@dataclass(frozen=True, slots=True)
class CountedFlag:
    """A rule that was raised on a case."""

    reference: str
    received: date
    rule: str
    review: str
    """open, substantiated, dismissed."""
    reviewed: date | None


@dataclass(frozen=True, slots=True)
class UnevaluatedRule:
    reference: str
    received: date
    rule: str


class ListGap(StrEnum):
    """What was wanting in the watch lists that a case was screened against."""

    TOO_OLD = "too_old"
    """The newest edition of one of them was older than its limit on the day of the evaluation."""
    NO_LIMIT = "no_limit"
    """For one of them no limit is recorded that counted on that day."""
    NOT_RECORDED = "not_recorded"
    """No evaluation is recorded that says which lists there were."""


@dataclass(frozen=True, slots=True)
class CountedListGap:
    reference: str
    received: date
    gap: ListGap


@dataclass(frozen=True, slots=True)
class CountedFinding:
    """A final infringement of the register."""

    id: str
    day: date
    final: bool


@dataclass(frozen=True, slots=True)
class ExportSum:
    """Items of the trade store to one destination, added up."""

    destination: str
    """ISO 3166-1 alpha-2; empty: not declared."""
    items: int
    valued: int
    """Items that state a value in euro."""
    cents: int
    weighed: int
    """Items that state a net mass."""
    grams: int


@dataclass(frozen=True, slots=True)
class StatisticRows:
    """Everything as of one cut-off."""

    cases: tuple[CountedCase, ...] = ()
    items: tuple[CountedItem, ...] = ()
    holds: tuple[ItemHold, ...] = ()
    referrals: tuple[CountedReferral, ...] = ()
    flags: tuple[CountedFlag, ...] = ()
    unevaluated: tuple[UnevaluatedRule, ...] = ()
    list_gaps: tuple[CountedListGap, ...] = ()
    findings: tuple[CountedFinding, ...] | None = None
    """None: the register is not loaded."""
    stated: Mapping[tuple[str, int], StatedFigure] = field(default_factory=dict)
    """By code and year: what the office says of itself, whatever the cut-off, as it is said of a
    year that is over."""
    listed: tuple[ListedFigure, ...] = ()
    """The office's own list of figures."""
    exports: tuple[ExportSum, ...] = ()
    """What the trade store holds of the period, whatever the cut-off."""
    has_tiers: bool = True
    """The common high priority list is here."""
    has_surveillance: bool = True
    """The entries of cyber-surveillance are known."""
    days_held: Mapping[tuple[date, date], int] = field(default_factory=dict)
    """First and last day → working days between them, of every hold."""


def ids_of_cases(ids: tuple[str, ...]) -> Iterator[str]:
    """The cases of what a cell counts, each once."""
    yield from dict.fromkeys(one.partition("/")[0] for one in ids)
