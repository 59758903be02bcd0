"""The flag under the cursor marks what it rests on; each place says which rules used it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.sample_office import Office, an_office, declared
from tests.ui.hands import press

from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.cases.case_screen import CaseScreen


@pytest.fixture
def view(tmp_path: Path) -> CaseView:
    office: Office = an_office(tmp_path)
    rows = (declared(lrn="LW-2", description="parts", docs=""),
            declared(lrn="LW-2", item_no=2, cn8="94036000", docs="",
                     description="oak garden chairs with cushions", gross_mass_kg=1))  # fmt: skip
    office.take_in(*rows)
    found = office.view("PL1-2026-000002")
    office.close()
    return found


@pytest.fixture
def screen(view: CaseView, qtbot: QtBot) -> CaseScreen:
    made = CaseScreen()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show_view(view)
    made.show()
    return made


def test_the_items_that_a_flag_rests_on_are_marked(screen: CaseScreen) -> None:
    assert screen.page.flags is not None
    screen.page.flags.choose("RF-G07")
    assert screen.page.items[1].property("used") is True
    assert screen.page.items[2].property("used") is not True
    assert "items 1 description" in screen.page.flags.rests_on.words()
    assert "parts" in screen.page.flags.rests_on.words()


def test_the_marks_follow_the_cursor_by_keyboard(screen: CaseScreen) -> None:
    assert screen.page.flags is not None
    screen.page.flags.choose("RF-G07")
    press(screen.page.flags.table, Qt.Key.Key_Down)
    assert "items 2 gross mass kg" in screen.page.flags.rests_on.words()
    assert screen.page.items[1].property("used") is False
    assert screen.page.items[2].property("used") is True


def test_j_and_k_walk_the_flags_while_their_list_has_the_focus(
    screen: CaseScreen, qtbot: QtBot
) -> None:
    with qtbot.waitActive(screen):
        screen.activateWindow()
    assert screen.page.flags is not None
    table = screen.page.flags.table
    section = screen.sections.current
    screen.page.flags.begin()
    press(table, Qt.Key.Key_J)
    assert table.currentIndex().row() == 1
    press(table, Qt.Key.Key_K)
    assert table.currentIndex().row() == 0
    assert screen.sections.current == section
    screen.sections.setFocus()
    press(screen.sections, Qt.Key.Key_J)
    assert screen.sections.current != section
