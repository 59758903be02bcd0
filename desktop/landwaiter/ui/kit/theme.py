"""The colours of the window: one frozen Theme, light and dark, and the palettes made from it.

A widget asks for the theme of its own palette (`theme_of`), so that setting another palette on
the application repaints everything and rebuilds nothing. No colour literal stands elsewhere.
"""

from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette

Ink = Literal[
    "window", "base", "alt", "rail", "line", "line2", "control",
    "text", "text2", "muted", "accent", "accentfill", "onaccent", "tint",
    "crit", "critbg", "high", "highbg", "med", "medbg", "low", "lowbg", "ne", "nebg",
    "ok", "okbg", "add", "addbg", "rem", "rembg",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour token as #RRGGBB; the roles are those of the design tokens."""

    name: str
    window: str
    base: str
    alt: str
    rail: str
    line: str
    line2: str
    control: str
    text: str
    text2: str
    muted: str
    accent: str
    accentfill: str
    onaccent: str
    tint: str
    crit: str
    critbg: str
    high: str
    highbg: str
    med: str
    medbg: str
    low: str
    lowbg: str
    ne: str
    nebg: str
    ok: str
    okbg: str
    add: str
    addbg: str
    rem: str
    rembg: str

    def colour(self, ink: Ink) -> QColor:
        return _colour(getattr(self, ink))

    def tokens(self) -> dict[str, str]:
        """Token → #RRGGBB, for the one style sheet."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


LIGHT = Theme(
    name="light",
    window="#EEF1F4", base="#FFFFFF", alt="#F7F9FA", rail="#E4E8ED",
    line="#D6DCE3", line2="#AEB8C4", control="#818C9A",
    text="#17202B", text2="#475261", muted="#5C6776",
    accent="#0B6075", accentfill="#0B6075", onaccent="#FFFFFF", tint="#DDECF0",
    crit="#9B1230", critbg="#FAE7EA", high="#A83F00", highbg="#FCEBDD",
    med="#7A5A00", medbg="#FAF0CC", low="#3F5B78", lowbg="#E6EDF5",
    ne="#5C6776", nebg="#EDEFF2", ok="#1E6B3A", okbg="#E0F1E6",
    add="#1E6B3A", addbg="#DFF2E4", rem="#9B1230", rembg="#FBE3E6",
)  # fmt: skip

DARK = Theme(
    name="dark",
    window="#1A1E23", base="#22272D", alt="#272D34", rail="#15181C",
    line="#373F49", line2="#515C69", control="#7A8694",
    text="#E4E8ED", text2="#B7C0CB", muted="#9EA9B5",
    accent="#68BFD3", accentfill="#68BFD3", onaccent="#0C1E24", tint="#1E3E48",
    crit="#FF8A9B", critbg="#47202A", high="#FFA468", highbg="#432B1B",
    med="#E5C45A", medbg="#3B3319", low="#9DBBDB", lowbg="#27323F",
    ne="#A6B0BC", nebg="#2D343C", ok="#7FCB98", okbg="#1E3829",
    add="#7FCB98", addbg="#1E3829", rem="#FF8A9B", rembg="#47202A",
)  # fmt: skip

_ROLES: tuple[tuple[QPalette.ColorRole, Ink], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.Base, "base"),
    (QPalette.ColorRole.Button, "base"),
    (QPalette.ColorRole.AlternateBase, "alt"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Highlight, "tint"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.Accent, "accentfill"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.BrightText, "onaccent"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Midlight, "line2"),
    (QPalette.ColorRole.Dark, "control"),
    (QPalette.ColorRole.ToolTipBase, "base"),
    (QPalette.ColorRole.ToolTipText, "text"),
)
_TEXT_ROLES = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


def palette_of(theme: Theme) -> QPalette:
    """The QPalette of a theme; texts of the disabled group are muted."""
    palette = QPalette()
    for role, ink in _ROLES:
        palette.setColor(role, theme.colour(ink))
    for role in _TEXT_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("muted"))
    return palette


def theme_of(palette: QPalette) -> Theme:
    """The theme a palette was made from: dark where its window is dark."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


@cache
def _colour(value: str) -> QColor:
    return QColor(value)
