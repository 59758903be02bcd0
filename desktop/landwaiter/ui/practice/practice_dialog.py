"""Practice: the exercises, what lies on the desk, and how what was done compares."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import within
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.practice.facts import POINT
from landwaiter.domain.practice.grading import STATE_WORDS, PointGrade, PointState
from landwaiter.domain.reports.subject_deeds import REPORT_PRACTICE
from landwaiter.i18n import N_, _, joined
from landwaiter.services.practice.grades import ExerciseGrade
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink

WIDTH, SIDE, HEIGHT, POINTS_HEIGHT = 1220, 430, 470, 250
_INKS: Mapping[PointState, Ink] = {
    PointState.AS_EXPECTED: "ok",
    PointState.DIFFERS: "high",
    PointState.NOT_DONE: "text2",
}


def _cell(text: str, ink: Ink = "text", *, bold: bool = False) -> InlineCell:
    return InlineCell(((Text(text, ink, bold=bold),),))


def _marks(row: ExerciseGrade) -> InlineCell:
    """Marks of a proposed case; else its stage."""
    if not row.proposed:
        return _cell(within(stage_title(row.stage)), "text2")
    marks, of = row.count(PointState.AS_EXPECTED), len(row.points)
    said = _("{marks} of {of}").format(marks=marks, of=of)
    return _cell(said, "ok" if marks == of else "med", bold=True)


EXERCISES: tuple[TableColumn[ExerciseGrade], ...] = (
    TableColumn(N_("No."), lambda row: _cell(str(row.number)), width=42),
    TableColumn(N_("Exercise"), lambda row: _cell(row.title)),
    TableColumn(N_("Points"), _marks, width=92),
)
_TITLE, _DONE, _STATE, _EXPECTED = title_ids(POINT, "title", "done", "state", "expected")
POINTS: tuple[TableColumn[PointGrade], ...] = (
    TableColumn(_TITLE, lambda row: _cell(row.title), width=250),
    TableColumn(_DONE, lambda row: _cell(row.done or "–"), width=150),
    TableColumn(_STATE, lambda row: _cell(_(STATE_WORDS[row.state]), _INKS[row.state]), width=104),
    TableColumn(_EXPECTED, lambda row: _cell(row.expected)),
)


class PracticeDialog(DeedsPane):
    """`case_asked(reference)`; `solution_asked(reference)` wants `show_solution`.

    `asked("report", row)` is about every exercise, or one that is named then.
    """

    case_asked = Signal(str)
    solution_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Practice"),
            _("what an experienced officer would have done; nothing is told before a proposal"),
            width=WIDTH,
            parent=parent,
        )
        self.exercises: RowModel[ExerciseGrade] = RowModel(EXERCISES, key=lambda row: row.number)
        self.list = ListView(self.exercises)
        self.points: RowModel[PointGrade] = RowModel(POINTS, key=lambda row: row.title)
        self.table = ListView(self.points)
        self.opening = ActButton(_("Open the case"), keys="Ctrl+O", kind=ButtonKind.PRIMARY)
        self.solution = ActButton(_("Tell the solution"), keys="Ctrl+T")
        self.report = ActButton(_("Report…"), icon="reports", keys="Ctrl+D")
        self._actor: Actor | None = None
        self.brief = MarkLabel(wrap=True)
        self.lesson, self.why = (MarkLabel(wrap=True, yields=True) for _part in range(2))
        self._desk = Card(_("On the desk"))
        self._build()
        self._connect()
        self._check()
        self.check()

    def show_exercises(self, found: Sequence[ExerciseGrade]) -> None:
        """Every exercise of the casebook; the cursor stays where it was."""
        at = max(self.list.currentIndex().row(), 0)
        with QSignalBlocker(self.list):
            self.exercises.show_rows(tuple(found))
            self.list.selectRow(at)
        self._show(self.list.current_row())

    def show_solution(self, told: ExerciseGrade) -> None:
        """What was expected, of the exercise under the cursor."""
        row = self.under_cursor()
        if row is not None and row.number == told.number:
            self._show(told)

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> ExerciseGrade | None:
        found: ExerciseGrade | None = self.list.current_row()
        return found

    def refusals(self) -> dict[str, str]:
        if self._actor is None:
            return {"report": _("reading who may do it")}
        return {"report": REPORT_PRACTICE.why_no_role(self._actor)}

    def _build(self) -> None:
        none = EmptyState(
            "book",
            _("Nothing here"),
            joined(
                " ",
                (
                    _("This is no training casebook."),
                    _("Make one with “landwaiter practice make”."),
                ),
            ),
        )
        exercises = Card(_("Exercises"))
        exercises.add(or_nothing(self.exercises, self.list, none))  # type: ignore[arg-type]  # any rows
        exercises.setMinimumHeight(fonts.px(HEIGHT))
        side = QWidget()
        side.setLayout(column(exercises))
        self._desk.add(across(self.brief, margins=(13, 6, 13, 9)))
        nothing = EmptyState(
            "four-eyes",
            _("Nothing is told yet"),
            _("Propose a decision on the case, or ask for the solution with Ctrl+T."),
        )
        points = Card(_("Points"))
        points.add(or_nothing(self.points, self.table, nothing))  # type: ignore[arg-type]  # any rows
        points.setMinimumHeight(fonts.px(POINTS_HEIGHT))
        right = column(self._desk, points, self.why, self.lesson, gap=8)
        right.setStretch(1, 1)
        self.build(
            self.side_by_side(side, right, sides={side: SIDE}),
            self.solution,
            self.report,
            self.opening,
        )

    def _connect(self) -> None:
        self.list.shown.connect(self._show)
        self.list.opened.connect(lambda row: self.case_asked.emit(row.reference))
        self.table.shown.connect(self._explain)
        self.opening.clicked.connect(self._open)
        self.solution.clicked.connect(self._ask_solution)
        on_key("Ctrl+O", self, self._open)
        on_key("Ctrl+T", self, self._ask_solution)
        self.bind((("report", self.report.keys),))
        self.setFocusProxy(self.list)

    def _show(self, row: ExerciseGrade | None) -> None:
        self.points.show_rows(row.points if row else ())
        self.brief.show_lines(*((Text(line),) for line in _on_desk(row)))
        self._desk.name(row.title if row else _("On the desk"))
        said = _("What it teaches: {lesson}").format(lesson=row.lesson) if row and row.told else ""
        self.lesson.show_lines(*(((Text(said, bold=True),),) if said else ()))
        if row is not None and row.points:
            self.table.selectRow(0)
        self._explain(self.table.current_row() if row and row.points else None)
        self._check(row)

    def _explain(self, point: PointGrade | None) -> None:
        if point is None:
            self.why.show_lines()
            return
        self.why.show_lines((Text(point.why),), (Text(point.sourced, "text2"),))

    def _open(self) -> None:
        row = self.under_cursor()
        if row is not None:
            self.case_asked.emit(row.reference)

    def _ask_solution(self) -> None:
        row = self.under_cursor()
        if row is not None and self.solution.isEnabled():
            self.solution_asked.emit(row.reference)

    def _check(self, row: ExerciseGrade | None = None) -> None:
        if row is None:
            self.opening.refuse(_("choose an exercise"))
            self.solution.refuse(_("choose an exercise"))
            return
        self.opening.allow()
        if row.told:
            self.solution.refuse(_("it is told below"))
        else:
            self.solution.allow()


def _on_desk(row: ExerciseGrade | None) -> Iterator[str]:
    if row is None:
        return
    yield _("{reference}, {title}").format(reference=row.reference, title=row.case_title)
    yield row.brief
    yield row.said
