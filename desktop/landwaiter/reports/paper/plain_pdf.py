"""A plain letter as PDF: a title and numbered parts of text, every letter shown or boxed."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import DossierColumn, Table
from landwaiter.reports.paper.fonts import load_faces
from landwaiter.reports.paper.paper import PAGE_WIDTH, ReportPaper
from landwaiter.reports.paper.typeset import typeset

_SIDE, _EDGE = 36.5, 45.0
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class TextPart:
    """A heading and the text below it; blank lines and line ends stay."""

    head: str
    text: str


def table_pdf(title: str, about: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table over as many pages as it takes, its head on each; deterministic."""
    paper = _paper()
    columns = tuple(DossierColumn(str(no), head, None) for no, head in enumerate(heads))
    table = Table("rows", title, columns, tuple(tuple(row) for row in rows), subtitle=about)
    return _document(title, list(paper.table(table)))


def plain_pdf(title: str, about: str, parts: Iterable[TextPart]) -> bytes:
    """The pages; deterministic."""
    paper = _paper()
    story: list[Flowable] = [
        typeset(title, paper.title, PAGE_WIDTH),
        typeset(about, paper.muted, PAGE_WIDTH),
    ]
    for part in parts:
        story += [
            Spacer(0, _GAP),
            typeset(part.head, paper.strong, PAGE_WIDTH),
            typeset(part.text, paper.body, PAGE_WIDTH),
        ]
    return _document(title, story)


def _paper() -> ReportPaper:
    return ReportPaper(load_faces(), UTC, page_height=A4[1] - 2 * _EDGE)


def _document(title: str, story: list[Flowable]) -> bytes:
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        invariant=1,
        leftMargin=_SIDE,
        rightMargin=_SIDE,
        topMargin=_EDGE,
        bottomMargin=_EDGE,
        title=visible(title),
    )
    document.build(story)
    return out.getvalue()
