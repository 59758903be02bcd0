"""Every question to the person goes through one Prompts object, so that tests can answer."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLayout, QLineEdit, QWidget

from landwaiter.i18n import _
from landwaiter.services.casebook.casebooks import PrintedHalf
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel, scrolled
from landwaiter.ui.kit.fields import Field, Fields
from landwaiter.ui.kit.first_password_dialog import FirstPasswordDialog
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.middle import Middle, room_of
from landwaiter.ui.kit.outcome import announce
from landwaiter.ui.kit.recovery_half_dialog import ShareDialog, ShownShare

__all__ = ["Field", "FormDialog", "NoticeDialog", "Prompts"]


_ONE_COLUMN = 8
"""Fields that stand under each other; more are asked in two columns."""
_ONE_WIDE, _TWO_WIDE, _GAP = 460, 860, 20
"""Least width of a dialog with one column and with two, and what is between them; at scale 1."""
_BESIDE_HINT = 60
"""What margins, frame and padding take of the width of a column."""
_LONG = 84
"""Height of a field that takes several lines."""


class Prompts:
    """Asks with dialogs over the window; each method returns None where the person gave up."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self.begins_in = ""
        """Where a file was chosen last: the next one is looked for there."""
        self.on_folder: Callable[[str], None] = lambda folder: None
        """Told whenever that is another."""

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        """The answers by field name."""
        form = FormDialog(title, deed, fields, note, self._parent)
        return form.answers() if form.exec() == QDialog.DialogCode.Accepted else None

    def confirm(self, title: str, text: str, deed: str) -> bool:
        """True when the person presses the button named after the deed."""
        dialog = FormDialog(title, deed, (), text, self._parent)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def password(self, title: str, text: str, deed: str) -> str | None:
        answers = self.ask(
            title, deed, (Field("password", _("Password"), minimum=1, secret=True),), note=text
        )
        return answers["password"] if answers else None

    def hand_over_all(self, halves: Sequence[PrintedHalf]) -> bool:
        """Each half to its holder alone, one after the other; False where one was not kept."""
        is_whole = len(halves) == 1
        return all(self.hand_over(ShownShare(one.text, one.holder, is_whole)) for one in halves)

    def hand_over(self, share: ShownShare) -> bool:
        """Show a half of the recovery key to its holder; True once its end was typed back."""
        dialog = ShareDialog(share, self._parent)
        dialog.print_asked.connect(partial(self.print_text, dialog.windowTitle()))
        return dialog.exec() == QDialog.DialogCode.Accepted

    def first_password(self, name: str, password: str) -> None:
        """Show a first password, this once, to whoever hands it over."""
        dialog = FirstPasswordDialog(name, password, self._parent)
        dialog.print_asked.connect(partial(self.print_text, dialog.windowTitle()))
        dialog.exec()

    def tell(self, title: str, text: str) -> None:
        NoticeDialog(title, text, self._parent).exec()

    def open_files(self, title: str, kinds: str = "") -> tuple[Path, ...]:
        return self._chosen(title, QFileDialog.FileMode.ExistingFiles, kinds)

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        chosen = self._chosen(title, QFileDialog.FileMode.AnyFile, kinds, proposed)
        return chosen[0] if chosen else None

    def print_text(self, title: str, text: str) -> None:
        """Print a plain text on a printer that the person chooses."""
        printer = QPrinter()
        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle(title)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            document = QTextDocument()
            document.setPlainText(f"{title}\n\n{text}")
            document.print_(printer)

    def folder(self, title: str) -> Path | None:
        chosen = self._chosen(title, QFileDialog.FileMode.Directory)
        return chosen[0] if chosen else None

    def _chosen(
        self, title: str, mode: QFileDialog.FileMode, kinds: str = "", proposed: str = ""
    ) -> tuple[Path, ...]:
        """What is chosen in the system's own dialog, or in Qt's; nothing where it is left."""
        dialog = QFileDialog(self._parent, title, self.begins_in, kinds)
        dialog.setFileMode(mode)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode is QFileDialog.FileMode.Directory)
        if proposed:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(proposed)
        _name_fields(dialog)
        is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
        names = dialog.selectedFiles() if is_chosen else []
        dialog.deleteLater()
        if names:
            is_folder = mode is QFileDialog.FileMode.Directory
            self._begin_there(names[0] if is_folder else str(Path(names[0]).parent))
        return tuple(map(Path, names))

    def _begin_there(self, folder: str) -> None:
        if folder != self.begins_in:
            self.begins_in = folder
            self.on_folder(folder)


_OLD_NAMES = {
    QFileDialog.DialogLabel.LookIn: ("&Look in:", "Look in:"),
    QFileDialog.DialogLabel.FileType: ("Files of &type:", "Files of type:"),
}
"""Fields of Qt's dialog that had no letter to reach them by when most of its texts were made."""


def _name_fields(dialog: QFileDialog) -> None:
    """WORKAROUND(QT-file-dialog-texts): several languages of Qt know the old names alone."""
    for field, (name, old) in _OLD_NAMES.items():
        if dialog.tr(name) == name and dialog.tr(old) != old:
            dialog.setLabelText(field, dialog.tr(old))


class NoticeDialog(QDialog):
    """One plain text and a button to close it."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self.setMinimumWidth(fonts.px(420 if _is_short(text) else 720))
        closing = ActButton(_("Close"), kind=ButtonKind.PRIMARY)
        closing.setDefault(True)
        closing.clicked.connect(self.accept)
        self.setLayout(
            column(
                label(title, size=Size.NUMBER, bold=True),
                _readable(text),
                across(0, closing),
                gap=12,
                margins=(16, 16, 16, 12),
            )
        )


_FEW = 12
"""Lines that stand in a dialog without scrolling."""


def _is_short(text: str) -> bool:
    return len(text.splitlines()) <= _FEW


def _readable(text: str) -> QWidget:
    """The text; a long one is scrolled, so that its button stays on the screen."""
    said = MarkLabel(*_said(text), wrap=True)
    if _is_short(text):
        return said
    page = panel("base")
    page.setLayout(column(said, 0, margins=(0, 0, 12, 0)))
    area = scrolled(page)
    area.setMinimumSize(fonts.px(680), fonts.px(380))
    return area


def _said(text: str) -> list[Line]:
    return [(Text(line, size=Size.BODY),) for line in text.splitlines()]


def _wide(hint: str, line: QWidget) -> int:
    """The column in which a line shows it whole."""
    return line.fontMetrics().horizontalAdvance(hint) + fonts.px(_BESIDE_HINT)


class FormDialog(QDialog):
    """Fields in order, a note, and one primary act that is refused while something is missing.

    Enter goes on to the next field, Ctrl+Enter hands the answers over. Esc closes it while nothing
    was typed; what was typed goes with the button Cancel alone.
    """

    def __init__(
        self,
        title: str,
        deed: str,
        fields: Sequence[Field],
        note: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(fonts.px(_ONE_WIDE))
        self.fields = Fields(fields, self)
        self.note = note
        self.setAccessibleDescription(note)
        self.inputs = self.fields.inputs
        self.act = ActButton(deed, keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.act.clicked.connect(self.give)
        self._refusal = MarkLabel(wrap=True)
        self._refusal.hide()
        self._build(title, note)
        self._fit()
        self.fields.changed.connect(self._check)
        keys.on_submit(self, self.give)
        keys.go_on(tuple(self.inputs.values()))
        self._check()

    def _fit(self) -> None:
        """As high as note and fields need at this width; what the window has no room for scrolls.

        Qt asks for the height of a long note at the width of one line.
        """
        self.setMinimumWidth(min(self.minimumWidth(), room_of(self).width()))
        width = max(self.minimumWidth(), self.minimumSizeHint().width())
        self.resize(width, self.height())
        self._middle.fit(self)
        self.resize(width, self._middle.beside(self) + self._middle.minimumHeight())

    def event(self, event: QEvent) -> bool:
        """It grows with a refusal; where the window has no more room the fields give theirs."""
        is_handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._middle.fit(self)
            needed = self._middle.beside(self) + self._middle.minimumHeight()
            least = min(self.height(), room_of(self).height())
            self.resize(self.width(), max(least, needed))
        return is_handled

    def answers(self) -> dict[str, str]:
        return self.fields.answers()

    def give(self) -> None:
        """Accept the answers; what is missing is named, and gets the cursor."""
        lacking = self.fields.lacking()
        if lacking is None:
            self.accept()
            return
        self._say(self.fields.why(lacking))
        self.inputs[lacking.name].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.fields.typed():
            self._say(_("What you typed is still here. Cancel leaves it."))
        else:
            super().keyPressEvent(event)

    @property
    def refusal(self) -> str:
        return self._refusal.words()

    def _say(self, sentence: str) -> None:
        self._refusal.show_lines((Glyph("warning", 12, "high"), Gap(4), Text(sentence, "high")))
        self._refusal.show()
        announce(self._refusal, sentence)

    def _build(self, title: str, note: str) -> None:
        cancel = ActButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        parts: list[QWidget | QLayout] = []
        if note:
            lines = ((Text(line, "text2", Size.BODY),) for line in note.split("\n"))
            parts.append(MarkLabel(*lines, wrap=True))
        is_twofold = len(self.fields.fields) > _ONE_COLUMN
        if is_twofold:
            self.setMinimumWidth(fonts.px(_TWO_WIDE))
        room = min(self.minimumWidth(), room_of(self).width())
        room = (room - fonts.px(_GAP)) // 2 if is_twofold else room
        asked = [self._asked(field, room) for field in self.fields.fields]
        if is_twofold:
            half = -(-len(asked) // 2)
            sides = (column(*asked[:half], 0, gap=8), column(*asked[half:], 0, gap=8))
            halves: QHBoxLayout = across(*sides, gap=_GAP)
            for side in range(len(sides)):
                halves.setStretch(side, 1)
            parts.append(halves)
        else:
            parts.extend(asked)
        self._middle = Middle(column(*parts, gap=8))
        head, foot = label(title, size=Size.NUMBER, bold=True), across(0, cancel, self.act)
        rows = (head, self._middle, self._refusal, foot)
        self.setLayout(column(*rows, gap=8, margins=(16, 16, 16, 12)))

    def _asked(self, field: Field, room: int) -> QWidget:
        """Title, input and hint of one field, one under the other, in a column of this width."""
        given, parts = self.inputs[field.name], [label(field.title, "text2", size=Size.DENSE)]
        if field.long:
            given.setFixedHeight(fonts.px(_LONG))
        asked = QWidget()
        # A line shows its hint in itself while it is empty, where it has room for it.
        below = field.hint and (
            field.long
            or field.choices
            or field.value
            or field.day
            or field.moment
            or _wide(field.hint, given) > room
        )
        if below and isinstance(given, QLineEdit):
            given.setPlaceholderText("")
        hint = [label(field.hint, "muted", size=Size.SMALL, wrap=True)] if below else []
        asked.setLayout(column(*parts, given, *hint, gap=4))
        return asked

    def _check(self) -> None:
        why = self.fields.why_not()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()
