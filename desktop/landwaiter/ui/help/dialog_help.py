"""F1 in a dialog: its page in a window of its own beside it, while the dialog goes on."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from landwaiter.i18n import _
from landwaiter.services.help.help_page import TopicPage
from landwaiter.ui.help.front_page import page_of_dialog_now
from landwaiter.ui.help.help_panel import WIDTH, HelpPanel
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.event_filter import the_events

_WIDER, _HEIGHT, _GAP = 56, 560, 8
"""At scale 1: it has no screen beside it that would need the room."""


class HelpDialog(QDialog):
    """The page of a dialog, beside it; both take keys: one is read while the other is filled in.

    F1 and Esc close it.
    """

    def __init__(self, page: TopicPage, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.setWindowTitle(_("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = HelpPanel(self)
        self.panel.show_page(page)
        self.panel.left.connect(self.close)
        self.setLayout(across(self.panel, gap=0))
        self.resize(fonts.px(WIDTH + _WIDER), fonts.px(_HEIGHT))

    def show_beside(self, dialog: QDialog) -> None:
        """At the end of the dialog where the screen has room, else at its beginning; the dialog
        gives way where that is enough for both.
        """
        free, held = dialog.screen().availableGeometry(), dialog.frameGeometry()
        self.resize(self.size().boundedTo(free.size()))
        place = beside(held, self.rect(), free, fonts.px(_GAP))
        if place.x() < held.right() and held.width() + self.width() <= free.width():
            dialog.move(free.left(), held.top())
            place.setX(free.left() + held.width())
        self.move(place)
        self.show()
        self.panel.setFocus()


def beside(held: QRect, wanted: QRect, free: QRect, gap: int) -> QPoint:
    """Where a window of this size stands beside another one, whole on the screen."""
    right, left = held.right() + gap, held.left() - gap - wanted.width()
    last = free.right() - wanted.width()
    across_it = right if right <= last or left < free.left() else left
    top = min(max(held.top(), free.top()), max(free.top(), free.bottom() - wanted.height()))
    return QPoint(max(free.left(), min(across_it, last)), top)


class DialogHelp(QObject):
    """Opens and closes the help of whatever dialog is in front."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        the_events(application).tell(self, (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and isinstance(watched, QWidget)):
            return False
        dialog = watched.window()
        if not (_is_help(event) and isinstance(dialog, QDialog)):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # else the window below the dialog may take it for its own
            return True
        return _toggle(dialog)


def _is_help(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F1 and event.modifiers() == Qt.KeyboardModifier.NoModifier


def _toggle(dialog: QDialog) -> bool:
    """False where the dialog has no page: the key is its own."""
    opened = dialog if isinstance(dialog, HelpDialog) else dialog.findChild(HelpDialog)
    if isinstance(opened, HelpDialog):
        opened.close()
        return True
    page = page_of_dialog_now(dialog)
    if page is None:
        return False
    HelpDialog(page, dialog).show_beside(dialog)
    return True


def the_dialog_help(application: QCoreApplication) -> DialogHelp:
    """That of the application, made at the first question."""
    known = application.findChild(DialogHelp, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return known if isinstance(known, DialogHelp) else DialogHelp(application)
