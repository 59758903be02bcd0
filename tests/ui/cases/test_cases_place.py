"""Today and Cases at a casebook: a case is taken, views are kept, many cases are acted on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.desk_office import ANALYST, REVIEWER, Answers, Hands

from landwaiter.domain.cases.case_query import read_query
from landwaiter.services.audit.audit_history import HistoryRow, audit_page
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.office.case_views import view_named
from landwaiter.ui.cases.cases_place import CasesPlace
from landwaiter.ui.cases.cases_screen import CasesScreen
from landwaiter.ui.frame import undo
from landwaiter.ui.today.today_place import TodayPlace
from landwaiter.ui.today.today_screen import TodayScreen

Key = Qt.Key


def cases(hands: Hands) -> CasesScreen:
    hands.room.to_place("cases")
    hands.settle()
    place = hands.room.desk.view
    assert isinstance(place, CasesPlace)
    return place.screen


def today(hands: Hands) -> TodayScreen:
    hands.room.to_place("today")
    hands.settle()
    place = hands.room.desk.view
    assert isinstance(place, TodayPlace)
    return place.screen


def newest(hands: Hands) -> HistoryRow:
    return audit_page(hands.room.desk.known_session, limit=1).rows[0]


def held(hands: Hands, who: str) -> list[str]:
    rows = list_cases(hands.room.desk.known_session, read_query(f"by:{who}")).rows
    return [row.reference for row in rows]


def test_a_new_case_is_taken_from_today_and_stands_in_the_queue(at_work: Hands) -> None:
    screen = today(at_work)
    assert screen.model.cases() == ()
    reference = list_cases(at_work.room.desk.known_session).rows[0].reference
    screen.take_asked.emit(reference)
    at_work.settle()
    assert [row.reference for row in screen.model.cases()] == [reference]
    assert held(at_work, ANALYST) == [reference]


def test_today_leads_to_all_cases_of_nobody(at_work: Hands) -> None:
    today(at_work).unheld_asked.emit()
    at_work.settle()
    screen = cases(at_work)
    assert screen.views.shown is not None
    assert screen.views.shown.name == "nobody"
    assert screen.model.rowCount() == 1


def test_what_is_shown_is_kept_as_a_view_without_an_entry(at_work: Hands, answers: Answers) -> None:
    screen = cases(at_work)
    screen.filters.chips["destination"].choose("CN")
    at_work.settle()
    before = newest(at_work).seq
    answers.answers = {"name": "To China"}
    screen.save_asked.emit()
    at_work.settle()
    view = view_named(at_work.room.desk.known_session, "To China")
    assert (view.query.destination, view.query.stage) == ("CN", "open")
    assert screen.views.rows[-1].view.name == "To China"
    screen.columns_chosen.emit(view, ("reference", "title", "value"))
    at_work.settle()
    again = view_named(at_work.room.desk.known_session, "To China")
    assert again.columns == ("reference", "title", "value")
    screen.remove_asked.emit(again)
    at_work.settle()
    assert "To China" not in [row.view.name for row in screen.views.rows]
    assert newest(at_work).seq == before


def test_cases_are_given_to_somebody_and_that_can_be_undone_before_it_is_sealed(
    at_work: Hands, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "SECOND", 1.0)
    screen = cases(at_work)
    answers.answers = {"to": REVIEWER}
    screen.list.setFocus()
    at_work.press(Key.Key_Space)
    at_work.type("a")
    at_work.settle()
    assert at_work.room.desk.undo.waits
    assert held(at_work, REVIEWER) == []
    at_work.room.desk.undo.undo()
    at_work.settle()
    assert held(at_work, REVIEWER) == []
    assert newest(at_work).deed != "Assign the case"
    screen.list.setFocus()
    at_work.press(Key.Key_Space)
    at_work.type("a")
    at_work.settle()
    at_work.room.desk.undo.settle()
    at_work.settle()
    assert held(at_work, REVIEWER) == [
        list_cases(at_work.room.desk.known_session).rows[0].reference
    ]
    assert screen.bulk.isHidden()
    assert newest(at_work).deed == "Assign the case"


def test_what_is_shown_is_written_as_it_is_shown(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = cases(at_work)
    answers.saved = [tmp_path / "list.csv", tmp_path / "list.pdf"]
    screen.export_asked.emit("xlsx")
    at_work.settle()
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("Reference,Title,To,Stage,Goods,Clock,Assignee,Received")
    assert len(text.splitlines()) == 2
    screen.export_asked.emit("pdf")
    at_work.settle()
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    assert newest(at_work).deed == "List of cases exported"
