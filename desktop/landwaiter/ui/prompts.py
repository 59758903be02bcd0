"""Every question to the person goes through one Prompts object, so that tests can answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.ui import fonts
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import across, column
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Text
from landwaiter.ui.label import MarkLabel, label
from landwaiter.ui.text import text_area, text_field


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked for: its name, and what kind of answer it takes."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    """(value, words); empty: free text."""
    minimum: int = 0
    """Least number of characters."""
    long: bool = False
    secret: bool = False
    value: str = ""
    hint: str = ""


class Prompts:
    """Asks with dialogs over the window; each method returns None where the person gave up."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

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

    def tell(self, title: str, text: str) -> None:
        NoticeDialog(title, text, self._parent).exec()

    def tell_fault(self, fault: Fault) -> None:
        """What happened and why, then what to do next."""
        self.tell(_("That did not work"), fault.sentence())

    def open_files(self, title: str, kinds: str = "") -> tuple[Path, ...]:
        names, _kind = QFileDialog.getOpenFileNames(self._parent, title, "", kinds)
        return tuple(Path(name) for name in names)

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        name, _kind = QFileDialog.getSaveFileName(self._parent, title, proposed, kinds)
        return Path(name) if name else None

    def folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(name) if name else None


class NoticeDialog(QDialog):
    """One plain text and a button to close it."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(fonts.px(420))
        closing = ActButton(_("Close"), kind=Kind.PRIMARY)
        closing.setDefault(True)
        closing.clicked.connect(self.accept)
        self.setLayout(
            column(
                label(title, size=Size.NUMBER, bold=True),
                MarkLabel((Text(text, size=Size.BODY),), wrap=True),
                across(0, closing),
                gap=12,
                margins=(16, 16, 16, 12),
            )
        )


class FormDialog(QDialog):
    """Fields in order, a note, and one primary act that is refused while something is missing."""

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
        self.setMinimumWidth(fonts.px(460))
        self._fields = tuple(fields)
        self.inputs = {field.name: self._input(field) for field in fields}
        self._deed = deed
        self.act = ActButton(deed, kind=Kind.PRIMARY)
        self.act.setDefault(True)
        self.act.clicked.connect(self.accept)
        self._build(title, note)
        self._check()

    def answers(self) -> dict[str, str]:
        return {name: _given(widget) for name, widget in self.inputs.items()}

    def _build(self, title: str, note: str) -> None:
        cancel = ActButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        parts: list[QWidget] = [label(title, size=Size.NUMBER, bold=True)]
        if note:
            parts.append(MarkLabel((Text(note, "text2", Size.BODY),), wrap=True))
        for field in self._fields:
            parts += [label(field.title, "text2", size=Size.DENSE), self.inputs[field.name]]
            if field.hint:
                parts.append(label(field.hint, "muted", size=Size.SMALL))
        self.setLayout(column(*parts, across(0, cancel, self.act), gap=8, margins=(16, 16, 16, 12)))

    def _input(self, field: Field) -> QWidget:
        if field.choices:
            box = QComboBox()
            box.setAccessibleName(field.title)
            for value, words in field.choices:
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(field.value)))
            return box
        if field.long:
            area = text_area(name=field.title)
            area.setPlainText(field.value)
            area.setMinimumHeight(fonts.px(90))
            area.textChanged.connect(self._check)
            return area
        line = text_field(name=field.title, secret=field.secret)
        line.setText(field.value)
        line.textChanged.connect(self._check)
        return line

    def _check(self) -> None:
        if not hasattr(self, "act"):
            return
        for field in self._fields:
            if len(_given(self.inputs[field.name]).strip()) < field.minimum:
                self.act.refuse(_missing(field))
                return
        self.act.allow()


def _missing(field: Field) -> str:
    if field.minimum > 1:
        return _("{title} needs {minimum} characters").format(
            title=field.title.lower(), minimum=field.minimum
        )
    return _("{title} is missing").format(title=field.title.lower())


def _given(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentData(Qt.ItemDataRole.UserRole))
    text = getattr(widget, "toPlainText", None) or getattr(widget, "text")  # noqa: B009
    return str(text())
