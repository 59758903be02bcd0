"""What a screen reader is told: names, roles, rows as sentences, reasons; and nothing by colour."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui import scenes
from tests.ui.desk_office import ANALYST, PASSWORD, Answers
from tests.ui.focus_walk import SEEN, focusable, sampled
from tests.ui.hands import press

from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.cases_screen import CasesScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.inline import Bar, Glyph, Inline, InlineBox, InlineCell, Ticks, plain
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.window.dialog_table import DIALOGS, open_dialog

NAME, SAYS = QAccessible.Text.Name, QAccessible.Text.Description
DIALOG_SAMPLE = frozenset({"users", "registers", "controls", "office"})


def heard(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def nameless(window: QWidget) -> list[str]:
    """What takes the focus in a window and has no name or no role."""
    return [
        f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
        for part in focusable(window)
        if not heard(part).text(NAME).strip() or heard(part).role() == QAccessible.Role.NoRole
    ]


@pytest.fixture
def session(office_template: Path, tmp_path: Path, jobs: Jobs) -> Iterator[Session]:
    casebook = Path(shutil.copytree(office_template, tmp_path / "office"))
    made = sessions.open_casebook(casebook, user=ANALYST, password=PASSWORD)
    with made.casebook:
        yield made
        jobs.close()


@pytest.mark.parametrize("name", sampled(SEEN))
def test_each_screen_is_heard_whole_and_left_by_tab(shell: Shell, qtbot: QtBot, name: str) -> None:
    """One window for all that is asked of a screen: to make it costs more than to look at it."""
    shown = SEEN[name](shell)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    QApplication.processEvents()
    window = shown if shown.isWindow() else shell
    assert list(focusable(window))
    found = {
        "without a name or a role": nameless(window),
        "no sentence": unheard(window),
        "told by colour alone": [
            mark for cell in cells_of(window) for mark in by_colour_alone(cell)
        ],
    }
    with qtbot.waitActive(window):
        window.activateWindow()
    found["keeps Tab"] = keeping_tab(window)
    assert not any(found.values()), found


@pytest.mark.parametrize("name", sampled(DIALOGS, DIALOG_SAMPLE))
def test_so_has_each_dialog_over_a_casebook(
    shell: Shell, session: Session, qtbot: QtBot, name: str
) -> None:
    dialog = open_dialog(name, Bench(session, shell.jobs, Answers(shell)), parent=shell)
    qtbot.waitUntil(lambda: shell.jobs.idle, timeout=20_000)
    assert nameless(dialog) == []


FIELDS = QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox | QComboBox


def keeping_tab(window: QWidget) -> list[str]:
    """Fields that Tab does not leave, by their names."""
    parts, kept = list(focusable(window)), []
    for field in [one for one in parts if isinstance(one, FIELDS) and len(parts) > 1]:
        field.setFocus()
        if QApplication.focusWidget() is not field:
            continue
        press(field, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is field:
            kept.append(field.accessibleName())
    return kept


def test_a_field_that_keeps_tab_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line, area = QLineEdit(window), QPlainTextEdit(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    area.setFocus()
    press(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is area
    line.setFocus()
    press(line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not line


def test_something_without_a_name_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    part = QWidget(window)
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show()
    assert nameless(window) == ["QWidget in QWidget"]


def test_a_row_of_a_list_is_heard_as_a_sentence_that_begins_with_its_reference(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = scenes.cases(shell)
    assert isinstance(screen, CasesScreen)
    qtbot.waitUntil(lambda: screen.model.rowCount() > 0)
    at = screen.list.currentIndex()
    said = str(at.siblingAtColumn(1).data(Qt.ItemDataRole.AccessibleTextRole))
    row = screen.model.row(at.row())
    assert row is not None
    assert said.startswith(f"{row.reference}, ")
    assert "24:00" in said
    assert said == screen.model.sentence(row)
    assert ", ," not in said
    assert ", –" not in said


def test_it_is_that_sentence_that_the_reader_is_told_of_the_row_under_the_cursor(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = scenes.cases(shell)
    assert isinstance(screen, CasesScreen)
    qtbot.waitUntil(lambda: screen.model.rowCount() > 0)
    told = heard(screen.list).child(0)
    names = {
        heard(screen.list).child(number).text(NAME)
        for number in range(min(40, heard(screen.list).childCount()))
    }
    assert told is not None
    row = screen.model.row(0)
    assert row is not None
    assert screen.model.sentence(row) in names


def unheard(window: QWidget) -> list[str]:
    """Rows of lists that are not heard as a sentence."""
    found = []
    for table in (one for one in window.findChildren(ListView) if one.isVisible()):
        model = table.model()
        columns = [at for at in range(model.columnCount()) if not table.isColumnHidden(at)]
        for row in range(min(model.rowCount(), 30)):
            said = [model.index(row, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in columns]
            whole = max(map(str, filter(None, said)), key=len, default="")
            if not whole.strip(" ,") or ", ," in whole:
                found.append(f"{table.accessibleName()}, row {row}: {said}")
    return found


def test_whether_the_row_under_the_cursor_is_ticked_is_told_and_so_is_every_change(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = scenes.cases(shell)
    assert isinstance(screen, CasesScreen)
    qtbot.waitUntil(lambda: screen.model.rowCount() > 1)
    screen.list.selectRow(1)
    told: list[QAccessibleInterface] = []
    monkeypatch.setattr(
        "landwaiter.ui.kit.table_view.QAccessible.updateAccessibility",
        lambda event: told.append(event.accessibleInterface()),
    )

    def box() -> QAccessibleInterface:
        at = screen.list.currentIndex()
        number = (at.row() + 1) * (screen.model.columnCount() + 1) + at.column() + 1
        found = heard(screen.list).child(number)
        assert found is not None
        return found

    second = screen.model.row(1)
    assert second is not None
    assert box().text(NAME) == screen.model.sentence(second)
    for is_ticked in (True, False):
        press(screen.list, Qt.Key.Key_Space)
        assert (box().state().checkable, box().state().checked) == (1, is_ticked)
        assert (told[-1].text(NAME), told[-1].state().checked) == (box().text(NAME), is_ticked)
    assert len(told) == 2
    press(screen.list, Qt.Key.Key_Space)
    screen.model.untick_all()
    assert not box().state().checked


def test_a_table_is_called_by_the_card_that_it_stands_in(shell: Shell) -> None:
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    assert screen.page.flags is not None
    assert screen.page.flags.accessibleName()
    assert screen.page.flags.table.accessibleName() == screen.page.flags.accessibleName()


def test_a_refused_button_tells_why(qtbot: QtBot) -> None:
    button = ActButton("Approve…")
    qtbot.addWidget(button)
    button.refuse("no proposal yet")
    assert heard(button).text(NAME) == "Approve: no proposal yet"
    assert heard(button).text(SAYS) == "no proposal yet"
    button.allow()
    assert heard(button).text(SAYS) == ""


def test_a_field_tells_what_it_takes_and_why_its_answer_is_refused(qtbot: QtBot) -> None:
    fields = (
        Field("day", "Day", hint="2026-03-27", check=lambda text: "" if text == "x" else "no x"),
        Field("reason", "Reason", long=True, minimum=10),
    )
    form = ActForm("Act", "Do it", fields)
    qtbot.addWidget(form)
    form.show()
    day, reason = (heard(form.inputs[name]) for name in ("day", "reason"))
    assert (day.text(NAME), day.text(SAYS)) == ("Day", "2026-03-27. no x")
    assert (reason.text(NAME), reason.text(SAYS)) == ("Reason", "reason needs 10 characters")
    form.fields.fill({"day": "x", "reason": "long enough a reason"})
    assert (day.text(SAYS), reason.text(SAYS)) == ("2026-03-27", "")


def marks_of(inline: Inline) -> Iterator[Inline]:
    yield inline
    if isinstance(inline, InlineBox):
        for inner in inline.inlines:
            yield from marks_of(inner)


def by_colour_alone(cell: InlineCell) -> list[Inline]:
    """Boxes without word or shape, and bars that no word of their cell explains."""
    found: list[Inline] = []
    for mark in (one for line in cell.lines for piece in line for one in marks_of(piece)):
        is_empty = isinstance(mark, InlineBox) and not (
            mark.words.strip() or any(isinstance(one, Glyph) for one in marks_of(mark))
        )
        if is_empty or (isinstance(mark, Bar) and not cell.words.strip()):
            found.append(mark)
    return found


def cells_of(window: QWidget) -> Iterator[InlineCell]:
    for label in window.findChildren(MarkLabel):
        yield label._cell
    for table in window.findChildren(ListView):
        model = table.model()
        assert isinstance(model, RowModel)
        for row in model.rows():
            yield from (column.cell(row) for column in model.columns)


def test_a_box_of_colour_and_a_bar_without_a_word_are_found() -> None:
    assert by_colour_alone(InlineCell(((InlineBox((), "crit"),),)))
    assert by_colour_alone(InlineCell(((Bar(0.5, 32, "crit"),),)))


def test_the_days_of_a_clock_stand_beside_words_that_say_them(shell: Shell) -> None:
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    boxes = [
        label for label in screen.head.clock.findChildren(MarkLabel)
        if any(isinstance(piece, Ticks) for line in label._cell.lines for piece in line)
    ]  # fmt: skip
    assert boxes
    said = " ".join(label.words() for label in screen.head.clock.findChildren(MarkLabel))
    assert "Day 7 of 10" in said


def test_a_sentence_leaves_out_what_is_empty_and_what_was_said() -> None:
    model: RowModel[str] = RowModel(
        (
            TableColumn("A", lambda _row: InlineCell()),
            TableColumn("B", lambda row: plain(f"{row} more")),
            TableColumn("C", plain, fixed=True),
            TableColumn("D", plain),
            TableColumn("E", lambda _row: plain("–")),
        )
    )
    model.show_rows(("one",))
    said = [model.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(3)]
    assert said == ["one, one more", "one more", "one"]
