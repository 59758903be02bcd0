"""The views of the list of cases at its side: whose they are, and how many cases each finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QWidget

from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.office.case_views import CountedView, NamedView, ViewOwner
from landwaiter.ui.kit import draw, fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, clear, column, panel, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import Ink, theme_of

WIDTH = 186
_OWNERS = {
    ViewOwner.ALWAYS: N_("Always here"),
    ViewOwner.OFFICE: N_("The office’s"),
    ViewOwner.OWN: N_("My own"),
}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class ViewKey:
    """Which view: names are told apart by their owner."""

    owner: ViewOwner
    name: str


class ViewRow(QPushButton):
    """A view: its name, how many cases it finds, an accent edge where it is shown."""

    stepped = Signal(int)

    def __init__(self, counted: CountedView) -> None:
        super().__init__(counted.view.title)
        self.view = counted.view
        self._count = f"{figure(counted.cases)}+" if counted.is_more else figure(counted.cases)
        self._is_late = counted.view.name == "ran-out" and bool(counted.cases)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = figure(counted.cases)
        if counted.is_more:
            told = plural(counted.cases, "more than {n} case", "more than {n} cases")
            self.setToolTip(f"{counted.view.title}: {told}")
        else:
            self.setToolTip(counted.view.title)
        self.setAccessibleName(f"{counted.view.title}, {told}")

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(WIDTH - 8), fonts.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), theme_of(self.palette())
        ground: Ink = "tint" if self.isChecked() else "window"
        area = QRectF(self.rect())
        painter.fillRect(area, theme.colour(ground))
        if self.isChecked():
            painter.fillRect(QRectF(0, 0, fonts.px(3), area.height()), theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(area.adjusted(4, 1, -3, -2))
        look = draw.Look(theme, ground)
        inner = area.adjusted(fonts.px(14), 0, -fonts.px(8), 0)
        ink: Ink = "crit" if self._is_late else "text2"
        count = Text(self._count, ink, bold=self._is_late, whole=True)
        draw.paint(painter, InlineCell(((count,),), right=True), inner, look, middle=True)
        name = inner.adjusted(0, 0, -fonts.px(9 * len(self._count) + 6), 0)
        title = Text(self.text(), "text", Size.DENSE, bold=self.isChecked())
        draw.paint(painter, InlineCell(((title,),)), name, look, middle=True)


class ViewList(QWidget):
    """`view_asked(NamedView)`; `save_asked` keeps what is shown, `remove_asked(NamedView)`."""

    view_asked = Signal(object)
    save_asked = Signal()
    remove_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: NamedView | None = None
        self.rows: tuple[ViewRow, ...] = ()
        self._counted: tuple[CountedView, ...] = ()
        self._inside = panel("page")
        self._layout = column(gap=1, margins=(0, 8, 0, 8))
        self._inside.setLayout(self._layout)
        area: QScrollArea = scrolled(self._inside)
        area.setFixedWidth(fonts.px(WIDTH))
        self.setLayout(across(area, gap=0))
        self.setAccessibleName(_("Saved views"))

    def show_views(self, counted: Sequence[CountedView]) -> None:
        """All of them with their counts; the one that is shown stays so."""
        if tuple(counted) == self._counted:
            return
        self._counted = tuple(counted)
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        clear(self._layout)
        self.rows = tuple(ViewRow(one) for one in counted)
        for part in self._parts():
            self._layout.addWidget(part)
        self._layout.addStretch(1)
        wanted = self.shown
        self.mark(wanted if wanted is not None else (self.rows[0].view if self.rows else None))
        if had_focus:
            self.setFocus()

    def mark(self, view: NamedView | None) -> None:
        """Show which view it is; None: none of them."""
        self.shown = view
        for row in self.rows:
            is_shown = view is not None and _key(row.view) == _key(view)
            if is_shown:
                self.shown = row.view
            row.setChecked(is_shown)
        own = self.shown is not None and self.shown.owner is ViewOwner.OWN
        self._remove.setVisible(own) if self.rows else None

    def named(self, name: str) -> NamedView | None:
        """The view of this name, one's own before the others."""
        found = [row.view for row in self.rows if row.view.name == name]
        return found[-1] if found else None

    def _step(self, row: ViewRow, by: int) -> None:
        number = self.rows.index(row) + by
        if 0 <= number < len(self.rows):
            self.rows[number].setFocus()

    def _parts(self) -> Iterator[QWidget]:
        for owner, title in _OWNERS.items():
            rows = [row for row in self.rows if row.view.owner is owner]
            if rows or owner is ViewOwner.OWN:
                head = MarkLabel((Text(_(title), "text2", Size.SMALL),), ground="window")
                head.setContentsMargins(12, 6, 8, 2)
                held = QWidget()
                held.setLayout(across(head, 0, margins=(12, 8, 8, 2)))
                yield held
            for row in rows:
                row.clicked.connect(lambda _on=False, row=row: self.view_asked.emit(row.view))
                row.stepped.connect(lambda by, row=row: self._step(row, by))
                yield row
        saving = ActButton(_("Save this view…"), kind=ButtonKind.FLAT, small=True)
        saving.clicked.connect(self.save_asked)
        self._remove = ActButton(_("Remove this view…"), kind=ButtonKind.FLAT, small=True)
        self._remove.clicked.connect(lambda: self.remove_asked.emit(self.shown))
        for button in (saving, self._remove):
            held = QWidget()
            held.setLayout(across(button, 0, margins=(6, 2, 4, 2)))
            yield held


def _key(view: NamedView) -> ViewKey:
    return ViewKey(view.owner, view.name)
