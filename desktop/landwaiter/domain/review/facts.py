"""What is said of a deed that waits, or has waited, for a second person."""

from landwaiter.domain.base.facts import Content, Fact, Kind, Origin
from landwaiter.domain.deeds.motion import Motion

MOTION: tuple[Fact[Motion], ...] = (
    Fact("title", "What", Content.OPEN, origin=Origin.RECORDED, cell="deed"),
    Fact("reason", "Reason", Content.DELIBERATION, Kind.TEXT, Origin.RECORDED, cell="reason"),
    Fact("author", "Moved by", Content.PERSONAL, Kind.TEXT, Origin.RECORDED, cell="by"),
    Fact("seconder", "Seconded by", Content.PERSONAL, Kind.TEXT, Origin.RECORDED, cell="second"),
    Fact("seconded_at", "When", Content.OPEN, Kind.INSTANT, origin=Origin.RECORDED, cell="at"),
    Fact(
        "text_sha256", "Text, SHA-256", Content.OPEN, Kind.CODE, origin=Origin.COMPUTED, cell="text"
    ),
)
