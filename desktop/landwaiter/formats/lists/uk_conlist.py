"""The consolidated list of the UK's Office of Financial Sanctions Implementation, `ConList.csv`.

One row is one spelling of a name with one date of birth and one address; the rows of a person
share a `Group ID` and stand apart, for the file is sorted by names. The first line says when the
list was updated. Older layouts have 29 columns and are in Windows-1252, newer ones 36 or more.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.dates import dates_in, day_of, day_or_none
from landwaiter.formats.lists.entry import ListEntry, joined
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.names import enumerated
from landwaiter.formats.lists.numbers import numbers_in
from landwaiter.formats.lists.part import (
    UTF8,
    WINDOWS,
    Beginning,
    CellRefusal,
    ListPart,
    table_listings,
)
from landwaiter.i18n import _

_SCHEMAS: Mapping[str, str] = {
    "individual": "Person",
    "entity": "LegalEntity",
    "ship": "Vessel",
}
_NAMES = ("name_1", "name_2", "name_3", "name_4", "name_5", "name_6")
_ADDRESS = tuple(f"address_{number}" for number in range(1, 7))
_IMO = re.compile(r"\(IMO number\)\s*:?\s*([0-9]{7})|\bIMO(?: number)?:?\s*([0-9]{7})")
_REFERENCE = re.compile(r"\(?\bUN Ref\)?[.:]*\s*([A-Z]{2}[ie]?\.[A-Z0-9.]+[0-9])")
_OWNER = re.compile(
    r"\((?P<what>Current owner/operator|Previous owner/operator|Current believed flag of ship"
    r"|Previous flags|Parent company|Subsidiaries)\)\s*:?\s*(?P<value>[^()]+?)\.?(?=\s*\(|$)"
)
_NOW: Mapping[str, str] = {
    "Current owner/operator": "owner",
    "Previous owner/operator": "owner",
    "Current believed flag of ship": "flag",
    "Previous flags": "flag",
}


def recognises(beginning: Beginning) -> bool:
    first, _line, rest = beginning.text.partition("\n")
    return first.lower().startswith("last updated,") and "Group ID" in rest[:4000]


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    rows = _below_the_banner(part, part.rows(tell, encoding=_encoding(part)))
    groups: dict[str, tuple[int, ListEntry, set[str]]] = {}
    table_rows = table_listings(part, rows, lambda row, at: _row(groups, row, at), may_repeat=True)
    # Rows only add to their groups; a group is whole when the file is.
    deque(table_rows, maxlen=0)
    if part.notes.rejected:
        return
    for _number, entry, _seen in groups.values():
        yield entry.listing()


def _encoding(part: ListPart) -> str:
    """UTF-8 where every line is; the older files are in Windows-1252."""
    try:
        with part.source.stream() as stream:
            for line in stream:
                line.decode(UTF8)
    except UnicodeDecodeError:
        return WINDOWS
    return UTF8


def _below_the_banner(
    part: ListPart, rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    _number, banner = next(rows)
    part.notes.dated(day_or_none(day_of(banner[1] if len(banner) > 1 else "")))
    yield from rows


def _row(
    groups: dict[str, tuple[int, ListEntry, set[str]]], row: Mapping[str, str], number: int
) -> Listing:
    group, kind = row.get("group_id", ""), row.get("group_type", "").lower()
    if not group.isdigit():
        raise CellRefusal("group_id", group, _("The row has no number of its group."), _remedy())
    if kind not in _SCHEMAS:
        raise CellRefusal("group_type", kind, _("There is no such kind of listing."), _remedy())
    if not any(row.get(name) for name in _NAMES):
        raise CellRefusal("name_6", "", _("The row has no name."), _remedy())
    known = groups.setdefault(
        group, (number, ListEntry(group, _SCHEMAS[kind], dataset="UK OFSI"), set())
    )
    _take(known[1], row, known[2])
    return Listing(f"{group}/{number}", _SCHEMAS[kind], "-")


def _remedy() -> str:
    return _("The file is damaged or cut off; download it again.")


def _take(entry: ListEntry, row: Mapping[str, str], seen: set[str]) -> None:
    _name(entry, row)
    for column, take in _CELLS.items():
        text = row.get(column, "")
        # Each spelling of a name repeats all else that is known of the person.
        if text and (mark := f"{column}|{text}") not in seen:
            seen.add(mark)
            take(entry, text)
    entry.address(
        *(row.get(name, "") for name in _ADDRESS),
        row.get("post/zip_code", ""),
        country=row.get("country", ""),
    )
    place = joined((row.get("town_of_birth"), row.get("country_of_birth")))
    entry.birth_places.append(place)
    listed = day_of(row.get("listed_on", ""))
    entry.listed_on = min(filter(None, (entry.listed_on, listed)), default="")


def _name(entry: ListEntry, row: Mapping[str, str]) -> None:
    """Name 6 is the surname or the whole name of an entity; the others stand before it."""
    name = " ".join(filter(None, (row.get(one, "") for one in _NAMES)))
    kind = row.get("alias_type", "").lower()
    if kind.startswith("prime"):
        entry.names.insert(0, name)
    elif kind.startswith("fka"):
        entry.former_name(name)
    elif row.get("alias_quality", "").lower() == "low":
        entry.weak_alias(name)
    else:
        entry.name(name)
    entry.name(row.get("name_non_latin_script"))


def _paper(kind: str, entry: ListEntry, text: str) -> None:
    for number, state, _words in numbers_in(text):
        entry.paper(kind, number, country=state, note=text if len(text) < 200 else "")


def _other(entry: ListEntry, text: str) -> None:
    entry.remark(text)
    for one in _IMO.findall(text):
        entry.paper("imo", one[0] or one[1])
    reference = _REFERENCE.search(text)
    if reference:
        entry.paper("un_reference", reference[1])
    for found in _OWNER.finditer(text):
        entry.was(_NOW.get(found["what"], found["what"]), found["value"])


_CELLS: Mapping[str, Callable[[ListEntry, str], None]] = {
    "title": lambda entry, text: entry.positions.append(text),
    "dob": lambda entry, text: entry.born.extend(dates_in(text)),
    "nationality": lambda entry, text: entry.country(text),
    "passport_number": lambda entry, text: _paper("passport", entry, text),
    "passport_details": lambda entry, text: _paper("passport", entry, text),
    "ni_number": lambda entry, text: _paper("national_id", entry, text),
    "national_identification_number": lambda entry, text: _paper("national_id", entry, text),
    "ni_details": lambda entry, text: entry.remark(text),
    "position": lambda entry, text: entry.positions.extend(enumerated(text)),
    "other_information": _other,
    "regime": lambda entry, text: entry.programmes.append(text),
}

FORM = Form(
    "uk-conlist",
    "UK consolidated list of financial sanctions (ConList.csv)",
    "UK HM Treasury, OFSI",
    recognises,
    read,
    kind="asset_freeze",
    licence="Open Government Licence v3.0",
)
