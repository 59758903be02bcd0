"""A sender's table taken in: its columns, its rows to mend, what came of it; one step each."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from landwaiter.domain.intake.table_proposal import TableProposal
from landwaiter.errors import Fault
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.ui.intake.columns_step import ColumnsStep
from landwaiter.ui.intake.mend_step import MendStep
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, act_bar, clear, column, panel
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.theme import Ink

STEPS = (N_("File"), N_("Columns"), N_("Rows to mend"), N_("Taken in"))
FILE, COLUMNS, MEND, DONE = range(4)


class IntakeScreen(QWidget):
    """Signals: `choose_asked` another file; `rehearse_asked` a dry run; `take_asked`;
    `leave_asked`; `cases_asked` when it is done.
    """

    choose_asked = Signal()
    rehearse_asked = Signal()
    take_asked = Signal()
    leave_asked = Signal()
    cases_asked = Signal()

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.step = FILE
        self.is_running = False
        self.bar = LoadingBar()
        self.columns = ColumnsStep()
        self.mend = MendStep()
        self.leave = ActButton(_("Leave, nothing saved"), keys="Esc")
        self.back = ActButton(_("Back"), keys="Alt+Left")
        self.rehearse = ActButton(_("Dry run"), keys="Ctrl+D")
        self.next = ActButton(_("Next"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.choose = ActButton(_("Choose another file"), icon="take-in")
        self._head = MarkLabel()
        self._size = MarkLabel(right=True)
        self._nothing = QVBoxLayout()
        self._done = QVBoxLayout()
        self._steps = QStackedWidget()
        self._build()
        self._connect()
        self.show_step(FILE)

    def show_proposal(
        self, found: TableProposal, kept: tuple[str, ...], now: str, is_edit: bool
    ) -> None:
        """The columns of the file; the step stays where a person is at work in it."""
        self.columns.show_proposal(found, kept, now, is_edit)
        size = plural(
            found.rows,
            "{n} row, {columns}",
            "{n} rows, {columns}",
            columns=plural(len(self.columns.boxes), "{n} column", "{n} columns"),
        )
        self._size.show_lines((Text(size, "text2"),))
        self.show_step(COLUMNS)

    def show_unreadable(self, fault: Fault) -> None:
        """The file is no table, with what to do about it."""
        clear(self._nothing)
        why = " ".join(filter(None, (fault.message, fault.remedy)))
        self.choose = ActButton(_("Choose another file"), icon="take-in")
        self.choose.clicked.connect(self.choose_asked)
        said = _("{file} cannot be read as a table").format(file=self.path.name)
        self._nothing.addWidget(EmptyState("warning", said, why, self.choose))
        self.show_step(FILE)

    def show_rehearsal(self, result: IntakeResult) -> None:
        """What a dry run gave."""
        self.mend.show_result(result, self.columns.mapping())
        self.show_step(MEND)

    def show_done(self, result: IntakeResult, said: str) -> None:
        """What came of it."""
        clear(self._done)
        cases = ActButton(_("To the cases"), icon="cases", kind=ButtonKind.PRIMARY)
        cases.clicked.connect(self.cases_asked)
        title = _("{file} is taken in").format(file=self.path.name)
        if result.out:
            said += " " + plural(len(result.out), "{n} row stayed out.", "{n} rows stayed out.")
        self._done.addWidget(EmptyState("tick", title, said, cases))
        self.show_step(DONE)

    def show_running(self, *, running: bool) -> None:
        """While a job runs nothing else is begun; the tray can cancel it."""
        self.is_running = running
        self.check()

    def show_step(self, step: int) -> None:
        self.step = step
        self._steps.setCurrentIndex(step)
        said: list[Inline] = [
            Text(_("Take in {file}").format(file=self.path.name), size=Size.TITLE, bold=True),
            Gap(16),
        ]
        for number, name in enumerate(STEPS):
            if number < step:
                said += [Glyph("tick", 12, "ok"), Gap(4)]
            ink: Ink = "accent" if number == step else "muted"
            said += [
                Text(f"{number + 1} {_(name)}", ink, Size.BODY, bold=number == step, whole=True),
                Gap(14),
            ]
        self._head.show_lines(tuple(said))
        self.check()

    def check(self) -> None:
        """Each button, or why it rests."""
        self.back.setVisible(self.step == MEND)
        self.next.setVisible(self.step in (COLUMNS, MEND))
        self.leave.allow(_("Close") if self.step == DONE else _("Leave, nothing saved"))
        why = self.columns.why_not() if self.step == COLUMNS else ""
        if self.is_running:
            why = _("it is being read")
        title = _("Next")
        if self.step == MEND and self.mend.result is not None:
            title, why = _take_words(self.mend.result), why or _why_nothing(self.mend.result)
        self.rehearse.setVisible(self.step == MEND and not self.is_running)
        self.next.allow(title)
        if why:
            self.next.refuse(why)

    def go_on(self) -> None:
        """The next step: rows after columns, then taking in."""
        if not self.next.isEnabled() or not self.next.isVisible():
            return
        (self.rehearse_asked if self.step == COLUMNS else self.take_asked).emit()

    def go_back(self) -> None:
        if self.step == MEND and not self.is_running:
            self.show_step(COLUMNS)

    def _build(self) -> None:
        head = panel("head")
        head.setLayout(across(self._head.elastic(), self._size, margins=(16, 9, 16, 10)))
        head.setMinimumHeight(fonts.px(46))
        file, done = QWidget(), QWidget()
        file.setLayout(self._nothing)
        done.setLayout(self._done)
        for step in (file, self.columns, self.mend, done):
            self._steps.addWidget(step)
        foot = act_bar(self.leave, self.back, 0, self.rehearse, self.next)
        self.setLayout(column(head, self.bar, self._steps, foot))

    def _connect(self) -> None:
        self.leave.clicked.connect(self.leave_asked)
        self.back.clicked.connect(self.go_back)
        self.rehearse.clicked.connect(self._rehearse)
        self.columns.named.connect(self.check)
        self.next.clicked.connect(self.go_on)
        keys.bind(
            "intake",
            self,
            {
                "back": self.go_back,
                "rehearse": self._rehearse,
                "next": self.go_on,
                "leave": self.leave_asked.emit,
            },
        )

    def _rehearse(self) -> None:
        if self.step == MEND or (self.step == COLUMNS and not self.columns.why_not()):
            self.rehearse_asked.emit()


def _take_words(result: IntakeResult) -> str:
    """“Take in 211, leave 3 out” where rows stay bad; all of it else."""
    good = result.created + result.updated + result.duplicates
    if not result.rejected:
        return plural(good, "Take in {n} declaration", "Take in {n} declarations")
    return _("Take in {good}, leave {out} rows out").format(
        good=figure(good), out=figure(len(result.out))
    )


def _why_nothing(result: IntakeResult) -> str:
    return "" if result.created + result.updated else _("there is nothing new in it")
