"""Institutions that others assess as tied to the armed forces: a tracker and two lists of the US.

They become packs of kind `institutions`: what is found with them is an assessment and never a
listing, least of all one of the Union.
"""

import re
from collections.abc import Iterable, Mapping
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
    the_header,
)
from landwaiter.formats.law.values import text
from landwaiter.i18n import _, plural

_HAN = re.compile(r"[\u3400-\u9fff]")
_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]*[\u3400-\u9fff][^()（）]*)[)）]\s*$")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_CIVIL, _CIVIL_WITH_LABORATORY = "university-civil", "university-civil-defence-lab"
_TYPES: Mapping[str, str] = {
    "Civilian": _CIVIL,
    "Military": "pla-academy",
    "Defence industry conglomerate": "defence-soe",
    "Security": "state-body",
    "Seven sons of national defence": "university-seven-sons",
}
"""The tracker's categories → the types of the shipped pack."""
_MISP = "china-defence-universities"


def is_tracker(content: OfficialContent) -> bool:
    return isinstance(content.document, dict) and content.document.get("type") == _MISP


def read_tracker(content: OfficialContent, _choices: TableChoices, tell: Tell) -> OfficialReading:
    """A row for each institution of the MISP galaxy, with Chinese name, aliases and agencies."""
    findings = Findings(content.file)
    values = content.document.get("values")
    if not isinstance(values, list) or not values:
        findings.reject(
            _("The file holds no institution."),
            field="values",
            remedy=_("The file is damaged or cut off; download it again."),
        )
        values = []
    rows: dict[str, Row] = {}
    for number, one in enumerate(values, start=1):
        tell(number, len(values))
        row = _tracked(one)
        if row is None or row["name_en"] in rows:
            findings.reject(
                _("The record has no name, no category, or stands twice."),
                row=number,
                field="value",
                value=str(one.get("value"))[:80] if isinstance(one, dict) else None,
                remedy=_("The file is damaged or of another form; download it again."),
            )
        else:
            rows[row["name_en"]] = row
    return OfficialReading(
        tuple(rows.values()), len(values), tuple(findings.rejected), tuple(findings.warnings)
    )


def _tracked(one: Any) -> Row | None:
    meta = one.get("meta") if isinstance(one, dict) else None
    if not isinstance(meta, dict) or not text(str(one.get("value") or "")):
        return None
    category = _first(meta, "categories")
    if category not in _TYPES:
        return None
    written = text(str(one["value"]))
    bracket = _IN_BRACKETS.search(written)
    name = _IN_BRACKETS.sub("", written)
    aliases = [text(str(alias)) for alias in _all(meta, "aliases")]
    han = [bracket[1]] if bracket else [alias for alias in aliases if _HAN.search(alias)]
    others = (alias for alias in aliases if alias not in han[:1])
    return {
        "name_en": name,
        "name_zh": han[0] if han else "",
        "aliases": ";".join(dict.fromkeys(others)),
        "type": _type(category, meta),
        "parent": "; ".join(map(str, _all(meta, "supervising agencies"))),
        "country": "CN",
        "note": _("Assessed by a tracker of universities; category: {category}.").format(
            category=category
        ),
        "source": _first(meta, "refs"),
        "verified": "n",
    }


def _type(category: str, meta: Mapping[str, Any]) -> str:
    """A civil university has defence credentials where the tracker names its laboratories."""
    kind = _TYPES[category]
    has_laboratory = bool(_all(meta, "major defence laboratories"))
    return _CIVIL_WITH_LABORATORY if kind == _CIVIL and has_laboratory else kind


def _all(meta: Mapping[str, Any], name: str) -> list[Any]:
    found = meta.get(name)
    return found if isinstance(found, list) else []


def _first(meta: Mapping[str, Any], name: str) -> str:
    return str(next(iter(_all(meta, name)), ""))


def _moment(cell: str) -> str:
    if not _DAY.fullmatch(cell):
        raise UnreadableValue(
            _("There is no such date."), _("Write it as 2026-03-27 or as a year.")
        )
    return cell


_FROM = OfficialColumn(
    "from", _moment, also=("start date", "report date"), needed=True, filled=True
)
_TO = OfficialColumn("to", _moment, also=("end date",), needed=True)
_ALIASES = OfficialColumn("aliases", also=("alias",), needed=True)
MILITARY_COMPANIES = (
    OfficialColumn("clean_name", needed=True, filled=True),
    _ALIASES,
    OfficialColumn("previous", also=("previous name",), needed=True),
    OfficialColumn("parent", also=("parent name",), needed=True),
    OfficialColumn("note"),
    _FROM,
    _TO,
    OfficialColumn("source", also=("source url",)),
)
INSTITUTIONS_1286 = (
    OfficialColumn("name", needed=True, filled=True),
    _ALIASES,
    OfficialColumn("programme", also=("program",), needed=True, filled=True),
    OfficialColumn("authority", needed=True),
    OfficialColumn("country"),
    OfficialColumn("note", also=("notes",)),
    _FROM,
    _TO,
    OfficialColumn("source", also=("source url",)),
)
_STATES: Mapping[str, str] = {"China": "CN", "Russia": "RU", "Iran": "IR"}
"""As the list of Section 1286 spells them; an entry without a state is read as unknown."""


def _is(columns: tuple[OfficialColumn, ...], content: OfficialContent) -> bool:
    return bool(headers(content, columns, {}))


def _read(
    columns: tuple[OfficialColumn, ...],
    kind: str,
    content: OfficialContent,
    choices: TableChoices,
    tell: Tell,
) -> OfficialReading:
    """A row for each name; the years in which it was listed are told in its note."""
    findings = Findings(content.file)
    by_name: dict[str, list[ReadRow]] = {}
    numbers: list[int | str | None] = []
    for found in read_rows(the_header(content, columns, choices), columns, findings, tell):
        numbers.append(found.number)
        by_name.setdefault(found.values[columns[0].name], []).append(found)
    rows = [(found[0].number, _listed(name, found, kind)) for name, found in by_name.items()]
    if len(rows) < len(numbers):
        findings.warn(
            plural(
                len(numbers),
                "{n} row of the list names {names}: several years of one are one row here.",
                "{n} rows of the list name {names}: several years of one are one row here.",
                names=plural(len(rows), "{n} institution", "{n} institutions"),
            )
        )
    return reading_of(rows, numbers, findings)


def _listed(name: str, found: list[ReadRow], kind: str) -> Row:
    newest = max(found, key=lambda row: str(row.values["from"]))
    periods = sorted({_period(row.values) for row in found})
    country = str(newest.values.get("country", ""))
    return {
        "name_en": name,
        "name_zh": "",
        "aliases": ";".join(dict.fromkeys(_aliases(found))),
        "type": kind,
        "parent": str(newest.values.get("parent", "")),
        "country": _STATES.get(country, "") if "country" in newest.raw else "",
        "note": " ".join(
            filter(
                None,
                (
                    _(
                        "Named by the United States: {periods}; an assessment there, no listing of "
                        "the Union."
                    ).format(periods=", ".join(periods)),
                    str(newest.values.get("note", "")),
                ),
            )
        ),
        "source": str(newest.values.get("source", "")),
        "verified": "y",
    }


def _period(values: Mapping[str, Any]) -> str:
    ends = values.get("to")
    return f"{values['from']}/{ends}" if ends else str(values["from"])


def _aliases(found: Iterable[ReadRow]) -> Iterable[str]:
    for row in found:
        for column in ("aliases", "previous"):
            yield from filter(None, map(text, str(row.values.get(column, "")).split(";")))


is_military_companies = partial(_is, MILITARY_COMPANIES)
is_1286 = partial(_is, INSTITUTIONS_1286)
read_military_companies = partial(_read, MILITARY_COMPANIES, "us-1260h")
read_1286 = partial(_read, INSTITUTIONS_1286, "us-1286")
