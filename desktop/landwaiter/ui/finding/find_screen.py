"""Find in texts: words and what narrows them, the texts found with their place, own searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.finding.place import KIND_WORDS, TextKind
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.base.page import Page
from landwaiter.services.finding.find import FindQuery, Gaps, TextMatch, gap_sentences
from landwaiter.services.finding.saved_searches import SavedSearch
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, panel, ruled, scrolled
from landwaiter.ui.kit.filter_chips import FilterChip
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, InlineCell, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import PageModel, RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable, ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import day
from landwaiter.ui.kit.wrapping import WrappedParts

_SIDE = 260
_DAYS = {"7": N_("the last 7 days"), "30": N_("the last 30 days"), "365": N_("the last 365 days")}
MOST_TOLD = 20
"""Pieces that are not read, told one by one."""


def _found(row: TextMatch) -> InlineCell:
    """Reference and place, who wrote it when; below, the words around the first match."""
    place: Line = (
        Text(row.reference, bold=True, mono=True, whole=True),
        Gap(8),
        Text(row.place, "accent", whole=True),
        Gap(8),
        *((Text(row.evidence_name), Gap(8)) if row.evidence_name else ()),
        Text(day(date.fromisoformat(row.at[:10])), "text2", whole=True),
        Gap(8),
        Text(row.author, "muted"),
    )
    words = tuple(
        Text(part, "text", bold=True, underlined=True, whole=True)
        if is_match
        else Text(part, "text2")
        for part, is_match in row.snippet.parts
    )
    return InlineCell((place, words))


FOUND_COLUMNS: tuple[TableColumn[TextMatch], ...] = (TableColumn(N_("Found"), _found, fixed=True),)
SAVED_COLUMNS: tuple[TableColumn[SavedSearch], ...] = (
    TableColumn(
        N_("Own searches"),
        lambda row: InlineCell(((Text(row.name),), (Text(_said(row.query), "muted", Size.SMALL),))),
        fixed=True,
    ),
)


def _said(query: FindQuery) -> str:
    kinds = ", ".join(_(KIND_WORDS[kind]) for kind in query.kinds)
    days = [one.isoformat() if one else "" for one in (query.first, query.last)]
    span = "–".join(days) if any(days) else ""
    return ", ".join(filter(None, (query.words, kinds, query.reference, query.tag, span)))


@dataclass(frozen=True, slots=True)
class FindAnswer:
    """What came of a search."""

    query: FindQuery
    page: Page[TextMatch]
    gaps: Gaps


class FindScreen(QWidget):
    """`asked(FindQuery)`, `more_asked(after)`, `opened(TextMatch)`, `read_asked`,
    `save_asked(FindQuery)`, `remove_asked(name)`."""

    asked = Signal(object)
    more_asked = Signal(str)
    opened = Signal(object)
    read_asked = Signal()
    save_asked = Signal(object)
    remove_asked = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.query: FindQuery | None = None
        """What the rows answer; None before the first search."""
        self._days: tuple[date | None, date | None] = (None, None)
        """Of a saved search; a choice of days takes their place."""
        self.model: PageModel[TextMatch] = PageModel(
            FOUND_COLUMNS, key=lambda row: (row.kind, row.source, row.part_name, row.line)
        )
        self.list = ListView(self.model, row_height=46)
        self.saved_model: RowModel[SavedSearch] = RowModel(SAVED_COLUMNS, key=lambda row: row.name)
        self.saved = CardTable(self.saved_model, row_height=42, selectable=True)
        for table, name in ((self.list, _("Found")), (self.saved, _("Own searches"))):
            table.head.hide()
            table.setAccessibleName(name)
        self._build()
        self._connect()

    def begin(self) -> None:
        """The cursor in the field of words, what stands there chosen."""
        self.words.setFocus()
        self.words.selectAll()

    def show_tags(self, names: Sequence[str]) -> None:
        """Tags that a search can be narrowed by."""
        self.tag.offer(tuple((name, name) for name in names))

    def show_saved(self, searches: Sequence[SavedSearch]) -> None:
        self.saved_model.show_rows(tuple(searches))
        self.saved.setVisible(bool(searches))
        self._none_saved.setVisible(not searches)
        self.forget.setVisible(bool(searches))

    def show_answer(self, answer: FindAnswer) -> None:
        """The first page of what was asked last, and what was not searched."""
        self.query = answer.query
        self.list.show_page(self.model, answer.page)
        total = answer.page.total or 0
        said = (
            plural(total, "{n} text found.", "{n} texts found.")
            if total
            else _("Nothing is found.")
        )
        self._told.show_lines((Text(said, bold=True, size=Size.BODY),))
        self.show_gaps(answer.gaps)
        if answer.page.rows and self.words.hasFocus():
            self.list.setFocus()

    def show_gaps(self, gaps: Gaps) -> None:
        """What a search does not look at."""
        self.read.setVisible(bool(gaps.unread))
        sentences = gap_sentences(gaps)
        shown = sentences[:MOST_TOLD]
        if len(sentences) > MOST_TOLD:
            left = len(sentences) - MOST_TOLD
            shown = (*shown, _("and {count} more.").format(count=figure(left)))
        self._gaps.empty()
        self._gaps.setVisible(bool(shown))
        for sentence in shown:
            label = MarkLabel((Text(sentence, "text2"),), wrap=True)
            self._gaps.add(ruled(across(label, margins=(12, 5, 12, 5))))

    @property
    def wanted(self) -> FindQuery:
        """What is typed and chosen."""
        kind = self.kind.value
        first, last = self._days
        if self.days.value:
            first, last = self._today - timedelta(days=int(self.days.value)), None
        return FindQuery(
            words=self.words.text().strip(),
            kinds=(TextKind(kind),) if kind else (),
            reference=self.case.text().strip(),
            first=first,
            last=last,
            tag=self.tag.value,
        )

    def _build(self) -> None:
        example = _('words, "words in a row", the beginning of a word*')
        self.words = text_field(example, name=_("Words"), searches=True)
        self.go = ActButton(_("Find"), icon="search", kind=ButtonKind.PRIMARY)
        self.save = ActButton(_("Save the search…"), keys="S")
        self.kind = FilterChip(
            _("In"), tuple((kind.value, _(said)) for kind, said in KIND_WORDS.items())
        )
        self.days = FilterChip(_("Written"), tuple((days, _(said)) for days, said in _DAYS.items()))
        self.tag = FilterChip(_("Tag"), ())
        self.case = text_field(_("only on the case…"), name=_("Case"), searches=True)
        head = panel("head")
        chips = WrappedParts()
        chips.show_parts((self.kind, self.days, self.tag, self.case))
        head.setLayout(
            column(
                across(self.words, self.go, self.save, gap=8),
                chips,
                gap=6,
                margins=(16, 9, 16, 9),
            )
        )
        self._told = MarkLabel(
            (Text(_("Every word must stand in the same note, page or part."), "text2"),)
        ).elastic()
        self.read = ActButton(_("Read what is not read yet"), icon="evidence", keys="R", small=True)
        self.read.hide()
        told = panel("alt")
        told.setLayout(across(self._told, self.read, margins=(16, 6, 16, 6)))
        self._gaps = Card(_("Not searched"))
        self._gaps.hide()
        self.forget = ActButton(_("Remove the search"), small=True)
        self._none_saved = MarkLabel((Text(_("No search is saved yet."), "muted"),), wrap=True)
        own = Card(_("Own searches"))
        own.add(self.saved, column(self._none_saved, margins=(12, 8, 12, 8)))
        own.add(across(self.forget, 0, margins=(12, 6, 12, 8)))
        side = QWidget()
        side.setLayout(column(own, self._gaps, 0, gap=10, margins=(0, 10, 12, 10)))
        area = scrolled(side)
        area.setFixedWidth(fonts.px(_SIDE))
        page = panel("page")
        page.setLayout(across(self.list, area, gap=10))
        self.setLayout(column(head, told, page))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
        self.show_saved(())

    def _connect(self) -> None:
        for field in (self.words, self.case):
            field.returnPressed.connect(self._ask)
        self.go.clicked.connect(self._ask)
        for chip in (self.kind, self.days, self.tag):
            chip.chosen.connect(self._narrow)
        self.list.opened.connect(self.opened)
        self.model.more_asked.connect(self.more_asked)
        self.saved.opened.connect(self._take)
        self.save.clicked.connect(self._save)
        self.forget.clicked.connect(self._forget)
        self.read.clicked.connect(self.read_asked)
        self.setFocusProxy(self.words)
        keys.bind(
            "finding",
            self,
            {
                "words": self.begin,
                "save": self._save,
                "saved": self.saved.setFocus,
                "read": self.read_asked.emit,
            },
        )

    def _ask(self) -> None:
        if self.words.text().strip():
            self.asked.emit(self.wanted)

    def _narrow(self, _value: str) -> None:
        """What is found already is narrowed at once; a choice of days ends those of a search."""
        self._days = (None, None)
        if self.query is not None:
            self._ask()

    def _take(self, search: SavedSearch) -> None:
        """A saved search, as it was saved."""
        query = search.query
        self.words.setText(query.words)
        self.case.setText(query.reference)
        for chip, value in (
            (self.kind, query.kinds[0].value if len(query.kinds) == 1 else ""),
            (self.days, ""),
            (self.tag, query.tag),
        ):
            with QSignalBlocker(chip):
                chip.choose(value)
        self._days = (query.first, query.last)
        self.asked.emit(query)

    def _save(self) -> None:
        if self.words.text().strip():
            self.save_asked.emit(self.wanted)

    def _forget(self) -> None:
        row = self.saved.current_row()
        if row is not None:
            self.remove_asked.emit(row.name)
