"""What a person says of an official file, and what a look at it shows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from landwaiter.domain.law.pack import Trust
from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import _, figure, plural
from landwaiter.message import verbatim
from landwaiter.services.law.official_files import OfficialHead, OfficialPreview, kinds
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.day_field import DayField, date_of
from landwaiter.ui.kit.field_row import choice_box, chosen, field_row
from landwaiter.ui.kit.inline import InlineCell, stated
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import not_stated, word

_WIDTH = 90
_LONG = frozenset({"description", "text", "title", "names", "note", "name", "name_en"})
"""Columns of words, which take the room that is left."""


class OfficialForm(QWidget):
    """`edited` when something that must be said was said or taken back."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = [("", _("as the content says"))]
        self.kind = choice_box(_("Kind"), [*told, *((one.name, one.title) for one in kinds())])
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(18)
        self.edition = text_field(_("as the authority names it"), name=_("Edition"))
        self.valid_from = DayField(_("2026-01-01"), name=_("Valid from"))
        self.valid_to = DayField(_("without end"), name=_("Valid to"))
        self.title = text_field(_("as the kind has it"), name=_("Title"))
        self.source = text_field(_("the publisher’s page"), name=_("Source"))
        self.trust = choice_box(
            _("Trust"),
            [("", _("as the kind has it")), *((one.value, word(one.value)) for one in Trust)],
        )
        self.sheet = text_field(_("the one that fits"), name=_("Sheet"))
        self.mapping = text_field(
            _("ours = theirs; ours = theirs"), name=_("Columns under other names")
        )
        self.rows: RowModel[tuple[str, ...]] | None = None
        self._card = Card(_("First rows"))
        self._card.hide()
        for field in (self.edition, self.valid_from):
            field.textChanged.connect(lambda _text: self.edited.emit())
        self._lay_out()

    def head(self) -> OfficialHead:
        """What is said; Invalid for a date or a mapping that is none."""
        return OfficialHead(
            kind=chosen(self.kind),
            edition=self.edition.text().strip(),
            valid_from=date_of(self.valid_from.text(), _("valid from")),
            valid_to=date_of(self.valid_to.text(), _("valid to")),
            title=self.title.text().strip(),
            source=self.source.text().strip(),
            trust=chosen(self.trust),
            mapping=mapping_of(self.mapping.text()),
            sheet=self.sheet.text().strip(),
        )

    def missing(self) -> str:
        """What must still be said before the file can be taken in."""
        if not self.edition.text().strip():
            return _("name the edition")
        return "" if self.valid_from.text().strip() else _("say from when it is valid")

    def propose_mapping(self, fault: Fault) -> None:
        """Where no header was found, the columns that are needed stand ready to be filled in."""
        is_about_columns = isinstance(fault, Invalid) and fault.value and fault.row is None
        names = (fault.field or "").split(", ")
        if is_about_columns and len(names) > 1 and not self.mapping.text() and not self.isHidden():
            self.mapping.setText("; ".join(f"{name} = " for name in names))
            self.mapping.setFocus()

    def show_rows(self, found: OfficialPreview) -> None:
        """The first rows under their columns; empty columns are left out."""
        self.forget_rows()
        shown = [
            at for at in range(len(found.columns)) if any(row[at].strip() for row in found.first)
        ]
        self.rows = RowModel(
            tuple(_column(found.columns[at], at, is_last=at == shown[-1]) for at in shown)
        )
        self.rows.show_rows(found.first)
        rest = found.rows - len(found.first)
        more = plural(rest, "and {n} more", "and {n} more") if rest > 0 else ""
        self._card.name(_("First rows"), more)
        self._card.add(ListView(self.rows))
        self._card.show()

    def forget_rows(self) -> None:
        self.rows = None
        self._card.empty()
        self._card.hide()

    def _lay_out(self) -> None:
        left = column(
            field_row(_("Kind"), self.kind, width=_WIDTH),
            field_row(_("Edition"), self.edition, width=_WIDTH),
            field_row(_("Valid from"), self.valid_from, width=_WIDTH),
            field_row(_("Valid to"), self.valid_to, width=_WIDTH),
            gap=8,
        )
        right = column(
            field_row(_("Title"), self.title, width=_WIDTH),
            field_row(_("Source"), self.source, width=_WIDTH),
            field_row(_("Trust"), self.trust, width=_WIDTH),
            field_row(_("Sheet"), self.sheet, width=_WIDTH),
            gap=8,
        )
        fields = across(left, right, gap=16)
        for place in (0, 1):
            fields.setStretch(place, 1)
        self._card.setMinimumHeight(fonts.px(190))
        mapped = field_row(_("Columns"), self.mapping, width=_WIDTH)
        self.setLayout(column(fields, mapped, self._card, gap=8))


def mapping_of(text: str) -> dict[str, str]:
    """`cn = Zolltarif; code = Position` as our column → theirs; Invalid for another form."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        ours, equals, theirs = (side.strip() for side in part.partition("="))
        if not (ours and equals and theirs):
            raise Invalid(
                _("This does not say which column is which."),
                field=_("columns"),
                value=part,
                remedy=_("Write our name, an equals sign and the name in the file."),
            )
        found[ours] = theirs
    return found


def preview_sentence(found: OfficialPreview) -> str:
    """What taking the file in would come to."""
    rows = plural(found.rows, "{n} row", "{n} rows")
    read = _("{title} ({pack}, trust {trust}): {rows} from {read} in the file.").format(
        title=found.title,
        pack=found.pack,
        trust=word(found.trust),
        rows=rows,
        read=figure(found.read),
    )
    if not found.against:
        change = _("No edition is in force on that day: all of them are new.")
    else:
        change = _(
            "Against edition {edition}: {added} added, {removed} removed, {renumbered} "
            "renumbered, {changed} changed, {unchanged} as they are."
        ).format(
            edition=found.against,
            added=figure(found.added),
            removed=figure(found.removed),
            renumbered=figure(found.renumbered),
            changed=figure(found.changed),
            unchanged=figure(found.unchanged),
        )
    return " ".join((read, change, *found.warnings))


def _column(name: str, at: int, *, is_last: bool) -> TableColumn[tuple[str, ...]]:
    def cell(row: tuple[str, ...]) -> InlineCell:
        return InlineCell(((stated(row[at], not_stated()),),))

    return TableColumn(verbatim(name), cell, width=0 if name in _LONG or is_last else 96)
