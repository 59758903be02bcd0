"""The Denied Persons List of the US Bureau of Industry and Security: `dpl.txt`, tab separated.

The file has no identifiers: the order itself names a row. One order may name a person several
times, once for each address.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.countries import country_code
from landwaiter.formats.lists.entry import ListEntry, joined
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.part import CellRefusal, ListPart, table_listings
from landwaiter.i18n import _

_COLUMNS = ("name", "effective_date", "expiration_date", "standard_order", "fr_citation")
_PROGRAMME = "Denied Persons List (DPL) - Bureau of Industry and Security"
_STATE = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"(0[1-9]|1[0-2])/([0-2][0-9]|3[01])/([0-9]{4})")


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    delimiter = part.beginning.has(*_COLUMNS)
    rows = part.rows(tell, delimiter=delimiter)
    return table_listings(part, rows, _listing, may_repeat=True)


def _listing(row: Mapping[str, str], _number: int) -> Listing:
    begins = _day("effective_date", row)
    until = _day("expiration_date", row) if row["expiration_date"] else ""
    if not row["name"]:
        raise CellRefusal("name", "", _("The row has no name."), _("Download the list again."))
    parts = ("street_address", "city", "state", "postal_code", "country")
    address = joined(row.get(part, "") for part in parts)
    named = "|".join((row["name"], address, begins, row["fr_citation"]))
    entry = ListEntry(sha256(named.encode()).hexdigest()[:16], dataset=_PROGRAMME)
    entry.name(row["name"])
    entry.addresses.append(address)
    country = row.get("country", "")
    if country and not (_STATE.fullmatch(country) or country_code(country)):
        raise CellRefusal(
            "country",
            country,
            _("The value has not the form of this column."),
            _("Write country codes of two letters, such as PL."),
        )
    entry.country(country)
    entry.programmes.append(_PROGRAMME)
    entry.sanctions.append(f"{begins}/{until}")
    entry.listed_on = begins
    entry.remark(row["fr_citation"])
    entry.remark(row.get("action"))
    return entry.listing()


def _day(field: str, row: Mapping[str, str]) -> str:
    found = _DAY.fullmatch(row[field])
    if not found:
        raise CellRefusal(
            field, row[field], _("There is no such date."), _("This list writes 06/19/2003.")
        )
    return f"{found[3]}-{found[1]}-{found[2]}"


FORM = Form(
    "us-dpl",
    "US Denied Persons List (tab separated)",
    "US Bureau of Industry and Security",
    lambda beginning: bool(beginning.has(*_COLUMNS)),
    read,
    kind="export_list",
    licence="US: public domain",
)
