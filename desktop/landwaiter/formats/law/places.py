"""Places and territories: UN/LOCODE, a table of sea ports, territories with their names."""

import re
from collections.abc import Mapping
from typing import Any

from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import decode
from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.law.content import OfficialContent, json_of
from landwaiter.formats.law.importer import OfficialReading, Row, TableChoices, Tell
from landwaiter.formats.law.values import text
from landwaiter.i18n import _

_PLACE = re.compile(r"(?:.+/)?(?P<country>[A-Z]{2})/(?P<part>[A-Z0-9]{1,3}|_+)\.json")
_LOCODE = re.compile(r"[A-Z0-9]{3}")
_PORT = re.compile(r"[A-Z]{2}[A-Z0-9]{3}")
_TERRITORY = re.compile(r"[a-z]{1,4}(-[a-z0-9]{1,4})?")


def is_unlocode(content: OfficialContent) -> bool:
    return sum(bool(_PLACE.fullmatch(name)) for name in content.archive) > 1


def read_unlocode(content: OfficialContent, _choices: TableChoices, tell: Tell) -> OfficialReading:
    """A row for each code; the other names of a place stand in its `names`."""
    findings = Findings(content.file)
    names: dict[str, list[str]] = {}
    parts: dict[str, str] = {}
    count = 0
    for done, (path, data) in enumerate(sorted(content.archive.items())):
        tell(done, len(content.archive))
        place = _PLACE.fullmatch(path)
        if place is None:
            continue
        for name, code in _entries(data, path, content, findings):
            count += 1
            if not (isinstance(code, str) and _LOCODE.fullmatch(code) and name.strip()):
                findings.reject(
                    _("This is not a name with a code of three signs."),
                    row=path,
                    field=name[:80],
                    value=str(code)[:40],
                    remedy=_download_again(),
                )
                continue
            whole = f"{place['country']}{code}"
            names.setdefault(whole, []).append(text(name))
            parts.setdefault(whole, place["part"].strip("_"))
    rows = tuple(
        {
            "code": code,
            "name": found[0],
            "names": ";".join(dict.fromkeys(found[1:])),
            "country": code[:2],
            "subdivision": parts[code],
        }
        for code, found in sorted(names.items())
    )
    return OfficialReading(rows, count, tuple(findings.rejected), tuple(findings.warnings))


def _entries(
    data: bytes, path: str, content: OfficialContent, findings: Findings
) -> tuple[tuple[str, Any], ...]:
    try:
        found = json_of(decode(data, file=content.file), content.file)
    except Invalid as fault:
        findings.reject(fault.message, row=path, value=fault.value, remedy=fault.remedy)
        return ()
    if isinstance(found, dict):
        return tuple(found.items())
    findings.reject(
        _("This is not a table of names and codes."), row=path, remedy=_download_again()
    )
    return ()


def _download_again() -> str:
    return _("The file is damaged or of another form; download it again.")


def is_sea_ports(content: OfficialContent) -> bool:
    document = content.document
    if not isinstance(document, dict):
        return False
    first = next(iter(document.values()), None)
    return isinstance(first, dict) and "unlocs" in first


def read_sea_ports(content: OfficialContent, _choices: TableChoices, tell: Tell) -> OfficialReading:
    """A row for each port with its other names and where it lies."""
    findings = Findings(content.file)
    rows: list[Row] = []
    for number, (code, port) in enumerate(content.document.items(), start=1):
        tell(number, len(content.document))
        name = text(str(port.get("name", ""))) if isinstance(port, dict) else ""
        if not _PORT.fullmatch(code) or not name:
            findings.reject(
                _("This is not a port with its code and name."),
                row=number,
                field="code",
                value=code[:40],
                remedy=_download_again(),
            )
            continue
        longitude, latitude = _position(port.get("coordinates"))
        rows.append(
            {
                "code": code,
                "name": name,
                "names": _listed(port, "alias"),
                "country": code[:2],
                "subdivision": text(str(port.get("province") or "")),
                "latitude": latitude,
                "longitude": longitude,
            }
        )
    return OfficialReading(
        tuple(rows), len(content.document), tuple(findings.rejected), tuple(findings.warnings)
    )


def _position(coordinates: Any) -> tuple[str, str]:
    """Degrees, east before north as the source has them; empty where it has none."""
    is_pair = isinstance(coordinates, list) and len(coordinates) == 2
    return (str(coordinates[0]), str(coordinates[1])) if is_pair else ("", "")


def _listed(record: Mapping[str, Any], *fields: str) -> str:
    found = (value for field in fields for value in record.get(field) or ())
    return ";".join(dict.fromkeys(text(str(value)) for value in found))


def is_territories(content: OfficialContent) -> bool:
    first = next((record for _number, record in content.records), None)
    return isinstance(first, dict) and {"code", "names_strong", "is_country"} <= first.keys()


def read_territories(
    content: OfficialContent, _choices: TableChoices, tell: Tell
) -> OfficialReading:
    """A row for each territory: codes, names in many languages, what it is part of."""
    findings = Findings(content.file)
    rows: dict[str, Row] = {}
    for number, record in content.records:
        tell(number, len(content.records))
        code = str(record.get("code", "")) if isinstance(record, dict) else ""
        name = text(str(record.get("name", ""))) if code else ""
        if not _TERRITORY.fullmatch(code) or not name or code.upper() in rows:
            findings.reject(
                _("This is not a territory with a code of its own and a name."),
                row=number,
                field="code",
                value=code[:40],
                remedy=_download_again(),
            )
            continue
        rows[code.upper()] = {
            "code": code.upper(),
            "name": name,
            "full_name": text(str(record.get("full_name") or "")),
            "iso3": str(record.get("alpha3") or "").upper(),
            "parent": str(record.get("parent") or "").upper(),
            "country": "y" if record.get("is_country") else "n",
            "historical": "y" if record.get("is_historical") else "n",
            "names": _listed(record, "names_strong", "names_weak"),
        }
    return OfficialReading(
        tuple(rows.values()),
        len(content.records),
        tuple(findings.rejected),
        tuple(findings.warnings),
    )
