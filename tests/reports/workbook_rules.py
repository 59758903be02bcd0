"""What is wrong with a workbook, by the rules that all of them keep; a cell is named by its place.

Read with openpyxl as any recipient would, and of the raw parts where that hides something.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

READ_ME, PAPER = "Read me", "For printing"
OF_READ_ME = ("How to read it", "Check", "Marking")
MADE = frozenset({"Made at", "Written at"})
FACTS = frozenset({"What", "Fact"})
"""Heads of first columns behind which each row has a value of its own type."""
VERBATIM = frozenset(
    {"What", "Edition", "Of the edition", "Value", "Name", "Text", "Content", "Reference"}
)
"""Heads of texts of others: what looks like a day there is how somebody wrote or named it."""
NOTES = frozenset({"Note", "Remark"})
DAYS = frozenset({"Ends", "Reply by", "Due", "Day", "Received"})
"""Heads below which there are days, whatever a page says around them."""
RISKY = ("=", "+", "-", "@")
_DASHES = frozenset({"–", "-", "—", "not stated", "n/a"})
_TYPED = re.compile(
    r"\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}( \d\d:\d\d)?"
    r"|\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?"
    r"|[A-Z]{3} [\d,]*[,.]\d+|[\d,]+(\.\d+)? (kg|[A-Z]{3})|[Ii]tem \d+"
    r"|\d{1,3}(,\d{3})+(\.\d+)?|0?\.\d+|\d+\.\d+"
)


def faults_of(path: Path) -> list[str]:
    """Each breach of a rule, in words; none for a sound workbook."""
    book = load_workbook(path)
    pages = [page for page in book.worksheets if page.sheet_state == "visible"]
    found = [*_first(pages[0]), *_raw(path)]
    for page in pages:
        heads = [str(cell.value or "") for cell in page[1]]
        found += [*_table(page, heads), *_print(page, pages[0])]
        found += [*_cells(page), *_columns(page, heads)]
    return found


def _first(page: Any) -> Iterator[str]:
    told = {str(row[0]): row[1] for row in page.iter_rows(min_row=2, values_only=True)}
    if page.title != READ_ME:
        yield f"the first sheet is {page.title}"
    for name in OF_READ_ME:
        if name not in told:
            yield f"{READ_ME} does not say: {name}"
    if not any(isinstance(told.get(name), datetime) for name in MADE):
        yield f"{READ_ME} does not say when it was made"


def _raw(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if "vba" in name.lower() or "macro" in name.lower() or "externalLink" in name:
                yield f"{name} is in it"
            if name.startswith("xl/worksheets/") and re.search(rb"<f[ >/]", archive.read(name)):
                yield f"{name} holds a formula"


def _table(page: Any, heads: list[str]) -> Iterator[str]:
    """One table: heads of all columns, no row without a value, a filter over all of it."""
    if not all(heads) or len(set(heads)) < len(heads):
        yield f"{page.title}: heads {heads}"
    for row in page.iter_rows(min_row=2):
        if all(cell.value is None for cell in row):
            yield f"{page.title}: row {row[0].row} is empty"
    span = f"A1:{get_column_letter(len(heads))}{max(page.max_row, 2)}"
    if page.auto_filter.ref not in (span, f"A1:{get_column_letter(len(heads))}{page.max_row}"):
        yield f"{page.title}: filter {page.auto_filter.ref}, not {span}"
    if page.freeze_panes != "A2":
        yield f"{page.title}: its head is not frozen"
    if page.merged_cells.ranges:
        yield f"{page.title}: merged cells"


def _print(page: Any, read_me: Any) -> Iterator[str]:
    setup = page.page_setup
    if setup.orientation != "landscape" or str(setup.paperSize) != "9":
        yield f"{page.title}: not printed across A4"
    if not page.sheet_properties.pageSetUpPr.fitToPage or setup.fitToHeight != 0:
        yield f"{page.title}: not one page wide"
    if page.print_title_rows not in ("1:1", "$1:$1"):
        yield f"{page.title}: its head is not repeated"
    if page.oddFooter.center.text != "&P / &N":
        yield f"{page.title}: no page n of m"
    told = {str(row[0]): row[1] for row in read_me.iter_rows(min_row=2, values_only=True)}
    marking = str(told.get("Marking") or "")
    if marking.replace("&", "&&") not in (page.oddHeader.center.text or ""):
        yield f"{page.title}: no marking above its pages"


def _cells(page: Any) -> Iterator[str]:
    for row in page.iter_rows():
        for cell in row:
            place = f"{page.title}!{cell.coordinate}"
            if cell.data_type == "f":
                yield f"{place}: a formula"
            if not isinstance(cell.value, str):
                continue
            if cell.value.strip() in _DASHES and page[1][cell.column - 1].value not in NOTES:
                yield f"{place}: “{cell.value}” in the place of nothing"
            if cell.value.startswith(RISKY) and not cell.quotePrefix:
                yield f"{place}: “{cell.value[:20]}” would be computed once edited"


def _columns(page: Any, heads: list[str]) -> Iterator[str]:
    if page.title == PAPER:
        return
    facts = len(heads) >= 2 and heads[0] in FACTS and heads[2:] in _BESIDE
    for number, head in enumerate(heads, start=1):
        cells = [row[0] for row in page.iter_rows(min_row=2, min_col=number, max_col=number)]
        kinds = {_kind(cell) for cell in cells} - {""}
        if "instant" in kinds and not re.search(r"\(.+\)", head):
            yield f"{page.title}: {head} names no zone"
        if head == "Item" and kinds - {"integer"}:
            yield f"{page.title}: {head} holds {sorted(kinds)}"
        if head.partition(" (")[0] in DAYS and kinds - {"day", "instant"}:
            yield f"{page.title}: {head} holds {sorted(kinds)}"
        if facts and number == 2:
            yield from _untyped(page, cells, of_facts=True)
            continue
        if len({kind.replace("integer", "number") for kind in kinds}) > 1:
            yield f"{page.title}: {head} holds {sorted(kinds)}"
        if head not in VERBATIM and head not in NOTES:
            yield from _untyped(page, cells)


_BESIDE: tuple[list[str], ...] = ([], ["Unit"], ["Note"], ["Unit", "Note"])


def _untyped(page: Any, cells: list[Any], *, of_facts: bool = False) -> Iterator[str]:
    for cell in cells:
        alone = isinstance(cell.value, str) and _TYPED.fullmatch(cell.value)
        if alone and not (of_facts and str(page.cell(cell.row, 1).value) in VERBATIM):
            yield f"{page.title}!{cell.coordinate}: “{cell.value}” is text"


def _kind(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return "instant" if "h" in cell.number_format else "day"
    if isinstance(value, int | float):
        return "integer" if value == int(value) else "number"
    return "text"
