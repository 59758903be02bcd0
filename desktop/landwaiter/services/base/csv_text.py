"""Tables as CSV that spreadsheets open well: no cell is taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(cell: str) -> str:
    """The cell with a sign before it where it would be computed."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_csv_rows(file: TextIO, head: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    """Head and rows; a BOM tells spreadsheets the encoding."""
    file.write("\ufeff")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
