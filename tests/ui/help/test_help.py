"""F1: each screen has a page whose parts, keys and links exist; how it opens, finds and closes."""

import re
from dataclasses import replace
from itertools import chain

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hands import press, type_text
from tests.ui.help import manual_page
from tests.ui.help.help_scenes import SCENES

from landwaiter.services.help import screen_keys
from landwaiter.services.help.help_page import HelpRow, TopicKind, TopicPage, search
from landwaiter.services.help.screen_pages import PAGES
from landwaiter.services.help.topics import page_of, searched
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.help.numbered_picture import NumberedPicture, part_of, placed_parts
from landwaiter.ui.kit import keys


def settle(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shell.jobs.idle)
    QApplication.processEvents()
    with qtbot.waitActive(shell):
        shell.activateWindow()


def ask(shell: Shell) -> None:
    """Press F1 where something has the focus whatever the screen."""
    shell.tabs.setFocus()
    press(shell, Qt.Key.Key_F1)
    assert shell.help.isVisible()


def test_each_screen_has_a_page_and_a_title() -> None:
    assert PAGES.keys() == screen_keys.SCREENS.keys() == SCENES.keys()
    assert PAGES.keys() <= screen_keys.TITLES.keys()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_tells_parts_and_answers_and_leads_to_pages_that_exist(name: str) -> None:
    page = PAGES[name]
    assert 2 <= len(page.parts) <= 6
    assert page.questions
    assert page.see
    assert set(page.see) <= PAGES.keys() - {name}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_writes_a_key_the_table_of_keys_tells_them(name: str) -> None:
    key = re.compile(
        r"\b(Ctrl|Alt|Shift|Esc|Enter|Space|Tab|F\d+|[A-Z]) ?[+)]|\bF\d|\b(Esc|Ctrl)\b"
    )
    page = replace(page_of(name), keys=())
    assert not [one for one in page.sentences() if key.search(one)]


@pytest.mark.parametrize("name", SCENES)
def test_each_part_is_seen_in_its_screen_and_f1_opens_the_page_of_the_screen_in_front(
    name: str, shell: Shell, qtbot: QtBot
) -> None:
    shown = SCENES[name](shell)
    shell.resize(1280, 800)
    settle(shell, qtbot)
    assert shown.property("screen") == name
    parts = PAGES[name].parts
    for part in parts:
        assert part_of(shown, part.path) is not None, part.path
    placed = placed_parts(shown, parts)
    assert [one.number for one in placed] == list(range(1, len(parts) + 1))
    assert all(shown.rect().toRectF().contains(one.place) for one in placed)
    ask(shell)
    page = shell.help.said()
    for sentence in page_of(name).sentences():
        assert sentence in page
    told = " ".join(part.accessibleName() for part in shell.help.findChildren(QWidget))
    for key in chain(screen_keys.SCREENS[name], screen_keys.EVERYWHERE):
        assert screen_keys.words(key) in told
    assert shell.help.findChild(NumberedPicture) is not None


def test_a_part_ends_where_the_area_around_it_does(shell: Shell, qtbot: QtBot) -> None:
    screen = SCENES["today"](shell)
    shell.resize(1280, 800)
    settle(shell, qtbot)
    queue, days = (
        one.place for one in placed_parts(screen, PAGES["today"].parts) if one.number in (3, 4)
    )
    assert not queue.intersects(days), "the queue is scrolled above the days"


def test_a_part_that_the_screen_does_not_have_has_no_place(shell: Shell) -> None:
    assert part_of(SCENES["today"](shell), "queue.nowhere") is None


def test_f1_and_esc_close_it_and_the_focus_goes_back(shell: Shell, qtbot: QtBot) -> None:
    shown = SCENES["cases"](shell)
    settle(shell, qtbot)
    before = QApplication.focusWidget()
    assert before is not None
    for closes in (Qt.Key.Key_F1, Qt.Key.Key_Escape):
        press(shell, Qt.Key.Key_F1)
        assert QApplication.focusWidget() is shell.help.search
        press(shell.help.search, closes)
        assert not shell.help.isVisible()
        assert QApplication.focusWidget() is before
    assert shown.isVisible()


def test_esc_in_the_help_leaves_the_form_beside_it_open(shell: Shell, qtbot: QtBot) -> None:
    screen, left = SCENES["today"](shell), []
    keys.on_leave(screen, lambda: left.append(screen))
    settle(shell, qtbot)
    ask(shell)
    press(shell.help.search, Qt.Key.Key_Escape)
    assert not shell.help.isVisible()
    assert not left


def test_the_page_follows_the_tab_in_front(shell: Shell, qtbot: QtBot) -> None:
    SCENES["case"](shell)
    settle(shell, qtbot)
    ask(shell)
    assert "Case" in shell.help.accessibleName()
    shell.tabs.setCurrentIndex(0)
    assert shell.help.accessibleName() == "Help: Cases"


def test_what_is_found_opens_its_page_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    SCENES["today"](shell)
    settle(shell, qtbot)
    ask(shell)
    type_text(shell.help.search, "dashed link")
    assert [link.accessibleName() for link in shell.help.links] == ["Link chart"]
    QApplication.processEvents()
    for _step in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in shell.help.links:
            QTest.keyClick(focus, Qt.Key.Key_Return)
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert shell.help.accessibleName() == "Help: Link chart"
    assert "It is alleged" in shell.help.said()
    pictures = shell.help.findChildren(NumberedPicture)
    assert all(one.isHidden() for one in pictures), "another screen is in front"


def test_searching_for_nothing_shows_the_page_again(shell: Shell, qtbot: QtBot) -> None:
    SCENES["today"](shell)
    settle(shell, qtbot)
    ask(shell)
    page = shell.help.said()
    type_text(shell.help.search, "xyzzy")
    assert not shell.help.links
    shell.help.search.clear()
    assert shell.help.said() == page


def test_f6_reaches_the_help(shell: Shell, qtbot: QtBot) -> None:
    SCENES["today"](shell)
    settle(shell, qtbot)
    ask(shell)
    assert shell.current is not None
    shell.current.setFocus()
    for _turn in range(12):
        shell.step_pane(1)
        focus = QApplication.focusWidget()
        if focus is not None and shell.help.isAncestorOf(focus):
            return
    pytest.fail("never reached")


def a_page(topic: str, title: str, purpose: str, *answers: str) -> TopicPage:
    rows = tuple(HelpRow("", answer) for answer in answers)
    return TopicPage(topic, title, TopicKind.SCREEN, purpose, questions=rows)


def test_every_word_must_stand_in_a_page_whatever_its_accents() -> None:
    pages = [
        a_page("hit", "Trafienie", "Łańcuch nazw.", "Coś innego."),
        a_page("case", "Łańcuch", "Sprawa."),
        a_page("cases", "Lista", ""),
    ]
    assert [one.topic for one in search(pages, "lancuch")] == ["case", "hit"]
    (one,) = search(pages, "LANCUCH nazw")
    assert one.sentence == "Łańcuch nazw."
    assert search(pages, "lancuch xyzzy") == ()
    assert search(pages, "  ") == ()


def test_the_pages_are_found_by_their_titles_keys_and_answers() -> None:
    assert searched("audit")[0].topic == "audit"
    assert "hit" in [one.topic for one in searched("never taken over")]
    assert "chart" in [one.topic for one in searched("fold")]


def test_the_manual_has_the_same_pages() -> None:
    """Where this fails: python -m tests.ui.help.manual_page --write."""
    assert manual_page.PAGE.read_text("utf-8") == manual_page.text()
