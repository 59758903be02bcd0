"""The columns of a stranger's table: what each may be, told by a person, kept under a name."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from landwaiter.domain.lists.column_mapping import (
    ENCODINGS,
    NAMING,
    ColumnMapping,
    ColumnProposal,
)
from landwaiter.i18n import _
from landwaiter.services.lists.column_mappings import ColumnLook, fields
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import Card, across, clear, column, scrolled
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_field

_COLUMN, _FIELD, _SAMPLES = 150, 210, 40
_HEIGHT = 176


class ColumnsForm(QWidget):
    """`edited` when a column was told otherwise; `look_asked(kept name, encoding)` when a kept
    mapping or another encoding is chosen.

    `show_look` fills it; `mapping` is what stands in it now.
    """

    edited = Signal()
    look_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: ColumnLook | None = None
        self.boxes: dict[str, QComboBox] = {}
        """Column → the box that says what it is."""
        self.kept = choice_box(_("Kept mapping"), [("", _("as proposed below"))])
        self.name = text_field(_("ministry_list"), name=_("Keep it as"))
        self.encoding = choice_box(_("Encoding"), [(one, one) for one in ENCODINGS])
        self.words = MarkLabel().elastic()
        self._rows = QVBoxLayout()
        self._card = Card(_("Columns"))
        self._build()

    def show_kept(self, names: tuple[str, ...], now: str = "") -> None:
        """The mappings the office keeps; `now` is the one that is used."""
        self.kept.blockSignals(True)
        self.kept.clear()
        for value, words in (("", _("as proposed below")), *((name, name) for name in names)):
            self.kept.addItem(words, value)
        choose(self.kept, now)
        self.kept.blockSignals(False)

    def show_look(self, look: ColumnLook) -> None:
        """A line for each column with what it may be and how it begins."""
        self.look = look
        self.boxes.clear()
        clear(self._rows)
        known = fields()
        for one in look.columns:
            self._rows.addLayout(self._line(one, known))
        self._rows.addStretch(1)
        self._show_encoding(look)
        count = _("{told} of {all} are told").format(
            told=sum(bool(one.field) for one in look.columns), all=len(look.columns)
        )
        self._card.name(_("Columns"), count)

    def _show_encoding(self, look: ColumnLook) -> None:
        """The encoding as words of the file, in which a person sees whether it is right."""
        with QSignalBlocker(self.encoding):
            choose(self.encoding, look.mapping.encoding)
        self.encoding.setEnabled(not look.mapping.sheet)
        words = ", ".join(look.words)
        line: Line = (Text(_("read so:"), "text2"), Gap(6), Text(words, bold=True))
        self.words.show_lines(line if words else ())

    def mapping(self) -> ColumnMapping | None:
        """What the boxes say, with the rest as the file was found; None before a look."""
        if self.look is None:
            return None
        told: dict[str, tuple[str, ...]] = {}
        for name, box in self.boxes.items():
            if field := chosen(box):
                told[field] = (*told.get(field, ()), name)
        found = self.look.mapping
        return ColumnMapping(
            told,
            kind=found.kind,
            country=found.country,
            separator=found.separator,
            header_row=found.header_row,
            encoding=found.encoding,
            delimiter=found.delimiter,
            sheet=found.sheet,
        )

    def missing(self) -> str:
        """Why the mapping does not suffice; empty when it does."""
        mapping = self.mapping()
        if mapping is None:
            return _("the columns are not read")
        named = any(name in mapping.fields for name in NAMING)
        return "" if named else _("say which column is the name")

    def _line(self, one: ColumnProposal, known: Mapping[str, str]) -> QVBoxLayout:
        box = choice_box(
            _("What {column} is").format(column=one.column),
            [("", _("left out")), *((name, words) for name, words in known.items())],
        )
        choose(box, one.field)
        box.setFixedWidth(fonts.px(_FIELD))
        box.setToolTip(one.why)
        box.currentIndexChanged.connect(lambda _index: self.edited.emit())
        self.boxes[one.column] = box
        name = MarkLabel((Text(one.column, bold=True),)).elastic()
        name.setFixedWidth(fonts.px(_COLUMN))
        samples = " · ".join(sample[:_SAMPLES] for sample in one.samples[:3])
        begins = MarkLabel((Text(samples or _("empty"), "text2"),)).elastic()
        return column(across(name, box, begins, gap=10))

    def _build(self) -> None:
        holder = QWidget()
        holder.setLayout(column(self._rows, margins=(12, 8, 12, 8)))
        self._rows.setSpacing(fonts.px(6))
        area = scrolled(holder)
        holder.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self._card.add(area)
        self._card.setMinimumHeight(fonts.px(_HEIGHT))
        self.kept.currentIndexChanged.connect(
            lambda _i: self.look_asked.emit(chosen(self.kept), "")
        )
        self.encoding.currentIndexChanged.connect(
            lambda _i: self.look_asked.emit(chosen(self.kept), chosen(self.encoding))
        )
        self.name.textChanged.connect(lambda _text: self.edited.emit())
        note = _("Kept under a name, the mapping is there for the next edition.")
        heads = across(
            field_row(_("Mapping"), self.kept, width=80),
            field_row(_("Keep it as"), self.name, width=80),
            gap=16,
        )
        for place in (0, 1):
            heads.setStretch(place, 1)
        small = label(note, "muted", size=Size.SMALL)
        written = across(field_row(_("Encoding"), self.encoding, width=80), self.words, gap=16)
        for place in (0, 1):
            written.setStretch(place, 1)
        self.setLayout(column(heads, written, self._card, small, gap=8))
