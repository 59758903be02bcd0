"""What is said of a case or an entity in the review before removal, and of a disclosure."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind

_recorded = partial(Fact, origin=FactOrigin.RECORDED)
_computed = partial(Fact, origin=FactOrigin.COMPUTED)

REVIEWED: tuple[Fact[Any], ...] = (
    _recorded("reference", "Case or entity", Content.PERSONAL),
    _recorded("purpose", "Kept for", Content.OPEN, ValueKind.CHOICE),
    _recorded("regime", "Protected by", Content.OPEN, ValueKind.CHOICE),
    _computed("standing", "Standing", Content.OPEN, ValueKind.CHOICE),
    _computed("due", "Due", Content.OPEN, ValueKind.DAY),
    _computed("why", "Why", Content.OPEN),
)

DISCLOSED: tuple[Fact[Any], ...] = (
    _recorded("at", "When", Content.OPEN, cell="at"),
    _recorded("recipient", "Recipient", Content.PERSONAL, cell="recipient"),
    _recorded("basis", "Basis", Content.OPEN, cell="basis"),
    _recorded("what", "What", Content.OPEN, cell="what"),
    _recorded("file", "File", Content.INTERNAL, cell="file"),
    _recorded("sha256", "SHA-256", Content.OPEN, ValueKind.CODE, cell="sha256"),
)
"""A line of the log of disclosures."""
