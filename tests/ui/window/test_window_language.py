"""The window speaks what was asked for, else what it spoke last, else what the system speaks."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from tests.ui.two_languages import speaking_polish

from landwaiter import i18n
from landwaiter.i18n import _
from landwaiter.ui.window import window_language

CANCEL = ("QPlatformTheme", "Cancel")
"""A text of Qt's own."""


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch, application: QApplication) -> Iterator[None]:
    with speaking_polish(monkeypatch, application):
        yield


def the_system(monkeypatch: pytest.MonkeyPatch, env: Mapping[str, str], *told: str) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    class System:
        def uiLanguages(self) -> list[str]:  # noqa: N802  # its name in Qt
            return list(told)

        def name(self) -> str:
            return "C"

    monkeypatch.setattr("landwaiter.ui.window.window_language.QLocale.system", System)


def test_it_speaks_what_is_wanted() -> None:
    window_language.speak("pl")
    assert (i18n.language(), str(_("Settings"))) == ("pl", "Ustawienia")


@pytest.mark.parametrize("wanted", ["xx", "", "../pl", None])
def test_a_language_without_texts_leaves_it_to_the_system(
    wanted: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_system(monkeypatch, {}, "cy-GB", "pl-PL", "en-GB")
    window_language.speak(wanted)
    assert i18n.language() == "pl"


def test_the_environment_says_more_than_the_system_does(monkeypatch: pytest.MonkeyPatch) -> None:
    the_system(monkeypatch, {"LANG": "en_GB.UTF-8"}, "pl-PL")
    window_language.speak(None)
    assert i18n.language() == "en"


def test_where_the_system_speaks_nothing_known_it_is_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    the_system(monkeypatch, {}, "cy-GB")
    window_language.speak(None)
    assert i18n.language() == "en"


def test_the_texts_and_days_of_qt_follow_and_turn_back(application: QApplication) -> None:
    assert QCoreApplication.translate(*CANCEL) == "Cancel"
    window_language.speak("pl")
    window_language.follow(application)
    assert QCoreApplication.translate(*CANCEL) == "Anuluj"
    assert QLocale().dayName(1) == "poniedziałek"
    window_language.speak("en")
    window_language.follow(application)
    assert QCoreApplication.translate(*CANCEL) == "Cancel"
    assert QLocale().dayName(1) == "Monday"
