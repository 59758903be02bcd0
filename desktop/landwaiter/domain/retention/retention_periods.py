"""How long cases are kept: the office's rule per purpose, from an event, unless a hold stops it.

There is no period in Union law that fits every office (DOMAIN 5), so there is no default one:
without a rule nothing falls due.
"""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from landwaiter.domain.cases.case import Stage
from landwaiter.i18n import N_, _


class Purpose(StrEnum):
    """What personal data are kept for."""

    ADMINISTRATIVE = "administrative"
    CRIMINAL = "criminal"
    ENTITY = "entity"


class Regime(StrEnum):
    """Which law protects the data of a case (DOMAIN 5)."""

    GDPR = "gdpr"
    """Reg. (EU) 2016/679: data under Reg. 2021/821, by its Art. 23(5) and (7)."""
    LAW_ENFORCEMENT = "2016/680"
    """Directive (EU) 2016/680: criminal tracks only."""
    MUTUAL_ASSISTANCE = "515/97"
    """Confidentiality of Reg. (EC) 515/97, for what another administration sent."""


class StartEvent(StrEnum):
    """From when a period runs."""

    CASE_ENDED = "case_ended"
    PROCEEDINGS_ENDED = "proceedings_ended"
    LAST_CASE_ENDED = "last_case_ended"


class RetentionStanding(StrEnum):
    """Where a case or an entity stands in the review before removal."""

    DUE = "due"
    ON_HOLD = "on_hold"
    RUNNING = "running"
    NOT_STARTED = "not_started"
    NO_RULE = "no_rule"
    REMOVED = "removed"


CASE_PURPOSES = (Purpose.ADMINISTRATIVE, Purpose.CRIMINAL)
ENDED_STAGES = frozenset({Stage.CLOSED, Stage.DISMISSED, Stage.MERGED})
"""Stages after which nothing more is done on a case; only such a case is ever removed."""
STARTS: dict[Purpose, tuple[StartEvent, ...]] = {
    Purpose.ADMINISTRATIVE: (StartEvent.CASE_ENDED, StartEvent.PROCEEDINGS_ENDED),
    Purpose.CRIMINAL: (StartEvent.PROCEEDINGS_ENDED, StartEvent.CASE_ENDED),
    Purpose.ENTITY: (StartEvent.LAST_CASE_ENDED,),
}
"""From what a period of a purpose may run, the usual event first."""
LONGEST_YEARS = 100


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """The office's period for one purpose, with the provision it follows."""

    purpose: Purpose
    years: int
    start: StartEvent
    source: str
    """Act and article, or the plan of the archive, that sets the period."""
    from_year_end: bool = False
    """Counted from the end of the calendar year of the event."""
    keeps_decision: bool = False
    """The signed decision stays when everything else of the case is removed."""

    def due(self, event: date) -> date:
        """The first day on which the period is over."""
        if self.from_year_end:
            return date(event.year + 1 + self.years, 1, 1)
        return _years_later(event, self.years) + timedelta(days=1)


def _years_later(day: date, years: int) -> date:
    """The same day; 29 February becomes 1 March, so that nothing is removed a day early."""
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


@dataclass(frozen=True, slots=True)
class RetentionSubject:
    """What the review asks about one case or entity."""

    purpose: Purpose
    ended: bool
    """Nothing more is done on it."""
    events: dict[StartEvent, date]
    holds: int
    """Legal holds in force."""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class RetentionVerdict:
    """Where it stands, since or until when, and why in one sentence."""

    standing: RetentionStanding
    due: date | None
    why: str


def verdict(
    kept: RetentionSubject, rules: Iterable[RetentionRule], today: date
) -> RetentionVerdict:
    """Whether the period is over; a legal hold suspends removal whatever the period."""
    if kept.removed:
        return RetentionVerdict(RetentionStanding.REMOVED, None, _("It is removed."))
    rule = next((rule for rule in rules if rule.purpose is kept.purpose), None)
    due = _due(kept, rule)
    if kept.holds:
        return RetentionVerdict(
            RetentionStanding.ON_HOLD, due, _("A legal hold suspends the removal.")
        )
    if rule is None:
        return RetentionVerdict(
            RetentionStanding.NO_RULE, None, _("The office has set no period for this purpose.")
        )
    if due is None:
        why = _(WAITED_FOR[rule.start]) if kept.ended else _("It is not closed yet.")
        return RetentionVerdict(RetentionStanding.NOT_STARTED, None, why)
    return _by_date(due, today)


def _by_date(due: date, today: date) -> RetentionVerdict:
    if due > today:
        until = _("The period runs until {day}.").format(day=due - timedelta(days=1))
        return RetentionVerdict(RetentionStanding.RUNNING, due, until)
    over = _("The period is over since {day}.").format(day=due)
    return RetentionVerdict(RetentionStanding.DUE, due, over)


WAITED_FOR: dict[StartEvent, str] = {
    StartEvent.CASE_ENDED: N_("The end of the case is not recorded."),
    StartEvent.PROCEEDINGS_ENDED: N_("The end of the proceedings is not recorded."),
    StartEvent.LAST_CASE_ENDED: N_("A case that names it is not closed yet."),
}


def _due(kept: RetentionSubject, rule: RetentionRule | None) -> date | None:
    event = kept.events.get(rule.start) if rule and kept.ended else None
    return rule.due(event) if rule and event else None
