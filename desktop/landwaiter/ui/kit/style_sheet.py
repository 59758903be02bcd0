"""The one style sheet: what the Fusion style cannot draw, filled from the theme."""

from string import Template

from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.draw import is_mirrored
from landwaiter.ui.kit.theme import Theme

_SHEET = Template("""
QWidget#top, QWidget#rail, QWidget#status { background: $rail; }
QWidget#top { border-bottom: 1px solid $line; }
QWidget#rail { border-$end: 1px solid $line; }
QWidget#status { border-top: 1px solid $line; }
QWidget#page, QWidget#strip { background: $window; }
QWidget#strip { border-bottom: 1px solid $line; }
QWidget#head { background: $base; border-bottom: 1px solid $line; }
QWidget#foot { background: $base; border-top: 1px solid $line; }
QWidget#refusal { background: $critbg; border-top: 1px solid $crit; }
QWidget#bulk { background: $tint; border-top: 1px solid $accent; }
QWidget#side { background: $base; border-$start: 1px solid $line; }
QWidget#sections { background: $window; border-$end: 1px solid $line; }
QWidget#base { background: $base; }
QWidget#alt { background: $alt; }
QFrame#card { background: $base; border: 1px solid $line; border-radius: 4px; }
QFrame#card[stale="true"] { border-$start: 4px solid $med; }
QFrame#card[used="true"] { border: 1px solid $high; }
QWidget#cardhead { border: none; border-bottom: 1px solid $line; background: transparent; }
QWidget#own { border: none; border-bottom: 1px solid $line; background: $tint; }
QWidget#ruled { border: none; border-bottom: 1px solid $line; background: transparent; }
QScrollArea { border: none; background: transparent; }
QScrollArea:focus { border: 2px solid $accent; }
QTableView { background: $base; border: none; outline: none; }
QMenuBar { background: transparent; color: $text2; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: $base; color: $text; border-radius: 4px; }
QMenu { background: $base; border: 1px solid $line2; padding: 4px 0; }
QMenu::item { padding: 4px 24px 4px 28px; }
QMenu::item:selected { background: $tint; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QLineEdit, QPlainTextEdit {
  background: $base; color: $text; border: 1px solid $control; border-radius: 4px;
  padding: 2px 8px; selection-background-color: $accentfill; selection-color: $onaccent; }
QLineEdit { min-height: ${field}px; }
QLineEdit:focus, QPlainTextEdit:focus {
  border: 2px solid $accent; padding: 1px 7px; }
QComboBox QAbstractItemView { background: $base; border: 1px solid $line2;
  selection-background-color: $tint; selection-color: $text; }
QCheckBox { spacing: 8px; }
QToolTip { background: $base; color: $text; border: 1px solid $line2; padding: 4px; }
QDialog { background: $base; }
QDialog#search { border: 1px solid $control; }
QScrollBar:vertical { background: $alt; width: 12px; border-left: 1px solid $line; }
QScrollBar::handle:vertical { background: $control; min-height: 22px; border-radius: 3px;
  margin: 2px 2px 2px 3px; }
QScrollBar:horizontal { background: $alt; height: 12px; border-top: 1px solid $line; }
QScrollBar::handle:horizontal { background: $control; min-width: 22px; border-radius: 3px;
  margin: 3px 2px 2px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 6px; }
QProgressBar::chunk { background: $accentfill; border-radius: 2px; }
QSplitter::handle { background: $line2; }
""")


def sheet_of(theme: Theme) -> str:
    """The style sheet of a theme at the scale of the application's font."""
    start, end = ("right", "left") if is_mirrored() else ("left", "right")
    return _SHEET.substitute(theme.tokens(), field=fonts.px(20), start=start, end=end)
