"""What is said of an entry of a register in a list, and of a licence that a case refers to."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind
from landwaiter.domain.flags.inputs_of_rules import Licence

_recorded = partial(Fact, origin=FactOrigin.RECORDED)
_computed = partial(Fact, origin=FactOrigin.COMPUTED)

REGISTER_ENTRY: tuple[Fact[Any], ...] = (
    _recorded("issuer", "Issuer", Content.OPEN),
    _recorded("ref", "Reference", Content.OPEN, ValueKind.CODE),
    _recorded("who", "Who", Content.PERSONAL),
    _recorded("what", "What", Content.OPEN),
    _recorded("destination", "To", Content.OPEN, ValueKind.COUNTRY),
    _recorded("first", "From", Content.OPEN, ValueKind.DAY),
    _recorded("until", "Until", Content.OPEN, ValueKind.DAY),
    _computed("state", "State", Content.OPEN, ValueKind.CHOICE),
    _computed("review", "Review by", Content.OPEN, ValueKind.DAY),
    _computed("left", "Left", Content.BUSINESS),
)
"""As it stands on a day; what is stated of it in full are the columns of its register."""

LICENCE: tuple[Fact[Licence], ...] = (
    Fact("ref", "Licence", Content.OPEN, ValueKind.CODE, FactOrigin.RECORDED, cell="ref"),
    Fact("issuer", "Issuer", Content.OPEN, ValueKind.TEXT, FactOrigin.RECORDED, cell="issuer"),
    Fact(
        "consignee",
        "Consignee",
        Content.PERSONAL,
        ValueKind.TEXT,
        FactOrigin.RECORDED,
        cell="consignee",
    ),
    Fact(
        "valid_to", "Valid to", Content.OPEN, ValueKind.TEXT, FactOrigin.RECORDED, cell="valid_to"
    ),
    Fact("used", "Used", Content.BUSINESS, ValueKind.TEXT, FactOrigin.COMPUTED, cell="used"),
)
