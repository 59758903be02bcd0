"""The window by keyboard: places, tabs, the palette, all keys, letters that rest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import fiction, scenes
from tests.ui.hands import CTRL, press, type_text

from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.help import screen_keys
from landwaiter.ui.frame.palette_box import FindDialog, best, fit
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear


def open_two(shell: Shell) -> tuple[QWidget, QWidget]:
    return (
        shell.open_tab(Tab("one", "One", "cases"), QWidget, screen="cases"),
        shell.open_tab(Tab("two", "Two", "cases"), QWidget, screen="today"),
    )


def test_control_and_a_figure_choose_a_place(shell: Shell, qtbot: QtBot) -> None:
    shell.show_status(fiction.STATUS)
    with qtbot.waitSignal(shell.place_chosen) as chosen:
        press(shell, Qt.Key.Key_2, CTRL)
    assert chosen.args == ["cases"]


def test_without_a_casebook_no_place_is_reached(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(shell.place_chosen):
        press(shell, Qt.Key.Key_2, CTRL)


def test_a_tab_is_opened_once_per_key(shell: Shell) -> None:
    first, _second = open_two(shell)
    assert shell.open_tab(Tab("one", "One", "cases"), QWidget, screen="cases") is first
    assert shell.tabs.count() == 2


def test_control_tab_goes_round_the_tabs(shell: Shell, qtbot: QtBot) -> None:
    first, second = open_two(shell)
    press(shell, Qt.Key.Key_Tab, CTRL)
    assert shell.current is first
    press(shell, Qt.Key.Key_Tab, CTRL)
    assert shell.current is second


def test_control_w_closes_the_tab_and_says_which(shell: Shell, qtbot: QtBot) -> None:
    open_two(shell)
    with qtbot.waitSignal(shell.tab_closed) as closed:
        press(shell, Qt.Key.Key_W, CTRL)
    assert closed.args == ["two"]
    assert shell.tabs.count() == 1


def test_the_status_bar_shows_the_keys_of_the_screen(shell: Shell) -> None:
    open_two(shell)
    assert "judge hits" in shell.foot.hints.words()
    shell.tabs.setCurrentIndex(0)
    assert "filter" in shell.foot.hints.words()


FOUND = (
    PaletteRow("case", "PL1-2026-000412", "PL1-2026-000412", "Five-axis machining centre"),
    PaletteRow("entity", "ENT-1", "Xi’an Huarui Education Technology", "company, CN"),
)
ACTS = (
    PaletteRow("act", "take_in", "Take in declarations", ""),
    PaletteRow("act", "verify", "Verify the chain", ""),
)


@pytest.fixture
def palette(shell: Shell, qtbot: QtBot) -> FindDialog:
    shell.acts = lambda: ACTS
    shell.provider = lambda text: tuple(f for f in FOUND if text and fit(text, f.title))
    press(shell, Qt.Key.Key_K, CTRL)
    dialog = shell.findChild(FindDialog)
    assert dialog is not None
    return dialog


def test_the_palette_finds_an_act_by_a_few_letters(
    shell: Shell, palette: FindDialog, qtbot: QtBot
) -> None:
    type_text(palette.field, "vrfy")
    with qtbot.waitSignal(shell.found) as found:
        press(palette.field, Qt.Key.Key_Return)
    assert found.args[0].key == "verify"


def test_the_palette_shows_what_the_casebook_holds(
    shell: Shell, palette: FindDialog, qtbot: QtBot
) -> None:
    type_text(palette.field, "412")
    qtbot.waitUntil(lambda: palette.model.rowCount() == 1)
    with qtbot.waitSignal(shell.found) as found:
        press(palette.field, Qt.Key.Key_Return)
    assert found.args[0] == FOUND[0]


def test_the_arrows_move_while_the_field_keeps_the_focus(
    shell: Shell, palette: FindDialog, qtbot: QtBot
) -> None:
    press(palette.field, Qt.Key.Key_Down)
    assert palette.list.current_row() == ACTS[1]


def test_escape_closes_the_palette_and_chooses_nothing(
    shell: Shell, palette: FindDialog, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(shell.found):
        press(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_word_beats_scattered_letters() -> None:
    entries = (PaletteRow("act", "1", "Anchor identities", ""), PaletteRow("act", "2", "Audit", ""))
    assert [entry.key for entry in best("audi", entries)] == ["2"]
    assert fit("aud", "Verify audit") > fit("aud", "a unit of data")
    assert fit("xyz", "Audit") == 0


def test_single_letters_rest_while_a_field_has_the_focus(shell: Shell, qtbot: QtBot) -> None:
    screen = scenes.a_cases_screen(shell)
    shell.open_tab(Tab("cases", "Cases", "cases"), lambda: screen, screen="cases")
    screen.search.setFocus()
    hidden = screen.preview.isHidden()
    type_text(screen.search, "p")
    assert screen.search.text() == "p"
    assert screen.preview.isHidden() is hidden
    screen.list.setFocus()
    type_text(screen.list, "p")
    assert screen.preview.isHidden() is not hidden
    qtbot.waitUntil(lambda: shell.jobs.idle)


def test_switching_the_theme_rebuilds_nothing(shell: Shell, application: QApplication) -> None:
    scenes.today(shell)
    before = [id(child) for child in shell.findChildren(QWidget)]
    light = shell.grab().toImage()
    wear(application, DARK)
    assert [id(child) for child in shell.findChildren(QWidget)] == before
    assert shell.grab().toImage() != light


def test_every_screen_names_each_key_once() -> None:
    for screen, table in screen_keys.SCREENS.items():
        pressed = [key.keys for key in table]
        assert len(pressed) == len(set(pressed)), screen
