"""The gate of the keys: what a key may do, where a letter is only a letter, and Ctrl+Enter."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.hands import ALT, CTRL, press, type_text
from tests.ui.places import PLACES
from tests.ui.scenes import SCENES

import landwaiter.ui
from landwaiter.services.help import screen_keys
from landwaiter.services.help.screen_keys import EVERYWHERE, SCREENS, SUBMIT, KeyKind, ScreenKey
from landwaiter.ui.deeds.four_eyes_dialog import FourEyesDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit import keys
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import FormDialog
from landwaiter.ui.registers.registers_dialog import RegistersDialog

EVERY = [(screen, key) for screen, table in SCREENS.items() for key in table]
LETTER = "h"


def named(value: object) -> str:
    return f"{value.keys} {value.name}" if isinstance(value, ScreenKey) else str(value)


@pytest.mark.parametrize(("screen", "key"), EVERY, ids=named)
def test_each_key_names_what_it_may_do_and_none_does_a_deed(screen: str, key: ScreenKey) -> None:
    assert isinstance(key.kind, KeyKind)
    assert not {"deed", "seal", "do"} & {str(kind) for kind in KeyKind}
    if key.single or key.extra:
        assert key.kind in {KeyKind.MOVE, KeyKind.SHOW, KeyKind.OPEN, KeyKind.MARK}
    assert (key.kind is KeyKind.SUBMIT) == (key.keys == SUBMIT), "Ctrl+Enter, and nothing else"


def test_no_screen_has_a_key_twice() -> None:
    for screen, table in SCREENS.items():
        pressed = [each for key in table for each in (key.keys, key.extra) if each]
        assert len(pressed) == len(set(pressed)), screen


def test_what_opens_a_form_says_so_with_an_ellipsis() -> None:
    by_name = {key.name: screen_keys.words(key) for key in SCREENS["case"]}
    assert by_name["propose"] == "propose a decision…"
    assert by_name["flags"] == "flags"


def test_shortcuts_are_made_in_one_module() -> None:
    root = Path(landwaiter.ui.__file__).parent
    made = re.compile(r"QShortcut\(|setShortcuts?\(")
    found = {file.name for file in root.rglob("*.py") if made.search(file.read_text("utf-8"))}
    assert found == {"keys.py"}


def test_who_reads_letters_itself_asks_whether_they_rest() -> None:
    root = Path(landwaiter.ui.__file__).parent
    letter = re.compile(r"Key_([A-Z0-9]|Plus|Minus)\b")
    readers = {file for file in root.rglob("*.py") if letter.search(file.read_text("utf-8"))}
    asking = {file for file in readers if "keys.rests(self)" in file.read_text("utf-8")}
    assert readers == asking


CONTRACT = {
    "today": {"move": "H V D U", "open": "I"},
    "cases": {"move": "/", "mark": "Space", "open": "A", "show": "P"},
    "case": {"show": "A", "open": "R P E N C S X", "move": "H F"},
    "hit": {"mark": "1 2 3", "move": "N O"},
    "review": {"move": "C N", "open": "M Alt+R Alt+A Alt+K"},
}
"""The keys that people were promised, by what they may do."""
GONE = {"case": {"T"}, "review": {"Ctrl+R", SUBMIT}}


@pytest.mark.parametrize("screen", CONTRACT)
def test_the_keys_that_were_promised_do_what_was_promised(screen: str) -> None:
    kinds = {key.keys: str(key.kind) for key in SCREENS[screen]}
    promised = {one: kind for kind, found in CONTRACT[screen].items() for one in found.split()}
    assert promised.items() <= kinds.items()
    assert not GONE.get(screen, set()) & kinds.keys()


@pytest.mark.parametrize("sequence", ["T", "1", "/", SUBMIT])
def test_a_part_of_a_screen_or_a_dialog_takes_no_single_key(qtbot: QtBot, sequence: str) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    with pytest.raises(ValueError, match=re.escape(sequence)):
        keys.on_key(sequence, holder, lambda: None)


@dataclass
class Probe:
    """A screen with one letter bound, in a tab of the window."""

    shell: Shell
    screen: QWidget
    pressed: list[str]

    def holds(self, widget: QWidget) -> QWidget:
        layout = self.screen.layout()
        assert layout is not None
        layout.addWidget(widget)
        widget.show()
        widget.setFocus()
        return widget

    def types(self, widget: QWidget, text: str = LETTER) -> int:
        """How often the key of the screen counted."""
        QTest.keyClicks(widget, text)
        return len(self.pressed)


@pytest.fixture
def probe(shell: Shell) -> Probe:
    pressed: list[str] = []
    screen = QWidget()
    screen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    screen.setLayout(QVBoxLayout())
    keys.bind("today", screen, {"judge": lambda: pressed.append(LETTER)})
    shell.open_tab(Tab("today", "Today", "today"), lambda: screen, screen="today")
    screen.setFocus()
    return Probe(shell, screen, pressed)


def an_editable_box() -> QComboBox:
    box = a_box()
    box.setEditable(True)
    return box


def a_box() -> QComboBox:
    box = QComboBox()
    box.addItems(["release", "hold-and-refer", "refuse"])
    return box


def a_shown_text() -> QPlainTextEdit:
    return QPlainTextEdit("what is signed", readOnly=True)


def a_list() -> QListWidget:
    made = QListWidget()
    made.addItems(["a row"])
    return made


FIELDS: tuple[Callable[[], QWidget], ...] = (
    QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit,
    QDateTimeEdit, a_box, an_editable_box,
)  # fmt: skip
OTHERS: tuple[Callable[[], QWidget], ...] = (a_list, QPushButton, QCheckBox, a_shown_text)


@pytest.mark.parametrize("made", FIELDS, ids=lambda made: made.__name__)
def test_a_letter_in_a_field_does_nothing_else(probe: Probe, made: Callable[[], QWidget]) -> None:
    assert probe.types(probe.holds(made())) == 0


@pytest.mark.parametrize("made", OTHERS, ids=lambda made: made.__name__)
def test_a_letter_elsewhere_is_the_screens(probe: Probe, made: Callable[[], QWidget]) -> None:
    assert probe.types(probe.holds(made())) == 1


def test_a_letter_in_a_box_of_choices_chooses(probe: Probe) -> None:
    box = probe.holds(a_box())
    assert isinstance(box, QComboBox)
    probe.types(box)
    assert box.currentText() == "hold-and-refer"
    assert not probe.pressed


def test_a_letter_rests_on_a_tab_that_just_came_to_the_front(
    probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(keys, "YOUNG_SECONDS", 0.3)
    monkeypatch.setattr("landwaiter.ui.kit.keys.time.monotonic", lambda: now[0])
    probe.shell.open_tab(Tab("two", "Two", "cases"), QWidget, screen="cases")
    probe.shell.step_tab(1)
    now[0] += 0.29
    assert probe.types(probe.screen) == 0
    now[0] += 0.02
    assert probe.types(probe.screen) == 1
    probe.shell.open_tab(Tab("today", "Today", "today"), QWidget, screen="today")
    assert probe.types(probe.screen) == 2, "it was in front already"


def test_a_letter_rests_while_a_form_is_open_wherever_the_focus_is(probe: Probe) -> None:
    form = ActForm("Note", "Add", (Field("reason", "Note", minimum=1, long=True),))
    rows = probe.holds(a_list())
    probe.holds(form)
    rows.setFocus()
    assert probe.types(rows) == 0
    form.hide()
    assert probe.types(rows) == 1


def test_a_form_in_another_tab_holds_nothing_up(probe: Probe) -> None:
    form = ActForm("Note", "Add", (Field("reason", "Note", long=True),))
    probe.shell.open_tab(Tab("two", "Two", "cases"), lambda: form, screen="cases")
    probe.shell.step_tab(1)
    assert probe.types(probe.screen) == 1


offscreen_popup = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen platform cannot raise a popup or give it the keyboard, and says so."""


@offscreen_popup
def test_a_letter_rests_in_the_list_under_a_box(probe: Probe) -> None:
    box = probe.holds(a_box())
    assert isinstance(box, QComboBox)
    box.showPopup()
    assert probe.types(box.view()) == 0
    assert box.view().currentIndex().row() == 1
    box.hidePopup()


@offscreen_popup
def test_a_letter_rests_under_a_menu(probe: Probe, qtbot: QtBot) -> None:
    menu = QMenu(probe.screen)
    menu.addAction("Release the goods")
    menu.popup(probe.screen.mapToGlobal(probe.screen.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    assert probe.types(probe.screen) == 0
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert probe.types(probe.screen) == 1


def test_a_letter_rests_in_a_dialog_over_the_screen(probe: Probe) -> None:
    dialog = QDialog(probe.screen)
    rows = a_list()
    rows.setParent(dialog)
    dialog.open()
    rows.setFocus()
    assert probe.types(rows) == 0
    dialog.reject()


def test_a_letter_rests_behind_a_dialog_that_has_not_the_keyboard_yet(probe: Probe) -> None:
    dialog = QDialog(probe.screen)
    dialog.open()
    assert probe.types(probe.screen) == 0
    dialog.reject()
    assert probe.types(probe.screen) == 1


@pytest.fixture
def turned_off() -> Iterator[None]:
    keys.the_gate().single_keys = False
    yield
    keys.the_gate().single_keys = True


def test_a_person_may_turn_single_keys_off(probe: Probe, turned_off: None) -> None:
    assert probe.types(probe.screen) == 0
    shown = [key.keys for key in keys.hints("today")]
    assert LETTER.upper() not in shown
    assert "F1" in shown
    button = ActButton("Judge", keys="H")
    with_control = ActButton("Find", keys="Ctrl+K")
    assert button.sizeHint().width() < ActButton("Judge", keys="Ctrl+H").sizeHint().width()
    assert with_control.sizeHint().width() > ActButton("Find").sizeHint().width()


def test_keys_with_control_or_alt_count_in_a_field_too(shell: Shell) -> None:
    screen = QWidget()
    field = QLineEdit()
    layout = QVBoxLayout(screen)
    layout.addWidget(field)
    pressed: list[str] = []
    keys.bind("hit", screen, {"same": lambda: pressed.append("same")})
    shell.open_tab(Tab("hits", "Hits", "screening"), lambda: screen, screen="hit")
    field.setFocus()
    type_text(field, "1")
    assert (field.text(), pressed) == ("1", [])
    press(field, Qt.Key.Key_1, ALT)
    assert (field.text(), pressed) == ("1", ["same"])


def submits(shell: Shell) -> list[QWidget]:
    """Whose Ctrl+Enter would count in this window now."""
    wanted = QKeySequence(SUBMIT)
    found = []
    for shortcut in shell.findChildren(QShortcut):
        owner = shortcut.parent()
        assert isinstance(owner, QWidget)
        if shortcut.key() == wanted and shortcut.isEnabled() and owner.isVisible():
            found.append(owner)
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_at_most_one_control_enter_counts_in_the_window(
    shell: Shell, qtbot: QtBot, scene: str
) -> None:
    screen = SCENES[scene](shell)
    assert len(submits(shell)) <= 1
    show_form = getattr(screen, "show_form", None)
    if show_form is not None:
        form = ActForm("Note", "Add", (Field("reason", "Note", long=True),))
        show_form(form)
        qtbot.waitUntil(form.isVisible)
        assert submits(shell) == [form]


@pytest.mark.parametrize("place", PLACES)
def test_at_most_one_control_enter_counts_in_a_dialog_or_place(
    shell: Shell, qtbot: QtBot, place: str
) -> None:
    shown = PLACES[place](shell)
    qtbot.waitUntil(shown.isVisible)
    owners = [one for one in submits(shell) if one.window() is shown.window()]
    assert len(owners) <= 1


def a_form(shell: Shell, *fields: Field) -> tuple[ActForm, list[dict[str, str]]]:
    form = ActForm("Propose", "Propose", fields)
    given: list[dict[str, str]] = []
    form.given.connect(given.append)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(form)
    shell.open_tab(Tab("case", "Case", "cases"), lambda: holder, screen="case")
    form.begin()
    return form, given


OUTCOME = Field("outcome", "Outcome", (("release", "Release"), ("refuse", "Refuse")), legal=True)


def test_enter_never_hands_a_form_over(shell: Shell) -> None:
    form, given = a_form(shell, Field("to", "To"), Field("date", "Date"), Field("note", "Note"))
    for name in ("to", "date", "note"):
        form.inputs[name].setFocus()
        press(form.inputs[name], Qt.Key.Key_Return)
    form.act.setFocus()
    press(form.act, Qt.Key.Key_Return)
    assert given == []
    press(form.inputs["note"], Qt.Key.Key_Return, CTRL)
    assert given == [{"to": "", "date": "", "note": ""}]


def test_enter_goes_on_from_a_line_and_stays_in_the_last_one(shell: Shell) -> None:
    form, _given = a_form(shell, Field("to", "To"), Field("date", "Date"))
    press(form.inputs["to"], Qt.Key.Key_Return)
    assert form.focusWidget() is form.inputs["date"]
    press(form.inputs["date"], Qt.Key.Key_Return)
    assert form.focusWidget() is form.inputs["date"], "a space would press the act"


def test_control_enter_counts_wherever_the_focus_is(shell: Shell) -> None:
    _form, given = a_form(shell, Field("to", "To"))
    shell.tabs.setFocus()
    press(shell.tabs, Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier)
    press(shell.tabs, Qt.Key.Key_Return, CTRL)
    assert given == [{"to": ""}]


def test_a_form_without_a_choice_is_refused_with_the_field_named(shell: Shell) -> None:
    form, given = a_form(shell, OUTCOME, Field("reason", "Reason", minimum=1, long=True))
    type_text(form.inputs["reason"], "to the island, EU 1234")
    press(form.inputs["reason"], Qt.Key.Key_Return, CTRL)
    assert given == []
    assert form.refusal == "outcome is missing"
    assert form.act.text() == "Propose: outcome is missing"
    assert form.focusWidget() is form.inputs["outcome"]


def test_a_form_that_asks_nothing_is_not_pressed_by_a_space(shell: Shell) -> None:
    form, given = a_form(shell)
    type_text(form, "to the island")
    press(form, Qt.Key.Key_Return)
    assert given == []
    press(form, Qt.Key.Key_Return, CTRL)
    assert given == [{}]


def test_escape_leaves_a_form_wherever_the_focus_is(shell: Shell) -> None:
    form, _given = a_form(shell, Field("to", "To"))
    left: list[bool] = []
    form.left.connect(lambda: left.append(True))
    shell.tabs.setFocus()
    press(shell.tabs, Qt.Key.Key_Escape)
    assert left == [True]


@pytest.fixture
def dialog(shell: Shell) -> Iterator[FormDialog]:
    made = FormDialog("Return", "Return", (OUTCOME, Field("to", "To")), "", shell)
    made.open()
    yield made
    made.close()


def test_enter_does_not_accept_a_dialog_and_control_enter_does(dialog: FormDialog) -> None:
    dialog.inputs["outcome"].setCurrentIndex(1)  # type: ignore[attr-defined]  # a box
    line = dialog.inputs["to"]
    line.setFocus()
    press(line, Qt.Key.Key_Return)
    dialog.act.setFocus()
    press(dialog.act, Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(line, Qt.Key.Key_Return, CTRL)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_dialog_without_a_choice_is_refused_with_the_field_named(dialog: FormDialog) -> None:
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.act.text() == "Return: outcome is missing"
    assert dialog.focusWidget() is dialog.inputs["outcome"]


def test_escape_throws_away_no_text(dialog: FormDialog) -> None:
    type_text(dialog.inputs["to"], "the ministry")
    press(dialog.inputs["to"], Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Cancel leaves it" in dialog.refusal
    dialog.inputs["to"].clear()  # type: ignore[attr-defined]  # a line
    press(dialog.inputs["to"], Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_closes_a_dialog_of_the_menus_only_while_nothing_is_typed(shell: Shell) -> None:
    dialog = FourEyesDialog(shell)
    dialog.open()
    type_text(dialog.reason, "the office has grown")
    press(dialog.reason, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.outcome.words() == "What you typed is still here. “Close” leaves it."
    dialog.closing.click()
    assert not dialog.isVisible()


def test_what_only_narrows_a_list_is_nothing_to_lose(shell: Shell) -> None:
    dialog = RegistersDialog(shell)
    dialog.open()
    type_text(dialog.words, "lathe")
    press(dialog.words, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_question_without_fields_is_not_answered_by_enter(shell: Shell) -> None:
    asked = FormDialog("Run", "Run", (), "It is kept.", shell)
    asked.open()
    focus = asked.focusWidget()
    assert focus is not asked.act
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        asked.open()
        press(asked.focusWidget() or asked, key)
        assert asked.result() != QDialog.DialogCode.Accepted
    asked.close()


def test_the_wheel_chooses_nothing(shell: Shell) -> None:
    form, _given = a_form(shell, OUTCOME)
    box = form.inputs["outcome"]
    at, turned = QPointF(box.rect().center()), QPoint(0, -120)
    wheel = QWheelEvent(
        at, box.mapToGlobal(at), turned, turned, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert form.fields.answers() == {"outcome": ""}


def test_every_key_everywhere_is_bound(shell: Shell) -> None:
    bound = {shortcut.key().toString() for shortcut in shell.findChildren(QShortcut)}
    late = {"lock", "motions", "find_texts"}  # of the room, once somebody may sign in
    for key in EVERYWHERE:
        if not key.by_widget and key.name not in late:
            assert QKeySequence(key.keys).toString() in bound, key
