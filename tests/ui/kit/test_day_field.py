"""A field for a day takes what people type, says what it read, and hands over one form of it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot
from tests.ui.hands import ALT, press, type_text

from landwaiter.ui.kit import day_field
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.day_field import DayField, MomentField
from landwaiter.ui.kit.fields import Field, Fields

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    before = (day_field._NOW.today, day_field._NOW.working)
    day_field.reckon(lambda: date(2026, 11, 30), lambda day, days: day + timedelta(days=days + 2))
    yield
    day_field.reckon(*before)


@pytest.fixture
def field(qtbot: QtBot) -> DayField:
    made = DayField(name="Due")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4 Dec", "Fri 4 Dec 2026"),
        ("4.12.", "Fri 4 Dec 2026"),
        ("+5wd", "Mon 7 Dec 2026"),
        ("2026-12-04", "Fri"),
        ("4", ""),
        ("", ""),
    ],
)
def test_it_says_how_it_was_read(field: DayField, text: str, said: str) -> None:
    type_text(field, text)
    assert field.read == said
    assert field.accessibleDescription() == said
    assert field.text() == text, "what was typed stands"


def test_a_day_is_chosen_in_a_calendar_by_keyboard(field: DayField) -> None:
    type_text(field, "4 Dec")
    press(field, Qt.Key.Key_Down, ALT)
    assert field.calendar is not None
    month = field.calendar.findChild(QCalendarWidget)
    assert month is not None
    assert month.selectedDate() == QDate(2026, 12, 4)
    month.activated.emit(QDate(2026, 12, 9))
    assert field.text() == "2026-12-09"


def test_a_form_is_answered_with_one_form_of_the_day(qtbot: QtBot) -> None:
    fields = Fields([Field("due", "Due", day=True, minimum=1), Field("to", "To")])
    for widget in fields.inputs.values():
        qtbot.addWidget(widget)
    line = fields.inputs["due"]
    assert isinstance(line, DayField)
    assert fields.why_not() == "due is missing"
    line.setText("4 De")
    assert "4 Dec" in fields.why_not()
    line.setText("+5wd")
    assert fields.why_not() == ""
    assert fields.answers() == {"due": "2026-12-07", "to": ""}
    fields.fill({"due": "2026-12-09"})
    assert fields.answers()["due"] == "2026-12-09"


def test_letters_in_it_are_letters(qtbot: QtBot) -> None:
    form = ActForm("Consult", "Consult", [Field("due", "Due", day=True)])
    qtbot.addWidget(form)
    form.show()
    line = form.inputs["due"]
    line.setFocus()
    type_text(line, "4 Dec")
    assert form.fields.answers() == {"due": "2026-12-04"}


@pytest.mark.parametrize(
    ("text", "said", "answer"),
    [
        ("4 Dec 14:30", "Fri 4 Dec 2026, 14:30", "2026-12-04T14:30"),
        ("4.12. 9:05", "Fri 4 Dec 2026, 09:05", "2026-12-04T09:05"),
        ("14:30", "Mon 30 Nov 2026, 14:30", "2026-11-30T14:30"),
        ("4 Dec", "Fri 4 Dec 2026, 00:00", "2026-12-04T00:00"),
        ("2026-12-04T14:30+02:00", "Fri 4 Dec 2026, 14:30", "2026-12-04T14:30+02:00"),
        ("4 Dec 25:00", "", "4 Dec 25:00"),
        ("at noon", "", "at noon"),
        ("", "", ""),
    ],
)
def test_a_day_with_its_hour_is_read_in_the_same_way(
    qtbot: QtBot, text: str, said: str, answer: str
) -> None:
    fields = Fields((Field("at", "At", moment=True),))
    line = fields.inputs["at"]
    assert isinstance(line, MomentField)
    qtbot.addWidget(line)
    line.setText(text)
    assert line.read == said
    assert fields.answers() == {"at": answer}


def test_the_calendar_changes_the_day_and_leaves_the_hour(qtbot: QtBot) -> None:
    line = MomentField(name="At")
    qtbot.addWidget(line)
    line.show()
    type_text(line, "4 Dec 14:30")
    line.open_calendar()
    assert line.calendar is not None
    month = line.calendar.findChild(QCalendarWidget)
    assert month is not None
    assert month.selectedDate() == QDate(2026, 12, 4)
    month.activated.emit(QDate(2026, 12, 7))
    assert line.text() == "2026-12-07T14:30"
