"""What AES and WCO goods items have in common: their number and their amounts of money."""

from collections.abc import Iterable

from landwaiter.domain.intake.declaration import Money
from landwaiter.formats.base.values import read_currency, read_decimal, read_integer
from landwaiter.formats.base.xml_document import XmlNode
from landwaiter.formats.intake.member_state import NO_CURRENCY
from landwaiter.i18n import _

CURRENCY_ATTRIBUTES = ("currencyID", "currency")


def item_number(node: XmlNode, name: str) -> int:
    """The number of a goods item; one without a number, or with 0, is put on record."""
    number = node.value(read_integer, name)
    if not number and not (node.text(name) and number is None):
        (node.one(name) or node).reject(
            _("The goods item has no number."),
            value=node.text(name),
            remedy=_("Ask the sender for the message with {field} from 1.").format(field=name),
        )
    return number or 0


def refuse_repeated_numbers(nodes: Iterable[XmlNode], name: str) -> None:
    """Put every goods item on record whose number an earlier one has."""
    seen: set[str] = set()
    for node in nodes:
        number = node.text(name)
        if number in seen:
            node.one(name).reject(
                _("Two goods items have the same number."),
                value=number,
                remedy=_("Ask the sender for a message that numbers each item once."),
            )
        seen.add(number or "")


def money(node: XmlNode, name: str, currency: str | None = None) -> Money | None:
    """The amount with the currency stated beside it, else `currency`, else none (XXX, warned)."""
    amount = node.value(read_decimal, name)
    if amount is None:
        return None
    place = node.one(name)
    stated = next((text for key in CURRENCY_ATTRIBUTES if (text := place.attribute(key))), None)
    if stated:
        read = place.parsed(read_currency, stated)
        return Money(amount, read) if read else None
    if currency is None:
        node.findings.warn(
            _("An amount states no currency ({field}); it is kept without one.").format(field=name)
        )
    return Money(amount, currency or NO_CURRENCY)
