"""Code lists of the export control regimes as the UK licensing system has them.

No header: code, status, depth, GB list, and for the missile regime its category. They are lists
of codes without texts.
"""

import re

from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.law.content import OfficialContent
from landwaiter.formats.law.importer import OfficialReading, Row, TableChoices, Tell
from landwaiter.formats.law.table import reading_of, refuse_repeated
from landwaiter.i18n import _

KEY = ("code",)
_CODE = re.compile(r"(?P<regime>[MNT])[0-9A-Za-z]*(\.[0-9A-Za-z]+)*")
_REGIMES = {"M": "MTCR", "N": "NSG dual use", "T": "NSG trigger list"}
_STATUS = ("ACTIVE", "PARENT", "INACTIVE")
_WIDTHS = (4, 5)


def recognises(content: OfficialContent) -> bool:
    """Every one of the first rows has the form of these lists."""
    if len(content.grids) != 1:
        return False
    first = [cells for _number, cells in content.grids[0].rows[:20]]
    return bool(first) and all(
        len(cells) in _WIDTHS and cells[1] in _STATUS and cells[3] == "UK" for cells in first
    )


def read(content: OfficialContent, _choices: TableChoices, tell: Tell) -> OfficialReading:
    """A row for each code: regime, status, depth."""
    findings = Findings(content.file)
    rows: list[tuple[int, Row]] = []
    body = content.grids[0].rows if content.grids else ()
    for number, cells in body:
        tell(number, len(body))
        row = _row(cells)
        if row is None:
            findings.reject(
                _("This is not a row of code, status, depth and list."),
                row=number,
                value=", ".join(cells)[:80],
                remedy=_("Correct the row; such a row reads M1A1, ACTIVE, 4, UK."),
            )
        else:
            rows.append((number, row))
    if not rows and not findings.rejected:
        findings.reject(_("The file has no rows."), remedy=_("Download it again."))
    refuse_repeated(rows, KEY, findings)
    return reading_of(rows, (number for number, _row in rows), findings)


def pack_id(rows: tuple[Row, ...]) -> str:
    """`uk_mtcr_cat_1`: each list is a pack of its own."""
    words = f"uk {rows[0]['regime']} {rows[0]['category']}".casefold().split()
    return "_".join(words)


def _row(cells: tuple[str, ...]) -> Row | None:
    if len(cells) not in _WIDTHS:
        return None
    written, status, depth, owner, *category = cells
    found = _CODE.fullmatch(written)
    if not found or status not in _STATUS or not depth.isdigit() or owner != "UK":
        return None
    return {
        "list": "uk",
        "code": written,
        "regime": _REGIMES[found["regime"]],
        "category": category[0] if category else "",
        "status": status.lower(),
        "depth": depth,
        "title": "",
    }
