"""Goods nomenclatures: the TARIC exports of the Commission, and the Harmonised System."""

import re
from functools import partial

from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.base.values import UnreadableValue
from landwaiter.formats.law.content import OfficialContent
from landwaiter.formats.law.importer import OfficialReading, Row, TableChoices, Tell
from landwaiter.formats.law.table import (
    OfficialColumn,
    headers,
    read_rows,
    reading_of,
    refuse_repeated,
    the_header,
)
from landwaiter.formats.law.values import commodity, day, text, yes_or_no
from landwaiter.i18n import _

TARIC_KEY = ("code", "suffix")
HS_KEY = ("code",)
_GOODS_CODE = re.compile(r"([0-9]{9,10}) ?([0-9]{2})")
_WHOLE = "TOTAL"
"""Some tables end with a row for all goods together; it is no code."""
_LEVELS = ("2", "4", "5", "6")
_CHAPTER, _HEADING, _SUBHEADING = 2, 4, 6


def _goods_code(cell: str) -> tuple[str, str]:
    """`0101290000 80`: ten figures and the suffix of the product line."""
    found = _GOODS_CODE.fullmatch(cell)
    if not found:
        raise UnreadableValue(
            _("This is not a goods code of ten figures with a suffix of two."),
            _("Write it as 0101290000 80."),
        )
    return found[1].zfill(10), found[2]


def _hs_code(cell: str) -> str:
    """Two, four or six figures, or the word for the whole."""
    if cell == _WHOLE:
        return cell
    if len(cell.strip()) in (1, 2) and cell.strip().isdigit():
        return cell.strip().zfill(2)
    return commodity(cell, lengths=(_HEADING, _SUBHEADING))


def _level(cell: str) -> str:
    if cell not in _LEVELS:
        raise UnreadableValue(_("There is no such level."), _("Write 2, 4 or 6."))
    return cell


_BEGINS = OfficialColumn(
    "valid_from", day, also=("start date", "date de debut", "beginn"), filled=True
)
_ENDS = OfficialColumn("valid_to", day, also=("end date", "date de fin", "ende"))
_CODE = OfficialColumn("code", _goods_code, also=("goods code",), needed=True, filled=True)
TARIC = (
    _CODE,
    _BEGINS,
    _ENDS,
    OfficialColumn("language", also=("language",)),
    OfficialColumn("position", also=("hier pos",)),
    OfficialColumn("indent", also=("indent",)),
    OfficialColumn("description", also=("description",), needed=True, filled=True),
)
DECLARABLE = (
    _CODE,
    _BEGINS,
    OfficialColumn("declarable_from", day, also=("decl start date",), needed=True),
    OfficialColumn("leaf", yes_or_no, also=("is leaf",), needed=True, filled=True),
    _ENDS,
)
HS = (
    OfficialColumn("code", _hs_code, also=("hscode", "hs code", "hs6"), needed=True, filled=True),
    OfficialColumn("description", also=("description",), needed=True, filled=True),
    OfficialColumn("parent", text, also=("parent",), needed=True),
    OfficialColumn("level", _level, also=("level",), needed=True, filled=True),
    OfficialColumn("section", also=("section",)),
)


def _is(columns: tuple[OfficialColumn, ...], content: OfficialContent) -> bool:
    return bool(headers(content, columns, {}))


is_taric = partial(_is, TARIC)
is_declarable = partial(_is, DECLARABLE)
is_hs = partial(_is, HS)


def _read_goods_codes(
    columns: tuple[OfficialColumn, ...], content: OfficialContent, choices: TableChoices, tell: Tell
) -> OfficialReading:
    findings = Findings(content.file)
    rows: list[tuple[int, Row]] = []
    for found in read_rows(the_header(content, columns, choices), columns, findings, tell):
        number, suffix = found.values["code"]
        others = {column.name: found.values.get(column.name, "") for column in columns[1:]}
        if "indent" in others:
            others["indent"] = str(others["indent"].count("-"))
        rows.append((found.number, {"code": number, "suffix": suffix, **others}))
    refuse_repeated(rows, TARIC_KEY, findings)
    return reading_of(rows, (number for number, _row in rows), findings)


read_taric = partial(_read_goods_codes, TARIC)
read_declarable = partial(_read_goods_codes, DECLARABLE)


def read_hs(content: OfficialContent, choices: TableChoices, tell: Tell) -> OfficialReading:
    """Chapters, headings and subheadings; each must stand under one that is there."""
    findings = Findings(content.file)
    rows: list[tuple[int, Row]] = []
    numbers: list[int | str | None] = []
    for found in read_rows(the_header(content, HS, choices), HS, findings, tell):
        numbers.append(found.number)
        if found.values["code"] != _WHOLE:
            row = {column.name: found.values.get(column.name, "") for column in HS}
            rows.append((found.number, row))
    refuse_repeated(rows, HS_KEY, findings)
    _refuse_orphans(rows, findings)
    return reading_of(rows, numbers, findings)


def _refuse_orphans(rows: list[tuple[int, Row]], findings: Findings) -> None:
    known = {row["code"] for _number, row in rows}
    for number, row in rows:
        length = len(row["code"])
        above = row["code"][: length - 2]
        if str(length) != row["level"] or (length > _CHAPTER and above not in known):
            findings.reject(
                _("The code does not stand under one of the level above it."),
                row=number,
                field="code",
                value=row["code"],
                remedy=_("Add the chapter or heading, or correct level and code."),
            )
