"""Days as people type them, in the language of who reads."""

from datetime import date, timedelta

import pytest

from landwaiter.errors import Invalid
from landwaiter.i18n import catalogue, speaking
from landwaiter.services.base.typed_days import day_typed

TODAY = date(2026, 11, 30)
"""A Monday."""


def on_weekdays(day: date, days: int) -> date:
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def read(text: str) -> date | None:
    return day_typed(text, today=TODAY, working=on_weekdays)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("4 Dec", date(2026, 12, 4)),
        ("4 december 2027", date(2027, 12, 4)),
        ("4.12.", date(2026, 12, 4)),
        ("4.12", date(2026, 12, 4)),
        (" 04/12/2026 ", date(2026, 12, 4)),
        ("4.12.26", date(2026, 12, 4)),
        ("15 Mar", date(2027, 3, 15)),
        ("15 Jul", date(2026, 7, 15)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("+5wd", date(2026, 12, 7)),
        ("+5d", date(2026, 12, 5)),
        ("-3d", date(2026, 11, 27)),
        ("+2w", date(2026, 12, 14)),
        ("+3m", date(2027, 2, 28)),
    ],
)
def test_what_is_typed_means_a_day(text: str, day: date) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "4", "Dec", "31.4.", "32 Dec", "4 Foo", "4 Ju", "4 Ma", "12/13/2026", "+5", "+5x", "-5wd",
        "0.0.", "2026-13-01", "20261204", "29 Feb 2027", "٤ Dec", "+9999wd", "4 Dec 26 x",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_how_one_is_written(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(text)
    assert "4 Dec" in refused.value.sentence()
    assert refused.value.value == text.strip()


def test_nothing_is_no_day_and_no_fault() -> None:
    assert read("  ") is None


def test_without_a_calendar_no_working_day_is_guessed() -> None:
    with pytest.raises(Invalid):
        day_typed("+5wd", today=TODAY)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "4 gru"), ("pl", "4 grudnia 2026"), ("pl", "4 Dec"), ("de", "4. Dezember"),
        ("de", "4. Dez."), ("fr", "4 déc."), ("fr", "4 décembre"), ("es", "4 de diciembre de 2026"),
        ("it", "4 dicembre"),
    ],
)  # fmt: skip
def test_months_have_the_names_that_the_reader_gives_them(language: str, text: str) -> None:
    with speaking(catalogue(language)):
        assert read(text) == date(2026, 12, 4)
