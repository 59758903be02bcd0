"""What is said of a deed that waits, or has waited, for a second person."""

from landwaiter.domain.catalogue.shape import Content, Fact, Kind, Origin
from landwaiter.domain.motions import Motion

MOTION: tuple[Fact[Motion], ...] = (
    Fact("title", "What", origin=Origin.RECORDED, cell="deed"),
    Fact("reason", "Reason", Kind.TEXT, Content.DELIBERATION, Origin.RECORDED, cell="reason"),
    Fact("author", "Moved by", Kind.TEXT, Content.PERSONAL, Origin.RECORDED, cell="by"),
    Fact("seconder", "Seconded by", Kind.TEXT, Content.PERSONAL, Origin.RECORDED, cell="second"),
    Fact("seconded_at", "When", Kind.INSTANT, origin=Origin.RECORDED, cell="at"),
    Fact("text_sha256", "Text, SHA-256", Kind.CODE, origin=Origin.COMPUTED, cell="text"),
)
