"""What is said of a document code that was checked."""

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind
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
