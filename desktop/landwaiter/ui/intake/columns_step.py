"""What the columns of a table are and how it is written: proposed, and said by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from landwaiter.domain.intake.table_mapping import (
    DEEPEST_HEAD,
    DELIMITERS,
    ENCODINGS,
    NO_HEAD,
    TableMapping,
    check_mapping_name,
)
from landwaiter.domain.intake.table_proposal import HeadingLook, ReadingDoubt, TableProposal
from landwaiter.errors import Invalid
from landwaiter.i18n import _, figure
from landwaiter.services.base.wording import shown_date
from landwaiter.services.intake.table_mappings import column_titles, is_of_item
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import Banner, Card, across, clear, column, scrolled
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.text import text_field

SHARES = (4, 7, 6, 4)
"""Of the width: heading, what it becomes, first values, how many can be read."""
SIDE, WIDEST_SIDE, _NAMES = 330, 495, 96
_MOST_ITEMS = 9
"""Goods items beside each other in a row that can be chosen here."""


class ColumnsStep(QWidget):
    """`edited` when a column or the writing was said otherwise; `named` when its name is typed;
    `reread_asked` when the rows of the file are other ones; `kept_asked(name)` when a kept mapping
    is chosen.
    """

    edited = Signal()
    named = Signal()
    reread_asked = Signal()
    kept_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal: TableProposal | None = None
        self.boxes: dict[str, QComboBox] = {}
        """Heading → the box that says what it is."""
        self._fits: dict[str, MarkLabel] = {}
        self._rows = QVBoxLayout()
        self._doubts = QVBoxLayout()
        self._words = MarkLabel(wrap=True)
        self._card = Card(_("What the columns are"))
        self._reading = Card(_("How the file is read"))
        self._build_boxes()
        self._build()

    def show_proposal(
        self, found: TableProposal, kept: Sequence[str], now: str, is_edit: bool
    ) -> None:
        """The columns with what they may be; `is_edit`: boxes that a person uses stay."""
        self.proposal = found
        headings = [one.heading for one in found.columns if one.heading]
        if not (is_edit and headings == list(self.boxes)):
            self._show_lines(found)
        for one in found.columns:
            if one.heading:
                self._fits[one.heading].show_lines(_fit(one))
        told = sum(bool(one.column) for one in found.columns)
        count = _("{told} of {all} are told").format(told=told, all=len(headings))
        self._card.name(_("What the columns are"), count)
        self._show_writing(found)
        self._show_kept(kept, now)
        self._show_doubts(found)

    def mapping(self) -> TableMapping:
        """What the boxes say."""
        told = self.writing()
        found = {ours: heading for heading, box in self.boxes.items() if (ours := chosen(box))}
        return replace(told, columns=found)

    def writing(self) -> TableMapping:
        """The same without columns: how the file is written."""
        found = self.proposal.mapping if self.proposal else TableMapping()
        return TableMapping(
            {},
            int(chosen(self.head) or 0),
            chosen(self.encoding),
            chosen(self.delimiter) if found.delimiter else "",
            chosen(self.decimal),
            chosen(self.order),
            chosen(self.sheet) if self.proposal and self.proposal.sheets else "",
            found.corrections,
        )

    def why_not(self) -> str:
        """What a person still has to say; empty where the table can be read."""
        found = self.proposal
        if found is None:
            return _("the columns are not read")
        if found.doubts:
            doubt = found.doubts[0]
            return _("say what {value} is").format(value=doubt.value)
        if found.missing:
            return _("say which column is {columns}").format(columns=found.missing[0])
        return self._why_not_kept()

    def kept_name(self) -> str:
        """The name to keep the mapping under; empty where it is not to be kept."""
        return self.name.text().strip()

    def _why_not_kept(self) -> str:
        """A name that no mapping can have is refused here, before anything is taken in."""
        if not self.kept_name():
            return ""
        try:
            check_mapping_name(self.kept_name())
        except Invalid as fault:
            return fault.message.rstrip(".")
        return ""

    def _show_lines(self, found: TableProposal) -> None:
        clear(self._rows)
        self.boxes.clear()
        self._fits.clear()
        titles = column_titles()
        for one in found.columns:
            if one.heading:
                self._rows.addLayout(self._line(one, titles))
        self._rows.addStretch(1)

    def _line(self, one: HeadingLook, titles: Mapping[str, str]) -> QVBoxLayout:
        box = choice_box(
            _("What {column} is").format(column=one.heading),
            [("", _("left out")), *_choices(titles, one.column)],
        )
        choose(box, one.column)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setToolTip(one.why)
        box.currentIndexChanged.connect(lambda _index: self.edited.emit())
        self.boxes[one.heading] = box
        name = MarkLabel((Text(one.heading, bold=True),)).elastic()
        samples = " · ".join(one.samples)
        begins = MarkLabel((Text(samples or _("empty"), "text2", mono=bool(samples)),)).elastic()
        self._fits[one.heading] = fits = MarkLabel().elastic()
        return column(shared(name, box, begins, fits, shares=SHARES))

    def _show_writing(self, found: TableProposal) -> None:
        mapping = found.mapping
        is_text = bool(mapping.delimiter)
        for box, value in (
            (self.encoding, mapping.encoding),
            (self.delimiter, mapping.delimiter),
            (self.head, str(mapping.header_row)),
            (self.decimal, mapping.decimal),
            (self.order, mapping.date_order),
        ):
            with QSignalBlocker(box):
                choose(box, value)
        self.encoding.setEnabled(is_text)
        self.delimiter.setEnabled(is_text)
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            for name in found.sheets:
                self.sheet.addItem(name, name)
            choose(self.sheet, mapping.sheet)
        self.sheet.setEnabled(len(found.sheets) > 1)
        words = ", ".join(found.words)
        line: Line = (Text(_("read so:"), "text2"), Gap(6), Text(words, bold=True))
        self._words.show_lines(line if words else ())

    def _show_kept(self, names: Sequence[str], now: str) -> None:
        with QSignalBlocker(self.kept):
            self.kept.clear()
            self.kept.addItem(_("proposed for this file"), "")
            for name in names:
                self.kept.addItem(name, name)
            choose(self.kept, now)

    def _show_doubts(self, found: TableProposal) -> None:
        clear(self._doubts)
        for doubt in found.doubts:
            self._doubts.addWidget(_banner(_doubt_words(doubt)))
        for columns in found.missing:
            said = _("No column is {columns}; one is needed.").format(columns=columns)
            self._doubts.addWidget(_banner(said))

    def _build_boxes(self) -> None:
        self.kept = choice_box(_("Mapping of the sender"), [("", _("proposed for this file"))])
        self.sheet = choice_box(_("Sheet"), [])
        self.encoding = choice_box(_("Encoding"), [(one, one) for one in ENCODINGS])
        self.delimiter = choice_box(
            _("Columns end at"), [(one, _delimiter_words(one)) for one in DELIMITERS]
        )
        rows = [(str(number), str(number)) for number in range(1, DEEPEST_HEAD + 1)]
        self.head = choice_box(_("Heads in row"), [*rows, (str(NO_HEAD), _("none"))])
        self.decimal = choice_box(
            _("Decimals"), [(",", _("comma, 1.204,5")), (".", _("point, 1,204.5"))], empty=True
        )
        self.order = choice_box(
            _("Order of days"),
            [("dmy", _("day first, 31.12.")), ("mdy", _("month first, 12/31/"))],
            empty=True,
        )
        self.name = text_field(_("customs_agency_baltyk"), name=_("Keep the mapping as"))

    def _build(self) -> None:
        boxes = (self.kept, self.sheet, self.encoding, self.delimiter, self.head)
        for box in (*boxes, self.decimal, self.order, self.name):
            # As wide as the side is, in any language and size of text.
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        holder = QWidget()
        holder.setLayout(column(self._rows, margins=(12, 8, 12, 8)))
        self._rows.setSpacing(fonts.px(5))
        area = scrolled(holder)
        holder.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self._card.add(_titles(), area)
        note = _("Kept under a name, it is there for the sender's next file.")
        fields = column(
            field_row(_("Sender"), self.kept, width=_NAMES),
            field_row(_("Sheet"), self.sheet, width=_NAMES),
            field_row(_("Encoding"), self.encoding, width=_NAMES),
            self._words,
            field_row(_("Columns end at"), self.delimiter, width=_NAMES),
            field_row(_("Heads in row"), self.head, width=_NAMES),
            field_row(_("Decimals"), self.decimal, width=_NAMES),
            field_row(_("Days"), self.order, width=_NAMES),
            field_row(_("Keep it as"), self.name, width=_NAMES),
            MarkLabel((Text(note, "muted", Size.SMALL),), wrap=True),
            gap=8,
            margins=(12, 10, 12, 10),
        )
        self._reading.add(fields)
        side = QWidget()
        side.setLayout(column(self._reading, 8, self._doubts, 0))
        beside = scrolled(side)
        beside.setFixedWidth(min(fonts.px(SIDE), WIDEST_SIDE))
        layout = across(self._card, beside, gap=12, margins=(12, 10, 12, 10))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.kept.currentIndexChanged.connect(lambda _i: self.kept_asked.emit(chosen(self.kept)))
        self.name.textChanged.connect(lambda _text: self.named.emit())
        for box in (self.decimal, self.order):
            box.currentIndexChanged.connect(lambda _i: self.edited.emit())
        for box in (self.encoding, self.delimiter, self.head, self.sheet):
            box.currentIndexChanged.connect(lambda _i: self.reread_asked.emit())


def shared(*parts: QWidget, shares: Sequence[int]) -> QHBoxLayout:
    """A line whose parts share the width; a share of 0 is as wide as the part itself."""
    layout = across(*parts, gap=10)
    for place, share in enumerate(shares):
        layout.setStretch(place, share)
    return layout


def heads_of(*names: str) -> tuple[MarkLabel, ...]:
    """The small heads over such lines."""
    return tuple(MarkLabel((Text(name, "muted", Size.SMALL),)).elastic() for name in names)


def _titles() -> QWidget:
    made = QWidget()
    heads = heads_of(_("Column in the file"), _("Becomes"), _("First values"), _("Readable"))
    made.setLayout(column(shared(*heads, shares=SHARES), margins=(12, 6, 22, 0)))
    return made


def _choices(titles: Mapping[str, str], now: str) -> list[tuple[str, str]]:
    """Our columns; where the file has several goods items beside each other, one for each."""
    found = list(titles.items())
    plain, sign, _number = now.partition("#")
    if sign and is_of_item(plain):
        numbered = _("{column}, item {number} of the row")
        found += [
            (f"{name}#{number}", numbered.format(column=words, number=number))
            for number in range(1, _MOST_ITEMS + 1)
            for name, words in titles.items()
            if is_of_item(name)
        ]
    return found


def _fit(one: HeadingLook) -> Line:
    if not one.column:
        return (Text(_("not read"), "muted"),)
    if one.fits == one.filled:
        said = _("{fits} of {filled}").format(fits=figure(one.fits), filled=figure(one.filled))
        return (Glyph("tick", 12, "ok"), Gap(6), Text(said, "ok"))
    said = _("{bad} to mend, of {filled}").format(
        bad=figure(one.filled - one.fits), filled=figure(one.filled)
    )
    return (Glyph("warning", 12, "med"), Gap(6), Text(said, "med"))


def _doubt_words(doubt: ReadingDoubt) -> str:
    readings = list(doubt.readings.values())
    if doubt.option == "date_order":
        readings = [shown_date(date.fromisoformat(one[:10])) for one in readings]
        return _(
            "{heading}: {value} is {first} or {second}. No value of the column says which: "
            "choose the order of days."
        ).format(heading=doubt.heading, value=doubt.value, first=readings[0], second=readings[1])
    return _(
        "{heading}: {value} is {first} or {second}. No value of the table says which: choose the "
        "decimal sign."
    ).format(heading=doubt.heading, value=doubt.value, first=readings[0], second=readings[1])


def _banner(said: str) -> Banner:
    return Banner(Glyph("warning", 14, "med"), Gap(8), Text(said), wrap=True)


def _delimiter_words(sign: str) -> str:
    words = {",": _("comma"), ";": _("semicolon"), "\t": _("tabulator"), "|": _("vertical bar")}
    return words[sign]
