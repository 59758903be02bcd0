"""The pages of a letter: A4, address where the office's state has it, the same bytes each time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from math import fsum
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, NextPageTemplate, Spacer

from landwaiter import __version__
from landwaiter.domain.letters.letter_paragraphs import LetterParagraph, LetterRun, ParagraphForm
from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.paper.archive import DocumentFacts, packed
from landwaiter.reports.paper.grid import Grid, GridKind, GridLook, GridSource
from landwaiter.reports.paper.letter_sheet import LetterSheet, SheetLayout, SheetTable
from landwaiter.reports.paper.marks import MarkCanvas, SignaturePlace
from landwaiter.reports.paper.paper import HAIRLINE, INK, MUTED
from landwaiter.reports.paper.paper_file import PageFrame, PaperPages, draw_pages
from landwaiter.reports.paper.typesetting.fonts import Faces, load_faces
from landwaiter.reports.paper.typesetting.style import Style
from landwaiter.reports.paper.typesetting.typeset import (
    natural_width,
    paragraph,
    typeset,
    word_width,
)

_WIDE, _HIGH = A4
_LEFT: Final = 25 * mm
_WIDTH: Final = _WIDE - _LEFT - 20 * mm
_FOOT: Final = 24 * mm
_BODY: Final = 99 * mm
"""From the top edge to the text of the first page, at the least: below the window."""
_NEXT: Final = 24 * mm
_GAP: Final = 7.0
_WINDOW: Final = (20 * mm, 45 * mm, 85 * mm, 45 * mm)
"""Left, top, width and height of the window of DIN 5008 form B."""
_RETURN_ZONE: Final = 5 * mm
_RIGHT: Final = 125 * mm
_Spot = tuple[float, float, float]
"""Left, top counted from the upper edge, and width."""
_HeadText = tuple[str, Style, _Spot]
"""What stands at a fixed place of the first page, unless something before it is longer."""
_ABOVE_BODY: Final = 6 * mm
_FOLDS: Final = (105 * mm, 210 * mm)
_INDENT: Final = 8 * mm


def letter_pdf(sheet: LetterSheet, *, seal: SignaturePlace | None = None) -> bytes:
    """The pages; deterministic. With the field of a seal where one is to be signed."""
    facts = DocumentFacts(
        title=visible(sheet.title),
        author=visible(sheet.office),
        subject=visible(sheet.reference),
        language=sheet.language,
        made_at=sheet.made_at,
        tool=f"Landwaiter {__version__}",
    )
    pages = _LetterPages(sheet).drawn()
    if seal is not None:
        pages.marks.root.add("Form", alt=seal.label).kids.append(seal)
    with pages.archived(facts).pdf as pdf:
        return packed(pdf)


class _Indented(Flowable):
    """Text that begins further in; reportlab's own indent breaks it by the width of the page."""

    def __init__(self, text: Flowable) -> None:
        super().__init__()
        self._text = text

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        wide, self.height = self._text.wrap(aW - _INDENT, aH)
        self.width = wide + _INDENT
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (reportlab's names)
        return [_Indented(part) for part in self._text.split(aW - _INDENT, aH)]

    def draw(self) -> None:
        self._text.drawOn(self.canv, _INDENT, 0)


class _LetterPages:
    def __init__(self, sheet: LetterSheet) -> None:
        self._sheet = sheet
        self._faces: Faces = load_faces()
        self._body = Style(self._faces.regular, 10, 13.5, INK)
        self._strong = Style(self._faces.bold, 10, 13.5, INK)
        self._subject = Style(self._faces.bold, 11, 14.5, INK)
        self._small = Style(self._faces.regular, 7.5, 9.5, MUTED)
        self._cell = Style(self._faces.regular, 8.8, 11.5, INK)
        self._head = Style(self._faces.bold, 8.8, 11.5, INK)
        self._first = tuple(_PLACES[sheet.layout](self))

    def drawn(self) -> PaperPages:
        return draw_pages(
            self._story(),
            self._frame("first", self._begin(), self._draw_first),
            self._frame("next", _NEXT, self._draw_next),
            furniture=self,
        )

    def _begin(self) -> float:
        """From the top edge to the text of the first page."""
        return max(_BODY, *(_lower(one) + _ABOVE_BODY for one in self._first))

    def _frame(self, name: str, top: float, draw: Callable[[MarkCanvas], None]) -> PageFrame:
        return PageFrame(name, _LEFT, _FOOT, _WIDTH, _HIGH - top - _FOOT, draw)

    # What stands at a fixed place.

    def _draw_first(self, canvas: MarkCanvas) -> None:
        self._draw_banner(canvas)
        for text, style, at in self._first:
            self._put(canvas, text, style, at)
        if self._sheet.layout is SheetLayout.WINDOW:
            with canvas.marked(None):
                canvas.setStrokeColor(HexColor("#9aa3ad"))
                canvas.setLineWidth(0.5)
                for fold in _FOLDS:
                    canvas.line(4 * mm, _HIGH - fold, 8 * mm, _HIGH - fold)

    def _draw_next(self, canvas: MarkCanvas) -> None:
        """What was read on the first page already."""
        said = f"{self._sheet.office} · {self._sheet.reference}"
        with canvas.marked(None):
            self._put(canvas, said, self._small, (_LEFT, 14 * mm, _WIDTH))
            self._draw_banner(canvas)

    def _draw_banner(self, canvas: MarkCanvas) -> None:
        self._put(canvas, self._sheet.banner, self._strong, (_LEFT, 7 * mm, _WIDTH))

    def draw(self, canvas: MarkCanvas, page: int, pages: int) -> None:
        """The number of the page."""
        number = self._sheet.page.format(page=page, pages=pages)
        right = replace(self._small, right=True)
        self._put(canvas, number, right, (_LEFT, _HIGH - 16 * mm, _WIDTH))

    def _put(self, canvas: MarkCanvas, text: str, style: Style, at: _Spot) -> None:
        """Draws text at a spot."""
        left, top, width = at
        if text:
            made = typeset(text, style, width)
            height = made.wrap(width, _HIGH)[1]
            made.drawOn(canvas, left, _HIGH - top - height)

    def _window(self) -> Iterator[_HeadText]:
        sheet = self._sheet
        left, top, width, _height = _WINDOW
        left, width = left + 5 * mm, width - 5 * mm
        sender = ", ".join(part.strip() for part in sheet.sender.splitlines() if part.strip())
        name = sheet.office, self._subject, (left, 20 * mm, _WIDTH)
        yield name
        # It stands on the lower edge of its zone; what is longer than that grows to above first.
        high = _lower((sender, self._small, (left, 0.0, width)))
        from_above = max(_lower(name) + 2, min(top, top + _RETURN_ZONE - high))
        line = sender, self._small, (left, from_above, width)
        yield line
        yield from self._address(left, max(top + _RETURN_ZONE + 5 * mm, _lower(line) + 2), width)
        yield from self._referred(max(50 * mm, _lower(name) + 4))

    def _polish(self) -> Iterator[_HeadText]:
        sheet = self._sheet
        name = sheet.office, self._subject, (_LEFT, 20 * mm, 90 * mm)
        yield name
        sender = sheet.sender, self._small, (_LEFT, _lower(name) + 2, 80 * mm)
        yield sender
        yield sheet.dated, replace(self._body, right=True), (_LEFT, 20 * mm, _WIDTH)
        yield sheet.reference, self._body, (_LEFT, max(50 * mm, _lower(sender) + 4), 85 * mm)
        yield from self._address(115 * mm, 58 * mm, 75 * mm)

    def _plain(self) -> Iterator[_HeadText]:
        sheet = self._sheet
        name = sheet.office, self._subject, (_LEFT, 20 * mm, _WIDTH)
        yield name
        sender = sheet.sender, self._small, (_LEFT, _lower(name) + 2, 85 * mm)
        yield sender
        yield from self._address(_LEFT, max(52 * mm, _lower(sender) + 4), 85 * mm)
        yield from self._referred(max(52 * mm, _lower(name) + 4))

    def _referred(self, top: float) -> Iterator[_HeadText]:
        """Reference and day, at the right."""
        width = _WIDE - _RIGHT - 40
        reference = self._sheet.reference, self._body, (_RIGHT, top, width)
        yield reference
        yield self._sheet.dated, self._body, (_RIGHT, _lower(reference) + 3, width)

    def _address(self, left: float, top: float, width: float) -> Iterator[_HeadText]:
        for place, line in enumerate(self._sheet.address):
            said = line, self._body if place else self._strong, (left, top, width)
            yield said
            top = _lower(said)

    # What flows.

    def _story(self) -> Iterator[Flowable]:
        sheet = self._sheet
        yield NextPageTemplate("next")
        for one in sheet.paragraphs:
            if one.form is ParagraphForm.SUBJECT:
                yield from self._paragraph(one)
                yield Spacer(0, _GAP)
                yield typeset(sheet.salutation, self._body, _WIDTH)
        *others, last = (one for one in sheet.paragraphs if one.form is not ParagraphForm.SUBJECT)
        for one in others:
            yield Spacer(0, _GAP)
            yield from self._paragraph(one)
        # Nobody signs a page without words above the signature.
        yield KeepTogether([Spacer(0, _GAP), *self._paragraph(last), *self._end()])

    def _end(self) -> Iterator[Flowable]:
        sheet = self._sheet
        for note in sheet.notes:
            yield Spacer(0, _GAP)
            yield typeset(note, self._small, _WIDTH)
        yield Spacer(0, 2 * _GAP)
        yield typeset(sheet.closing, self._body, _WIDTH)
        yield Spacer(0, 15 * mm)
        yield typeset(sheet.author, self._body, _WIDTH)

    def _paragraph(self, one: LetterParagraph) -> Iterator[Flowable]:
        if one.block is not None:
            yield self._table(self._sheet.tables[one.block.name])
        elif one.form is ParagraphForm.SUBJECT:
            said = "".join(run.text for run in one.runs)
            yield typeset(said, self._subject, _WIDTH, tag="H1")
        elif one.form is ParagraphForm.TEXT:
            yield self._runs(one.runs, _WIDTH)
        else:
            runs = (LetterRun(f"{one.point} "), *one.runs) if one.point else one.runs
            yield _Indented(self._runs(runs, _WIDTH - _INDENT))

    def _runs(self, runs: tuple[LetterRun, ...], width: float) -> Flowable:
        if not any(run.bold for run in runs):
            return typeset("".join(run.text for run in runs), self._body, width)
        said = []
        for is_bold, group in groupby(runs, key=lambda run: run.bold):
            text = "".join(run.text for run in group)
            said.append((text, self._strong if is_bold else self._body))
        return paragraph(*said)

    def _table(self, table: SheetTable) -> Grid:
        widths = self._widths(table)
        look = GridLook(widths, gap=6, pad=2, ink=INK, hairline=HAIRLINE)

        def row(number: int) -> list[Flowable | None]:
            return [
                typeset(cell, self._cell, look.inner(place))
                for place, cell in enumerate(table.rows[number])
            ]

        head = [
            typeset(text, self._head, look.inner(place)) for place, text in enumerate(table.heads)
        ]
        source = GridSource(len(table.rows), row, head, kind=GridKind.TABLE)
        return Grid(source, look, page_height=_HIGH - _NEXT - _FOOT)

    def _widths(self, table: SheetTable) -> tuple[float, ...]:
        """Each column as wide as its longest word; what is left goes to those with long texts."""
        least, wanted = [], []
        for place, head in enumerate(table.heads):
            cells = [row[place] for row in table.rows]
            words = [word_width(head, self._head), *(word_width(one, self._cell) for one in cells)]
            whole = [natural_width(head, self._head)]
            whole += [natural_width(one, self._cell) for one in cells]
            least.append(min(max(words), _WIDTH * 0.3) + 7)
            wanted.append(min(max(whole), _WIDTH * 0.6) + 7)
        spare = _WIDTH - fsum(least)
        more = [most - few for few, most in zip(least, wanted, strict=True)]
        if spare <= 0 or not fsum(more):
            return tuple(_WIDTH * one / fsum(least) for one in least)
        return tuple(few + spare * part / fsum(more) for few, part in zip(least, more, strict=True))


def _lower(said: _HeadText) -> float:
    """Where a text ends, counted from the upper edge."""
    text, style, (_left, top, width) = said
    return top + float(typeset(text, style, width).wrap(width, _HIGH)[1]) if text else top


_PLACES: Final[dict[SheetLayout, Callable[[_LetterPages], Iterator[_HeadText]]]] = {
    SheetLayout.WINDOW: _LetterPages._window,
    SheetLayout.POLISH: _LetterPages._polish,
    SheetLayout.PLAIN: _LetterPages._plain,
}
