"""The numbers by which a message of customs names its declaration: one at least, none twice."""

from collections.abc import Iterator

from landwaiter.formats.base.xml_document import XmlNode, local_name
from landwaiter.i18n import _


def all_named(node: XmlNode, name: str) -> Iterator[XmlNode]:
    """The elements of that local name below `node`, wherever they stand."""
    below = node.element.iter() if node.element is not None else ()
    return (XmlNode(one, node.findings) for one in below if local_name(one) == name)


def number_in(message: XmlNode, name: str) -> str | None:
    """The number under that local name; a message with two of them is put on record."""
    nodes = [node for node in all_named(message, name) if node.text()]
    second = next((one for one in nodes if _key(one) != _key(nodes[0])), None)
    if second is not None:
        second.reject(
            _("The message names two declarations, and is on one alone."),
            value=second.text(),
            remedy=_("Ask the sender for a message of its own on each declaration."),
        )
    return nodes[0].text() if nodes else None


def _key(node: XmlNode) -> str:
    return "".join((node.text() or "").split()).upper()


def refuse_unnamed(message: XmlNode, *numbers: str | None) -> None:
    """Put a message on record that names no declaration."""
    if not any(numbers):
        message.reject(
            _("The message names no declaration: it has neither an MRN nor an LRN."),
            remedy=_("Ask the sender for the MRN of the declaration that is meant."),
        )
