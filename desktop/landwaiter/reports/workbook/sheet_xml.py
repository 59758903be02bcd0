"""Rows of an openpyxl sheet written element by element, at a third of its own cost per cell.

openpyxl keeps the rest of the workbook: styles, filters, the package. Its write-only sheet hands
each row to a coroutine; this puts another coroutine in its place. Every value is typed here, so
no text is ever guessed to be a formula, an error or a number.
"""

from collections.abc import Callable, Generator, Sequence
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.xml.constants import XML_NS
from openpyxl.xml.functions import Element, SubElement

from landwaiter.reports.workbook.in_memory import in_memory
from landwaiter.reports.workbook.sheet_columns import Value
from landwaiter.reports.workbook.sheets import number_text

Styled = tuple[Value, int]
"""A value and the number of its style in the workbook; 0: the plain one."""

_serial: Callable[[date], float] = to_excel
_SPACE = f"{{{XML_NS}}}space"


def typed_rows(page: Any, columns: int) -> None:
    """Makes `page.append` of a write-only sheet take rows of `Styled`, at most `columns` wide."""
    in_memory(page)
    page._rows = _rows(page, [get_column_letter(place + 1) for place in range(columns)])
    next(page._rows)


def _rows(page: Any, letters: Sequence[str]) -> Generator[None, Sequence[Styled], None]:
    writer = page._writer.xf
    xf = writer.send(True)
    number = 0
    with xf.element("sheetData"):
        try:
            while True:
                row = yield
                number += 1
                xf.write(_row(row, str(number), letters))
        except GeneratorExit:
            pass
    writer.send(None)


def _row(cells: Sequence[Styled], number: str, letters: Sequence[str]) -> Any:
    row: Any = Element("row", {"r": number})
    for (value, style), letter in zip(cells, letters, strict=False):
        if value is None:
            continue
        attributes = {"r": letter + number}
        if style:
            attributes["s"] = str(style)
        if isinstance(value, str):
            attributes["t"] = "inlineStr"
            _text(SubElement(row, "c", attributes), value)
        else:
            _number(SubElement(row, "c", attributes), value)
    return row


def _text(cell: Any, value: str) -> None:
    spaced = {_SPACE: "preserve"} if value != value.strip() else {}
    text: Any = SubElement(SubElement(cell, "is"), "t", spaced)
    text.text = value


def _number(cell: Any, value: Any) -> None:
    figures: Any = SubElement(cell, "v")
    figures.text = str(_serial(value)) if isinstance(value, date) else number_text(value)
