"""What a head sees of the unit on the first screen: what ran out, who has what, what to see to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from landwaiter.domain.cases.duty import Absence, absence_of
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.i18n import _
from landwaiter.services.audit import anchoring
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.listed_cases import case_rows
from landwaiter.services.people.duty import PersonLoad, read_duty
from landwaiter.services.people.on_call import count_on_call
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list

AHEAD = timedelta(days=21)
MOST = 200
"""Cases of the unit that are read; what ran out by law stands before them."""


@dataclass(frozen=True, slots=True)
class UnitToday:
    """Everybody's work, from one snapshot."""

    ran_out: tuple[CaseRow, ...]
    """Open cases whose clock of law has run out, whoever has them."""
    due: tuple[CaseRow, ...]
    """Open cases with a clock that ends in the next weeks."""
    loads: tuple[PersonLoad, ...]
    unheld: PersonLoad
    absences: tuple[Absence, ...]
    warnings: tuple[str, ...]
    """Who is away without anybody to stand in, and where calendar and roles differ."""
    cautions: tuple[str, ...]
    """What the office should see to while work goes on."""
    on_call: int = 0
    """Holds made outside office hours that wait for this head."""

    @property
    def cases(self) -> int:
        return sum(load.cases for load in (*self.loads, self.unheld))

    def away_on(self, day: date) -> tuple[str, ...]:
        """Who is away on a day."""
        return tuple(one.person for one in self.absences if one.covers(day))

    def presence_said(self, person: str | None, day: date) -> str:
        """Whether who has a case is here, and who stands in where not."""
        if person is None:
            return _("nobody has it")
        found = absence_of(self.absences, person, day)
        if found is not None:
            return _("away until {day}, {deputy} deputises").format(
                day=shown_date(found.last_day), deputy=found.deputy or _("nobody")
            )
        return _("here today")

    def absence_said(self, person: str, day: date) -> str:
        """Of somebody's load: away now or soon, and who may stand in; empty for who is here."""
        known = (one for one in self.absences if one.person == person and one.last_day >= day)
        found = min(known, key=lambda one: one.first_day, default=None)
        if found is None:
            return ""
        if found.covers(day):
            return self.presence_said(person, day)
        return _("away from {day}, {deputy} deputises").format(
            day=shown_date(found.first_day), deputy=found.deputy or _("nobody")
        )


def unit_today(session: Session, conn: Reader, day: date) -> UnitToday:
    """The unit as it stands now."""
    duty = read_duty(session, conn)
    late = case_list.CaseFilter(stages=OPEN_STAGES, ran_out_at=session.now())
    soon = case_list.CaseFilter(stages=OPEN_STAGES, due_by=day + AHEAD)
    return UnitToday(
        ran_out=_rows(session, conn, late),
        due=_rows(session, conn, soon),
        loads=duty.loads,
        unheld=duty.unheld,
        absences=duty.absences,
        warnings=duty.warnings,
        cautions=tuple(_cautions(session, conn)),
        on_call=count_on_call(session, conn),
    )


def _rows(session: Session, conn: Reader, wanted: case_list.CaseFilter) -> tuple[CaseRow, ...]:
    rows, _cursor = case_list.page(conn, wanted, sort="due", descending=False, limit=MOST)
    return case_rows(session, conn, rows)


def _cautions(session: Session, conn: Reader) -> Iterator[str]:
    yield from (caution.text for caution in anchoring.caution(session, conn))
    if anchoring.is_due(session, conn):
        yield _("An anchor of the audit chain is due.")
