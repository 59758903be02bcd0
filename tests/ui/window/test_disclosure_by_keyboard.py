"""What two persons do about what leaves the office, by keys alone, with every dialog and file: a
template of a letter, a find that is judged, a gist, an annex under seal.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from tests.services.letters.template_files import OWN, template_file
from tests.ui.desk_office import ADMINISTRATOR, ANALYST, PASSWORD, REVIEWER, Hands, a_declaration
from tests.ui.hands import CTRL
from tests.ui.window.keyed import Keyed
from tests.ui.window.test_papers_by_keyboard import settled, sign_in, walk_to

from landwaiter.services.letters.letter_texts import texts_known
from landwaiter.services.reports import reporting
from landwaiter.ui.deeds.motions_dialog import MotionsDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.letters.templates_dialog import TemplatesDialog
from landwaiter.ui.reports.gists_dialog import GistsDialog
from landwaiter.ui.reports.reports_screen import ReportsScreen
from landwaiter.ui.window.place_base import ScreenPlace

# Popups and dialogs offscreen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
MOST_LINES = 60
SOURCE, PLACE = "Halina Mroczek", "yard of H. Mroczek"
REASON = "the ministry has to know of it"
GIST = "Somebody in the trade showed it."


@pytest.fixture
def answers(shell: Shell) -> Keyed:
    return Keyed(shell)


def in_front() -> object:
    return QApplication.activeModalWidget()


def dialog_by(hands: Hands, key: Key, modifier: Qt.KeyboardModifier) -> object:
    hands.press(key, modifier)
    settled(hands)
    return in_front()


def templates(hands: Hands) -> TemplatesDialog:
    """From the menus, with the cursor on the hold notice in English."""
    hands.press(Key.Key_F10)
    menu = QApplication.activePopupWidget()
    for _step in range(MOST_LINES):
        assert isinstance(menu, QMenu)
        line = menu.activeAction()
        if line is not None and line.text().startswith("Templates of letters…"):
            break
        QTest.keyClick(menu, Key.Key_Right if menu.title() != "Casebook" else Key.Key_Down)
        menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Key.Key_Return)
    settled(hands)
    dialog = in_front()
    assert isinstance(dialog, TemplatesDialog)
    while (row := dialog.under_cursor()) is None or row.key != "hold en":
        hands.press(Key.Key_J)
    settled(hands)
    return dialog


def agree(hands: Hands) -> tuple[MotionsDialog, str]:
    """The only motion: read, and signed with the password; with what it marks as added."""
    dialog = dialog_by(hands, Key.Key_M, CTRL)
    assert isinstance(dialog, MotionsDialog)
    added = ""
    if dialog.texts.model.rowCount():
        walk_to(hands, "Texts")
        pieces = (
            piece
            for label in dialog.texts.whole.findChildren(MarkLabel)
            for line in label.cell.lines
            for piece in line
        )
        added = "".join(one.text for one in pieces if isinstance(one, Text) and one.underlined)
    hands.press(Key.Key_Return, CTRL)
    assert "type your password" in dialog.outcome.words()
    assert hands.focus().accessibleName() == "Your password"
    hands.type(PASSWORD)
    hands.press(Key.Key_Return, CTRL)
    settled(hands)
    assert "Signed, and carried out." in dialog.outcome.words()
    hands.press(Key.Key_Escape)
    return dialog, added


def to_case(hands: Hands) -> None:
    hands.press(Key.Key_2, CTRL)
    settled(hands)
    hands.press(Key.Key_Return)
    settled(hands)


def report(hands: Hands, answers: Keyed, *given: object, of: str = "") -> None:
    """Ctrl+P, or what the palette finds, until every dialog is answered."""
    answers.given = list(given)  # type: ignore[arg-type]  # answers of dialogs
    if of:
        hands.find(of)
    else:
        hands.press(Key.Key_P, CTRL)
    hands.qtbot.waitUntil(lambda: not answers.given, timeout=20_000)
    settled(hands)


def content(file: Path) -> str:
    """What the dossier of a file says; it is as it was signed."""
    (verified,) = reporting.verify_reports([file]).files
    return verified.content.canonical().decode()


@pytest.fixture
def told_in_confidence(hands: Hands, answers: Keyed, tmp_path: Path) -> Hands:
    """A case with a letter of somebody who spoke in confidence."""
    letter = tmp_path / "letter.txt"
    letter.write_text("a letter", encoding="utf-8")
    source = {"Received from": SOURCE, "Source": "kept in confidence"}
    answers.given = [a_declaration(tmp_path), letter, source]
    sign_in(hands)
    hands.press(Key.Key_I)
    to_case(hands)
    hands.press(Key.Key_E)
    settled(hands)
    assert not answers.given
    return hands


def test_a_template_is_changed_by_one_and_read_and_agreed_to_by_another(
    hands: Hands, answers: Keyed, tmp_path: Path
) -> None:
    sign_in(hands, ADMINISTRATOR)
    dialog = templates(hands)
    pages = dialog.preview.area.verticalScrollBar()
    hands.press(Key.Key_PageDown, CTRL)
    assert pages.value() > 0
    hands.press(Key.Key_PageUp, CTRL)
    assert pages.value() == 0
    hands.press(Key.Key_E, CTRL)
    assert "the office has none of its own" in dialog.outcome.words()
    answers.given = [{"Reason": "the office wants its own words"}, None]
    hands.press(Key.Key_O, CTRL)
    answers.given = [{}, template_file(tmp_path)]  # what was typed stands there still
    hands.press(Key.Key_O, CTRL)
    settled(hands)
    assert "It waits for a second person." in dialog.outcome.words()
    hands.press(Key.Key_Escape)
    sign_in(hands, REVIEWER)
    _motions, added = agree(hands)
    assert OWN in added
    dialog = templates(hands)
    row = dialog.under_cursor()
    assert row is not None
    assert row.own is not None
    assert (row.own.author, row.own.seconder) == (ADMINISTRATOR, REVIEWER)
    assert OWN in dialog.preview.pages[0].accessibleDescription()
    assert not answers.stuck


def test_a_find_is_judged_and_then_the_report_goes_out(
    told_in_confidence: Hands, answers: Keyed, tmp_path: Path
) -> None:
    hands, pdf = told_in_confidence, tmp_path / "case.pdf"
    walk_to(hands, "Locate item 1")
    hands.press(Key.Key_Return)
    for name, words in (("Reason", "the owner of it said so"), ("Place", PLACE)):
        walk_to(hands, name)
        hands.type(words)
    hands.give()
    settled(hands)
    reader = {"For whom": "ministry"}
    report(hands, answers, reader, None)
    assert answers.asked[-1] == "Find 1 of 1", "nothing is written before it is judged"
    said = {"Outcome": "The source: its name", "Reason": "that person owns the yard"}
    report(hands, answers, reader, said, pdf, None)
    assert f"stands: {PLACE}" in " ".join(answers.heard)
    assert "Mroczek" not in content(pdf)
    assert "yard of " in content(pdf)
    assert not answers.stuck


def test_a_report_to_the_ministry_has_the_gist_that_two_persons_wrote_and_released(
    told_in_confidence: Hands, answers: Keyed, tmp_path: Path
) -> None:
    hands, first, pdf = told_in_confidence, tmp_path / "first.pdf", tmp_path / "ministry.pdf"
    hands.press(Key.Key_6, CTRL)
    settled(hands)
    hands.press(Key.Key_G)
    place = hands.room.desk.view
    assert isinstance(place, ScreenPlace)
    assert isinstance(place.screen, ReportsScreen)
    said = place.screen.outcome.words()
    assert "no report of a case is chosen" in said
    to_case(hands)
    report(hands, answers, {}, first, None, of="Report to the ministry")
    assert SOURCE not in content(first)
    hands.press(Key.Key_6, CTRL)
    settled(hands)
    dialog = dialog_by(hands, Key.Key_G, Qt.KeyboardModifier.NoModifier)
    assert isinstance(dialog, GistsDialog)
    assert hands.focus() is dialog.write, "Enter writes one, and closes nothing"
    passage = {"Passage": "evidence/1/from"}
    answers.given = [passage, {"Gist": f"What {SOURCE} said.", "Reason": REASON}]
    hands.press(Key.Key_Return)
    settled(hands)
    assert "may name who spoke in confidence" in dialog.outcome.words()
    answers.given = [passage, {"Gist": GIST}]
    hands.press(Key.Key_O, CTRL)
    settled(hands)
    assert "second person" in dialog.outcome.words()
    hands.press(Key.Key_Escape)
    sign_in(hands, REVIEWER)
    agree(hands)
    sign_in(hands, ANALYST)
    to_case(hands)
    report(hands, answers, {}, pdf, None, of="Report to the ministry")
    assert GIST in content(pdf)
    assert SOURCE not in content(pdf)
    assert not answers.stuck


def test_an_annex_under_seal_is_made_on_the_order_of_a_court(
    told_in_confidence: Hands, answers: Keyed, tmp_path: Path
) -> None:
    hands, pdf, annex = told_in_confidence, tmp_path / "court.pdf", tmp_path / "annex.pdf"
    order = {
        "Number of the order": "II K 412/26",
        "Day of the order": hands.room.desk.known_session.today().isoformat(),
        "Court": "Regional Court",
        "Classes that it names": "S: ",
        "Reason": "the court wants to know the source",
    }
    answers.given = [order]
    hands.find("Record an order of a court")
    settled(hands)
    assert "It waits for a second person." in hands.room.desk.shell.notice.text
    sign_in(hands, REVIEWER)
    agree(hands)
    sign_in(hands, ANALYST)
    to_case(hands)
    chosen = {"Order of the court": "O-01"}
    report(hands, answers, {"For whom": "court"}, chosen, annex, pdf, None)
    assert SOURCE in content(annex)
    assert SOURCE not in content(pdf)
    assert not answers.stuck


def test_an_administrator_who_begins_no_request_saves_a_text_that_only_requests_need(
    hands: Hands, answers: Keyed
) -> None:
    sign_in(hands, ADMINISTRATOR)
    text = {"Field": "National basis", "Language": "pl", "Text": "As the law has it."}
    answers.given = [text | {"Source": "Customs Act"}]
    hands.find("Save a text for letters")
    settled(hands)
    assert not answers.stuck
    said = hands.room.desk.shell.notice.text
    assert said == "Letters of the office say this from now on.", said
    (kept,) = texts_known(hands.room.desk.known_session)
    assert kept.field == "office.information_national"
