"""The panel of acts (A on a case): what can be done now by group, then what cannot, and why.

It does nothing: what is chosen opens its form, or leads to where it is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _, figure
from landwaiter.ui.cases.acts_of_case import ORDER, ActRow, found_in, with_words
from landwaiter.ui.deeds.search_panel import SearchPanel
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, InlineCell, Text
from landwaiter.ui.kit.table import TableColumn


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A title of a group, the door to what is not possible, or an act."""

    heading: str = ""
    count: int = 0
    act: ActRow | None = None
    is_door: bool = False

    @property
    def can_be_chosen(self) -> bool:
        return self.is_door or self.act is not None


class ActsPanel(SearchPanel[PanelLine]):
    """`chosen(ActRow)` for one that can be done."""

    chosen = Signal(object)

    def __init__(self, acts: Sequence[ActRow], parent: QWidget | None = None) -> None:
        self._acts = tuple(acts)
        self._is_open = False
        hints = (
            marks.key_hint("↑ ↓", _("choose")),
            marks.key_hint("Enter", _("opens its form; nothing is done yet")),
            marks.key_hint("→", _("show why")),
            marks.key_hint("Esc", _("close")),
        )
        super().__init__(_("Acts"), _("Find an act"), _COLUMNS, hints, parent)

    def show_words(self, words: Mapping[str, str]) -> None:
        """The titles in the other languages of the window, by which acts are found too."""
        self._acts = with_words(self._acts, words)
        if self.field.text().strip():
            self.show_found()

    @property
    def shown(self) -> tuple[ActRow, ...]:
        """The acts that are listed now."""
        return tuple(line.act for line in self.model.rows() if line.act is not None)

    def open_refused(self, *, is_open: bool) -> None:
        """Show what is not possible now, each with its reason, or close it again."""
        if is_open != self._is_open:
            self._is_open = is_open
            self.show_found()
            self.go_to(next((n for n, one in enumerate(self.model.rows()) if one.is_door), 0))

    def take_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not self.field.text():
            self.open_refused(is_open=key is Qt.Key.Key_Right)
            return True
        return super().take_key(key)

    def lines(self, typed: str) -> Sequence[PanelLine]:
        found = found_in(self._acts, typed) if typed else self._acts
        possible = [row for row in found if not row.why_not]
        refused = [row for row in found if row.why_not]
        lines: list[PanelLine] = []
        for group in ORDER:
            rows = [row for row in possible if row.group == group]
            if rows:
                lines.append(PanelLine(heading=_(group), count=len(rows)))
                lines += [PanelLine(act=row) for row in rows]
        if refused:
            said = _("Not possible now")
            lines.append(PanelLine(heading=said, count=len(refused), is_door=True))
            if typed or self._is_open:
                lines += [PanelLine(act=row) for row in refused]
        return lines or [PanelLine(heading=_("No act is called so"))]

    def can_be_chosen(self, line: PanelLine) -> bool:
        return line.can_be_chosen

    def choose(self, line: PanelLine | None) -> None:
        if line is None or not line.can_be_chosen:
            return
        if line.is_door:
            self.open_refused(is_open=not self._is_open)
        elif line.act is not None and not line.act.why_not:
            self.accept()
            self.chosen.emit(line.act)


def _what(line: PanelLine) -> InlineCell:
    if line.act is None:
        said: list[Inline] = [Glyph("next", 12, "text2"), Gap(6)] if line.is_door else []
        said.append(Text(line.heading, "text2", bold=True))
        if line.count:
            said += [Gap(6), Text(figure(line.count), "muted")]
        return InlineCell((tuple(said),))
    row = line.act
    if row.why_not:
        return InlineCell(
            ((Text(row.title, "muted", Size.BODY), Gap(8), Text(row.why_not, "text2")),)
        )
    return InlineCell(((Text(row.title, "text", Size.BODY), Gap(8), Text(row.detail, "muted")),))


def _cap(line: PanelLine) -> InlineCell:
    if line.act is not None and line.act.key:
        return InlineCell(((marks.key(line.act.key),),), right=True)
    return InlineCell()


_COLUMNS: tuple[TableColumn[PanelLine], ...] = (
    TableColumn("What", _what),
    TableColumn("Shortcut", _cap, width=44),
)
