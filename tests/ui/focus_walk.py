"""What the keyboard reaches in a window, for tests that look at each of it."""

from collections.abc import Iterator, Mapping

import pytest
from _pytest.mark.structures import ParameterSet
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from tests.ui import rooms

SEEN = rooms.SCENES
"""Every screen, form, panel and dialog with fictional rows, by name."""
SAMPLE = frozenset(
    {
        "today",
        "cases",
        "case",
        "case_acts",
        "propose",
        "hit",
        "review",
        "entity",
        "chart",
        "users",
        "import_official",
    }
)
"""What is walked through without `--thorough`."""


def sampled(names: Mapping[str, object], sample: frozenset[str] = SAMPLE) -> list[ParameterSet]:
    """Parameters of a test: all of the names, those outside of the sample with `--thorough`."""
    return [
        pytest.param(name, marks=() if name in sample else pytest.mark.thorough) for name in names
    ]


def focusable(window: QWidget) -> Iterator[QWidget]:
    """What takes the focus in a window now."""
    for part in window.findChildren(QWidget):
        takes = part.focusPolicy() is not Qt.FocusPolicy.NoFocus and part.focusProxy() is None
        if takes and part.isVisible() and part.isEnabled():
            yield part
