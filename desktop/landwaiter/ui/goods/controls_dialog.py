"""Control lists: the tree level by level, search as you type, and the entry under the cursor."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.terms import low
from landwaiter.domain.law.control_codes import OWN_SPELLING, spelled_in
from landwaiter.domain.law.control_tree import TITLES, ControlNode
from landwaiter.i18n import N_, _
from landwaiter.services.goods.controls import ControlLevel, EntryView
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.day_field import DayField, day_or_none
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import TextArea, text_field

LIST_WIDTH, HEIGHT = 620, 460
PAUSE_MS = 150
"""Typing rests so long before a search is asked for."""

NODE_COLUMNS: tuple[TableColumn[ControlNode], ...] = (
    TableColumn(N_("List"), lambda row: InlineCell(((Text(row.list, "text2"),),)), width=70),
    TableColumn(
        N_("Code"), lambda row: InlineCell(((Text(row.code, mono=True, bold=True),),)), width=130
    ),
    TableColumn(N_("Title"), lambda row: InlineCell(((Text(row.title),),)), fixed=True),
)


class ControlsDialog(Pane):
    """`level_asked(list, code, day)`, `search_asked(text, list, day)`, `entry_asked(list, code,
    day)`, `case_asked(reference)`; answer with `show_level`, `show_found`, `show_entry`."""

    level_asked = Signal(str, str, object)
    search_asked = Signal(str, str, object)
    entry_asked = Signal(str, str, object)
    case_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Control lists"),
            _("Enter goes into an entry, Backspace back; type words or the beginning of a code"),
            width=1240,
            parent=parent,
        )
        self.search = text_field(
            _("machining five axes, 2B001, ML9 …"), name=_("Search"), searches=True
        )
        self.list = choice_box(_("List"), ())
        self.day = DayField(_("today"), name=_("As of"), searches=True)
        self.model: RowModel[ControlNode] = RowModel(NODE_COLUMNS)
        self.rows = ListView(self.model)
        self.text = TextArea()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Entry"))
        self._where = label("", "text2")
        self._cases: tuple[str, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._build()
        self._connect()
        self.setFocusProxy(self.search)

    def show_level(self, level: ControlLevel) -> None:
        """One level of the tree."""
        if not self.list.count():
            for name in level.lists:
                self.list.addItem(_(TITLES.get(name, name)), name)
            choose(self.list, level.list)
        place = level.code or _("the top")
        said = _("{list}, under {code}; editions {editions}").format(
            list=_(TITLES.get(level.list, level.list)),
            code=place,
            editions=", ".join(level.editions),
        )
        self._where.show_lines((Text(said, "text2"),))
        self.model.show_rows(level.nodes)
        self._show_row()

    def show_found(self, nodes: tuple[ControlNode, ...]) -> None:
        """What a search found."""
        said = _("{count} found").format(count=len(nodes)) if nodes else _("Nothing was found.")
        self._where.show_lines((Text(said, "text2"),))
        self.model.show_rows(nodes)
        self._show_row()

    def show_entry(self, view: EntryView) -> None:
        """The entry under the cursor, with what belongs to it."""
        node = view.node
        trust = f"{node.pack}, {_(node.trust)}" + (f", {node.regime}" if node.regime else "")
        text = (node.text, *(_("Note: {text}").format(text=note) for note in node.notes))
        lines = [
            f"{_(TITLES.get(node.list, node.list))}: {node.code}  {node.title}",
            *((" › ".join(one.code for one in (*view.path, node)),) if view.path else ()),
            trust,
            *(f"\n{part}" for part in text if part),
            *self._beside(view),
        ]
        self._cases = tuple(reference for reference, _state in view.cases)
        self.text.setPlainText("\n".join(lines))

    def open_code(self, name: str, code: str) -> None:
        """Begin with one entry, as a case names it."""
        if self.list.count():
            choose(self.list, name)
        self.search.setText(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and self.rows.hasFocus():
            self._up()
            return
        super().keyPressEvent(event)

    @staticmethod
    def _beside(view: EntryView) -> list[str]:
        lines = []
        if view.headings:
            lines += ["", _("Commodity codes")]
            said = (f"  {one.heading}  {one.goods} ({_(one.trust)})" for one in view.headings)
            lines += dict.fromkeys(said)
        if view.questions:
            lines += ["", _("Decided by"), *(f"  {one}" for one in view.questions)]
        if view.cases:
            lines += ["", _("Cases (Ctrl+O opens the first)")]
            lines += [f"  {reference}  {low(state)}" for reference, state in view.cases]
        return lines

    def _build(self) -> None:
        nothing = EmptyState(
            "search",
            _("Nothing here"),
            _("Type words or the beginning of a code. Entries come with the packs of the lists."),
        )
        found = Card(_("Control entries")).add(
            column(self._where, margins=(12, 4, 12, 4)),
            or_nothing(self.model, self.rows, nothing),  # type: ignore[arg-type]  # any rows
        )
        found.setMinimumSize(fonts.px(LIST_WIDTH), fonts.px(HEIGHT))
        self.list.setMinimumWidth(fonts.px(200))
        entry = Card(_("Entry")).add(self.text)
        self.build(
            column(
                across(
                    field_row(_("Search"), self.search, width=60),
                    field_row(_("List"), self.list, width=40),
                    field_row(_("As of"), self.day, width=50),
                    gap=16,
                ),
                across(found, entry, gap=10),
                gap=8,
            )
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.rows.setFocus)
        self.day.editingFinished.connect(self._ask)
        self.list.currentIndexChanged.connect(lambda _index: self._ask())
        self.rows.shown.connect(lambda _row: self._show_row())
        self.rows.opened.connect(self._into)
        on_key("Ctrl+O", self, self._open_case)

    @property
    def _day(self) -> date | None:
        return day_or_none(self.day.text())

    def _ask(self) -> None:
        text = self.search.text().strip()
        if (own := spelled_in(text)) in OWN_SPELLING and self.list.findData(own) >= 0:
            self._choose(own)
        name = chosen(self.list) or "eu"
        if text:
            self.search_asked.emit(text, name, self._day)
        else:
            self.level_asked.emit(name, "", self._day)

    def _choose(self, name: str) -> None:
        """The list that alone can have the code that was typed."""
        self.list.blockSignals(True)
        choose(self.list, name)
        self.list.blockSignals(False)

    def _into(self, node: ControlNode) -> None:
        self.level_asked.emit(node.list, node.code, self._day)

    def _up(self) -> None:
        row: ControlNode | None = self.rows.current_row()
        above = row.path[:-1] if row else ()
        name = row.list if row else chosen(self.list) or "eu"
        self.level_asked.emit(name, above[-1] if above else "", self._day)

    def _show_row(self) -> None:
        row: ControlNode | None = self.rows.current_row()
        self.text.clear()
        self._cases = ()
        if row is not None:
            self.entry_asked.emit(row.list, row.code, self._day)

    def _open_case(self) -> None:
        if self._cases:
            self.case_asked.emit(self._cases[0])
