"""Many choices are searched by a part of their words; what is no choice is no answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.hands import press, type_text

from landwaiter.domain.entities.deeds import MAKE_ENTITY
from landwaiter.ui.deeds.form import fields_of as fields_of_deed
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.fields import MOST_LOOKED_THROUGH, Field, Fields
from landwaiter.ui.kit.theme import DARK, LIGHT, Theme
from landwaiter.ui.window.app import wear

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OFFICES = tuple((f"PL{number}", f"Customs office {number}, Gdynia") for number in range(10, 70))


def fields_of(qtbot: QtBot, *choices: tuple[str, str]) -> tuple[Fields, ChoiceBox]:
    fields = Fields([Field("office", "Office", choices)])
    box = fields.inputs["office"]
    assert isinstance(box, ChoiceBox)
    qtbot.addWidget(box)
    box.show()
    return fields, box


def test_few_are_looked_through_and_many_are_searched(qtbot: QtBot) -> None:
    few = fields_of(qtbot, *OFFICES[:MOST_LOOKED_THROUGH])[1]
    many = fields_of(qtbot, *OFFICES)[1]
    assert (few.is_searched, many.is_searched) == (False, True)


def test_a_part_of_the_words_finds_a_choice(qtbot: QtBot) -> None:
    fields, box = fields_of(qtbot, *OFFICES)
    assert fields.answers() == {"office": ""}, "none is made beforehand"
    line = box.lineEdit()
    assert line is not None
    line.setFocus()
    type_text(line, "47, g")
    completer = box.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    popup = completer.popup()
    assert popup is not None
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert fields.answers() == {"office": "PL47"}
    assert fields.why_not() == ""


def test_what_is_no_choice_is_missing(qtbot: QtBot) -> None:
    fields, box = fields_of(qtbot, *OFFICES)
    box.setEditText("the one in Gdynia")
    assert fields.why_not() == "office is missing"
    fields.fill({"office": "PL99"})
    assert fields.answers() == {"office": ""}
    fields.fill({"office": "PL50"})
    assert fields.answers() == {"office": "PL50"}


def test_a_country_is_found_by_its_name_and_told_by_its_code(qtbot: QtBot) -> None:
    fields = Fields(fields_of_deed(MAKE_ENTITY, None, {"name": "Grey Heron"}))
    box = fields.inputs["country"]
    assert isinstance(box, ChoiceBox)
    qtbot.addWidget(box)
    box.show()
    line = box.lineEdit()
    assert line is not None
    line.setFocus()
    type_text(line, "way (n")
    completer = box.completer()
    assert completer is not None
    assert completer.currentCompletion() == "Norway (NO)"
    box.setEditText("Norway (NO)")
    assert fields.answers()["country"] == "NO"
    box.setEditText("NO")
    assert fields.answers()["country"] == "NO", "whoever knows the code types it"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_one_that_is_typed_in_has_the_frame_of_every_other_field(
    qtbot: QtBot, application: QApplication, theme: Theme
) -> None:
    box = fields_of(qtbot, *OFFICES)[1]
    qtbot.wait(1)
    box.clearFocus()
    wear(application, theme)
    edge = box.grab().toImage().pixelColor(0, box.height() // 2)
    assert edge.name() == theme.colour("control").name()
