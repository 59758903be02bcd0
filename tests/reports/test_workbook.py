"""Workbooks are written in memory, and packed there."""

import io
import tempfile
import tracemalloc
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from landwaiter.reports.workbook.in_memory import in_memory, write_workbook
from landwaiter.reports.workbook.typed_tables import (
    ReadMe,
    TypedColumns,
    fill_typed_tables,
    write_typed_tables,
)


@pytest.fixture(autouse=True)
def _no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants one finds no folder for it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))


READ_ME = ReadMe((("What", "Answer"),), datetime(2026, 3, 30, 9, tzinfo=UTC), marking="A & B")


def filled(*tables: TypedColumns) -> bytes:
    out = io.BytesIO()
    fill_typed_tables(out, READ_ME, tables)
    return out.getvalue()


def test_a_plain_table_needs_no_temporary_file() -> None:
    made = filled(TypedColumns("Entries", ("Case", "Text"), [("PL1-2026-000001", "said")]))
    page = load_workbook(io.BytesIO(made)).worksheets[1]
    assert [[cell.value for cell in row] for row in page.rows] == [
        ["Case", "Text"],
        ["PL1-2026-000001", "said"],
    ]


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row() -> None:
    text = "x" * 40_000
    made = filled(TypedColumns("Entries", ("Case", "Text"), [("PL1", text), ("PL2", "y")]))
    rows = list(load_workbook(io.BytesIO(made))["Entries"].iter_rows(min_row=2, values_only=True))
    assert "".join(str(said) for _case, said in rows[:-1]) == text
    assert [case for case, _said in rows] == ["PL1", None, None, "PL2"]


def test_values_are_typed_and_the_marking_stands_above_each_page() -> None:
    row = ("007", Decimal("1.50"), date(2026, 3, 1), None, "=1+1")
    book = load_workbook(io.BytesIO(filled(TypedColumns("T", tuple("abcde"), [row]))))
    kinds = [(cell.data_type, cell.number_format) for cell in book["T"][2]]
    assert kinds[:3] == [("s", "@"), ("n", "#,##0.00"), ("d", "yyyy-mm-dd")]
    assert (book["T"]["D2"].value, book["T"]["E2"].data_type) == (None, "s")
    pages: list[Any] = list(book.worksheets)
    assert {page.oddHeader.center.text for page in pages} == {"A && B"}
    assert {page.oddFooter.center.text for page in pages} == {"&P / &N"}


def test_equal_tables_are_equal_bytes() -> None:
    table = TypedColumns("T", ("a",), [("x",)])
    assert filled(table) == filled(table)


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
    write_typed_tables(file, READ_ME, [TypedColumns("Hits", list("abcdefghi"), rows)])
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo("xl/worksheets/sheet2.xml").file_size
    assert most < size / 4
    with closing(load_workbook(file, read_only=True)) as book:
        assert sum(1 for _row in book["Hits"].rows) == 10_001
