"""A case as one line of the list, with the clock that presses most; what is asked of the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.goods.strongest_candidate import StrongestCandidate


@dataclass(frozen=True, slots=True)
class ClockRow:
    """The clock that presses most on a case; `legal` clocks alone take colour."""

    legal: bool
    label: str
    """“A · Art. 21(4)”, or “own target, triage”."""
    countdown: Countdown
    days_total: int
    """Working days of the clock's calendar from its start to its last day."""
    says: str
    """“3 working days left”, “ran out yesterday”."""
    readings: tuple[str, ...] = ()
    """Other dates where the law can be read in two ways, as sentences."""

    @property
    def due(self) -> date:
        return self.countdown.due

    @property
    def ran_out(self) -> bool:
        return self.countdown.ran_out

    @property
    def days_used(self) -> int:
        """Working days gone, all of them once it ran out."""
        if self.ran_out:
            return self.days_total
        return max(0, self.days_total - self.countdown.working_days)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list of cases."""

    id: str
    reference: str
    kind: str
    stage: str
    title: str
    exporter: str | None
    consignee: str | None
    end_user: str | None
    destination: str | None
    goods: Mapping[str, int]
    """Goods status → number of items; empty for a case without goods."""
    tracks: tuple[str, ...]
    clock: ClockRow | None
    flags: Mapping[Severity, int]
    candidate: StrongestCandidate | None
    """The strongest candidate of the control lists; None: there is none."""
    not_evaluated: int
    hits_open: int
    assignee: str | None
    author: str | None
    """Author of the proposal that waits for a second person."""
    received: date
    next_step: str
    """One sentence: what presses or what to do next."""
    remark: str = ""
    """Why it is in this queue: for whom a deputy acts, or who handed it over with which note."""


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Filter and order of the list of cases; None and empty mean any."""

    text: str = ""
    """Words, MRN or reference; `to:CN`, `flag:RF-P05`, `candidate:1C350`, `stage:triage`,
    `tag:lathes` narrow."""
    stage: str | None = None
    kind: str | None = None
    destination: str | None = None
    flag: str | None = None
    candidate: str | None = None
    """Head of the strongest candidate, such as 1C350, or `unauthorised`."""
    assignee: str | None = None
    tag: str | None = None
    """Name of a tag of the office."""
    sort: str = "received"
    """reference, title, exporter, end_user, destination, stage, due, assignee, candidate or
    received."""
    descending: bool = True
