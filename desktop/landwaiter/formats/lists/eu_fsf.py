"""The consolidated list of financial sanctions of the European Union, XML schema 1.1.

One `sanctionEntity` is one listing. Names, birth dates, addresses and identifications repeat in
several languages of the regulation, and each value is kept once.
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.base.xml_document import local_name
from landwaiter.formats.lists.dates import dates_in, day_of, day_or_none
from landwaiter.formats.lists.entry import ListEntry, joined
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.papers import paper_kind
from landwaiter.formats.lists.part import ListPart
from landwaiter.i18n import _

_SCHEMAS: Mapping[str, str] = {"P": "Person", "E": "LegalEntity"}
_CODES: Mapping[str, str] = {
    "id": "national_id",
    "ssn": "national_id",
    "regnumber": "registration",
    "fiscalcode": "tax",
    "electionid": "national_id",
    "driverlicence": "national_id",
    "diplpassport": "passport",
    "servpassport": "passport",
    "tradelic": "registration",
    "bic": "swift",
    "other": "other",
}
_DOUBTS: Mapping[str, str] = {
    "knownExpired": "expired",
    "knownFalse": "false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
    "diplomatic": "diplomatic",
}
_PROGRAMME = "EU"


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    seen: set[str] = set()
    for element, root in part.elements("sanctionEntity", tell=tell):
        if not seen:
            part.notes.dated(day_or_none(root.get("generationDate", "")))
        entry = _entry(element, _number(element, seen))
        fault = _fault(entry, seen)
        if fault:
            part.refuse(_line(element), "sanctionEntity", entry.listing_id, *fault)
            continue
        seen.add(entry.listing_id)
        yield entry.listing()


def _line(element: etree._Element) -> str:
    return _("line {line}").format(line=element.sourceline)


def _number(element: etree._Element, seen: set[str]) -> str:
    """The reference number; some entries that are two by their ids share one."""
    reference, own = element.get("euReferenceNumber", "").strip(), element.get("logicalId", "")
    return f"{reference}/{own}" if reference in seen and own else reference or own


def _fault(entry: ListEntry, seen: set[str]) -> tuple[str, str] | None:
    remedy = _("Download the list again; the file may have been changed.")
    if not entry.listing_id:
        return _("The entry has neither a reference number nor an id."), remedy
    if entry.listing_id in seen:
        return _("Two entries have the same reference number."), remedy
    if not (entry.names or entry.weak):
        return _("The entry has no name."), remedy
    return None


def _entry(element: etree._Element, number: str) -> ListEntry:
    entry = ListEntry(number, dataset=_PROGRAMME)
    entry.listed_on = day_of(element.get("designationDate", ""))
    for child in element:
        take = _TAKERS.get(local_name(child))
        if take:
            take(entry, child)
    if element.get("unitedNationId"):
        entry.paper("un_reference", element.get("unitedNationId"))
    if element.get("delistingDate"):
        entry.remark(_("Delisted on {day}.").format(day=element.get("delistingDate")))
    entry.remark(element.get("designationDetails"))
    return entry


def _subject(entry: ListEntry, child: etree._Element) -> None:
    entry.schema = _SCHEMAS.get(child.get("classificationCode", ""), "LegalEntity")


def _regulation(entry: ListEntry, child: etree._Element) -> None:
    entry.programmes.append(child.get("programme", ""))
    entry.sanctions.append(
        joined((child.get("numberTitle"), child.get("publicationDate")), by=" of ")
    )
    if not entry.listed_on:
        entry.listed_on = day_of(child.get("entryIntoForceDate", ""))


def _name(entry: ListEntry, child: etree._Element) -> None:
    parts = (child.get(one) for one in ("firstName", "middleName", "lastName"))
    whole = child.get("wholeName") or " ".join(filter(None, parts))
    if child.get("strong", "true").lower() == "false":
        entry.weak_alias(whole)
    else:
        entry.name(whole)
    entry.positions.extend(filter(None, (child.get("function"), child.get("title"))))
    _remarks(entry, child)


def _citizenship(entry: ListEntry, child: etree._Element) -> None:
    entry.country(child.get("countryIso2Code") or child.get("countryDescription"))
    _remarks(entry, child)


def _birth(entry: ListEntry, child: etree._Element) -> None:
    about = "~" if child.get("circa", "").lower() == "true" else ""
    if child.get("calendarType", "GREGORIAN") == "GREGORIAN":
        entry.born.extend(f"{one}{about}" for one in _born(child))
    else:
        entry.remark(
            _("Born in {year} of the calendar {calendar}.").format(
                year=child.get("year"), calendar=child.get("calendarType")
            )
        )
    parts = (child.get(one, "").strip("- ") for one in ("place", "city", "zipCode", "region"))
    entry.birth_places.append(joined((*parts, _state(child))))
    _remarks(entry, child)


def _born(child: etree._Element) -> Iterator[str]:
    if child.get("birthdate"):
        yield from dates_in(child.get("birthdate", ""))
    elif child.get("yearRangeFrom") and child.get("yearRangeTo"):
        yield f"{child.get('yearRangeFrom')}/{child.get('yearRangeTo')}"
    elif child.get("year"):
        month = child.get("monthOfYear") or "0"
        yield f"{child.get('year')}-{int(month):02}" if int(month) else child.get("year", "")


def _address(entry: ListEntry, child: etree._Element) -> None:
    box = child.get("poBox")
    entry.address(
        child.get("place"),
        child.get("street"),
        f"PO Box {box}" if box else "",
        child.get("zipCode"),
        child.get("city"),
        child.get("region"),
        country=_state(child),
    )
    _remarks(entry, child)


def _identification(entry: ListEntry, child: etree._Element) -> None:
    code = child.get("identificationTypeCode", "")
    words = child.get("identificationTypeDescription", "")
    kind = _CODES.get(code) or paper_kind(code) or paper_kind(words) or words or code
    doubts = [words for name, words in _DOUBTS.items() if child.get(name) == "true"]
    note = joined((*doubts, child.get("issuedBy"), child.get("validTo")))
    for number in (child.get("number"), child.get("latinNumber")):
        entry.paper(kind, number, country=child.get("countryIso2Code"), note=note)
    entry.name(child.get("nameOnDocument"))
    _remarks(entry, child)


def _remark(entry: ListEntry, child: etree._Element) -> None:
    entry.remark(child.text)


def _remarks(entry: ListEntry, child: etree._Element) -> None:
    for below in child.iter("{*}remark"):
        entry.remark(below.text)


def _state(child: etree._Element) -> str:
    known = child.get("countryIso2Code", "") not in ("", "00")
    return child.get("countryDescription", "") if known else ""


_TAKERS = {
    "remark": _remark,
    "regulation": _regulation,
    "subjectType": _subject,
    "nameAlias": _name,
    "citizenship": _citizenship,
    "birthdate": _birth,
    "address": _address,
    "identification": _identification,
}

FORM = Form(
    "eu-fsf",
    "EU consolidated list of financial sanctions (XML 1.1)",
    "European Commission",
    lambda beginning: beginning.root == "export" and "/fpi/fsd/export" in beginning.text,
    read,
    kind="asset_freeze",
    licence="EU: re-use of documents of the Commission",
)
