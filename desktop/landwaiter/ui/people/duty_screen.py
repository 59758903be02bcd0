"""Duty: who is here, each person's load, what is due with nobody, absences, the handover sheet."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import low, within
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.cases.duty import Absence
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.people.deeds import TAKE_BACK_ABSENCE
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import weekday
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.people.duty import DutyView, PersonLoad
from landwaiter.services.people.handover import HandoverSheet
from landwaiter.ui.cases.queue_columns import DUE_COLUMNS, reference_text
from landwaiter.ui.kit import fonts, keys, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, panel, ruled, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import clock_time, day, local_day
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs

_SHEET = 470
_PEOPLE = 180
"""Least height of the list of people: its head, and three of them."""


def _number(count: int, *, urgent: bool = False) -> InlineCell:
    if not count:
        return InlineCell(((Text("–", "muted"),),), right=True)
    return InlineCell(
        ((Text(str(count), "high" if urgent else "text", bold=urgent, whole=True),),), right=True
    )


def _person(load: PersonLoad) -> InlineCell:
    if not load.person:
        return InlineCell(((Text(_("nobody has it"), "text2"),),))
    first: Line = (Text(load.person, bold=True),)
    if load.absent_until is not None:
        said = _("absent until {day}").format(day=day(load.absent_until))
        return InlineCell((first, (Text(said, "med"),)))
    if load.acting_for:
        said = _("acts for {people}").format(people=", ".join(load.acting_for))
        return InlineCell((first, (Text(said, "accent"),)))
    return InlineCell((first, (Text(", ".join(load.roles), "muted"),)))


def _deputy(load: PersonLoad) -> InlineCell:
    if load.absent_until is None:
        return InlineCell(((Text(""),),))
    return InlineCell(((stated(load.deputy, _("nobody")),),))


def _stages(load: PersonLoad) -> InlineCell:
    said = ", ".join(
        f"{within(stage_title(stage))} {count}" for stage, count in load.stages.items()
    )
    return InlineCell(((stated(said, _("no case")),),))


LOAD_COLUMNS: tuple[TableColumn[PersonLoad], ...] = (
    TableColumn(N_("Person"), _person, width=180, fixed=True),
    TableColumn(N_("Deputy"), _deputy, width=110),
    TableColumn(N_("Cases"), lambda row: _number(row.cases), width=54, right=True),
    TableColumn(N_("By stage"), _stages),
    TableColumn(N_("Legal clocks"), lambda row: _number(row.legal), width=86, right=True),
    TableColumn(N_("Overdue"), lambda row: _number(row.overdue, urgent=True), width=66, right=True),
    TableColumn(N_("Second look"), lambda row: _number(row.second_look), width=86, right=True),
)


class DutyScreen(QWidget):
    """Signals: `sheet_asked(person)`, `case_asked(reference)`, `absence_asked`,
    `taken_back(Absence)`, `on_call_asked`, `print_asked(title, text)`, `report_asked`."""

    sheet_asked = Signal(str)
    case_asked = Signal(str)
    absence_asked = Signal()
    taken_back = Signal(object)
    on_call_asked = Signal()
    print_asked = Signal(str, str)
    report_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.sheet: HandoverSheet | None = None
        self.backs: dict[str, bool] = {}
        """Person with an absence → whether the reader may take it back."""
        self.model: RowModel[PersonLoad] = RowModel(LOAD_COLUMNS, key=lambda row: row.person)
        self.unit = ListView(self.model, row_height=40)
        self.due_model: RowModel[CaseRow] = RowModel(DUE_COLUMNS, key=lambda row: row.id)
        self.due = ListView(self.due_model, row_height=40)
        self._build()
        self.unit.opened.connect(lambda row: self.sheet_asked.emit(row.person))
        self.due.opened.connect(lambda row: self.case_asked.emit(row.reference))
        self.enter.clicked.connect(self.absence_asked)
        self.on_call.clicked.connect(self.on_call_asked)
        self.print.clicked.connect(self._print)
        self.report.clicked.connect(self.report_asked)
        self.setFocusProxy(self.unit)
        keys.bind(
            "duty",
            self,
            {
                "absence": self.absence_asked.emit,
                "on_call": self.on_call_asked.emit,
                "print": self._print,
                "report": self.report_asked.emit,
            },
        )

    def show_view(self, view: DutyView, actor: Actor) -> None:
        """The unit today."""
        self._head.show_lines(_headline(view))
        unheld = (view.unheld,) if view.unheld.cases else ()
        self.model.show_rows((*view.loads, *unheld))
        self.due_model.show_rows(view.nobody)
        self.due.setVisible(bool(view.nobody))
        self._nothing_due.setVisible(not view.nobody)
        self._due_card.name(_("Due today or past, nobody on duty"), str(len(view.nobody)))
        self._show_absences(view, actor)

    def show_sheet(self, sheet: HandoverSheet) -> None:
        """The handover sheet of one person."""
        self.sheet = sheet
        self._sheet.empty()
        self._sheet.name(_("Handover sheet"), sheet.person)
        for title, rows in _parts(sheet):
            heading = MarkLabel(
                (Text(title, bold=True, size=Size.BODY), Gap(8), Text(str(len(rows)), "muted"))
            )
            self._sheet.add(ruled(across(heading, 0, margins=(12, 8, 12, 6))))
            for row in rows:
                self._sheet.add(ruled(across(row, margins=(12, 5, 12, 6))))

    def sheet_text(self) -> str:
        """The sheet as plain lines, for paper."""
        if self.sheet is None:
            return ""
        lines: list[str] = []
        for title, rows in _parts(self.sheet):
            lines += ["", f"{title}: {len(rows)}", *(f"  {row.words()}" for row in rows)]
        return "\n".join(lines)

    def _build(self) -> None:
        self._head = MarkLabel(wrap=True)
        self.enter = ActButton(
            _("Enter an absence"), icon="plus", keys="N", kind=ButtonKind.PRIMARY
        )
        self.on_call = ActButton(_("On call…"), icon="goods-held", keys="O")
        self.print = ActButton(_("Print the sheet"), icon="document", keys="Ctrl+P")
        self.report = ActButton(_("For the next shift…"), icon="document", keys="Ctrl+D")
        head = panel("head")
        acts = WrappedActs((self.on_call, self.report, self.print, self.enter))
        head.setLayout(column(AlongLine(self._head, acts, apart=True), margins=(16, 9, 16, 10)))
        hint = MarkLabel(marks.key_hint("Enter", _("handover sheet")))
        unit = Card(_("The unit"), acts=(hint,)).add(self.bar, self.unit)
        self._due_card = Card(_("Due today or past, nobody on duty"), "0")
        self._nothing_due = QWidget()
        said = MarkLabel((Text(_("Everything that is due has somebody on duty."), "muted"),))
        self._nothing_due.setLayout(across(said, 0, margins=(12, 8, 12, 8)))
        self._due_card.add(self._nothing_due, self.due)
        self._absences = Card(_("Absences"))
        left = column(unit, self._due_card, self._absences, gap=10, margins=(12, 10, 12, 10))
        left.setStretch(0, 1)
        self.unit.setMinimumHeight(fonts.px(_PEOPLE))
        people = QWidget()
        people.setLayout(left)
        self._sheet = Card(_("Handover sheet"))
        side = QWidget()
        side.setLayout(column(self._sheet, 0, margins=(0, 10, 12, 10)))
        area = scrolled(side)
        area.setFixedWidth(fonts.px(_SHEET))
        page = panel("page")
        page.setLayout(across(scrolled(people), area, gap=0))
        self.setLayout(column(head, page))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just set

    def _show_absences(self, view: DutyView, actor: Actor) -> None:
        self._absences.empty()
        self.backs = {}
        self._absences.name(_("Absences"), _("today and later"))
        for warning in view.warnings:
            line = (Glyph("warning", 12, "med"), Gap(6), Text(warning))
            self._absences.add(ruled(across(MarkLabel(line, wrap=True), margins=(12, 6, 12, 6))))
        for standing in view.standing_in:
            label = MarkLabel((Text(standing, "text2"),), wrap=True)
            self._absences.add(ruled(across(label, margins=(12, 6, 12, 6))))
        for absence in view.absences:
            may = not TAKE_BACK_ABSENCE.why_not(actor, absence)
            self._absences.add(self._absence_row(absence, may_take_back=may))
        if not view.absences:
            said = (Text(_("Nobody is entered as absent."), "muted"),)
            self._absences.add(across(MarkLabel(said), 0, margins=(12, 8, 12, 8)))

    def _absence_row(self, absence: Absence, *, may_take_back: bool) -> QWidget:
        deputy = absence.deputy or _("nobody")
        said = _("{first} to {last}, {deputy} deputises").format(
            first=day(absence.first_day), last=day(absence.last_day), deputy=deputy
        )
        line: Line = (Text(absence.person, bold=True), Gap(8), Text(said, "text2"))
        if absence.note:
            line = (*line, Gap(8), Text(absence.note, "muted"))
        self.backs[absence.person] = may_take_back
        back = ActButton(_("Take back"), small=True)
        back.setVisible(may_take_back)
        back.clicked.connect(lambda: self.taken_back.emit(absence))
        return ruled(across(MarkLabel(line).elastic(), back, margins=(12, 5, 12, 5)))

    def _print(self) -> None:
        if self.sheet is not None:
            title = _("Handover sheet of {person}, {day}").format(
                person=self.sheet.person, day=day(self.sheet.day)
            )
            self.print_asked.emit(title, self.sheet_text())


def _headline(view: DutyView) -> Line:
    title = _("Duty, {day}").format(day=weekday(view.day))
    people = ", ".join(view.present) or _("nobody")
    said = plural(len(view.present), "{n} here: ", "{n} here: ") + people
    return (
        Text(title, size=Size.TITLE, bold=True, whole=True),
        Gap(8),
        Text(said, "text2", Size.BODY),
    )


def _parts(sheet: HandoverSheet) -> Iterator[tuple[str, Sequence[MarkLabel]]]:
    yield _("Running clocks"), [_case(row) for row in sheet.clocks]
    yield _("Without a clock"), [_case(row) for row in sheet.without_clock]
    yield _("A deputy acts"), [_case(row) for row in sheet.delegated]
    yield (
        _("Promises"),
        [
            _entry(
                one.reference,
                _due(one.countdown),
                f"{low(one.kind)}, {one.addressee}",
                one.question,
            )
            for one in sheet.promises
        ],
    )
    yield (
        _("Last calls"),
        [
            _entry(
                one.reference, _when(local_day(one.at)), clock_time(one.at), one.text, one.author
            )
            for one in sheet.calls
        ],
    )
    yield (
        _("Waits for a second person"),
        [
            _entry(one.reference, _when(local_day(one.at)), one.title, one.reason)
            for one in sheet.motions
        ],
    )


def _case(row: CaseRow) -> MarkLabel:
    first: Line = (reference_text(row), Gap(8), *marks.clock(row.clock))
    second = (Text(row.title, "text2"),)
    third = [(Text(row.remark, "accent"),)] if row.remark else []
    return MarkLabel(first, second, (Text(row.next_step, "muted"),), *third, wrap=True)


def _entry(reference: str, when: str, what: str, text: str, by: str = "") -> MarkLabel:
    first: Line = (
        Text(reference, mono=True, whole=True),
        Gap(8),
        Text(" ".join(filter(None, (when, what))), "text2"),
    )
    said = _("{person}: {text}").format(person=by, text=text) if by else text
    return MarkLabel(first, (Text(said),), wrap=True)


def _due(left: Countdown | None) -> str:
    return _("{when}:").format(when=end_words(left)) if left else _("no date:")


def _when(on: date) -> str:
    return day(on)
