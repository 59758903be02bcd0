"""Colours: every pair of the design is readable, and only the theme names one."""

import math
import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import landwaiter.ui
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.theme import DARK, LIGHT, Ink, Theme, palette_of, theme_of
from landwaiter.ui.window.app import wear

SOURCES = Path(landwaiter.ui.__file__).parent
THEMES = (LIGHT, DARK)
GROUNDS: tuple[Ink, ...] = ("base", "alt", "window", "rail", "tint")
TEXTS: tuple[Ink, ...] = ("text", "text2", "muted", "accent")
SIGNALS: tuple[Ink, ...] = ("crit", "high", "med", "low", "ne", "ok", "add", "rem")


def luminance(theme: Theme, ink: Ink) -> float:
    """Relative luminance as WCAG 2 defines it."""
    colour = theme.colour(ink)
    parts = [
        channel / 12.92 if channel <= 0.04045 else math.pow((channel + 0.055) / 1.055, 2.4)
        for channel in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(theme: Theme, one: Ink, other: Ink) -> float:
    light, dark = sorted((luminance(theme, one), luminance(theme, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "ink", "ground"), list(product(THEMES, TEXTS, GROUNDS)))
def test_text_is_readable_on_every_ground(theme: Theme, ink: Ink, ground: Ink) -> None:
    assert contrast(theme, ink, ground) >= 4.5


@pytest.mark.parametrize(("theme", "ink"), list(product(THEMES, SIGNALS)))
def test_a_signal_is_readable_on_its_own_ground(theme: Theme, ink: Ink) -> None:
    ground: Ink = f"{ink}bg"  # type: ignore[assignment]  # every signal has its ground
    assert contrast(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_a_palette_leads_back_to_its_theme(theme: Theme) -> None:
    assert theme_of(palette_of(theme)) is theme


def test_no_colour_literal_stands_outside_the_theme() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|Qt\.GlobalColor\.(?!transparent)|QColor\(\s*[\"\d]")
    guilty = [
        file.name
        for file in SOURCES.rglob("*.py")
        if file.name != "theme.py" and literal.search(file.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_switching_the_theme_repaints_the_same_widget(
    application: QApplication, qtbot: QtBot
) -> None:
    shown = label("plain words")
    qtbot.addWidget(shown)
    shown.show()
    before = shown.grab().toImage()
    wear(application, DARK)
    after = shown.grab().toImage()
    wear(application, LIGHT)
    assert before != after
    assert shown.grab().toImage() == before
