"""The report on practice: exercises and how they were worked on, frozen and kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.practice.exercise import WhyTrust
from landwaiter.domain.practice.facts import POINT
from landwaiter.domain.practice.grading import STATE_WORDS, PointGrade, PointState
from landwaiter.domain.reports.subject_deeds import REPORT_PRACTICE, ReportPractice
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
)
from landwaiter.services.practice.grades import ExerciseGrade, read_grades
from landwaiter.services.reports.dossier.columns import columns_of
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier
from landwaiter.services.reports.kept_dossiers import DossierSubject, keep
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.warm.session import Session

_ALL: Final = "exercises"
"""The key of a report on every exercise."""
_NONE: Final = "–"
Grades = Sequence[ExerciseGrade]


def freeze_practice(
    session: Session, said: ReportPractice, reader: ReportReader | None = None
) -> Dossier:
    """Every exercise, or one; NotAllowed where this is no training casebook."""
    with session.writing(REPORT_PRACTICE.name) as work:
        found = read_grades(session, work.conn, said.reference, solution=said.solution)
        key = found[0].reference if said.reference else _ALL
        about = DossierSubject(
            deed=REPORT_PRACTICE,
            kind=SubjectReport.PRACTICE,
            key=key,
            letter="P",
            said={"exercises": key, "solution": said.solution},
            reader=reader,
        )
        state = session.casebook.member_state
        return keep(session, work, about, partial(practice_dossier, found, key, member_state=state))


def practice_dossier(
    found: Grades, key: str, frame: Frame, head: ChainHead, *, member_state: str
) -> Dossier:
    """The frozen content of a report on practice."""
    return replace(
        blank_dossier(
            frame,
            _("Report on practice"),
            reference=key,
            title=_("Practice: {what}").format(
                what=_("all exercises") if key == _ALL else found[0].title
            ),
            kind=_("exercises that grade themselves"),
            member_state=member_state,
            head=head,
        ),
        tables=(_exercises(found), *(_points(one) for one in found if one.told)),
        not_checked=tuple(_not_checked(found)),
    )


def _exercises(found: Grades) -> Table:
    return Table(
        id="exercises",
        title=_("Exercises"),
        subtitle=_("what was done, held against what an experienced officer would have done"),
        columns=(
            DossierColumn("no", _("No."), Content.OPEN, CellType.NUMBER, width=10),
            DossierColumn("exercise", _("Exercise"), Content.INTERNAL, width=66),
            DossierColumn("case", _("Case"), Content.OPEN, CellType.CODE, width=30),
            DossierColumn("stage", _("Stage"), Content.OPEN, width=24),
            DossierColumn("said", _("Points"), Content.INTERNAL, width=40),
        ),
        rows=tuple(
            (str(one.number), one.title, one.reference, stage_title(one.stage), _marks(one))
            for one in found
        ),
    )


def _marks(one: ExerciseGrade) -> CellMark:
    whole = one.proposed and one.count(PointState.AS_EXPECTED) == len(one.points)
    return CellMark(one.said, strong=one.proposed and not whole)


def _points(one: ExerciseGrade) -> Table:
    return Table(
        id=f"exercise_{one.number}",
        title=_("{number}. {title}").format(number=one.number, title=one.title),
        subtitle=one.said,
        columns=(
            *columns_of(POINT, {"title": 34, "done": 28, "state": 20, "expected": 34}),
            DossierColumn("why", _("Why"), Content.INTERNAL, width=50),
            DossierColumn("source", _("Where it is read"), Content.OPEN, width=34),
        ),
        rows=tuple(map(_point, one.points)),
        notes=(_("What it teaches: {lesson}").format(lesson=one.lesson),),
    )


def _point(point: PointGrade) -> tuple[Cell, ...]:
    return (
        point.title,
        point.done or _NONE,
        CellMark(_(STATE_WORDS[point.state]), strong=point.state is PointState.DIFFERS),
        point.expected,
        point.why,
        point.sourced,
    )


def _not_checked(found: Grades) -> Iterator[Words]:
    if untold := sum(1 for one in found if not one.told):
        yield _("Exercises that are not proposed yet, so that nothing is told: {count}.").format(
            count=untold
        )
    points = [point for one in found for point in one.points]
    unread = (WhyTrust.MEMORY, WhyTrust.NOT_ESTABLISHED)
    if unsure := sum(1 for point in points if point.trust in unread):
        yield _("Expectations whose reason nobody read in a text: {count}.").format(count=unsure)
    yield _("Only what stands in a case is graded: how it was talked over is not seen.")
