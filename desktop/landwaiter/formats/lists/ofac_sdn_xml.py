"""The lists of OFAC as `sdn.xml` or `consolidated.xml`: `sdnList` with one `sdnEntry` each.

The file says how many entries it has (`Record_Count`); another number of them is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lxml import etree

from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.base.xml_document import local_name
from landwaiter.formats.lists.dates import dates_in, day_or_none
from landwaiter.formats.lists.entry import ListEntry, tidy
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.ofac_words import (
    put_alias,
    take_feature,
    take_number,
    take_remarks,
)
from landwaiter.formats.lists.papers import paper_kind
from landwaiter.formats.lists.part import ListPart
from landwaiter.i18n import _, plural

SCHEMAS: Mapping[str, str] = {
    "individual": "Person",
    "entity": "LegalEntity",
    "vessel": "Vessel",
    "aircraft": "Airplane",
}


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    stated, seen = "", set[str]()
    for element, _root in part.elements("sdnEntry", "publshInformation", tell=tell):
        if local_name(element) == "publshInformation":
            stated = _text(element, "Record_Count")
            part.notes.dated(_published(_text(element, "Publish_Date")))
            continue
        entry = _entry(element)
        fault = _fault(entry, seen)
        if fault:
            row = _("line {line}").format(line=element.sourceline)
            part.refuse(row, "uid", entry.listing_id, fault, _("Download the list again."))
            continue
        seen.add(entry.listing_id)
        yield entry.listing()
    _refuse_other_count(part, stated, len(seen) + len(part.notes.rejected))


def _refuse_other_count(part: ListPart, stated: str, found: int) -> None:
    if stated.isdigit() and int(stated) != found:
        raise Invalid(
            plural(
                int(stated),
                "The file says that it has {n} entry, and holds {found}.",
                "The file says that it has {n} entries, and holds {found}.",
                found=found,
            ),
            file=part.file,
            field="Record_Count",
            value=stated,
            remedy=_("It is damaged or was changed; download it again."),
        )


def _fault(entry: ListEntry, seen: set[str]) -> str:
    if not entry.listing_id:
        return _("The entry has no id.")
    if entry.listing_id in seen:
        return _("Two entries have the same id.")
    return "" if entry.names else _("The entry has no name.")


def _entry(element: etree._Element) -> ListEntry:
    kind = _text(element, "sdnType").lower()
    entry = ListEntry(_text(element, "uid"), SCHEMAS.get(kind, "LegalEntity"), dataset="OFAC")
    entry.name(_name(element))
    entry.positions.append(_text(element, "title"))
    entry.programmes.extend(_texts(element, "programList", "program"))
    for alias in _each(element, "akaList", "aka"):
        is_weak = _text(alias, "category") == "weak"
        put_alias(entry, _text(alias, "type"), _name(alias), is_weak=is_weak)
    for one in _each(element, "dateOfBirthList", "dateOfBirthItem"):
        entry.born.extend(dates_in(_text(one, "dateOfBirth")))
    for one in _each(element, "placeOfBirthList", "placeOfBirthItem"):
        entry.birth_places.append(_text(one, "placeOfBirth"))
    for name in ("nationality", "citizenship"):
        for one in _each(element, f"{name}List", name):
            entry.country(_text(one, "country"))
    for address in _each(element, "addressList", "address"):
        _address(entry, address)
    for one in _each(element, "idList", "id"):
        _identifier(entry, one)
    vessel = element.find("{*}vesselInfo")
    if vessel is not None:
        _vessel(entry, vessel)
    take_remarks(entry, _text(element, "remarks"))
    return entry


def _name(element: etree._Element) -> str:
    """`SURNAME, Given`: the order in which OFAC writes names of persons."""
    given = _text(element, "firstName")
    last = _text(element, "lastName")
    return f"{last}, {given}" if given and last else last or given


def _address(entry: ListEntry, address: etree._Element) -> None:
    names = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode")
    parts = (_text(address, name) for name in names)
    entry.address(*parts, country=_text(address, "country"))


def _identifier(entry: ListEntry, one: etree._Element) -> None:
    words, number = _text(one, "idType"), _text(one, "idNumber")
    if take_feature(entry, words, number):
        return
    country = _text(one, "idCountry")
    if paper_kind(words):
        take_number(entry, words, f"{number} ({country})" if country else number)
    else:
        entry.remark(f"{words.rstrip(':- ')}: {number}" if number else "")


def _vessel(entry: ListEntry, vessel: etree._Element) -> None:
    entry.paper("call_sign", _text(vessel, "callSign"))
    entry.was("flag", _text(vessel, "vesselFlag"))
    entry.country(_text(vessel, "vesselFlag"))
    entry.was("owner", _text(vessel, "vesselOwner"))
    entry.remark(_text(vessel, "vesselType"))


def _published(text: str) -> date | None:
    month, _slash, rest = text.partition("/")
    day, _slash, year = rest.partition("/")
    return day_or_none(f"{year}-{month}-{day}")


def _each(element: etree._Element, group: str, name: str) -> Iterator[etree._Element]:
    return element.iterfind(f"{{*}}{group}/{{*}}{name}")


def _texts(element: etree._Element, group: str, name: str) -> tuple[str, ...]:
    return tuple(tidy(one.text) for one in _each(element, group, name))


def _text(element: etree._Element, name: str) -> str:
    return tidy(element.findtext(f"{{*}}{name}"))


FORM = Form(
    "us-ofac-sdn-xml",
    "US OFAC SDN or consolidated list (XML)",
    "US Treasury, OFAC",
    lambda beginning: beginning.root == "sdnList",
    read,
    kind="asset_freeze",
    licence="US: public domain",
)
