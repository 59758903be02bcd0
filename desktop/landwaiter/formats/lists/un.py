"""The consolidated list of the United Nations Security Council, XML.

One INDIVIDUAL or ENTITY is one listing. Many elements are there and empty; dates are exact,
about, between two years, or a year alone.
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.base.xml_document import local_name
from landwaiter.formats.lists.dates import dates_in, day_of, day_or_none
from landwaiter.formats.lists.entry import ListEntry, joined, tidy
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.names import several
from landwaiter.formats.lists.papers import paper_kind
from landwaiter.formats.lists.part import ListPart
from landwaiter.i18n import _

_SCHEMAS: Mapping[str, str] = {"INDIVIDUAL": "Person", "ENTITY": "LegalEntity"}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    seen: set[str] = set()
    for element, root in part.elements("INDIVIDUAL", "ENTITY", tell=tell):
        if not seen:
            part.notes.dated(day_or_none(root.get("dateGenerated", "")))
        entry = _entry(element)
        fault = _fault(entry, seen)
        if fault:
            row = _("line {line}").format(line=element.sourceline)
            part.refuse(row, local_name(element), entry.listing_id, *fault)
            continue
        seen.add(entry.listing_id)
        yield entry.listing()


def _fault(entry: ListEntry, seen: set[str]) -> tuple[str, str] | None:
    remedy = _("Download the list again; the file may have been changed.")
    if not entry.listing_id:
        return _("The entry has no reference number."), remedy
    if entry.listing_id in seen:
        return _("Two entries have the same reference number."), remedy
    return None if entry.names else (_("The entry has no name."), remedy)


def _entry(element: etree._Element) -> ListEntry:
    entry = ListEntry(
        _text(element, "REFERENCE_NUMBER") or _text(element, "DATAID"),
        _SCHEMAS[local_name(element)],
        dataset="UN",
    )
    entry.name(" ".join(filter(None, (_text(element, name) for name in _NAMES))))
    for text in several(_text(element, "NAME_ORIGINAL_SCRIPT")):
        entry.name(text)
    entry.listed_on = day_of(_text(element, "LISTED_ON")[:10])
    entry.programmes.append(_text(element, "UN_LIST_TYPE"))
    entry.sanctions.extend(_values(element, "LIST_TYPE"))
    entry.positions.extend((*_values(element, "TITLE"), *_values(element, "DESIGNATION")))
    for nationality in _values(element, "NATIONALITY"):
        entry.country(nationality)
    kind = local_name(element)
    for alias in element.iterfind(f"{kind}_ALIAS"):
        _alias(entry, alias)
    for address in element.iterfind(f"{kind}_ADDRESS"):
        _address(entry, address)
    for born in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        entry.born.extend(_dates(born))
    for place in element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        entry.birth_places.append(_place(place))
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        _document(entry, document)
    entry.remark(_text(element, "COMMENTS1"))
    entry.remark(_text(element, "SUBMITTED_BY"))
    return entry


def _alias(entry: ListEntry, alias: etree._Element) -> None:
    """Quality Good or Low; `a.k.a.` and `f.k.a.` in lists of entities."""
    quality = _text(alias, "QUALITY").lower()
    for name in several(_text(alias, "ALIAS_NAME")):
        if quality == "low":
            entry.weak_alias(name)
        elif quality.startswith("f"):
            entry.former_name(name)
        else:
            entry.name(name)
    entry.born.extend(dates_in(_text(alias, "DATE_OF_BIRTH")))
    born = joined((_text(alias, "CITY_OF_BIRTH"), _text(alias, "COUNTRY_OF_BIRTH")))
    entry.birth_places.append(born)
    entry.remark(_text(alias, "NOTE"))


def _address(entry: ListEntry, address: etree._Element) -> None:
    parts = (_text(address, name) for name in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"))
    entry.address(*parts, country=_text(address, "COUNTRY"))
    entry.remark(_text(address, "NOTE"))


def _dates(born: etree._Element) -> Iterator[str]:
    about = "~" if "APPROX" in _text(born, "TYPE_OF_DATE").upper() else ""
    first, last = _text(born, "FROM_YEAR"), _text(born, "TO_YEAR")
    if first and last:
        yield f"{first}/{last}"
    stated = _text(born, "DATE")[:10] or _text(born, "YEAR")
    yield from (f"{one}{about}" for one in dates_in(stated))
    yield from dates_in(_text(born, "NOTE"))


def _place(place: etree._Element) -> str:
    names = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
    return joined(_text(place, name) for name in names)


def _document(entry: ListEntry, document: etree._Element) -> None:
    words = joined((_text(document, "TYPE_OF_DOCUMENT"), _text(document, "TYPE_OF_DOCUMENT2")))
    issued = joined(_text(document, one) for one in ("DATE_OF_ISSUE", "CITY_OF_ISSUE", "NOTE"))
    country = _text(document, "ISSUING_COUNTRY") or _text(document, "COUNTRY_OF_ISSUE")
    entry.paper(
        paper_kind(words) or words or "document",
        _text(document, "NUMBER"),
        country=country,
        note=joined((_text(document, "TYPE_OF_DOCUMENT2"), issued)),
    )


def _text(element: etree._Element, name: str) -> str:
    return tidy(element.findtext(name))


def _values(element: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(tidy(one.text) for one in element.iterfind(f"{name}/VALUE"))


FORM = Form(
    "un-consolidated",
    "UN Security Council consolidated list (XML)",
    "United Nations",
    lambda beginning: beginning.root == "CONSOLIDATED_LIST",
    read,
    kind="asset_freeze",
    licence="United Nations: public",
)
