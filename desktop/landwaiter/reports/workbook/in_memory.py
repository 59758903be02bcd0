"""A workbook that is written in memory: no sheet of it lies on the disk in the clear meanwhile.

openpyxl's write-only sheets go through the system's folder for temporary files, and stay there if
the program is killed. Its `WorksheetWriter` takes another target (`out`); here that target is
memory, packed as it comes, so that a sheet of 100,000 rows takes some megabytes there and not a
hundred.
"""

import gzip
import io
import zipfile
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, cast

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_MOMENT = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 16
_FASTEST = 1
"""The level of packing in memory; the file itself is packed better."""


def in_memory(page: Any) -> None:
    """Makes a write-only sheet keep its rows in memory; before the first row, after its columns."""
    page._writer = _InMemory(page)
    page._writer.write_top()


def write_workbook(book: Workbook, out: Path | BinaryIO) -> None:
    """The file of the workbook; equal workbooks give equal bytes.

    Each of its sheets was handed to `in_memory`.
    """
    with _SteadyZip(out, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()


class _Packed:
    """What openpyxl takes for a file: packed when written, unpacked when read back."""

    def __init__(self) -> None:
        self._kept = io.BytesIO()
        self._packing = gzip.GzipFile(fileobj=self._kept, mode="wb", compresslevel=_FASTEST)
        self.size = 0

    def write(self, data: Any) -> None:
        self.size += self._packing.write(data)

    def blocks(self) -> Iterator[bytes]:
        """Everything that was written, piece after piece; nothing is written afterwards."""
        self._packing.close()
        self._kept.seek(0)
        with gzip.GzipFile(fileobj=self._kept) as content:
            while block := content.read(_BLOCK):
                yield block

    def close(self) -> None:
        """Lets the memory go."""
        self._kept.close()


class _InMemory(WorksheetWriter):
    """Writes a sheet as openpyxl does, but into memory."""

    def __init__(self, page: Any) -> None:
        self._packed = _Packed()
        super().__init__(page, out=self._packed)

    def cleanup(self) -> None:
        """Once the sheet is in the file; openpyxl would remove its temporary file here."""
        self._packed.close()


class _SteadyZip(zipfile.ZipFile):
    """A zip whose members carry no clock; openpyxl hands it the sheets as files to read."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        del args, kwargs
        super().writestr(self._info(str(zinfo_or_arcname)), data)

    def write(
        self,
        filename: str | PathLike[str],
        arcname: str | PathLike[str] | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        del args, kwargs
        sheet, info = cast(_Packed, filename), self._info(str(arcname))
        info.file_size = sheet.size
        with self.open(info, "w") as target:
            for block in sheet.blocks():
                target.write(block)

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, date_time=_MOMENT)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o600 << 16
        return info
