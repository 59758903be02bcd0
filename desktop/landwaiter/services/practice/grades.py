"""How the exercises of this casebook were worked on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.practice.exercise import Exercise, exercise_number
from landwaiter.domain.practice.grading import (
    ExerciseWork,
    PointGrade,
    PointState,
    graded,
    is_proposed,
)
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import Words, _, plural
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.cases.calendars_in_force import calendars
from landwaiter.services.cases.case_reads import load
from landwaiter.services.practice.exercises import exercise_named, exercises
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.storage.cases.case_list import references_by_source


@dataclass(frozen=True, slots=True)
class ExerciseGrade:
    """One exercise and its case; before a proposal it tells no points unless asked for them."""

    number: int
    reference: str
    title: str
    case_title: Words
    brief: str
    stage: Stage
    proposed: bool
    points: tuple[PointGrade, ...]
    """Empty where it does not tell yet."""
    lesson: str
    """Empty with the points."""

    @property
    def told(self) -> bool:
        return bool(self.points)

    @property
    def said(self) -> str:
        """How far it is, in words."""
        if not self.told:
            return _("not proposed yet, so nothing is told")
        marks = self.count(PointState.AS_EXPECTED)
        if not self.proposed:
            return plural(
                len(self.points), "not proposed yet; {n} point", "not proposed yet; {n} points"
            )
        return plural(
            len(self.points), "{marks} of {n} point", "{marks} of {n} points", marks=marks
        )

    def count(self, state: PointState) -> int:
        """How many points are in this state."""
        return Counter(one.state for one in self.points)[state]


def is_practice(session: Session) -> bool:
    """Whether this is a training casebook."""
    with session.reading() as conn:
        return setting(conn, SAMPLE) == "true" and bool(_cases(conn))


def grade_exercises(session: Session, *, solution: bool = False) -> tuple[ExerciseGrade, ...]:
    """Every exercise of the casebook, in order; NotAllowed where it is no training casebook."""
    with session.reading() as conn:
        return read_grades(session, conn, solution=solution)


def grade_exercise(session: Session, reference: str, *, solution: bool = False) -> ExerciseGrade:
    """One exercise by its case; with `solution` what was expected is told before a proposal too."""
    with session.reading() as conn:
        (found,) = read_grades(session, conn, reference, solution=solution)
        return found


def read_grades(
    session: Session, conn: Reader, reference: str = "", *, solution: bool
) -> tuple[ExerciseGrade, ...]:
    """Every exercise of the casebook, in order, or the one of a case."""
    found = _cases(conn)
    if not found:
        raise no_practice()
    named = tuple(_named(found, reference)) if reference else exercises()
    return tuple(
        _grade(session, conn, one, found[one.source], solution=solution)
        for one in named
        if one.source in found
    )


def _named(found: Mapping[str, str], reference: str) -> Iterator[Exercise]:
    """The exercise that a case is; NotFound where it is none."""
    references = {ref: source for source, ref in found.items()}
    number = exercise_number(references.get(reference.upper(), ""))
    if number is None:
        raise NotFound(
            _("This case is no exercise."),
            field="reference",
            value=reference,
            remedy=_("The exercises are {known}.").format(known=", ".join(references)),
        )
    yield exercise_named(number)


def _cases(conn: Reader) -> dict[str, str]:
    """Source of each exercise that is here → the reference of its case."""
    return references_by_source(conn, [one.source for one in exercises()])


def _grade(
    session: Session, conn: Reader, exercise: Exercise, reference: str, *, solution: bool
) -> ExerciseGrade:
    case = load(session, conn, reference, session.registry(conn))
    proposed = is_proposed(case)
    tells = proposed or solution
    return ExerciseGrade(
        number=exercise.number,
        reference=reference,
        title=exercise.title,
        case_title=case.title,
        brief=exercise.brief,
        stage=case.stage,
        proposed=proposed,
        points=_points(session, conn, exercise, case) if tells else (),
        lesson=exercise.lesson if tells else "",
    )


def _points(
    session: Session, conn: Reader, exercise: Exercise, case: Case
) -> tuple[PointGrade, ...]:
    calendar = calendars(session, conn, case).of(case.member_state)
    return graded(exercise, ExerciseWork(case, calendar))


def no_practice() -> NotAllowed:
    """What is said where the casebook is no training casebook."""
    return NotAllowed(
        _("This is no training casebook."),
        remedy=_("Make one with “landwaiter practice make”."),
    )
