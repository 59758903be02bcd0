"""The pages of a form: boxes that grow with what is entered, lines to sign on, a code to scan.

A form holds its fields and nothing else. Slips are printed on A4, A5 or a label of 100 × 150 mm.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from landwaiter.domain.reports.case_reports import SheetSize
from landwaiter.reports.dossier.cells import words
from landwaiter.reports.dossier.dossier import Dossier, Table, TableForm
from landwaiter.reports.dossier.sections import redaction_said
from landwaiter.reports.paper.lines import Style
from landwaiter.reports.paper.marks import MarkPiece
from landwaiter.reports.paper.paper import INK, MUTED, ReportPaper
from landwaiter.reports.paper.typeset import natural_width, typeset

SIZES: Final[Mapping[SheetSize, tuple[float, float]]] = {
    SheetSize.A4: A4,
    SheetSize.A5: A5,
    SheetSize.LABEL: (100 * mm, 150 * mm),
}
_SIDES: Final[Mapping[SheetSize, float]] = {
    SheetSize.A4: 36.5,
    SheetSize.A5: 28.0,
    SheetSize.LABEL: 14.0,
}
SCALES: Final = (1.0, 0.94, 0.88, 0.84)
"""How large a form is set that is a page and a little more: the first that is one page."""
FOOT: Final = 34.0
"""Points below the story."""
_PAD: Final = 3.5
_UNITS: Final = 6
"""A line of boxes is so many units wide."""


@dataclass(frozen=True)
class FormPaper:
    """How wide a form is and in which styles it is set."""

    paper: ReportPaper
    size: tuple[float, float]
    side: float
    scale: float = 1.0
    """How large letters and the room to sign are."""
    named: float = 0.0
    """Points that the longest name of a line takes: values stand below each other on a slip."""

    @property
    def width(self) -> float:
        return self.size[0] - 2 * self.side

    @property
    def is_label(self) -> bool:
        return self.size == SIZES[SheetSize.LABEL]

    @property
    def body(self) -> Style:
        size = self.scale * (7.2 if self.is_label else 9.0)
        return Style(self.paper.faces.regular, size, size * 1.25, INK)

    @property
    def strong(self) -> Style:
        return Style(self.paper.faces.bold, self.body.size, self.body.leading, INK)

    @property
    def label(self) -> Style:
        size = self.scale * (5.8 if self.is_label else 6.6)
        return Style(self.paper.faces.regular, size, size * 1.27, MUTED)

    @property
    def head(self) -> Style:
        return Style(self.paper.faces.bold, 9.2 * self.scale, 12.5 * self.scale, INK)

    @property
    def title(self) -> Style:
        size = self.scale * (16.3 if self.width > A5[0] else 10.0 if self.is_label else 12.0)
        return Style(self.paper.faces.bold, size, size * 1.25, INK)

    @property
    def banner(self) -> Style:
        size = self.scale * (17.0 if self.is_label else 26.0)
        return Style(self.paper.faces.bold, size, size * 1.2, INK)

    @property
    def code_side(self) -> float:
        """Points of the code to scan."""
        return min(78.0, self.width * 0.3)

    @property
    def room(self) -> float:
        """Points above a line to sign on."""
        return 30.0 if self.scale == 1.0 else 20.0


def form_paper(paper: ReportPaper, sheet: SheetSize, scale: float = 1.0) -> FormPaper:
    return FormPaper(paper, SIZES[sheet], _SIDES[sheet], scale)


def form_story(dossier: Dossier, form: FormPaper) -> Iterator[Flowable]:
    """What stands on the pages of a form, from above."""
    if dossier.banner:
        yield BannerBox(dossier.banner, form)
        yield Spacer(0, 6)
    yield typeset(f"{dossier.report_type} {dossier.reference}", form.title, form.width, tag="H1")
    if dossier.title:
        yield typeset(dossier.title, form.body, form.width)
    if dossier.redaction:
        yield typeset(redaction_said(dossier.redaction), form.label, form.width)
    yield Spacer(0, 4)
    lines = (one for one in dossier.tables if one.form is TableForm.LINES)
    names = (str(row[0] or "") for one in lines for row in one.rows)
    form = replace(form, named=max((natural_width(one, form.strong) for one in names), default=0.0))
    code = dossier.barcode
    for table in dossier.tables:
        with_code = code if table.form is TableForm.LINES else ""
        yield from _TABLES.get(table.form, _rows)(table, form, with_code)
        code = "" if with_code else code


def _fields(table: Table, form: FormPaper, _code: str) -> Iterator[Flowable]:
    yield from _heading(table, form)
    boxes = [(str(what or ""), words(value, table.columns[1].type, form.paper.zone))
             for what, value in table.rows]  # fmt: skip
    for line in _lines_of_boxes(boxes, form):
        yield BoxLine(line, form)
    yield from _notes(table, form)


def _lines_of_boxes(
    boxes: Sequence[tuple[str, str]], form: FormPaper
) -> Iterator[list[tuple[str, str, float]]]:
    """Boxes side by side as far as they fit; the last of a line takes what is left of it."""
    line: list[tuple[str, str, int]] = []
    for label, text in boxes:
        units = _units(text, form)
        if line and sum(taken for *_rest, taken in line) + units > _UNITS:
            yield _filled(line, form)
            line = []
        line.append((label, text, units))
    if line:
        yield _filled(line, form)


def _filled(line: list[tuple[str, str, int]], form: FormPaper) -> list[tuple[str, str, float]]:
    unit = form.width / sum(units for *_rest, units in line)
    return [(label, text, units * unit) for label, text, units in line]


def _units(text: str, form: FormPaper) -> int:
    """A third of the line for what fits there, half of it, or all."""
    natural = natural_width(text, form.body) if text.strip() else 0.0
    if "\n" in text:
        return _UNITS
    for units in (2, 3):
        if natural <= form.width * units / _UNITS - 2 * _PAD:
            return units
    return _UNITS


def _lines(table: Table, form: FormPaper, code: str) -> Iterator[Flowable]:
    """Lines of a slip, the code beside them."""
    lines = [(str(what or ""), words(value, table.columns[1].type, form.paper.zone))
             for what, value in table.rows]  # fmt: skip
    yield SlipLines(lines, form, code)
    yield from _notes(table, form)


def _signatures(table: Table, form: FormPaper, _code: str) -> Iterator[Flowable]:
    yield from _heading(table, form)
    who = [words(row[0], table.columns[0].type, form.paper.zone) for row in table.rows]
    per_line = 3 if len(who) == 3 else 2
    for start in range(0, len(who), per_line):
        yield SignatureLine(who[start : start + per_line], per_line, form)
    yield from _notes(table, form)


def _rows(table: Table, form: FormPaper, _code: str) -> Iterator[Flowable]:
    yield from form.paper.table(table)


def _heading(table: Table, form: FormPaper) -> Iterator[Flowable]:
    yield Spacer(0, 5)
    if table.title:
        yield typeset(table.title, form.head, form.width, tag="H2")
    if table.subtitle:
        yield typeset(table.subtitle, form.body, form.width)


def _notes(table: Table, form: FormPaper) -> Iterator[Flowable]:
    for note in table.notes:
        yield Spacer(0, 2)
        yield typeset(note, form.body, form.width)


_TABLES: Mapping[TableForm, Callable[[Table, FormPaper, str], Iterator[Flowable]]] = {
    TableForm.FIELDS: _fields,
    TableForm.LINES: _lines,
    TableForm.SIGNATURES: _signatures,
}


class _Placed(MarkPiece):
    """Flowables at places of their own, and what is drawn around them, which says nothing."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self.width = width
        self.height = 0.0
        self._parts: list[tuple[Flowable, float, float]] = []
        """Each with its left edge and its distance from above."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aW, aH
        return self.width, self.height

    def _place(self, part: Flowable, x: float, top: float, width: float) -> float:
        """The height of what was placed."""
        height = part.wrap(width, A4[1])[1]
        self._parts.append((part, x, top + height))
        return float(height)

    def draw(self) -> None:
        with self.canv.marked(None):
            self._outline()
        for part, x, low in self._parts:
            part.drawOn(self.canv, x, self.height - low)

    def _outline(self) -> None:
        """What is drawn behind the parts."""

    def _box(self, x: float, top: float, width: float, height: float, line: float) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(line)
        self.canv.rect(x, self.height - top - height, width, height)


class BoxLine(_Placed):
    """Boxes side by side, all as high as the highest: a label, and below it what was entered."""

    def __init__(self, boxes: Sequence[tuple[str, str, float]], form: FormPaper) -> None:
        super().__init__(form.width)
        self._widths = [width for *_rest, width in boxes]
        x = high = 0.0
        for label, text, width in boxes:
            inner = width - 2 * _PAD
            top = 1.5 + self._place(typeset(label, form.label, inner), x + _PAD, 1.5, inner)
            shown = text if text.strip() else "\n".join(["\u00a0"] * (text.count("\n") + 1))
            top += self._place(typeset(shown, form.body, inner), x + _PAD, top, inner)
            high = max(high, top)
            x += width
        self.height = high + _PAD

    def _outline(self) -> None:
        x = 0.0
        for width in self._widths:
            self._box(x, 0, width, self.height, 0.7)
            x += width


class BannerBox(_Placed):
    """What is to be done, large in a heavy frame, and the same in other languages below it."""

    def __init__(self, banner: Sequence[str], form: FormPaper) -> None:
        super().__init__(form.width)
        first, *others = banner
        top = 6.0
        for text, style in ((first, form.banner), (" · ".join(others), form.body)):
            if text:
                wide = min(natural_width(text, style) + 1, self.width - 12)
                top += self._place(typeset(text, style, wide), (self.width - wide) / 2, top, wide)
        self.height = top + 6.0

    def _outline(self) -> None:
        self._box(1, 1, self.width - 2, self.height - 2, 2)


class SlipLines(_Placed):
    """What, in bold, and its value after it, line by line; the code to scan at the right."""

    def __init__(self, lines: Sequence[tuple[str, str]], form: FormPaper, code: str) -> None:
        super().__init__(form.width)
        self._code, self._side = code, form.code_side if code else 0.0
        beside = form.width - form.code_side - 8
        label = min(0.36 * beside, form.named + 8)
        top = 0.0
        for what, value in lines:
            wide = (beside if code and top < self._side + 2 else form.width) - label
            left = self._place(typeset(what, form.strong, label - 6), 0, top, label - 6)
            right = self._place(typeset(value, form.body, wide), label, top, wide)
            top += max(left, right) + 1.5
        self.height = max(top, self._side + 4)

    def draw(self) -> None:
        super().draw()
        if self._code:
            left, low = self.canv.absolutePosition(self.width - self._side, self.height)
            figure = self.canv.marks.root.add("Figure", alt=self._code)
            figure.box = (left, low - self._side, left + self._side, low)
            with self.canv.marked(figure):
                self._draw_code()

    def _draw_code(self) -> None:
        modules = qr_modules(self._code)
        step = self._side / len(modules)
        left, high = self.width - self._side, self.height
        self.canv.setFillColor(INK)
        for y, row in enumerate(modules):
            for x, dark in enumerate(row):
                if dark:
                    self.canv.rect(
                        left + x * step, high - (y + 1) * step, step, step, stroke=0, fill=1
                    )


class SignatureLine(_Placed):
    """Places to write by hand, side by side: who, and a line below room for a signature."""

    def __init__(self, who: Sequence[str], per_line: int, form: FormPaper) -> None:
        super().__init__(form.width)
        gap = 14.0
        self._wide = (form.width - gap * (per_line - 1)) / per_line
        self._step, self._count = self._wide + gap, len(who)
        high = max(
            self._place(typeset(one, form.label, self._wide), n * self._step, 4, self._wide)
            for n, one in enumerate(who)
        )
        self.height = high + form.room

    def _outline(self) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.7)
        for n in range(self._count):
            x = n * self._step
            self.canv.line(x, 2, x + self._wide, 2)


def qr_modules(text: str) -> list[list[bool]]:
    """The dark modules of a QR code of the text, line by line from above, its quiet zone left out.

    Error correction M: 15 % of it may be dirty.
    """
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [[bool(one) for one in row] for row in code.modules]
