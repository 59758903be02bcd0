"""Goods annexes of embargo regulations and other tables of the office, one row for each good.

The forms are ours (`resources/templates`): authorities publish annexes as text, from which such
a table is made; other headers are mapped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.base.values import UnreadableValue
from landwaiter.formats.law.content import OfficialContent
from landwaiter.formats.law.importer import OfficialReading, Row, TableChoices, Tell
from landwaiter.formats.law.table import (
    OfficialColumn,
    ReadRow,
    headers,
    read_rows,
    reading_of,
    refuse_repeated,
    the_header,
)
from landwaiter.formats.law.values import code, codes, commodity, country, day, is_part, yes_or_no
from landwaiter.i18n import _

COLUMN_OF: Mapping[int, str] = {4: "hs4", 6: "hs6", 8: "cn8", 10: "cn10"}
"""Figures of a heading → the column by which rules find it."""
ANNEX_KEY = ("instrument", "annex", "destination", *COLUMN_OF.values(), "code", "valid_from")
ANY = "*"
STANDINGS = ("prohibited", "case by case", "permitted", "unstated")
"""What an act does with goods, as the embargo matrix says it."""
_AUTHORISATIONS = tuple(f"EU00{number}" for number in range(1, 9))


def _authorisation(cell: str) -> str:
    name = cell.replace(" ", "").upper()
    if name not in _AUTHORISATIONS:
        raise UnreadableValue(
            _("There is no such general authorisation."),
            _("Write one of {names}.").format(names=", ".join(_AUTHORISATIONS)),
        )
    return name


def _state(cell: str) -> str:
    return ANY if cell == ANY else country(cell)


def _standing(cell: str) -> str:
    word = " ".join(cell.casefold().replace("_", " ").split())
    if word not in STANDINGS:
        raise UnreadableValue(
            _("This does not say what the act does with the goods."),
            _("Write one of {names}.").format(names=", ".join(STANDINGS)),
        )
    return word


def _zone(cell: str) -> str:
    word = cell.strip().casefold()
    if word not in ("excluded", "included"):
        raise UnreadableValue(
            _("This does not say what holds for free zones."), _("Write excluded or included.")
        )
    return word


_VALID = (
    OfficialColumn("valid_from", day, also=("from", "gueltig von", "valid as of")),
    OfficialColumn("valid_to", day, also=("to", "until", "gueltig bis")),
)
_SOURCE = OfficialColumn("source", also=("basis", "reference", "quelle"))
ANNEX = (
    OfficialColumn(
        "instrument", also=("regulation", "act", "verordnung"), needed=True, filled=True
    ),
    OfficialColumn("annex", also=("anhang", "annexe"), needed=True, filled=True),
    OfficialColumn(
        "heading",
        commodity,
        also=("cn code", "cn", "hs code", "hs", "taric", "taric code", "commodity code", "kn code"),
    ),
    OfficialColumn("code", also=("entry", "entry code", "item")),
    OfficialColumn("description", also=("goods", "text", "warenbezeichnung")),
    *_VALID,
    _SOURCE,
)
EMBARGO = (
    *ANNEX[:2],
    OfficialColumn(
        "destination", country, also=("country", "state", "against"), needed=True, filled=True
    ),
    *ANNEX[2:-1],
    OfficialColumn("standing", _standing, also=("measure", "effect")),
    OfficialColumn("measure_from", day, also=("prohibited from",)),
    OfficialColumn("wind_down_to", day, also=("wind down", "contracts until")),
    _SOURCE,
)
GENERAL = (
    OfficialColumn(
        "authorisation",
        _authorisation,
        also=("authorization", "general authorisation"),
        needed=True,
        filled=True,
    ),
    OfficialColumn("destination", country, also=("country",), needed=True),
    OfficialColumn("covered", yes_or_no, also=("is covered",)),
    OfficialColumn("excluded", codes, also=("excluded item", "excluded items", "exclusion")),
    OfficialColumn("free_zone", _zone, also=("free zones",)),
    *_VALID,
    _SOURCE,
)
GENERAL_KEY = ("authorisation", "destination", "excluded", "valid_from")
ROUTES = (
    OfficialColumn("export", _state, also=("from", "country of export"), needed=True, filled=True),
    OfficialColumn(
        "destination", _state, also=("to", "country of destination"), needed=True, filled=True
    ),
    OfficialColumn("country", country, also=("via", "through"), needed=True, filled=True),
    _SOURCE,
)
ROUTES_KEY = ("export", "destination", "country")
PARTNERS = (
    OfficialColumn("country", country, also=("partner", "state"), needed=True, filled=True),
    OfficialColumn("basis", also=("source", "act"), needed=True, filled=True),
)
PARTNERS_KEY = ("set", "country")
PARTNER_SET = "annex_viii"

Made = Callable[[ReadRow, Findings], list[Row]]


@dataclass(frozen=True, slots=True)
class _Form:
    """A table of ours: its columns, what names a row, and the rows of the pack it makes."""

    columns: tuple[OfficialColumn, ...]
    key: tuple[str, ...]
    made: Made


def _is(columns: tuple[OfficialColumn, ...], content: OfficialContent) -> bool:
    return bool(headers(content, columns, {}))


def _read(
    form: _Form, content: OfficialContent, choices: TableChoices, tell: Tell
) -> OfficialReading:
    findings = Findings(content.file)
    rows: list[tuple[int, Row]] = []
    numbers: list[int | str | None] = []
    for found in read_rows(
        the_header(content, form.columns, choices), form.columns, findings, tell
    ):
        numbers.append(found.number)
        _refuse_backwards(found, findings)
        rows.extend((found.number, row) for row in form.made(found, findings))
    refuse_repeated(rows, form.key, findings)
    return reading_of(rows, numbers, findings)


def _refuse_backwards(found: ReadRow, findings: Findings) -> None:
    begins, ends = found.values.get("valid_from", ""), found.values.get("valid_to", "")
    if begins and ends and ends < begins:
        findings.reject(
            _("The row ends before it begins."),
            row=found.number,
            field="valid_to",
            value=ends,
            remedy=_("Correct valid_from or valid_to."),
        )


def _stated(found: ReadRow, columns: tuple[OfficialColumn, ...]) -> dict[str, str]:
    return {column.name: found.values.get(column.name, "") for column in columns}


def _goods(columns: tuple[OfficialColumn, ...], found: ReadRow, findings: Findings) -> list[Row]:
    row: dict[str, Any] = _stated(found, columns)
    heading = row.pop("heading")
    if not heading and not row["code"]:
        findings.reject(
            _("The row names neither a heading nor an entry."),
            row=found.number,
            field="heading, code",
            remedy=_("Give the commodity code, the entry such as X.A.III.101, or both."),
        )
        return []
    fault = _place_code(row)
    if fault:
        findings.reject(
            fault.message, row=found.number, field="code", value=row["code"], remedy=fault.remedy
        )
        return []
    placed = {name: heading if len(heading) == count else "" for count, name in COLUMN_OF.items()}
    part = "y" if heading and is_part(found.raw["heading"]) else ""
    return [{**row, **placed, "part": part}]


def _place_code(row: dict[str, Any]) -> UnreadableValue | None:
    """Which list the entry is of; entries of other forms stay as the annex numbers them."""
    lists = {"X.": "ru-annex-vii", "ML": "cml"}
    written = row["code"].upper()
    row["list"] = next((name for begin, name in lists.items() if written.startswith(begin)), "")
    if row["list"]:
        try:
            row["code"] = code(row["code"], row["list"])
        except UnreadableValue as fault:
            return fault
    return None


def _general(found: ReadRow, findings: Findings) -> list[Row]:
    row: dict[str, Any] = _stated(found, GENERAL)
    excluded = row["excluded"] or ("",)
    if not row["destination"] and not row["excluded"] and not row["free_zone"]:
        findings.reject(
            _("The row names no destination, no excluded item and no free zone."),
            row=found.number,
            field="destination",
            remedy=_("Say what the row holds for."),
        )
        return []
    covered = row["covered"] or ("y" if row["destination"] else "n")
    return [{**row, "covered": covered, "excluded": one} for one in excluded]


def _route(found: ReadRow, _findings: Findings) -> list[Row]:
    return [_stated(found, ROUTES)]


def _partner(found: ReadRow, _findings: Findings) -> list[Row]:
    return [{"set": PARTNER_SET, **_stated(found, PARTNERS), "verified": "y"}]


is_annex = partial(_is, ANNEX)
is_embargo = partial(_is, EMBARGO)
is_general = partial(_is, GENERAL)
is_routes = partial(_is, ROUTES)
is_partners = partial(_is, PARTNERS)
read_annex = partial(_read, _Form(ANNEX, ANNEX_KEY, partial(_goods, ANNEX)))
read_embargo = partial(_read, _Form(EMBARGO, ANNEX_KEY, partial(_goods, EMBARGO)))
read_general = partial(_read, _Form(GENERAL, GENERAL_KEY, _general))
read_routes = partial(_read, _Form(ROUTES, ROUTES_KEY, _route))
read_partners = partial(_read, _Form(PARTNERS, PARTNERS_KEY, _partner))
