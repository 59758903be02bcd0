"""Annexes of regulations of the Union as tables, one CSV file for each regulation.

45 columns, or 46 where a file holds what amendments add. Cells are in the words of the Official
Journal: dates in any form, several names between semicolons, with brackets that say more. A file
with a header alone is a regulation whose annex is empty today.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.countries import country_codes
from landwaiter.formats.lists.dates import dates_in, day_of
from landwaiter.formats.lists.entry import ListEntry, joined
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.names import enumerated, several, split_names
from landwaiter.formats.lists.numbers import numbers_in
from landwaiter.formats.lists.papers import imo_in, paper_kind
from landwaiter.formats.lists.part import CellRefusal, ListPart, table_listings
from landwaiter.i18n import _

_COLUMNS = ("recordid", "programkey", "annex", "measure", "schema", "weakalias", "imonumber")
_ACTS = ("celex", "amendmentcelex", "amendedcelex")
"""Columns of the act; in files of amendments, of the one that amends and of the one amended."""
_SCHEMAS = frozenset({"Person", "LegalEntity", "Company", "Organization", "Vessel", "Asset"})
_KINDS: Mapping[str, str] = {
    "Asset freeze": "asset_freeze",
    "Export control": "export_list",
    "Transportation restrictions": "vessel_list",
}
_SHOWN: Mapping[str, Callable[[], str]] = {
    "gender": lambda: _("Gender: {value}"),
    "appearance": lambda: _("Appearance: {value}"),
    "ethnicity": lambda: _("Ethnicity: {value}"),
    "fathername": lambda: _("Father: {value}"),
    "mothername": lambda: _("Mother: {value}"),
    "incorporationdate": lambda: _("Founded: {value}"),
    "legalform": lambda: _("Legal form: {value}"),
    "sector": lambda: _("Sector: {value}"),
    "ticker": lambda: _("Ticker: {value}"),
    "phone": lambda: _("Telephone: {value}"),
    "email": lambda: _("E-mail: {value}"),
    "website": lambda: _("Website: {value}"),
}


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    delimiter = part.beginning.has(*_COLUMNS)
    measures: Counter[str] = Counter()
    rows = part.rows(tell, delimiter=delimiter)
    read_row = partial(_listing, measures)
    yield from table_listings(part, rows, read_row, may_repeat=True)
    kinds = {_KINDS.get(measure, "other") for measure in measures}
    part.notes.kind = kinds.pop() if len(kinds) == 1 else "other" if kinds else ""


def _listing(measures: Counter[str], row: Mapping[str, str], _number: int) -> Listing:
    if row["schema"] not in _SCHEMAS:
        raise CellRefusal(
            "schema",
            row["schema"],
            _("There is no such kind of listing."),
            _("Use one of {kinds}.").format(kinds=", ".join(sorted(_SCHEMAS))),
        )
    acts = [row[name] for name in _ACTS if row.get(name)]
    act = acts[-1] if acts else ""
    entry = ListEntry(_number_of(row, acts), row["schema"], dataset=act)
    for name, is_former in split_names(row["name"]):
        (entry.former_name if is_former else entry.name)(name)
    if not entry.names:
        raise CellRefusal("name", "", _("The row has no name."), _("Fill it in or remove the row."))
    measures[row["measure"]] += 1
    _names(entry, row)
    entry.programmes.extend((row["programkey"], joined((act, row["annex"]), by=" ")))
    entry.sanctions.append(row["measure"])
    entry.listed_on = day_of(row["startdate"])
    for column, take in _TAKERS.items():
        for value in several(row.get(column, "")):
            take(entry, value)
    entry.remark(row["reason"])
    for column, sentence in _SHOWN.items():
        if row.get(column):
            entry.remark(sentence().format(value=row[column]))
    entry.remark(row["notes"])
    return entry.listing()


def _number_of(row: Mapping[str, str], acts: Sequence[str]) -> str:
    """Act, annex and number there; the name's hash where an annex does not count its entries."""
    named = f"{row['schema']}|{row['name']}|{row['birthdate']}|{row['imonumber']}"
    own = row["recordid"] or sha256(named.encode()).hexdigest()[:12]
    return "/".join((*acts, row["annex"], own))


def _names(entry: ListEntry, row: Mapping[str, str]) -> None:
    for cell in several(row["alias"]):
        for name, is_former in split_names(cell):
            (entry.former_name if is_former else entry.name)(name)
    for cell in several(row["weakalias"]):
        for name, is_former in split_names(cell):
            (entry.former_name if is_former else entry.weak_alias)(name)
    for cell in several(row["previousname"]):
        for name, _is_former in split_names(cell):
            entry.former_name(name)
            if row["schema"] == "Vessel":
                entry.was("name", name)


def _born(entry: ListEntry, text: str) -> None:
    found = dates_in(text)
    entry.born.extend(found)
    if not found:
        entry.remark(_("Born: {value}").format(value=text))


def _birth_place(entry: ListEntry, text: str) -> None:
    entry.birth_places.extend(enumerated(text))


def _country(entry: ListEntry, text: str) -> None:
    entry.country(text)
    if not country_codes(text):
        entry.remark(text)


def _flag(entry: ListEntry, text: str) -> None:
    entry.country(text)
    entry.was("flag", text)


def _address(entry: ListEntry, text: str) -> None:
    for one in enumerated(text):
        entry.addresses.append(one)
        entry.country(one.rpartition(",")[2])


def _imo(entry: ListEntry, text: str) -> None:
    entry.paper("imo" if imo_in(text) else "imo_text", text)


def _numbered(kind: str) -> Callable[[ListEntry, str], None]:
    def take(entry: ListEntry, text: str) -> None:
        found = False
        for number, state, words in numbers_in(text):
            found = True
            note = text if text != number else ""
            entry.paper(paper_kind(words) or kind, number, country=state, note=note)
        if not found:
            entry.remark(text)

    return take


_TAKERS: Mapping[str, Callable[[ListEntry, str], None]] = {
    "birthdate": _born,
    "birthplace": _birth_place,
    "position": lambda entry, text: entry.positions.extend(enumerated(text)),
    "country": _country,
    "nationality": _country,
    "jurisdiction": _country,
    "flag": _flag,
    "address": _address,
    "passportnumber": _numbered("passport"),
    "idnumber": _numbered("national_id"),
    "registrationnumber": _numbered("registration"),
    "taxnumber": _numbered("tax"),
    "inncode": _numbered("inn"),
    "ogrncode": _numbered("ogrn"),
    "kppcode": _numbered("kpp"),
    "okpocode": _numbered("okpo"),
    "leicode": _numbered("lei"),
    "swiftbic": _numbered("swift"),
    "imonumber": _imo,
    "mmsi": _numbered("mmsi"),
}

FORM = Form(
    "eu-journal",
    "EU regulations: annexes as tables (CSV)",
    "Official Journal of the European Union",
    lambda beginning: bool(beginning.has(*_COLUMNS)),
    read,
    licence="EU: re-use of documents of the Commission",
    empty=True,
)
