"""A plain table as PDF: every letter shown or boxed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import DossierColumn, Table
from landwaiter.reports.paper.archive import DocumentFacts, packed
from landwaiter.reports.paper.paper import ReportPaper
from landwaiter.reports.paper.paper_file import draw_pages, report_frame
from landwaiter.reports.paper.typesetting.fonts import load_faces

_EDGE = 45.0


def table_pdf(facts: DocumentFacts, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table over as many pages as it takes, its head on each; deterministic."""
    paper = replace(_paper(), heading="H1")
    columns = tuple(DossierColumn(str(no), head, None) for no, head in enumerate(heads))
    cells = tuple(tuple(row) for row in rows)
    table = Table("rows", facts.title, columns, cells, subtitle=facts.subject)
    return _document(facts, list(paper.table(table)))


def _paper() -> ReportPaper:
    return ReportPaper(load_faces(), UTC, page_height=A4[1] - 2 * _EDGE)


def _document(facts: DocumentFacts, story: list[Flowable]) -> bytes:
    shown = replace(facts, title=visible(facts.title), subject=visible(facts.subject))
    pages = draw_pages(story, report_frame(foot=_EDGE, height=A4[1] - 2 * _EDGE))
    with pages.archived(shown).pdf as pdf:
        return packed(pdf)
