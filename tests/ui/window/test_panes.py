"""F6 through the panes; where the focus is can be seen; what is clicked is large enough."""

from collections.abc import Iterator

import pytest
from _pytest.mark.structures import ParameterSet
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui import fiction, scenes
from tests.ui.focus_walk import SAMPLE, SEEN, focusable, sampled
from tests.ui.hands import BARE, SHIFT

from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.theme import DARK, LIGHT, Theme
from landwaiter.ui.window.app import wear

LEAST = 22
"""Pixels that a target measures at least either way (WCAG 2.2, 2.5.8, asks 24 or room around)."""


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press_f6(modifier: Qt.KeyboardModifier = BARE) -> QWidget:
    QTest.keyClick(focus(), Qt.Key.Key_F6, modifier)
    return focus()


def round_trip(shell: Shell, modifier: Qt.KeyboardModifier = BARE) -> list[QWidget]:
    """Where F6 leads, from the rail on until it is back there."""
    shell.rail.buttons["cases"].setFocus()
    reached: list[QWidget] = []
    for _step in range(20):
        reached.append(press_f6(modifier))
        if shell.rail.isAncestorOf(reached[-1]):
            return reached
    raise AssertionError([type(one).__name__ for one in reached])


@pytest.fixture
def case(shell: Shell, qtbot: QtBot) -> CaseScreen:
    shell.resize(1280, 800)
    screen = scenes.case(shell)
    assert isinstance(screen, CaseScreen)
    shell.show_status(fiction.STATUS)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    return screen


def test_on_a_case_it_goes_list_details_side_acts_top_bar_rail(
    shell: Shell, case: CaseScreen
) -> None:
    reached = round_trip(shell)
    assert reached[0] is case.sections
    assert case.page.isAncestorOf(reached[1])
    assert case.history.isAncestorOf(reached[2])
    assert case.head.isAncestorOf(reached[3])
    assert shell.top.isAncestorOf(reached[4])
    assert shell.rail.isAncestorOf(reached[5])
    assert len(reached) == 6


def test_shift_f6_goes_the_other_way(shell: Shell, case: CaseScreen) -> None:
    assert round_trip(shell, SHIFT)[:-1] == round_trip(shell)[:-1][::-1]


def test_the_rail_is_entered_at_the_place_that_is_shown(shell: Shell, case: CaseScreen) -> None:
    shell.top.search.setFocus()
    assert press_f6() is shell.rail.buttons["cases"]


def test_an_open_form_is_a_pane_and_its_field_keeps_what_was_typed(
    shell: Shell, case: CaseScreen
) -> None:
    form = ActForm("Act", "Do it", (Field("reason", "Reason", long=True),))
    case.show_form(form)
    QApplication.processEvents()
    form.begin()
    QTest.keyClicks(focus(), "because")
    away = press_f6()
    assert not form.isAncestorOf(away)
    back = press_f6(SHIFT)
    assert form.isAncestorOf(back)
    assert form.fields.answers()["reason"] == "because"


@pytest.mark.parametrize("name", sampled(scenes.SCENES))
def test_it_comes_around_on_every_screen(shell: Shell, qtbot: QtBot, name: str) -> None:
    shell.resize(1280, 800)
    scenes.SCENES[name](shell)
    shell.show_status(fiction.STATUS)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    reached = round_trip(shell)
    assert len({id(one) for one in reached}) == len(reached)
    assert len(reached) >= 3


def drawn(window: QWidget, part: QWidget) -> QImage:
    """The part with its surroundings, as the window shows it."""
    QApplication.processEvents()
    place = QRect(part.mapTo(window, QPoint(-4, -4)), part.size() + QSize(8, 8))
    return window.grab(place).toImage()


PLAIN = frozenset({"case", "review", "users"})


def worn() -> Iterator[ParameterSet]:
    """Each in the light by `--thorough`, of the dark the sample; all where this file is named."""
    for name in SEEN:
        light = () if name in PLAIN else pytest.mark.thorough
        dark = light if name in SAMPLE else pytest.mark.matrix
        yield pytest.param(name, LIGHT, marks=light, id=f"{name}-light")
        yield pytest.param(name, DARK, marks=dark, id=f"{name}-dark")


@pytest.mark.parametrize(("name", "theme"), list(worn()))
def test_where_the_focus_is_can_be_seen(
    shell: Shell, qtbot: QtBot, application: QApplication, name: str, theme: Theme
) -> None:
    shell.setUpdatesEnabled(True)  # what it shows is looked at
    shell.resize(1280, 800)
    wear(application, theme)  # before the screen is made, which would be dressed twice
    shown = SEEN[name](shell)
    window = shown if shown.isWindow() else shell
    qtbot.waitUntil(lambda: shell.jobs.idle)
    with qtbot.waitActive(window):
        window.activateWindow()
    unseen = []
    for part in list(focusable(window)):
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not part:
            continue
        having = drawn(window, part)
        part.clearFocus()
        if drawn(window, part) == having and not part.visibleRegion().isEmpty():
            unseen.append(f"{type(part).__name__} {part.accessibleName()}")
    assert unseen == []


def luminance(theme: Theme, ink: str) -> float:
    colour = theme.colour(ink)  # type: ignore[arg-type]  # an ink by its name
    parts = [one / 255 for one in (colour.red(), colour.green(), colour.blue())]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["base", "window", "rail", "alt", "tint"])
def test_the_frame_of_the_focus_stands_out_from_every_ground(theme: Theme, ground: str) -> None:
    high, low = sorted((luminance(theme, "accent"), luminance(theme, ground)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 3.0


@pytest.mark.parametrize("name", sampled(SEEN))
def test_what_is_clicked_is_large_enough(shell: Shell, qtbot: QtBot, name: str) -> None:
    shell.resize(1280, 800)
    shown = SEEN[name](shell)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    for _round in range(3):
        QApplication.processEvents()
    window = shown if shown.isWindow() else shell
    small = [
        f"{type(part).__name__} {part.accessibleName()} {part.width()} × {part.height()}"
        for kind in (QAbstractButton, QLineEdit, QComboBox, QTabBar)
        for part in window.findChildren(kind)
        if part.isVisible()
        and not isinstance(part.parentWidget(), QComboBox | QMenuBar)
        and min(part.width(), part.height()) < LEAST
    ]
    assert small == []
