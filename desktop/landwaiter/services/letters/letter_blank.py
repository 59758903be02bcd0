"""The values of one letter while they are gathered: texts, claims, days and rows of tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.law.periods import Calendar, PeriodUnit
from landwaiter.domain.letters.letter_fields import FIELDS
from landwaiter.domain.letters.letter_order import LetterOrder
from landwaiter.i18n import form_of, message
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.letters.letter_recipient import LetterRecipient
from landwaiter.services.letters.letter_words import deadline, letter_day, letter_instant


@dataclass(frozen=True, slots=True)
class FilledField:
    """What a letter says in one field, and who may read that."""

    path: str
    text: str
    content: Content
    day: date | None = None
    """Of a field that is a day, or an instant on it."""


@dataclass(slots=True)
class LetterBlank:
    """What the letter is of, and what is known of its fields so far."""

    view: CaseView
    order: LetterOrder
    recipient: LetterRecipient
    calendar: Calendar
    today: date
    values: dict[str, str | bool] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    """Of those fields that are days: the same as a day."""
    tables: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @property
    def state(self) -> str:
        return self.view.case.member_state

    def text(self, path: str, said: str | None) -> None:
        """A text; what the writer says of the field wins."""
        own = self.order.said.get(path) or (message(form_of(said)) if said else "")
        if own:
            self.values[path] = str(own)

    def claim(self, path: str, holds: object) -> None:
        self.values[path] = bool(holds)

    def day(self, path: str, day: date | None) -> None:
        """A day that was, or that is told as one."""
        day = self.order.day(path) or day
        if day is not None:
            self.days[path] = day
            self.values[path] = letter_day(day)

    def deadline(
        self,
        path: str,
        day: date | None,
        *,
        unit: PeriodUnit = PeriodUnit.WORKING_DAYS,
        calendar: Calendar | None = None,
        since: date | None = None,
    ) -> None:
        """The last day of a period, with how long that is: from the letter's day or another."""
        day = self.order.day(path) or day
        if day is not None:
            self.days[path] = day
            counted = calendar or self.calendar
            # In the words of the letter: what is kept of it has a language.
            self.values[path] = str(deadline(day, since or self.today, counted, unit=unit))

    def instant(self, path: str, at: datetime | None) -> None:
        if at is not None:
            self.days[path] = local_date(at, self.state)
            self.values[path] = letter_instant(at, self.state)

    def local(self, at: datetime) -> date:
        """The day of an instant in the case's state."""
        return local_date(at, self.state)

    def rows(self, block: str, rows: Iterable[Iterable[str]]) -> None:
        self.tables[block] = tuple(tuple(str(cell) for cell in row) for row in rows)

    def fields(self) -> tuple[FilledField, ...]:
        """Every text with the class of its field."""
        return tuple(
            FilledField(path, value, FIELDS[path].content, self.days.get(path))
            for path, value in self.values.items()
            if isinstance(value, str)
        )
