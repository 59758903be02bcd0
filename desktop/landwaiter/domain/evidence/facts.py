"""What is said of a piece of evidence and of its custody."""

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind
from landwaiter.domain.evidence.custody import CustodyEvent
from landwaiter.domain.evidence.piece import Evidence

_RECORDED = FactOrigin.RECORDED

EVIDENCE: tuple[Fact[Evidence], ...] = (
    Fact("label", "No.", Content.OPEN, ValueKind.CODE, origin=_RECORDED, cell="no"),
    Fact("name", "File", Content.OPEN, origin=_RECORDED, cell="name"),
    Fact(
        "received_from", "Received from", Content.PERSONAL, ValueKind.TEXT, _RECORDED, cell="from"
    ),
    Fact("received", "Received", Content.OPEN, ValueKind.DAY, origin=_RECORDED, cell="received"),
    Fact("size", "Bytes", Content.OPEN, ValueKind.NUMBER, origin=_RECORDED, cell="size"),
    Fact("seal", "Seal", Content.OPEN, ValueKind.CODE, origin=_RECORDED, cell="seal"),
    Fact("grade", "Grade", Content.OPEN, ValueKind.CODE, origin=_RECORDED, cell="grade"),
    Fact("sha256", "SHA-256", Content.OPEN, ValueKind.CODE, origin=_RECORDED, cell="sha256"),
)
"""Of a source that spoke in confidence, name and hash are its own class: the table says so."""

CUSTODY: tuple[Fact[CustodyEvent], ...] = (
    Fact("label", "No.", Content.OPEN, ValueKind.CODE, origin=_RECORDED, cell="no"),
    Fact("at", "When", Content.OPEN, ValueKind.INSTANT, origin=_RECORDED, cell="at"),
    Fact("what", "What", Content.OPEN, origin=_RECORDED, cell="what"),
    Fact("author", "Entered by", Content.PERSONAL, ValueKind.TEXT, _RECORDED, cell="who"),
)
