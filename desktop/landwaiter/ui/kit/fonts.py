"""The faces and sizes of the window.

Sizes are pixels at scale 1; the scale of the system font and the person's own multiply them all.
"""

from enum import Enum
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from landwaiter.resources import root

FACES = (
    "Landwaiter Sans",
    "Landwaiter Scripts",
    "Noto Sans",
    "Segoe UI",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
)
FIXED_FACES = ("Landwaiter Mono", "DejaVu Sans Mono", "Consolas", "Noto Sans Mono", "Menlo")
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


@cache
def system_scale() -> float:
    """How much larger than usual the person has set the system font, 1.0 to 2.0.

    As it was at first: afterwards the font of the application is our own.
    """
    usual = _SYSTEM_POINTS.get(QGuiApplication.platformName())
    if usual is None:
        return 1.0
    return min(2.0, max(1.0, QGuiApplication.font().pointSizeF() / usual))


class _Scale:
    """The scale of this process; asked for at every painted word, so kept beside Qt's own font."""

    now: float = 1.0


def use_scale(scale: float) -> QFont:
    """Measure and paint at this scale from now on; the font for the application."""
    _Scale.now = scale
    return _font(Size.BODY, False, False, False, scale)


def scale_now() -> float:
    """The scale everything is measured and painted at."""
    return _Scale.now


def px(pixels: float) -> int:
    """A length of the design at the scale of the system font, in device-independent pixels."""
    return round(pixels * _Scale.now)


def font(size: Size, *, bold: bool = False, mono: bool = False, italic: bool = False) -> QFont:
    return _font(size, bold, mono, italic, _Scale.now)


def metrics(
    size: Size, *, bold: bool = False, mono: bool = False, italic: bool = False
) -> QFontMetricsF:
    return _metrics(size, bold, mono, italic, _Scale.now)


@cache
def _font(size: Size, bold: bool, mono: bool, italic: bool, scale: float) -> QFont:
    made = QFont()
    made.setFamilies([*FIXED_FACES, *FACES] if mono else list(FACES))
    made.setPixelSize(round((size.px - 0.5 if mono else size.px) * scale))
    made.setBold(bold)
    made.setItalic(italic)
    if mono:
        made.setStyleHint(QFont.StyleHint.Monospace)
    return made


@cache
def _metrics(size: Size, bold: bool, mono: bool, italic: bool, scale: float) -> QFontMetricsF:
    return QFontMetricsF(_font(size, bold, mono, italic, scale))
