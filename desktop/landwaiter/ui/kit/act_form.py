"""The form of an act at the foot of a screen: what it needs, one primary act, why it is refused."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fields import Field, Fields
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel, label

SHORT_IN_A_ROW = 6
"""More fields than these begin another row."""


def _width(field: Field) -> int:
    """Pixels at scale 1 that a field has at least."""
    if not field.choices:
        return 190
    return 170 if field.open and field.hint else 120


class ActForm(QWidget):
    """Signals: `given(answers)`, `left`, `typed(answers)` at every key.

    It stays with everything typed until the deed is done; a fault is said in it. Ctrl+Enter hands
    it over and Esc leaves it wherever the focus is; while it is open single keys rest.
    """

    given = Signal(object)
    left = Signal()
    typed = Signal(object)

    def __init__(
        self,
        title: str,
        deed: str,
        fields: Sequence[Field],
        *,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields = Fields(fields, self)
        self.inputs = self.fields.inputs
        self.act = ActButton(deed, icon="tick", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.leave = ActButton(_("Leave"), keys="Esc")
        self._refusal = MarkLabel().elastic()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(" ".join(filter(None, (title, note))))
        self._build(title, note)
        self._connect()
        self._check()

    def begin(self) -> None:
        """Put the cursor where text is missing, else where there is most to write.

        Never on the act: a space that is still on its way would press it.
        """
        fields = self.fields.fields
        missing = (f for f in fields if (f.open or not f.choices) and self.fields.why(f))
        long = (field for field in fields if field.long)
        first = next(missing, None) or next(long, None) or (fields[0] if fields else None)
        (self.inputs[first.name] if first else self).setFocus()

    def begin_at(self, name: str) -> None:
        """Put the cursor behind what stands in a field."""
        widget = self.inputs[name]
        widget.setFocus()
        if isinstance(widget, QPlainTextEdit):
            widget.moveCursor(QTextCursor.MoveOperation.End)

    def show_refusal(self, sentence: str) -> None:
        """Say why in place; everything typed is there still."""
        self._say(sentence)
        self.setEnabled(True)
        self._check()
        self._begin_again()

    def _say(self, sentence: str) -> None:
        line: Line = (Glyph("warning", 12, "high"), Gap(4), Text(sentence, "high", Size.DENSE))
        self._refusal.show_lines(line)
        self._refusal.setToolTip(sentence)

    def _begin_again(self) -> None:
        """After a refusal a password is typed anew where it was: never into an open field."""
        secret = next((field for field in self.fields.fields if field.secret), None)
        if secret is None:
            self.begin()
            return
        line = self.inputs[secret.name]
        line.setFocus()
        if isinstance(line, QLineEdit):
            line.selectAll()

    @property
    def refusal(self) -> str:
        return self._refusal.words()

    def give(self) -> None:
        """Hand the answers over; what is missing is named, and gets the cursor."""
        if not self.isEnabled():
            return
        lacking = self.fields.lacking()
        if lacking is not None:
            self._say(self.fields.why(lacking))
            self.inputs[lacking.name].setFocus()
            return
        self.setEnabled(False)
        self.given.emit(self.fields.answers())

    def _build(self, title: str, note: str) -> None:
        said: Line = (Text(title, size=Size.BODY, bold=True, whole=True),)
        if note:
            said = (*said, Gap(10), Text(note, "text2"))
        rows: list[QHBoxLayout] = []
        long: list[QHBoxLayout] = []
        for field in self.fields.fields:
            widget = self.inputs[field.name]
            named = column(label(field.title, "text2", size=Size.SMALL), widget, gap=2)
            if field.long:
                widget.setFixedHeight(fonts.px(58))
                long.append(across(named))
                continue
            if not rows or rows[-1].count() == SHORT_IN_A_ROW:
                rows.append(across(gap=12))
            widget.setMinimumWidth(fonts.px(_width(field)))
            rows[-1].addLayout(named)
        for row in rows:
            row.addStretch(1)
        parts: list[QWidget | QHBoxLayout] = [MarkLabel(said).elastic(), *rows, *long]
        parts.append(across(self._refusal, self.leave, self.act))
        bar = panel("foot")
        bar.setLayout(column(*parts, gap=6, margins=(16, 8, 16, 8)))
        self.setLayout(column(bar))
        self._order()

    def _order(self) -> None:
        """Tab goes as the eye does: the short fields, the long ones, the acts."""
        fields = sorted(self.fields.fields, key=lambda field: field.long)
        inputs = [self.inputs[field.name] for field in fields]
        for before, after in pairwise((*inputs, self.leave, self.act)):
            QWidget.setTabOrder(before, after)
        keys.go_on(inputs)

    def _connect(self) -> None:
        self.fields.changed.connect(self._changed)
        self.act.clicked.connect(self.give)
        self.leave.clicked.connect(self.left)
        keys.the_gate().watch(self)
        keys.on_submit(self, self.give)
        keys.on_leave(self, self.left.emit)

    def _changed(self) -> None:
        self._check()
        self.typed.emit(self.fields.answers())

    def _check(self) -> None:
        why = self.fields.why_not()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()
