"""The panel of acts (A on a case): what can be done now by group, then what cannot, and why.

It does nothing: what is chosen opens its form, or leads to where it is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from landwaiter.i18n import _, figure
from landwaiter.ui.cases.acts_of_case import ORDER, ActRow, found_in, with_words
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.wrapping import AlongLine

WIDTH, HIGHEST = 548, 560
"""At scale 1; no higher, whatever there is."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A title of a group, the door to what is not possible, or an act."""

    heading: str = ""
    count: int = 0
    act: ActRow | None = None
    is_door: bool = False

    @property
    def can_be_chosen(self) -> bool:
        return self.is_door or self.act is not None


class ActsPanel(QDialog):
    """`chosen(ActRow)` for one that can be done."""

    chosen = Signal(object)

    def __init__(self, acts: Sequence[ActRow], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._acts = tuple(acts)
        self._is_open = False
        self.setObjectName("acts")
        self.setWindowTitle(_("Acts"))
        self.field = text_field(_("Find an act"), name=_("Find an act"))
        self.model: RowModel[PanelLine] = RowModel(_COLUMNS)
        self.list = ListView(self.model)
        self.list.setAccessibleName(_("Acts"))
        self.list.horizontalHeader().hide()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hints = panel("alt")
        hints.setLayout(
            across(
                AlongLine(
                    MarkLabel(marks.key_hint("↑ ↓", _("choose")), ground="alt"),
                    MarkLabel(
                        marks.key_hint("Enter", _("opens its form; nothing is done yet")),
                        ground="alt",
                    ),
                    MarkLabel(marks.key_hint("→", _("show why")), ground="alt"),
                    MarkLabel(marks.key_hint("Esc", _("close")), ground="alt"),
                    gap=14,
                ),
                margins=(8, 4, 8, 4),
            )
        )
        frame = QWidget()
        frame.setLayout(column(self.field, margins=(8, 8, 8, 6)))
        rows = column(frame, self.list, hints, margins=(1, 1, 1, 1))
        rows.setStretch(1, 1)
        self.setLayout(rows)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list.opened.connect(self._choose)
        self.list.clicked.connect(lambda index: self._choose(self.model.row(index.row())))
        self._show()

    def show_words(self, words: Mapping[str, str]) -> None:
        """The titles in the other languages of the window, by which acts are found too."""
        self._acts = with_words(self._acts, words)
        if self.field.text().strip():
            self._show()

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().size() - QSize(40, 40) if parent is not None else QSize(9999, 9999)
        return QSize(fonts.px(WIDTH), fonts.px(HIGHEST)).boundedTo(room)

    def show_under(self, button: QWidget) -> None:
        """Place it under a button, its right ends below each other, within the window."""
        self.resize(self.sizeHint())
        window = button.window()
        corner = button.mapTo(window, button.rect().bottomRight())
        x = max(8, min(corner.x(), window.width() - 12) - self.width())
        y = max(8, min(corner.y() + 6, window.height() - self.height() - 12))
        self.move(window.mapToGlobal(QPoint(x, y)))

    @property
    def shown(self) -> tuple[ActRow, ...]:
        """The acts that are listed now."""
        return tuple(line.act for line in self.model.rows() if line.act is not None)

    def open_refused(self, *, is_open: bool) -> None:
        """Show what is not possible now, each with its reason, or close it again."""
        if is_open != self._is_open:
            self._is_open = is_open
            self._show()
            self._go_to(next((n for n, one in enumerate(self.model.rows()) if one.is_door), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.current_row())
                return True
            if key is Qt.Key.Key_Right and not self.field.text():
                self.open_refused(is_open=True)
                return True
            if key is Qt.Key.Key_Left and not self.field.text():
                self.open_refused(is_open=False)
                return True
        return False

    def _show(self) -> None:
        typed = self.field.text().strip()
        found = found_in(self._acts, typed) if typed else self._acts
        possible = [row for row in found if not row.why_not]
        refused = [row for row in found if row.why_not]
        lines: list[PanelLine] = []
        for group in ORDER:
            rows = [row for row in possible if row.group == group]
            if rows:
                lines.append(PanelLine(heading=_(group), count=len(rows)))
                lines += [PanelLine(act=row) for row in rows]
        if refused:
            said = _("Not possible now")
            lines.append(PanelLine(heading=said, count=len(refused), is_door=True))
            if typed or self._is_open:
                lines += [PanelLine(act=row) for row in refused]
        if not lines:
            lines.append(PanelLine(heading=_("No act is called so")))
        self.model.show_rows(tuple(lines))
        self._go_to(0)

    def _go_to(self, number: int) -> None:
        """The cursor on this line, or the next that can be chosen."""
        rows = self.model.rows()
        found = next((n for n in range(number, len(rows)) if rows[n].can_be_chosen), None)
        if found is None:
            self.list.clearSelection()
        else:
            self.list.selectRow(found)

    def _step(self, by: int) -> None:
        rows, at = self.model.rows(), self.list.currentIndex().row()
        places = [n for n, line in enumerate(rows) if line.can_be_chosen]
        if not places:
            return
        now = places.index(at) if at in places else 0
        wanted = places[max(0, min(len(places) - 1, now + by))]
        self.list.selectRow(wanted)
        if wanted == places[0]:
            self.list.scrollToTop()

    def _choose(self, line: PanelLine | None) -> None:
        if line is None or not line.can_be_chosen:
            return
        if line.is_door:
            self.open_refused(is_open=not self._is_open)
        elif line.act is not None and not line.act.why_not:
            self.accept()
            self.chosen.emit(line.act)


def _what(line: PanelLine) -> InlineCell:
    if line.act is None:
        said: list[Inline] = [Glyph("next", 12, "text2"), Gap(6)] if line.is_door else []
        said.append(Text(line.heading, "text2", bold=True))
        if line.count:
            said += [Gap(6), Text(figure(line.count), "muted")]
        return InlineCell((tuple(said),))
    row = line.act
    if row.why_not:
        return InlineCell(
            ((Text(row.title, "muted", Size.BODY), Gap(8), Text(row.why_not, "text2")),)
        )
    return InlineCell(((Text(row.title, "text", Size.BODY), Gap(8), Text(row.detail, "muted")),))


def _cap(line: PanelLine) -> InlineCell:
    if line.act is not None and line.act.key:
        return InlineCell(((marks.key(line.act.key),),), right=True)
    return InlineCell()


_COLUMNS: tuple[TableColumn[PanelLine], ...] = (
    TableColumn("What", _what),
    TableColumn("Shortcut", _cap, width=44),
)
