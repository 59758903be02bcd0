"""The pages of a form: boxes that grow with what is entered, lines to sign on, a code to scan.

A form holds its fields and nothing else. Slips are printed on A4, A5 or a label of 100 × 150 mm.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable, Spacer

from landwaiter.i18n import joined
from landwaiter.reports.dossier.cells import words
from landwaiter.reports.dossier.dossier import Cell, CellMark, Dossier, Table, TableForm
from landwaiter.reports.dossier.sections import redaction_said
from landwaiter.reports.paper.form_boxes import (
    PAD,
    BannerBox,
    BoxLine,
    FormPaper,
    SignatureLine,
    SlipLines,
)
from landwaiter.reports.paper.typesetting.typeset import natural_width, typeset

_UNITS: Final = 6
"""A line of boxes is so many units wide."""


def form_story(dossier: Dossier, form: FormPaper) -> Iterator[Flowable]:
    """What stands on the pages of a form, from above."""
    if dossier.banner:
        spoken = dossier.banner_languages or [""] * len(dossier.banner)
        others = ("" if one == dossier.language else one for one in spoken)
        yield BannerBox(tuple(zip(dossier.banner, others, strict=True)), form)
        yield Spacer(0, 6)
    title = joined("", (dossier.report_type, f" {dossier.reference}"))
    yield typeset(title, form.title, form.width, tag="H1")
    if dossier.title:
        yield typeset(dossier.title, form.body, form.width)
    if dossier.redaction:
        yield typeset(redaction_said(dossier.redaction), form.label, form.width)
    yield Spacer(0, 4)
    lines = (one for one in dossier.tables if one.form is TableForm.LINES)
    names = (_label(row[0]) for one in lines for row in one.rows)
    form = replace(form, named=max((natural_width(one, form.strong) for one in names), default=0.0))
    code = dossier.barcode
    for table in dossier.tables:
        with_code = code if table.form is TableForm.LINES else ""
        yield from _TABLES.get(table.form, _rows)(table, form, with_code)
        code = "" if with_code else code


def _label(cell: Cell) -> str:
    """The first cell of a row, with its second language."""
    return cell.text if isinstance(cell, CellMark) else cell or ""


def _fields(table: Table, form: FormPaper, _code: str) -> Iterator[Flowable]:
    yield from _heading(table, form)
    boxes = [(_label(what), words(value, table.columns[1].type, form.paper.zone))
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
        if natural <= form.width * units / _UNITS - 2 * PAD:
            return units
    return _UNITS


def _lines(table: Table, form: FormPaper, code: str) -> Iterator[Flowable]:
    """Lines of a slip, the code beside them."""
    lines = [(_label(what), words(value, table.columns[1].type, form.paper.zone))
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
