"""What is a person's own to do today: held, acted on for others, and given to a deputy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from landwaiter.domain.cases.duty import Absence, Delegation, absence_of, acting_on, deputy_of
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.listed_cases import case_rows
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list, queue

QUEUE = 200


@dataclass(frozen=True, slots=True)
class Queue:
    """In each what ran out by law first, then the shortest clock; without a clock last."""

    own: tuple[CaseRow, ...]
    """On which this person acts: held, or as a deputy; each says so in its remark."""
    delegated: tuple[CaseRow, ...]
    """Held, but somebody else acts on them today."""
    absent: tuple[Absence, ...]
    """Everybody who is away today."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Who is away and what is delegated, on one snapshot."""

    day: date
    absences: Sequence[Absence]
    given: dict[str, Delegation]

    def acting(self, row: CaseRow) -> str | None:
        return acting_on(row.assignee, self.given.get(row.id), self.absences, self.day)


def queue_of(session: Session, conn: Reader, person: str) -> Queue:
    """The queue of a person; a case delegated or of an absent holder is its deputy's."""
    day = session.today()
    unit = _Unit(
        day,
        queue.standing_absences(conn, since=day),
        queue.delegations(conn, day),
    )
    held = _rows(session, conn, case_list.CaseFilter(stages=OPEN_STAGES, assignee=person))
    others = _for_others(session, conn, unit, person)
    # Whoever is away still has what nobody took over.
    mine = [row for row in held if unit.acting(row) in {person, None}]
    notes = queue.newest_notes(conn, [row.id for row in mine])
    own = [*(_noted(row, person, notes) for row in mine), *others]
    grounds = queue.ground_titles(conn, [row.id for row in own])
    return Queue(
        own=_by_clock(_grounded(row, grounds.get(row.id, ())) for row in own),
        delegated=_by_clock(
            replace(row, remark=_given(row, unit))
            for row in held
            if unit.acting(row) not in {person, None}
        ),
        absent=tuple(absence for absence in unit.absences if absence.covers(day)),
    )


def open_cases(
    session: Session, conn: Reader, wanted: case_list.CaseFilter, *, limit: int = QUEUE
) -> list[CaseRow]:
    """Cases by their clock, shortest first; those without a clock come last."""
    rows, _cursor = case_list.page(conn, wanted, sort="due", descending=False, limit=limit)
    return sorted(case_rows(session, conn, rows), key=lambda row: row.clock is None)


def _rows(session: Session, conn: Reader, wanted: case_list.CaseFilter) -> tuple[CaseRow, ...]:
    rows, _cursor = case_list.page(conn, wanted, sort="due", descending=False, limit=QUEUE)
    return case_rows(session, conn, rows)


def _for_others(session: Session, conn: Reader, unit: _Unit, person: str) -> list[CaseRow]:
    """Cases of somebody else on which this person acts today."""
    ids = tuple(case_id for case_id, given in unit.given.items() if given.deputy == person)
    filters = [case_list.CaseFilter(stages=OPEN_STAGES, ids=ids)] if ids else []
    filters += [
        case_list.CaseFilter(stages=OPEN_STAGES, assignee=absence.person)
        for absence in unit.absences
        if absence.covers(unit.day) and deputy_of(unit.absences, absence.person, unit.day) == person
    ]
    found = {row.id: row for wanted in filters for row in _rows(session, conn, wanted)}
    return [
        replace(row, remark=_stands_in(row, unit))
        for row in found.values()
        if unit.acting(row) == person and row.assignee != person
    ]


def _by_clock(rows: Iterable[CaseRow]) -> tuple[CaseRow, ...]:
    return tuple(sorted(rows, key=_pressing_first))


def _pressing_first(row: CaseRow) -> tuple[bool, bool, date]:
    """What ran out by law, then by the last day; without a clock last."""
    clock = row.clock
    if clock is None:
        return True, True, date.max
    return False, not (clock.legal and clock.ran_out), clock.due


def _noted(row: CaseRow, person: str, notes: dict[str, tuple[str, str]]) -> CaseRow:
    author, note = notes.get(row.id, ("", ""))
    if not note or author == person:
        return row
    return replace(row, remark=_("{author}: {note}").format(author=author, note=note))


def _grounded(row: CaseRow, titles: Sequence[str]) -> CaseRow:
    """With what it rests on from the background; other background is not told here."""
    if not titles:
        return row
    said = _("Ground: {titles}").format(titles="; ".join(titles))
    remark = _("{remark}. {ground}").format(remark=row.remark, ground=said) if row.remark else said
    return replace(row, remark=remark)


def _given(row: CaseRow, unit: _Unit) -> str:
    given = unit.given.get(row.id)
    acting = unit.acting(row)
    until = given.until if given and given.deputy == acting else _back(row, unit)
    return _("{deputy} acts until {day}").format(deputy=acting, day=shown_date(until))


def _stands_in(row: CaseRow, unit: _Unit) -> str:
    given = unit.given.get(row.id)
    if given is None:
        said = _("For {holder}, absent until {day}")
        return said.format(holder=row.assignee, day=shown_date(_back(row, unit)))
    said = _("For {holder} until {day}").format(holder=row.assignee, day=shown_date(given.until))
    return f"{said}: {given.note}" if given.note else said


def _back(row: CaseRow, unit: _Unit) -> date | None:
    away = absence_of(unit.absences, row.assignee or "", unit.day)
    return away.last_day if away else None
