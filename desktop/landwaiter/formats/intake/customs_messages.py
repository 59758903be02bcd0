"""Messages of customs on a declaration, AES and NCTS: which declaration, when, what they say.

Which messages there are and what each does stands in `domain/intake/customs_messages.py`, what each
states in `message_fields.py`. A message that names no declaration, or two, is refused.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from landwaiter.domain.intake.customs_messages import (
    CustomsMessage,
    MessageEffect,
    MessageSystem,
    message_named,
)
from landwaiter.domain.intake.declaration import Declaration, DeclarationRequest, RequestKind
from landwaiter.formats.base.declaration_file import ReadRequest
from landwaiter.formats.base.values import read_country, read_moment
from landwaiter.formats.base.xml_document import XmlNode, local_name
from landwaiter.formats.intake import cc515c, ncts
from landwaiter.formats.intake.member_state import zone_or_utc
from landwaiter.formats.intake.message_fields import (
    AES_DAYS,
    AES_EXIT_DAYS,
    AES_FIELDS,
    AES_RESULTS,
    DATE,
    DESTINATION,
    NCTS_FIELDS,
    RESULT,
    StatedField,
)
from landwaiter.formats.intake.message_numbers import all_named, number_in, refuse_unnamed
from landwaiter.i18n import _

_KINDS = {
    MessageEffect.EXIT: RequestKind.EXIT_MESSAGE,
}
_RELEASE_WITH_DECLARATION = "CC029C"
_OFFICES = ("CustomsOfficeOfExport", "CustomsOfficeOfDeparture", "CustomsOfficeOfExitActual")
_LONGEST = 500
"""Signs of one statement that are learned; the file is kept whole."""


def read_message(message: XmlNode) -> ReadRequest | None:
    """What one message of customs says; None when the findings hold a fault."""
    known = message_named(message.name)
    if known is None:
        raise AssertionError(f"{message.name} is no message of customs")
    zone = partial(read_moment, zone=zone_or_utc(_state(message)))
    mrn, reference = number_in(message, "MRN"), number_in(message, "LRN")
    refuse_unnamed(message, mrn, reference)
    said = {} if known.effect is MessageEffect.KEPT else dict(_said(message, known))
    day = _day(message, known)
    happened = day.value(zone) or message.value(zone, "preparationDateAndTime")
    destination = said.get(DESTINATION)
    if destination:
        place = _first(message, ("countryOfDestination",))
        said[DESTINATION] = place.parsed(read_country, destination) or ""
    declared = _declared(message)
    if message.findings.rejected:
        return None
    shown = _shown(known, happened, said)
    request = DeclarationRequest(
        kind=_KINDS.get(known.effect, RequestKind.CUSTOMS_MESSAGE),
        format=cc515c.FORMAT if known.system is MessageSystem.AES else ncts.FORMAT,
        mrn=mrn,
        local_reference=reference,
        declarant_eori=_holder(message),
        issued=happened,
        reason_code=message.name,
        changes=(
            *(f"{name}: {value}" for name, value in shown.items()),
            *((f"mrn: {mrn}",) if mrn else ()),
        ),
    )
    return ReadRequest(request, message.line, shown=shown, declared=declared)


def refuse_version(message: XmlNode) -> None:
    """Put a message on record that is written for another version of the customs systems."""
    message.reject(
        _("The message {name} is of another version of the customs systems.").format(
            name=message.name
        ),
        remedy=_("Ask the sender for the message of today's version, such as {name}.").format(
            name=f"{message.name[:-1]}C"
        ),
    )


def _shown(
    known: CustomsMessage, happened: datetime | None, said: dict[str, str]
) -> dict[str, str]:
    stated = {"message": known.code, DATE: happened.date().isoformat() if happened else ""}
    return {name: value for name, value in (stated | said).items() if value}


def _declared(message: XmlNode) -> Declaration | None:
    """The declaration that a release carries whole, for a casebook that has none of that MRN."""
    if message.name != _RELEASE_WITH_DECLARATION or not message.one("Consignment"):
        return None
    declared = ncts.declaration_of(message)
    return declared if declared.items else None


def _holder(message: XmlNode) -> str | None:
    """Who declared it, where the message says so."""
    groups = ("HolderOfTheTransitProcedure", "Declarant", "Exporter")
    found = (message.text(group, "identificationNumber") for group in groups)
    return next((text for text in found if text), None)


def _state(message: XmlNode) -> str:
    """The state of the first office that is named."""
    return (_first(message, _OFFICES).text("referenceNumber") or "")[:2]


def _day(message: XmlNode, known: CustomsMessage) -> XmlNode:
    """The element of the day on which it happened; an empty node where it says none."""
    if known.system is MessageSystem.AES:
        return _first(message, AES_DAYS.get(known.code, AES_EXIT_DAYS))
    path = next((one.path for one in NCTS_FIELDS.get(known.code, ()) if one.name == DATE), "")
    return message.one(*path.split("/")) if path else XmlNode(None, message.findings)


def _said(message: XmlNode, known: CustomsMessage) -> Iterator[tuple[str, str]]:
    """Name and text of what is stated beside the day; the first of a name counts."""
    seen = {DATE}
    for name, text in _stated(message, known):
        if text and name not in seen:
            seen.add(name)
            yield name, text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _stated(message: XmlNode, known: CustomsMessage) -> Iterator[tuple[str, str]]:
    if known.system is MessageSystem.NCTS:
        for field in NCTS_FIELDS.get(known.code, ()):
            yield field.name, _text(_at(message, field.path.split("/")), field)
        return
    for field in AES_FIELDS:
        yield field.name, _text(all_named(message, field.path), field)
    result = _first(message, ("ExitControlResult", "ControlResult"))
    yield RESULT, _first(result, AES_RESULTS).text() or ""


def _text(nodes: Iterable[XmlNode], field: StatedField) -> str:
    """What the element says; of a group that repeats, each of them."""
    if not field.parts:
        return next((text for node in nodes if (text := node.text())), "")
    told = (
        " ".join(text for part in field.parts if (text := node.text(*part.split("/"))))
        for node in nodes
    )
    return "; ".join(filter(None, told))


def _at(node: XmlNode, path: list[str]) -> Iterator[XmlNode]:
    """The elements under the path, each of those that repeat on the way."""
    if not path:
        yield node
        return
    for child in node.all(path[0]):
        yield from _at(child, path[1:])


def _first(node: XmlNode, names: Iterable[str]) -> XmlNode:
    """The first element below `node` with one of the names; an empty node where there is none."""
    wanted = tuple(names)
    below = node.element.iter() if node.element is not None else ()
    found = next((one for one in below if local_name(one) in wanted), None)
    return XmlNode(found, node.findings)
