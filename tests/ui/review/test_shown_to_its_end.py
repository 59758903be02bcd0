"""What counts as shown to its end is the same in each theme and at each size of text."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import rooms

from landwaiter.domain.people.preferences import Mode
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.review.review_screen import ReviewScreen
from landwaiter.ui.review.section_watch import PAUSE_MS, SectionWatch
from landwaiter.ui.window.app import dress, wear

SIZE = QSize(1280, 800)
ENOUGH = 60
"""Steps in which every section was shown, with some to spare."""
Shown = list[ReviewSection]
Reader = Callable[[Mode, int], tuple[ReviewScreen, Shown]]


@pytest.fixture
def reading(application: QApplication, jobs: Jobs, qtbot: QtBot) -> Iterator[Reader]:
    """The longest review in a window of 1280 × 800, and the sections that count, as they do."""

    def make(mode: Mode, scale: int) -> tuple[ReviewScreen, Shown]:
        dress(application, Settings(mode, scale=scale / 100))
        shell = Shell(jobs)
        qtbot.addWidget(shell)
        shell.resize(SIZE)
        shell.show()
        screen = rooms.review_longest(shell)
        told: Shown = []
        screen.section_read.connect(told.append)
        qtbot.waitUntil(lambda: jobs.idle, timeout=20_000)
        qtbot.wait(PAUSE_MS + 100)
        return screen, told

    yield make
    dress(application, Settings(Mode.LIGHT))


def in_view(screen: ReviewScreen) -> set[ReviewSection]:
    """Sections whose last line is on the screen, with everything above it."""
    viewport = screen.watch.area.viewport()
    return {section for section, widget in screen.sections.items() if _is_whole(widget, viewport)}


def _until_reached(qtbot: QtBot, watch: SectionWatch, section: ReviewSection, down: int) -> None:
    qtbot.waitUntil(lambda: watch.reached(section) == down)


def _is_whole(widget: QWidget, viewport: QWidget) -> bool:
    top = widget.mapTo(viewport, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= viewport.height()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("scale", [100, 150])
def test_what_stands_on_the_screen_counts_and_the_rest_once_it_was_gone_through(
    reading: Reader, qtbot: QtBot, mode: Mode, scale: int
) -> None:
    screen, told = reading(mode, scale)
    assert set(told) == in_view(screen)
    assert ReviewSection.EDITIONS not in told
    for _step in range(ENOUGH):
        if len(told) == len(ReviewSection):
            break
        screen.next_unread()
        qtbot.wait(PAUSE_MS + 100)
    assert told == list(ReviewSection)


@pytest.mark.parametrize("scale", [100, 150])
def test_one_pixel_short_of_its_end_is_not_shown(reading: Reader, qtbot: QtBot, scale: int) -> None:
    screen, told = reading(Mode.LIGHT, scale)
    section = next(one for one in ReviewSection if one not in told)
    widget, bar = screen.sections[section], screen.watch.area.verticalScrollBar()
    high = screen.watch.area.viewport().height()
    end = widget.y() + widget.height() - high
    for place in (*range(widget.y(), end - 1, high // 2), end - 1):
        bar.setValue(place)
        _until_reached(qtbot, screen.watch, section, place + high - widget.y())
    assert section not in told
    bar.setValue(end)
    qtbot.waitUntil(lambda: section in told)


def test_another_theme_takes_nothing_back_and_gives_nothing(
    application: QApplication, reading: Reader, qtbot: QtBot
) -> None:
    screen, told = reading(Mode.LIGHT, 100)
    screen.next_unread()
    qtbot.wait(PAUSE_MS + 50)
    before = list(told)
    wear(application, DARK)
    qtbot.wait(PAUSE_MS + 100)
    assert told == before
    assert all(screen.watch.is_shown(section) for section in before)
