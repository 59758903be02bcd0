"""The place Screening: asked by keyboard, shown as plain text, faults in place."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui import places
from tests.ui.hands import ALT, CTRL, press, type_text

from landwaiter.errors import Invalid, Unavailable
from landwaiter.services.hits.screening_jobs import NamePair, NameQuery
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.hits.exports import CSV_COLUMNS, write_results
from landwaiter.ui.hits.name_file import FileRequest
from landwaiter.ui.hits.screening_screen import FILE, LISTS, NAME, PAIR, ScreeningScreen
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear

HOSTILE = "<b>Ltd</b><img src='/etc/hostname'>"


def screening(shell: Shell, name: str = "screening") -> ScreeningScreen:
    screen = places.PLACES[name](shell)
    assert isinstance(screen, ScreeningScreen)
    return screen


def empty(shell: Shell) -> ScreeningScreen:
    screen = screening(shell)
    screen.name_form.name_field.clear()
    screen.name_form.country.clear()
    return screen


@pytest.mark.parametrize("name", [n for n in places.PLACES if n.startswith(("scr", "rep"))])
def test_every_place_is_drawn_light_and_dark(
    shell: Shell, qtbot: QtBot, application: QApplication, name: str
) -> None:
    places.PLACES[name](shell)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    light = shell.grab().toImage()
    wear(application, DARK)
    assert shell.grab().toImage() != light
    assert shell.minimumSizeHint().width() <= 1440


def test_a_name_is_screened_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    screen = empty(shell)
    screen.show_part(NAME)
    form = screen.name_form
    type_text(form.name_field, "Straits Process")
    type_text(form.country, "SG")
    type_text(form.threshold, "0.8")
    with qtbot.waitSignal(screen.screen_asked) as asked:
        press(form.threshold, Qt.Key.Key_Return, CTRL)
    assert asked.args == [NameQuery("Straits Process", country="SG"), 800]


def test_a_threshold_that_is_none_is_said_in_place_and_stays(shell: Shell, qtbot: QtBot) -> None:
    screen = empty(shell)
    form = screen.name_form
    form.name_field.setText("Straits")
    form.threshold.setText("85 %")
    with qtbot.assertNotEmitted(screen.screen_asked):
        press(form.threshold, Qt.Key.Key_Return, CTRL)
    assert "Write it as 0.85." in form.outcome.words()
    assert (form.name_field.text(), form.threshold.text()) == ("Straits", "85 %")


def test_a_fault_of_the_service_leaves_what_was_typed(shell: Shell) -> None:
    screen = screening(shell, "screening_fault")
    assert "Write CN for China." in screen.name_form.outcome.words()
    assert screen.name_form.name_field.text() == "Straits Process Engineering"
    assert screen.name_form.act.isEnabled()


def test_without_a_name_the_act_says_what_is_missing(shell: Shell) -> None:
    form = empty(shell).name_form
    assert not form.act.isEnabled()
    assert form.act.text() == "Screen: type a name"


def test_the_hit_under_the_cursor_is_explained(shell: Shell) -> None:
    screen = screening(shell)
    screen.name_hits.list.step(1)
    explained = screen.name_hits.explanation
    assert "西北 met Northwest" in explained.words.accessibleName()
    assert "Country: not compared." in explained.facts.words()
    assert "score 0.74, threshold 0.70" in screen.name_hits.scale.accessibleName()


def test_no_hit_is_never_called_clear(shell: Shell) -> None:
    screen = screening(shell)
    screen.show_result(places.CLEAN)
    said = screen.name_hits.nothing.text.words()
    assert said.startswith("No listing reaches the threshold")
    assert "no clearance" in said
    assert screen.name_hits.explanation.isHidden()
    assert "eu_sanctions" in screen.name_hits.editions.words()


def test_without_any_list_screening_says_what_to_do_first(shell: Shell) -> None:
    screen = screening(shell)
    screen.show_result(replace(places.CLEAN, editions=()))
    assert "Import a watch list first." in screen.name_hits.nothing.text.words()


def test_two_names_are_compared_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    screen = empty(shell)
    press(screen, Qt.Key.Key_2, ALT)
    assert screen.parts.currentIndex() == PAIR
    type_text(screen.pair_form.first, "Wisla")
    type_text(screen.pair_form.second, "Vistula")
    with qtbot.waitSignal(screen.compare_asked) as asked:
        press(screen.pair_form.second, Qt.Key.Key_Return, CTRL)
    assert asked.args == [NamePair("Wisla", "Vistula")]


def test_a_file_is_chosen_and_screened_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    screen = empty(shell)
    screen.show_part(FILE)
    with qtbot.waitSignal(screen.choose_file_asked):
        press(screen.file_form, Qt.Key.Key_O, CTRL)
    screen.show_file(Path("names.csv"))
    type_text(screen.file_form.country, "CN")
    with qtbot.waitSignal(screen.file_asked) as asked:
        press(screen.file_form.country, Qt.Key.Key_Return, CTRL)
    assert asked.args == [FileRequest(Path("names.csv"), "CN")]


def test_a_running_file_shows_how_far_it_is_and_can_be_cancelled(
    shell: Shell, qtbot: QtBot
) -> None:
    screen = screening(shell, "screening_file")
    form = screen.file_form
    assert (form.progress.value(), form.progress.maximum()) == (1200, 4000)
    assert not form.act.isEnabled()
    with qtbot.waitSignal(screen.cancel_asked):
        form.cancel.click()
    screen.show_file_ended()
    assert form.act.isEnabled()
    assert form.progress.isHidden()


def test_the_names_of_a_file_with_the_best_hits_come_first(shell: Shell) -> None:
    screen = screening(shell, "screening_file")
    scores = [screen.file_results.model.index(row, 5).data() for row in range(3)]
    assert scores == ["0.89", "0.74", "–"]
    assert screen.file_results.model.index(2, 4).data() == "no hit"


def test_enter_on_a_name_of_a_file_explains_it(shell: Shell) -> None:
    screen = screening(shell, "screening_file")
    press(screen.file_results.list, Qt.Key.Key_Return)
    assert screen.parts.currentIndex() == NAME
    assert screen.name_form.name_field.text() == places.MATCH.name
    assert screen.name_hits.model.rowCount() == 2


def test_nothing_is_exported_before_a_file_was_screened(shell: Shell) -> None:
    screen = screening(shell)
    assert screen.file_results.csv.text() == "Export CSV: screen a file first"


def test_hits_to_judge_are_counted_and_asked_for(shell: Shell, qtbot: QtBot) -> None:
    screen = screening(shell)
    screen.show_part(LISTS)
    assert "11 hits wait for a judgement: 8 on your cases." in screen.banner.sentence.words()
    with qtbot.waitSignal(screen.hits_asked):
        type_text(screen.lists, "h")
    screen.show_waiting(0, 0)
    with qtbot.assertNotEmitted(screen.hits_asked):
        type_text(screen.lists, "h")


def test_hits_on_cases_that_nobody_has_ask_to_take_one_over(shell: Shell) -> None:
    screen = screening(shell)
    screen.show_waiting(0, 2)
    assert screen.hits.why_not == "take a case over first"
    assert "2 hits wait" in screen.banner.sentence.words()


def test_letters_are_typed_while_a_field_has_the_focus(shell: Shell, qtbot: QtBot) -> None:
    screen = empty(shell)
    screen.show_part(NAME)
    with qtbot.assertNotEmitted(screen.hits_asked):
        type_text(screen.name_form.name_field, "hl")
    assert screen.name_form.name_field.text() == "hl"


def test_stale_lists_come_first_with_their_age(shell: Shell) -> None:
    screen = screening(shell, "screening_lists")
    assert screen.lists_model.index(0, 0).data() == "EU consolidated list"
    assert screen.lists_model.index(0, 4).data() == "7 days of 5"


def test_without_lists_the_place_says_what_to_do_first(shell: Shell, qtbot: QtBot) -> None:
    screen = screening(shell, "screening_no_lists")
    assert screen.lists.isHidden()
    with qtbot.waitSignal(screen.import_list_asked):
        screen.import_list.click()


def test_a_hostile_name_is_shown_letter_by_letter(shell: Shell) -> None:
    screen = screening(shell)
    hit = replace(places.HITS[0], name=HOSTILE)
    screen.show_result(replace(places.RESULT, hits=(hit,)))
    assert screen.name_hits.model.index(0, 2).data() == HOSTILE


def test_the_models_keep_the_rules_of_models(shell: Shell, qtbot: QtBot) -> None:
    screen = screening(shell, "screening_file")
    for model in (screen.name_hits.model, screen.file_results.model, screen.lists_model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    screen.show_result(places.CLEAN)
    screen.show_result(places.RESULT)
    screen.show_file_results((places.CLEAN,))
    screen.show_lists(())


def test_json_is_that_of_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    assert write_results(file, (places.RESULT, places.CLEAN), "json") == 2
    first, second = json.loads(file.read_text(encoding="utf-8"))
    assert list(first) == ["query", "id", "editions", "hits"]
    assert first["hits"][0]["score"] == "0.890"
    assert second["hits"] == []


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    file = tmp_path / "found.csv"
    hostile = replace(places.CLEAN, query=NameQuery('=HYPERLINK("http://x")'))
    write_results(file, (hostile, places.RESULT), "csv")
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert rows[1][0] == '\'=HYPERLINK("http://x")'
    assert [row[8] for row in rows[2:]] == ["0.890", "0.741"]


def test_a_folder_that_is_none_refuses_the_export(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be written"):
        write_results(tmp_path / "none" / "found.csv", (places.RESULT,), "csv")


def test_an_export_that_was_refused_is_said_in_place(shell: Shell) -> None:
    screen = screening(shell, "screening_file")
    screen.show_export_fault(Invalid("The file cannot be written.", remedy="Choose another."))
    assert "Choose another." in screen.file_results.outcome.words()
    assert screen.file_results.model.rowCount() == 3
