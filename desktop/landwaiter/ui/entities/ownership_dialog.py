"""Who is behind an entity: the chains drawn, what each rule makes of them, and who holds it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from landwaiter.domain.entities.ownership.interests import Interest
from landwaiter.domain.entities.ownership.judging import Claim, FirmStanding, FirmVerdict
from landwaiter.domain.entities.ownership.paths import Path
from landwaiter.domain.entities.ownership.picture import picture
from landwaiter.domain.entities.ownership.shares import ceiling_text, floor_text
from landwaiter.domain.entities.ownership.words import (
    caution_texts,
    chain_text,
    change_text,
    control_text,
    mark_text,
    state_text,
    verdict_text,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import shown_date
from landwaiter.services.entities.ownership import OwnershipView
from landwaiter.ui.entities.ownership_view import OwnershipCanvas
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column, panel, scrolled
from landwaiter.ui.kit.day_field import DayField, date_of
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.inline import Gap, InlineBox, InlineCell, Line, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink

WIDTH, SIDE, CANVAS, LIST = 1320, 470, 410, 150
MOST_CHAINS = 4
"""Chains told in words for one answer; the command line tells all."""
_INKS: dict[FirmVerdict, tuple[Ink, Ink]] = {
    FirmVerdict.OWNED: ("high", "highbg"),
    FirmVerdict.SETTING_OPEN: ("med", "medbg"),
    FirmVerdict.SHARE_OPEN: ("med", "medbg"),
    FirmVerdict.REMAINDER_OPEN: ("ne", "nebg"),
    FirmVerdict.NOT_OWNED: ("text2", "alt"),
}


def _holder_columns(view: OwnershipView | None) -> tuple[TableColumn[Interest], ...]:
    def name(row: Interest) -> InlineCell:
        return InlineCell(((Text(view.graph.name(row.holder) if view else "", bold=True),),))

    def lists(row: Interest) -> InlineCell:
        found = "; ".join(map(mark_text, view.marks_on(row.holder))) if view else ""
        return InlineCell(((Text(found or _("on no list"), "text" if found else "muted"),),))

    return (
        TableColumn(N_("Holds in the end"), name, width=190, fixed=True),
        TableColumn(
            N_("At least"), lambda row: _percent(floor_text(row.least)), width=80, right=True
        ),
        TableColumn(
            N_("At most"), lambda row: _percent(ceiling_text(row.most)), width=80, right=True
        ),
        TableColumn(N_("On lists"), lists, width=450),
    )


def _percent(text: str) -> InlineCell:
    return InlineCell(((Text(_("{percent} %").format(percent=text), whole=True),),), right=True)


class OwnershipDialog(Pane):
    """`day_asked(date | None)`; answer with `show_view`. `holding_asked`: one is to be stated."""

    day_asked = Signal(object)
    holding_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who is behind {name}").format(name=name),
            _("shares through all chains, exact; by path, listed and unconfirmed are told apart"),
            width=WIDTH,
            parent=parent,
        )
        self.view: OwnershipView | None = None
        self.canvas = OwnershipCanvas()
        self.day = DayField(_("today"), name=_("On the day"), searches=True)
        self.again = ActButton(_("Show this day"), keys="Ctrl+D")
        self.state = ActButton(_("State a holding…"), icon="plus", keys="Ctrl+H")
        self.holders: RowModel[Interest] = RowModel(_holder_columns(None))
        self.list = ListView(self.holders)
        self._said = MarkLabel(wrap=True)
        self._answers = MarkLabel(wrap=True)
        self._more = MarkLabel(wrap=True)
        self._lay_out()
        self.again.clicked.connect(self._ask_day)
        self.day.returnPressed.connect(self._ask_day)
        self.state.clicked.connect(self.holding_asked)
        on_key("Ctrl+D", self, self._ask_day)
        on_key("Ctrl+H", self, self.state.click)
        self.setFocusProxy(self.list)

    def show_view(self, view: OwnershipView) -> None:
        """The holders on a day."""
        self.view = view
        drawn = picture(view.graph, view.entity.id, view.chains.paths, view.marks, view.standings)
        self.canvas.show_picture(drawn)
        self.holders.columns = _holder_columns(view)
        self.holders.show_rows(view.interests.holders)
        self._said.show_lines(tuple(_counted(view, drawn.left_out)))
        self._answers.show_lines(*_answers(view))
        self._more.show_lines(*_beside(view))
        self.outcome.forget()

    def words(self) -> str:
        """What the panel beside the picture says."""
        return "\n".join((self._answers.words(), self._more.words()))

    def _lay_out(self) -> None:
        chart = Card(_("Chains, the firm at the bottom")).add(_area(self.canvas))
        chart.setMinimumHeight(fonts.px(CANVAS))
        held = Card(_("Who holds it in the end")).add(self.list)
        held.setMinimumHeight(fonts.px(LIST))
        told = panel("base")
        told.setLayout(column(self._answers, 10, self._more, 0, margins=(12, 10, 12, 10)))
        answers = Card(_("What the rules make of it")).add(scrolled(told))
        answers.setFixedWidth(fonts.px(SIDE))
        left = column(chart, held, gap=8)
        left.setStretch(0, 1)
        body = across(left, answers, gap=10)
        body.setStretch(0, 1)
        top = across(field_row(_("On the day"), self.day, width=80), self.again, self._said, gap=12)
        top.addStretch(1)
        top.addWidget(self.state)
        self.build(column(top, body, gap=8))

    def _ask_day(self) -> None:
        try:
            self.day_asked.emit(date_of(self.day.text(), "date"))
        except Invalid as fault:
            self.show_fault(fault)


def _area(canvas: QWidget) -> QScrollArea:
    area = scrolled(canvas)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return area


def _counted(view: OwnershipView, left_out: int) -> Iterator[Text | Gap]:
    said = plural(
        len(view.graph.upstream(view.entity.id)) - 1,
        "{day}: {n} holder above, {percent} % not known to whom",
        "{day}: {n} holders above, {percent} % not known to whom",
        day=shown_date(view.day),
        percent=ceiling_text(view.interests.unknown),
    )
    yield Text(said, "text2")
    if left_out or view.chains.is_cut:
        yield Gap(8)
        yield Text(_("not all of them are drawn"), "med")


def _answers(view: OwnershipView) -> Iterator[Line]:
    if not view.rules:
        yield (Text(_("No rules of ownership are loaded; import the pack “ownership_rules”.")),)
    for standing in view.standings:
        yield from _answer(view, standing)


def _answer(view: OwnershipView, standing: FirmStanding) -> Iterator[Line]:
    graph, firm = view.graph, view.entity.id
    ink, ground = _INKS[standing.verdict] if standing.marks else ("text2", "alt")
    claim = _("No listed holder")
    if standing.marks:
        is_sure = standing.claim is Claim.BY_PATH
        claim = _("By path") if is_sure else _("Unconfirmed identity")
    pill = InlineBox((Text(claim, ink, bold=True),), ground, ground, radius=4, pad=6, height=20)
    yield (pill, Gap(8), Text(standing.rule.name, bold=True))
    yield (Text(verdict_text(graph, firm, standing)),)
    control = control_text(graph, firm, standing)
    if control:
        yield (Text(control, "med"),)
    yield from (_chain(view, path) for path in standing.counting[:MOST_CHAINS])
    source = _("{basis}; {state}; {trust}").format(
        basis=standing.rule.basis, state=state_text(standing.rule), trust=_(standing.rule.trust)
    )
    yield (Text(source, "muted"),)
    yield (Text(" "),)


def _chain(view: OwnershipView, path: Path) -> Line:
    marks = "; ".join(map(mark_text, view.marks_on(path[-1].owner)))
    said = _("{chain}.").format(chain=chain_text(view.graph, path))
    return (Text(said, "text2"), Gap(4), Text(marks, "high"))


def _beside(view: OwnershipView) -> Iterator[Line]:
    for text in caution_texts(view.graph, view.interests):
        yield (Text(text, "med"),)
    if view.changes:
        title = plural(
            view.months,
            "Changed within {n} month after a listing (a pattern, no finding)",
            "Changed within {n} months after a listing (a pattern, no finding)",
        )
        yield (Text(title, bold=True),)
        for change in view.changes:
            yield (Text(change_text(view.graph, change)),)
