"""Every screen, form and panel has room at the sizes that are promised, whatever the language.

A sample by default; where this file is named each of them in each language at each size.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.translation.longer import Longer
from tests.ui import rooms, scenes
from tests.ui.frame import strip_scenes
from tests.ui.rooms import ROOMS, cut

from landwaiter import i18n
from landwaiter.domain.people.preferences import LARGEST_TEXT, LEAST_TEXT, Mode
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.ui.cases.acts_panel import ActsPanel
from landwaiter.ui.cases.case_screen import LEAST_MIDDLE, CaseScreen
from landwaiter.ui.deeds.acting import FieldBasis, form_of
from landwaiter.ui.deeds.propose_page import ProposePage
from landwaiter.ui.deeds.search_panel import HIGHEST
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.middle import MARGIN
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import dress

LONGER = "+40 %"
SAMPLE = (
    "case_longest",
    *rooms.FORMS,
    "hit",
    "review",
    "review_signed",
    "reference",
    "entity",
    "chart",
    "users",
    "monitoring",
    "on_call",
    "letter_longest",
)
"""Those that needed most."""
SCENES = {**rooms.SCENES, **strip_scenes.SCENES}
Opener = Callable[[str, str, int], tuple[Shell, QWidget]]


def tried() -> Iterator[object]:
    """Name, language and size of text."""
    for language in (*i18n.languages(), LONGER):
        for size in ROOMS:
            for name in SCENES:
                is_sample = name in SAMPLE and language == LONGER and size == 100
                is_over = name in strip_scenes.SCENES and language == "en" and size == 100
                marks = () if is_sample or is_over else pytest.mark.matrix
                yield pytest.param(name, language, size, marks=marks)


@pytest.fixture
def opened(
    application: QApplication, jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opener]:
    """A window of this language and size of text with this in front."""

    def make(name: str, language: str, size: int) -> tuple[Shell, QWidget]:
        words = Longer() if language == LONGER else i18n.catalogue(language)
        monkeypatch.setattr(i18n._Process, "words", words)
        dress(application, Settings(Mode.LIGHT, scale=size / 100))
        shell = Shell(jobs)
        qtbot.addWidget(shell)
        shell.resize(ROOMS[size])
        shell.show()
        shown = SCENES[name](shell)
        qtbot.waitUntil(lambda: jobs.idle, timeout=20_000)
        rooms.settle(shown.window())
        return shell, shown

    yield make
    dress(application, Settings(Mode.LIGHT))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups offscreen
@pytest.mark.parametrize(("name", "language", "size"), list(tried()))
def test_it_asks_for_no_more_room_than_there_is(
    opened: Opener, name: str, language: str, size: int
) -> None:
    shell, shown = opened(name, language, size)
    room = ROOMS[size]
    assert shell.size() == room
    if shown.isWindow():
        asked, room = shown.minimumSizeHint(), room - QSize(MARGIN, MARGIN)
        assert shown.size().boundedTo(room) == shown.size()
    else:
        asked = shell.needed
    assert asked.boundedTo(room) == asked
    assert list(cut(shown if shown.isWindow() else shell)) == []


EXTREMES = {LEAST_TEXT: QSize(1280, 760), LARGEST_TEXT: QSize(1920, 1020)}
"""The smallest and the largest text that a person may choose → the smallest screen for it."""


@pytest.mark.parametrize("size", EXTREMES)
@pytest.mark.parametrize(
    "name",
    [
        "case_longest",
        "cases",
        "hit",
        *(
            pytest.param(one, marks=pytest.mark.matrix)
            for one in ("propose", "approve", "review", "today_everything", "reference")
        ),
    ],
)
def test_the_smallest_and_the_largest_text_have_room(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, name: str, size: int
) -> None:
    monkeypatch.setitem(ROOMS, size, EXTREMES[size])
    shell, _shown = opened(name, "de", size)
    assert shell.size() == EXTREMES[size]
    assert shell.needed.boundedTo(shell.size()) == shell.needed
    QTest.qWait(100)
    assert list(cut(shell)) == []


@pytest.mark.parametrize("name", rooms.FORMS)
@pytest.mark.parametrize("size", ROOMS)
def test_the_act_of_a_form_with_twenty_items_and_a_refusal_is_wholly_visible(
    opened: Opener, name: str, size: int
) -> None:
    shell, _shown = opened(name, LONGER, size)
    (form,) = shell.findChildren(ActForm)
    assert form.refusal
    place = QRect(form.act.mapTo(shell, QPoint(0, 0)), form.act.size())
    assert shell.rect().contains(place)
    assert form.act.visibleRegion().boundingRect().size() == form.act.size()


@pytest.mark.parametrize(
    "size", [pytest.param(one, marks=() if one == 100 else pytest.mark.matrix) for one in ROOMS]
)
def test_so_is_that_of_the_form_of_every_deed_on_a_case(opened: Opener, size: int) -> None:
    """Of a case of twenty items, each form refused at length."""
    shell, screen = opened("case_longest", LONGER, size)
    assert isinstance(screen, CaseScreen)
    view, hidden = rooms.the_longest_case(), []
    for deed in ON_CASE.values():
        form = form_of(FieldBasis(deed, view, {}), rooms.AUTHOR)
        rooms.refused(screen, form, "It is not possible as the case stands now. " * 8)
        QApplication.processEvents()
        place = QRect(form.act.mapTo(shell, QPoint(0, 0)), form.act.size())
        is_whole = form.act.visibleRegion().boundingRect().size() == form.act.size()
        if not (is_whole and shell.rect().contains(place)) or shell.size() != ROOMS[size]:
            hidden.append(deed.name)
        hidden += [f"{deed.name}: {one}" for one in cut(form)]
    assert hidden == []


@pytest.mark.parametrize("size", ROOMS)
def test_the_middle_of_a_case_keeps_its_width_and_scrolls_downwards_alone(
    opened: Opener, size: int
) -> None:
    _shell, screen = opened("case_longest", LONGER, size)
    assert isinstance(screen, CaseScreen)
    assert screen.middle.width() >= fonts.px(LEAST_MIDDLE)
    assert screen.middle.horizontalScrollBar().maximum() == 0


def test_the_panel_of_acts_is_no_higher_than_it_may_be(opened: Opener) -> None:
    _shell, panel = opened("case_acts", LONGER, 150)
    assert isinstance(panel, ActsPanel)
    assert panel.height() <= fonts.px(HIGHEST)


LEAST_HEAD = 700


def _head_of(screen: QWidget) -> QWidget:
    """What stands above the middle: a head, or the row of filters of a list."""
    if isinstance(screen, CaseScreen):
        return screen.head
    found = screen.findChild(QWidget, "head") or screen.findChild(QWidget, "base")
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["case_longest", "cases", "entity", "review", "today_everything"])
def test_a_head_asks_for_little_and_shrinks(opened: Opener, name: str) -> None:
    shell, screen = opened(name, LONGER, 100)
    head = _head_of(screen)
    beside = screen.width() - head.width()
    assert head.minimumSizeHint().width() + beside <= LEAST_HEAD
    screen.setMinimumWidth(1)
    shell.resize(LEAST_HEAD + shell.rail.width(), 760)
    rooms.settle(shell)
    assert head.width() + beside == LEAST_HEAD
    assert list(cut(head)) == []


@pytest.mark.parametrize(
    "name", ["case_longest", "cases", "entity", "hit", "review", "today_everything"]
)
def test_in_a_small_window_head_and_acts_stay_whole_and_the_middle_scrolls(
    opened: Opener, name: str
) -> None:
    shell, screen = opened(name, "en", 100)
    shell.resize(800, 500)
    rooms.settle(shell)
    feet = [one for one in screen.findChildren(QWidget, "foot") if one.isVisible()]
    for bar in (_head_of(screen), *feet):
        place = QRect(bar.mapTo(shell, QPoint(0, 0)), bar.size())
        assert shell.rect().contains(place)
        assert bar.visibleRegion().boundingRect().size() == bar.size()
        assert list(cut(bar)) == []


OF_PAPERS = ("letter_longest", "letters_of_case", "reports", "reports_none", "statistics", "gists")


@pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, size, marks=() if is_sample else pytest.mark.matrix)
        for language in (*i18n.languages(), LONGER)
        for size in (100, 150)
        for is_sample in [(language, size) == ("fr", 150)]
    ],
)
@pytest.mark.parametrize("name", OF_PAPERS)
def test_what_is_done_with_papers_is_whole_in_a_small_window(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, name: str, language: str, size: int
) -> None:
    """What stands beside goes below, lists scroll across, and nothing lies outside."""
    monkeypatch.setitem(ROOMS, size, QSize(800, 500) * (size / 100))
    shell, shown = opened(name, language, size)
    assert list(cut(shown if shown.isWindow() else shell)) == []


@pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, size, marks=() if is_sample else pytest.mark.matrix)
        for language in (*i18n.languages(), LONGER)
        for size in (100, 150)
        for is_sample in [(language, size) == ("de", 100)]
    ],
)
def test_a_proposal_on_twenty_items_is_whole_in_a_small_window(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, language: str, size: int
) -> None:
    """What is open stands below the outcomes, and beside them again where there is room."""
    monkeypatch.setitem(ROOMS, size, QSize(800, 500) * (size / 100))
    shell, _shown = opened("propose", language, size)
    (form,) = shell.findChildren(ProposePage)
    assert list(cut(form)) == []
    for button in (form.act, form.leave):
        place = QRect(button.mapTo(shell, QPoint(0, 0)), button.size())
        assert shell.rect().contains(place)
        assert button.visibleRegion().boundingRect().size() == button.size()
    area = next(iter(form.reasons.values()))

    def is_below() -> bool:
        last = form.inputs["reason"]
        return area.mapTo(form, QPoint(0, 0)).y() > last.mapTo(form, QPoint(0, 0)).y()

    area.setPlainText("asked by telephone")
    assert is_below()
    shell.resize(QSize(1280, 800) * 2)
    rooms.settle(shell)
    assert not is_below()
    assert area.isVisible()
    assert area.toPlainText() == "asked by telephone"


def test_opening_a_tab_never_changes_the_size(shell: Shell) -> None:
    shell.resize(800, 500)
    for name in ("today", "review", "chart", "reference"):
        scenes.SCENES[name](shell)
        QApplication.processEvents()
        assert (shell.width(), shell.height()) == (800, 500)
    assert rooms.SCENES["case_longest"](shell).isVisible()
    assert (shell.width(), shell.height()) == (800, 500)
