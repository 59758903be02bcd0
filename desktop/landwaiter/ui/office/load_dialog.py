"""The load of the office: open cases per officer, days in each stage, clocks kept and missed."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.office.facts import CLOCK_COUNT, OFFICER_LOAD, STAGE_TIME
from landwaiter.domain.office.load import ClockCount
from landwaiter.domain.reports.subject_deeds import REPORT_LOAD
from landwaiter.i18n import _
from landwaiter.services.office.load import (
    OfficeLoad,
    OfficerLoad,
    StageTime,
    clock_said,
    officer_said,
    spread_said,
    stages_said,
    unclocked_said,
)
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, panel
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink

WIDTH, OFFICERS_HEIGHT, STAGES_HEIGHT, CLOCKS, CLOCKS_HEIGHT = 1220, 180, 320, 420, 150


def _cell(text: str, ink: Ink = "text", *, bold: bool = False, right: bool = False) -> InlineCell:
    return InlineCell(((Text(text, ink, bold=bold, whole=right),),), right=right)


def _number(count: int, ink: Ink = "text") -> InlineCell:
    return _cell(str(count) if count else "–", ink if count else "muted", right=True)


_OFFICER = title_ids(OFFICER_LOAD, "officer", "total", "stages", "legal", "overdue")
OFFICERS: tuple[TableColumn[OfficerLoad], ...] = (
    TableColumn(_OFFICER[0], lambda row: _cell(officer_said(row), bold=True), width=200),
    TableColumn(_OFFICER[1], lambda row: _number(row.total), right=True, width=90),
    TableColumn(_OFFICER[2], lambda row: _cell(stages_said(row), "text2")),
    TableColumn(_OFFICER[3], lambda row: _number(row.legal), right=True, width=100),
    TableColumn(_OFFICER[4], lambda row: _number(row.overdue, "high"), right=True, width=80),
)
_STAGE = title_ids(STAGE_TIME, "stage", "now", "left", "calendar", "working")
STAGES: tuple[TableColumn[StageTime], ...] = (
    TableColumn(_STAGE[0], lambda row: _cell(stage_title(row.stage)), width=110),
    TableColumn(_STAGE[1], lambda row: _number(row.now), right=True, width=80),
    TableColumn(_STAGE[2], lambda row: _number(row.left), right=True, width=60),
    TableColumn(_STAGE[3], lambda row: _cell(spread_said(row.calendar), _sure(row)), width=235),
    TableColumn(_STAGE[4], lambda row: _cell(spread_said(row.working), _sure(row))),
)
_CLOCK = title_ids(CLOCK_COUNT, "name", "kept", "missed", "running")
COUNTS: tuple[TableColumn[ClockCount], ...] = (
    TableColumn(_CLOCK[0], lambda row: _cell(clock_said(row), bold=row.legal)),
    TableColumn(_CLOCK[1], lambda row: _number(row.kept, "ok"), right=True, width=60),
    TableColumn(_CLOCK[2], lambda row: _number(row.missed, "high"), right=True, width=70),
    TableColumn(_CLOCK[3], lambda row: _number(row.running), right=True, width=95),
)


def _sure(row: StageTime) -> Ink:
    return "text" if row.calendar else "ne"


class LoadDialog(DeedsPane):
    """`period_asked(first, last)` with days or None; answer with `show_load`.

    `asked("report", OfficeLoad)` wants a report on the days that are shown.
    """

    period_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Load of the office"),
            _("open cases are those of today; days and clocks are those of the period"),
            width=WIDTH,
            parent=parent,
        )
        self.officers: RowModel[OfficerLoad] = RowModel(OFFICERS, key=lambda row: row.officer or "")
        self.stages: RowModel[StageTime] = RowModel(STAGES, key=lambda row: row.stage)
        self.clocks: RowModel[ClockCount] = RowModel(COUNTS, key=lambda row: row.name)
        self.people = ListView(self.officers)
        self.first = text_field("2026-09-01", name=_("First day"))
        self.last = text_field("2026-11-30", name=_("Last day"))
        self.look = ActButton(_("Count anew"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.report = ActButton(_("Report…"), icon="reports", keys="Ctrl+D")
        self.unclocked = MarkLabel(wrap=True, yields=True)
        self._shown: OfficeLoad | None = None
        self._actor: Actor | None = None
        self._build()
        self.bind((("report", self.report.keys),))
        self.check()
        self.look.clicked.connect(self._ask)
        on_submit(self, self._ask)
        for field in (self.first, self.last):
            field.textChanged.connect(lambda _text: self._check())
        self.setFocusProxy(self.first)

    def show_load(self, view: OfficeLoad) -> None:
        """The figures, and the days that they are of."""
        self._shown = view
        self.officers.show_rows(view.officers)
        self.stages.show_rows(view.stages)
        self.clocks.show_rows(view.clocks)
        self.first.setText(view.first.isoformat())
        self.last.setText(view.last.isoformat())
        lines = [*unclocked_said(view)]
        if not view.clocks:
            lines.insert(0, _("Not evaluated: no clock ended in these days and none runs."))
        self.unclocked.show_lines(*((Text(line, "text2"),) for line in lines))
        self._check()
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> OfficeLoad | None:
        return self._shown

    def refusals(self) -> dict[str, str]:
        if self._actor is None or self._shown is None:
            return {"report": _("reading who may do it")}
        return {"report": REPORT_LOAD.why_no_role(self._actor)}

    def _build(self) -> None:
        nothing = EmptyState(
            "reports",
            _("Nothing yet"),
            _("Type the first and the last day, and count anew with Ctrl+Enter."),
        )
        officers = Card(_("Open cases"))
        officers.add(or_nothing(self.officers, self.people, nothing))  # type: ignore[arg-type]  # any rows
        officers.setMinimumHeight(fonts.px(OFFICERS_HEIGHT))
        stages = Card(_("Days in a stage"))
        stages.add(_where_any(self.stages))
        stages.setMinimumHeight(fonts.px(STAGES_HEIGHT))
        clocks = Card(_("Clocks"))
        clocks.add(_where_any(self.clocks))
        clocks.setMinimumHeight(fonts.px(CLOCKS_HEIGHT))
        side = QWidget()
        side.setLayout(column(clocks, self.unclocked, gap=8))
        below = self.side_by_side(stages, side, sides={side: CLOCKS})
        period = across(
            field_row(_("First day"), self.first), field_row(_("Last day"), self.last), 0, gap=16
        )
        self.build(column(period, officers, below, gap=10), self.look, self.report)

    def _ask(self) -> None:
        if self.look.isEnabled():
            self.outcome.forget()
            self.period_asked.emit(*self._days())

    def _days(self) -> tuple[date | None, date | None]:
        return _day(self.first.text()), _day(self.last.text())

    def _check(self) -> None:
        try:
            self._days()
        except ValueError:
            self.look.refuse(_("days such as 2026-09-01"))
        else:
            self.look.allow()


def _where_any(model: RowModel[Any]) -> QWidget:
    """The table of a model, without its head where it has no row."""
    return or_nothing(model, ListView(model), panel("base"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None
