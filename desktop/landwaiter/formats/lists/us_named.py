"""Two lists of the US Department of Defense: Section 1260H and Section 1286.

Both name a company or institution anew in each year's report, and it becomes one listing with the
years it was named in; one that was taken off says so. Neither freezes assets nor controls
exports, hence they are lists of kind `other`. As packs the same files are assessments.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

from landwaiter.domain.lists.listing import Listing, Tie
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.dates import day_of
from landwaiter.formats.lists.entry import ListEntry
from landwaiter.formats.lists.form import Form, Read
from landwaiter.formats.lists.names import several
from landwaiter.formats.lists.part import ListPart, table_listings
from landwaiter.formats.lists.shapes import needed
from landwaiter.i18n import _

_COMPANIES = ("clean_name", "previous_name", "parent_name", "start_date", "end_date")
_INSTITUTIONS = ("schema", "name", "program", "authority", "report_date", "source_url")

Groups = dict[str, ListEntry]
Row = Mapping[str, str]


def _grouped(take: Callable[[Groups, Row], ListEntry], columns: tuple[str, ...]) -> Read:
    """A reader of tables that name the same one in several rows."""

    def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
        (part,) = parts
        groups: Groups = {}

        def row_read(row: Row, number: int) -> Listing:
            entry = take(groups, row)
            return Listing(f"{entry.listing_id}/{number}", entry.schema, "-")

        rows = part.rows(tell, delimiter=part.beginning.has(*columns))
        deque(table_listings(part, rows, row_read, may_repeat=True), maxlen=0)
        if not part.notes.rejected:
            yield from (entry.listing() for entry in groups.values())

    return read


def _entry(groups: Groups, name: str, schema: str, dataset: str) -> ListEntry:
    key = " ".join(name.split())
    number = sha256(key.encode()).hexdigest()[:16]
    entry = groups.setdefault(key, ListEntry(number, schema, dataset=dataset))
    entry.name(name)
    return entry


def _company(groups: Groups, row: Row) -> ListEntry:
    entry = _entry(groups, needed("clean_name", row), "Company", "US Section 1260H")
    entry.country("CN")
    entry.programmes.append("US Section 1260H")
    for alias in several(row["alias"]):
        entry.name(alias)
    for name in several(row["previous_name"]):
        entry.former_name(name)
    if row["parent_name"]:
        entry.ties.append(Tie("owned_by", row["parent_name"]))
    since, until = day_of(row["start_date"]), day_of(row["end_date"])
    entry.sanctions.append(f"{since}/{until}")
    entry.listed_on = min(filter(None, (entry.listed_on, since)), default="")
    entry.remark(row["note"])
    return entry


def _institution(groups: Groups, row: Row) -> ListEntry:
    entry = _entry(groups, needed("name", row), row["schema"] or "Organization", "US Section 1286")
    entry.country(row["country"])
    entry.programmes.append("US Section 1286")
    for alias in several(row["aliases"]):
        entry.name(alias)
    entry.sanctions.append(_("named in the report of {year}").format(year=row["report_date"]))
    entry.listed_on = min(filter(None, (entry.listed_on, row["report_date"])), default="")
    if row["end_date"]:
        entry.remark(_("Ended: {day}").format(day=row["end_date"]))
    entry.remark(row["notes"])
    return entry


FORM_1260H = Form(
    "us-1260h",
    "US Section 1260H: Chinese military companies (CSV)",
    "US Department of Defense",
    lambda beginning: bool(beginning.has(*_COMPANIES)),
    _grouped(_company, _COMPANIES),
    kind="other",
    licence="US: public domain",
)
FORM_1286 = Form(
    "us-1286",
    "US Section 1286: institutions of concern (CSV)",
    "US Department of Defense",
    lambda beginning: bool(beginning.has(*_INSTITUTIONS)),
    _grouped(_institution, _INSTITUTIONS),
    kind="other",
    licence="US: public domain",
)
