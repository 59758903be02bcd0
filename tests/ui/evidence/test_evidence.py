"""The evidence of a case in the window: keys, previews, deeds, and what a piece is told to be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui import fictional_case
from tests.ui.hands import press

from landwaiter.domain.evidence.custody import Wipe
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.evidence.previews import Preview
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.evidence.evidence_screen import EvidenceCard

Key = Qt.Key


def pixels(width: int = 4, height: int = 3) -> bytes:
    return Image.new("RGB", (width, height), "red").tobytes()


def a_preview(piece: Evidence, *, page: int = 1, pages: int = 1) -> Preview:
    return Preview(piece, page, pages, 4, 3, pixels())


@pytest.fixture
def screen(qtbot: QtBot) -> CaseScreen:
    made = CaseScreen()
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show_view(fictional_case.CASE_VIEW)
    made.show()
    return made


def card_of(screen: CaseScreen) -> EvidenceCard:
    assert screen.page.evidence is not None
    return screen.page.evidence


def pieces(view: CaseView = fictional_case.CASE_VIEW) -> tuple[Evidence, ...]:
    return view.case.evidence


def test_space_asks_for_a_preview_of_the_piece_under_the_cursor(
    screen: CaseScreen, qtbot: QtBot
) -> None:
    table = card_of(screen).table
    press(table, Key.Key_Down)
    with qtbot.waitSignal(screen.page.preview_asked) as asked:
        press(table, Key.Key_Space)
    assert asked.args == [pieces()[1], 1]


def test_space_again_and_escape_take_the_preview_away(screen: CaseScreen, qtbot: QtBot) -> None:
    card = card_of(screen)
    for key in (Key.Key_Space, Key.Key_Escape):
        screen.page.show_preview(a_preview(pieces()[0]))
        assert card.pane.isVisible()
        with qtbot.waitSignal(screen.page.preview_left):
            press(card.table, key)
        assert not card.pane.isVisible()


def test_page_keys_turn_and_stop_at_the_ends(screen: CaseScreen, qtbot: QtBot) -> None:
    card = card_of(screen)
    screen.page.show_preview(a_preview(pieces()[0], page=2, pages=2))
    with qtbot.assertNotEmitted(screen.page.preview_asked):
        press(card.table, Key.Key_PageDown)
    with qtbot.waitSignal(screen.page.preview_asked) as asked:
        press(card.table, Key.Key_PageUp)
    assert asked.args == [pieces()[0], 1]


def test_moving_on_with_an_open_preview_asks_for_that_of_the_next_piece(
    screen: CaseScreen, qtbot: QtBot
) -> None:
    card = card_of(screen)
    screen.page.show_preview(a_preview(pieces()[0]))
    with qtbot.waitSignal(screen.page.preview_asked) as asked:
        press(card.table, Key.Key_Down)
    assert asked.args == [pieces()[1], 1]


def test_a_preview_that_comes_too_late_is_not_shown(screen: CaseScreen) -> None:
    card = card_of(screen)
    press(card.table, Key.Key_Down)
    screen.page.show_preview(a_preview(pieces()[0]))
    assert not card.pane.isVisible()


def test_why_there_is_no_preview_is_said_in_its_place(screen: CaseScreen) -> None:
    screen.page.show_no_preview("The file cannot be shown: it has no page.")
    pane = card_of(screen).pane
    assert pane.isVisible()
    assert not pane.picture.isVisible()
    assert not pane.text.isVisible()


def test_text_is_shown_as_it_is_and_never_as_markup(screen: CaseScreen) -> None:
    said = "<img src='file:///etc/passwd'><b>x</b>"
    screen.page.show_preview(Preview(pieces()[0], 1, 1, text=said))
    assert card_of(screen).pane.text.toPlainText() == said
    assert card_of(screen).pane.text.isReadOnly()


def test_cursor_and_preview_stay_when_the_case_is_read_anew(screen: CaseScreen) -> None:
    press(card_of(screen).table, Key.Key_Down)
    screen.page.show_preview(a_preview(pieces()[1]))
    screen.show_view(fictional_case.CASE_VIEW)
    current = card_of(screen).current()
    assert current is not None
    assert current.no == 2
    assert not card_of(screen).pane.isHidden()


def wiped_view() -> CaseView:
    view = fictional_case.CASE_VIEW
    wipe = Wipe("m", "it shows a bystander", "Ana", "Rev", datetime(2026, 4, 8, 9, tzinfo=UTC))
    first, *others = view.case.evidence
    case = replace(view.case, evidence=(replace(first, wipe=wipe), *others))
    return replace(view, case=case)


def test_a_wiped_piece_tells_its_end_and_has_no_preview(screen: CaseScreen, qtbot: QtBot) -> None:
    screen.show_view(wiped_view())
    card = card_of(screen)
    assert "wiped on 8 Apr 2026 by Ana, seconded by Rev: it shows a bystander" in card.told.words()
    with qtbot.assertNotEmitted(screen.page.preview_asked):
        press(card.table, Key.Key_Space)


def test_the_buttons_name_their_deed_and_piece(screen: CaseScreen, qtbot: QtBot) -> None:
    card = card_of(screen)
    for name in ("export_evidence", "wipe_evidence"):
        with qtbot.waitSignal(screen.page.evidence_deed_asked) as asked:
            card.buttons[name].click()
        assert asked.args == [name, pieces()[0]]


def test_v_goes_to_the_evidence(screen: CaseScreen, qtbot: QtBot) -> None:
    screen.activateWindow()
    qtbot.waitActive(screen)
    press(screen, Key.Key_V)
    assert card_of(screen).table.hasFocus()


def test_pixels_are_drawn_where_the_picture_stands(screen: CaseScreen) -> None:
    screen.page.show_preview(a_preview(pieces()[0]))
    picture = card_of(screen).pane.picture
    seen = picture.grab().toImage()
    colour = seen.pixelColor(seen.width() // 2, seen.height() // 2)
    assert (colour.red(), colour.green(), colour.blue()) == (255, 0, 0)
