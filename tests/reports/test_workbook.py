"""Workbooks are written in memory, and packed there."""

import io
import tempfile
import tracemalloc
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from landwaiter.reports.workbook.in_memory import in_memory, write_workbook
from landwaiter.reports.workbook.plain_xlsx import plain_xlsx
from landwaiter.reports.workbook.text_tables import TextTable, write_text_tables


@pytest.fixture(autouse=True)
def _no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants one finds no folder for it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))


def test_a_plain_table_needs_no_temporary_file() -> None:
    made = plain_xlsx("Answer", ("Case", "Text"), [("PL1-2026-000001", "said")])
    page = load_workbook(io.BytesIO(made)).worksheets[0]
    assert [[cell.value for cell in row] for row in page.rows] == [
        ["Case", "Text"],
        ["PL1-2026-000001", "said"],
    ]


def test_a_sheet_that_nobody_keeps_in_memory_would_need_one() -> None:
    book = Workbook(write_only=True)
    with pytest.raises(FileNotFoundError):
        book.create_sheet("1").append(["x"])


def test_equal_workbooks_are_equal_bytes() -> None:
    def made() -> bytes:
        book, out = Workbook(write_only=True), io.BytesIO()
        book.properties.created = book.properties.modified = datetime(2026, 3, 30)
        page = book.create_sheet("1")
        in_memory(page)
        page.append(["x", 1])
        write_workbook(book, out)
        return out.getvalue()

    assert made() == made()


@pytest.mark.thorough
def test_a_long_table_takes_a_fraction_of_its_size_in_memory(tmp_path: Path) -> None:
    """What 100,000 rows take stands in docs/performance.md."""
    rows = [[f"Morning Lathe Trading No. {n} of Ningbo", str(n), "CN"] * 3 for n in range(10_000)]
    file = tmp_path / "t.xlsx"
    tracemalloc.start()
    write_text_tables(file, [TextTable("Hits", list("abcdefghi"), rows)])
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    assert most < size / 4
    with closing(load_workbook(file, read_only=True)) as book:
        assert sum(1 for _row in book.worksheets[0].rows) == 10_001
