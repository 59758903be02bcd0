"""The trade register of a database of arms transfers, as SIPRI gives it out.

Lines about the file stand before the header; three columns have a blank for a name and say whether
the number beside them is uncertain. It is background on relations between states and nothing else.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from babel import Locale

from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.law.content import OfficialContent
from landwaiter.formats.law.importer import OfficialReading, Row, TableChoices, Tell
from landwaiter.formats.law.table import reading_of
from landwaiter.i18n import N_, _, plural

HEADER: Final = (
    "recipient", "supplier", "year of order", "", "number ordered", "", "weapon designation",
    "weapon description", "number delivered", "", "year(s) of delivery", "status", "comments",
    "sipri tiv per unit", "sipri tiv for total order", "sipri tiv of delivered weapons",
)  # fmt: skip
COLUMNS: Final = (
    "recipient", "supplier", "ordered", "ordered_uncertain", "number_ordered",
    "number_ordered_uncertain", "designation", "description", "delivered", "delivered_uncertain",
    "delivery_years", "status", "comments", "tiv_unit", "tiv_order", "tiv_delivered",
)  # fmt: skip
"""Our columns in the order of the file's own; two with the codes of the states follow."""
_LEAST = COLUMNS.index("status") + 1
"""Cells that a row has at least: publishers leave empty ones at its end out."""
_WITHIN = 40
"""Lines in which the header stands."""
_FORMS: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "recipient": (re.compile(r".+"), N_("the name of a state")),
    "supplier": (re.compile(r".+"), N_("the name of a state")),
    "ordered": (re.compile(r"(\d{4})?"), N_("a year")),
    "delivery_years": (re.compile(r"(\d{4}(; ?\d{4})*)?"), N_("years")),
    **dict.fromkeys(
        ("ordered_uncertain", "number_ordered_uncertain", "delivered_uncertain"),
        (re.compile(r"\??"), N_("a question mark or nothing")),
    ),
    **dict.fromkeys(
        ("number_ordered", "delivered", "tiv_unit", "tiv_order", "tiv_delivered"),
        (re.compile(r"(\d+(\.\d+)?)?"), N_("a number")),
    ),
}
_ALSO: Final[Mapping[str, str]] = {
    "bosnia-herzegovina": "BA",
    "brunei darussalam": "BN",
    "cabo verde": "CV",
    "cote d'ivoire": "CI",
    "czech republic": "CZ",
    "dr congo": "CD",
    "eswatini": "SZ",
    "hong kong": "HK",
    "macedonia": "MK",
    "myanmar": "MM",
    "palestine": "PS",
    "turkey": "TR",
    "turkiye": "TR",
    "uae": "AE",
    "viet nam": "VN",
}
"""Names of states as the register writes them, beside those of CLDR; states of the past have no
code."""


def recognises(content: OfficialContent) -> bool:
    """One table with the header of a trade register in its first lines."""
    return len(content.grids) == 1 and _header_at(content) is not None


def read(content: OfficialContent, _choices: TableChoices, tell: Tell) -> OfficialReading:
    """A row for each deal, with the codes of both states where they have one today."""
    findings = Findings(content.file)
    at = _header_at(content)
    body = content.grids[0].rows[at + 1 :] if at is not None else ()
    rows: list[tuple[int, Row]] = []
    for number, cells in body:
        tell(number, len(body))
        row = _row(cells, number, findings)
        if row is not None:
            rows.append((number, row))
    if not body:
        findings.reject(_("The file has no rows."), remedy=_("Download it again."))
    return reading_of(rows, (number for number, _row in rows), findings)


def _header_at(content: OfficialContent) -> int | None:
    for at, (_number, cells) in enumerate(content.grids[0].rows[:_WITHIN]):
        if tuple(cell.strip().casefold() for cell in cells) == HEADER:
            return at
    return None


def _row(cells: Sequence[str], number: int, findings: Findings) -> Row | None:
    if not _LEAST <= len(cells) <= len(COLUMNS):
        findings.reject(
            plural(
                len(cells),
                "The row has {n} cell; a deal has {least} to {most}.",
                "The row has {n} cells; a deal has {least} to {most}.",
                least=_LEAST,
                most=len(COLUMNS),
            ),
            row=number,
            value=", ".join(cells)[:80],
            remedy=_("The file may be cut off here; download it again."),
        )
        return None
    padded = (*cells, *[""] * (len(COLUMNS) - len(cells)))
    row = dict(zip(COLUMNS, padded, strict=True))
    wrong = [name for name, (form, _said) in _FORMS.items() if not form.fullmatch(row[name])]
    for name in wrong:
        findings.reject(
            _("This is not {expected}.").format(expected=_(_FORMS[name][1])),
            row=number,
            field=name,
            value=row[name],
            remedy=_("Compare the row with the register; the file may be damaged."),
        )
    if wrong:
        return None
    return {
        **row,
        "recipient_code": code_of(row["recipient"]),
        "supplier_code": code_of(row["supplier"]),
    }


def code_of(state: str) -> str:
    """ISO 3166-1 alpha-2 of a state's English name; empty for one that there is no more."""
    name = state.casefold().strip()
    return _ALSO.get(name) or _codes().get(name, "")


@cache
def _codes() -> Mapping[str, str]:
    territories = Locale("en").territories
    return {name.casefold(): code for code, name in territories.items() if code.isalpha()}
