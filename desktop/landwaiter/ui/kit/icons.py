"""Icons by meaning, tinted with a text colour and cached per size and theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from landwaiter.resources import root
from landwaiter.ui.kit.theme import Ink, Theme


def pixmap(
    meaning: str,
    size: int,
    theme: Theme,
    *,
    ink: Ink = "text",
    ground: Ink = "base",
    ratio: float = 1,
) -> QPixmap:
    """The icon `meaning` in a square of `size` device-independent pixels.

    `ground` is what shows through a filled shape. An unknown meaning raises FileNotFoundError.
    """
    return _pixmap(meaning, size, getattr(theme, ink), getattr(theme, ground), ratio)


def icon(meaning: str, theme: Theme, *, ink: Ink = "text") -> QIcon:
    """For widgets that take only a QIcon (menus, message boxes)."""
    made = QIcon(pixmap(meaning, 16, theme, ink=ink))
    made.addPixmap(pixmap(meaning, 16, theme, ink="muted"), QIcon.Mode.Disabled)
    return made


def logo(theme: Theme) -> QIcon:
    """The window's icon in the sizes a desktop asks for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        made.addPixmap(pixmap("logo", size, theme, ink="accent"))
    return made


@cache
def _drawing(meaning: str) -> str:
    return (root() / "icons" / f"{meaning}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(meaning: str, size: int, colour: str, ground: str, ratio: float) -> QPixmap:
    drawing = _drawing(meaning).replace("currentColor", colour).replace('"ground"', f'"{ground}"')
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made
