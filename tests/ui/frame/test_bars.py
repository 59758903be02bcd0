"""Top bar and status bar give way in order; the window begins as large as it was left."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.ui import fiction, scenes
from tests.ui.hands import press

from landwaiter.services.base.caution import Caution
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.status_bar import LEAST_WIDTH
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.window_settings import Settings, load_settings, save_settings


def settled(shell: Shell, wide: int) -> Shell:
    shell.resize(wide, 600)
    for _round in range(3):
        QApplication.processEvents()
    return shell


def test_the_menus_fold_before_the_field_is_too_narrow(shell: Shell) -> None:
    scenes.today(shell)
    folded = []
    for wide in range(1300, 640, -20):
        top = settled(shell, wide).top
        folded.append(top.folded)
        assert top.search.width() >= fonts.px(150), wide
        assert top.as_of.width() == top.as_of.sizeHint().width(), wide
        assert top.user.geometry().right() < wide
    assert folded == sorted(folded), "once folded they stay so"
    assert (folded[0], folded[-1]) == (False, True)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_f10_opens_the_menus(shell: Shell, qtbot: QtBot) -> None:
    scenes.today(shell)
    settled(shell, 1400)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    press(shell, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == "Casebook"
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_f10_opens_the_one_menu_that_the_menus_fold_into(shell: Shell, qtbot: QtBot) -> None:
    scenes.today(shell)
    top = settled(shell, 700).top
    with qtbot.waitActive(shell):
        shell.activateWindow()
    press(shell, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [one.text() for one in top.menus.actions()]
    assert menu.actions()[0].text() == "Casebook"
    menu.close()


def test_the_status_bar_shows_as_many_hints_as_fit_and_the_last_always(shell: Shell) -> None:
    scenes.case(shell)
    counts = []
    for wide in (1400, 1100, 800, 640):
        hints = settled(shell, wide).foot.hints
        said = hints.words()
        counts.append(said.count("…") + said.count("F"))
        assert "F1" in said
        assert hints.geometry().right() < wide
        assert hints.width() >= hints.sizeHint().width()
    assert counts == sorted(counts, reverse=True)
    assert shell.foot.minimumSizeHint().width() == fonts.px(LEAST_WIDTH)


def test_what_somebody_should_see_to_stands_in_the_narrowest_bar(shell: Shell) -> None:
    caution = Caution("No backup", "No backup was made for 40 days.")
    shell.show_status(replace(fiction.STATUS, cautions=(caution,)))
    foot = settled(shell, 640).foot
    assert not foot.caution_place.isHidden()
    assert not foot.casebook.isHidden()
    assert foot.caution_place.toolTip() == caution.text
    shell.show_status(fiction.STATUS)
    assert foot.caution_place.isHidden()


@pytest.mark.parametrize(
    ("stored", "begun"),
    [((900, 500), (900, 500)), ((5000, 4000), (1280, 760)), (None, (1280, 760))],
)
def test_it_begins_as_large_as_it_was_left_cut_to_the_screen(
    jobs: Jobs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    stored: tuple[int, int] | None,
    begun: tuple[int, int],
) -> None:
    shell = Shell(jobs)
    qtbot.addWidget(shell)
    above = shell.style().pixelMetric(shell.style().PixelMetric.PM_TitleBarHeight)
    free = QSize(1280, 760 + above)
    monkeypatch.setattr(QScreen, "availableSize", lambda _self: free)
    shell.begin_as(stored)
    assert (shell.width(), shell.height()) == begun


def test_the_size_of_the_window_is_kept_on_the_machine(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("machine") / "window.json"
    save_settings(Settings(size=(1300, 777), maximised=True), file)
    assert (load_settings(file).size, load_settings(file).maximised) == ((1300, 777), True)
    file.write_text(file.read_text().replace("1300", '"wide"'))
    assert load_settings(file).size is None
