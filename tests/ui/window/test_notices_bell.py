"""The bell: what waits is counted and listed, each leads to where it is done."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.desk_office import Hands

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.services.deeds.engine import run
from landwaiter.services.people.notices import NoticeWay
from landwaiter.ui.frame.notices_panel import NoticesPanel

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
REF = "PL1-2026-000001"


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
