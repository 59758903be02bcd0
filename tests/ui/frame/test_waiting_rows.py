"""While a small deed waits, the row it concerns shows what it will be, marked as waiting."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.deeds.said import said as a_deed
from tests.ui import fictional_case
from tests.ui.cases.test_cases_place import cases
from tests.ui.desk_office import PASSWORD, REVIEWER, Answers, Hands, a_declaration
from tests.ui.frame.test_undo import FINDING, REASON, REF, note, press, tab

from landwaiter.domain.cases.case import FlagReview
from landwaiter.domain.lists.listing import Judgement, JudgementValue
from landwaiter.services.deeds.engine import do
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.flags.flag_cards import FlagsCard, PartiesCard
from landwaiter.ui.frame import undo
from landwaiter.ui.kit.inline import Inline, InlineBox, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel

Key = Qt.Key


@pytest.fixture
def at_work(
    hands: Hands, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Hands:
    """The analyst with one case in front, where the seconds pass as on the wall."""
    monkeypatch.setattr(undo, "SECOND", 1.0)
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_I)
    hands.room.to_case(REF)
    hands.settle()
    return hands


def screen(hands: Hands) -> CaseScreen:
    return tab(hands).screen


def texts(pieces: tuple[Inline, ...]) -> Iterator[Text]:
    for piece in pieces:
        if isinstance(piece, Text):
            yield piece
        elif isinstance(piece, InlineBox):
            yield from texts(piece.inlines)


def waiting(model: RowModel[object]) -> list[str]:
    """What waits in the cells: it stands in italics in those that say so, and in no other."""
    places = range(len(model.columns))
    cells = [model.cell_of(row, place) for row in model.rows() for place in places]
    slanted = [[one.text for one in said(cell) if one.italic] for cell in cells]
    assert [bool(one) for one in slanted] == ["waits" in cell.words.split() for cell in cells]
    return [" ".join(one) for one in slanted if one]


def said(cell: InlineCell) -> list[Text]:
    return [text for line in cell.lines for text in texts(line)]


def item_cells(hands: Hands) -> list[str]:
    return waiting(screen(hands).page.items[1].rows)  # type: ignore[arg-type]  # whatever its rows


def words_of(hands: Hands) -> str:
    """What the labels of the screen say."""
    return "\n".join(one.words() for one in screen(hands).findChildren(MarkLabel))


def test_a_finding_stands_in_its_row_until_it_is_undone(at_work: Hands) -> None:
    tab(at_work).acting.begin("classify", FINDING)
    at_work.type(REASON)
    at_work.give()
    found = item_cells(at_work)
    assert found == ["Rejected", f"Ana: {REASON}"]
    press(at_work, "Undo")
    assert item_cells(at_work) == []


def test_a_finding_that_is_sealed_waits_no_more(at_work: Hands) -> None:
    tab(at_work).acting.begin("classify", FINDING)
    at_work.type(REASON)
    at_work.give()
    press(at_work, "Seal now")
    assert item_cells(at_work) == []
    rows = screen(at_work).page.items[1].rows
    assert "Rejected" in [rows.cell_of(row, 1).words for row in rows.rows()]


def test_a_finding_on_another_entry_is_one_row_more(at_work: Hands) -> None:
    rows = screen(at_work).page.items[1].rows
    before = rows.rowCount()
    tab(at_work).acting.begin("classify", {**FINDING, "code": "9A004"})
    at_work.type(REASON)
    at_work.give()
    assert rows.rowCount() == before + 1
    assert any("9A004" in one for one in item_cells(at_work))
    press(at_work, "Undo")
    assert rows.rowCount() == before


def test_a_review_of_a_flag_stands_in_its_row(qtbot: QtBot) -> None:
    first, *rest = fictional_case.CASE_VIEW.raised
    stands = replace(first, review=FlagReview.OPEN, review_author="")
    card = FlagsCard(replace(fictional_case.CASE_VIEW, raised=(stands, *rest)))
    qtbot.addWidget(card)
    reviewed = replace(stands, review=FlagReview.SUBSTANTIATED, review_author="Ana")
    card.show_waiting((reviewed, *rest))
    rows: RowModel[object] = card.rows  # type: ignore[assignment]
    assert waiting(rows) == [", substantiated by Ana"]
    heard = rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.count("waits") == 1
    assert "substantiated by Ana" in heard
    card.show_waiting((stands, *rest))
    assert waiting(rows) == []
    assert "waits" not in rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_judgement_stands_beside_its_party(qtbot: QtBot) -> None:
    fiction = fictional_case.CASE_VIEW
    hit, *others = (replace(one, judgement=None) for one in fiction.case.hits)
    view = replace(fiction, case=replace(fiction.case, hits=(hit, *others)))
    card = PartiesCard(view)
    qtbot.addWidget(card)
    judgement = Judgement("judged", JudgementValue.SAME, REASON, "Ana", view.case.created_at)
    hits = (replace(hit, judgement=judgement), *others)
    card.show_waiting(replace(view, case=replace(view.case, hits=hits)))
    rows: RowModel[object] = card.rows  # type: ignore[assignment]
    (said,) = waiting(rows)
    assert "judged same" in said
    card.show_waiting(view)
    assert waiting(rows) == []


def test_a_note_that_waits_stands_among_the_notes(at_work: Hands) -> None:
    note(at_work)
    assert "half a day" in words_of(at_work)
    assert "waits" in words_of(at_work)
    press(at_work, "Undo")
    tab(at_work).acting.leave()
    assert "half a day" not in words_of(at_work)
    assert "waits" not in words_of(at_work)


def test_what_waits_is_shown_still_when_the_case_is_read_anew(at_work: Hands) -> None:
    note(at_work)
    at_work.press(Key.Key_F5)
    at_work.settle()
    assert "half a day" in words_of(at_work)
    press(at_work, "Seal now")
    # What is sealed is read anew once it is, and the label before goes when the loop comes to it.
    at_work.qtbot.waitUntil(lambda: "waits" not in words_of(at_work))
    assert "half a day" in words_of(at_work)


def test_stage_and_holder_stand_in_the_head(at_work: Hands) -> None:
    tab(at_work).act("assess")
    at_work.give()
    assert "waits Assessment" in words_of(at_work)
    press(at_work, "Seal now")
    assert "waits" not in words_of(at_work)
    assert "Assessment" in words_of(at_work)


def test_who_is_given_cases_stands_in_their_rows(at_work: Hands, answers: Answers) -> None:
    listed = cases(at_work)
    answers.answers = {"to": REVIEWER}
    listed.list.setFocus()
    at_work.press(Key.Key_Space)
    at_work.type("a")
    at_work.settle()
    model: RowModel[object] = listed.model  # type: ignore[assignment]
    assert waiting(model) == [REVIEWER]
    heard = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("waits, ")
    at_work.room.desk.undo.undo()
    at_work.settle()
    assert waiting(model) == []
    assert REVIEWER not in model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_after_the_form_of_a_flag_the_keys_are_back_at_it_and_f_goes_to_the_next(
    at_work: Hands,
) -> None:
    session = at_work.room.desk.known_session
    for act, given in (
        ("assess", {}),
        ("enrich", {"field": "end_use", "value": "navy", "source": "contract"}),
    ):
        do(session, a_deed(act, **given))
    tab(at_work).reload()
    at_work.settle()
    at_work.press(Key.Key_F)
    flags = screen(at_work).page.flags
    assert flags is not None
    place = flags.table.currentIndex().row()
    assert flags.rows.rowCount() > place + 1
    at_work.press(Key.Key_S)
    at_work.type(REASON)
    at_work.give()
    again = screen(at_work).page.flags
    assert again is not None
    assert tab(at_work).acting.form is None
    assert at_work.focus() is again.table
    assert again.table.currentIndex().row() == place
    at_work.press(Key.Key_F)
    assert screen(at_work).page.flags.table.currentIndex().row() == place + 1  # type: ignore[union-attr]
