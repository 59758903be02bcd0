"""The faces and sizes of the window.

Sizes are pixels at scale 1; the scale of the system font is carried by the application's own
font, so a widget derives every size from it and nothing here keeps state.
"""

from enum import Enum
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication

from landwaiter.resources import root

FACES = ("Landwaiter Sans", "Noto Sans", "Segoe UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei")
FIXED_FACES = ("Landwaiter Mono", "DejaVu Sans Mono", "Consolas", "Noto Sans Mono", "Menlo")
BODY_PX = 13
_SYSTEM_POINTS = {"windows": 9.0, "cocoa": 13.0, "xcb": 10.0, "wayland": 10.0}
"""Default size of the system font per Qt platform, in points."""


class Size(Enum):
    """Type sizes: pixels and line height."""

    FIRST = (22, 30)
    TITLE = (18, 24)
    NUMBER = (15, 20)
    BODY = (13, 18)
    DENSE = (12, 16)
    SMALL = (11, 14)

    @property
    def px(self) -> int:
        return self.value[0]

    @property
    def line(self) -> int:
        return self.value[1]


def load_faces() -> None:
    """Register the shipped font files; a checkout without them falls back to the system's."""
    folder = root() / "fonts"
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        if file.name.endswith(".ttf"):
            if isinstance(file, Path):
                QFontDatabase.addApplicationFont(str(file))
            else:
                QFontDatabase.addApplicationFontFromData(file.read_bytes())


def system_scale() -> float:
    """How much larger than usual the person has set the system font, 1.0 to 2.0."""
    usual = _SYSTEM_POINTS.get(QGuiApplication.platformName())
    if usual is None:
        return 1.0
    return min(2.0, max(1.0, QGuiApplication.font().pointSizeF() / usual))


def body_font(scale: float) -> QFont:
    """The application's font at a scale; the shipped face comes first."""
    font = QFont()
    font.setFamilies(list(FACES))
    font.setPixelSize(round(BODY_PX * scale))
    return font


def scale_now() -> float:
    """The scale the application's font carries."""
    pixels = QApplication.font().pixelSize()
    return pixels / BODY_PX if pixels > 0 else 1.0


def px(pixels: float) -> int:
    """A length of the design at the scale of the system font, in device-independent pixels."""
    return round(pixels * scale_now())


def font(size: Size, *, bold: bool = False, mono: bool = False) -> QFont:
    body = QApplication.font()
    return _font(size, bold, mono, scale_now(), tuple(body.families()))


def metrics(size: Size, *, bold: bool = False, mono: bool = False) -> QFontMetricsF:
    body = QApplication.font()
    return _metrics(size, bold, mono, scale_now(), tuple(body.families()))


@cache
def _font(size: Size, bold: bool, mono: bool, scale: float, families: tuple[str, ...]) -> QFont:
    made = QFont()
    made.setFamilies([*FIXED_FACES, *families] if mono else list(families))
    made.setPixelSize(round((size.px - 0.5 if mono else size.px) * scale))
    made.setBold(bold)
    if mono:
        made.setStyleHint(QFont.StyleHint.Monospace)
    return made


@cache
def _metrics(
    size: Size, bold: bool, mono: bool, scale: float, families: tuple[str, ...]
) -> QFontMetricsF:
    return QFontMetricsF(_font(size, bold, mono, scale, families))
