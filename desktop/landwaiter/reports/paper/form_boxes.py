"""What forms are made of: their paper, boxes and lines that grow and break, a code to scan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from landwaiter.domain.reports.case_reports import SheetSize
from landwaiter.reports.paper.marks import MarkPiece
from landwaiter.reports.paper.paper import INK, MUTED, ReportPaper
from landwaiter.reports.paper.typesetting.style import Style
from landwaiter.reports.paper.typesetting.typeset import natural_width, paragraph, typeset

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
PAD: Final = 3.5
"""Points between the edge of a box and its text."""


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
        made: list[_Box] = []
        for label, text, width in boxes:
            inner = width - 2 * PAD
            shown = text if text.strip() else "\n".join(["\u00a0"] * (text.count("\n") + 1))
            texts = typeset(label, form.label, inner), typeset(shown, form.body, inner)
            made.append((texts, width))
        self._set(made, form)

    @classmethod
    def _of(cls, boxes: "Sequence[_Box]", form: FormPaper) -> Self:
        made = cls.__new__(cls)
        made._set(boxes, form)
        return made

    def _set(self, boxes: "Sequence[_Box]", form: FormPaper) -> None:
        super().__init__(form.width)
        self._boxes, self._form = boxes, form
        x = high = 0.0
        for texts, width in boxes:
            top = _ABOVE
            for text in texts:
                top += self._place(text, x + PAD, top, width - 2 * PAD)
            high = max(high, top)
            x += width
        self.height = high + PAD

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (reportlab's names)
        """In two where it is so high that a page would stay empty before it."""
        del aW
        if not _is_tall(self, self._form):
            return []
        room = aH - _ABOVE - PAD
        halves = [_cut(texts, width - 2 * PAD, room) for texts, width in self._boxes]
        if not all(upper for upper, _lower in halves):
            return []
        widths = [width for _texts, width in self._boxes]
        return [
            self._of(list(zip(half, widths, strict=True)), self._form)
            for half in zip(*halves, strict=True)
        ]

    def _outline(self) -> None:
        x = 0.0
        for _texts, width in self._boxes:
            self._box(x, 0, width, self.height, 0.7)
            x += width


_Box = tuple[Sequence[Flowable], float]
"""Its texts from above, and its width."""
_ABOVE: Final = 1.5
"""Points above the first text of a box."""


def _is_tall(part: Flowable, form: FormPaper) -> bool:
    return bool(part.height > form.paper.page_height / 2)


def _cut(
    texts: Sequence[Flowable], width: float, room: float
) -> tuple[list[Flowable], list[Flowable]]:
    """What of texts below each other fits into `room` points, and the rest."""
    upper: list[Flowable] = []
    for number, text in enumerate(texts):
        height = text.wrap(width, A4[1])[1]
        if height > room:
            begin, rest = text.split(width, room)[:1], text.split(width, room)[1:]
            return [*upper, *begin], [*(rest if begin else [text]), *texts[number + 1 :]]
        upper.append(text)
        room -= height
    return upper, []


class BannerBox(_Placed):
    """What is to be done, large in a heavy frame, and the same in other languages below it."""

    def __init__(self, banner: Sequence[tuple[str, str]], form: FormPaper) -> None:
        """Each text with its language, empty where that is the document's."""
        super().__init__(form.width)
        first, *others = banner
        top = 6.0
        for said, style in (([first], form.banner), (others, form.body)):
            if said:
                wide = natural_width(" · ".join(text for text, _language in said), style) + 1
                wide = min(wide, self.width - 12)
                made = paragraph(*_cried(said, style))
                top += self._place(made, (self.width - wide) / 2, top, wide)
        self.height = top + 6.0

    def _outline(self) -> None:
        self._box(1, 1, self.width - 2, self.height - 2, 2)


def _cried(said: Sequence[tuple[str, str]], style: Style) -> Iterator[tuple[str, Style]]:
    for number, (text, language) in enumerate(said):
        if number:
            yield " · ", style
        yield text, replace(style, language=language)


class SlipLines(_Placed):
    """What, in bold, and its value after it, line by line; the code to scan at the right."""

    def __init__(self, lines: Sequence[tuple[str, str]], form: FormPaper, code: str) -> None:
        side = form.code_side if code else 0.0
        beside = form.width - form.code_side - 8
        label = min(0.36 * beside, form.named + 8)
        top, made = 0.0, list[_SlipLine]()
        for what, value in lines:
            wide = (beside if code and top < side + 2 else form.width) - label
            line = typeset(what, form.strong, label - 6), typeset(value, form.body, wide)
            made.append((line, (label, wide)))
            top += _high(made[-1])
        self._set(made, form, code)

    @classmethod
    def _of(cls, lines: "Sequence[_SlipLine]", form: FormPaper, code: str) -> Self:
        made = cls.__new__(cls)
        made._set(lines, form, code)
        return made

    def _set(self, lines: "Sequence[_SlipLine]", form: FormPaper, code: str) -> None:
        super().__init__(form.width)
        self._lines, self._form = lines, form
        self._code, self._side = code, form.code_side if code else 0.0
        top = 0.0
        for line in lines:
            (what, value), (label, wide) = line
            if what is not None:
                self._place(what, 0, top, label - 6)
            self._place(value, label, top, wide)
            top += _high(line)
        self.height = max(top, self._side + 4) if code else top

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (reportlab's names)
        """Between two lines; within one that takes more than half a page."""
        del aW
        room = aH
        for number, line in enumerate(self._lines):
            if _high(line) <= room:
                room -= _high(line)
                continue
            upper, lower = self._within(line, room)
            before = [*self._lines[:number], *upper]
            if not before or aH < self._side + 4:
                return []
            after = [*lower, *self._lines[number + 1 :]]
            return [self._of(before, self._form, self._code), self._of(after, self._form, "")]
        return [self]

    def _within(
        self, line: "_SlipLine", room: float
    ) -> "tuple[Sequence[_SlipLine], Sequence[_SlipLine]]":
        (what, value), (label, wide) = line
        parts = value.split(wide, room - _APART)
        if _high(line) < self._form.paper.page_height / 2 or len(parts) != 2:
            return (), (line,)
        first, second = parts
        return (((what, first), (label, wide)),), (((None, second), (label, wide)),)

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


_SlipLine = tuple[tuple[Flowable | None, Flowable], tuple[float, float]]
"""What (None where a page broke within its value), the value, its left edge and its width."""
_APART: Final = 1.5
"""Points between two lines."""


def _high(line: _SlipLine) -> float:
    (what, value), (label, wide) = line
    left = what.wrap(label - 6, A4[1])[1] if what is not None else 0.0
    return float(max(left, value.wrap(wide, A4[1])[1])) + _APART


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
