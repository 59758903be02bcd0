"""The form of an act, a page of its own: what it needs, one primary act, why it is refused."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fields import Field, Fields
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.middle import Middle
from landwaiter.ui.kit.outcome import announce
from landwaiter.ui.kit.theme import theme_of
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs

WIDEST, LONG = 470, 96
"""The width of a field at most, and the height of one that takes several lines; at scale 1."""
WIDEST_CHOICE, _BESIDE_CHOICE = 260, 40
"""Of a box of choices, and what its frame and arrow take."""
FRAME = 2
"""Around a form that has the focus itself."""


def _width(field: Field) -> int:
    """Pixels at scale 1 that a field has at least."""
    if not field.choices:
        return 270 if field.moment else 190
    return 170 if field.open and field.hint else 120


def _width_of_choices(widget: QWidget) -> int:
    """Pixels in which the longest choice stands whole, up to a width that two have room for."""
    if not isinstance(widget, QComboBox):
        return 0
    words = (widget.itemText(place) for place in range(widget.count()))
    longest = max(map(widget.fontMetrics().horizontalAdvance, words), default=0)
    return min(longest + fonts.px(_BESIDE_CHOICE), fonts.px(WIDEST_CHOICE))


def _width_of_hint(widget: QWidget) -> int:
    """Pixels in which the hint in an empty line stands whole, up to the widest field."""
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if not isinstance(line, QLineEdit) or not line.placeholderText():
        return 0
    said = line.fontMetrics().horizontalAdvance(line.placeholderText())
    return min(said + fonts.px(_BESIDE_CHOICE), fonts.px(WIDEST))


def _has_hint(field: Field) -> bool:
    """Below it: what an empty day means is longer than the field is wide."""
    return bool(field.hint) and (field.day or field.moment)


class ActForm(QWidget):
    """Signals: `given(answers)`, `left`, `typed(answers)` at every key, and
    `templates_asked(name, button)` for a field that may begin from some.

    Its head, its refusal and its acts stand, and the fields between them are scrolled.
    It stays with everything typed until the deed is done; a fault is said in it. Ctrl+Enter hands
    it over and Esc leaves it wherever the focus is; while it is open single keys rest.
    """

    given = Signal(object)
    left = Signal()
    typed = Signal(object)
    templates_asked = Signal(str, object)

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
        self.topic = self.fields.deed
        """Of the help that tells of it; empty where its fields alone do."""
        self.title, self.note = title, note
        self.inputs = self.fields.inputs
        self._deed = deed
        self._templates = {
            one.name: self._template_button(one) for one in self.fields.fields if one.templates
        }
        self.act = ActButton(deed, icon="tick", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.leave = ActButton(_("Leave"), keys="Esc")
        self._refusal = MarkLabel(wrap=True, ground="critbg")
        self._refused = panel("refusal")
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
        self._refused.show()
        announce(self._refusal, sentence)

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
        self.act.show_act(_("Being written…"), icon="clock")
        self.given.emit(self.fields.answers())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A form that asks nothing has the focus itself, and shows it."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme_of(self.palette()).colour("accent"), FRAME))
            inner = FRAME // 2
            painter.drawRect(self.rect().adjusted(inner, inner, -inner, -inner))

    def changeEvent(self, event: QEvent) -> None:
        """Once it can be given again, its act is named again."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and self.isEnabled():
            self.act.show_act(self._deed, icon="tick", keys="Ctrl+Enter")
            self._check()

    def _build(self, title: str, note: str) -> None:
        head, foot = panel("head"), panel("foot")
        said: list[Line] = [(Text(title, size=Size.NUMBER, bold=True),)]
        if note:
            said.append((Text(note, "text2"),))
        head.setLayout(across(MarkLabel(*said, wrap=True), margins=(16, 8, 16, 8)))
        self._refused.setLayout(across(self._refusal, margins=(16, 6, 16, 6)))
        self._refused.hide()
        foot.setLayout(across(self.leave, WrappedActs((self.act,)), margins=(16, 10, 16, 10)))
        # All fields of a line are as high, so that they stand beside each other.
        self._has_hints = any(_has_hint(one) for one in self.fields.fields)
        short = [self._named(one) for one in self.fields.fields if not one.long]
        long = [self._named(one) for one in self.fields.fields if one.long]
        body = column(AlongLine(*short, gap=12), *long, 0, gap=10, margins=(16, 12, 16, 12))
        page = panel("page")
        page.setLayout(column(Middle(body)))
        self.setLayout(column(head, page, self._refused, foot, margins=(FRAME,) * 4))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just set
        self._order()

    def _named(self, field: Field) -> QWidget:
        """A field below its title; what an empty day means stands below that."""
        widget, named = self.inputs[field.name], QWidget()
        if field.long:
            widget.setMinimumHeight(fonts.px(LONG))
            widget.setMaximumHeight(fonts.px(2 * LONG))
        else:
            wanted = _width_of_choices(widget), _width_of_hint(widget)
            widget.setMinimumWidth(max(fonts.px(_width(field)), *wanted))
            widget.setMaximumWidth(fonts.px(WIDEST))
        hint = label(field.hint if _has_hint(field) else "", "muted", size=Size.SMALL)
        hint.setMinimumHeight(label("0", size=Size.SMALL).sizeHint().height())
        below = () if field.long or not self._has_hints else (hint,)
        title = label(field.title, "text2", size=Size.SMALL)
        templates = self._templates.get(field.name)
        above = across(title, 0, templates) if templates is not None else title
        named.setLayout(column(above, widget, *below, gap=2))
        return named

    def _template_button(self, field: Field) -> ActButton:
        button = ActButton(_("Templates…"), small=True)
        button.clicked.connect(lambda: self.templates_asked.emit(field.name, button))
        return button

    def insert(self, name: str, text: str) -> None:
        """Type it where the cursor is in a long field."""
        area = self.inputs[name]
        if isinstance(area, QPlainTextEdit):
            area.insertPlainText(text)
            area.setFocus()

    def _order(self) -> None:
        """Tab goes as the eye does: the short fields, the long ones, the acts."""
        fields = sorted(self.fields.fields, key=lambda field: field.long)
        inputs = [self.inputs[field.name] for field in fields]
        asked = (
            one
            for field in fields
            for one in (self._templates.get(field.name), self.inputs[field.name])
            if one is not None
        )
        for before, after in pairwise((*asked, self.leave, self.act)):
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
