"""A table that breaks between rows and, where a row is taller than a page, within one.

reportlab's own Table is superlinear in its rows; this one measures only the rows that fit on the
page at hand, so that a register of any length costs the same per row, and draws its head once on
each page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import fsum

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from landwaiter.reports.paper.blank_box import BlankBox
from landwaiter.reports.paper.marks import MarkPiece, StructureElement
from landwaiter.reports.paper.typesetting.lines import TextBlock, TextLine

Row = Sequence[Flowable | None]
"""One flowable per column; None: nothing there."""


@dataclass(frozen=True)
class GridLook:
    """Space and rules of a grid, in points."""

    widths: tuple[float, ...]
    """Of each column, with its space to the right."""
    gap: float = 4.0
    """Space between a column's content and the next column."""
    pad: float = 1.5
    """Space above and below each row's content."""
    ink: Color | None = None
    """Of the rule under the head and of the frame; None: none."""
    hairline: Color | None = None
    """Of the rule under each row; None: none."""
    frame: float = 0.0
    """Space between a frame in `ink` and the content; 0: no frame."""
    spare: frozenset[int] = frozenset()
    """Columns that are only distance: no rule runs through them."""

    def inner(self, column: int) -> float:
        """Width of a column's content."""
        return self.widths[column] - self.gap


class GridKind(Enum):
    """What the rows are to a reader that hears them."""

    LINES = "P"
    LIST = "L"
    TABLE = "Table"
    FACTS = "Facts"
    """A table without a head: each title stands left of what it is about."""
    FIGURE = "Figure"


@dataclass(frozen=True)
class GridSource:
    """The rows of a grid, typeset when their page comes."""

    count: int
    row: Callable[[int], Row]
    head: Row | None = None
    """Drawn on each page."""
    intro: tuple[Flowable, ...] = ()
    """Drawn above the first rows and never alone."""
    kind: GridKind = GridKind.LINES


class Grid(MarkPiece):
    """The rows of `source` from `start` on, on as many pages as they need."""

    def __init__(
        self,
        source: GridSource,
        look: GridLook,
        *,
        page_height: float,
        start: int = 0,
        rest: Row | None = None,
        elements: "GridElements | None" = None,
    ) -> None:
        super().__init__()
        self._source = source
        self._elements = elements or GridElements(source.kind)
        self._look = look
        self._page_height = page_height
        self._start = start
        self._rest = rest
        """What is left of row `start` when a page broke within it."""
        self._intro = source.intro if start == 0 and rest is None else ()
        self._measured: list[tuple[Row, float]] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        top = self._top(aW)
        taken = 0.0
        self.width, self.height = aW, aH + 1
        for number in range(self._start, self._source.count):
            taken += self._measure(number)[1]
            if top + taken > aH:
                return self.width, self.height
        self.height = top + taken
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (reportlab's names)
        left = aH - self._top(aW)
        for number in range(self._start, self._source.count):
            height = self._measure(number)[1]
            if height > left:
                return self._break(number, aW, left)
            left -= height
        return [self]

    def draw(self) -> None:
        portion = self._portion(self._measured, self.width)
        portion.canv = self.canv
        portion.draw()

    def _break(self, number: int, width: float, left: float) -> list[Flowable]:
        """The part on this page and the part after it; [] asks for a fresh page."""
        fitting = self._measured[: number - self._start]
        row, height = self._measure(number)
        tall = height > self._page_height / 2
        upper, lower = self._cut(row, left) if tall else (None, None)
        if upper is not None:
            fitting = [*fitting, (upper, _height(upper, self._look, self._page_height))]
        if not fitting:
            return []
        after = Grid(
            self._source,
            self._look,
            page_height=self._page_height,
            start=number,
            rest=lower,
            elements=self._elements,
        )
        after._intro = ()
        return [self._portion(fitting, width), after]

    def _portion(self, rows: list[tuple[Row, float]], width: float) -> "_Portion":
        height = self._top(width) + fsum(height for _row, height in rows)
        head = self._source.head
        measured = (head, self._head_height()) if head is not None else None
        return _Portion(
            self._intro,
            measured,
            rows,
            self._look,
            (width, height),
            elements=self._elements,
            start=self._start,
        )

    def _measure(self, number: int) -> tuple[Row, float]:
        """Row `number` with its height; each is typeset once per page."""
        place = number - self._start
        while len(self._measured) <= place:
            following = self._start + len(self._measured)
            rest = self._rest if following == self._start else None
            row = rest or self._source.row(following)
            self._measured.append((row, _height(row, self._look, self._page_height)))
        return self._measured[place]

    def _cut(self, row: Row, left: float) -> tuple[Row | None, Row | None]:
        """`row` in what fits into `left` points and the rest; (None, None) if nothing does."""
        room = left - 2 * self._look.pad
        parts = [
            _cell_parts(cell, self._look.inner(column), room, self._page_height)
            for column, cell in enumerate(row)
        ]
        if any(part is None for part in parts):
            return None, None
        found = [part for part in parts if part is not None]
        return [upper for upper, _lower in found], [lower for _upper, lower in found]

    def _top(self, width: float) -> float:
        """Height of frame, intro and head."""
        inner = width - 2 * self._look.frame
        intro = fsum(piece.wrap(inner, self._page_height)[1] for piece in self._intro)
        return 2 * self._look.frame + intro + self._head_height()

    def _head_height(self) -> float:
        head = self._source.head
        return _height(head, self._look, self._page_height) if head is not None else 0.0


class _Portion(MarkPiece):
    """The rows that stand on one page, measured."""

    def __init__(
        self,
        intro: tuple[Flowable, ...],
        head: tuple[Row, float] | None,
        rows: list[tuple[Row, float]],
        look: GridLook,
        size: tuple[float, float],
        *,
        elements: "GridElements",
        start: int,
    ) -> None:
        super().__init__()
        self._intro = intro
        self._head = head
        self._rows = rows
        self._look = look
        self.width, self.height = size
        self._elements = elements
        self._start = start

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aW, aH
        return self.width, self.height

    def draw(self) -> None:
        y = self.height - self._look.frame
        for piece in self._intro:
            y -= piece.height
            piece.drawOn(self.canv, self._look.frame, y)
        if self._head is not None:
            self._draw_row(None, self._head[0], y, self._head[1], self._look.ink)
            self._elements.is_headed = True
            y -= self._head[1]
        for number, (row, height) in enumerate(self._rows, start=self._start):
            self._draw_row(number, row, y, height, self._look.hairline)
            y -= height
        self._draw_frame()

    def _draw_row(
        self, number: int | None, row: Row, top: float, height: float, rule: Color | None
    ) -> None:
        x = self._look.frame
        for column, cell in enumerate(row):
            if cell is not None:
                self._draw_cell(number, column, cell, (x, top - self._look.pad - cell.height))
            elif self._elements.has_cells and column not in self._look.spare:
                self._elements.of_cell(self.canv.marks.root, number, column)
            x += self._look.widths[column]
        if rule is not None:
            with self.canv.marked(None):
                self._draw_rule(top - height, rule)

    def _draw_cell(
        self, number: int | None, column: int, cell: Flowable, place: tuple[float, float]
    ) -> None:
        element = self._elements.of_cell(
            self.canv.marks.root, number, column, alt=getattr(cell, "told", "")
        )
        if isinstance(cell, BlankBox):
            cell.draw_in(self.canv, element, *place)
        elif isinstance(cell, TextLine | TextBlock):
            with self.canv.marked(element, cell.text, heard=cell.heard):
                cell.draw_at(self.canv, *place)
        else:
            with self.canv.marked(element):
                cell.drawOn(self.canv, *place)

    def _draw_rule(self, y: float, rule: Color) -> None:
        """Through all columns but those that are only distance."""
        ink = " ".join(f"{part:.4g}" for part in rule.rgb())
        parts, x = [], self._look.frame
        for column, width in enumerate(self._look.widths):
            if column not in self._look.spare:
                parts.append(f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l")
            x += width
        self.canv.write(f"{ink} RG 0.5 w {' '.join(parts)} S")

    def _draw_frame(self) -> None:
        if not self._look.frame or self._look.ink is None:
            return
        with self.canv.marked(None):
            self.canv.setStrokeColor(self._look.ink)
            self.canv.setLineWidth(1)
            self.canv.rect(0.5, 0.5, self.width - 1, self.height - 1)


class GridElements:
    """The elements of a grid in the structure, shared by its parts on all pages."""

    def __init__(self, kind: GridKind) -> None:
        self._kind = kind
        self.has_cells = kind in (GridKind.TABLE, GridKind.FACTS)
        self.is_headed = False
        """The head was drawn once: drawn again on another page it is an artifact."""
        self._whole: StructureElement | None = None
        self._row: tuple[int | None, StructureElement] | None = None
        self._cells: dict[int, StructureElement] = {}

    def of_cell(
        self, root: StructureElement, number: int | None, column: int, *, alt: str = ""
    ) -> StructureElement | None:
        """The element of a cell of a row, or of the head (None); None: it is an artifact."""
        if number is None and self.is_headed:
            return None
        if self._row is None or self._row[0] != number:
            self._row, self._cells = (number, self._new_row(root)), {}
        if column not in self._cells:
            self._cells[column] = self._new_cell(self._row[1], number, column, alt)
        return self._cells[column]

    def _new_row(self, root: StructureElement) -> StructureElement:
        if self._whole is None:
            tag = {GridKind.LIST: "L"}.get(self._kind, "Table" if self.has_cells else "")
            self._whole = root.add(tag) if tag else root
        return self._whole.add("TR") if self.has_cells else self._whole

    def _new_cell(
        self, row: StructureElement, number: int | None, column: int, alt: str
    ) -> StructureElement:
        if number is None:
            return row.add("TH", scope="Column")
        if self._kind is GridKind.FACTS:
            return row.add("TD") if column % 2 else row.add("TH", scope="Row")
        if self._kind is GridKind.LIST:
            return row.add("LI").add("LBody")
        if self._kind is GridKind.FIGURE:
            return row.add("Figure", alt=alt)
        return row.add("TD" if self.has_cells else "P")


def _height(row: Row, look: GridLook, page_height: float) -> float:
    """Height of a row; wraps its cells, which know their own height afterwards."""
    tallest = max(
        (
            cell.wrap(look.inner(column), page_height)[1]
            for column, cell in enumerate(row)
            if cell is not None
        ),
        default=0.0,
    )
    return tallest + 2 * look.pad


def _cell_parts(
    cell: Flowable | None, width: float, room: float, page_height: float
) -> tuple[Flowable | None, Flowable | None] | None:
    """What of a cell fits into `room` points, and the rest; None if not even a line does."""
    if cell is None or cell.wrap(width, page_height)[1] <= room:
        return cell, None
    parts = cell.split(width, room)
    if not parts:
        return None
    return parts[0], parts[1] if len(parts) > 1 else None
