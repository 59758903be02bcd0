"""What is said of a deed that waits, or has waited, for a second person."""

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind
from landwaiter.domain.deeds.motion import Motion

MOTION: tuple[Fact[Motion], ...] = (
    Fact("title", "What", Content.OPEN, origin=FactOrigin.RECORDED, cell="deed"),
    Fact(
        "reason", "Reason", Content.DELIBERATION, ValueKind.TEXT, FactOrigin.RECORDED, cell="reason"
    ),
    Fact("author", "Moved by", Content.PERSONAL, ValueKind.TEXT, FactOrigin.RECORDED, cell="by"),
    Fact(
        "seconder",
        "Seconded by",
        Content.PERSONAL,
        ValueKind.TEXT,
        FactOrigin.RECORDED,
        cell="second",
    ),
    Fact(
        "seconded_at",
        "When",
        Content.OPEN,
        ValueKind.INSTANT,
        origin=FactOrigin.RECORDED,
        cell="at",
    ),
    Fact(
        "text_sha256",
        "Text, SHA-256",
        Content.OPEN,
        ValueKind.CODE,
        origin=FactOrigin.COMPUTED,
        cell="text",
    ),
)
