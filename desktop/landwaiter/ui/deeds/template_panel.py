"""The panel of reason templates: found by their words, and put into a field to be looked over."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.ui.deeds.search_panel import SearchPanel
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.fields import TemplateLine
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.table import TableColumn

_WIDTH, _ROW, _AROUND = 470, 46, 84
"""At scale 1: of the panel, of a title with the beginning of its text, of field and keys."""


class TemplatePanel(SearchPanel[TemplateLine]):
    """`chosen(text)`; a text is found by every word of it and of its title."""

    chosen = Signal(str)

    def __init__(self, templates: Sequence[TemplateLine], parent: QWidget | None = None) -> None:
        self._templates = tuple(templates)
        hints = (
            marks.key_hint("↑ ↓", _("choose")),
            marks.key_hint("Enter", _("into the field, to be looked over")),
            marks.key_hint("Esc", _("close")),
        )
        super().__init__(
            _("Reason templates"), _("Reason template"), _COLUMNS, hints, parent, row_height=_ROW
        )

    def sizeHint(self) -> QSize:
        """No higher than all of them: the field that they are for stays in sight."""
        rows = QSize(fonts.px(_WIDTH), fonts.px(_AROUND + _ROW * len(self._templates)))
        return super().sizeHint().boundedTo(rows)

    def lines(self, typed: str) -> Sequence[TemplateLine]:
        words = typed.casefold().split()
        found = [
            one
            for one in self._templates
            if all(word in f"{one.title} {one.text}".casefold() for word in words)
        ]
        return found or [TemplateLine(_("Nothing is found."))]

    def can_be_chosen(self, line: TemplateLine) -> bool:
        return bool(line.text)

    def choose(self, line: TemplateLine | None) -> None:
        if line is not None and line.text:
            self.accept()
            self.chosen.emit(line.text)


def show_templates(form: ActForm, name: str, button: QWidget) -> None:
    """Under a button of the form; what is chosen is typed where the cursor of the field is."""
    field = next(one for one in form.fields.fields if one.name == name)
    panel = TemplatePanel(field.templates, form)
    panel.chosen.connect(lambda text: form.insert(name, text))
    panel.show_under(button)
    show_over(panel)


def _what(line: TemplateLine) -> InlineCell:
    if not line.text:
        return InlineCell(((Text(line.title, "text2"),),))
    title, text = Text(line.title, "text", Size.BODY), Text(" ".join(line.text.split()), "muted")
    return InlineCell(((title,), (text,)))


_COLUMNS: tuple[TableColumn[TemplateLine], ...] = (TableColumn("Template", _what),)
