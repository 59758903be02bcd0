"""How the cells of a workbook look: their number formats, and whether fonts and fills are plain.

A number format may print anything in place of a value, so one that is not the cell's own is a
change. Fonts and fills differ after many an honest re-save; they are only said not to be proven.
"""

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

from lxml import etree
from openpyxl.utils import get_column_letter

from landwaiter.i18n import _
from landwaiter.reports.dossier.change import ReportChange
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.reports.workbook.sheet_columns import SheetCell
from landwaiter.reports.workbook.sheet_style import (
    FONT,
    FONT_SIZE,
    number_format,
    text_format,
)
from landwaiter.reports.workbook.sheets import HIDDEN_SHEET, sheets
from landwaiter.reports.workbook.xlsx_parts import SAFE

_PIECE = re.compile(r'"([^"]*)"|\\(.)|(.)', re.DOTALL)
_PLAIN_SIGNS = " -:"
"""What stands for itself in a number format without being quoted."""
_BLACK = frozenset({"FF000000", "00000000", "000000"})
_STRINGS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
_THEME = re.compile(r"xl/theme/[^/]+\.xml")
_INK = 1
"""Of a theme's colours the one of text (dk1)."""
_SYSTEM_INK = 64
_RUN = frozenset({"rFont", "sz", "color", "b", "family", "charset", "scheme"})


def format_changes(book: Any, dossier: Dossier, *, besides: Collection[str]) -> list[ReportChange]:
    """The cells whose number format is not their own, but for the sheets `besides`."""
    found: list[ReportChange] = []
    with worded_in(dossier.spoken()):
        for sheet in sheets(dossier):
            heads = [SheetCell(head) for head in sheet.heads]
            rows = chain([heads], sheet.rows)
            if sheet.name in book.sheetnames and sheet.name not in besides:
                found += _formats(sheet.name, rows, book[sheet.name].iter_rows())
            for _row in rows:
                pass
    return found


def _formats(
    name: str, wanted: Iterator[Sequence[SheetCell]], rows: Iterator[Sequence[Any]]
) -> Iterator[ReportChange]:
    for number, (entries, cells) in enumerate(zip(wanted, rows, strict=False), start=1):
        for column, (entry, cell) in enumerate(zip(entries, cells, strict=False), start=1):
            if entry.value in (None, "") or cell.value is None:
                continue
            own, now = _own(entry), cell.number_format
            if _shape(own) != _shape(now):
                place = f"{name}!{get_column_letter(column)}{number}"
                yield ReportChange(
                    place,
                    _("its number format was “{was}”, is “{now}”.").format(was=own, now=now),
                )


def _own(entry: SheetCell) -> str:
    if isinstance(entry.value, str):
        return text_format(entry.value)
    return number_format(entry.value)


@cache
def _shape(code: str) -> tuple[str, ...]:
    """A number format sign by sign, however its literal signs are quoted."""
    return tuple(_signs(code))


def _signs(code: str) -> Iterator[str]:
    for quoted, escaped, bare in _PIECE.findall(code):
        if bare and bare not in _PLAIN_SIGNS:
            yield bare.lower()
        else:
            yield from (f"={sign}" for sign in quoted or escaped or bare)


def looks_plain(book: Any, data: bytes) -> bool:
    """Whether each cell has the font of the report in black, and no fill."""
    return _cells_plain(book) and _texts_plain(data)


def _cells_plain(book: Any) -> bool:
    known: dict[int, bool] = {}
    for page in book.worksheets:
        if page.title == HIDDEN_SHEET:
            continue
        for row in page.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                style = cell._style_id
                if style not in known:
                    known[style] = _cell_plain(cell)
                if not known[style]:
                    return False
    return True


def _cell_plain(cell: Any) -> bool:
    font = cell.font
    return (
        (font.name, font.sz) == (FONT, FONT_SIZE)
        and not (font.strike or font.vertAlign or font.u or font.i)
        and _black(font.color)
        and cell.fill.fill_type in (None, "none")
    )


def _black(colour: Any) -> bool:
    if colour is None or colour.type == "auto":
        return True
    if colour.type == "theme":
        return bool(colour.theme == _INK and not colour.tint)
    return colour.value in _BLACK or colour.value == _SYSTEM_INK


def _texts_plain(data: bytes) -> bool:
    """Whether parts of texts have no font of their own, and the ink of the theme is black."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return all(
            _all_plain(archive, name, tag, plain)
            for name in archive.namelist()
            for pattern, tag, plain in _CHECKS
            if pattern.fullmatch(name)
        )


def _all_plain(archive: zipfile.ZipFile, name: str, tag: str, plain: Callable[[Any], bool]) -> bool:
    with archive.open(name) as source:
        return all(plain(found) for _event, found in etree.iterparse(source, tag=tag, **SAFE))


def _run_plain(run: Any) -> bool:
    values = {etree.QName(part).localname: part for part in run}
    colour = values.get("color")
    return (
        values.keys() <= _RUN
        and _value(values.get("rFont"), FONT) == FONT
        and _value(values.get("sz"), str(FONT_SIZE)) in (str(FONT_SIZE), f"{FONT_SIZE}.0")
        and (colour is None or _run_colour(dict(colour.attrib)))
    )


def _value(part: Any, default: str) -> str:
    return default if part is None else str(part.get("val", ""))


def _run_colour(said: dict[str, str]) -> bool:
    return said in ({"theme": str(_INK)}, {"auto": "1"}, {"indexed": str(_SYSTEM_INK)}) or (
        said.keys() == {"rgb"} and said["rgb"] in _BLACK
    )


def _ink_black(ink: Any) -> bool:
    return all(colour.get("val") == "windowText" or colour.get("val") in _BLACK for colour in ink)


def _no_phonetic(_element: Any) -> bool:
    return False


_CHECKS = (
    (_STRINGS, "{*}rPr", _run_plain),
    (_STRINGS, "{*}rPh", _no_phonetic),
    (_THEME, "{*}dk1", _ink_black),
)
