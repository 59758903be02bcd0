"""Who is on duty, who stands in for whom, and who may hand a case on.

Days are those of the office's Member State, first and last included. A person is named by the
user name, as in `Case.assignee`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.i18n import _

LONGEST_ABSENCE = 400
"""Days: a longer one is a mistake in the year."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """The holder's case done by a deputy up to and on `until`; then it is back by itself."""

    id: str
    holder: str
    deputy: str
    until: date
    note: str
    author: str
    at: datetime

    def in_force(self, day: date) -> bool:
        return day <= self.until


@dataclass(frozen=True, slots=True)
class Absence:
    """A person away from `first_day` to `last_day`, and who deputises."""

    id: str
    user_id: str
    person: str
    first_day: date
    last_day: date
    deputy: str | None
    note: str
    author: str
    at: datetime

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def meets(self, first: date, last: date) -> bool:
        """True when the two spans share a day."""
        return self.first_day <= last and first <= self.last_day


def absent(absences: Iterable[Absence], day: date) -> frozenset[str]:
    """Who is away on the day."""
    return frozenset(absence.person for absence in absences if absence.covers(day))


def absence_of(absences: Iterable[Absence], person: str, day: date) -> Absence | None:
    """The absence of a person that covers the day."""
    return next((a for a in absences if a.person == person and a.covers(day)), None)


def deputy_of(absences: Iterable[Absence], person: str, day: date) -> str | None:
    """Who stands in for an absent person; one step only: a deputy's deputy accepted nothing.

    None when the person is there, named nobody, or the deputy is away too.
    """
    known = tuple(absences)
    found = absence_of(known, person, day)
    if found is None or found.deputy is None or found.deputy in absent(known, day):
        return None
    return found.deputy


def acting_on(
    holder: str | None, delegation: Delegation | None, absences: Iterable[Absence], day: date
) -> str | None:
    """Who acts on a case today: the deputy of a delegation, of an absence, else the holder.

    None: nobody holds it, or everybody it belongs to is away.
    """
    known = tuple(absences)
    away = absent(known, day)
    if delegation is not None and delegation.in_force(day) and delegation.deputy not in away:
        return delegation.deputy
    if holder is None or holder not in away:
        return holder
    return deputy_of(known, holder, day)


@dataclass(frozen=True, slots=True)
class CaseHolding:
    """What the rules of handing on look at."""

    holder: str | None
    delegation: Delegation | None
    actor: Actor

    @property
    def is_for_actor(self) -> bool:
        """The person holds the case, or leads the unit."""
        return self.holder == self.actor.name or self.actor.has(UserRole.HEAD)


@dataclass(frozen=True, slots=True)
class HandingRule:
    """An act is refused when `refuses` says so, for the reason `why`."""

    refuses: Callable[[CaseHolding], bool]
    why: str


NOBODY = HandingRule(lambda held: held.holder is None, "nobody has the case yet.")
NOT_YOURS = HandingRule(
    lambda held: held.holder is not None and not held.is_for_actor,
    "only who has the case, {holder}, or a head hands it on.",
)
NOT_DELEGATED = HandingRule(lambda held: held.delegation is None, "the case is not delegated.")
"""A deputy acts on the case and hands nothing on; whoever works may take a case, in the open."""


def why_not_handed(rules: Iterable[HandingRule], held: CaseHolding) -> str:
    """Empty when a deed of handing on is allowed to this person, else the reason."""
    for rule in rules:
        if rule.refuses(held):
            return _(rule.why).format(holder=held.holder or "")
    return ""
