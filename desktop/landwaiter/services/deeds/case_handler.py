"""A deed on a case in progress, what carries it out, and the small pieces they share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.zones import local_date, zone_name
from landwaiter.domain.cases.case import Case, GoodsItem
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.flags.inputs_of_rules import Registers
from landwaiter.domain.law.periods import Calendar, edited, instant_in
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.warm.registers_read import registers_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.cases.life_cycle import calendar_edits

A = TypeVar("A")
Payload = Mapping[str, Any]
SecondedFacts = tuple[Mapping[str, Any], str]
"""What a deed rests on, and what the second person is asked."""


@dataclass(frozen=True, slots=True)
class CaseDoing(Generic[A]):
    """A deed on a case in progress: inside the unit of work, on the case as it is now."""

    session: Session
    work: UnitOfWork
    case: Case
    actor: Actor
    deed: CaseDeed[A]
    said: A
    motion_id: str | None = None
    """The motion that is carried out with it, where a second person was needed."""

    @property
    def _date(self) -> date | None:
        """The day that was given; most deeds are of now."""
        found: date | None = getattr(self.said, "date", None)
        return found

    @property
    def at(self) -> datetime:
        """When it happened: now, or noon of the day given, which may not lie ahead."""
        day, today = self._date, self.session.today()
        if day is None or day == today:
            return self.work.now
        if day > today:
            raise Invalid(
                _("This day lies ahead: only what has happened is recorded."),
                field="date",
                value=day.isoformat(),
                remedy=_("Give today or an earlier day."),
            )
        zone = ZoneInfo(zone_name(self.case.member_state))
        return datetime(day.year, day.month, day.day, 12, tzinfo=zone)

    def refuse_before(self, moment: datetime, what: str) -> None:
        """Invalid when the day given lies before something that must have come first."""
        day, first = self._date, local_date(moment, self.case.member_state)
        if day is not None and day < first:
            raise Invalid(
                _("This day lies before {first}, when {what}.").format(first=first, what=what),
                field="date",
                value=day.isoformat(),
                remedy=_("Give that day or a later one."),
            )

    def needed(self, name: str) -> str:
        """A text that may be left out elsewhere, and not with what else is said here."""
        text = str(getattr(self.said, name)).strip()
        if not text:
            raise Invalid(
                _("{act} needs “{name}”.").format(act=_(self.deed.title), name=name),
                field=name,
                remedy=_("Give it and try again."),
            )
        return text

    def item(self, number: int) -> GoodsItem:
        """The goods item with this number."""
        for item in self.case.items:
            if item.no == number:
                return item
        raise NotFound(
            _("The case has no item with this number."),
            field="item",
            value=str(number),
            remedy=_("It has the items {items}.").format(
                items=", ".join(str(item.no) for item in self.case.items) or _("none")
            ),
        )

    def calendar(self, state: str | None = None) -> Calendar:
        """The calendar of a state with the office's changes, of the case's own by default."""
        name, day = state or self.case.member_state, self.session.today()
        calendar = self.session.references.calendar(self.work.conn, name, day)
        return edited(calendar, calendar_edits(self.work.conn).get(name, ()))

    def calendar_edits(self, state: str | None = None) -> int:
        """The number of the newest change to that calendar: a clock keeps what it began on."""
        edits = calendar_edits(self.work.conn).get(state or self.case.member_state, ())
        return max((edit.number for edit in edits), default=0)

    def instant(self, given: datetime | None) -> datetime | None:
        """A time that was given; without zone it is one of the case's authorities."""
        return None if given is None else instant_in(given, self.case.member_state)

    def registers(self) -> Registers:
        """The office's registers as of the day that the case is judged by."""
        conn, day = self.work.conn, self.case.judged_as_of
        references = self.session.references
        packs = references.packs(conn, day)
        return registers_of(conn, packs, day, cache=references.registers)

    def day(self) -> date:
        """The day of the act where the case's authorities are."""
        return local_date(self.at, self.case.member_state)


def said_plainly(deed: CaseDeed[A], reference: str, given: Mapping[str, Any]) -> A:
    """What is said with a deed, from plain values as motions and scripts hold them."""
    return from_plain({"reference": reference, **given}, deed.args)


@dataclass(frozen=True, slots=True)
class CaseHandler(Generic[A]):
    """`carry_out` writes and gives the payload of the audit entry; the engine does the rest."""

    deed: CaseDeed[A]
    carry_out: Callable[[CaseDoing[A]], Payload]
    facts: Callable[[CaseDoing[A]], SecondedFacts] | None = None
    """Of one that may wait for a second person: what it rests on, refused like the deed itself."""
