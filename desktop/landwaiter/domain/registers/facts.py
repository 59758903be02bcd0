"""What is said of a checked document code, an entry of a register, a licence of a case."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind
from landwaiter.domain.flags.inputs_of_rules import Licence
from landwaiter.domain.registers.document_checks import DocumentCheck

CHECKED: tuple[Fact[DocumentCheck], ...] = (
    Fact("item", "Item", Content.OPEN, origin=FactOrigin.COMPUTED, cell="item"),
    Fact("code", "Code", Content.OPEN, ValueKind.CODE, cell="code"),
    Fact("meaning", "Meaning", Content.OPEN, origin=FactOrigin.COMPUTED, cell="meaning"),
    Fact("reference", "Reference", Content.OPEN, ValueKind.CODE, cell="reference"),
    Fact(
        "says", "Register of the issuer", Content.OPEN, origin=FactOrigin.COMPUTED, cell="register"
    ),
    Fact(
        "points",
        "Compared with this export",
        Content.OPEN,
        origin=FactOrigin.COMPUTED,
        cell="points",
    ),
)
"""A document code held against the pack of codes and the register of its issuer."""
_recorded = partial(Fact, origin=FactOrigin.RECORDED)
_computed = partial(Fact, origin=FactOrigin.COMPUTED)

REGISTER_ENTRY: tuple[Fact[Any], ...] = (
    _recorded("issuer", "Issuer", Content.OPEN),
    _recorded("ref", "Reference", Content.OPEN, ValueKind.CODE),
    _recorded("who", "Who", Content.PERSONAL),
    _recorded("what", "What", Content.OPEN),
    _recorded("destination", "To", Content.OPEN, ValueKind.COUNTRY),
    _recorded("first", "Since", Content.OPEN, ValueKind.DAY),
    _recorded("until", "Until", Content.OPEN, ValueKind.DAY),
    _computed("state", "Status", Content.OPEN, ValueKind.CHOICE),
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
