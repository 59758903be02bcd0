"""Lists of other states as their authorities publish them, one row as a listing.

The US Consolidated Screening List and the Denied Persons List of its Bureau of Industry and
Security are export lists; the countermeasures of China are neither sanctions nor export controls
of the Union. None of them lists anybody in the sense of an act of the Union.
"""

import re
from collections.abc import Mapping
from hashlib import sha256

from landwaiter.domain.listing import Listing
from landwaiter.formats.listing_row import BIRTH_DATE, REMEDIES, Refused
from landwaiter.i18n import _

CSL, DPL, COUNTERMEASURES = "us-csl", "us-dpl", "cn-countermeasures"
MARKS: Mapping[str, frozenset[str]] = {
    CSL: frozenset({"_id", "source", "entity_number", "programs", "alt_names", "source_list_url"}),
    DPL: frozenset({"name", "effective_date", "expiration_date", "standard_order", "fr_citation"}),
    COUNTERMEASURES: frozenset({"qid", "name", "chinese_name", "body", "list", "date"}),
}
"""Columns by which each is told."""
KINDS: Mapping[str, str] = {CSL: "export_list", DPL: "export_list", COUNTERMEASURES: "other"}
_DPL_PROGRAMME = "Denied Persons List (DPL) - Bureau of Industry and Security"
_SCHEMAS: Mapping[str, str] = {
    "individual": "Person",
    "person": "Person",
    "entity": "LegalEntity",
    "company": "Company",
    "organization": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "": "LegalEntity",
}
_SHORT = re.compile(r"\(([A-Z][A-Z-]+)(?: List)?\)")
_COUNTRY = re.compile(r",?\s*([A-Z]{2})$")
_IMO = re.compile(r"IMO ([0-9]{7})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_US_DAY = re.compile(r"(0[1-9]|1[0-2])/([0-2][0-9]|3[01])/([0-9]{4})")
_NUMBERED = (
    "passport",
    "tax id no.",
    "registration number",
    "registration id",
    "company number",
    "national id no.",
    "legal entity number",
    "business number",
    "enterprise number",
    "unified social credit code (uscc)",
    "organization code",
)
"""Kinds of numbers that tell who somebody is; the other entries of that column do not."""
_SPELLED: Mapping[str, str] = {
    "Japan": "JP",
    "Czech Republic": "CZ",
    "Belgium": "BE",
    "Germany": "DE",
    "PRC": "CN",
}
"""States as some rows spell them out."""


def csl_listing(row: Mapping[str, str], _number: int) -> Listing:
    """One entry of one of the lists that are consolidated; the list is its first programme."""
    source = _needed("source", row)
    short = _SHORT.search(source)
    addresses = _several(row["addresses"])
    states = (*map(_state_of, addresses), *_several(row.get("nationalities", "")))
    return Listing(
        listing_id=f"{_needed('_id', row)}/{short[1] if short else source}",
        schema=_schema(row["type"], "type"),
        name=_needed("name", row),
        aliases=_several(row["alt_names"]),
        birth_dates=tuple(
            day for day in _several(row.get("dates_of_birth", "")) if BIRTH_DATE.fullmatch(day)
        ),
        countries=tuple(dict.fromkeys(state for state in states if _COUNTRY.fullmatch(state))),
        addresses=addresses,
        identifiers=tuple(dict.fromkeys(_numbers(row.get("ids", "")))),
        programmes=(source, *_several(row["programs"])),
        sanctions=tuple(filter(None, (row.get("license_policy", ""),))),
        dataset=source,
        note=row.get("federal_register_notice", ""),
        listed_on=row["start_date"] if _DAY.fullmatch(row.get("start_date", "")) else "",
    )


def dpl_listing(row: Mapping[str, str], _number: int) -> Listing:
    """One denied person; the file has no identifiers, so the order itself names the row."""
    begins, ends = _us_day("effective_date", row), row["expiration_date"]
    until = _us_day("expiration_date", row) if ends else ""
    parts = ("street_address", "city", "state", "postal_code", "country")
    address = ", ".join(filter(None, (row.get(part, "") for part in parts)))
    country = _SPELLED.get(row.get("country", ""), row.get("country", ""))
    if country and not _COUNTRY.fullmatch(country):
        raise Refused(
            "country",
            country,
            _("The value has not the form of this column."),
            REMEDIES["country"](),
        )
    named = "|".join((row["name"], address, begins, row["fr_citation"]))
    return Listing(
        listing_id=sha256(named.encode()).hexdigest()[:16],
        schema=_SCHEMAS[""],
        name=_needed("name", row),
        countries=(country,) if country else (),
        addresses=(address,) if address else (),
        programmes=(_DPL_PROGRAMME,),
        sanctions=(f"{begins}/{until}",),
        dataset=_DPL_PROGRAMME,
        note=row["fr_citation"],
        listed_on=begins,
    )


def countermeasure_listing(row: Mapping[str, str], _number: int) -> Listing:
    """Whom a ministry of China named, with the Chinese name as an alias."""
    country = _SPELLED.get(row["country"], row["country"])
    named = "|".join((_needed("name", row), row["chinese_name"], row["date"], row["list"]))
    programme = ": ".join(filter(None, (row["body"], row["list"])))
    return Listing(
        listing_id=sha256(named.encode()).hexdigest()[:16],
        schema=_schema(row["type"], "type"),
        name=row["name"],
        aliases=tuple(filter(None, (row["chinese_name"], *_several(row["alias"])))),
        countries=(country,) if _COUNTRY.fullmatch(country) else (),
        addresses=tuple(filter(None, (row.get("address", ""),))),
        programmes=tuple(filter(None, (programme,))),
        dataset=programme,
        note=" – ".join(filter(None, (row["date"], row.get("end_date", "")))),
    )


def _needed(name: str, row: Mapping[str, str]) -> str:
    if not row[name]:
        raise Refused(
            name,
            "",
            _("The row has no {field}.").format(field=name),
            _("Fill it in or remove the row."),
        )
    return row[name]


def _schema(word: str, field: str) -> str:
    schema = _SCHEMAS.get(word.lower())
    if schema is None:
        raise Refused(
            field,
            word,
            _("There is no such kind of listing."),
            _("A header in the middle of the file is no row; else download the list again."),
        )
    return schema


def _us_day(field: str, row: Mapping[str, str]) -> str:
    found = _US_DAY.fullmatch(row[field])
    if not found:
        raise Refused(
            field, row[field], _("There is no such date."), _("This list writes 06/19/2003.")
        )
    return f"{found[3]}-{found[1]}-{found[2]}"


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for one in cell.split(";") if (part := one.strip())))


def _state_of(address: str) -> str:
    found = _COUNTRY.search(address)
    return found[1] if found else ""


def _numbers(cell: str) -> list[str]:
    """`PK, 4117921, Passport` → `4117921`; a vessel's number keeps its IMO."""
    numbers = [f"IMO{found}" for found in _IMO.findall(cell)]
    for one in _several(cell):
        parts = [part.strip() for part in one.split(",")]
        if len(parts) > 1 and parts[-1].lower() in _NUMBERED:
            numbers.append(parts[-2])
    return numbers
