"""Reason templates of an office: texts that reasons begin from, with places that a case fills.

A place is the name of a fact in braces: {consignee} is the name of whoever has that role, {mrn} a
fact of the declaration, {item} the item that the deed is on, {item.origin} a fact of it. What the
case does not state becomes a gap, such as [Consignee], that a person fills in.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from landwaiter.domain.base.facts import Fact
from landwaiter.domain.goods.facts import ITEM
from landwaiter.domain.intake.consignment_facts import PARTY
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.errors import Invalid
from landwaiter.i18n import _

_PLACE = re.compile(r"\{([^{}]*)\}")
_GAP = re.compile(r"\[[^\[\]]+\]")
CASE, ITEM_NUMBER, OF_ITEM = "case", "item", "item."
_NAME = next(fact for fact in PARTY if fact.name == "name")


@dataclass(frozen=True, slots=True)
class ReasonTemplate:
    """A text of the office; of one deed, or of every deed that takes a reason."""

    title: str
    text: str
    act: str
    """Of the deed, as on the command line; empty: of every deed."""
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaceOfFact:
    """What stands in a template for a fact of the case."""

    name: str
    title: str
    """As an id, or a term."""
    fact: Fact[Any] | None = None
    """Of the declaration, an item or a party; None: of the case itself."""
    role: Role | None = None
    """Of a party."""

    @property
    def is_of_item(self) -> bool:
        return self.name == ITEM_NUMBER or self.name.startswith(OF_ITEM)


def title_key(title: str) -> str:
    """By which two titles are one: without case and needless white space."""
    return " ".join(title.split()).casefold()


def _places() -> Iterable[PlaceOfFact]:
    yield PlaceOfFact(CASE, "Case")
    for role in Role:
        yield PlaceOfFact(role.value, role.value.replace("_", " "), _NAME, role)
    for fact in DECLARATION:
        yield PlaceOfFact(fact.name, fact.title, fact)
    for of_item in ITEM:
        name = ITEM_NUMBER if of_item.name == "no" else f"{OF_ITEM}{of_item.name}"
        yield PlaceOfFact(name, of_item.title, of_item)


PLACES: Mapping[str, PlaceOfFact] = {one.name: one for one in _places()}
"""By name, in the order in which people read a case."""
_USUAL = (ITEM_NUMBER, Role.CONSIGNEE.value, "mrn")


def check_places(text: str) -> None:
    """Invalid with the first place that no case can fill."""
    for name in _PLACE.findall(text):
        if name not in PLACES:
            near = get_close_matches(name, PLACES) or _USUAL
            raise Invalid(
                _("The template has a place that no case can fill."),
                field="text",
                value=f"{{{name}}}",
                remedy=_("Give one of: {wanted}.").format(
                    wanted=", ".join(f"{{{one}}}" for one in near)
                ),
            )


def filled(text: str, says: Callable[[PlaceOfFact], str], named: Callable[[str], str]) -> str:
    """The template with what the case `says`; a gap that is `named` where it says nothing."""

    def put(found: re.Match[str]) -> str:
        place = PLACES.get(found[1])
        if place is None:
            return found[0]
        return says(place) or f"[{named(place.title)}]"

    return _PLACE.sub(put, text)


def gaps(text: str) -> int:
    """How many fields of a template nobody has filled in."""
    return len(_GAP.findall(text))
