"""The screen of a letter: what is missing stands by name, pages stay, a kind keeps its words."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui import places
from tests.ui.letters import letter_fiction
from tests.ui.letters.letter_fiction import PARTIES, UNIVERSITY, proof, proof_to_university

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.letters.field_titles import EVERY_WRITTEN, field_title
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_order import ASKED_BY
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.errors import NotAllowed
from landwaiter.services.letters.letter_draft import ADDRESS, LetterGaps
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.letters.letter_pages import LetterPages
from landwaiter.ui.letters.letter_says import fields_asked
from landwaiter.ui.letters.letter_screen import LetterScreen

TO = PARTIES[0].id
WHOLE = replace(proof(), gaps=LetterGaps())


@pytest.fixture
def screen(qtbot: QtBot) -> LetterScreen:
    made = LetterScreen()
    qtbot.addWidget(made)
    made.resize(1216, 700)
    made.show_form(letter_fiction.form())
    made.show()
    return made


def told(screen: LetterScreen) -> str:
    QApplication.processEvents()
    cards = (screen.lacks, screen.impossible, screen.says)
    return "\n".join(
        one.words() for card in cards for one in card.findChildren(MarkLabel) if one.isVisible()
    )


def choose(screen: LetterScreen, kind: str) -> None:
    screen.fill({"kind": kind, "to": TO, "language": "en"})


def test_every_field_that_a_person_fills_has_a_title() -> None:
    assert not [path for path in (*EVERY_WRITTEN, *LETTER_TEXTS) if field_title(path) == path]
    assert field_title("case.reference") == "case.reference"


@pytest.mark.parametrize("kind", LetterKind)
def test_what_the_fields_say_is_an_order_that_is_taken(
    kind: LetterKind, screen: LetterScreen
) -> None:
    choose(screen, kind) if kind in ("hold", "information", "hearing") else None
    screen.says.show_kind(kind, letter_fiction.form(), {})
    fields = screen.says.fields
    assert fields is not None
    assert [one.name for one in fields.fields] == [one.name for one in fields_asked(kind)]
    fields.fill({one.name: "2026-06-01" if one.day else "a line" for one in fields.fields})
    said = screen.says.said(kind, TO, "en")
    order = said.order("PL1")
    assert said.remind_day() == date(2026, 6, 1)
    assert (said.by_day() is not None) == (kind in ASKED_BY)
    assert len(order.said) + len(order.rows) + 1 == len(fields.fields)


def test_kinds_that_may_not_be_made_now_stand_with_their_reason(screen: LetterScreen) -> None:
    offered = [screen.kind.itemData(n) for n in range(screen.kind.count())]
    assert offered == ["hold", "information", "hearing"]
    said = told(screen)
    assert "No decision of this case is approved." in said
    assert "No goods of this case are released and still here." in said
    assert screen.said() is None
    assert not screen.issue.isEnabled()


def test_what_is_missing_is_named_and_keeps_the_letter_back(screen: LetterScreen) -> None:
    choose(screen, "hearing")
    gaps = LetterGaps(
        ("decision.intended", "office.access_to_file", "declaration.mrn"), ("relied_on",)
    )
    screen.show_proof(replace(proof(), gaps=gaps))
    said = told(screen)
    for words in (
        "Intended decision",
        "Access to the file",
        "A head or administrator saves it.",
        "MRN",
        "It is not recorded on the case.",
        "Evidence that it lists",
    ):
        assert words in said
    for button in (screen.save, screen.issue):
        assert not button.isEnabled()
        assert button.why_not == "4 things are missing"
    screen.show_proof(WHOLE)
    assert screen.save.isEnabled()
    assert screen.issue.isEnabled()


def test_an_administrator_saves_a_missing_text_from_here(
    screen: LetterScreen, qtbot: QtBot
) -> None:
    screen.show_form(
        replace(
            letter_fiction.form(),
            actor=replace(places.ANALYST, roles=frozenset({UserRole.ADMINISTRATOR})),
        )
    )
    choose(screen, "hearing")
    screen.show_proof(replace(proof(), gaps=LetterGaps(("office.access_to_file",))))
    (button,) = screen.lacks.findChildren(ActButton)
    with qtbot.waitSignal(screen.text_asked) as asked:
        button.click()
    assert asked.args == ["office.access_to_file"]
    screen.show_proof(WHOLE)
    assert not screen.issue.isEnabled()  # no administrator issues a letter
    assert screen.save.isEnabled()


def test_an_entity_without_an_address_is_opened_from_here(
    screen: LetterScreen, qtbot: QtBot
) -> None:
    screen.fill({"kind": "information", "to": UNIVERSITY.id, "language": "en"})
    screen.show_proof(proof_to_university(("Who pays?",)))
    said = told(screen)
    assert "None is stated of it that holds today." in said
    assert ADDRESS not in said
    assert not screen.issue.isEnabled()
    (button,) = screen.lacks.findChildren(ActButton)
    with qtbot.waitSignal(screen.entity_asked) as asked:
        button.click()
    assert asked.args == [UNIVERSITY.id]


def test_another_letter_is_wanted_until_its_pages_are_there(screen: LetterScreen) -> None:
    choose(screen, "information")
    screen.show_proof(WHOLE)
    assert screen.says.fields is not None
    screen.says.fields.fill({"rows": "Who uses it?"})
    assert screen.proof is None
    assert not screen.issue.isEnabled()
    assert screen.preview.shows_pages  # those before stay: nothing blinks


def test_a_question_that_the_rules_lack_is_asked_once(screen: LetterScreen) -> None:
    choose(screen, "information")
    assert "RF-E01, RF-E02" in told(screen)
    for _twice in range(2):
        screen.says.offers[0].click()
    screen.says.offers[1].click()
    said = screen.said()
    assert said is not None
    assert said.rows == ("The end use", "The date of the contract")
    assert "RF-" not in " ".join(said.rows)


def test_what_was_typed_comes_back_with_its_kind(screen: LetterScreen) -> None:
    choose(screen, "hearing")
    assert screen.says.fields is not None
    screen.says.fields.fill({"decision.intended": "Item 1 is not released."})
    screen.says.ticks["E-02"].setChecked(True)
    screen.kind.setCurrentIndex(screen.kind.findData("hold"))
    screen.kind.setCurrentIndex(screen.kind.findData("hearing"))
    said = screen.said()
    assert said is not None
    assert said.say == ("decision.intended=Item 1 is not released.",)
    assert said.exhibits == ("E-02",)
    kept = screen.answers()
    other = LetterScreen()
    other.show_form(letter_fiction.form())
    other.fill(kept)
    assert other.said() == said
    other.deleteLater()


def test_a_refusal_is_said_and_nothing_can_be_issued(screen: LetterScreen) -> None:
    choose(screen, "information")
    screen.show_fault(NotAllowed("The prosecutor has not agreed.", remedy="Record the consent."))
    assert "The prosecutor has not agreed. Record the consent." in screen.outcome.words()
    assert not screen.issue.isEnabled()
    assert "The prosecutor has not agreed." in screen.preview.words()
    screen.show_proof(WHOLE)
    assert screen.outcome.isHidden()


def test_pages_are_drawn_in_the_place_of_those_before(qtbot: QtBot) -> None:
    pages = LetterPages("The letter")
    qtbot.addWidget(pages)
    pages.resize(640, 700)
    pages.show()
    (page,) = proof().pages
    pages.show_pages((page, page), ("Dear Sir or Madam,",))
    before = tuple(pages.pages)
    assert pages.accessibleName() == "The letter 2 pages"
    assert before[0].accessibleName() == "Page 1 of 2"
    assert before[0].accessibleDescription() == "Dear Sir or Madam,"
    pages.turn(1)
    scrolled = pages.area.verticalScrollBar().value()
    assert scrolled > 0
    pages.show_pages((page, page), ("Other words,",))
    assert tuple(pages.pages) == before
    assert pages.area.verticalScrollBar().value() == scrolled
    pages.show_pages((page,), ("Other words,",))
    assert pages.pages == [before[0]]
    drawn = before[0].grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ink = {drawn.pixelColor(x, drawn.height() // 3).lightness() for x in range(drawn.width())}
    assert min(ink) < 200 < max(ink)


def test_what_to_look_at_again_is_told_and_keeps_nothing_back(screen: LetterScreen) -> None:
    choose(screen, "information")
    said = "Question 1 says “by 20 March 2026”: that day is past."
    screen.show_proof(replace(WHOLE, draft=replace(WHOLE.draft, remarks=(said,))))
    assert said in screen.outcome.words()
    assert screen.issue.isEnabled()
    screen.show_proof(WHOLE)
    assert said not in screen.outcome.words()
