"""The letters of a case in its window: which there are, what one says, what is done with it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot
from tests.services.letters.letter_office import ADDRESS, MRN
from tests.services.sample_office import two_items, write_csv
from tests.taking_in import taken_in
from tests.ui.desk_office import ADMINISTRATOR, PASSWORD, Hands
from tests.ui.fiction import anew
from tests.ui.fictional_case import CASE_VIEW
from tests.ui.letters.letter_fiction import with_letters

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.letters.deeds import IssueLetter, KeepLetterText
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.table import sessions
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.letters.letter_tab import LetterTab
from landwaiter.ui.letters.letters_card import ANSWER, LettersCard

REF = "PL1-2026-000001"
Key = Qt.Key


@pytest.fixture
def at_case(hands: Hands, tmp_path: Path) -> Hands:
    """A case of which a request for information and its reminder could go out."""
    head = sessions.open_casebook(tmp_path / "office", user=ADMINISTRATOR, password=PASSWORD)
    with head.casebook:
        for field in LETTER_TEXTS:
            do(head, KeepLetterText(field, "en", f"[{field}]", "Customs Act"))
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    session = hands.room.desk.known_session
    file = write_csv(tmp_path / "declarations.csv", two_items(mrn=MRN, **ADDRESS))
    taken_in(session, TakeIn((file,)))
    for name, rows in (("one.pdf", ("Who uses it?",)), ("two.pdf", ())):
        run(
            session,
            IssueLetter(
                LetterKind.INFORMATION,
                REF,
                "exporter",
                "UCC Art. 15",
                tmp_path / name,
                "en",
                rows=rows,
            ),
        )
    hands.room.to_case(REF)
    hands.settle()
    return hands


def tab(hands: Hands) -> CaseTab:
    view = hands.room.desk.view
    assert isinstance(view, CaseTab)
    return view


def card(hands: Hands) -> LettersCard:
    made = tab(hands).screen.page.letters
    assert made is not None
    return made


def form_of(hands: Hands) -> ActForm:
    (form,) = tab(hands).screen.findChildren(ActForm)
    return form


def test_a_letter_is_read_by_key_and_stays_when_the_case_is_read_anew(at_case: Hands) -> None:
    tab(at_case).screen.show_section("letters")
    card(at_case).table.setFocus()
    row = card(at_case).current()
    assert row is not None
    assert (row.number, row.title) == (f"{REF}/2", "Information request")
    at_case.press(Key.Key_Space)
    at_case.settle()
    said = card(at_case).words.toPlainText()
    assert f"Our reference: {REF}/2" in said
    assert "1 | Who uses it?" in said
    at_case.press(Key.Key_Down)
    at_case.settle()
    assert f"Our reference: {REF}/1" in card(at_case).words.toPlainText()
    tab(at_case).reload()
    at_case.settle()
    assert f"Our reference: {REF}/1" in card(at_case).words.toPlainText()
    current = card(at_case).current()
    assert current is not None
    assert current.letter.no == 1
    at_case.press(Key.Key_Escape)
    assert not card(at_case).words.isVisible()


def test_what_is_done_with_a_letter_knows_which_it_is(at_case: Hands) -> None:
    card(at_case).table.selectRow(1)
    card(at_case).buttons["serve_letter"].click()
    at_case.settle()
    assert form_of(at_case).fields.answers()["letter"] == "1"
    tab(at_case).acting.leave()
    at_case.settle()
    card(at_case).buttons[ANSWER].click()
    at_case.settle()
    (action,) = tab(at_case).screen.view.case.actions  # type: ignore[union-attr]  # it is shown
    assert form_of(at_case).fields.answers()["action"] == action.id
    tab(at_case).acting.leave()
    at_case.settle()
    card(at_case).buttons["pages"].click()
    at_case.settle()
    evidence = tab(at_case).screen.page.evidence
    assert evidence is not None
    piece = evidence.current()
    assert piece is not None
    assert piece.name == "one.pdf"


def test_a_case_without_letters_leads_to_the_first(case_at_work: CaseTab, at_work: Hands) -> None:
    assert card(at_work).current() is None
    card(at_work).write_asked.emit()
    at_work.settle()
    assert case_at_work is not at_work.room.desk.view
    assert isinstance(at_work.room.desk.view, LetterTab)


def test_each_letter_says_where_it_stands(qtbot: QtBot) -> None:
    made = LettersCard(with_letters())
    qtbot.addWidget(made)
    cells = [[column.cell(row).words for column in made.rows.columns] for row in made.rows.rows()]
    assert [(row[0], *row[3:]) for row in cells] == [
        ("/3", "9 Apr 2026", "", "", ""),
        ("/2", "9 Apr 2026", "not yet", "runs from the day of service", "no answer yet"),
        ("/1", "9 Apr 2026", "10 Apr 2026", "24 Apr 2026", "no answer yet"),
    ]
    assert made.buttons["withdraw_letter"].why_not == "withdrawn"
    assert made.buttons["pages"].why_not
    made.table.selectRow(2)
    assert not made.buttons["pages"].why_not
    made.table.setFocus()
    made.table.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Up, Qt.KeyboardModifier(0)))
    row = made.current()
    assert row is not None
    assert row.letter.no == 2


def test_no_letter_has_no_cursor(qtbot: QtBot) -> None:
    made = LettersCard(anew(CASE_VIEW))
    qtbot.addWidget(made)
    assert (made.current(), made.kept()) == (None, None)
