"""The embargo matrix and the claim of an old contract in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    POLICY,
    REASON,
    REF,
    Office,
    an_office,
    declared,
)
from tests.ui.hands import CTRL, press, type_text

from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.resources import root
from landwaiter.services.law import packs
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.field_row import choose, chosen
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.law.condition_controller import ConditionController
from landwaiter.ui.law.condition_dialog import ConditionDialog
from landwaiter.ui.law.embargo_dialog import EmbargoDialog
from landwaiter.ui.law.exemption_controller import ExemptionController
from landwaiter.ui.law.exemption_dialog import ExemptionDialog
from landwaiter.ui.window.app import wear
from landwaiter.ui.window.dialog_table import open_dialog


@pytest.fixture
def office(tmp_path: Path, shell: Shell) -> Iterator[Office]:
    """The sample office with the shipped matrix."""
    made = an_office(tmp_path)
    named = ("embargo_matrix", "item_groups")
    packs.import_packs(made.session(ADMIN), tuple(read_pack(root() / "packs" / n) for n in named))
    yield made
    shell.jobs.close()
    made.close()


def settled(dialog: QDialog, shell: Shell, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(lambda: shell.jobs.idle and dialog.isActiveWindow(), timeout=20_000)


def matrix(office: Office, who: str, shell: Shell, qtbot: QtBot) -> EmbargoDialog:
    dialog = open_dialog(
        "embargoes", Bench(office.session(who), shell.jobs, Prompts(shell)), parent=shell
    )
    assert isinstance(dialog, EmbargoDialog)
    settled(dialog, shell, qtbot)
    return dialog


def claim(office: Office, shell: Shell, qtbot: QtBot) -> ExemptionDialog:
    bench = Bench(office.session(ANALYST), shell.jobs, Prompts(shell))
    dialog = ExemptionController(bench, REF, shell).open()
    assert isinstance(dialog, ExemptionDialog)
    settled(dialog, shell, qtbot)
    return dialog


def test_the_matrix_follows_the_day_and_the_destination_that_are_typed(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = matrix(office, ANALYST, shell, qtbot)
    dialog.place.setText("hk")
    assert {row.destination for row in dialog.model.rows()} == {"HK", "*"}
    dialog.day.setFocus()
    dialog.day.setText("2020-07-27")
    press(dialog.day, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: "HK-2020" not in {row.instrument for row in dialog.model.rows()}, timeout=20_000
    )


def test_a_head_states_the_practice_by_keyboard(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog = matrix(office, HEAD, shell, qtbot)
    assert dialog.practice is not None
    assert dialog.practice.key == POLICY
    assert dialog.act.text() == "Set the practice: no change"
    choose(dialog.value, "true")
    type_text(dialog.reason, REASON)
    press(dialog.reason, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    assert True in office.view().policy.values()


def test_a_claim_is_recorded_and_its_checks_are_shown(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = claim(office, shell, qtbot)
    assert dialog.act.text() == "Record and check: choose the instrument"
    choose(dialog.instrument, "CN-1989")
    assert dialog.act.text() == "Record and check: type the date of the contract"
    dialog.fields["contract_date"].setText("1985-06-30")
    assert dialog.act.text() == "Record and check: say who says so"
    dialog.fields["source"].setText("contract")
    press(dialog.fields["items"], Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    assert "cannot tell" in dialog.outcome.words()
    assert [one.stated["instrument"] for one in office.view().exemptions] == ["CN-1989"]


def test_an_exemption_that_the_rows_name_is_chosen_and_none_is_chosen_beforehand(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = claim(office, shell, qtbot)
    choose(dialog.instrument, "DEC-2013-184")
    assert chosen(dialog.exemption) == ""
    assert dialog.exemption.count() == 2
    dialog.exemption.setCurrentIndex(1)
    assert dialog.fields["article"].text().startswith("protective clothing")


def to_myanmar(office: Office, shell: Shell, qtbot: QtBot) -> ConditionDialog:
    office.take_in(declared(lrn="LW-9", country_destination="MM", country_routing="PL|MM"))
    bench = Bench(office.session(ANALYST), shell.jobs, Prompts(shell))
    dialog = ConditionController(bench, "PL1-2026-000002", shell).open()
    assert isinstance(dialog, ConditionDialog)
    settled(dialog, shell, qtbot)
    return dialog


def test_a_condition_is_answered_with_a_reason_and_the_row_says_so(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = to_myanmar(office, shell, qtbot)
    assert dialog.asked.currentText() == (
        "Item 1: Reg. 401/2013, Annex I dual-use items: for a military use or a military end user?"
    )
    assert chosen(dialog.answer) == ""
    assert dialog.act.text() == "Record: answer yes or no"
    choose(dialog.answer, "no")
    type_text(dialog.source, "contract")
    type_text(dialog.reason, REASON)
    press(dialog.reason, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    (found,) = office.view("PL1-2026-000002").embargo
    said = {cell.instrument: cell.standing.value for cell in found.cells}
    assert said["REG-401-2013"] == "permitted by this act"
    assert chosen(dialog.answer) == ""


def test_a_case_without_a_condition_has_nothing_to_answer(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    bench = Bench(office.session(ANALYST), shell.jobs, Prompts(shell))
    dialog = ConditionController(bench, REF, shell).open()
    assert isinstance(dialog, ConditionDialog)
    settled(dialog, shell, qtbot)
    assert dialog.act.text() == "Record: nothing is asked"


@pytest.mark.parametrize("opened", [lambda *at: matrix(at[0], ANALYST, *at[1:]), claim, to_myanmar])
def test_the_dialogs_are_drawn_light_and_dark(  # type: ignore[no-untyped-def]  # two makers
    office: Office, shell: Shell, qtbot: QtBot, application: QApplication, opened
) -> None:
    dialog = opened(office, shell, qtbot)
    light = dialog.grab().toImage()
    wear(application, DARK)
    assert dialog.grab().toImage() != light
    assert dialog.minimumSizeHint().width() <= 1440


def test_a_practice_is_asked_in_words_and_answered_yes_or_no(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = matrix(office, HEAD, shell, qtbot)
    asked = [dialog.practices.index(n, 0).data() for n in range(dialog.practices.rowCount())]
    assert asked[0] == "CN: an arms embargo for Art. 4(1)(b)?"
    assert "CN: Common Military List" in asked
    assert not any("policy." in said or "practice." in said for said in asked)
    offered = [dialog.value.itemText(n) for n in range(dialog.value.count())]
    assert offered == ["not set", "yes", "no"]


def test_the_lists_of_a_dialog_give_way_in_a_small_window(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    shell.setMinimumSize(0, 0)
    shell.resize(1100, 640)
    dialog = matrix(office, HEAD, shell, qtbot)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.width() <= shell.width()
    assert dialog.height() <= shell.height()
    assert dialog.cells.height() > 60
    assert dialog.list.height() > 60


def test_instrument_and_source_of_a_row_stand_whole_below_the_matrix(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = matrix(office, HEAD, shell, qtbot)
    row = max(dialog.model.rows(), key=lambda one: len(one.title + one.source))
    dialog.cells.selectRow(dialog.model.rows().index(row))
    (told,) = (one for one in dialog.findChildren(MarkLabel) if f", {row.source}" in one.words())
    assert row.title in told.words()
    assert not told.toolTip(), "nothing of it is cut"
