"""Entities that may be one: each pair with what speaks for it and what against."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import shown_score
from landwaiter.services.entities.entity_duplicates import Duplicate, DuplicateSide
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView


def _side(side: DuplicateSide) -> InlineCell:
    cases = plural(side.cases, "{n} case", "{n} cases")
    beside = ", ".join(filter(None, (side.country, cases)))
    return InlineCell(((Text(side.name, bold=True),), (Text(beside, "text2"),)))


def _score(row: Duplicate) -> InlineCell:
    return InlineCell(((Text(shown_score(row.score, 3), whole=True),),), right=True)


PAIRS: tuple[TableColumn[Duplicate], ...] = (
    TableColumn(N_("One"), lambda row: _side(row.one), fixed=True),
    TableColumn(N_("The other"), lambda row: _side(row.other), fixed=True),
    TableColumn(N_("Alike"), _score, width=64, right=True),
)


class DuplicatesDialog(Pane):
    """`entity_asked(identity)`, `merge_asked(Duplicate)`, `apart_asked(Duplicate)`."""

    entity_asked = Signal(str)
    merge_asked = Signal(object)
    apart_asked = Signal(object)

    def __init__(self, found: Sequence[Duplicate], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Entities that may be one"),
            plural(len(found), "{n} pair", "{n} pairs"),
            width=860,
            parent=parent,
        )
        self.model: RowModel[Duplicate] = RowModel(
            PAIRS, key=lambda row: (row.one.id, row.other.id)
        )
        self.list = ListView(self.model, row_height=44)
        self.reasons = MarkLabel(wrap=True)
        self.open_one = ActButton(_("Open the first"), icon="next", keys="Enter")
        self.apart = ActButton(_("Tell apart…"), icon="entities", keys="Alt+T")
        self.merge = ActButton(_("Merge…"), icon="merge", keys="Alt+M", kind=ButtonKind.PRIMARY)
        card = Card().add(self.list)
        card.setMinimumHeight(fonts.px(260))
        self.reasons.setMinimumHeight(fonts.px(96))
        self.build(column(card, self.reasons, gap=8), self.open_one, self.apart, self.merge)
        self._connect()
        self.model.show_rows(tuple(found))
        self.setFocusProxy(self.list)
        self.list.setFocus()

    def _connect(self) -> None:
        self.list.shown.connect(self._show_reasons)
        self.list.opened.connect(lambda row: self.entity_asked.emit(row.one.id))
        self.open_one.clicked.connect(
            lambda: self._with_row(lambda row: self.entity_asked.emit(row.one.id))
        )
        self.merge.clicked.connect(lambda: self._with_row(self.merge_asked.emit))
        self.apart.clicked.connect(lambda: self._with_row(self.apart_asked.emit))
        on_key("Alt+M", self, self.merge.click)
        on_key("Alt+T", self, self.apart.click)

    def _with_row(self, do: object) -> None:
        row = self.list.current_row()
        if row is not None:
            do(row)  # type: ignore[operator]  # a bound signal or a function of the row

    def _show_reasons(self, row: Duplicate) -> None:
        lines: list[Line] = [
            (Glyph("plus", 10, "ok"), Gap(6), Text(reason)) for reason in row.reasons
        ]
        lines += [
            (Glyph("cross", 10, "med"), Gap(6), Text(reason, "text2")) for reason in row.against
        ]
        self.reasons.show_lines(*lines)
