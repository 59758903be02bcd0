"""The PDF of a dossier: A4, answer first, the same bytes from the same dossier."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from landwaiter.i18n import joined
from landwaiter.reports.dossier.bundled import StatedFile
from landwaiter.reports.dossier.cells import long_date
from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import Dossier, Table
from landwaiter.reports.dossier.second_language import beside
from landwaiter.reports.dossier.sections import (
    answer_lines,
    check_sentence,
    decision_table,
    fingerprint,
    not_checked_table,
    outcome_lines,
    redaction_said,
    sample_sentence,
    signer_lines,
)
from landwaiter.reports.dossier.signing import ReportSigner
from landwaiter.reports.dossier.wording import _, worded_in
from landwaiter.reports.paper.archive import DocumentFacts
from landwaiter.reports.paper.column_widths import PAGE_WIDTH
from landwaiter.reports.paper.form_boxes import FOOT, SCALES, SIZES, FormPaper, form_paper
from landwaiter.reports.paper.form_pages import form_story
from landwaiter.reports.paper.grid import Grid, GridLook, GridSource
from landwaiter.reports.paper.marks import MarkCanvas
from landwaiter.reports.paper.paper import ACCENT, INK, ReportPaper
from landwaiter.reports.paper.paper_file import (
    SIDE,
    PageFrame,
    PageRule,
    PaperPages,
    draw_pages,
    report_frame,
)
from landwaiter.reports.paper.pdf_field import signature_place
from landwaiter.reports.paper.pdf_seal import sealed_pdf
from landwaiter.reports.paper.typesetting.fonts import load_faces
from landwaiter.reports.paper.typesetting.style import Style
from landwaiter.reports.paper.typesetting.typeset import typeset

_FOOT = 52.0
_TOP = 24.0
_UNPRINTED: Final = 16.0
"""Points at the lower edge that printers may leave out."""
_MANY_PAGES: Final = 9999


def render_pdf(
    dossier: Dossier, *, signer: ReportSigner, files: Sequence[StatedFile] = ()
) -> bytes:
    """The report with its dossier, page manifest and signature embedded.

    `files` are those that will be attached besides (`portfolio`).
    """
    with worded_in(dossier.spoken()), beside(dossier.second_language):
        pages = bare_pages(dossier)
        if signer.certificate:
            place = signature_place()
            pages.marks.root.add("Form", alt=place.label).kids.append(place)
    return sealed_pdf(pages.archived(facts_of(dossier)), dossier, signer=signer, files=files)


def facts_of(dossier: Dossier) -> DocumentFacts:
    """What a reader's program shows of the report beside its pages."""
    return DocumentFacts(
        title=visible(f"{dossier.report_type} {dossier.reference}"),
        author=visible(dossier.office),
        subject=visible(dossier.title),
        language=dossier.language,
        made_at=dossier.made_at,
        tool=f"Landwaiter {dossier.version}",
    )


def bare_pages(dossier: Dossier) -> PaperPages:
    """The bare pages; deterministic."""
    return _form_pages(dossier) if dossier.is_form else _report_pages(dossier)


def _report_pages(dossier: Dossier) -> PaperPages:
    zone = dossier.zone()
    furniture = _ReportFurniture(dossier, zone)
    height = A4[1] - _TOP - furniture.head_height - furniture.foot
    paper = ReportPaper(load_faces(), zone, page_height=height)
    frame = report_frame(foot=furniture.foot, height=height)
    return draw_pages(_story(dossier, paper), frame, furniture=furniture)


def _form_pages(dossier: Dossier) -> PaperPages:
    """On the sheet that it is for; a little more than a page is set smaller, so that it is one."""
    first, *smaller = SCALES
    pages = _form_in(dossier, first)
    if pages.count != _A_LITTLE_MORE:
        return pages
    tried = (_form_in(dossier, scale) for scale in smaller)
    return next((one for one in tried if one.count == 1), pages)


_A_LITTLE_MORE = 2
"""Pages."""


def _form_in(dossier: Dossier, scale: float) -> PaperPages:
    """Below it only which one it is, and the page."""
    size = SIZES[dossier.sheet]
    height = size[1] - _TOP - FOOT
    paper = ReportPaper(load_faces(), dossier.zone(), page_height=height)
    form = form_paper(paper, dossier.sheet, scale)
    frame = PageFrame("form", form.side, FOOT, form.width, height)
    furniture = _FormFurniture(dossier, form)
    return draw_pages(form_story(dossier, form), frame, furniture=furniture, size=size)


def _story(dossier: Dossier, paper: ReportPaper) -> Iterator[Flowable]:
    yield from _title(dossier, paper)
    yield from _answer(dossier, paper)
    for table in dossier.tables:
        yield from _placed(table, paper)
    yield from paper.framed(not_checked_table(dossier))
    if dossier.decision:
        if dossier.has_annexes:
            yield PageBreak()
        yield from paper.table(decision_table(dossier.decision, paper.zone))
    head = tuple(_case_head(dossier, paper))
    kept = _goes_with(dossier.closing) if head else ()
    for table in dossier.closing[: len(dossier.closing) - len(kept)]:
        yield from _placed(table, paper)
    if kept:
        yield KeepTogether([*paper.table(kept[0]), *head])
    else:
        yield from head


_SHORT: Final = 8
"""Rows of a table that goes to the next page as a whole, with what stands below it."""


def _goes_with(closing: Sequence[Table]) -> tuple[Table, ...]:
    """The last table where it is short: the head of the case never has a page of its own then."""
    return tuple(one for one in closing[-1:] if len(one.rows) <= _SHORT and not one.new_page)


def _case_head(dossier: Dossier, paper: ReportPaper) -> Iterator[Flowable]:
    if dossier.case_head:
        said = _("Audit head of the case: entry {number} about it, {sha256}")
        head = dossier.case_head
        yield Spacer(0, 6)
        yield typeset(said.format(number=head.seq, sha256=head.sha256), paper.small, PAGE_WIDTH)


def _placed(table: Table, paper: ReportPaper) -> Iterator[Flowable]:
    if table.new_page:
        yield PageBreak()
    yield from paper.table(table)


def _title(dossier: Dossier, paper: ReportPaper) -> Iterator[Flowable]:
    made = long_date(dossier.made_at.astimezone(paper.zone).date())
    office = f"{dossier.office} · {dossier.member_state} · {made}"
    if dossier.casebook:
        founding = _("founding {fingerprint}").format(fingerprint=fingerprint(dossier.casebook))
        office = f"{office} · {founding}"
    yield typeset(office, paper.small, PAGE_WIDTH)
    yield Spacer(0, 4)
    title = f"{dossier.report_type} {dossier.reference}"
    yield typeset(title, paper.title, PAGE_WIDTH, tag="H1")
    yield typeset(dossier.title, paper.under, PAGE_WIDTH)
    if dossier.redaction:
        yield typeset(redaction_said(dossier.redaction), paper.small, PAGE_WIDTH)
    yield Spacer(0, 5)


def _answer(dossier: Dossier, paper: ReportPaper) -> Iterator[Flowable]:
    lines = answer_lines(dossier.answer) if dossier.answer else ()
    if lines:
        yield PageRule("100%", 1.5, color=ACCENT, spaceBefore=0, spaceAfter=3)
        yield paper.labelled([(label, text, "") for label, text in lines], paper.label)
        yield PageRule("100%", 0.5, color=ACCENT, spaceBefore=3, spaceAfter=3)
    if dossier.decision:
        yield paper.labelled(
            [
                (
                    _("Decision") if number == 0 else "",
                    joined(": ", (line.item, line.said or line.outcome))
                    if line.item
                    else line.said or line.outcome,
                    line.basis,
                )
                for number, line in enumerate(outcome_lines(dossier.decision))
            ],
            paper.strong_label,
        )
    signed = signer_lines(dossier)
    if signed:
        label = _("Signed by")
        yield paper.labelled(
            [(label if number == 0 else "", line, "") for number, line in enumerate(signed)],
            paper.label,
        )


class _FormFurniture:
    """What stands below a form: which one it is, and which page of how many."""

    def __init__(self, dossier: Dossier, form: FormPaper) -> None:
        self._dossier, self._form = dossier, form

    def draw(self, canvas: MarkCanvas, page: int, pages: int) -> None:
        form, head = self._form, self._dossier.audit_head
        left = _("{dossier} · #{seq} {hash}").format(
            dossier=self._dossier.id, seq=head.seq, hash=head.sha256[:16]
        )
        number = _("Page {page} of {pages}").format(page=page, pages=pages)
        room = 70.0
        foot = _row_grid(
            (
                (left, form.label, form.width - room),
                (number, replace(form.label, right=True), room),
            ),
            high=form.size[1],
        )
        height = foot.wrap(form.width, form.size[1])[1]
        foot.drawOn(canvas, form.side, FOOT - 8 - height)


class _ReportFurniture:
    """What stands on each page: marking, distribution, dossier, audit head, page number."""

    def __init__(self, dossier: Dossier, zone: tzinfo) -> None:
        self._dossier = dossier
        faces = load_faces()
        self._plain = Style(faces.regular, 7.2, 10, HexColor("#434d59"))
        self._dark = Style(faces.regular, 7.7, 10, INK)
        self._strong = Style(faces.bold, 7.7, 10, INK)
        self._strong_right = Style(faces.bold, 7.7, 10, INK, right=True)
        self._dark_right = Style(faces.regular, 7.7, 10, INK, right=True)
        self._head = self._make_head()
        self.head_height = self._head.wrap(PAGE_WIDTH, A4[1])[1] + 8
        high = self._make_foot(_MANY_PAGES, _MANY_PAGES).wrap(PAGE_WIDTH, A4[1])[1]
        self.foot = max(_FOOT, high + 10 + _UNPRINTED)
        """Points below the story: the name of some dossiers takes two lines."""

    def draw(self, canvas: MarkCanvas, page: int, pages: int) -> None:
        top = A4[1] - _TOP
        height = self._head.wrap(PAGE_WIDTH, A4[1])[1]
        self._head.drawOn(canvas, SIDE, top - height)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1)
        canvas.line(SIDE, self.foot - 8, SIDE + PAGE_WIDTH, self.foot - 8)
        foot = self._make_foot(page, pages)
        height = foot.wrap(PAGE_WIDTH, A4[1])[1]
        foot.drawOn(canvas, SIDE, self.foot - 10 - height)

    def _make_head(self) -> Grid:
        dossier = self._dossier
        third = PAGE_WIDTH / 3
        middle = dossier.caveat
        if dossier.sample:
            middle = f"{middle} · {sample_sentence()}" if middle else sample_sentence()
        distribution = (
            _("Distribution: {distribution}").format(distribution=dossier.distribution)
            if dossier.distribution
            else ""
        )
        return _row_grid(
            (
                (dossier.marking, self._strong, third * 0.6),
                (middle, self._dark, third * 1.3),
                (distribution, self._dark_right, third * 1.1),
            ),
            rule=True,
        )

    def _make_foot(self, page: int, pages: int) -> Grid:
        dossier = self._dossier
        head = dossier.audit_head
        left = _("Dossier {dossier} · audit head #{seq} {hash}").format(
            dossier=dossier.id, seq=f"{head.seq:,}".replace(",", "\xa0"), hash=head.sha256
        )
        number = _("Page {page} of {pages}").format(page=page, pages=pages)
        left_width, right_width = PAGE_WIDTH - 90, 90.0
        return _row_grid(
            ((left, self._plain, left_width), (number, self._strong_right, right_width)),
            (
                (check_sentence(), self._plain, left_width),
                (dossier.marking, self._strong_right, right_width),
            ),
        )


_Piece = tuple[str, Style, float]


def _row_grid(*rows: tuple[_Piece, ...], rule: bool = False, high: float = A4[1]) -> Grid:
    """Rows of (text, style, width) as one grid outside the flow."""
    look = GridLook(
        tuple(width for _text, _style, width in rows[0]),
        gap=0,
        pad=0.5,
        hairline=INK if rule else None,
    )
    made = [[typeset(text, style, width) for text, style, width in row] for row in rows]
    return Grid(GridSource(len(rows), lambda number: made[number]), look, page_height=high)
