"""The queue of the sift as a list: rows under the reason they stand for, and what is marked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from landwaiter.domain.trade.sift_marks import MARK_WORDS, SiftMark
from landwaiter.domain.trade.sift_reasons import REASON_WORDS, SiftReason
from landwaiter.i18n import N_, _, figure, joined, plural
from landwaiter.services.base.page import Page
from landwaiter.services.base.wording import shown_country
from landwaiter.services.trade.sift_desk import SiftRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineBox, InlineCell, Line, Text
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import NOWHERE, CellIndex, Fetch, Order, PagedModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink

ROW, HEADING = 40, 26


@dataclass(frozen=True, slots=True)
class SiftHeading:
    """Stands over the rows of a reason."""

    reason: SiftReason


ListedRow = SiftRow | SiftHeading
_GLYPHS: Mapping[SiftMark, tuple[str, Ink, Ink]] = {
    SiftMark.OPEN: ("plus", "accent", "accent"),
    SiftMark.ASIDE: ("cross", "text2", "line2"),
    SiftMark.LATER: ("clock", "text2", "line2"),
}


def euros(cents: int | None) -> str:
    """Whole euros; a dash where a line states none."""
    return "–" if cents is None else figure(round(cents / 100))


def mark_line(said: SiftMark | None) -> Line:
    """A mark with its word."""
    if said is None:
        return (Text("–", "muted"),)
    glyph, ink, edge = _GLYPHS[said]
    words = Text(_(MARK_WORDS[said]), ink, whole=True)
    return (InlineBox((Glyph(glyph, 9, ink), words), "base", edge),)


def _every_mark() -> tuple[InlineCell, ...]:
    return tuple(InlineCell((mark_line(one),)) for one in SiftMark)


class SiftModel(PagedModel[ListedRow]):
    """Pages of the queue; marks are those of the person and change without a read."""

    def __init__(self, fetch: Fetch[ListedRow], jobs: Jobs, *, bar: LoadingBar) -> None:
        self.marks: Mapping[int, SiftMark] = {}
        self.counts: Mapping[SiftReason, int] = {}
        super().__init__(self._columns(), fetch, jobs, order=Order("reason"), key=key_of, bar=bar)

    def show_marks(self, marks: Mapping[int, SiftMark]) -> None:
        """What is marked now."""
        if marks != self.marks:
            self.marks = dict(marks)
            self._draw_anew()

    def show_counts(self, counts: Mapping[SiftReason, int]) -> None:
        """How much waits for each reason."""
        if counts != self.counts:
            self.counts = dict(counts)
            self._draw_anew()

    def flags(self, index: CellIndex) -> Qt.ItemFlag:
        if isinstance(self.row(index.row()), SiftHeading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def sentence(self, row: ListedRow) -> str:
        """A declaration as it is heard: its number, what, why, to where, and its mark."""
        if isinstance(row, SiftHeading):
            return self._heading(row).words
        said = self.marks.get(row.id)
        parts = (
            row.number,
            row.exporter,
            row.goods,
            joined(": ", (_(REASON_WORDS[row.group]), row.why)),
            _others(row),
            _("restricted") if row.restricted else "",
            shown_country(row.destination),
            f"EUR {euros(row.value)}" if row.value is not None else "",
            _("marked: {mark}").format(mark=_(MARK_WORDS[said])) if said else _("not marked"),
        )
        return joined(", ", tuple(filter(None, parts)))

    def _draw_anew(self) -> None:
        self._cells.clear()
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _heading(self, row: SiftHeading) -> InlineCell:
        count = self.counts.get(row.reason)
        title = Text(_(REASON_WORDS[row.reason]), "text2", bold=True, whole=True)
        more = (Gap(6), Text(figure(count), "muted", whole=True)) if count is not None else ()
        return InlineCell(((title, *more),))

    def _columns(self) -> tuple[TableColumn[ListedRow], ...]:
        under = self._under
        return (
            TableColumn(
                N_("Declaration, exporter"), under(_number, first=True), width=188, fixed=True
            ),
            TableColumn(N_("What, why it is here"), under(_what), least=180),
            TableColumn(N_("Others"), under(_more), width=64, right=True),
            TableColumn(N_("To"), under(_to), width=40),
            TableColumn(N_("EUR"), under(_value), width=84, right=True),
            TableColumn(N_("Mark"), under(self._mark), width=104, widest=_every_mark),
        )

    def _under(
        self, cell: Callable[[SiftRow], InlineCell], *, first: bool = False
    ) -> Callable[[ListedRow], InlineCell]:
        """The cell of rows that may be headings, which the first column shows."""
        heading = self._heading if first else _nothing
        return lambda row: heading(row) if isinstance(row, SiftHeading) else cell(row)

    def _mark(self, row: SiftRow) -> InlineCell:
        return InlineCell((mark_line(self.marks.get(row.id)),))


def _nothing(_row: SiftHeading) -> InlineCell:
    return InlineCell()


def _number(row: SiftRow) -> InlineCell:
    return InlineCell(
        ((Text(row.number, mono=True),), (Text(row.exporter or "–", "text2", Size.SMALL),))
    )


def _what(row: SiftRow) -> InlineCell:
    goods = Text(row.goods or _("no description"), "text" if row.goods else "muted")
    why = Text(row.why, "text2", Size.SMALL, bold=True)
    said = (Text(_("restricted"), "med", Size.SMALL, bold=True, whole=True), Gap(6))
    restricted = (Glyph("lock", 10, "med"), Gap(4), *said) if row.restricted else ()
    return InlineCell(((goods,), (*restricted, why)))


def _others(row: SiftRow) -> str:
    return plural(row.others, "{n} more", "{n} more") if row.others else ""


def _more(row: SiftRow) -> InlineCell:
    return InlineCell(((Text(_others(row) or _("none"), "text2", whole=True),),), right=True)


def _to(row: SiftRow) -> InlineCell:
    return InlineCell(((Text(row.destination or "–", whole=True),),))


def _value(row: SiftRow) -> InlineCell:
    return InlineCell(((Text(euros(row.value), whole=True),),), right=True)


def key_of(row: ListedRow) -> int | str:
    return row.id if isinstance(row, SiftRow) else row.reason.value


def under_headings(page: Page[SiftRow], before: SiftReason | None) -> Page[ListedRow]:
    """The page with a heading wherever another reason begins; `before` stood last above it."""
    return Page(tuple(_with_headings(page.rows, before)), page.after)


def _with_headings(rows: Sequence[SiftRow], before: SiftReason | None) -> Iterator[ListedRow]:
    for row in rows:
        if row.group is not before:
            before = row.group
            yield SiftHeading(row.group)
        yield row


class SiftList(ListView):
    """Steps go from declaration to declaration, over the headings."""

    def __init__(self, model: SiftModel) -> None:
        self.sift_model = model
        super().__init__(model, row_height=ROW)
        self.setAccessibleName(_("Declarations that wait"))
        model.modelReset.connect(lambda: self._span(0))
        model.rowsInserted.connect(lambda _parent, first, _last: self._span(first))

    def step(self, by: int) -> None:
        number = self.currentIndex().row() + by
        while isinstance(self.sift_model.row(number), SiftHeading):
            number += by
        if number >= self.sift_model.rowCount(NOWHERE) and self.sift_model.canFetchMore(NOWHERE):
            self.sift_model.fetchMore(NOWHERE)
        elif self.sift_model.row(number) is not None:
            self.selectRow(number)

    def current(self) -> SiftRow | None:
        row = self.current_row()
        return row if isinstance(row, SiftRow) else None

    def _select_first(self) -> None:
        if self.sift_model.rowCount(NOWHERE) > 1:
            self.selectRow(1)

    def _span(self, first: int) -> None:
        if not first:
            self.clearSpans()
        for number in range(first, self.sift_model.rowCount(NOWHERE)):
            if isinstance(self.sift_model.row(number), SiftHeading):
                self.setSpan(number, 0, 1, self.sift_model.columnCount(NOWHERE))
                self.setRowHeight(number, fonts.px(HEADING))
