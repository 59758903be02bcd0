"""What an embargo on the goods of a case depends on, answered by a person with a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.flags.embargo.embargo_words import act_name, condition_words, notes, says
from landwaiter.domain.flags.embargo.item_standings import ItemStanding
from landwaiter.domain.flags.embargo.matrix import MatrixCell
from landwaiter.i18n import _
from landwaiter.services.flags.embargo import JudgedCondition
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.text import text_field

WIDTH = 150
YES, NO = "yes", "no"
SHORTEST_REASON = 10


class ConditionDialog(Pane):
    """`judge_asked(JudgedCondition, item, source)`; answer with `show_standings`."""

    judge_asked = Signal(object, int, str)

    def __init__(self, reference: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("What the embargo depends on"),
            _("on {reference}; an answer settles the row for this case alone").format(
                reference=reference
            ),
            width=760,
            parent=parent,
        )
        self.asked = choice_box(_("Row of the matrix"), ())
        self.answer = choice_box(_("It is so"), ((YES, _("yes")), (NO, _("no"))), empty=True)
        self.source = text_field(_("contract, exporter_answer …"), name=_("Who says so"))
        self.reason = text_field(_("what the answer rests on"), name=_("Reason"))
        self.act = ActButton(_("Record"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._said = MarkLabel(wrap=True)
        self._rows: dict[str, tuple[int, MatrixCell]] = {}
        self.build(
            column(
                field_row(_("Row of the matrix"), self.asked, width=WIDTH),
                self._said,
                field_row(_("It is so"), self.answer, 0, width=WIDTH),
                field_row(_("Who says so"), self.source, width=WIDTH),
                field_row(_("Reason"), self.reason, width=WIDTH),
                gap=6,
            ),
            self.act,
        )
        self.asked.currentIndexChanged.connect(lambda _index: self._show_row())
        self.answer.currentIndexChanged.connect(lambda _index: self._check())
        self.source.textChanged.connect(lambda _text: self._check())
        self.reason.textChanged.connect(lambda _text: self._check())
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        self.setFocusProxy(self.asked)
        self._check()

    def show_standings(self, standings: Sequence[ItemStanding]) -> None:
        """Every row that speaks on the case and has a condition; the one at hand stays."""
        kept, was_told = chosen(self.asked), bool(self._rows)
        self._rows = {
            f"{one.item_no} {cell.instrument} {cell.group} {cell.condition}": (one.item_no, cell)
            for one in standings
            for cell in one.cells
            if cell.condition and not cell.practice
        }
        self.asked.clear()
        for key, (no, cell) in self._rows.items():
            self.asked.addItem(_title(no, cell), key)
        choose(self.asked, kept)
        self._show_row()
        if was_told:
            self.reason.clear()
            self.show_done(_("The answer is recorded."))

    def ask(self) -> None:
        """Hand the answer over."""
        row = self._rows.get(chosen(self.asked))
        if self.act.isEnabled() and row is not None:
            self.outcome.forget()
            no, cell = row
            judged = JudgedCondition(
                cell.instrument,
                cell.condition,
                holds=chosen(self.answer) == YES,
                reason=self.reason.text().strip(),
            )
            self.judge_asked.emit(judged, no, self.source.text().strip())

    def _show_row(self) -> None:
        """What the row says now, and its question with no answer chosen beforehand."""
        row = self._rows.get(chosen(self.asked))
        self.answer.setCurrentIndex(-1)
        if row is None:
            nothing = _("No row of the matrix that speaks of these goods depends on a fact.")
            self._said.show_lines((Text(nothing, "text2"),))
        else:
            _no, cell = row
            lines = (says(cell), *notes(cell), cell.note)
            self._said.show_lines(*((Text(line, "text2"),) for line in lines if line))
        self._check()

    def _check(self) -> None:
        if not self._rows:
            self.act.refuse(_("nothing is asked"))
        elif not chosen(self.answer):
            self.act.refuse(_("answer yes or no"))
        elif not self.source.text().strip():
            self.act.refuse(_("say who says so"))
        elif len(self.reason.text().strip()) < SHORTEST_REASON:
            self.act.refuse(_("type the reason"))
        else:
            self.act.allow()


def _title(no: int, cell: MatrixCell) -> str:
    text = _("Item {no}: {act}, {group}: {condition}?")
    return text.format(
        no=no,
        act=act_name(cell),
        group=cell.group_title,
        condition=condition_words(cell.condition),
    )
