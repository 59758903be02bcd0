"""What is said of a piece of evidence and of its custody."""

from landwaiter.domain.base.facts import Content, Fact, Kind, Origin
from landwaiter.domain.cases.case import Evidence
from landwaiter.domain.evidence.custody import CustodyEvent

_RECORDED = Origin.RECORDED

EVIDENCE: tuple[Fact[Evidence], ...] = (
    Fact("label", "No.", Content.OPEN, Kind.CODE, origin=_RECORDED, cell="no"),
    Fact("name", "File", Content.OPEN, origin=_RECORDED, cell="name"),
    Fact("received_from", "Received from", Content.PERSONAL, Kind.TEXT, _RECORDED, cell="from"),
    Fact("received", "Received", Content.OPEN, Kind.DAY, origin=_RECORDED, cell="received"),
    Fact("size", "Bytes", Content.OPEN, Kind.NUMBER, origin=_RECORDED, cell="size"),
    Fact("seal", "Seal", Content.OPEN, Kind.CODE, origin=_RECORDED, cell="seal"),
    Fact("grade", "Grade", Content.OPEN, Kind.CODE, origin=_RECORDED, cell="grade"),
    Fact("sha256", "SHA-256", Content.OPEN, Kind.CODE, origin=_RECORDED, cell="sha256"),
)
"""Of a source that spoke in confidence, name and hash are its own class: the table says so."""

CUSTODY: tuple[Fact[CustodyEvent], ...] = (
    Fact("label", "No.", Content.OPEN, Kind.CODE, origin=_RECORDED, cell="no"),
    Fact("at", "When", Content.OPEN, Kind.INSTANT, origin=_RECORDED, cell="at"),
    Fact("what", "What", Content.OPEN, origin=_RECORDED, cell="what"),
    Fact("author", "Entered by", Content.PERSONAL, Kind.TEXT, _RECORDED, cell="who"),
)
