"""The text that is signed: read part by part, or as the bytes that are hashed."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from landwaiter.canonical import sha256_hex
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.decision_words import PartOfText
from landwaiter.services.review.review_view import ReviewView
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import Card, clear, column, panel, scrolled
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.text import text_area

Row = tuple[str, str]
_COLUMNS: tuple[TableColumn[Row], ...] = (
    TableColumn(
        N_("Statement"), lambda row: InlineCell(((Text(row[0], bold=True),),), wrap=True), width=150
    ),
    TableColumn(N_("What it says"), lambda row: InlineCell(((Text(row[1]),),), wrap=True)),
)


class SignedText(QWidget):
    """Two faces of one text, `read` and `bytes`; `show_face` chooses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = MarkLabel(wrap=True)
        self._parts = column(gap=10)
        page = panel("page")
        page.setLayout(column(self._parts, 0))
        self.bytes: QPlainTextEdit = text_area(name=_("The bytes that are signed"))
        self.bytes.setReadOnly(True)
        self.bytes.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.read = scrolled(page)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.read)
        self._faces.addWidget(self.bytes)
        self.setLayout(column(self._said, self._faces, gap=8, margins=(12, 10, 12, 10)))
        self._view: ReviewView | None = None

    def show_view(self, view: ReviewView) -> None:
        self._view = view
        decision = view.view.case.decision
        text = decision.text if decision else ""
        self.bytes.setPlainText(text)
        self._said.show_lines(*_about(view, text))
        clear(self._parts)
        for part in view.parts:
            if part.statements:
                self._parts.addWidget(_card(part))

    def shown(self) -> QWidget | None:
        return self._faces.currentWidget()

    def show_face(self, face: QWidget) -> None:
        self._faces.setCurrentWidget(face)
        face.setFocus()


def _card(part: PartOfText) -> Card:
    rows: RowModel[Row] = RowModel(_COLUMNS)
    rows.show_rows(tuple((one.title, one.said) for one in part.statements))
    table = CardTable(rows, wraps=True)
    table.horizontalHeader().hide()
    return Card(part.title, str(len(part.statements)), head=28).add(table)


def _about(view: ReviewView, text: str) -> tuple[Line, ...]:
    """The hash is computed here from what is shown, beside the one that is signed."""
    data = text.encode()
    same = sha256_hex(data) == view.text_sha256
    mark = Glyph("tick", 14, "ok") if same else Glyph("warning", 14, "crit")
    said = (
        _("The text shown has the hash that is signed.")
        if same
        else _("The text shown does not have the hash that is signed: do not approve.")
    )
    return (
        (mark, Gap(8), Text(said, bold=True)),
        (
            Text(_("SHA-256 "), "text2"),
            Text(sha256_hex(data), mono=True, size=fonts.Size.SMALL),
            Gap(12),
            Text(
                plural(len(data), "{n} byte", "{n} bytes"),
                "text2",
            ),
        ),
    )
