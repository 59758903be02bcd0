"""The bell: what waits is counted and listed, each leads to where it is done."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.deeds.said import said
from tests.ui.desk_office import PASSWORD, REVIEWER, Answers, Hands, a_declaration
from tests.ui.hands import CTRL

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.people.notices import NoticeWay
from landwaiter.services.table.sessions import open_casebook
from landwaiter.ui.cases.today_screen import TodayScreen
from landwaiter.ui.frame.notices_panel import NoticesPanel
from landwaiter.ui.kit.label import MarkLabel

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
REF = "PL1-2026-000001"


@pytest.fixture
def at_work(hands: Hands, answers: Answers, tmp_path: Path) -> Hands:
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_I)
    return hands


def look(hands: Hands) -> None:
    hands.room.desk.read_status()
    hands.settle()


def opened(hands: Hands) -> NoticesPanel:
    hands.room.desk.shell.top.bell.click()
    hands.settle()
    return hands.room.bell.panel


def names(panel: NoticesPanel) -> list[str]:
    return [button.accessibleName() for button in panel.buttons]


def test_what_waits_is_counted_and_goes_when_it_is_done(at_work: Hands, tmp_path: Path) -> None:
    look(at_work)
    bell = at_work.room.desk.shell.top.bell
    assert bell.accessibleName() == "1 notice"
    panel = opened(at_work)
    assert names(panel) == ["No backup yet: Open"]
    assert panel.isVisible()
    assert panel.focusWidget() is panel.buttons[0]
    panel.close()
    run(at_work.room.desk.known_session, BackUp(tmp_path / "by-hand.tar"))
    look(at_work)
    assert bell.accessibleName() == "0 notices"


def test_a_notice_leads_to_where_it_is_done(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(type(at_work.room), "to_dialog", lambda _room, name: asked.append(name))
    panel = opened(at_work)
    panel.buttons[0].click()
    assert asked == ["backup"]
    assert not panel.isVisible()


def test_each_way_is_one_of_the_window(at_work: Hands) -> None:
    assert set(at_work.room.bell._ways) == set(NoticeWay)


def test_what_a_colleague_did_meanwhile_stands_in_today_after_signing_in(
    at_work: Hands, tmp_path: Path
) -> None:
    session = at_work.room.desk.known_session
    do(session, said("take"))
    other = open_casebook(session.casebook.path, user=REVIEWER, password=PASSWORD)
    with other.casebook:
        do(other, said("note", reason="call the bank"))
    at_work.press(Key.Key_L, CTRL)
    at_work.settle()
    at_work.type(PASSWORD)
    at_work.press(Key.Key_Return)
    at_work.settle()
    screen = at_work.room.desk.views["today"].screen
    assert isinstance(screen, TodayScreen)
    assert not screen.away.isHidden()
    words = [label.words() for label in screen.away.findChildren(MarkLabel)]
    assert any("call the bank" in one and REF in one for one in words)
