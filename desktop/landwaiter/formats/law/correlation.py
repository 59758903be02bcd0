"""The Commission's correlation table: CN code, TARIC code, dual-use code (Excel or CSV)."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.base.values import UnreadableValue
from landwaiter.formats.law.content import CellGrid, OfficialContent
from landwaiter.formats.law.importer import OfficialReading, Row, TableChoices, Tell
from landwaiter.formats.law.table import (
    OfficialColumn,
    ReadRow,
    TableHeader,
    headers,
    read_rows,
    reading_of,
    refuse_repeated,
    the_header,
)
from landwaiter.formats.law.values import codes, commodity, is_part
from landwaiter.i18n import _, plural

KEY = ("hs6", "cn", "control_code")
LIST = "eu"
_HEADING = partial(commodity, lengths=(6, 8, 10))
_SAMPLE = 200
_SHARE = 0.9
"""Of a column's cells that must read as codes for the column to be told without a header."""


def _taric(cell: str) -> str:
    """Ten figures, or the two that follow the CN code."""
    figures = cell.replace(" ", "")
    if figures.isascii() and figures.isdigit() and len(figures) <= 2:
        return figures.zfill(2)
    return commodity(cell, lengths=(8, 10))


COLUMNS = (
    OfficialColumn(
        "cn",
        _HEADING,
        also=(
            "cn code",
            "cn codes",
            "cn8",
            "combined nomenclature",
            "combined nomenclature code",
            "hs cn code",
            "goods code",
            "commodity code",
            "kn code",
            "kn",
            "warennummer",
            "code nc",
            "nc",
            "nomenclature combinee",
            "codigo nc",
            "codice nc",
            "kod cn",
            "kod pcn",
            "gn code",
            "kn kod",
            "kod kn",
        ),
        needed=True,
        filled=True,
    ),
    OfficialColumn(
        "taric",
        _taric,
        also=(
            "taric code",
            "taric codes",
            "taric subheading",
            "cn taric code",
            "code taric",
            "kod taric",
            "taric unterposition",
            "codice taric",
            "codigo taric",
        ),
    ),
    OfficialColumn(
        "control_code",
        codes,
        also=(
            "dual use code",
            "dual use codes",
            "dual use",
            "du code",
            "dual use list code",
            "dual use item",
            "dual use entry",
            "annex i",
            "annex i code",
            "dual use codes annex i",
            "eu dual use code",
            "code double usage",
            "codes double usage",
            "code biens double usage",
            "double usage",
            "dual use nummer",
            "gueterlistennummer",
            "guterlistennummer",
            "listenposition",
            "dual use guter",
            "kod podwojnego zastosowania",
            "produkty podwojnego zastosowania",
            "codice duplice uso",
            "codigo doble uso",
            "footnote",
        ),
        needed=True,
        filled=True,
    ),
    OfficialColumn(
        "description",
        also=("cn description", "goods description", "warenbezeichnung", "designation", "opis"),
    ),
)


def recognises(content: OfficialContent) -> bool:
    """Whether some sheet names the columns, or holds a column of each kind of code."""
    return bool(headers(content, COLUMNS, {})) or any(map(_told_by_cells, content.grids))


def read(content: OfficialContent, choices: TableChoices, tell: Tell) -> OfficialReading:
    """One row of the pack for each heading and code; Invalid where no header can be found."""
    findings = Findings(content.file)
    header = _header(content, choices)
    rows: list[tuple[int, Row]] = []
    numbers: set[int | str | None] = set()
    zeros = 0
    for found in read_rows(header, COLUMNS, findings, tell):
        numbers.add(found.number)
        zeros += _lost_a_zero(found)
        rows.extend((found.number, row) for row in _pack_rows(found, findings))
    if zeros:
        findings.warn(
            plural(
                zeros,
                "A leading zero was put back before {n} code that a spreadsheet had shortened.",
                "A leading zero was put back before {n} codes that a spreadsheet had shortened.",
            )
        )
    refuse_repeated(rows, KEY, findings)
    return reading_of(rows, numbers, findings)


def _header(content: OfficialContent, choices: TableChoices) -> TableHeader:
    if not choices.mapping and not headers(content, COLUMNS, {}):
        told = [header for header in map(_told_by_cells, content.grids) if header]
        if len(told) == 1:
            return told[0]
    return the_header(content, COLUMNS, choices)


def _told_by_cells(grid: CellGrid) -> TableHeader | None:
    """The columns of a sheet without a known header, by what their cells read as."""
    sample = [cells for _number, cells in grid.rows[:_SAMPLE]]
    width = max(map(len, sample), default=0)
    columns = [[row[at] for row in sample if at < len(row) and row[at]] for at in range(width)]
    cn = next((at for at in range(width) if _reads_as(columns[at], _HEADING)), None)
    code = next((at for at in range(width) if _reads_as(columns[at], codes)), None)
    if cn is None or code is None:
        return None
    first = next(
        index for index, row in enumerate(sample) if cn < len(row) and _sound(_HEADING, row[cn])
    )
    return TableHeader(grid, first - 1, {"cn": cn, "control_code": code})


def _reads_as(cells: Sequence[str], reader: Any) -> bool:
    return len(cells) >= 3 and sum(_sound(reader, cell) for cell in cells) >= _SHARE * len(cells)


def _sound(reader: Any, cell: str) -> bool:
    try:
        return bool(reader(cell))
    except UnreadableValue:
        return False


def _lost_a_zero(found: ReadRow) -> bool:
    figures = "".join(sign for sign in found.raw.get("cn", "") if sign.isdigit())
    return len(figures) % 2 == 1


def _pack_rows(found: ReadRow, findings: Findings) -> Iterable[Row]:
    heading = _joined(found, findings)
    if heading is None:
        return
    # A row at six figures is known by `hs6` alone: at eight it would speak of its neighbours too.
    is_six = len(heading) == 6
    for one in found.values["control_code"]:
        yield {
            "hs6": heading if is_six else "",
            "cn": "" if is_six else heading,
            "list": LIST,
            "control_code": one,
            "part": "y" if is_part(found.raw["cn"]) else "",
            "description": found.values.get("description", ""),
        }


def _joined(found: ReadRow, findings: Findings) -> str | None:
    """CN and TARIC as one code; 00 at its end means the whole CN code."""
    cn, taric = found.values["cn"], found.values.get("taric", "")
    whole = f"{cn}{taric}" if len(taric) == 2 and len(cn) == 8 else taric or cn
    if not whole.startswith(cn):
        findings.reject(
            _("The TARIC code lies outside the CN code {cn}.").format(cn=cn),
            row=found.number,
            field="taric",
            value=taric,
            remedy=_("Correct one of them."),
        )
        return None
    return whole[:8] if len(whole) == 10 and whole.endswith("00") else str(whole)
