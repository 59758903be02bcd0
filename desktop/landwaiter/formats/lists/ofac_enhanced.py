"""The lists of OFAC as enhanced XML of its Sanctions List Service, plain or in a zip.

Values that repeat, such as states, stand once at the beginning (`referenceValues`) with their
ISO codes; entities follow with names in several scripts, addresses, features and relations.
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from landwaiter.domain.lists.listing import Listing, Tie
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.base.xml_document import local_name
from landwaiter.formats.lists.dates import day_or_none
from landwaiter.formats.lists.entry import ListEntry, joined, tidy
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.ofac_sdn_xml import SCHEMAS
from landwaiter.formats.lists.ofac_words import (
    RELATIONS,
    put_alias,
    take_feature,
    take_number,
    take_remarks,
)
from landwaiter.formats.lists.papers import paper_kind
from landwaiter.formats.lists.part import ListPart
from landwaiter.i18n import _

_ENDS = ("entity", "referenceValue", "dataAsOf")
_WHOLE = "Consolidated List"
_LOCATION = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE")


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    codes: dict[str, str] = {}
    seen: set[str] = set()
    for element, _root in part.elements(*_ENDS, tell=tell):
        match local_name(element):
            case "dataAsOf":
                part.notes.dated(day_or_none(tidy(element.text)))
            case "referenceValue":
                codes[element.get("refId", "")] = _text(element, "isoCode")
            case _:
                entry = _entry(element, codes)
                fault = _fault(entry, seen)
                if fault:
                    row = _("line {line}").format(line=element.sourceline)
                    remedy = _("Download the list again.")
                    part.refuse(row, "entity", entry.listing_id, fault, remedy)
                    continue
                seen.add(entry.listing_id)
                yield entry.listing()


def _fault(entry: ListEntry, seen: set[str]) -> str:
    if not entry.listing_id:
        return _("The entry has no id.")
    if entry.listing_id in seen:
        return _("Two entries have the same id.")
    return "" if entry.names else _("The entry has no name.")


def _entry(element: etree._Element, codes: Mapping[str, str]) -> ListEntry:
    kind = _text(element, "generalInfo/{*}entityType").lower()
    entry = ListEntry(element.get("id", ""), SCHEMAS.get(kind, "LegalEntity"), dataset="OFAC")
    _sanctions(entry, element)
    for name in _by_rank(element, "names/{*}name"):
        _name(entry, name)
    entry.positions.append(_text(element, "generalInfo/{*}title"))
    for address in element.iterfind("{*}addresses/{*}address"):
        _address(entry, address, codes)
    for feature in element.iterfind("{*}features/{*}feature"):
        _feature(entry, feature)
    for document in element.iterfind("{*}identityDocuments/{*}identityDocument"):
        _document(entry, document)
    for relation in element.iterfind("{*}relationships/{*}relationship"):
        _relation(entry, relation)
    take_remarks(entry, _text(element, "generalInfo/{*}remarks"))
    return entry


def _sanctions(entry: ListEntry, element: etree._Element) -> None:
    entry.programmes.extend(_texts(element, "sanctionsPrograms/{*}sanctionsProgram"))
    lists = element.findall("{*}sanctionsLists/{*}sanctionsList")
    entry.sanctions.extend(tidy(one.text) for one in lists if tidy(one.text) != _WHOLE)
    entry.sanctions.extend(_texts(element, "sanctionsTypes/{*}sanctionsType"))
    days = [day for one in lists if (day := one.get("datePublished", "")[:10])]
    entry.listed_on = min(days, default="")


def _by_rank(element: etree._Element, path: str) -> list[etree._Element]:
    """The primary one first, the others in their order."""
    found = element.findall(f"{{*}}{path}")
    return sorted(found, key=lambda one: _text(one, "isPrimary") != "true")


def _name(entry: ListEntry, name: etree._Element) -> None:
    kind = _text(name, "aliasType") or "A.K.A."
    is_weak = _text(name, "isLowQuality") == "true"
    for written in _by_rank(name, "translations/{*}translation"):
        put_alias(entry, kind, _written(written), is_weak=is_weak)


def _written(written: etree._Element) -> str:
    last, first = _text(written, "formattedLastName"), _text(written, "formattedFirstName")
    return _text(written, "formattedFullName") or (f"{last}, {first}" if first else last)


def _address(entry: ListEntry, address: etree._Element, codes: Mapping[str, str]) -> None:
    place = address.find("{*}country")
    country = tidy(place.text) if place is not None else ""
    code = codes.get(place.get("refId", ""), "") if place is not None else ""
    entry.country(code)
    if not address.findall("{*}translations/{*}translation"):
        entry.address(country=country)
    for written in _by_rank(address, "translations/{*}translation"):
        parts = {
            _text(one, "type").upper(): _text(one, "value")
            for one in written.iterfind("{*}addressParts/{*}addressPart")
        }
        known = [parts.pop(name, "") for name in _LOCATION]
        entry.address(*known, *parts.values(), country=country)


def _feature(entry: ListEntry, feature: etree._Element) -> None:
    words, value = _text(feature, "type"), _text(feature, "value")
    if take_feature(entry, words, value):
        return
    if paper_kind(words):
        take_number(entry, words, value)
    else:
        entry.remark(f"{words.rstrip(':- ')}: {value}" if value else "")


def _document(entry: ListEntry, document: etree._Element) -> None:
    words = _text(document, "type")
    authority = _text(document, "issuingAuthority")
    kind = paper_kind(authority) or paper_kind(words) or words
    validity = _text(document, "isValid")
    note = joined(
        (
            authority,
            _text(document, "issueDate"),
            _text(document, "expirationDate"),
            _("not valid") if validity == "false" else "",
            _text(document, "comments"),
        )
    )
    country = _text(document, "issuingCountry")
    entry.paper(kind, _text(document, "documentNumber"), country=country, note=note)


def _relation(entry: ListEntry, relation: etree._Element) -> None:
    other = relation.find("{*}relatedEntity")
    if other is None or not tidy(other.text):
        return
    words = _text(relation, "type")
    kind = RELATIONS.get(words.lower().rstrip("."), "linked")
    number = other.get("entityId", "")
    entry.ties.append(Tie(kind, tidy(other.text), number, note=words))


def _texts(element: etree._Element, path: str) -> tuple[str, ...]:
    return tuple(tidy(one.text) for one in element.iterfind(f"{{*}}{path}"))


def _text(element: etree._Element, path: str) -> str:
    return tidy(element.findtext(f"{{*}}{path}"))


FORM = Form(
    "us-ofac-enhanced",
    "US OFAC list (enhanced XML)",
    "US Treasury, OFAC",
    lambda beginning: beginning.root == "sanctionsData",
    read,
    kind="asset_freeze",
    licence="US: public domain",
)
