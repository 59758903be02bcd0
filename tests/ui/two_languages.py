"""A second language with a few words, for a window that speaks it instead of English."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication

from landwaiter import i18n
from landwaiter.i18n import ENGLISH, SOURCE, Catalogue
from landwaiter.ui.window import window_language

POLISH = Catalogue(
    "pl",
    {
        "Settings": "Ustawienia",
        "Today": "Dzisiaj",
        "Cases": "Sprawy",
        "Sign in": "Zaloguj",
        "Language": "Język",
        "Before you signed in": "Przed zalogowaniem",
        "Landwaiter made a mistake": "Landwaiter się pomylił",
    },
)


@contextmanager
def speaking_polish(
    monkeypatch: pytest.MonkeyPatch, application: QApplication
) -> Iterator[Catalogue]:
    """Within it there are texts in English and in Polish; the system speaks English."""
    known = {SOURCE: ENGLISH, "pl": POLISH}
    monkeypatch.setattr(i18n, "languages", lambda: tuple(known))
    monkeypatch.setattr(i18n, "catalogue", lambda language=None: known.get(language, ENGLISH))
    monkeypatch.setenv("LANGUAGE", SOURCE)
    i18n.choose(None)
    window_language.follow(application)
    try:
        yield POLISH
    finally:
        i18n.choose(None)
        window_language.follow(application)
