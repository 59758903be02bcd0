"""Calendars in the window: looked at by anybody, changed by a head or administrator."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from landwaiter.domain.law.periods import DayChange
from landwaiter.domain.office.deeds import ChangeCalendar
from landwaiter.services.cases.calendars import CalendarDay, CalendarView
from landwaiter.ui.cases.calendars_dialog import CalendarsDialog
from landwaiter.ui.kit.field_row import choose

VIEW = CalendarView(
    "PL",
    2026,
    "holidays-0.109, office 2",
    (
        CalendarDay(date(2026, 1, 1), "New Year", "pack"),
        CalendarDay(date(2026, 6, 5), "bridge day", "added", "Hanna", "order of the chamber"),
        CalendarDay(date(2026, 11, 11), "Independence Day", "removed", "Hanna", "open that day"),
    ),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> CalendarsDialog:
    made = CalendarsDialog()
    qtbot.addWidget(made)
    made.show_states(("DE", "PL"), "PL", 2026, refused="")
    made.show_calendar(VIEW)
    return made


def test_the_own_calendar_of_this_year_is_asked_for_first(qtbot: QtBot) -> None:
    made = CalendarsDialog()
    qtbot.addWidget(made)
    asked: list[tuple[str, int]] = []
    made.chosen_changed.connect(lambda state, year: asked.append((state, year)))
    made.show_states(("DE", "PL"), "PL", 2026, refused="")
    choose(made.state, "DE")
    choose(made.year, "2027")
    assert asked == [("PL", 2026), ("DE", 2026), ("DE", 2027)]


def test_days_say_where_they_come_from_and_the_edition_is_named(dialog: CalendarsDialog) -> None:
    sources = [dialog.model.index(row, 2) for row in range(3)]
    assert [dialog.model.data(index) for index in sources] == [
        "public holiday",
        "added by the office",
        "taken out by the office",
    ]
    assert dialog.edition.words() == "PL, edition holidays-0.109, office 2"


@pytest.mark.parametrize(
    ("day", "name", "reason", "why"),
    [
        ("soon", "bridge day", "order of the chamber", "a date is written"),
        ("2026-06-05", " ", "order of the chamber", "name is missing"),
        ("2026-06-05", "bridge day", "", "reason needs 10 characters"),
    ],
)
def test_the_act_says_what_is_missing(
    dialog: CalendarsDialog, day: str, name: str, reason: str, why: str
) -> None:
    asked: list[ChangeCalendar] = []
    dialog.change_asked.connect(asked.append)
    for box, text in ((dialog.day, day), (dialog.name, name), (dialog.reason, reason)):
        box.setText(text)
    choose(dialog.change, DayChange.ADD.value)
    assert why in dialog.act.accessibleName()
    dialog.ask()
    assert asked == []


def test_whether_a_day_is_a_working_day_is_said_by_a_person(dialog: CalendarsDialog) -> None:
    for box in (dialog.day, dialog.name, dialog.reason):
        box.setText("2026-06-05")
    assert dialog.act.why_not == "say whether it is a working day"


def test_a_whole_change_is_asked_for(dialog: CalendarsDialog) -> None:
    asked: list[ChangeCalendar] = []
    dialog.change_asked.connect(asked.append)
    choose(dialog.change, DayChange.REMOVE.value)
    dialog.day.setText("2026-11-11")
    dialog.reason.setText("open that day")
    dialog.act.click()
    change = DayChange.REMOVE
    assert asked == [ChangeCalendar(change, "PL", date(2026, 11, 11), "open that day")]
    dialog.show_changed(VIEW)
    assert (dialog.day.text(), dialog.reason.text()) == ("", "")


def test_an_analyst_reads_and_the_act_says_why_not(qtbot: QtBot) -> None:
    made = CalendarsDialog()
    qtbot.addWidget(made)
    made.show_states(("PL",), "PL", 2026, refused="needs the role head")
    assert "needs the role head" in made.act.accessibleName()
