"""A sample of cases without a flag: drawn at random, looked at by hand."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import SHORTEST_REASON, Deed
from landwaiter.domain.flags.deeds import DRAW_SAMPLE, RECORD_SAMPLED
from landwaiter.i18n import N_, _, plural
from landwaiter.services.flags.calibration import Sample, SampledCase
from landwaiter.ui.flags.rules_dialog import shown_share
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import on_key, on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field

TABLE_HEIGHT = 340


def _found(case: SampledCase) -> InlineCell:
    if case.missed is None:
        return InlineCell(((Text(_("to look at"), "med"),),))
    return InlineCell(((Text(", ".join(case.missed) or _("nothing missed")),),))


CASE_COLUMNS: tuple[TableColumn[SampledCase], ...] = (
    TableColumn(
        N_("Case"), lambda row: InlineCell(((Text(row.reference, mono=True),),)), width=150
    ),
    TableColumn(N_("Title"), lambda row: InlineCell(((Text(row.title),),)), fixed=True),
    TableColumn(N_("Flags missed"), _found, width=200),
    TableColumn(N_("Who, why"), lambda row: InlineCell(((Text(_why(row), "text2"),),)), width=260),
)


def _why(row: SampledCase) -> str:
    said = _("{who}: {why}")
    return said.format(who=row.author, why=row.reason) if row.author else ""


class SampleDialog(Pane):
    """`draw_asked(size)`, `record_asked(reference, rules, reason)`, `case_asked(reference)`;
    answer with `show_sample` and `show_done`."""

    draw_asked = Signal(int)
    record_asked = Signal(str, object, str)
    case_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Sample of cases without a flag"),
            _("what the rules do not see; Enter opens the case"),
            width=980,
            parent=parent,
        )
        self.model: RowModel[SampledCase] = RowModel(CASE_COLUMNS)
        self.list = ListView(self.model)
        self.figures = MarkLabel(yields=True).elastic()
        self._actor: Actor | None = None
        self.count = text_field(_("20"), name=_("Cases to draw"), searches=True)
        self.missed = text_field(_("RF-P14, RF-G07; empty: nothing"), name=_("Flags missed"))
        self.reason = text_field(_("what was looked at"), name=_("Reason"))
        self.draw = ActButton(_("Draw anew"), keys="Ctrl+D")
        self.act = ActButton(_("Record"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        nothing = EmptyState(
            "list",
            _("No sample was drawn yet"),
            _("Draws cases that no rule flagged, so that a person sees what the rules miss."),
        )
        table = Card(_("Drawn"))
        table.add(or_nothing(self.model, self.list, nothing))  # type: ignore[arg-type]  # any rows
        table.setMinimumHeight(fonts.px(TABLE_HEIGHT))
        self.build(
            column(
                self.figures,
                table,
                field_row(_("Flags missed"), self.missed),
                field_row(_("Reason"), self.reason),
                field_row(_("Cases to draw"), self.count),
                gap=8,
            ),
            self.draw,
            self.act,
        )
        for field in (self.count, self.reason):
            field.textChanged.connect(lambda _text: self._check())
        self.list.shown.connect(lambda _row: self._check())
        self.list.opened.connect(lambda row: self.case_asked.emit(row.reference))
        self.draw.clicked.connect(self._draw)
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        on_key("Ctrl+D", self, self._draw)
        self.setFocusProxy(self.list)
        self._check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self._check()

    def show_sample(self, sample: Sample | None) -> None:
        """The newest sample with what was found; None: none was drawn yet."""
        at = max(self.list.currentIndex().row(), 0)
        self.model.show_rows(sample.cases if sample else ())
        self.figures.show_lines(*(((Text(_figures(sample), "text2"),),) if sample else ()))
        self.list.selectRow(at)
        self._check()

    def ask(self) -> None:
        """Hand over what was found in the case under the cursor."""
        row: SampledCase | None = self.list.current_row()
        if self.act.isEnabled() and row is not None:
            self.outcome.forget()
            missed = [part.strip() for part in self.missed.text().split(",") if part.strip()]
            self.record_asked.emit(row.reference, missed, self.reason.text().strip())

    def show_recorded(self, sentence: str) -> None:
        """Recorded; the next case is under the cursor."""
        self.missed.clear()
        self.reason.clear()
        self.list.step(1)
        self.show_done(sentence)

    def _draw(self) -> None:
        if self.draw.isEnabled():
            self.outcome.forget()
            self.draw_asked.emit(int(self.count.text()))

    def _check(self) -> None:
        no_count = "" if self.count.text().strip().isdecimal() else _("type how many")
        for button, why in (
            (self.draw, self._no_role(DRAW_SAMPLE) or no_count),
            (self.act, self._no_role(RECORD_SAMPLED) or self._unsaid()),
        ):
            if why:
                button.refuse(why)
            else:
                button.allow()

    def _no_role(self, deed: Deed[Any, Any]) -> str:
        return "" if self._actor is None else deed.why_no_role(self._actor)

    def _unsaid(self) -> str:
        if self.list.current_row() is None:
            return _("draw a sample")
        short = len(self.reason.text().strip()) < SHORTEST_REASON
        return (
            plural(SHORTEST_REASON, "reason needs {n} character", "reason needs {n} characters")
            if short
            else ""
        )


def _figures(sample: Sample) -> str:
    said = _("{n} of {population}, seed {seed}, at audit entry {seq}; missed: {share}")
    return said.format(
        n=len(sample.cases),
        population=sample.population,
        seed=sample.seed,
        seq=sample.seq,
        share=shown_share(sample.missed),
    )
