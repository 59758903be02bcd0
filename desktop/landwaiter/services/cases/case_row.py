"""A case as one line of the list, with the clock that presses most."""

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
    law: ClockRow | None = None
    """The legal clock due first, also where an own target is due before it."""
    codes: tuple[str, ...] = ()
    """Commodity codes of its items, each once."""
    value: int | None = None
    """Of its goods as declared, in whole units; None: not stated, or in several currencies."""
    currency: str | None = None
    pending: str | None = None
    """State of the proposal that waits: `proposed`, or `countersign` for a head."""
    returned_to: str | None = None
    """Author of the proposal that was returned and is to be reworked."""
