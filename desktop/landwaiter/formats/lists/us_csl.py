"""The US Consolidated Screening List as one CSV file.

Several lists stand in it one below the other; the list an entry is on is its first programme.
The same person may be on two of them under one number. Values in a cell are joined with `; `;
of numbers the parts are kind, number and country, in an order that changed over the years.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.countries import country_code
from landwaiter.formats.lists.dates import dates_in, day_of
from landwaiter.formats.lists.entry import ListEntry
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.ofac_words import take_feature, take_remarks
from landwaiter.formats.lists.papers import imo_in, paper_kind
from landwaiter.formats.lists.part import CellRefusal, ListPart, table_listings
from landwaiter.formats.lists.shapes import needed
from landwaiter.i18n import _

_COLUMNS = ("_id", "source", "entity_number", "programs", "alt_names", "source_list_url")
SCHEMAS: Mapping[str, str] = {
    "individual": "Person",
    "entity": "LegalEntity",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "": "LegalEntity",
}
_SHORT = re.compile(r"\(([A-Z][A-Z-]+)(?: List)?\)")
_FIGURES = re.compile(r"[0-9]{4}")
_STATE = re.compile(r",?\s*([A-Z]{2})$")


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    rows = _without_repeated_header(part.rows(tell))
    return table_listings(part, rows, _listing, may_repeat=True)


def _without_repeated_header(
    rows: Iterator[tuple[int, list[str]]],
) -> Iterator[tuple[int, list[str]]]:
    """The header stands twice at the beginning of older files; further down it is no row."""
    header: list[str] = []
    for number, cells in rows:
        if number == 2 and cells == header:
            continue
        header = header or cells
        yield number, cells


def _listing(row: Mapping[str, str], _number: int) -> Listing:
    source = needed("source", row)
    kind = row["type"].lower()
    if kind not in SCHEMAS:
        raise CellRefusal(
            "type",
            row["type"],
            _("There is no such kind of listing."),
            _("A header in the middle of the file is no row; else download the list again."),
        )
    short = _SHORT.search(source)
    number = f"{needed('_id', row)}/{short[1] if short else source}"
    entry = ListEntry(number, SCHEMAS[kind], dataset=source)
    entry.name(needed("name", row))
    for alias in _several(row["alt_names"]):
        entry.name(alias)
    entry.programmes.extend((source, *_several(row["programs"])))
    _whom(entry, row)
    _order(entry, row)
    _craft(entry, row)
    for one in _several(row.get("ids", "")):
        _number_of(entry, one)
    take_remarks(entry, row.get("remarks", ""))
    return entry.listing()


def _whom(entry: ListEntry, row: Mapping[str, str]) -> None:
    entry.positions.append(row.get("title", ""))
    for date in _several(row.get("dates_of_birth", "")):
        entry.born.extend(dates_in(date))
    entry.birth_places.extend(_several(row.get("places_of_birth", "")))
    for address in _several(row["addresses"]):
        ending = _STATE.search(address)
        entry.addresses.append(address)
        entry.country(ending[1] if ending else "")
    for column in ("nationalities", "citizenships"):
        for state in _several(row.get(column, "")):
            entry.country(state)


def _order(entry: ListEntry, row: Mapping[str, str]) -> None:
    entry.listed_on = day_of(row.get("start_date", ""))
    if row.get("end_date"):
        entry.sanctions.append(f"{entry.listed_on}/{day_of(row['end_date'])}")
    entry.sanctions.extend((row.get("license_requirement", ""), row.get("license_policy", "")))
    entry.remark(row.get("federal_register_notice"))


def _craft(entry: ListEntry, row: Mapping[str, str]) -> None:
    entry.paper("call_sign", row.get("call_sign"))
    flag = row.get("vessel_flag", "")
    if flag.lower() != "none identified":
        entry.was("flag", flag)
        entry.country(flag)
    entry.was("owner", row.get("vessel_owner"))
    entry.remark(row.get("vessel_type"))


def _number_of(entry: ListEntry, text: str) -> None:
    """`PK, 4117921, Passport` or `Passport, 4117921, PK`, with or without the country."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 2:
        if imo_in(text) and "IMO" in text:
            entry.paper("imo", text)
        return
    words, rest = (parts[-1], parts[:-1]) if _is_kind(parts[-1]) else (parts[0], parts[1:])
    country = next((one for one in (rest[0], rest[-1]) if len(rest) > 1 and _is_state(one)), "")
    numbers = [one for one in rest if one != country]
    value = ", ".join(numbers)
    if take_feature(entry, words, value):
        return
    kind = paper_kind(words)
    if kind and numbers:
        entry.paper(kind, numbers[0], country=country, note=", ".join(numbers[1:]))
    elif words in _HISTORY and value.lower() != "none identified":
        entry.was(_HISTORY[words], value)


_HISTORY: Mapping[str, str] = {"Former Vessel Flag": "flag", "Other Vessel Flag": "flag"}


def _is_kind(words: str) -> bool:
    if _FIGURES.search(words):
        return False
    return bool(paper_kind(words)) or words in _HISTORY or words.endswith((":", "-"))


def _is_state(text: str) -> bool:
    return len(text) == 2 and bool(country_code(text))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for one in cell.split(";") if (part := one.strip())))


FORM = Form(
    "us-csl",
    "US Consolidated Screening List (CSV)",
    "US Department of Commerce",
    lambda beginning: beginning.has(*_COLUMNS) == ",",
    read,
    kind="export_list",
    licence="US: public domain",
)
