"""Whom ministries of China named: countermeasures, unreliable entities, export controls.

They are neither sanctions nor export controls of the Union.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.dates import day_of
from landwaiter.formats.lists.entry import ListEntry
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.names import several
from landwaiter.formats.lists.part import CellRefusal, ListPart, table_listings
from landwaiter.formats.lists.shapes import needed
from landwaiter.i18n import _

_SHORT_YEAR = re.compile(r"^([0-9]{1,2}\.[0-9]{1,2}\.)([0-9]{2})$")
_COLUMNS = ("qid", "name", "chinese_name", "body", "list", "date")
_SCHEMAS: Mapping[str, str] = {
    "person": "Person",
    "company": "Company",
    "organization": "Organization",
    "vessel": "Vessel",
}


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    rows = part.rows(tell, delimiter=part.beginning.has(*_COLUMNS))
    return table_listings(part, rows, _listing, may_repeat=True)


def _listing(row: Mapping[str, str], _number: int) -> Listing:
    schema = _SCHEMAS.get(row["type"].lower())
    if schema is None:
        raise CellRefusal(
            "type",
            row["type"],
            _("There is no such kind of listing."),
            _("Use one of {kinds}.").format(kinds=", ".join(sorted(_SCHEMAS))),
        )
    named = "|".join((needed("name", row), row["chinese_name"], row["date"], row["list"]))
    programme = ": ".join(filter(None, (row["body"], row["list"])))
    entry = ListEntry(sha256(named.encode()).hexdigest()[:16], schema, dataset=programme)
    entry.name(row["name"])
    for name in (row["chinese_name"], *several(row["alias"])):
        entry.name(name)
    entry.country(row["country"])
    entry.addresses.append(row.get("address", ""))
    entry.programmes.append(programme)
    entry.sanctions.extend(several(row.get("topics", "")))
    entry.listed_on = day_of(_SHORT_YEAR.sub(r"\g<1>20\g<2>", row["date"]))
    if row.get("end_date"):
        entry.remark(_("Ended: {day}").format(day=row["end_date"]))
    if row.get("qid"):
        entry.paper("wikidata", row["qid"])
    entry.remark(row.get("summary"))
    entry.remark(row.get("chinese_summary"))
    return entry.listing()


FORM = Form(
    "cn-countermeasures",
    "Countermeasures of China (CSV)",
    "Ministries of the People’s Republic of China",
    lambda beginning: bool(beginning.has(*_COLUMNS)),
    read,
    kind="other",
)
