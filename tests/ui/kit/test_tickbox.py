"""The box to tick: seen in both themes, ticked by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from landwaiter.ui.kit.theme import DARK, LIGHT, Theme
from landwaiter.ui.kit.tickbox import TickBox
from landwaiter.ui.window.app import wear


def colours(box: TickBox) -> set[str]:
    drawn = box.grab().toImage()
    return {
        QColor(drawn.pixel(x, y)).name()
        for x in range(drawn.width())
        for y in range(drawn.height())
    }


@pytest.fixture
def box(qtbot: QtBot) -> TickBox:
    made = TickBox("Reviewer")
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_an_empty_box_has_the_edge_of_every_other_input(
    box: TickBox, theme: Theme, qapp: QApplication
) -> None:
    wear(qapp, theme)
    assert theme.control.lower() in colours(box)
    wear(qapp, LIGHT)


def test_the_space_bar_ticks_it_and_the_tick_is_seen(box: TickBox) -> None:
    box.show()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert LIGHT.accentfill.lower() in colours(box)
