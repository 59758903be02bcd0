"""How a value of each kind is read where one cell or one element states it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, tzinfo
from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Fact, ValueKind
from landwaiter.formats.base.values import (
    read_commodity,
    read_country,
    read_date,
    read_decimal,
    read_integer,
    read_moment,
)
from landwaiter.formats.base.xml_document import XmlNode
from landwaiter.formats.intake.xml_items import money

READERS: Mapping[ValueKind, Callable[..., Any]] = {
    ValueKind.TEXT: str,
    ValueKind.CODE: str,
    ValueKind.COMMODITY: read_commodity,
    ValueKind.COUNTRY: read_country,
    ValueKind.NUMBER: read_decimal,
    ValueKind.MASS: read_decimal,
    ValueKind.MONEY: read_decimal,
    ValueKind.COUNT: read_integer,
    ValueKind.DAY: read_date,
    ValueKind.INSTANT: read_moment,
}
"""Of an amount of money the number alone: its currency stands elsewhere."""


def aes_members(facts: Iterable[Fact[Any]], node: XmlNode, zone: tzinfo = UTC) -> dict[str, Any]:
    """Member of the subject → its value, of the facts that one element of an AES message states."""
    return {fact.name: _first(fact, fact.aes, node, zone) for fact in facts if fact.aes}


def wco_members(facts: Iterable[Fact[Any]], node: XmlNode) -> dict[str, Any]:
    """The same of a WCO message."""
    return {fact.name: _first(fact, fact.wco, node, UTC) for fact in facts if fact.wco}


def _first(fact: Fact[Any], paths: Iterable[str], node: XmlNode, zone: tzinfo) -> Any:
    found = (_value(fact, node, path.split("/"), zone) for path in paths)
    return next((value for value in found if value is not None), None)


def _value(fact: Fact[Any], node: XmlNode, path: list[str], zone: tzinfo) -> Any:
    if fact.kind is ValueKind.MONEY:
        return money(node.one(*path[:-1]), path[-1])
    read = READERS[fact.kind]
    return node.value(partial(read, zone=zone) if read is read_moment else read, *path)


def nested(members: Mapping[str, Any], part: str) -> dict[str, Any]:
    """The members of a part of the subject: `city` of `address.city`."""
    head = f"{part}."
    return {
        name.removeprefix(head): value for name, value in members.items() if name.startswith(head)
    }


def own(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that are no part's."""
    return {name: value for name, value in members.items() if "." not in name}
