"""AES messages on the exit of released goods: release CC529C, exit results CC518C, CC599C.

The structure of these messages is known from memory only, so values are looked for by their local
names wherever they stand; a message without an MRN, or whose day cannot be read, is refused.
"""

from collections.abc import Iterable
from functools import partial

from landwaiter.domain.intake.declaration import DeclarationRequest, RequestKind
from landwaiter.formats.base.declaration_file import ReadRequest
from landwaiter.formats.base.values import read_country, read_moment
from landwaiter.formats.base.xml_document import XmlNode, local_name
from landwaiter.formats.intake.cc515c import FORMAT
from landwaiter.formats.intake.member_state import zone_or_utc
from landwaiter.i18n import _

MESSAGES = ("CC518C", "CC529C", "CC599C")
_DAYS = ("exitDate", "exitDateAndTime", "releaseDate", "releaseDateAndTime")
_RESULTS = ("code", "controlResultCode", "exitControlResultCode", "exitStatus")


def read_exit(message: XmlNode) -> ReadRequest | None:
    """What one message shows; None when the findings hold a fault."""
    office = _first(message, ("CustomsOfficeOfExport", "CustomsOfficeOfExitActual"))
    state = (office.text("referenceNumber") or "")[:2]
    moment = partial(read_moment, zone=zone_or_utc(state))
    day = _first(message, _DAYS)
    happened = day.value(moment) or message.value(moment, "preparationDateAndTime")
    destination = _first(message, ("countryOfDestination",)).value(read_country)
    mrn = _first(message, ("MRN",)).text()
    if mrn is None:
        message.reject(
            _("The message names no declaration: it has no MRN."),
            remedy=_("Ask the sender for the MRN of the declaration that is meant."),
        )
    if message.findings.rejected:
        return None
    shown = {
        "message": message.name,
        "date": happened.date().isoformat() if happened else None,
        "destination": destination,
        "result": _first(_first(message, ("ExitControlResult", "ControlResult")), _RESULTS).text(),
    }
    known = {name: value for name, value in shown.items() if value}
    request = DeclarationRequest(
        kind=RequestKind.EXIT_MESSAGE,
        format=FORMAT,
        mrn=mrn,
        issued=happened,
        reason_code=message.name,
        changes=tuple(f"{name}: {value}" for name, value in known.items()),
    )
    return ReadRequest(request, message.line, shown=known)


def _first(node: XmlNode, names: Iterable[str]) -> XmlNode:
    """The first element below `node` with one of the names; an empty node where there is none."""
    wanted = tuple(names)
    below = node.element.iter() if node.element is not None else ()
    found = next((one for one in below if local_name(one) in wanted), None)
    return XmlNode(found, node.findings)
