"""The command palette (Ctrl+K): any case, entity, code or act by a few letters."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from landwaiter.i18n import _
from landwaiter.services.cases.search import PaletteRow
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Glyph, InlineCell, Text, spaced
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import word

Provider = Callable[[str], tuple[PaletteRow, ...]]
"""Text typed → what was found in the casebook; runs on a reader."""

REFUSED = "refused"
"""Kind of what the person may not; its detail is the reason."""
_ICONS = {
    REFUSED: "lock",
    "case": "cases",
    "entity": "entities",
    "incident": "flag",
    "code": "item",
    "act": "next",
    "place": "next",
    "review": "four-eyes",
    "hits": "screening",
}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
SHOWN = 50


def fit(wanted: str, text: str) -> int:
    """How well `wanted` is found in `text`: its letters in order; 0 not at all, higher is better.

    Whole words beat starts of words, these beat letters in a row, these scattered ones.
    """
    wanted, text = wanted.casefold().strip(), text.casefold()
    if not wanted:
        return 1
    at = text.find(wanted)
    if at >= 0:
        is_start = at == 0 or not text[at - 1].isalnum()
        return (3000 if is_start else 2000) - min(at, 900)
    place = span = 0
    first = -1
    for letter in wanted.replace(" ", ""):
        found = text.find(letter, place)
        if found < 0:
            return 0
        first = found if first < 0 else first
        place = found + 1
    span = place - first - len(wanted)
    return max(1, 900 - 10 * span)


def best(wanted: str, entries: tuple[PaletteRow, ...]) -> tuple[PaletteRow, ...]:
    """The entries that fit, the best first; those from the casebook come as they were found.

    What is refused is found by its title, not by the reason, and comes last.
    """
    graded = [(fit(wanted, _searched(entry)), entry) for entry in entries]
    kept = sorted(
        (pair for pair in graded if pair[0]), key=lambda pair: (pair[1].kind == REFUSED, -pair[0])
    )
    return tuple(entry for _grade, entry in kept[:SHOWN])


def _searched(entry: PaletteRow) -> str:
    return entry.title if entry.kind == REFUSED else f"{entry.title} {entry.detail}"


def _what(entry: PaletteRow) -> InlineCell:
    return InlineCell(
        (
            spaced(
                Glyph(_ICONS.get(entry.kind, "next"), 14, "text2"),
                Text(entry.title, "muted" if entry.kind == REFUSED else "text", Size.BODY),
                Text(entry.detail, "muted"),
            ),
        )
    )


def _kind(entry: PaletteRow) -> str:
    """What it is; what the window offers to do is a deed, and no act of law."""
    return word("deed" if entry.kind == "act" else entry.kind)


_COLUMNS: tuple[TableColumn[PaletteRow], ...] = (
    TableColumn("What", _what),
    TableColumn(
        "Kind",
        lambda entry: InlineCell(((Text(_kind(entry), "muted"),),), right=True),
        width=80,
    ),
)


class FindDialog(QDialog):
    """A field and what fits; `chosen` carries the PaletteRow."""

    chosen = Signal(object)

    def __init__(
        self,
        acts: tuple[PaletteRow, ...],
        provider: Provider,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._acts, self._provider, self._jobs = acts, provider, jobs
        self.setWindowTitle(_("Find"))
        self.field = text_field(_("Find a case, entity, code or action"), name=_("Find"))
        self.bar = LoadingBar()
        self.model: RowModel[PaletteRow] = RowModel(_COLUMNS)
        self.list = ListView(self.model)
        self.list.horizontalHeader().hide()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hints = panel("alt")
        hints.setLayout(
            across(
                MarkLabel(marks.key_hint("↑ ↓", _("choose")), ground="alt"),
                MarkLabel(marks.key_hint("Enter", _("open it")), ground="alt"),
                MarkLabel(marks.key_hint("Esc", _("close")), ground="alt"),
                0,
                gap=16,
                margins=(8, 4, 8, 4),
            )
        )
        frame = QWidget()
        frame.setLayout(column(self.field, margins=(8, 8, 8, 6)))
        self.setLayout(column(frame, self.bar, self.list, hints, margins=(1, 1, 1, 1)))
        self.field.textChanged.connect(self.look_for)
        self.field.installEventFilter(self)
        self.list.opened.connect(self._choose)
        self.look_for("")

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(620), fonts.px(420))

    def look_for(self, text: str) -> None:
        """Acts at once, what the casebook holds when the reader has it; the newest text wins.

        Before anything is typed that is what is at hand.
        """
        acts = best(text, self._acts)
        self.model.show_rows(acts)
        self._jobs.read(
            lambda: self._provider(text.strip()),
            lambda found: self.model.show_rows((*found, *acts)[:SHOWN]),
            slot="find",
            owner=self,
            bar=self.bar,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self.list.step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.current_row())
                return True
        return False

    def _choose(self, entry: PaletteRow | None) -> None:
        if entry is not None:
            self.accept()
            self.chosen.emit(entry)
