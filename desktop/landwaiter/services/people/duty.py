"""The absence calendar, who deputises, the load of each person, and the duty view of the head."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases import duty
from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.duty import Absence, absence_of, acting_on
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.domain.deeds.shape import APPROVERS, WORKERS
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.listed_cases import case_rows
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list, queue
from landwaiter.storage.people import deputies
from landwaiter.trust.registry import Registry

_MOST = 500
"""Cases due today that are shown; an office with more has another trouble."""


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """What one person has on the desk."""

    person: str
    roles: tuple[str, ...]
    stages: Mapping[str, int]
    legal: int
    """Running clocks of law."""
    overdue: int
    second_look: int
    """Proposals of others that this person could review."""
    absent_until: date | None
    deputy: str | None
    acting_for: tuple[str, ...] = ()
    """Absent people whom this person deputises today."""

    @property
    def cases(self) -> int:
        return sum(self.stages.values())


@dataclass(frozen=True, slots=True)
class DutyView:
    """Who is here, who deputises, what is due today and has nobody."""

    day: date
    loads: tuple[PersonLoad, ...]
    unheld: PersonLoad
    """Cases that nobody has."""
    absences: tuple[Absence, ...]
    """That run today or begin later."""
    nobody: tuple[CaseRow, ...]
    """Due today or past, and nobody on duty acts on them."""
    warnings: tuple[str, ...]
    standing_in: tuple[str, ...] = ()
    """Which roles somebody holds, or will hold, for a colleague who is away."""

    @property
    def present(self) -> tuple[str, ...]:
        return tuple(load.person for load in self.loads if load.absent_until is None)


def absences(session: Session) -> tuple[Absence, ...]:
    """Absences that run today or begin later, earliest first."""
    with session.reading() as conn:
        return queue.standing_absences(conn, since=session.today())


def duty_view(session: Session) -> DutyView:
    """The unit today, from one snapshot."""
    with session.reading() as conn:
        return read_duty(session, conn)


def read_duty(session: Session, conn: Reader) -> DutyView:
    """The same through a connection that is open."""
    day = session.today()
    known = queue.standing_absences(conn, since=day)
    loads, unheld = _loads(session, conn, known, day)
    registry = session.registry(conn)
    unsaid = tuple(_unsaid(registry, known, day))
    nobody = _due_without_anybody(session, conn, known, day)
    return DutyView(
        day=day,
        loads=loads,
        unheld=unheld,
        absences=known,
        nobody=nobody,
        warnings=(*_gaps(known, day), *unsaid),
        standing_in=tuple(_standing_in(registry, known)),
    )


def _gaps(known: Sequence[Absence], day: date) -> Iterable[str]:
    away = duty.absent(known, day)
    for absence in known:
        if not absence.covers(day):
            continue
        if absence.deputy is None:
            yield _("Nobody deputises for {person}, absent until {day}.").format(
                person=absence.person, day=shown_date(absence.last_day)
            )
        elif absence.deputy in away:
            yield _("{deputy}, who deputises for {person}, is absent too.").format(
                deputy=absence.deputy, person=absence.person
            )


def _unsaid(registry: Registry, known: Sequence[Absence], day: date) -> Iterable[str]:
    """Where the calendar and what was said of an absence differ: roles begin and end by the word
    of a person, never by themselves."""
    away = {absence.user_id for absence in known if absence.covers(day)}
    for user_id, person in registry.people.items():
        acting = ", ".join(deputies.deputies_of(registry, user_id))
        if not acting or person.disabled or person.away == (user_id in away):
            continue
        text = (
            _("{person} is said to be away, and no absence is entered: {deputies} hold the roles.")
            if person.away
            else _("{person} is absent: say so, and {deputies} hold the roles meanwhile.")
        )
        yield text.format(person=person.name, deputies=acting)


def _standing_in(registry: Registry, known: Sequence[Absence]) -> Iterable[str]:
    """What was agreed in advance of the roles of who is away now, or will be."""
    begins = {absence.user_id: absence.first_day for absence in reversed(known)}
    for deputy in registry.people.values():
        for user_id, held in deputy.deputises.items():
            person = registry.people[user_id]
            if deputy.disabled or not (person.away or user_id in begins):
                continue
            text = (
                _("{deputy} holds the roles {roles} for {person}, who is away.")
                if person.away
                else _("{deputy} may hold the roles {roles} for {person}, away from {day}.")
            )
            yield text.format(
                deputy=deputy.name,
                roles=", ".join(_(role) for role in sorted(held)),
                person=person.name,
                day=shown_date(begins[user_id]) if user_id in begins else "",
            )


@dataclass(frozen=True, slots=True)
class _Unit:
    """What the load of everybody is counted from."""

    counts: Mapping[str | None, Sequence[Mapping[str, Any]]]
    waiting: Mapping[str, int]
    known: Sequence[Absence]
    day: date

    def load(self, name: str | None, roles: frozenset[UserRole]) -> PersonLoad:
        rows = self.counts.get(name, ())
        away = absence_of(self.known, name or "", self.day)
        others = sum(count for author, count in self.waiting.items() if author != name)
        return PersonLoad(
            person=name or "",
            roles=tuple(sorted(roles)),
            stages={row["stage"]: int(row["cases"]) for row in rows},
            legal=sum(int(row["legal"]) for row in rows),
            overdue=sum(int(row["overdue"]) for row in rows),
            second_look=others if roles & APPROVERS else 0,
            absent_until=away.last_day if away else None,
            deputy=away.deputy if away else None,
            acting_for=tuple(
                absence.person
                for absence in self.known
                if name is not None
                and absence.covers(self.day)
                and duty.deputy_of(self.known, absence.person, self.day) == name
            ),
        )


def _loads(
    session: Session, conn: Reader, known: Sequence[Absence], day: date
) -> tuple[tuple[PersonLoad, ...], PersonLoad]:
    """Everybody who works on cases, and who has some without the role; then those of nobody."""
    counts: dict[str | None, list[Mapping[str, Any]]] = {}
    for row in queue.stage_counts(conn, OPEN_STAGES, session.now()):
        counts.setdefault(row["assignee"], []).append(row)
    waiting = queue.proposals_by_author(conn, (Stage.DECISION_REVIEW,))
    unit = _Unit(counts, waiting, known, day)
    working = _workers(session, conn)
    gone = {name for name in counts if name is not None} - working.keys()
    names = sorted({*working, *gone})
    nobody = frozenset[UserRole]()
    loads = tuple(unit.load(name, working.get(name, nobody)) for name in names)
    return loads, unit.load(None, nobody)


def _workers(session: Session, conn: Reader) -> dict[str, frozenset[UserRole]]:
    people = {
        person.name: frozenset(UserRole(role) for role in person.roles_now)
        for person in session.registry(conn).people.values()
    }
    return {name: roles for name, roles in people.items() if roles & WORKERS}


def _due_without_anybody(
    session: Session, conn: Reader, known: Sequence[Absence], day: date
) -> tuple[CaseRow, ...]:
    """Cases due today or past whose holder is away without a deputy who is here, or none's."""
    wanted = case_list.CaseFilter(stages=OPEN_STAGES, due_by=day)
    rows, _cursor = case_list.page(conn, wanted, sort="due", descending=False, limit=_MOST)
    given = queue.delegations(conn, day)
    return tuple(
        row
        for row in case_rows(session, conn, rows)
        if acting_on(row.assignee, given.get(row.id), known, day) is None
    )
