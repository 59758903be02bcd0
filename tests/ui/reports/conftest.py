"""The place Reports over the casebook of the test that asks for it."""

import pytest
from tests.ui.desk_office import Hands

from landwaiter.services.warm.session import Session
from landwaiter.ui.reports.reports_controller import ReportsController, reports_fetch
from landwaiter.ui.reports.reports_screen import ReportsScreen


@pytest.fixture
def screen(session: Session, hands: Hands) -> ReportsScreen:
    desk = hands.room.desk
    screen = ReportsScreen(reports_fetch(session), desk.jobs)
    hands.qtbot.addWidget(screen)
    ReportsController(desk.known_bench, screen)
    return screen
