"""A story on pages: what is common to every document of the program."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus.flowables import HRFlowable

from landwaiter.reports.paper.archive import DocumentFacts, PaperDocument, archived
from landwaiter.reports.paper.column_widths import PAGE_WIDTH
from landwaiter.reports.paper.marks import DocumentMarks, MarkCanvas

SIDE = 36.5
"""Points between the edge of the page and what is printed."""


class Furniture(Protocol):
    """What stands on each page beside the story."""

    def draw(self, canvas: MarkCanvas, page: int, pages: int) -> None:
        """Draw it on one of so many pages."""


@dataclass(frozen=True, slots=True)
class PaperPages:
    """The bare pages, and what is marked on them."""

    data: bytes
    marks: DocumentMarks
    count: int
    """How many pages."""

    def archived(self, facts: DocumentFacts) -> PaperDocument:
        """The whole document: PDF/A-3a and PDF/UA-1; deterministic."""
        return archived(self.data, self.marks, facts)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Where the story stands on a page, in points from the lower left."""

    name: str
    left: float
    foot: float
    width: float
    height: float
    before: Callable[[MarkCanvas], None] | None = None
    """Draws what a page begins with; it is read before the story."""

    def template(self) -> PageTemplate:
        frame = Frame(
            self.left,
            self.foot,
            self.width,
            self.height,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        before = self.before
        if before is None:
            return PageTemplate(self.name, [frame])

        def begin(canvas: Any, _document: Any) -> None:
            before(canvas)

        return PageTemplate(self.name, [frame], onPage=begin)


def report_frame(*, foot: float, height: float) -> PageFrame:
    """As wide as reports are."""
    return PageFrame("page", SIDE, foot, PAGE_WIDTH, height)


def draw_pages(
    story: Iterable[Flowable],
    *frames: PageFrame,
    furniture: Furniture | None = None,
    size: tuple[float, float] = A4,
) -> PaperPages:
    """The story on pages of this size in points, the first frame first; deterministic."""
    out, marks = io.BytesIO(), DocumentMarks()
    document = BaseDocTemplate(out, pagesize=size, invariant=1, pageCompression=0)
    document.addPageTemplates([frame.template() for frame in frames])

    def canvas(*args: Any, **kwargs: Any) -> _CountingCanvas:
        return _CountingCanvas(*args, furniture=furniture, marks=marks, pdfVersion=(1, 7), **kwargs)

    document.build(list(story), canvasmaker=canvas)
    return PaperPages(out.getvalue(), marks, document.page)


class PageRule(HRFlowable):
    """A rule across the page, which says nothing."""

    canv: MarkCanvas

    def draw(self) -> None:
        with self.canv.marked(None):
            super().draw()


class _CountingCanvas(MarkCanvas):
    """Keeps each page until the number of pages is known."""

    def __init__(self, *args: Any, furniture: Furniture | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._furniture = furniture
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        self.join_operators()
        self._kept.append(dict(self.__dict__))
        self.next_page()
        self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

    def save(self) -> None:
        kept = self._kept
        for number in range(len(kept)):
            # Each is forgotten when it is drawn: the pages of a register would be held twice.
            page, kept[number] = kept[number], {}
            self.__dict__.update(page)
            if self._furniture is not None:
                with self.marked(None):
                    self._furniture.draw(self, number + 1, len(kept))
            super().showPage()
        super().save()
