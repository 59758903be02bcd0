"""Who is behind an entity, in the window: read by keyboard, in words and as a picture."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.services.entities import test_ownership as sample
from tests.services.sample_office import ANALYST, Office, an_office
from tests.ui.hands import CTRL, press

from landwaiter.ui.entities.owners_card import owners_card
from landwaiter.ui.entities.ownership_controller import OwnershipController
from landwaiter.ui.entities.ownership_dialog import OwnershipDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear


@pytest.fixture
def office(tmp_path: Path, shell: Shell) -> Iterator[Office]:
    made = an_office(tmp_path)
    for name in (sample.FIRM, sample.HOLDING):
        sample.make(made, name)
    sample.make(made, sample.OWNER, kind="person", country="RU")
    sample.hold(made, sample.HOLDING, sample.FIRM, "100")
    sample.hold(made, sample.OWNER, sample.HOLDING, "60", since="2021-03")
    sample.with_rules(made)
    yield made
    shell.jobs.close()
    made.close()


def _year(dialog: OwnershipDialog) -> int:
    return dialog.view.day.year if dialog.view else 0


@pytest.fixture
def dialog(office: Office, shell: Shell, qtbot: QtBot) -> OwnershipDialog:
    bench = Bench(office.session(ANALYST), shell.jobs, Prompts(shell))
    made = OwnershipController(bench, sample.FIRM, sample.FIRM, shell).open()
    qtbot.waitUntil(lambda: shell.jobs.idle and made.view is not None, timeout=20_000)
    return made


def test_the_holders_are_listed_and_the_rules_answered_in_words(dialog: OwnershipDialog) -> None:
    (holder,) = dialog.holders.rows()
    assert (holder.least, holder.most) == (Fraction(3, 5), Fraction(1))
    assert "No holder who is stated above Aurora Import" in dialog.words()


def test_another_day_is_read_by_keyboard(
    dialog: OwnershipDialog, shell: Shell, qtbot: QtBot
) -> None:
    dialog.day.setText("2020-01-01")
    press(dialog.day, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: shell.jobs.idle and _year(dialog) == 2020, timeout=20_000)
    (holder,) = dialog.holders.rows()
    assert dialog.view is not None
    assert dialog.view.graph.name(holder.holder) == sample.HOLDING


def test_a_day_that_is_none_is_refused_in_place(dialog: OwnershipDialog) -> None:
    dialog.day.setText("spring")
    dialog.again.click()
    assert "This is not a date." in dialog.outcome.words()


def test_the_picture_is_drawn_in_the_colours_of_the_window(
    dialog: OwnershipDialog, application: QApplication
) -> None:
    light = dialog.canvas.grab().toImage()
    wear(application, DARK)
    assert dialog.canvas.grab().toImage() != light


def test_the_case_tells_who_is_behind_a_party(office: Office, shell: Shell) -> None:
    sample.linked(office)
    (owners,) = office.view().owners
    assert [one.name for one in owners.held_by] == [sample.OWNER]
    said = [label.words() for label in owners_card(owners).findChildren(MarkLabel)]
    assert any("at least 60 %, at most 100 %" in text for text in said)
