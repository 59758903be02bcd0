"""Beside a proposal: what is read of it, and the remarks that a return takes along."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.remarks import place_words
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.i18n import N_, _, plural
from landwaiter.services.review.reading import SectionText
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, clear, column, ruled
from landwaiter.ui.kit.inline import Glyph, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.text import text_area


def _mark(row: SectionText) -> InlineCell:
    read = row.read_at is not None
    return InlineCell(((Glyph("tick", 14, "ok") if read else Glyph("severity-low", 14, "muted"),),))


def _state(*, is_read: bool) -> InlineCell:
    return InlineCell(((Text(_("read") if is_read else _("not read yet"), "text2"),),))


_COLUMNS: tuple[TableColumn[SectionText], ...] = (
    TableColumn("", _mark, width=26),
    TableColumn(
        N_("Section"),
        lambda row: InlineCell(((Text(row.title, bold=row.read_at is None),),), wrap=True),
    ),
    TableColumn(
        N_("Status"),
        lambda row: _state(is_read=row.read_at is not None),
        width=92,
        widest=lambda: (_state(is_read=one) for one in (True, False)),
    ),
)


class ToReadCard(Card):
    """What is read before signing, section by section; `section_asked(section)` of a row."""

    section_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            _("To be read"), " ", acts=(MarkLabel(marks.key_hint("N", _("next"))),), head=30
        )
        self.rows: RowModel[SectionText] = RowModel(_COLUMNS)
        self.table = CardTable(self.rows, wraps=True, selectable=True)
        self.table.horizontalHeader().hide()
        self.table.setAccessibleName(_("To be read"))
        self.table.opened.connect(lambda row: self.section_asked.emit(row.section))
        self.table.clicked.connect(self._clicked)
        self.add(self.table)

    def show_sections(self, sections: Sequence[SectionText]) -> None:
        read = sum(one.read_at is not None for one in sections)
        self.name(_("To be read"), _("{read} of {count}").format(read=read, count=len(sections)))
        self.rows.show_rows(tuple(sections))

    def unread(self) -> tuple[ReviewSection, ...]:
        return tuple(one.section for one in self.rows.rows() if one.read_at is None)

    def _clicked(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.section_asked.emit(row.section)


class RemarksCard(Card):
    """Remarks by place, as they are typed; `typed(place → text)` at every key."""

    typed = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("My remarks"), " ", head=30)
        self.areas: dict[str, QPlainTextEdit] = {}
        self._of: dict[str, QWidget] = {}
        self._case: Case | None = None
        self._rows = column()
        self._empty = MarkLabel(
            (Text(_("Go to a value and press M; a return takes them along."), "muted"),), wrap=True
        )
        self.add(column(self._empty, margins=(12, 8, 12, 8)), self._rows)
        self._count()

    def show_case(self, case: Case) -> None:
        self._case = case

    def begin(self, place: str) -> None:
        """A remark on a place, or the one that stands there."""
        if place not in self.areas:
            self._add(place, "")
        self.areas[place].setFocus()

    def fill(self, remarks: Mapping[str, str]) -> None:
        """What was typed before."""
        for place, text in remarks.items():
            if place not in self.areas:
                self._add(place, text)

    def remarks(self) -> dict[str, str]:
        """Place → text, of those that say something."""
        said = {place: area.toPlainText().strip() for place, area in self.areas.items()}
        return {place: text for place, text in said.items() if text}

    def empty_out(self) -> None:
        """They are sent, or cleared."""
        self.areas, self._of = {}, {}
        clear(self._rows)
        self._count()

    def _add(self, place: str, text: str) -> None:
        words = place_words(self._case, place) if self._case else place
        area = text_area(_("What is missing or wrong there"), name=words)
        area.setFixedHeight(fonts.px(58))
        area.setPlainText(text)
        area.textChanged.connect(self._tell)
        self.areas[place] = area
        gone = ActButton(_("Clear"), small=True)
        gone.setAccessibleName(_("Clear the remark on {place}").format(place=words))
        head = across(MarkLabel((Text(words, bold=True),)).elastic(), gone)
        row = ruled(column(head, area, gap=4, margins=(12, 6, 12, 8)))
        gone.clicked.connect(lambda: self._clear(place))
        self._of[place] = row
        self._rows.addWidget(row)
        self._count()

    def _clear(self, place: str) -> None:
        self.areas.pop(place)
        row = self._of.pop(place)
        row.hide()
        row.deleteLater()
        self._tell()

    def _tell(self) -> None:
        self._count()
        self.typed.emit(self.remarks())

    def _count(self) -> None:
        count = len(self.areas)
        self.name(
            _("My remarks"),
            plural(count, "{n}, sent only with a return", "{n}, sent only with a return")
            if count
            else "",
        )
        self._empty.setVisible(not count)
