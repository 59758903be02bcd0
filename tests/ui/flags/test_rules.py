"""Rules and their calibration in the window, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.sample_office import ANALYST, HEAD, REASON, Office, an_office, declared
from tests.ui.hands import CTRL, press, type_text
from tests.ui.opened_dialogs import opened

from landwaiter.services.flags import calibration, rules_in_use
from landwaiter.ui.flags.rules_dialog import RulesDialog
from landwaiter.ui.flags.sample_dialog import SampleDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.field_row import choose
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear

CHAIRS = {
    "cn8": "94036000",
    "description": "oak garden chairs with cushions",
    "consignee_name": "Fjord Garden",
    "consignee_country": "NO",
    "country_destination": "NO",
    "country_routing": "PL|NO",
    "docs": "",
    "value_eur": 900,
    "net_mass_kg": 900,
    "gross_mass_kg": 990,
}


@pytest.fixture
def office(tmp_path: Path, shell: Shell) -> Iterator[Office]:
    made = an_office(tmp_path)
    for number in range(2):
        made.take_in(declared(lrn=f"LW-{number + 40}", **CHAIRS))
    yield made
    shell.jobs.close()
    made.close()


def test_a_head_switches_a_rule_off_with_a_reason(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = opened("rules", HEAD, office, shell, qtbot)
    assert isinstance(dialog, RulesDialog)
    ids = [line.row.id for line in dialog.model.rows()]
    dialog.list.selectRow(ids.index("RF-G07"))
    assert dialog.act.text() == "Change: no change"
    assert dialog.value.text() == "on"
    dialog.value.setText("off")
    type_text(dialog.reason, REASON)
    press(dialog.reason, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    assert not rules_in_use.rule(office.session(HEAD), "RF-G07").on
    assert dialog.rule is not None
    assert (dialog.rule.id, dialog.rule.on) == ("RF-G07", False)


def test_a_threshold_that_makes_no_sense_is_refused_in_place(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = opened("rules", HEAD, office, shell, qtbot)
    assert isinstance(dialog, RulesDialog)
    ids = [line.row.id for line in dialog.model.rows()]
    dialog.list.selectRow(ids.index("RF-P12"))
    choose(dialog.setting, "n")
    dialog.value.setText("many")
    type_text(dialog.reason, REASON)
    press(dialog.reason, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    assert "number" in dialog.outcome.words()
    assert dialog.value.text() == "many"


def test_a_sample_is_drawn_and_what_was_missed_is_recorded(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    dialog = opened("sample", ANALYST, office, shell, qtbot)
    assert isinstance(dialog, SampleDialog)
    assert dialog.act.text() == "Record: draw a sample"
    dialog.count.setText("2")
    press(dialog.count, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and dialog.model.rowCount() == 2, timeout=20_000)
    first = dialog.model.rows()[0].reference
    dialog.missed.setText("RF-P14")
    type_text(dialog.reason, REASON)
    press(dialog.reason, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and bool(dialog.outcome.words()), timeout=20_000)
    sample = calibration.calibration(office.session(ANALYST)).sample
    assert sample is not None
    assert {one.reference: one.missed for one in sample.cases}[first] == ("RF-P14",)


@pytest.mark.parametrize("name", ["rules", "sample"])
def test_the_dialogs_are_drawn_light_and_dark(
    office: Office, shell: Shell, qtbot: QtBot, application: QApplication, name: str
) -> None:
    dialog = opened(name, HEAD, office, shell, qtbot)
    light = dialog.grab().toImage()
    wear(application, DARK)
    assert dialog.grab().toImage() != light
    assert dialog.minimumSizeHint().width() <= 1440
