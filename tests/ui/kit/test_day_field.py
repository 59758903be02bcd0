"""A field for a day takes what people type, says what it read, and hands over one form of it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot
from tests.ui.hands import ALT, press, type_text

from landwaiter.domain.deeds.shape import Deed, arguments, named_as
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.ui.deeds.form import fields_of
from landwaiter.ui.kit import day_field
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.day_field import DayField
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


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_each_day_of_each_deed_is_typed_in_such_a_field(
    qtbot: QtBot, deed: Deed[object, object]
) -> None:
    _command, chosen = next(named_as(deed))
    fields = fields_of(deed, None, chosen)
    days = {one.name for one in arguments(deed.args) if one.kind is date and not one.many}
    made = Fields(fields)
    for name, widget in made.inputs.items():
        qtbot.addWidget(widget)
        assert isinstance(widget, DayField) == (name in days), name


def test_deeds_ask_for_days() -> None:
    asked = [one for deed in DEEDS for one in arguments(deed.args) if one.kind is date]
    assert len(asked) > 20
