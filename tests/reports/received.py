"""Reports as a recipient gets them: untouched, saved again, or tampered with."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
from tests.reports.builders import a_rich_dossier, a_signer

from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.proof.verify import CheckedFile, verify_reports
from landwaiter.reports.workbook.xlsx import render_xlsx


@cache
def a_pdf() -> bytes:
    return render_pdf(a_rich_dossier(), signer=a_signer())


@cache
def an_xlsx() -> bytes:
    return render_xlsx(a_rich_dossier(), signer=a_signer())


def saved(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def checked(folder: Path, data: bytes, name: str) -> CheckedFile:
    return verify_reports([saved(folder, data, name)], key_sheet=None).files[0]


def changed_pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def changed_xlsx(change: Callable[[Any], None]) -> bytes:
    return saved_again(an_xlsx(), change)


def saved_again(data: bytes, change: Callable[[Any], None] = lambda book: None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(an_xlsx())) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, parts.get(name, source.read(name)))
        for name in parts.keys() - set(source.namelist()):
            target.writestr(name, parts[name])
    return out.getvalue()


def member(name: str) -> bytes:
    """A part of the untouched workbook."""
    with zipfile.ZipFile(io.BytesIO(an_xlsx())) as source:
        return source.read(name)
