"""Plain text everywhere: factories for the few Qt widgets that would render markup, and a filter
that keeps tooltips from doing so.

Qt guesses rich text in labels, message boxes and tooltips and then loads local files it names; a
text from a case may be hostile.
"""

from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QHelpEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)

from landwaiter.ui.kit.event_filter import the_events

SEARCHES = "searches"
"""Property of a field whose text only narrows or finds: nobody misses it."""


def text_field(
    placeholder: str = "", *, name: str = "", secret: bool = False, searches: bool = False
) -> QLineEdit:
    """A one-line field; `name` is what a screen reader says."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(name or placeholder)
    made.setAccessibleDescription(placeholder if name else "")
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setProperty(SEARCHES, searches)
    return made


LONGEST_RUN = 1_000
"""Letters without a blank up to which a line may be broken at words alone."""
_AT_WORDS, _ANYWHERE = (
    QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere,
    QTextOption.WrapMode.WrapAnywhere,
)


class TextArea(QPlainTextEdit):
    """A text of several lines; a long run of letters is broken wherever a line ends.

    Qt looks through such a run anew for each of its lines, for words at which it could be broken:
    200,000 letters take it seconds, and a second more with each key.
    """

    def setPlainText(self, text: str) -> None:
        self.setWordWrapMode(_AT_WORDS)
        self._break(text)
        super().setPlainText(text)

    def insertPlainText(self, text: str) -> None:
        self._break(text)
        super().insertPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._break(source.text())
        super().insertFromMimeData(source)

    def _break(self, text: str) -> None:
        """Before it is laid out."""
        if max(map(len, text.split()), default=0) > LONGEST_RUN:
            self.setWordWrapMode(_ANYWHERE)


def text_area(placeholder: str = "", *, name: str = "") -> QPlainTextEdit:
    """A field of several lines; Tab leaves it."""
    made = TextArea()
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(name or placeholder)
    made.setAccessibleDescription(placeholder if name else "")
    made.setTabChangesFocus(True)
    return made


def holds_text(widget: QWidget) -> bool:
    """Whether somebody typed into a field in here what would be missed; passwords aside."""
    lines = widget.findChildren(QLineEdit)
    areas = widget.findChildren(QPlainTextEdit)
    return any(
        line.isModified()
        and line.text().strip()
        and not line.property(SEARCHES)
        and line.echoMode() is QLineEdit.EchoMode.Normal
        for line in lines
    ) or any(area.document().isModified() and area.toPlainText().strip() for area in areas)


def tooltip_markup(text: str) -> str:
    """The text as markup that shows exactly this text."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>" if text else ""


class PlainTooltips(QObject):
    """Every tooltip of the application is shown as the plain text it was set to."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        the_events(application).tell(self, (QEvent.Type.ToolTip,))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(watched, QWidget):
            return False
        if not isinstance(event, QHelpEvent):
            return False
        text = _tooltip(watched, event)
        if text:
            QToolTip.showText(event.globalPos(), tooltip_markup(text), watched)
        return bool(text)


def _tooltip(watched: QWidget, event: QHelpEvent) -> str:
    view = watched.parent()
    if isinstance(view, QAbstractItemView) and view.viewport() is watched:
        return str(view.indexAt(event.pos()).data(Qt.ItemDataRole.ToolTipRole) or "")
    return watched.toolTip()
