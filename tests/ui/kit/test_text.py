"""Plain text: labels, dialogs and tooltips show case data as it is."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextOption
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import scenes

import landwaiter.ui
from landwaiter.errors import Invalid
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.inline import plain
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.prompts import Field, FormDialog, NoticeDialog
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_area, tooltip_markup

HOSTILE = '<b>Ltd</b><img src="/etc/hostname">'
ESCAPED = "<qt>&lt;b&gt;Ltd&lt;/b&gt;&lt;img src=&quot;/etc/hostname&quot;&gt;</qt>"


def ask_tooltip(application: QApplication, widget: QWidget, at: QPoint) -> str:
    QToolTip.hideText()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    application.sendEvent(widget, event)
    return QToolTip.text()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_tooltip_shows_markup_as_text(application: QApplication, qtbot: QtBot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.setToolTip(HOSTILE)
    shown.show()
    assert ask_tooltip(application, shown, QPoint(1, 1)) == ESCAPED


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_tooltip_of_a_cell_shows_markup_as_text(
    application: QApplication, qtbot: QtBot
) -> None:
    model: RowModel[str] = RowModel((TableColumn("Name", plain),))
    view = ListView(model)
    qtbot.addWidget(view)
    model.show_rows((HOSTILE,))
    view.show()
    at = view.visualRect(model.index(0, 0)).center()
    assert ask_tooltip(application, view.viewport(), at) == ESCAPED


def test_an_empty_tooltip_stays_empty() -> None:
    assert tooltip_markup("") == ""


@pytest.mark.parametrize("scene", list(scenes.SCENES))
def test_no_screen_holds_a_label_that_guesses_markup(shell: Shell, scene: str) -> None:
    scenes.SCENES[scene](shell)
    guessing = [
        each.text()
        for each in shell.findChildren(QLabel)
        if each.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert guessing == []


def test_a_dialog_says_a_fault_as_plain_text(qtbot: QtBot) -> None:
    fault = Invalid("The name is not accepted.", value=HOSTILE)
    dialog = NoticeDialog("Fault", fault.sentence())
    qtbot.addWidget(dialog)
    said = [child.accessibleName() for child in dialog.findChildren(QWidget)]
    assert any(HOSTILE in words for words in said)


def test_a_form_refuses_until_the_reason_is_long_enough(qtbot: QtBot) -> None:
    dialog = FormDialog("Return", "Return it", (Field("reason", "Reason", minimum=10),), "")
    qtbot.addWidget(dialog)
    assert dialog.act.why_not == "reason needs 10 characters"
    dialog.inputs["reason"].setText("too short")  # type: ignore[attr-defined]  # a line edit
    assert not dialog.act.isEnabled()
    dialog.inputs["reason"].setText("long enough now")  # type: ignore[attr-defined]
    assert dialog.act.isEnabled()
    assert dialog.answers() == {"reason": "long enough now"}


def test_no_source_uses_a_widget_that_guesses_markup() -> None:
    guessing = re.compile(
        r"\bQ(Label|MessageBox|TextBrowser|TextEdit|InputDialog|ProgressDialog)\b"
    )
    sources = Path(landwaiter.ui.__file__).parent.rglob("*.py")
    guilty = [
        file.name
        for file in sources
        if file.name != "keys.py" and guessing.search(file.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_every_line_of_a_long_note_is_there_to_read(qtbot: QtBot) -> None:
    lines = [f"0.{at}00: {at} names raise {at} hits" for at in range(12)]
    dialog = FormDialog("Threshold", "Set it", (), "\n".join(lines))
    qtbot.addWidget(dialog)
    dialog.show()
    (note,) = (one for one in dialog.findChildren(MarkLabel) if lines[0] in one.words())
    assert note.height() >= note.heightForWidth(note.width())
    assert note.heightForWidth(note.width()) >= 12 * dialog.fontMetrics().ascent()


def test_a_long_run_of_letters_is_broken_anywhere_before_it_is_laid_out(qtbot: QtBot) -> None:
    """Looking for words in 200,000 letters takes seconds, and again with each key."""
    area = text_area()
    qtbot.addWidget(area)
    usual, modes = area.wordWrapMode(), []
    area.document().contentsChange.connect(lambda *_said: modes.append(area.wordWrapMode()))
    pasted = QMimeData()
    for text, wanted in (
        ("lathe bearing " * 15_000, usual),
        ("x" * 200_000, QTextOption.WrapMode.WrapAnywhere),
    ):
        area.clear()
        pasted.setText(text)
        area.insertFromMimeData(pasted)
        assert modes[-1] == wanted
        assert area.toPlainText() == text
    area.setPlainText("another note")
    assert area.wordWrapMode() == usual
