"""What the groups of AES and WCO messages have in common: parties, containers, routing, the end."""

from collections.abc import Callable

from landwaiter.domain.intake.declaration import Container, Declaration, DeclaredParty, Role
from landwaiter.formats.base.declaration_file import ReadDeclaration
from landwaiter.formats.base.values import read_country
from landwaiter.formats.base.xml_document import XmlNode
from landwaiter.i18n import _

Places = tuple[tuple[tuple[str, ...], Role], ...]
"""Path to a group of parties, and the role they stand in."""
ReadParty = Callable[[XmlNode, Role, int | None], DeclaredParty]


def parties_at(
    node: XmlNode, places: Places, read: ReadParty, item_no: int | None
) -> tuple[DeclaredParty, ...]:
    return tuple(
        read(party, role, item_no)
        for (*above, name), role in places
        for party in node.one(*above).all(name)
    )


def containers_at(consignment: XmlNode, *, number: str, seal: str) -> tuple[Container, ...]:
    """Containers with their seals; seals without a container are warned of."""
    found = []
    for equipment in consignment.all("TransportEquipment"):
        identifier = equipment.text(number)
        seals = tuple(text for each in equipment.all("Seal") if (text := each.text(seal)))
        if identifier:
            found.append(Container(identifier, seals))
        elif seals:
            consignment.findings.warn(
                _("Seals are stated without a container: {seals}.").format(seals=", ".join(seals))
            )
    return tuple(found)


def routing_at(consignment: XmlNode, group: str, name: str) -> tuple[str, ...]:
    countries = (place.value(read_country, name) for place in consignment.all(group))
    return tuple(country for country in countries if country)


def refuse_without_goods(message: XmlNode, declaration: Declaration) -> None:
    """Put on record that a message states a declaration of no goods, new or as it shall read."""
    if not declaration.items:
        message.reject(
            _("The declaration has no goods item."),
            remedy=_("Ask the sender for the complete message."),
        )


def whole(message: XmlNode, declaration: Declaration) -> ReadDeclaration | None:
    """The declaration of the message with its warnings; None when the findings hold a fault."""
    refuse_without_goods(message, declaration)
    if message.findings.rejected:
        return None
    return ReadDeclaration(declaration, message.line, tuple(message.findings.warnings))
