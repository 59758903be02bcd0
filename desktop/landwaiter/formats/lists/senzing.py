"""Records of Senzing's entity format: JSON lines with features in lists, or under `FEATURES`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from landwaiter.domain.lists.listing import Listing, Tie
from landwaiter.errors import Invalid
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.dates import dates_in, day_or_none
from landwaiter.formats.lists.entry import ListEntry, joined, tidy
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.papers import paper_kind
from landwaiter.formats.lists.part import ListPart
from landwaiter.i18n import _

_SCHEMAS: Mapping[str, str] = {
    "PERSON": "Person",
    "ORGANIZATION": "Organization",
    "COMPANY": "Company",
    "VESSEL": "Vessel",
    "AIRCRAFT": "Airplane",
    "": "LegalEntity",
}
_NAME_PARTS = ("NAME_FIRST", "NAME_MIDDLE", "NAME_LAST")
_ADDRESS_PARTS = ("ADDR_LINE1", "ADDR_LINE2", "ADDR_POSTAL_CODE", "ADDR_CITY", "ADDR_STATE")
_NUMBERS: Mapping[str, str] = {
    "PASSPORT_NUMBER": "passport",
    "NATIONAL_ID_NUMBER": "national_id",
    "SSN_NUMBER": "national_id",
    "DRIVERS_LICENSE_NUMBER": "national_id",
    "TAX_ID_NUMBER": "tax",
    "LEI_NUMBER": "lei",
    "DUNS_NUMBER": "duns",
}
_STATES = ("NATIONALITY", "CITIZENSHIP", "COUNTRY_OF_ASSOCIATION", "REGISTRATION_COUNTRY")
_ROLES: Mapping[str, str] = {
    "Family": "family",
    "Associate": "associate",
    "Ownership": "owns",
    "Directorship": "directs",
    "Membership": "member",
    "Employment": "employed_by",
    "Representation": "acts_for",
}
_NOT_TIES = frozenset({"Occupancy"})


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    seen: set[int] = set()
    for number, record in part.records(tell):
        if not isinstance(record, dict) or not tidy(str(record.get("RECORD_ID") or "")):
            raise Invalid(
                _("The line is no record with a RECORD_ID."),
                file=part.file,
                row=number,
                remedy=_("Download the file again."),
            )
        entry = _entry(record)
        fault = _fault(entry, seen)
        if fault:
            part.refuse(number, "RECORD_ID", entry.listing_id, fault, _("Keep one of them."))
            continue
        seen.add(hash(entry.listing_id))
        part.notes.dated(day_or_none(str(record.get("LAST_CHANGE") or "")))
        yield entry.listing()


def _fault(entry: ListEntry, seen: set[int]) -> str:
    if hash(entry.listing_id) in seen:
        return _("Two records have the same id.")
    return "" if entry.names else _("The record has no name.")


def _entry(record: Mapping[str, Any]) -> ListEntry:
    kind = tidy(str(record.get("RECORD_TYPE") or "")).upper()
    entry = ListEntry(
        tidy(str(record["RECORD_ID"])),
        _SCHEMAS.get(kind, "LegalEntity"),
        dataset=tidy(str(record.get("DATA_SOURCE") or "")),
    )
    features = list(_features(record))
    for feature in sorted(features, key=lambda one: one.get("NAME_TYPE") != "PRIMARY"):
        _take(entry, feature)
    return entry


def _features(record: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """The record itself and whatever its lists hold, all values as text."""
    yield _plain(record)
    for values in record.values():
        for one in values if isinstance(values, list) else ():
            if isinstance(one, dict):
                yield _plain(one)


def _plain(feature: Mapping[str, Any]) -> Mapping[str, str]:
    return {
        str(name): tidy(str(value))
        for name, value in feature.items()
        if isinstance(value, str | int) and tidy(str(value))
    }


def _take(entry: ListEntry, feature: Mapping[str, str]) -> None:
    parts = joined((feature.get(name) for name in _NAME_PARTS), by=" ")
    entry.name(feature.get("NAME_FULL") or feature.get("NAME_ORG") or parts)
    entry.born.extend(dates_in(feature.get("DATE_OF_BIRTH", "")))
    entry.birth_places.append(feature.get("PLACE_OF_BIRTH", ""))
    for name in _STATES:
        entry.country(feature.get(name))
    whole = feature.get("ADDR_FULL")
    lines = (whole,) if whole else tuple(feature.get(name) for name in _ADDRESS_PARTS)
    entry.address(*lines, country=feature.get("ADDR_COUNTRY"))
    for name, kind in _NUMBERS.items():
        state = feature.get(name.replace("_NUMBER", "_COUNTRY"))
        entry.paper(kind, feature.get(name), country=state)
    for kind in ("OTHER_ID", "TRUSTED_ID"):
        words = feature.get(f"{kind}_TYPE", "")
        entry.paper(_kind(words), feature.get(f"{kind}_NUMBER"))
    entry.sanctions.append(feature.get("TOPIC", ""))
    entry.remark(feature.get("WEBSITE_ADDRESS"))
    _relation(entry, feature)


def _kind(words: str) -> str:
    return paper_kind(words) or words.removesuffix("Id").lower() or "other_id"


def _relation(entry: ListEntry, feature: Mapping[str, str]) -> None:
    role, other = feature.get("REL_POINTER_ROLE", ""), feature.get("REL_POINTER_KEY", "")
    if other and other != entry.listing_id and role not in _NOT_TIES:
        entry.ties.append(Tie(_ROLES.get(role, "linked"), other, other, note=role))


FORM = Form(
    "senzing",
    "Senzing records (JSON lines)",
    "OpenSanctions and others",
    lambda beginning: (
        isinstance(beginning.record, dict)
        and {"DATA_SOURCE", "RECORD_ID"} <= beginning.record.keys()
    ),
    read,
)
