"""A sender's table in the window: columns said, rows mended, taken in by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.formats.tables.national_tables import GERMAN, POLISH
from tests.ui.desk_office import PASSWORD, Answers, Hands
from tests.ui.hands import CTRL

from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.intake import table_mappings
from landwaiter.ui.intake.intake_place import IntakePlace
from landwaiter.ui.intake.intake_screen import COLUMNS, DONE, FILE, MEND, IntakeScreen
from landwaiter.ui.kit.field_row import choose, chosen
from landwaiter.ui.kit.inline import words_of
from landwaiter.ui.kit.label import MarkLabel


@pytest.fixture
def at_work(hands: Hands) -> Hands:
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    return hands


def opened(hands: Hands, answers: Answers, path: Path, data: bytes) -> IntakeScreen:
    """The table chosen from the menu, in its tab."""
    path.write_bytes(data)
    answers.files = (path,)
    hands.room.take_in()
    hands.settle()
    hands.settle()
    view = hands.room.desk.view
    assert isinstance(view, IntakePlace)
    return view.screen


def given(hands: Hands) -> None:
    """Ctrl+Enter, and what it begins ended."""
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    hands.settle()


def test_a_national_table_is_proposed_rehearsed_and_taken_in_by_keyboard(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "zgloszenia.csv", POLISH.data)
    assert screen.step == COLUMNS
    assert chosen(screen.columns.boxes["Kod CN"]) == "cn8"
    assert chosen(screen.columns.boxes["Uwagi"]) == ""
    screen.columns.name.setText("agency")
    given(at_work)
    assert screen.step == MEND
    assert screen.mend.result is not None
    assert (screen.mend.result.created, len(screen.mend.result.out)) == (2, 1)
    session = at_work.room.desk.known_session
    assert not table_mappings.mappings(session)
    given(at_work)
    assert screen.step == DONE
    assert list(table_mappings.mappings(session)) == ["agency"]
    assert case_view(session, "PL1-2026-000002").case.declaration is not None


def test_a_day_with_two_readings_stops_it_until_a_person_says_which(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "anmeldungen.csv", GERMAN.data)
    assert chosen(screen.columns.order) == ""
    assert "03.11.2026" in screen.next.why_not
    given(at_work)
    assert screen.step == COLUMNS
    choose(screen.columns.order, "dmy")
    at_work.settle()
    assert screen.next.isEnabled()
    given(at_work)
    assert screen.step == MEND


def bad(text: str = POLISH.text) -> bytes:
    return text.replace("73181595", "7318159O").encode(POLISH.encoding)


def test_a_bad_row_is_mended_by_the_guess_only_when_a_person_takes_it(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "bad.csv"
    screen = opened(at_work, answers, path, bad())
    given(at_work)
    assert list(screen.mend.fields) == [(7, "cn8")]
    assert screen.mend.mends() == ()
    assert "leave" in screen.next.accessibleName().lower()
    screen.mend.guesses[0].click()
    at_work.settle()
    at_work.settle()
    assert screen.mend.result is not None
    assert screen.mend.result.rejected == ()
    (mend,) = screen.mend.mends()
    assert (mend.row, mend.column, mend.value, mend.was) == (7, "cn8", "73181590", "7318159O")
    given(at_work)
    assert screen.step == DONE
    assert path.read_bytes() == bad()
    session = at_work.room.desk.known_session
    version = case_view(session, "PL1-2026-000002").case.versions[0]
    assert [one.value for one in version.mends] == ["73181590"]


def test_what_was_mended_is_offered_the_next_time_and_not_taken_by_itself(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "bad.csv", bad())
    screen.columns.name.setText("agency")
    given(at_work)
    field = screen.mend.fields[7, "cn8"]
    field.setText("73181558")
    field.setModified(True)
    field.editingFinished.emit()
    at_work.settle()
    at_work.settle()
    given(at_work)
    assert screen.step == DONE
    session = at_work.room.desk.known_session
    kept = table_mappings.mappings(session)["agency"]
    assert kept.corrections == {"cn8": {"7318159O": "73181558"}}
    again = opened(at_work, answers, tmp_path / "next.csv", bad())
    choose(again.columns.kept, "agency")
    at_work.settle()
    at_work.settle()
    given(at_work)
    assert again.mend.mends() == ()
    assert [one.text() for one in again.mend.guesses] == [
        "Likely 73181590",
        "As last time: 73181558",
    ]
    again.mend.guesses[1].click()
    at_work.settle()
    assert [one.value for one in again.mend.mends()] == ["73181558"]


def test_a_wrong_check_digit_is_taken_as_it_stands_for_a_reason_that_is_given(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    wrong = "26PL302010E1A004A9"
    table = POLISH.text.replace("26PL302010E1B00522", wrong).encode(POLISH.encoding)
    screen = opened(at_work, answers, tmp_path / "paper.csv", table)
    given(at_work)
    (place,) = screen.mend.fields
    assert (place[1], screen.mend.guesses) == ("mrn", [])
    screen.mend.standing[place].click()
    at_work.settle()
    assert screen.mend.mends() == ()
    answers.answers = {"reason": "The paper says so, read twice."}
    screen.mend.standing[place].click()
    at_work.settle()
    at_work.settle()
    assert screen.mend.result is not None
    assert screen.mend.result.rejected == ()
    given(at_work)
    assert screen.step == DONE
    version = case_view(at_work.room.desk.known_session, "PL1-2026-000002").case.versions[0]
    assert version.declaration.mrn == wrong
    assert [one.reason for one in version.mends] == ["The paper says so, read twice."]


def test_rows_that_stay_out_are_saved_for_the_sender(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "bad.csv", bad())
    given(at_work)
    answers.saved = [tmp_path / "out.csv"]
    screen.mend.export.click()
    at_work.settle()
    assert "7318159O" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_another_column_is_read_anew_and_the_file_s_writing_is_proposed_anew(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "zgloszenia.csv", POLISH.data)
    choose(screen.columns.boxes["Kod CN"], "")
    choose(screen.columns.boxes["Opis towaru"], "")
    at_work.settle()
    assert "cn8" in screen.next.why_not
    choose(screen.columns.encoding, "windows-1252")
    at_work.settle()
    assert not any("Łożyska" in word for word in screen.columns.proposal.words)  # type: ignore[union-attr]
    assert screen.next.isEnabled()


def test_leaving_saves_nothing_and_closes_the_tab(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    opened(at_work, answers, tmp_path / "zgloszenia.csv", POLISH.data)
    at_work.press(Qt.Key.Key_Escape)
    assert not isinstance(at_work.room.desk.view, IntakePlace)


def test_mended_values_are_not_left_without_being_asked(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "bad.csv", bad())
    given(at_work)
    screen.mend.guesses[0].click()
    at_work.settle()
    screen.leave.click()
    assert any("1 mended value" in text for _title, text in answers.told)


def test_the_tab_of_a_table_comes_back_after_locking(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "zgloszenia.csv"
    opened(at_work, answers, path, POLISH.data)
    key = at_work.room.desk.shell.key_now
    at_work.press(Qt.Key.Key_Escape)
    assert at_work.room.reopen(key)
    at_work.settle()
    view = at_work.room.desk.view
    assert isinstance(view, IntakePlace)
    assert view.screen.step == COLUMNS


def test_what_is_no_table_says_so_with_what_to_do(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "thing.csv", b"%PDF-1.7 nothing")
    assert screen.step == FILE
    at_work.qtbot.waitUntil(screen.choose.isVisible)


def test_a_table_as_ours_needs_no_steps(at_work: Hands, answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("lrn,cn8,description\nLW-77,84821090,Bearings\n")
    answers.files = (path,)
    at_work.room.take_in()
    at_work.settle()
    at_work.settle()
    assert not isinstance(at_work.room.desk.view, IntakePlace)
    assert case_view(at_work.room.desk.known_session, "PL1-2026-000001").case.declaration


def test_a_name_no_mapping_can_have_is_refused_before_anything_is_taken_in(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "zgloszenia.csv", POLISH.data)
    screen.columns.name.setText("Oddział Gdańsk")
    assert not screen.next.isEnabled()
    assert "small letters" in screen.next.why_not
    screen.columns.name.setText("oddzial_gdansk")
    assert screen.next.isEnabled()


def test_a_mended_row_still_names_its_declaration(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    screen = opened(at_work, answers, tmp_path / "bad.csv", bad())
    given(at_work)
    number = next(fault.declaration for fault in screen.mend.result.rejected)  # type: ignore[union-attr]
    assert number
    screen.mend.guesses[0].click()
    at_work.settle()
    at_work.settle()
    lines = (line for label in screen.mend.findChildren(MarkLabel) for line in label.cell.lines)
    assert any(number in words_of(line) for line in lines)
